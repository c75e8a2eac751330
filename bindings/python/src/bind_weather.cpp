// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "regular_series.hpp"

#include <empower/series/resample.hpp>
#include <empower/weather/degree_day_methods.hpp>
#include <empower/weather/degree_day_ratio.hpp>

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
using TotalCountedMissing = std::tuple<double, std::size_t, std::size_t>;

template <class Rule>
TotalCountedMissing degree_days(const Array<double>& temperature_c, BaseAndThreshold rule) {
  const DailyView<Celsius> outdoor{CivilDay{}, view(temperature_c)};
  const Rule cxx_rule{Celsius{rule.first}, Celsius{rule.second}};
  const py::gil_scoped_release unlocked;
  const DegreeDaySum<Rule> sum = detail::degree_days(outdoor, cxx_rule);
  return {sum.total.value(), sum.days_counted, sum.days_missing};
}

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

/// By a method that needs the mean of each day.
template <class Rule>
Total of_means(const std::string& method, const Array<double>& temperature_c, CivilDay first,
               BaseAndThreshold rule) {
  const DailyView<Celsius> outdoor{first, view(temperature_c)};
  return total_of(method == code(DegreeDayMethod::monthly_mean)
                      ? monthly_mean_degree_days(outdoor, rule_of<Rule>(rule))
                      : detail::degree_days(outdoor, rule_of<Rule>(rule)));
}

/// By a method that needs minimum and maximum of each day.
template <class Rule>
Total of_extremes(const std::string& method, const Array<double>& minimum_c,
                  const Array<double>& maximum_c, CivilDay first, BaseAndThreshold rule) {
  const DailyView<Celsius> minimum{first, view(minimum_c)};
  const DailyView<Celsius> maximum{first, view(maximum_c)};
  return total_of(method == code(DegreeDayMethod::ukmo)
                      ? ukmo_degree_days(minimum, maximum, rule_of<Rule>(rule))
                      : min_max_degree_days(minimum, maximum, rule_of<Rule>(rule)));
}

/// From hours, within civil days of `zone`, by any method.
template <class Rule>
Total of_hours(const std::string& method, const RegularSeries& hours, const std::string& zone_name,
               std::optional<std::pair<CivilDay, CivilDay>> period, BaseAndThreshold pair) {
  const TimeZone zone = zone_named(zone_name);
  const Rule rule = rule_of<Rule>(pair);
  HourlyView<Celsius> outdoor = hours.hourly<Celsius>();
  if (period) {
    const InstantPeriod wanted = intersection(
        outdoor.period(), {zone.start_of(period->first), zone.start_of(period->second)});
    const auto index = [&](Instant at) {
      return static_cast<std::size_t>((at - outdoor.instant(0)) / std::chrono::hours{1});
    };
    if (wanted.empty()) return total_of(DegreeDaySum<Rule>{rule, {}});
    const std::size_t first = index(wanted.from);
    outdoor = {wanted.from, outdoor.values().subspan(first, index(wanted.to) - first)};
  }
  if (method == code(DegreeDayMethod::integration))
    return total_of(integrated_degree_days(outdoor, zone, rule));
  if (method == code(DegreeDayMethod::daily_mean))
    return total_of(detail::degree_days(daily_mean(outdoor, zone).view<Celsius>(), rule));
  if (method == code(DegreeDayMethod::monthly_mean))
    return total_of(monthly_mean_degree_days(daily_mean(outdoor, zone).view<Celsius>(), rule));
  const DailyExtremes days = daily_extremes(outdoor, zone);
  const auto low = days.minimum.view<Celsius>();
  const auto high = days.maximum.view<Celsius>();
  return total_of(method == code(DegreeDayMethod::ukmo) ? ukmo_degree_days(low, high, rule)
                                                        : min_max_degree_days(low, high, rule));
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
  module.def("heating_degree_days", &degree_days<HeatingRule>, "temperature_c"_a.noconvert(),
             "rule"_a);
  module.def("cooling_degree_days", &degree_days<CoolingRule>, "temperature_c"_a.noconvert(),
             "rule"_a);
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
