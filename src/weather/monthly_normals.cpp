// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/monthly_normals.hpp>

#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

namespace empower {
namespace {

constexpr std::array<std::string_view, 2> reason_codes{"months_missing", "no_daily_spread"};

/// 0 for January.
std::size_t month_of(CivilDay day) noexcept {
  return static_cast<unsigned>(std::chrono::year_month_day{day}.month()) - 1U;
}

std::string named(const MonthlyNormals& normals) {
  return normals.source.empty() ? "monthly normals" : "monthly normals " + normals.source;
}

/// The days of complete years, moved so that each month has the mean of the normals.
NormalYear with_anomalies(const MonthlyNormals& normals, DailyView<Celsius> outdoor,
                          std::span<const int> years) {
  std::array<double, 12> sum{};
  std::array<double, 12> count{};
  std::vector<double> temperature_c;
  std::vector<std::size_t> month;
  for (const int year : years) {
    const auto days = outdoor.within(calendar_year(year));
    for (std::size_t i = 0; i < days.size(); ++i) {
      const std::size_t m = month_of(days.day(i));
      sum[m] += days.values()[i];
      count[m] += 1.0;
      month.push_back(m);
      temperature_c.push_back(days.values()[i]);
    }
  }
  for (std::size_t i = 0; i < temperature_c.size(); ++i) {
    const std::size_t m = month[i];
    temperature_c[i] += normals.temperature_c[m] - sum[m] / count[m];
  }
  return {fmt::format("{} with the days of {}", named(normals), fmt::join(years, ", ")),
          std::move(temperature_c), static_cast<double>(years.size())};
}

double normal_density(double z) noexcept {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

/// The means of the slices of equal probability of a standard normal: with phi the density,
/// E[Z; a < Z < b] = phi(a) - phi(b), over the probability 1/n of a slice.
std::vector<double> slice_means(std::size_t n) {
  std::vector<double> means;
  means.reserve(n);
  double lower = 0.0; // the density at the lower end; of the first slice that is minus infinity
  for (std::size_t i = 1; i <= n; ++i) {
    const double upper =
        i == n ? 0.0
               : normal_density(normal_quantile(static_cast<double>(i) / static_cast<double>(n)));
    means.push_back((lower - upper) * static_cast<double>(n));
    lower = upper;
  }
  return means;
}

/// Ten years of normally distributed days: the more, the finer the slices.
NormalYear with_normal_spread(const MonthlyNormals& normals) {
  constexpr std::size_t years = 10;
  constexpr std::array<std::size_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::vector<double> temperature_c;
  temperature_c.reserve(years * 365);
  for (std::size_t m = 0; m < 12; ++m) {
    for (const double z : slice_means(years * days[m]))
      temperature_c.push_back(normals.temperature_c[m] + normals.standard_deviation_k[m] * z);
  }
  return {named(normals) + " with normally distributed days", std::move(temperature_c),
          static_cast<double>(years)};
}

bool any_missing(const std::array<double, 12>& values) noexcept {
  return std::ranges::any_of(values, [](double value) { return std::isnan(value); });
}

} // namespace

std::span<const std::string_view> normals_reason_codes() noexcept { return reason_codes; }

std::string_view code(NormalsReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}

Outcome<NormalYear, NormalsReason> normal_year_of(const MonthlyNormals& normals,
                                                  DailyView<Celsius> outdoor) {
  if (any_missing(normals.temperature_c))
    return Failure{NormalsReason::months_missing, std::string{"a mean for each of the 12 months"}};
  const std::vector<int> years = detail::complete_years(outdoor);
  if (!years.empty()) return with_anomalies(normals, outdoor, years);
  if (!any_missing(normals.standard_deviation_k)) return with_normal_spread(normals);
  return Failure{
      NormalsReason::no_daily_spread,
      std::string{"a complete year of temperatures, or a standard deviation of each month: a "
                  "month's mean alone underestimates degree-days"}};
}

} // namespace empower
