// SPDX-License-Identifier: Apache-2.0
#include "../core/wide.hpp"

#include <empower/baseline/detail/week_fit.hpp>
#include <empower/baseline/detail/week_rows.hpp>
#include <empower/baseline/time_of_week.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/metrics.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace empower {

namespace {

using detail::SlotRun;

constexpr double least_temperature_span_k = 1.0;
/// A meter that reads below zero more often exports; a few such readings are corrections.
constexpr double most_negative_share = 0.1;
/// A day counts in daily figures with this share of its intervals.
constexpr double sufficient_intervals = 0.75;
/// A window with less weight has no model.
constexpr double least_window_days = 7.0;

std::optional<Failure<BaselineReason>> refusal(const detail::RowSums& sums, std::size_t intervals,
                                               double day_slots, const HourlyOptions& options) {
  using enum BaselineReason;
  const auto days = [&](std::size_t count) { return static_cast<double>(count) / day_slots; };
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  if (days(sums.with_energy) < options.min_days)
    return Failure{too_few_observations,
                   fmt::format("{:.1f} days of intervals have energy; at least {:.1f} are needed.",
                               days(sums.with_energy), options.min_days)};
  if (sums.used == 0)
    return Failure{no_temperature,
                   fmt::format("None of the {} intervals with energy has an outdoor temperature.",
                               sums.with_energy)};
  if (share(sums.with_energy, intervals) < options.min_coverage)
    return Failure{coverage, fmt::format("Only {} of the {} intervals have energy.",
                                         sums.with_energy, intervals)};
  if (share(sums.used, sums.with_energy) < options.min_coverage)
    return Failure{coverage,
                   fmt::format("Only {} of the {} intervals with energy have what the model needs.",
                               sums.used, sums.with_energy)};
  if (days(sums.used) < options.min_days)
    return Failure{
        too_few_observations,
        fmt::format(
            "{:.1f} days of intervals have all the model needs; at least {:.1f} are needed.",
            days(sums.used), options.min_days)};
  const double span = sums.warmest_c - sums.coldest_c;
  if (span < least_temperature_span_k)
    return Failure{
        no_variation,
        fmt::format("The outdoor temperature spans only {:.2f} K; at least {} K are needed.", span,
                    least_temperature_span_k)};
  if (sums.total_kwh < 0.0 || share(sums.negative, sums.used) > most_negative_share)
    return Failure{
        negative_energy,
        fmt::format("{} of {} intervals are negative, with a total of {:.0f} kWh: not a meter of "
                    "consumption.",
                    sums.negative, sums.used, sums.total_kwh)};
  return std::nullopt;
}

std::uint64_t digest_of(SteppedView<KilowattHours> energy, SteppedView<Celsius> outdoor,
                        const DayCalendar& calendar, const Regressors& regressors) {
  InputDigest digest;
  digest.add(std::int64_t{energy.first().time_since_epoch().count()});
  digest.add(std::int64_t{energy.step().count()});
  digest.add(energy.values());
  digest.add(std::int64_t{outdoor.first().time_since_epoch().count()});
  digest.add(std::int64_t{outdoor.step().count()});
  digest.add(outdoor.values());
  for (const ClosedDay& closed : calendar.closed)
    digest.add(std::int64_t{closed.day.time_since_epoch().count()});
  digest.add(regressors.values);
  return digest.value();
}

CivilDay day_of(const SlotRun& run) noexcept { return CivilDay{std::chrono::days{run.day}}; }

/// The coefficients of a window as the model of hours sees them, and as a model of days would.
struct ParameterCount {
  std::size_t hourly = 0;
  std::size_t daily = 0;
};

ParameterCount parameters(const WeekModel& model, std::size_t day_slots) {
  ParameterCount count;
  for (std::size_t p = 0; p < model.inferred.size(); p += day_slots) {
    std::size_t seen = 0;
    for (std::size_t j = 0; j < day_slots; ++j) seen += model.inferred[p + j] == 0 ? 1U : 0U;
    count.hourly += seen;
    count.daily += seen > 0 ? 1U : 0U;
  }
  for (const TemperatureCurve& curve : model.curve) {
    if (curve.energy_kwh.empty()) continue;
    const std::size_t slopes = curve.energy_kwh.size() - 1 + curve.regressors_kwh.size();
    count.hourly += slopes;
    count.daily += slopes;
  }
  return count;
}

/// What a window is worth among others: the share of its weight that lies where it is used.
struct WindowWeights {
  double total = 0.0;
  double own = 0.0;
};

WindowWeights weigh(const HourlyFit& fit, std::size_t window, const detail::WeekSlots& slots,
                    std::span<const double> used, std::span<double> weight) {
  WindowWeights sums;
  for (const SlotRun& run : slots.runs) {
    const double w = detail::window_weight(fit, window, day_of(run));
    const double share = detail::window_share(fit, window, day_of(run));
    for (std::size_t i = run.row; i < run.row + run.length; ++i) {
      weight[i] = w * used[i];
      sums.total += weight[i];
      sums.own += share * weight[i];
    }
  }
  return sums;
}

/// Working memory of a fit, as long as the rows.
struct Scratch {
  std::span<double> weight;
  std::span<double> residual;
  detail::TemperatureBins bins;
  std::span<std::uint32_t> cell; ///< of each row in the last window
};

void fit_whole(HourlyFit& fit, const detail::WeekSlots& slots, const detail::WeekRows& rows,
               Scratch& scratch, std::span<double> expected_kwh) {
  detail::WindowFit window =
      detail::fit_window(slots, rows, scratch.bins, rows.used,
                         {fit.temperature_min.value(), fit.temperature_max.value()}, fit.options,
                         scratch.cell, scratch.residual);
  detail::expected(window.model, slots, scratch.cell, rows.temperature_c, rows.regressors,
                   expected_kwh);
  const ParameterCount count = parameters(window.model, slots.day_slots);
  fit.parameters = count.hourly;
  fit.daily_parameters = count.daily;
  fit.clipped = window.clipped;
  fit.windows.push_back(std::move(window.model));
}

/// A window without data leaves its model empty, and the rows that only it covers unused.
void fit_windows(HourlyFit& fit, const detail::WeekSlots& slots, detail::WeekRows& rows,
                 Scratch& scratch, std::span<double> expected_kwh) {
  std::ranges::fill(expected_kwh, 0.0);
  double hourly = 0.0;
  double daily = 0.0;
  double all_weight = 0.0;
  const std::size_t windows = detail::place_windows(fit, slots);
  for (std::size_t k = 0; k < windows; ++k) {
    const WindowWeights sums = weigh(fit, k, slots, rows.used, scratch.weight);
    all_weight += sums.total;
    detail::WindowFit window;
    std::ranges::fill(scratch.residual, missing_value);
    if (sums.total >= least_window_days * static_cast<double>(slots.day_slots)) {
      window = detail::fit_window(slots, rows, scratch.bins, scratch.weight,
                                  detail::temperature_range(rows.temperature_c, scratch.weight),
                                  fit.options, scratch.cell, scratch.residual);
      detail::expected(window.model, slots, scratch.cell, rows.temperature_c, rows.regressors,
                       scratch.residual);
      const ParameterCount count = parameters(window.model, slots.day_slots);
      hourly += static_cast<double>(count.hourly) * sums.own / sums.total;
      daily += static_cast<double>(count.daily) * sums.own / sums.total;
    }
    fit.clipped += window.clipped;
    fit.windows.push_back(std::move(window.model));
    for (const SlotRun& run : slots.runs) {
      const double share = detail::window_share(fit, k, day_of(run));
      if (!(share > 0.0)) continue;
      for (std::size_t i = run.row; i < run.row + run.length; ++i)
        expected_kwh[i] += share * scratch.residual[i];
    }
  }
  double intervals = 0.0;
  for (std::size_t i = 0; i < expected_kwh.size(); ++i) {
    intervals += rows.used[i];
    if (!detail::is_finite(expected_kwh[i])) rows.used[i] = 0.0;
  }
  fit.overlap = all_weight / intervals;
  fit.parameters = static_cast<std::size_t>(std::ceil(hourly));
  fit.daily_parameters = static_cast<std::size_t>(std::ceil(daily));
}

/// Sums of the used intervals of one day.
struct DaySums {
  long day = 0;
  double used = 0.0;
  double energy = 0.0;
  double residual = 0.0;
};

/// Sums of all intervals.
struct IntervalSums {
  double squares = 0.0;
  double energy_squares = 0.0;
};

/// Adds each run to its day of `days`, which has as many.
IntervalSums add_runs(std::span<const SlotRun> runs, const detail::WeekRows& rows,
                      const double* expected_kwh, std::span<DaySums> days) {
  return detail::widest([=, offset = rows.energy_offset, energies = rows.energy_kwh.data(),
                         weights = rows.used.data()]<class Lanes>() {
    const auto first = detail::all<Lanes>(offset);
    Lanes squares{};
    Lanes energy_squares{};
    DaySums* day = days.data();
    for (const SlotRun& run : runs) {
      Lanes count{};
      Lanes energy{};
      Lanes residual{};
      detail::by_fours<Lanes>(run.length, [&](auto at) {
        const Lanes used = at.of(weights + run.row);
        const Lanes metered = at.of(energies + run.row);
        const Lanes model = detail::larger(at.of(expected_kwh + run.row), Lanes{});
        const Lanes r = detail::kept(used > Lanes{}, metered + first - model);
        const Lanes e = used * metered;
        count += used;
        energy += e;
        residual += r;
        squares += r * r;
        energy_squares += e * e;
      });
      if (day->day != run.day) ++day;
      day->used += detail::sum(count);
      day->energy += detail::sum(energy);
      day->residual += detail::sum(residual);
    }
    return IntervalSums{detail::sum(squares), detail::sum(energy_squares)};
  });
}

/// The days of the runs, without sums.
std::vector<DaySums> days_of(std::span<const SlotRun> runs) {
  std::vector<DaySums> days;
  days.reserve(runs.size());
  for (const SlotRun& run : runs)
    if (days.empty() || days.back().day != run.day) days.push_back({.day = run.day});
  return days;
}

/// Figures of the intervals, and sums by day.
std::vector<DaySums> judge_intervals(HourlyFit& fit, const detail::WeekSlots& slots,
                                     const detail::WeekRows& rows,
                                     std::span<const double> expected_kwh) {
  std::vector<DaySums> days = days_of(slots.runs);
  const IntervalSums sums = add_runs(slots.runs, rows, expected_kwh.data(), days);
  DaySums all;
  for (DaySums& day : days) {
    all.used += day.used;
    all.energy += day.energy;
    all.residual += day.residual;
    day.energy += day.used * rows.energy_offset;
  }
  const double n = all.used;
  const auto p = static_cast<double>(fit.parameters);
  const double sse = sums.squares;
  const double spread = sums.energy_squares - all.energy * all.energy / n;
  const double mean_kwh = all.energy / n + rows.energy_offset;
  fit.coverage = {.expected = static_cast<double>(expected_kwh.size()), .present = n};
  // A meter that does not vary leaves nothing but the rounding of its sums.
  if (spread > 1e-12 * sums.energy_squares) fit.r_squared = 1.0 - sse / spread;
  if (mean_kwh != 0.0) fit.nmbe = all.residual / (n * mean_kwh);
  if (mean_kwh != 0.0 && n > p) fit.cv_rmse = std::sqrt(sse / (n - p)) / mean_kwh;
  return days;
}

/// Days with enough intervals; what is missing of one is taken to be as the rest of it.
std::vector<DaySums> whole_days(std::vector<DaySums> days, double day_slots) {
  std::erase_if(days,
                [&](const DaySums& day) { return day.used < sufficient_intervals * day_slots; });
  for (DaySums& day : days) {
    const double scale = std::max(1.0, day_slots / day.used);
    day.energy *= scale;
    day.residual *= scale;
  }
  return days;
}

/// Figures of the days, and the variance of long totals that follows from them.
void judge_days(HourlyFit& fit, const std::vector<DaySums>& days) {
  fit.days = days.size();
  std::vector<double> residual;
  std::vector<long> position;
  residual.reserve(days.size());
  position.reserve(days.size());
  double mean = 0.0;
  for (const DaySums& day : days) mean += day.energy / static_cast<double>(days.size());
  double sse = 0.0;
  double spread = 0.0;
  for (const DaySums& day : days) {
    residual.push_back(day.residual);
    position.push_back(day.day);
    sse += day.residual * day.residual;
    spread += (day.energy - mean) * (day.energy - mean);
  }
  const auto n = static_cast<double>(days.size());
  const auto p = static_cast<double>(fit.daily_parameters);
  if (spread > 0.0) fit.daily_r_squared = 1.0 - sse / spread;
  if (n <= p) return;
  if (mean != 0.0) fit.daily_cv_rmse = std::sqrt(sse / (n - p)) / mean;
  const double r1 = lag_one_autocorrelation(residual, position);
  fit.autocorrelation = std::clamp(r1 + (1.0 + 3.0 * r1) / n, 0.0, 0.95);
  const double inflation = (1.0 + fit.autocorrelation) / (1.0 - fit.autocorrelation);
  fit.effective_days = n / inflation;
  fit.degrees_of_freedom = std::max(fit.effective_days - p, 2.0);
  fit.interval_variance = inflation * sse / (n - p) / static_cast<double>(fit.day_slots());
}

void check(const HourlyOptions& options) {
  const auto share = [](double value) { return value >= 0.0 && value <= 1.0; };
  EMPOWER_EXPECTS(options.temperature_segments >= 1 &&
                      options.temperature_segments <= most_temperature_segments,
                  "there are 1 to 255 segments of temperature");
  EMPOWER_EXPECTS(
      options.knots_c.size() < most_temperature_segments &&
          std::ranges::all_of(options.knots_c, [](double knot) { return std::isfinite(knot); }) &&
          std::ranges::is_sorted(options.knots_c, std::less_equal<>{}),
      "knots are at most 254 temperatures that rise");
  EMPOWER_EXPECTS(share(options.occupied_share) && share(options.min_coverage),
                  "shares lie between 0 and 1");
  EMPOWER_EXPECTS(options.clip_deviations > 0.0 && options.min_days >= 0.0,
                  "residuals are clipped at more than 0 deviations, and days are not negative");
}

} // namespace

HourlyOutcome fit_hourly(SteppedView<KilowattHours> energy, SteppedView<Celsius> outdoor,
                         const TimeZone& zone, const HourlyOptions& options,
                         const DayCalendar& calendar, const Regressors& regressors) {
  EMPOWER_EXPECTS(energy.step().count() > 0 &&
                      std::chrono::hours{24} % energy.step() == std::chrono::seconds{0},
                  "the step of the energy must divide a day");
  check(options);
  HourlyFit fit;
  fit.step = energy.step();
  fit.zone = zone;
  fit.period = energy.period();
  fit.options = options;
  fit.regressors = regressors.names;

  const std::size_t size = energy.size();
  const bool single = options.windows == HourlyWindows::whole;
  const detail::Columns columns(size, single ? 5 : 6);
  detail::WeekRows rows{.temperature_c = columns[0],
                        .energy_kwh = columns[1],
                        .used = columns[2],
                        .regressors = detail::columns_of(regressors, size)};
  const detail::RowSums sums = detail::mark_used(
      energy.values(),
      detail::align_temperature(outdoor, energy.first(), energy.step(), rows.temperature_c), rows);
  if (auto failure = refusal(sums, size, static_cast<double>(fit.day_slots()), options))
    return std::move(*failure);
  fit.temperature_min = Celsius{sums.coldest_c};
  fit.temperature_max = Celsius{sums.warmest_c};

  const auto cell = std::make_unique_for_overwrite<std::uint32_t[]>(size);
  Scratch scratch{single ? rows.used : columns[5],
                  columns[4],
                  detail::TemperatureBins{rows.temperature_c},
                  {cell.get(), size}};
  const detail::WeekSlots slots =
      detail::week_slots(energy.first(), energy.step(), size, zone, calendar, options.closed_days);
  if (single)
    fit_whole(fit, slots, rows, scratch, columns[3]);
  else
    fit_windows(fit, slots, rows, scratch, columns[3]);
  judge_days(fit, whole_days(judge_intervals(fit, slots, rows, columns[3]),
                             static_cast<double>(slots.day_slots)));
  fit.input_digest = digest_of(energy, outdoor, calendar, regressors);
  return fit;
}

} // namespace empower
