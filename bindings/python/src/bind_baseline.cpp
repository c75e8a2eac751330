// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "described.hpp"
#include "named_columns.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/acceptance.hpp>
#include <empower/baseline/adjusted_baseline.hpp>
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/fit_json.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/reading_band.hpp>
#include <empower/baseline/selection.hpp>

#include <pybind11/stl.h>

#include <algorithm>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using Range = std::pair<double, double>;

FitOutcome fit_days(const Array<double>& temperature_c, const Array<double>& energy_kwh,
                    std::optional<CivilDay> first_day, const FitOptions& options,
                    const NamedColumns& columns) {
  const auto temperature = view(temperature_c);
  const auto energy = view(energy_kwh);
  if (energy.size() != temperature.size()) {
    throw ShapeError{"energy", temperature.size(), energy.size()};
  }
  const Regressors regressors = regressors_of(columns, energy.size());
  const py::gil_scoped_release unlocked;
  if (!first_day) return fit_change_point(temperature, energy, options, regressors);
  return fit_change_point(DailyView<KilowattHours>{*first_day, energy},
                          DailyView<Celsius>{*first_day, temperature}, options, regressors);
}

FitOutcome fit_days_of_bills(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
                             const Array<double>& energy_kwh, CivilDay first_temperature_day,
                             const Array<double>& temperature_c, const FitOptions& options,
                             const NamedColumns& columns) {
  const BillColumns bills{start, end, energy_kwh};
  const DailyView<Celsius> outdoor{first_temperature_day, view(temperature_c)};
  const Regressors regressors = regressors_of(columns, bills.energy.size());
  const py::gil_scoped_release unlocked;
  return fit_bills(bills.view(), outdoor, options, regressors);
}

/// Of days in a row; which days they are does not matter.
std::vector<double> expected_of_days(const Fit& fit, std::span<const double> temperature,
                                     const Regressors& regressors) {
  std::vector<CivilDay> from(temperature.size() + 1);
  for (std::size_t i = 0; i < from.size(); ++i)
    from[i] = CivilDay{std::chrono::days{static_cast<long>(i)}};
  const std::span<const CivilDay> days{from};
  const std::vector<double> unknown(temperature.size(), missing_value);
  const BillView asked{days.first(temperature.size()), days.subspan(1), unknown};
  return adjusted_baseline(fit, asked, {CivilDay{}, temperature}, regressors).expected_kwh;
}

Array<double> expected(const Fit& fit, const Array<double>& temperature_c,
                       const NamedColumns& columns) {
  const auto temperature = view(temperature_c);
  const Regressors regressors = regressors_of(columns, temperature.size());
  std::vector<double> energy;
  {
    const py::gil_scoped_release unlocked;
    energy = expected_of_days(fit, temperature, regressors);
  }
  return array_of(std::move(energy));
}

/// Without regressors.
Array<double> signature(const Fit& fit, const Array<double>& temperature_c) {
  std::vector<double> energy;
  for (const double t : view(temperature_c))
    energy.push_back(fit.signature.expected(Celsius{t}).value());
  return array_of(std::move(energy));
}

py::tuple band(const Fit& fit, const Array<double>& temperature_c, double days) {
  const auto temperature = view(temperature_c);
  ReadingBand found;
  {
    const py::gil_scoped_release unlocked;
    found = reading_band(fit, temperature, days);
  }
  return py::make_tuple(array_of(std::move(found.low)), array_of(std::move(found.high)));
}

Prediction total(const Fit& fit, const Array<double>& temperature_c,
                 const std::vector<double>& regressor_totals) {
  const DailyView<Celsius> outdoor{CivilDay{}, view(temperature_c)};
  const py::gil_scoped_release unlocked;
  return predict_total(fit, outdoor, regressor_totals);
}

/// Of a normal year; `CoverageError` where it would rest on weather that the fit has not seen.
Prediction within_weather(const Fit& fit, const NormalYear& normal,
                          const std::vector<double>& regressor_totals) {
  Prediction year = predict_total(fit, normal, regressor_totals);
  if (const auto refused = refusal(year)) throw CoverageError{refused->detail};
  return year;
}

/// Nothing where the station has no complete year.
std::optional<Prediction> normal_year_total(const Fit& fit, CivilDay first_temperature_day,
                                            const Array<double>& temperature_c,
                                            const std::vector<double>& regressor_totals) {
  const DailyView<Celsius> outdoor{first_temperature_day, view(temperature_c)};
  const py::gil_scoped_release unlocked;
  const NormalYear normal = mean_of_complete_years(outdoor);
  if (normal.missing()) return std::nullopt;
  return within_weather(fit, normal, regressor_totals);
}

template <Celsius FitOptions::*Low, Celsius FitOptions::*High>
void bind_range(py::class_<FitOptions>& options, const char* name) {
  options.def_property(
      name,
      [](const FitOptions& o) {
        return Range{(o.*Low).value(), (o.*High).value()};
      },
      [](FitOptions& o, Range range) {
        o.*Low = Celsius{range.first};
        o.*High = Celsius{range.second};
      });
}

void bind_options(py::module_& module) {
  py::class_<FitOptions> options{module, "FitOptions"};
  options.def(py::init<>())
      .def_readwrite("resolution_kwh", &FitOptions::resolution_kwh)
      .def_readwrite("min_observations", &FitOptions::min_observations)
      .def_readwrite("min_leg_days", &FitOptions::min_leg_days)
      .def_readwrite("min_leg_bills", &FitOptions::min_leg_bills)
      .def_readwrite("free_signs", &FitOptions::free_signs)
      .def_readwrite("robust", &FitOptions::robust);
  bind_range<&FitOptions::heating_balance_min, &FitOptions::heating_balance_max>(options,
                                                                                 "heating_balance");
  bind_range<&FitOptions::cooling_balance_min, &FitOptions::cooling_balance_max>(options,
                                                                                 "cooling_balance");
}

using DatePair = std::pair<CivilDay, CivilDay>;

std::optional<DatePair> period_of(const Fit& fit) {
  if (fit.period.empty()) return std::nullopt;
  return DatePair{fit.period.from, fit.period.to};
}

std::string described_estimate(const Estimate& e) {
  return py::str("Estimate(value={:.6g}, standard_error={:.6g}, low={:.6g}, high={:.6g})")
      .format(e.value, e.standard_error, e.low, e.high)
      .cast<std::string>();
}

std::string described_check(const AcceptanceCheck& c) {
  return py::str("AcceptanceCheck({}: {}, value={:.4g}, limit={:.4g})")
      .format(code(c.rule), c.passed ? "passed" : "failed", c.value, c.limit)
      .cast<std::string>();
}

void bind_values(py::module_& module) {
  py::class_<Estimate>{
      module, "Estimate",
      "A coefficient with standard error and 90 % interval; NaN where the model has not got it."}
      .def(py::init<>())
      .def_readonly("value", &Estimate::value)
      .def_readonly("standard_error", &Estimate::standard_error)
      .def_readonly("low", &Estimate::low)
      .def_readonly("high", &Estimate::high)
      .def("__repr__", &described_estimate);
  py::class_<Candidate>{module, "Candidate", "A shape that was tried: kWh/day, kWh/(K·d), °C."}
      .def_property_readonly("model", [](const Candidate& c) { return code(c.signature.shape); })
      .def_property_readonly("base", [](const Candidate& c) { return c.signature.base.value(); })
      .def_property_readonly("heating_slope",
                             [](const Candidate& c) { return c.signature.heating_slope.value(); })
      .def_property_readonly("heating_balance",
                             [](const Candidate& c) { return c.signature.heating_balance.value(); })
      .def_property_readonly("cooling_slope",
                             [](const Candidate& c) { return c.signature.cooling_slope.value(); })
      .def_property_readonly("cooling_balance",
                             [](const Candidate& c) { return c.signature.cooling_balance.value(); })
      .def_readonly("sse", &Candidate::sse)
      .def_readonly("criterion", &Candidate::criterion)
      .def_readonly("admissible", &Candidate::admissible)
      .def_property_readonly("search", [](const Candidate& c) { return code(c.search); });
  py::class_<AcceptanceCheck>{module, "AcceptanceCheck",
                              "One rule by which others accept a baseline, applied to a fit."}
      .def_property_readonly("rule", [](const AcceptanceCheck& c) { return code(c.rule); })
      .def_readonly("value", &AcceptanceCheck::value)
      .def_readonly("limit", &AcceptanceCheck::limit)
      .def_readonly("passed", &AcceptanceCheck::passed)
      .def_readonly("reason", &AcceptanceCheck::reason, "Of a failure, in a sentence.")
      .def("__repr__", &described_check);
  py::class_<MethodRecord>{module, "MethodRecord", "How a result was made."}
      .def_readonly("method", &MethodRecord::method, "Id with version.")
      .def_readonly("standard", &MethodRecord::standard,
                    "False if any setting differs from the method's own.")
      .def_readonly("settings", &MethodRecord::settings, "All settings, a JSON object.")
      .def_readonly("input_digest", &MethodRecord::input_digest, "Of the data as they were given.")
      .def_readonly("library", &MethodRecord::library, "Version that made it.");
  py::class_<Prediction>{module, "Prediction",
                         "Expected energy of a run of days, kWh; every low and high is the end of "
                         "a 90 % interval."}
      .def_property_readonly("total",
                             [](const Prediction& p) { return p.expectation.total.value(); })
      .def_property_readonly("base", [](const Prediction& p) { return p.expectation.base.value(); })
      .def_property_readonly("heating",
                             [](const Prediction& p) { return p.expectation.heating.value(); })
      .def_property_readonly("cooling",
                             [](const Prediction& p) { return p.expectation.cooling.value(); })
      .def_property_readonly(
          "expectation_low", [](const Prediction& p) { return p.expectation.low.value(); },
          "Of the expectation: the error of the coefficients.")
      .def_property_readonly("expectation_high",
                             [](const Prediction& p) { return p.expectation.high.value(); })
      .def_property_readonly(
          "low", [](const Prediction& p) { return p.low.value(); },
          "Of what a meter would read: the noise of the days is in it.")
      .def_property_readonly("high", [](const Prediction& p) { return p.high.value(); })
      .def_readonly("extrapolated_share", &Prediction::extrapolated_share,
                    "Share of days or degree-days colder or warmer than any that was fitted.")
      .def("__repr__", [](const Prediction& p) {
        const auto share = py::str(", {:.0%} extrapolated").format(p.extrapolated_share);
        return described("Prediction", p.expectation.total.value(), p.low.value(), p.high.value(),
                         p.extrapolated_share > 0.0 ? share.cast<std::string>() : std::string{});
      });
}

void bind_fit(py::module_& module) {
  py::class_<Fit>{module, "Fit"}
      .def_property_readonly("model", [](const Fit& fit) { return code(fit.signature.shape); })
      .def_property_readonly("search", [](const Fit& fit) { return code(fit.search); })
      .def_readonly("heating_balance_at_bound", &Fit::heating_balance_at_bound)
      .def_readonly("cooling_balance_at_bound", &Fit::cooling_balance_at_bound)
      .def_readonly("base", &Fit::base)
      .def_readonly("heating_slope", &Fit::heating_slope)
      .def_readonly("heating_balance", &Fit::heating_balance)
      .def_readonly("cooling_slope", &Fit::cooling_slope)
      .def_readonly("cooling_balance", &Fit::cooling_balance)
      .def_property_readonly("period", &period_of)
      .def_property_readonly("regressors",
                             [](const Fit& fit) {
                               py::dict effects;
                               for (const RegressorEffect& effect : fit.regressors)
                                 effects[py::str(effect.name)] = effect.coefficient;
                               return effects;
                             })
      .def_property_readonly("temperature_min",
                             [](const Fit& fit) { return fit.temperature_min.value(); })
      .def_property_readonly("temperature_max",
                             [](const Fit& fit) { return fit.temperature_max.value(); })
      .def_readonly("observations", &Fit::observations)
      .def_readonly("parameters", &Fit::parameters)
      .def_readonly("sse", &Fit::sse)
      .def_readonly("r_squared", &Fit::r_squared)
      .def_readonly("cv_rmse", &Fit::cv_rmse)
      .def_readonly("nmbe", &Fit::nmbe)
      .def_readonly("autocorrelation", &Fit::autocorrelation)
      .def_readonly("effective_observations", &Fit::effective_observations)
      .def_readonly("degrees_of_freedom", &Fit::degrees_of_freedom)
      .def_readonly("residual_variance", &Fit::residual_variance)
      .def_property_readonly("covariance",
                             [](const py::object& self) {
                               return array_over<double>(self.cast<const Fit&>().covariance, self);
                             })
      .def_readonly("candidates", &Fit::candidates)
      .def(
          "delta_criterion",
          [](const Fit& fit, const Candidate& c) {
            return delta_criterion(fit, c.signature.shape);
          },
          "candidate"_a)
      .def("acceptance", &acceptance, "reporting_mean_c"_a)
      .def_property_readonly("record", [](const Fit& fit) { return method_record(fit); })
      .def("expected", &expected, "temperature_c"_a.noconvert(), "regressors"_a)
      .def("signature", &signature, "temperature_c"_a.noconvert())
      .def("band", &band, "temperature_c"_a.noconvert(), "days"_a)
      .def("total", &total, "temperature_c"_a.noconvert(), "regressor_totals"_a)
      .def("normal_year", &normal_year_total, "first_temperature_day"_a,
           "temperature_c"_a.noconvert(), "regressor_totals"_a)
      .def("of_normal_year", &within_weather, "normal"_a, "regressor_totals"_a)
      .def("to_json", [](const Fit& fit) { return to_json(fit); })
      .def_static("from_json", &fit_from_json, "text"_a);
  bind_outcome<FitOutcome>(module, "FitOutcome");
}

} // namespace

void bind_baseline(py::module_& module) {
  bind_options(module);
  bind_values(module);
  bind_fit(module);
  module.def("fit_change_point", &fit_days, "temperature_c"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "first_day"_a, "options"_a, "regressors"_a);
  module.def("fit_bills", &fit_days_of_bills, "start_days"_a.noconvert(), "end_days"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "first_temperature_day"_a, "temperature_c"_a.noconvert(),
             "options"_a, "regressors"_a);
}

} // namespace empower::python
