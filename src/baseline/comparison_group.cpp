// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/comparison_group.hpp>

#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace empower {

namespace {

std::string text(CivilPeriod period) {
  return date_text(period.from) + " to " + date_text(period.to);
}

} // namespace

Outcome<ComparisonGroup, SavingsReason> comparison_group(std::span<const AvoidedEnergy> meters,
                                                         std::size_t least) {
  std::vector<double> changes;
  changes.reserve(meters.size());
  for (std::size_t i = 0; i < meters.size(); ++i) {
    const AvoidedEnergy& meter = meters[i];
    if (meter.period != meters.front().period)
      throw InputError{{.source = "meters", .line = i + 1, .field = "period"},
                       "the period of the first meter, " + text(meters.front().period),
                       text(meter.period)};
    const double expected = meter.expected_kwh + meter.non_routine_kwh;
    if (expected > 0.0) changes.push_back(meter.observed_kwh / expected - 1.0);
  }
  // The variance of a mean needs two at least.
  if (changes.size() < std::max<std::size_t>(least, 2)) {
    return Failure{SavingsReason::small_comparison_group,
                   fmt::format("{} comparison meters, of at least {}", changes.size(), least)};
  }
  const auto count = static_cast<double>(changes.size());
  ComparisonGroup group{.meters = changes.size(), .period = meters.front().period};
  for (const double change : changes) group.change += change / count;
  for (const double change : changes)
    group.variance += (change - group.change) * (change - group.change) / (count - 1.0) / count;
  return group;
}

AvoidedEnergy corrected_by(const ComparisonGroup& group, const AvoidedEnergy& saving) {
  if (saving.period != group.period)
    throw InputError{{.source = "saving", .line = 0, .field = "period"},
                     "the period of the comparison group, " + text(group.period),
                     text(saving.period)};
  const double factor = 1.0 + group.change;
  const double group_error = saving.expected_kwh * std::sqrt(group.variance);
  const double group_half =
      student_t_quantile(0.95, static_cast<double>(group.meters) - 1.0) * group_error;
  AvoidedEnergy corrected = saving;
  corrected.expected_kwh *= factor;
  corrected.avoided.value = corrected.expected_kwh + saving.non_routine_kwh - saving.observed_kwh;
  corrected.avoided.standard_error =
      std::hypot(factor * saving.avoided.standard_error, group_error);
  corrected.avoided.low =
      corrected.avoided.value -
      std::hypot(factor * (saving.avoided.value - saving.avoided.low), group_half);
  corrected.avoided.high =
      corrected.avoided.value +
      std::hypot(factor * (saving.avoided.high - saving.avoided.value), group_half);
  corrected.fraction = fraction_of_expected(corrected.avoided, saving.observed_kwh);
  return corrected;
}

} // namespace empower
