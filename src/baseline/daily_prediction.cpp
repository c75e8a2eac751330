// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/daily_model.hpp>

#include <empower/baseline/detail/daily_columns.hpp>
#include <empower/stats/distribution.hpp>

#include <cmath>

namespace empower {

namespace {

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

/// Mean square distance of the members' totals from their weighted mean.
double spread_of_members(const DailyFit& fit, const detail::DailyDesign& design) {
  std::vector<double> totals;
  totals.reserve(fit.members.size());
  double mean = 0.0;
  for (const DailyMember& member : fit.members) {
    totals.push_back(sum_of(detail::expected_by(design, member)));
    mean += member.weight * totals.back();
  }
  double spread = 0.0;
  for (std::size_t k = 0; k < totals.size(); ++k)
    spread += fit.members[k].weight * (totals[k] - mean) * (totals[k] - mean);
  return spread;
}

/// Of the leader's total, from the error of its coefficients and balance temperatures.
double coefficient_variance(const DailyFit& fit, const detail::DailyDesign& design) {
  std::vector<double> gradient;
  for (const auto& column : detail::member_columns(design, fit.leader()))
    gradient.push_back(sum_of(column));
  for (const auto& column : detail::balance_columns(design, fit.leader()))
    gradient.push_back(sum_of(column));
  double variance = 0.0;
  for (std::size_t i = 0; i < gradient.size(); ++i)
    for (std::size_t j = 0; j < gradient.size(); ++j)
      variance += gradient[i] * fit.covariance[i * gradient.size() + j] * gradient[j];
  return variance;
}

} // namespace

std::vector<double> predict(const DailyFit& fit, std::span<const CivilDay> days,
                            DailyView<Celsius> outdoor, const DayCalendar& closed) {
  return detail::expected_by(
      detail::daily_design(days, outdoor, closed, fit.closed_kinds, fit.options), fit.members);
}

DailyTotal expected_total(const DailyFit& fit, std::span<const CivilDay> days,
                          DailyView<Celsius> outdoor, const DayCalendar& closed) {
  std::vector<CivilDay> counted;
  DailyTotal result;
  for (const CivilDay day : days) {
    const Celsius t = outdoor.at(day);
    if (!std::isfinite(t.value())) {
      ++result.days_missing;
      continue;
    }
    counted.push_back(day);
    if (t < fit.temperature_min || t > fit.temperature_max) ++result.days_extrapolated;
  }
  result.days_counted = counted.size();
  const detail::DailyDesign design =
      detail::daily_design(counted, outdoor, closed, fit.closed_kinds, fit.options);
  const double total = sum_of(detail::expected_by(design, fit.members));
  const double drift = fit.options.drift * total;
  const double variance = coefficient_variance(fit, design) + spread_of_members(fit, design) +
                          fit.residual_variance * static_cast<double>(counted.size()) +
                          drift * drift;
  const double half = student_t_quantile(0.95, fit.degrees_of_freedom) * std::sqrt(variance);
  result.total = KilowattHours{total};
  result.low = KilowattHours{total - half};
  result.high = KilowattHours{total + half};
  return result;
}

} // namespace empower
