// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "named_columns.hpp"
#include "regular_series.hpp"

#include <empower/baseline/time_of_week.hpp>
#include <empower/core/error.hpp>

#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <vector>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

template <auto Member, class Enum>
void bind_choice(py::class_<HourlyOptions>& options, const char* name,
                 std::span<const std::string_view> codes) {
  options.def_property(
      name, [](const HourlyOptions& o) { return code(o.*Member); },
      [codes](HourlyOptions& o, std::string_view code) { o.*Member = member<Enum>(codes, code); });
}

void bind_options(py::module_& module) {
  py::class_<HourlyOptions> options{module, "HourlyOptions"};
  options.def(py::init<>())
      .def_readwrite("temperature_segments", &HourlyOptions::temperature_segments)
      .def_readwrite("knots_c", &HourlyOptions::knots_c)
      .def_readwrite("min_segment_intervals", &HourlyOptions::min_segment_intervals)
      .def_readwrite("occupied_share", &HourlyOptions::occupied_share)
      .def_readwrite("robust", &HourlyOptions::robust)
      .def_readwrite("clip_deviations", &HourlyOptions::clip_deviations)
      .def_readwrite("min_days", &HourlyOptions::min_days)
      .def_readwrite("min_coverage", &HourlyOptions::min_coverage);
  bind_choice<&HourlyOptions::closed_days, ClosedDays>(options, "closed_days", closed_days_codes());
  bind_choice<&HourlyOptions::windows, HourlyWindows>(options, "windows", hourly_windows_codes());
}

HourlyOutcome fit(const RegularSeries& energy, const RegularSeries& outdoor,
                  const std::string& zone, const HourlyOptions& options,
                  const ClosedDayList& closed, const NamedColumns& columns) {
  const auto used = energy.view<KilowattHours>();
  const auto weather = outdoor.view<Celsius>();
  const TimeZone place = zone_named(zone);
  const DayCalendar calendar = calendar_of(closed);
  const Regressors regressors = regressors_of(columns, used.size());
  const py::gil_scoped_release unlocked;
  return fit_hourly(used, weather, place, options, calendar, regressors);
}

HourlyPrediction predicted(const HourlyFit& fit, const RegularSeries& outdoor,
                           const ClosedDayList& closed,
                           const std::optional<RegularSeries>& observed,
                           const NamedColumns& columns) {
  const auto weather = outdoor.view<Celsius>();
  const auto used = observed ? observed->view<KilowattHours>() : SteppedView<KilowattHours>{};
  const DayCalendar calendar = calendar_of(closed);
  const auto intervals = static_cast<std::size_t>(weather.period().length() / fit.step);
  const Regressors regressors = regressors_of(columns, observed ? used.size() : intervals);
  const py::gil_scoped_release unlocked;
  return predict(fit, weather, calendar, regressors, used);
}

/// kWh per unit of each regressor in one window, when not occupied and when occupied.
std::vector<std::array<double, 2>> effects(const HourlyFit& fit, std::size_t window) {
  EMPOWER_EXPECTS(window < fit.windows.size(), "the window is one of the model's");
  std::vector<std::array<double, 2>> kwh(fit.regressors.size(), {missing_value, missing_value});
  for (std::size_t mode = 0; mode < 2; ++mode) {
    const std::vector<double>& of_mode = fit.windows[window].curve[mode].regressors_kwh;
    for (std::size_t r = 0; r < of_mode.size(); ++r) kwh[r][mode] = of_mode[r];
  }
  return kwh;
}

/// Energy of the slots of the week in one window, which are occupied, and which were never seen.
py::tuple week(const HourlyFit& fit, std::size_t window) {
  if (window >= fit.windows.size()) throw py::index_error{"no such window"};
  return py::make_tuple(array_of(fit.windows[window].slot_kwh),
                        array_of(fit.windows[window].occupied),
                        array_of(fit.windows[window].inferred));
}

void bind_fit(py::module_& module) {
  py::class_<HourlyPrediction>{module, "HourlyPrediction"}
      .def_property_readonly("first", [](const HourlyPrediction& p) { return seconds(p.first); })
      .def_property_readonly("step_seconds",
                             [](const HourlyPrediction& p) { return p.step.count(); })
      .def_property_readonly("energy_kwh",
                             [](const py::object& self) {
                               return array_over<double>(
                                   self.cast<const HourlyPrediction&>().energy_kwh, self);
                             })
      .def_property_readonly("total", [](const HourlyPrediction& p) { return p.total.value(); })
      .def_property_readonly("low", [](const HourlyPrediction& p) { return p.low.value(); })
      .def_property_readonly("high", [](const HourlyPrediction& p) { return p.high.value(); })
      .def_property_readonly("observed",
                             [](const HourlyPrediction& p) { return p.observed.value(); })
      .def_property_readonly("coverage",
                             [](const HourlyPrediction& p) { return p.coverage.share(); })
      .def_readonly("extrapolated", &HourlyPrediction::extrapolated)
      .def_readonly("inferred", &HourlyPrediction::inferred)
      .def_readonly("at_zero", &HourlyPrediction::at_zero);
  py::class_<HourlyFit>{module, "HourlyFit"}
      .def_property_readonly("step_seconds", [](const HourlyFit& f) { return f.step.count(); })
      .def_property_readonly("zone", [](const HourlyFit& f) { return f.zone.name(); })
      .def_property_readonly("windows", [](const HourlyFit& f) { return f.windows.size(); })
      .def_property_readonly("temperature_min",
                             [](const HourlyFit& f) { return f.temperature_min.value(); })
      .def_property_readonly("temperature_max",
                             [](const HourlyFit& f) { return f.temperature_max.value(); })
      .def_property_readonly("coverage", [](const HourlyFit& f) { return f.coverage.share(); })
      .def_readonly("regressors", &HourlyFit::regressors)
      .def_readonly("parameters", &HourlyFit::parameters)
      .def_readonly("clipped", &HourlyFit::clipped)
      .def_readonly("r_squared", &HourlyFit::r_squared)
      .def_readonly("cv_rmse", &HourlyFit::cv_rmse)
      .def_readonly("nmbe", &HourlyFit::nmbe)
      .def_readonly("daily_r_squared", &HourlyFit::daily_r_squared)
      .def_readonly("daily_cv_rmse", &HourlyFit::daily_cv_rmse)
      .def_readonly("days", &HourlyFit::days)
      .def_readonly("autocorrelation", &HourlyFit::autocorrelation)
      .def_readonly("effective_days", &HourlyFit::effective_days)
      .def_readonly("degrees_of_freedom", &HourlyFit::degrees_of_freedom)
      .def_property_readonly("record", [](const HourlyFit& f) { return method_record(f); })
      .def("week", &week, "window"_a)
      .def("effects", &effects, "window"_a)
      .def("predict", &predicted, "temperature"_a, "closed"_a, "observed"_a, "regressors"_a)
      .def("to_json", [](const HourlyFit& f) { return to_json(f); })
      .def_static("from_json", &hourly_fit_from_json, "text"_a);
  bind_outcome<HourlyOutcome>(module, "HourlyOutcome");
}

} // namespace

void bind_hourly(py::module_& module) {
  bind_options(module);
  bind_fit(module);
  module.def("fit_hourly", &fit, "energy"_a, "temperature"_a, "zone"_a, "options"_a, "closed"_a,
             "regressors"_a);
}

} // namespace empower::python
