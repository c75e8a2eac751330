// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "regular_series.hpp"

#include <empower/quality/temperature_rules.hpp>
#include <empower/weather/gap_filling.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

/// Daily means from a first day on.
using Days = std::pair<CivilDay, Array<double>>;

/// kind, first, last, read, expected, by the neighbour, confidence, evidence.
using FaultRow =
    std::tuple<std::string, std::size_t, std::size_t, double, double, double, double, std::string>;

DailyView<Celsius> view_of(const Days& days) { return {days.first, view(days.second)}; }

std::vector<FaultRow> rows_of(const std::vector<TemperatureFault>& faults) {
  std::vector<FaultRow> rows;
  rows.reserve(faults.size());
  for (const TemperatureFault& fault : faults) {
    rows.emplace_back(code(fault.kind), fault.first, fault.last, fault.read_c, fault.expected_c,
                      fault.neighbour_c, fault.confidence, fault.evidence);
  }
  return rows;
}

std::vector<FaultRow> faults_of_days(const Days& days, const std::optional<Days>& neighbour) {
  const DailyView<Celsius> outdoor = view_of(days);
  const DailyView<Celsius> other = neighbour ? view_of(*neighbour) : DailyView<Celsius>{};
  const py::gil_scoped_release unlocked;
  return rows_of(temperature_faults(outdoor, other));
}

std::vector<FaultRow> faults_of_hours(const RegularSeries& hours,
                                      const std::optional<RegularSeries>& neighbour) {
  const HourlyView<Celsius> outdoor = hours.hourly<Celsius>();
  const HourlyView<Celsius> other =
      neighbour ? neighbour->hourly<Celsius>() : HourlyView<Celsius>{};
  const py::gil_scoped_release unlocked;
  return rows_of(temperature_faults(outdoor, other));
}

std::vector<std::string> words_of(const std::vector<TemperatureOrigin>& origin) {
  std::vector<std::string> words;
  words.reserve(origin.size());
  for (const TemperatureOrigin each : origin) words.emplace_back(code(each));
  return words;
}

/// Values, origin of each, standard error.
using Filled = std::tuple<Array<double>, std::vector<std::string>, double>;

Filled fill_days(const Days& days, const std::optional<Days>& neighbour) {
  const DailyView<Celsius> outdoor = view_of(days);
  const DailyView<Celsius> other = neighbour ? view_of(*neighbour) : DailyView<Celsius>{};
  FilledDays filled;
  {
    const py::gil_scoped_release unlocked;
    filled = filled_days(outdoor, other, "neighbour");
  }
  return {array_of(std::move(filled.daily_mean.values)), words_of(filled.origin),
          filled.standard_error_k};
}

Filled fill_hours(const RegularSeries& hours) {
  const HourlyView<Celsius> outdoor = hours.hourly<Celsius>();
  FilledHours filled;
  {
    const py::gil_scoped_release unlocked;
    filled = filled_hours(outdoor);
  }
  return {array_of(std::move(filled.hourly.values)), words_of(filled.origin), missing_value};
}

} // namespace

void bind_temperatures(py::module_& module) {
  module.def("temperature_faults_of_days", &faults_of_days, "days"_a, "neighbour"_a);
  module.def("temperature_faults_of_hours", &faults_of_hours, "hours"_a, "neighbour"_a);
  module.def("fill_days", &fill_days, "days"_a, "neighbour"_a);
  module.def("fill_hours", &fill_hours, "hours"_a);
}

} // namespace empower::python
