// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/gap_filling.hpp>

#include <empower/stats/least_squares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace empower {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array origin_codes{"missing"sv, "measured"sv, "interpolated"sv, "neighbour"sv};
constexpr std::array reason_codes{"filled"sv,          "too_long"sv,       "no_neighbour"sv,
                                  "few_common_days"sv, "weak_neighbour"sv, "too_much_of_year"sv};

std::vector<TemperatureOrigin> origins_of(std::span<const double> values) {
  std::vector<TemperatureOrigin> origin(values.size());
  std::ranges::transform(values, origin.begin(), [](double value) {
    return std::isnan(value) ? TemperatureOrigin::missing : TemperatureOrigin::measured;
  });
  return origin;
}

/// Calls `found(first, last)` for each longest run of missing values.
template <class Found>
void each_gap(std::span<const double> values, Found found) {
  for (std::size_t i = 0; i < values.size();) {
    std::size_t last = i;
    while (last < values.size() && std::isnan(values[last])) ++last;
    if (last > i) found(i, last);
    i = last + 1;
  }
}

/// The value at `i` on the straight line over the gap `[first, last)`.
double between(std::span<const double> values, std::size_t first, std::size_t last, std::size_t i) {
  const double before = values[first - 1];
  const double after = values[last];
  return before + (after - before) * static_cast<double>(i - first + 1) /
                      static_cast<double>(last - first + 1);
}

struct Line {
  GapReason reason = GapReason::filled;
  double intercept = missing_value;
  double slope = missing_value;
  double standard_error_k = missing_value;
  double r_squared = missing_value;
};

class Filling {
public:
  Filling(DailyView<Celsius> outdoor, DailyView<Celsius> neighbour, std::string_view name,
          const GapFillingOptions& options)
      : measured_{outdoor.values()}, outdoor_{outdoor}, options_{options},
        other_(outdoor.size(), missing_value) {
    for (std::size_t i = 0; i < other_.size(); ++i)
      other_[i] = neighbour.at(outdoor.day(i)).value();
    filled_.daily_mean = {outdoor.first(), {measured_.begin(), measured_.end()}};
    filled_.origin = origins_of(measured_);
    filled_.neighbour = name;
  }

  FilledDays run() {
    each_gap(measured_, [&](std::size_t first, std::size_t last) {
      filled_.gaps.push_back(fill({first, last}));
    });
    count();
    return std::move(filled_);
  }

private:
  TemperatureGap fill(TemperatureGap gap) {
    const std::size_t length = gap.last - gap.first;
    const double by_time =
        length <= options_.interpolated_days ? error_in_time(gap) : missing_value;
    Line line = line_to_neighbour(gap);
    if (length > options_.days) line.reason = GapReason::too_long;
    const bool neighbour = line.reason == GapReason::filled;
    const bool time = !std::isnan(by_time) && !(neighbour && line.standard_error_k <= by_time);
    gap.reason = time ? GapReason::filled : line.reason;
    if (neighbour) gap.r_squared = line.r_squared;
    if (gap.reason == GapReason::filled && !within_share(gap, time))
      gap.reason = GapReason::too_much_of_year;
    if (gap.reason != GapReason::filled) return gap;
    gap.origin = time ? TemperatureOrigin::interpolated : TemperatureOrigin::neighbour;
    gap.standard_error_k = time ? by_time : line.standard_error_k;
    for (std::size_t i = gap.first; i < gap.last; ++i) {
      if (!time && std::isnan(other_[i])) continue;
      filled_.daily_mean.values[i] = time ? between(measured_, gap.first, gap.last, i)
                                          : line.intercept + line.slope * other_[i];
      filled_.origin[i] = gap.origin;
      ++gap.filled;
      ++filled_of_year_[year_of(outdoor_.day(i))];
    }
    return gap;
  }

  /// Calls `each(i)` for the days of the window on both sides of a gap.
  template <class Each>
  void each_around(const TemperatureGap& gap, Each each) const {
    const auto window = static_cast<std::size_t>(options_.window_days);
    for (std::size_t i = gap.first - std::min(gap.first, window); i < gap.first; ++i) each(i);
    for (std::size_t i = gap.last; i < std::min(gap.last + window, measured_.size()); ++i) each(i);
  }

  /// Root mean square by which a day around the gap lies off the line between its neighbours: the
  /// error of a gap of one day. NaN at an end of the series or among other gaps.
  [[nodiscard]] double error_in_time(const TemperatureGap& gap) const {
    if (gap.first == 0 || gap.last == measured_.size()) return missing_value;
    double squares = 0.0;
    std::size_t days = 0;
    each_around(gap, [&](std::size_t i) {
      if (i == 0 || i + 1 >= measured_.size()) return;
      const double off = measured_[i] - 0.5 * (measured_[i - 1] + measured_[i + 1]);
      if (std::isnan(off)) return;
      squares += off * off;
      ++days;
    });
    if (days < options_.common_days) return missing_value;
    return std::sqrt(squares / static_cast<double>(days));
  }

  [[nodiscard]] Line line_to_neighbour(const TemperatureGap& gap) const {
    Line line;
    std::vector<double> design;
    std::vector<double> own;
    std::vector<double> other;
    each_around(gap, [&](std::size_t i) {
      if (std::isnan(measured_[i]) || std::isnan(other_[i])) return;
      own.push_back(measured_[i]);
      other.push_back(other_[i]);
    });
    const auto missing = [](double value) { return std::isnan(value); };
    const auto gap_first = other_.begin() + static_cast<std::ptrdiff_t>(gap.first);
    const auto gap_last = other_.begin() + static_cast<std::ptrdiff_t>(gap.last);
    if (std::all_of(gap_first, gap_last, missing)) {
      line.reason = GapReason::no_neighbour;
      return line;
    }
    constexpr std::size_t of_a_line = 2;
    if (own.size() < std::max(options_.common_days, of_a_line + 1)) {
      line.reason = GapReason::few_common_days;
      return line;
    }
    design.assign(own.size(), 1.0);
    design.insert(design.end(), other.begin(), other.end());
    const LeastSquares fit = least_squares(design, own);
    const auto count = static_cast<double>(own.size());
    const double mean = std::accumulate(own.begin(), own.end(), 0.0) / count;
    double total = 0.0;
    for (const double value : own) total += (value - mean) * (value - mean);
    line.intercept = fit.coefficients[0];
    line.slope = fit.coefficients[1];
    line.standard_error_k = std::sqrt(fit.sse / (count - static_cast<double>(of_a_line)));
    line.r_squared = total > 0.0 ? 1.0 - fit.sse / total : 0.0;
    if (line.r_squared < options_.r_squared) line.reason = GapReason::weak_neighbour;
    return line;
  }

  /// Whether each year of the gap stays below its share of filled days.
  [[nodiscard]] bool within_share(const TemperatureGap& gap, bool time) const {
    std::map<int, std::size_t> filled = filled_of_year_;
    for (std::size_t i = gap.first; i < gap.last; ++i) {
      if (time || !std::isnan(other_[i])) ++filled[year_of(outdoor_.day(i))];
    }
    return std::ranges::all_of(filled, [&](const auto& year) {
      return static_cast<double>(year.second) <=
             options_.share_of_year * static_cast<double>(day_count(calendar_year(year.first)));
    });
  }

  void count() {
    double squares = 0.0;
    for (const TemperatureGap& gap : filled_.gaps) {
      if (gap.filled == 0) continue;
      squares += static_cast<double>(gap.filled) * gap.standard_error_k * gap.standard_error_k;
    }
    const auto of = [&](TemperatureOrigin origin) {
      return static_cast<std::size_t>(std::ranges::count(filled_.origin, origin));
    };
    filled_.measured = of(TemperatureOrigin::measured);
    filled_.interpolated = of(TemperatureOrigin::interpolated);
    filled_.from_neighbour = of(TemperatureOrigin::neighbour);
    filled_.missing = of(TemperatureOrigin::missing);
    const std::size_t filled = filled_.interpolated + filled_.from_neighbour;
    if (filled > 0) filled_.standard_error_k = std::sqrt(squares / static_cast<double>(filled));
  }

  std::span<const double> measured_;
  DailyView<Celsius> outdoor_;
  GapFillingOptions options_;
  std::vector<double> other_; ///< the neighbour on the days of the series
  std::map<int, std::size_t> filled_of_year_;
  FilledDays filled_;
};

} // namespace

std::string_view code(TemperatureOrigin origin) noexcept {
  return origin_codes[static_cast<std::size_t>(origin)];
}

std::string_view code(GapReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}

FilledDays filled_days(DailyView<Celsius> outdoor, DailyView<Celsius> neighbour,
                       std::string_view neighbour_name, const GapFillingOptions& options) {
  return Filling{outdoor, neighbour, neighbour_name, options}.run();
}

FilledHours filled_hours(HourlyView<Celsius> outdoor, const GapFillingOptions& options) {
  const std::span<const double> measured = outdoor.values();
  FilledHours filled{{outdoor.period().from, {measured.begin(), measured.end()}},
                     origins_of(measured)};
  each_gap(measured, [&](std::size_t first, std::size_t last) {
    if (first == 0 || last == measured.size() || last - first > options.hours) return;
    for (std::size_t i = first; i < last; ++i) {
      filled.hourly.values[i] = between(measured, first, last, i);
      filled.origin[i] = TemperatureOrigin::interpolated;
    }
  });
  const auto of = [&](TemperatureOrigin origin) {
    return static_cast<std::size_t>(std::ranges::count(filled.origin, origin));
  };
  filled.measured = of(TemperatureOrigin::measured);
  filled.interpolated = of(TemperatureOrigin::interpolated);
  filled.missing = of(TemperatureOrigin::missing);
  return filled;
}

} // namespace empower
