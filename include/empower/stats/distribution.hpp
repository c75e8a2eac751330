// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace empower {

/// The standard normal quantile of 95 %: half the width of a 90 % interval, in standard deviations.
inline constexpr double normal_quantile_95 = 1.6448536269514722;

/// P(Z <= z), Z standard normal. Full relative accuracy in the lower tail; NaN gives NaN.
[[nodiscard]] double normal_cdf(double z) noexcept;

/// z with P(Z <= z) = `probability`. Relative error below 1e-14. Throws `ContractError` outside (0,
/// 1).
[[nodiscard]] double normal_quantile(double probability);

/// t with P(T <= t) = `probability`, T of Student's t with `degrees_of_freedom` > 0 (need not be
/// whole). Costs microseconds: keep it out of loops, or keep its value per (level, degrees).
/// Throws `ContractError` outside (0, 1) or for degrees that are not positive.
[[nodiscard]] double student_t_quantile(double probability, double degrees_of_freedom);

/// P(T > t). Microseconds. Throws `ContractError` for degrees that are not positive or a NaN.
[[nodiscard]] double student_t_upper_tail(double t, double degrees_of_freedom);

/// P(F > f), F with (`numerator`, `denominator`) degrees of freedom; 1 for f <= 0. Microseconds.
/// Throws `ContractError` for degrees that are not positive or a NaN.
[[nodiscard]] double f_upper_tail(double f, double numerator, double denominator);

/// Two half normals that meet at their common median: half the probability lies on each side,
/// with a spread of its own. What a reference row's low, middle and high are read as.
struct SplitNormal {
  double middle = 0.0; ///< the median
  double lower_sd = 0.0;
  double upper_sd = 0.0;

  /// middle + (upper - lower) / sqrt(2 pi): each half has mean sd * sqrt(2 / pi), weight 1/2.
  [[nodiscard]] constexpr double mean() const noexcept {
    return middle + (upper_sd - lower_sd) * inverse_root_two_pi;
  }
  /// Mean square about the middle, less the square of the mean's shift from it.
  [[nodiscard]] constexpr double variance() const noexcept {
    const double shift = (upper_sd - lower_sd) * inverse_root_two_pi;
    return 0.5 * (lower_sd * lower_sd + upper_sd * upper_sd) - shift * shift;
  }
  /// The value whose standard normal score is `z`: middle at 0, low and high at -+1.645.
  [[nodiscard]] constexpr double at(double z) const noexcept {
    return middle + z * (z < 0.0 ? lower_sd : upper_sd);
  }

private:
  static constexpr double inverse_root_two_pi = 0.3989422804014327;
};

/// The split normal whose 5, 50 and 95 % points are `low`, `middle` and `high`, in any unit.
/// Throws `ContractError` unless low <= middle <= high.
[[nodiscard]] SplitNormal split_normal(double low, double middle, double high);

} // namespace empower
