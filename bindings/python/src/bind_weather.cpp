// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "regular_series.hpp"

#include <empower/series/resample.hpp>
#include <empower/weather/degree_day_methods.hpp>
#include <empower/weather/degree_day_ratio.hpp>
#include <empower/weather/normal_year.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using BaseAndThreshold = std::pair<double, double>;

/// A total as Python has it: total, days counted and missing, first day and the day after the last.
using Total = std::tuple<double, std::size_t, std::size_t, CivilDay, CivilDay>;

template <class Rule>
Total total_of(const DegreeDaySum<Rule>& sum) {
  return {sum.total.value(), sum.days_counted, sum.days_missing, sum.period.from, sum.period.to};
}

template <class Rule>
Rule rule_of(BaseAndThreshold pair) {
  return {Celsius{pair.first}, Celsius{pair.second}};
}

DegreeDayMethod method_of(const std::string& name) {
  return member<DegreeDayMethod>(degree_day_method_codes(), name);
}

/// From the means of days.
template <class Rule>
DegreeDaySum<Rule> sum_of(DegreeDayMethod method, DailyView<Celsius> means, Rule rule) {
  return method == DegreeDayMethod::monthly_mean ? monthly_mean_degree_days(means, rule)
                                                 : detail::degree_days(means, rule);
}

/// From minimum and maximum of days.
template <class Rule>
DegreeDaySum<Rule> sum_of(DegreeDayMethod method, DailyView<Celsius> minimum,
                          DailyView<Celsius> maximum, Rule rule) {
  return method == DegreeDayMethod::ukmo ? ukmo_degree_days(minimum, maximum, rule)
                                         : min_max_degree_days(minimum, maximum, rule);
}

/// From hours, within civil days of `zone`.
template <class Rule>
DegreeDaySum<Rule> sum_of(DegreeDayMethod method, HourlyView<Celsius> hours, const TimeZone& zone,
                          Rule rule) {
  switch (method) {
  case DegreeDayMethod::integration:
    return integrated_degree_days(hours, zone, rule);
  case DegreeDayMethod::daily_mean:
  case DegreeDayMethod::monthly_mean:
    return sum_of(method, daily_mean(hours, zone).view<Celsius>(), rule);
  case DegreeDayMethod::min_max_mean:
  case DegreeDayMethod::ukmo:
    break;
  }
  const DailyExtremes days = daily_extremes(hours, zone);
  return sum_of(method, days.minimum.view<Celsius>(), days.maximum.view<Celsius>(), rule);
}

template <class Rule>
Total of_means(const std::string& method, const Array<double>& temperature_c, CivilDay first,
               BaseAndThreshold rule) {
  const DailyView<Celsius> means{first, view(temperature_c)};
  const DegreeDayMethod by = method_of(method);
  const py::gil_scoped_release unlocked;
  return total_of(sum_of(by, means, rule_of<Rule>(rule)));
}

/// Of an average day of the normal year, times the days of a period.
Total of_normal_year(const NormalYear& normal, BaseAndThreshold rule, CivilDay from, CivilDay to) {
  return total_of(heating_degree_days(normal, rule_of<HeatingRule>(rule), {from, to}));
}

template <class Rule>
Total of_extremes(const std::string& method, const Array<double>& minimum_c,
                  const Array<double>& maximum_c, CivilDay first, BaseAndThreshold rule) {
  const DailyView<Celsius> minimum{first, view(minimum_c)};
  const DailyView<Celsius> maximum{first, view(maximum_c)};
  const DegreeDayMethod by = method_of(method);
  const py::gil_scoped_release unlocked;
  return total_of(sum_of(by, minimum, maximum, rule_of<Rule>(rule)));
}

/// The hours of some civil days; none where the two do not meet.
HourlyView<Celsius> hours_of(HourlyView<Celsius> all, const TimeZone& zone, CivilPeriod days) {
  const InstantPeriod wanted =
      intersection(all.period(), {zone.start_of(days.from), zone.start_of(days.to)});
  if (wanted.empty()) return {};
  const auto first =
      static_cast<std::size_t>((wanted.from - all.instant(0)) / std::chrono::hours{1});
  const auto count = static_cast<std::size_t>(wanted.length() / std::chrono::hours{1});
  return {wanted.from, all.values().subspan(first, count)};
}

template <class Rule>
Total of_hours(const std::string& method, const RegularSeries& hours, const std::string& zone_name,
               std::optional<std::pair<CivilDay, CivilDay>> period, BaseAndThreshold rule) {
  const TimeZone zone = zone_named(zone_name);
  const DegreeDayMethod by = method_of(method);
  HourlyView<Celsius> outdoor = hours.hourly<Celsius>();
  const py::gil_scoped_release unlocked;
  if (period) outdoor = hours_of(outdoor, zone, {period->first, period->second});
  return total_of(sum_of(by, outdoor, zone, rule_of<Rule>(rule)));
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
  module.attr("heating_rules") =
      py::dict("eurostat"_a = pair_of(eurostat_heating), "italy"_a = pair_of(italian_gradi_giorno),
               "switzerland"_a = pair_of(swiss_heating), "germany"_a = pair_of(german_heating),
               "uk"_a = pair_of(uk_heating), "uk_hospital"_a = pair_of(uk_hospital_heating),
               "oecd"_a = pair_of(oecd_heating), "us"_a = pair_of(us_heating));
  module.attr("cooling_rules") =
      py::dict("eurostat"_a = pair_of(eurostat_cooling), "uk"_a = pair_of(uk_cooling),
               "oecd"_a = pair_of(oecd_cooling), "us"_a = pair_of(us_cooling));
  module.def("heating_of_normal_year", &of_normal_year, "normal"_a, "rule"_a, "start"_a, "end"_a);
  module.def("heating_of_means", &of_means<HeatingRule>, "method"_a, "temperature_c"_a.noconvert(),
             "first"_a, "rule"_a);
  module.def("heating_of_extremes", &of_extremes<HeatingRule>, "method"_a,
             "minimum_c"_a.noconvert(), "maximum_c"_a.noconvert(), "first"_a, "rule"_a);
  module.def("heating_of_hours", &of_hours<HeatingRule>, "method"_a, "hours"_a, "zone"_a,
             "period"_a, "rule"_a);
  module.def("cooling_of_means", &of_means<CoolingRule>, "method"_a, "temperature_c"_a.noconvert(),
             "first"_a, "rule"_a);
  module.def("cooling_of_extremes", &of_extremes<CoolingRule>, "method"_a,
             "minimum_c"_a.noconvert(), "maximum_c"_a.noconvert(), "first"_a, "rule"_a);
  module.def("cooling_of_hours", &of_hours<CoolingRule>, "method"_a, "hours"_a, "zone"_a,
             "period"_a, "rule"_a);
}

} // namespace empower::python
