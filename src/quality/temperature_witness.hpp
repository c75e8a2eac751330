// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/quality/temperature_rules.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace empower {

using Months = std::vector<unsigned char>; ///< 0 to 11, per value
using Scales = std::array<double, 12>;     ///< per month; NaN = too little to tell

/// Robust scatter about the mean of the values before and after, by season.
Scales season_scales(std::span<const double> values, const Months& months, std::size_t least);

/// What the values around a run say it should have been, and how far that is from the truth.
struct Bridge {
  double expected = missing_value; ///< mean over the run
  double scale = missing_value;
};

/// A series that judges its own values.
class Witness {
public:
  Witness(std::vector<double> values, const Months& months, const TemperatureRuleOptions& options)
      : values_{std::move(values)}, months_{months}, reach_{options.reach},
        scales_{season_scales(values_, months, options.least)} {}

  [[nodiscard]] double operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] double scale(std::size_t i) const { return scales_[months_[i]]; }
  void forget(std::size_t i) { values_[i] = missing_value; }

  /// A straight line over `[first, last)` from the nearest values on both sides. Its error grows as
  /// that of a random walk, up to twice the scale: temperatures return to the season's mean. From
  /// one side only, the error is that of a difference of neighbours, sqrt(2) as large.
  [[nodiscard]] Bridge bridge(std::size_t first, std::size_t last) const {
    const auto before = value_before(first);
    const auto after = value_after(last);
    const double scale = scales_[months_[first]];
    constexpr double most = 2.0;
    const double middle = 0.5 * static_cast<double>(first + last - 1);
    if (before && after) {
      const auto width = static_cast<double>(*after - *before);
      const double share = (middle - static_cast<double>(*before)) / width;
      return {values_[*before] + share * (values_[*after] - values_[*before]),
              scale * std::min(std::sqrt(width / 2.0), most)};
    }
    if (!before && !after) return {};
    const std::size_t at = before ? *before : *after;
    const double distance = std::abs(middle - static_cast<double>(at));
    return {values_[at], scale * std::min(std::sqrt(2.0 * distance), most)};
  }

  /// How far a single value lies from both its neighbours, on the same side of both; else 0.
  [[nodiscard]] double jump(std::size_t i) const {
    if (i == 0 || i + 1 >= values_.size()) return 0.0;
    const double from = values_[i] - values_[i - 1];
    const double to = values_[i] - values_[i + 1];
    return from * to > 0.0 ? std::min(std::abs(from), std::abs(to)) : 0.0;
  }

  /// True where value and both neighbours are there.
  [[nodiscard]] bool sees(std::size_t i) const {
    return i > 0 && i + 1 < values_.size() && !std::isnan(values_[i - 1]) &&
           !std::isnan(values_[i]) && !std::isnan(values_[i + 1]) && !std::isnan(scale(i));
  }

private:
  [[nodiscard]] std::optional<std::size_t> value_before(std::size_t first) const {
    for (std::size_t back = 1; back <= std::min(reach_, first); ++back) {
      if (!std::isnan(values_[first - back])) return first - back;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::size_t> value_after(std::size_t last) const {
    for (std::size_t at = last; at < std::min(last + reach_, values_.size()); ++at) {
      if (!std::isnan(values_[at])) return at;
    }
    return std::nullopt;
  }

  std::vector<double> values_;
  const Months& months_;
  std::size_t reach_;
  Scales scales_;
};

} // namespace empower
