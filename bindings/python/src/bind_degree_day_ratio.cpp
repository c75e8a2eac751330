// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/degree_day_normalised.hpp>
#include <empower/weather/degree_day_ratio.hpp>

#include <pybind11/stl.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

/// A total as Python has it: total, days counted and missing, base and threshold, method, first day
/// and the day after the last.
using Total = std::tuple<double, std::size_t, std::size_t, std::pair<double, double>, std::string,
                         CivilDay, CivilDay>;

using Ratio = Outcome<double, DegreeDayReason>;
using Normalised = Outcome<DegreeDayNormalised, DegreeDayReason>;

template <class Rule>
DegreeDaySum<Rule> sum_of(const Total& total) {
  const auto& [amount, counted, missing, rule, method, from, to] = total;
  return {{Celsius{rule.first}, Celsius{rule.second}},
          {from, to},
          DegreeDays{amount},
          counted,
          missing,
          member<DegreeDayMethod>(degree_day_method_codes(), method)};
}

template <class Rule>
Ratio ratio_of(const Total& a, const Total& b) {
  return ratio(sum_of<Rule>(a), sum_of<Rule>(b));
}

Normalised by_share(double measured_kwh, std::tuple<double, double, double> share,
                    const Total& reference, const Total& actual) {
  const auto& [value, low, high] = share;
  return degree_day_normalised(KilowattHours{measured_kwh}, HeatingShare{value, low, high},
                               sum_of<HeatingRule>(reference), sum_of<HeatingRule>(actual));
}

Normalised by_fit(double measured_kwh, const Fit& fit, CivilDay reference_first,
                  const Array<double>& reference_c, CivilDay actual_first,
                  const Array<double>& actual_c, const std::vector<double>& regressor_totals) {
  const DailyView<Celsius> reference{reference_first, view(reference_c)};
  const DailyView<Celsius> actual{actual_first, view(actual_c)};
  const py::gil_scoped_release unlocked;
  return degree_day_normalised(KilowattHours{measured_kwh}, fit, reference, actual,
                               regressor_totals);
}

} // namespace

void bind_degree_day_ratio(py::module_& module) {
  bind_outcome<Ratio>(module, "DegreeDayRatioOutcome");
  py::class_<DegreeDayNormalised>{module, "DegreeDayNormalised"}
      .def_property_readonly("total", [](const DegreeDayNormalised& n) { return n.total.value(); })
      .def_property_readonly("low", [](const DegreeDayNormalised& n) { return n.low.value(); })
      .def_property_readonly("high", [](const DegreeDayNormalised& n) { return n.high.value(); })
      .def_property_readonly("base", [](const DegreeDayNormalised& n) { return n.base.value(); })
      .def_property_readonly("heating",
                             [](const DegreeDayNormalised& n) { return n.heating.value(); })
      .def_readonly("ratio", &DegreeDayNormalised::ratio)
      .def_property_readonly("share", [](const DegreeDayNormalised& n) {
        return std::tuple{n.share.value, n.share.low, n.share.high};
      });
  bind_outcome<Normalised>(module, "DegreeDayNormalisedOutcome");
  module.def("heating_ratio", &ratio_of<HeatingRule>, "a"_a, "b"_a);
  module.def("cooling_ratio", &ratio_of<CoolingRule>, "a"_a, "b"_a);
  module.def("normalised_by_share", &by_share, "measured_kwh"_a, "share"_a, "reference"_a,
             "actual"_a);
  module.def("normalised_by_fit", &by_fit, "measured_kwh"_a, "fit"_a, "reference_first"_a,
             "reference_c"_a.noconvert(), "actual_first"_a, "actual_c"_a.noconvert(),
             "regressor_totals"_a);
}

} // namespace empower::python
