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

/// kind, first, last, read, expected, by the neighbour, confidence, evidence.
using FaultRow =
    std::tuple<std::string, std::size_t, std::size_t, double, double, double, double, std::string>;

std::vector<FaultRow> rows_of(const std::vector<TemperatureFault>& faults) {
  std::vector<FaultRow> rows;
  rows.reserve(faults.size());
  for (const TemperatureFault& fault : faults) {
    rows.emplace_back(code(fault.kind), fault.first, fault.last, fault.read_c, fault.expected_c,
                      fault.neighbour_c, fault.confidence, fault.evidence);
  }
  return rows;
}

/// Days of a station and of its neighbour, which may have none.
std::vector<FaultRow> faults_of_days(const Array<double>& temperature_c, CivilDay first,
                                     const Array<double>& neighbour_c, CivilDay neighbour_first) {
  const DailyView<Celsius> outdoor{first, view(temperature_c)};
  const DailyView<Celsius> other{neighbour_first, view(neighbour_c)};
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

Filled fill_days(const Array<double>& temperature_c, CivilDay first,
                 const Array<double>& neighbour_c, CivilDay neighbour_first) {
  const DailyView<Celsius> outdoor{first, view(temperature_c)};
  const DailyView<Celsius> other{neighbour_first, view(neighbour_c)};
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
  module.def("temperature_faults_of_days", &faults_of_days, "temperature_c"_a.noconvert(),
             "first"_a, "neighbour_c"_a.noconvert(), "neighbour_first"_a);
  module.def("temperature_faults_of_hours", &faults_of_hours, "hours"_a, "neighbour"_a);
  module.def("fill_days", &fill_days, "temperature_c"_a.noconvert(), "first"_a,
             "neighbour_c"_a.noconvert(), "neighbour_first"_a);
  module.def("fill_hours", &fill_hours, "hours"_a);
}

} // namespace empower::python
