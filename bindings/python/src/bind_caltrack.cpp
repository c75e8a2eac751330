// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "codes.hpp"
#include "regular_series.hpp"

#include <empower/baseline/caltrack.hpp>

#include <pybind11/stl.h>

#include <array>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using CaltrackOutcome = Outcome<CaltrackModel, CaltrackReason>;

struct Correction {
  std::string_view name;
  bool CaltrackCorrections::*flag;
};
constexpr std::array<Correction, 7> corrections{{
    {"calendar_days", &CaltrackCorrections::calendar_days},
    {"full_bimonthly", &CaltrackCorrections::full_bimonthly},
    {"overshoot", &CaltrackCorrections::overshoot},
    {"degree_hours", &CaltrackCorrections::degree_hours},
    {"bic", &CaltrackCorrections::bic},
    {"reporting_energy", &CaltrackCorrections::reporting_energy},
    {"exact_balance", &CaltrackCorrections::exact_balance},
}};

std::vector<std::string_view> corrections_of(const CaltrackSettings& settings) {
  std::vector<std::string_view> names;
  for (const auto& [name, flag] : corrections)
    if (settings.corrections.*flag) names.push_back(name);
  return names;
}

void set_corrections(CaltrackSettings& settings, const std::vector<std::string>& wanted) {
  std::array<std::string_view, corrections.size()> names;
  std::ranges::transform(corrections, names.begin(), &Correction::name);
  settings.corrections = {};
  for (const std::string& name : wanted)
    settings.corrections.*corrections[member<std::size_t>(names, name)].flag = true;
}

void bind_settings(py::module_& module) {
  py::class_<CaltrackSettings>{module, "CaltrackSettings"}
      .def(py::init<>())
      .def_property(
          "fuel", [](const CaltrackSettings& s) { return code(s.fuel); },
          [](CaltrackSettings& s, std::string_view fuel) {
            s.fuel = member<CaltrackFuel>(caltrack_fuel_codes(), fuel);
          })
      .def_readwrite("baseline_days", &CaltrackSettings::baseline_days)
      .def_readwrite("reporting_days", &CaltrackSettings::reporting_days)
      .def_readwrite("exact_span", &CaltrackSettings::exact_span)
      .def_readwrite("min_span_days", &CaltrackSettings::min_span_days)
      .def_readwrite("max_span_days", &CaltrackSettings::max_span_days)
      .def_readwrite("min_day_share", &CaltrackSettings::min_day_share)
      .def_readwrite("min_hour_share", &CaltrackSettings::min_hour_share)
      .def_readwrite("lowest_balance_f", &CaltrackSettings::lowest_balance_f)
      .def_readwrite("highest_balance_f", &CaltrackSettings::highest_balance_f)
      .def_readwrite("confidence", &CaltrackSettings::confidence)
      .def_property("corrections", &corrections_of, &set_corrections)
      .def_property(
          "zone", [](const CaltrackSettings& s) { return s.zone.name(); },
          [](CaltrackSettings& s, const std::string& name) { s.zone = zone_named(name); });
}

void bind_parts(py::module_& module) {
  py::class_<CaltrackCandidate>{module, "CaltrackCandidate",
                                "usage per day = intercept + beta_hdd (heating_balance_f - T)+ + "
                                "beta_cdd (T - cooling_balance_f)+, T in °F."}
      .def_property_readonly("shape", [](const CaltrackCandidate& c) { return code(c.shape); })
      .def_readonly("heating_balance_f", &CaltrackCandidate::heating_balance_f)
      .def_readonly("cooling_balance_f", &CaltrackCandidate::cooling_balance_f)
      .def_readonly("intercept", &CaltrackCandidate::intercept)
      .def_readonly("beta_hdd", &CaltrackCandidate::beta_hdd)
      .def_readonly("beta_cdd", &CaltrackCandidate::beta_cdd)
      .def_readonly("adjusted_r_squared", &CaltrackCandidate::adjusted_r_squared);
  py::class_<CaltrackMetrics>{module, "CaltrackMetrics", "By the formulas of eemeter 3.2.0."}
      .def_readonly("length", &CaltrackMetrics::length)
      .def_readonly("r_squared", &CaltrackMetrics::r_squared)
      .def_readonly("adjusted_r_squared", &CaltrackMetrics::adjusted_r_squared)
      .def_readonly("rmse", &CaltrackMetrics::rmse)
      .def_readonly("rmse_adjusted", &CaltrackMetrics::rmse_adjusted)
      .def_readonly("cv_rmse", &CaltrackMetrics::cv_rmse)
      .def_readonly("cv_rmse_adjusted", &CaltrackMetrics::cv_rmse_adjusted)
      .def_readonly("mape", &CaltrackMetrics::mape)
      .def_readonly("nmae", &CaltrackMetrics::nmae)
      .def_readonly("nmbe", &CaltrackMetrics::nmbe)
      .def_readonly("autocorrelation", &CaltrackMetrics::autocorrelation);
  py::class_<CaltrackFinding>{module, "CaltrackFinding", "What is wrong with a baseline's data."}
      .def_property_readonly("code", [](const CaltrackFinding& f) { return code(f.code); })
      .def_readonly("detail", &CaltrackFinding::detail);
  py::class_<CaltrackBands>{module, "CaltrackBands",
                            "Half widths at the settings' confidence, in the unit of the energy."}
      .def_readonly("fsu", &CaltrackBands::fsu)
      .def_readonly("ols", &CaltrackBands::ols)
      .def_readonly("ols_model", &CaltrackBands::ols_model)
      .def_readonly("ols_noise", &CaltrackBands::ols_noise);
}

/// Readings as views of the arrays they came in.
struct Readings {
  std::vector<Instant> start;
  std::vector<Instant> end;
  std::span<const double> energy;

  Readings(const Array<std::int64_t>& starts, const Array<std::int64_t>& ends,
           const Array<double>& energy_kwh)
      : start{instants(view(starts))}, end{instants(view(ends))}, energy{view(energy_kwh)} {
    if (start.size() != energy.size()) throw ShapeError{"start", energy.size(), start.size()};
    if (end.size() != energy.size()) throw ShapeError{"end", energy.size(), end.size()};
  }
  [[nodiscard]] IntervalView intervals() const noexcept { return {start, end, energy}; }
};

template <auto Method>
CaltrackOutcome fit(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
                    const Array<double>& energy_kwh, const RegularSeries& outdoor,
                    std::int64_t baseline_end, const CaltrackSettings& settings) {
  const Readings readings{start, end, energy_kwh};
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  return Method(readings.intervals(), weather, Instant{std::chrono::seconds{baseline_end}},
                settings);
}

CaltrackOutcome fit_with_estimates(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
                                   const Array<double>& energy_kwh,
                                   const Array<std::uint8_t>& estimated,
                                   const RegularSeries& outdoor, std::int64_t baseline_end,
                                   const CaltrackSettings& settings) {
  const Readings readings{start, end, energy_kwh};
  const std::vector<ReadingQuality> quality = qualities(view(estimated));
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  return fit_caltrack_billing_with_estimates(readings.intervals(), quality, weather,
                                             Instant{std::chrono::seconds{baseline_end}}, settings);
}

py::tuple arrays_of(CaltrackPrediction prediction) {
  return py::make_tuple(
      array_of(std::move(prediction.predicted)), array_of(std::move(prediction.base)),
      array_of(std::move(prediction.heating)), array_of(std::move(prediction.cooling)));
}

py::tuple predicted(const CaltrackModel& model, const Array<std::int64_t>& start,
                    const Array<std::int64_t>& end, const RegularSeries& outdoor) {
  const std::vector<Instant> from = instants(view(start));
  const std::vector<Instant> to = instants(view(end));
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  CaltrackPrediction prediction;
  {
    const py::gil_scoped_release unlocked;
    prediction = predict_caltrack(model, from, to, weather);
  }
  return arrays_of(std::move(prediction));
}

CaltrackSavings saved(const CaltrackModel& model, const Array<std::int64_t>& start,
                      const Array<std::int64_t>& end, const Array<double>& energy_kwh,
                      const RegularSeries& outdoor, std::int64_t reporting_start) {
  const Readings readings{start, end, energy_kwh};
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  return caltrack_savings(model, readings.intervals(), weather,
                          Instant{std::chrono::seconds{reporting_start}});
}

Array<std::int64_t> seconds_of(std::span<const Instant> times) {
  std::vector<std::int64_t> values;
  values.reserve(times.size());
  for (const Instant at : times) values.push_back(seconds(at));
  return array_of(std::move(values));
}

void bind_model(py::module_& module) {
  py::class_<CaltrackSavings>{module, "CaltrackSavings"}
      .def_property_readonly("start", [](const CaltrackSavings& s) { return seconds_of(s.start); })
      .def_property_readonly("end", [](const CaltrackSavings& s) { return seconds_of(s.end); })
      .def_property_readonly("observed",
                             [](const CaltrackSavings& s) { return array_of(s.observed); })
      .def_property_readonly("prediction",
                             [](const CaltrackSavings& s) { return arrays_of(s.prediction); })
      .def_property_readonly("avoided",
                             [](const CaltrackSavings& s) { return array_of(s.avoided); })
      .def_readonly("periods", &CaltrackSavings::periods)
      .def_readonly("total_observed", &CaltrackSavings::total_observed)
      .def_readonly("total_predicted", &CaltrackSavings::total_predicted)
      .def_readonly("total_base", &CaltrackSavings::total_base)
      .def_readonly("total_heating", &CaltrackSavings::total_heating)
      .def_readonly("total_cooling", &CaltrackSavings::total_cooling)
      .def_readonly("total_avoided", &CaltrackSavings::total_avoided)
      .def_readonly("bands", &CaltrackSavings::bands);
  py::class_<CaltrackModel>{module, "CaltrackModel"}
      .def_readonly("best", &CaltrackModel::best)
      .def_readonly("best_of_shape", &CaltrackModel::best_of_shape)
      .def_property_readonly("qualified",
                             [](const CaltrackModel& m) { return m.candidates.qualified; })
      .def_property_readonly("disqualified",
                             [](const CaltrackModel& m) { return m.candidates.disqualified; })
      .def_property_readonly("not_attempted",
                             [](const CaltrackModel& m) { return m.candidates.not_attempted; })
      .def_readonly("periods", &CaltrackModel::periods)
      .def_readonly("averages", &CaltrackModel::averages)
      .def_readonly("totals", &CaltrackModel::totals)
      .def_property_readonly("sufficient",
                             [](const CaltrackModel& m) { return m.sufficiency.sufficient(); })
      .def_property_readonly("critical",
                             [](const CaltrackModel& m) { return m.sufficiency.critical; })
      .def_property_readonly("warnings",
                             [](const CaltrackModel& m) { return m.sufficiency.warnings; })
      .def_readonly("record", &CaltrackModel::record)
      .def("predict", &predicted, "start"_a.noconvert(), "end"_a.noconvert(), "temperature"_a)
      .def("savings", &saved, "start"_a.noconvert(), "end"_a.noconvert(),
           "energy_kwh"_a.noconvert(), "temperature"_a, "reporting_start"_a)
      .def("to_json", [](const CaltrackModel& m) { return to_json(m); })
      .def_static("from_json", &caltrack_from_json, "text"_a);
  bind_outcome<CaltrackOutcome>(module, "CaltrackOutcome");
}

template <auto Method>
void bind_method(py::module_& module, const char* name) {
  module.def(name, &fit<Method>, "start"_a.noconvert(), "end"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "temperature"_a, "baseline_end"_a, "settings"_a);
}

} // namespace

void bind_caltrack(py::module_& module) {
  bind_settings(module);
  bind_parts(module);
  bind_model(module);
  bind_method<&fit_caltrack_daily>(module, "fit_caltrack_daily");
  bind_method<&fit_caltrack_billing>(module, "fit_caltrack_billing");
  module.def("fit_caltrack_billing_with_estimates", &fit_with_estimates, "start"_a.noconvert(),
             "end"_a.noconvert(), "energy_kwh"_a.noconvert(), "estimated"_a.noconvert(),
             "temperature"_a, "baseline_end"_a, "settings"_a);
}

} // namespace empower::python
