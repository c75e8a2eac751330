// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "numpy_views.hpp"

#include <empower/weather/degree_days.hpp>

#include <pybind11/stl.h>

#include <tuple>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using BaseAndThreshold = std::pair<double, double>;
using TotalCountedMissing = std::tuple<double, std::size_t, std::size_t>;

template <class Rule>
TotalCountedMissing degree_days(const Array<double>& temperature_c, BaseAndThreshold rule) {
  const DailyView<Celsius> outdoor{CivilDay{}, view(temperature_c)};
  const Rule cxx_rule{Celsius{rule.first}, Celsius{rule.second}};
  const py::gil_scoped_release unlocked;
  const DegreeDaySum<Rule> sum = detail::degree_days(outdoor, cxx_rule);
  return {sum.total.value(), sum.days_counted, sum.days_missing};
}

template <class Rule>
BaseAndThreshold pair_of(Rule rule) {
  return {rule.base.value(), rule.threshold.value()};
}

} // namespace

void bind_weather(py::module_& module) {
  module.attr("eurostat_heating") = pair_of(eurostat_heating);
  module.attr("eurostat_cooling") = pair_of(eurostat_cooling);
  module.attr("italian_gradi_giorno") = pair_of(italian_gradi_giorno);
  module.def("heating_degree_days", &degree_days<HeatingRule>, "temperature_c"_a.noconvert(),
             "rule"_a);
  module.def("cooling_degree_days", &degree_days<CoolingRule>, "temperature_c"_a.noconvert(),
             "rule"_a);
}

} // namespace empower::python
