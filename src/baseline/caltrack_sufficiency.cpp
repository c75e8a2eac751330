// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_sufficiency.hpp>

#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/core/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace empower {

namespace {

constexpr std::array<std::string_view, 11> finding_codes{
    "span",           "data_before_request", "data_after_request",
    "usage_days",     "temperature_days",    "complete_days",
    "negative_usage", "extreme_usage",       "off_cycle_bills",
    "zero_usage",     "estimated_bills"};

/// Whole days, cut towards zero.
long whole_days(std::chrono::seconds length) {
  return std::chrono::duration_cast<std::chrono::days>(length).count();
}

/// Quantile of sorted values by linear interpolation between them, as numpy and pandas do.
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

class Sufficiency {
public:
  Sufficiency(IntervalView usage, HourlyView<Celsius> outdoor, InstantPeriod requested,
              const CaltrackSettings& settings, std::span<const double> estimated_days)
      : usage_{usage}, outdoor_{outdoor}, requested_{requested}, settings_{settings},
        estimated_days_{estimated_days},
        clean_{detail::clean_usage(usage, settings, estimated_days)} {}

  CaltrackSufficiency result() && {
    check_span();
    check_days();
    check_values();
    return std::move(found_);
  }

private:
  void critical(CaltrackFindingCode code, std::string detail, std::vector<CaltrackFigure> values) {
    found_.critical.push_back({code, std::move(detail), std::move(values)});
  }
  void warning(CaltrackFindingCode code, std::string detail, std::vector<CaltrackFigure> values) {
    found_.warnings.push_back({code, std::move(detail), std::move(values)});
  }

  void check_span() {
    const Instant first = usage_.empty() ? requested_.to : usage_.start.front();
    const Instant last = usage_.empty() ? requested_.to : usage_.end.back();
    const long before = whole_days(requested_.from - first);
    const long after = whole_days(last - requested_.to);
    long span = whole_days(last - first);
    if (settings_.exact_span) {
      // As coded in the reference: gaps count, and each part is cut to whole days by itself.
      span = total_days_ = span - before - after;
    } else {
      total_days_ = whole_days(std::max(last, requested_.to) - std::min(first, requested_.from));
    }
    const long shortest = settings_.exact_span ? settings_.baseline_days : settings_.min_span_days;
    const long longest = settings_.exact_span ? settings_.baseline_days : settings_.max_span_days;
    if (span < shortest || span > longest) {
      critical(
          CaltrackFindingCode::span,
          fmt::format("The baseline spans {} days instead of {} to {}.", span, shortest, longest),
          {{"days", static_cast<double>(span)},
           {"shortest", static_cast<double>(shortest)},
           {"longest", static_cast<double>(longest)}});
    }
    if (before > 0) {
      critical(CaltrackFindingCode::data_before_request,
               fmt::format("Readings begin {} days before the period asked for.", before),
               {{"days", static_cast<double>(before)}});
    }
    if (after > 0) {
      critical(CaltrackFindingCode::data_after_request,
               fmt::format("Readings end {} days after the period asked for.", after),
               {{"days", static_cast<double>(after)}});
    }
  }

  void check_days() {
    double with_usage = 0.0;
    double with_temperature = 0.0;
    double with_both = 0.0;
    for (std::size_t i = 0; i < usage_.size(); ++i) {
      const InstantPeriod period{usage_.start[i], usage_.end[i]};
      const double days =
          std::chrono::duration<double, std::chrono::days::period>(period.length()).count();
      const double estimated = estimated_days_.empty() ? 0.0 : estimated_days_[i];
      const bool usage = !std::isnan(clean_.energy[i]);
      const bool temperature = temperature_share(period) > settings_.min_hour_share;
      with_usage += usage ? days - estimated : 0.0;
      with_temperature += temperature ? days : 0.0;
      with_both += usage && temperature ? days - estimated : 0.0;
    }
    check_share(CaltrackFindingCode::usage_days, "usage", with_usage);
    check_share(CaltrackFindingCode::temperature_days, "temperature", with_temperature);
    check_share(CaltrackFindingCode::complete_days, "usage and temperature", with_both);
  }

  [[nodiscard]] double temperature_share(InstantPeriod period) const {
    const auto hours = detail::within(outdoor_, period).values();
    const auto missing =
        std::count_if(hours.begin(), hours.end(), [](double t) { return std::isnan(t); });
    const auto expected = std::chrono::ceil<std::chrono::hours>(period.length()).count();
    return static_cast<double>(static_cast<long>(hours.size()) - missing) /
           static_cast<double>(expected);
  }

  void check_share(CaltrackFindingCode code, std::string_view what, double days) {
    // Sums of 23/24 and 25/24 days fall short of a whole day by rounding.
    constexpr double rounding = 1e-9;
    const double whole = std::floor(days + rounding);
    if (total_days_ > 0 && whole / static_cast<double>(total_days_) >= settings_.min_day_share) {
      return;
    }
    critical(code, fmt::format("{:.0f} of {} days have {}.", whole, total_days_, what),
             {{"days", whole},
              {"days_total", static_cast<double>(total_days_)},
              {"min_share", settings_.min_day_share}});
  }

  void check_values() {
    std::vector<double> sorted;
    sorted.reserve(clean_.energy.size());
    for (const double energy : clean_.energy) {
      if (!std::isnan(energy)) sorted.push_back(energy);
    }
    std::sort(sorted.begin(), sorted.end());
    const auto negative = std::lower_bound(sorted.begin(), sorted.end(), 0.0) - sorted.begin();
    if (negative > 0) {
      critical(CaltrackFindingCode::negative_usage,
               fmt::format("{} readings are negative.", negative),
               {{"readings", static_cast<double>(negative)}, {"lowest", sorted.front()}});
    }
    if (!sorted.empty()) check_extremes(sorted);
    if (clean_.off_cycle > 0) {
      warning(
          CaltrackFindingCode::off_cycle_bills,
          fmt::format("{} bills are too short or too long and count as missing.", clean_.off_cycle),
          {{"bills", static_cast<double>(clean_.off_cycle)}});
    }
    if (clean_.zeros > 0) {
      warning(CaltrackFindingCode::zero_usage,
              fmt::format("{} readings of an electricity meter are 0 and count as missing.",
                          clean_.zeros),
              {{"readings", static_cast<double>(clean_.zeros)}});
    }
    const double estimated = std::accumulate(estimated_days_.begin(), estimated_days_.end(), 0.0);
    if (estimated > 0.0) {
      warning(
          CaltrackFindingCode::estimated_bills,
          fmt::format("Bills of {:.0f} days are estimates; they are joined to the reading after "
                      "them and their days count as missing.",
                      estimated),
          {{"days", estimated}});
    }
  }

  void check_extremes(const std::vector<double>& sorted) {
    const double median = quantile(sorted, 0.5);
    const double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    const double limit = median + settings_.extreme_ranges * range;
    const auto extreme = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), limit);
    if (extreme == 0) return;
    warning(CaltrackFindingCode::extreme_usage,
            fmt::format("{} readings are above median + {} interquartile ranges.", extreme,
                        settings_.extreme_ranges),
            {{"readings", static_cast<double>(extreme)},
             {"median", median},
             {"limit", limit},
             {"highest", sorted.back()}});
  }

  IntervalView usage_;
  HourlyView<Celsius> outdoor_;
  InstantPeriod requested_;
  const CaltrackSettings& settings_;
  std::span<const double> estimated_days_;
  detail::CleanUsage clean_;
  long total_days_ = 0;
  CaltrackSufficiency found_;
};

} // namespace

std::span<const std::string_view> caltrack_finding_codes() noexcept { return finding_codes; }

std::string_view code(CaltrackFindingCode finding) noexcept {
  return finding_codes[static_cast<std::size_t>(finding)];
}

CaltrackSufficiency caltrack_sufficiency(IntervalView usage, HourlyView<Celsius> outdoor,
                                         InstantPeriod requested, const CaltrackSettings& settings,
                                         std::span<const double> estimated_days) {
  detail::check_usage(usage);
  if (!estimated_days.empty() && estimated_days.size() != usage.size())
    throw ShapeError("estimated_days", usage.size(), estimated_days.size());
  return Sufficiency{usage, outdoor, requested, settings, estimated_days}.result();
}

} // namespace empower
