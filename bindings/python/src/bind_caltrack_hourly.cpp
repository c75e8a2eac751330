// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "codes.hpp"
#include "regular_series.hpp"

#include <empower/baseline/caltrack_hourly.hpp>

#include <pybind11/stl.h>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using CaltrackHourlyOutcome = Outcome<CaltrackHourlyModel, CaltrackReason>;

void bind_settings(py::module_& module) {
  py::class_<CaltrackHourlySettings>{module, "CaltrackHourlySettings"}
      .def(py::init<>())
      .def_readwrite("baseline_days", &CaltrackHourlySettings::baseline_days)
      .def_readwrite("reporting_days", &CaltrackHourlySettings::reporting_days)
      .def_readwrite("neighbour_weight", &CaltrackHourlySettings::neighbour_weight)
      .def_readwrite("occupied_share", &CaltrackHourlySettings::occupied_share)
      .def_readwrite("endpoints_f", &CaltrackHourlySettings::endpoints_f)
      .def_readwrite("min_bin_hours", &CaltrackHourlySettings::min_bin_hours)
      .def_readwrite("confidence", &CaltrackHourlySettings::confidence)
      .def_property(
          "zone", [](const CaltrackHourlySettings& s) { return s.zone.name(); },
          [](CaltrackHourlySettings& s, const std::string& name) { s.zone = zone_named(name); });
}

CaltrackHourlyOutcome fit(const RegularSeries& usage, const RegularSeries& outdoor,
                          std::int64_t baseline_end, const CaltrackHourlySettings& settings) {
  const auto used = usage.hourly<KilowattHours>();
  const auto weather = outdoor.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  return fit_caltrack_hourly(used, weather, Instant{std::chrono::seconds{baseline_end}}, settings);
}

py::tuple arrays_of(HourlySeries series) {
  return py::make_tuple(seconds(series.first), array_of(std::move(series.values)));
}

py::tuple predicted(const CaltrackHourlyModel& model, const RegularSeries& outdoor) {
  const auto weather = outdoor.hourly<Celsius>();
  HourlySeries series;
  {
    const py::gil_scoped_release unlocked;
    series = predict_caltrack(model, weather);
  }
  return arrays_of(std::move(series));
}

CaltrackHourlySavings saved(const CaltrackHourlyModel& model, const RegularSeries& usage,
                            const RegularSeries& outdoor, std::int64_t reporting_start) {
  const auto used = usage.hourly<KilowattHours>();
  const auto weather = outdoor.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  return caltrack_savings(model, used, weather, Instant{std::chrono::seconds{reporting_start}});
}

} // namespace

void bind_caltrack_hourly(py::module_& module) {
  bind_settings(module);
  py::class_<CaltrackHourlySavings>{
      module, "CaltrackHourlySavings",
      "Sums over the hours with usage and prediction. CalTRACK states no band for hours."}
      .def_property_readonly(
          "predicted", [](const CaltrackHourlySavings& s) { return arrays_of(s.predicted); },
          "First instant in seconds, and the energy of each hour.")
      .def_readonly("hours", &CaltrackHourlySavings::hours)
      .def_readonly("total_observed", &CaltrackHourlySavings::total_observed)
      .def_readonly("total_predicted", &CaltrackHourlySavings::total_predicted)
      .def_readonly("total_avoided", &CaltrackHourlySavings::total_avoided);
  py::class_<CaltrackHourlyModel>{module, "CaltrackHourlyModel"}
      .def_readonly("hours", &CaltrackHourlyModel::hours)
      .def_readonly("metrics", &CaltrackHourlyModel::metrics)
      .def_readonly("record", &CaltrackHourlyModel::record)
      .def("predict", &predicted, "temperature"_a)
      .def("savings", &saved, "usage"_a, "temperature"_a, "reporting_start"_a)
      .def("to_json", [](const CaltrackHourlyModel& m) { return to_json(m); })
      .def_static("from_json", &caltrack_hourly_from_json, "text"_a);
  bind_outcome<CaltrackHourlyOutcome>(module, "CaltrackHourlyOutcome");
  module.def("fit_caltrack_hourly", &fit, "usage"_a, "temperature"_a, "baseline_end"_a,
             "settings"_a);
}

} // namespace empower::python
