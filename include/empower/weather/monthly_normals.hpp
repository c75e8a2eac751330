// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// Why monthly normals make no normal year.
enum class NormalsReason {
  months_missing,  ///< not every month has a mean
  no_daily_spread, ///< neither a complete year of days nor standard deviations
};

[[nodiscard]] std::span<const std::string_view> normals_reason_codes() noexcept;
[[nodiscard]] std::string_view code(NormalsReason reason) noexcept;

/// Long-term means of the twelve calendar months, as weather services publish them.
struct MonthlyNormals {
  std::string source;                          ///< `1991-2020`, for the name of the year
  std::array<double, 12> temperature_c;        ///< mean of the month's daily means
  std::array<double, 12> standard_deviation_k; ///< of its daily means; missing where not known

  /// All missing.
  MonthlyNormals() noexcept {
    temperature_c.fill(missing_value);
    standard_deviation_k.fill(missing_value);
  }
};

/// A normal year of these means. Means alone underestimate degree-days, as the hinge of a mean is
/// below the mean of hinges (Jensen): those of Firenze by 4.0 % at 18 °C, 3.2 % at 20 °C. So the
/// days of a month need a spread about its mean:
///
/// 1. where `outdoor` has complete calendar years, the anomalies of their days about the mean that
///    the month has over all these years, so that mild and cold years count too. One year alone
///    lacks that part: at worst of ten -1.8 % at Firenze;
/// 2. else a normal distribution of `standard_deviation_k`, in slices of equal probability, each at
///    its own mean. A month's degree-days are low by at most 0.02 K·d per kelvin of deviation.
///
/// `name()` says which.
[[nodiscard]] Outcome<NormalYear, NormalsReason> normal_year_of(const MonthlyNormals& normals,
                                                                DailyView<Celsius> outdoor);

} // namespace empower
