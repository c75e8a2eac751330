// SPDX-License-Identifier: Apache-2.0
#include "../core/lanes.hpp"

#include <empower/baseline/detail/week_fit.hpp>
#include <empower/baseline/detail/week_rows.hpp>
#include <empower/baseline/time_of_week.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <vector>

namespace empower {

namespace {

using detail::SlotRun;

/// What a window's coefficients are multiplied by in a total.
struct TotalOf {
  std::vector<double> slots;
  std::array<std::vector<double>, 2> columns; ///< hats, then regressors, of each mode

  TotalOf(std::size_t slot_count, std::size_t column_count)
      : slots(slot_count),
        columns{std::vector<double>(column_count), std::vector<double>(column_count)} {}
};

/// g'(X'WX)^-1 g: with the slots eliminated, the slots' own part and that of the columns less their
/// means in the slots.
double quadratic_form(const WeekModel& model, TotalOf total) {
  const std::size_t columns = total.columns[0].size();
  double sum = 0.0;
  for (std::size_t p = 0; p < total.slots.size(); ++p) {
    const double n = total.slots[p];
    if (n == 0.0) continue;
    sum += n * n / model.slot_weight[p];
    std::vector<double>& g = total.columns[model.occupied[p]];
    for (std::size_t c = 0; c < columns; ++c) g[c] -= n * model.slot_mean[p * columns + c];
  }
  for (std::size_t m = 0; m < 2; ++m) {
    const std::vector<double>& inverse = model.curve[m].unscaled_covariance;
    if (inverse.empty()) continue;
    for (std::size_t a = 0; a < columns; ++a)
      for (std::size_t b = 0; b < columns; ++b)
        sum += total.columns[m][a] * inverse[a * columns + b] * total.columns[m][b];
  }
  return sum;
}

/// The stretch that is predicted.
struct Stretch {
  const HourlyFit& fit;
  detail::WeekSlots slots;
  std::span<const double> temperature_c;
  detail::TemperatureBins bins;
  std::vector<std::span<const double>> regressors;
  std::vector<double> counted; ///< 1 or 0
};

CivilDay day_of(const SlotRun& run) noexcept { return CivilDay{std::chrono::days{run.day}}; }

/// Adds a window's share of the expectation.
void add_expected(const Stretch& at, std::size_t window, std::span<double> scratch,
                  std::span<double> energy_kwh) {
  const WeekModel& model = at.fit.windows[window];
  if (model.slot_kwh.empty()) {
    std::ranges::fill(scratch, missing_value);
  } else {
    std::vector<std::uint32_t> cell(scratch.size());
    detail::set_cells(at.slots, detail::HatPositions{at.bins, model.curve[0].knots_c}, cell);
    detail::expected(model, at.slots, cell, at.temperature_c, at.regressors, scratch);
  }
  for (const SlotRun& run : at.slots.runs) {
    const double share = detail::window_share(at.fit, window, day_of(run));
    if (!(share > 0.0)) continue;
    for (std::size_t i = run.row; i < run.row + run.length; ++i)
      energy_kwh[i] += share * scratch[i];
  }
}

TotalOf total_of(const Stretch& at, std::size_t window) {
  const WeekModel& model = at.fit.windows[window];
  const std::size_t knots = model.curve[0].knots_c.size();
  TotalOf total(model.slot_kwh.size(), knots + at.regressors.size());
  const detail::HatPositions position{at.bins, model.curve[0].knots_c};
  for (const SlotRun& run : at.slots.runs) {
    const double share = detail::window_share(at.fit, window, day_of(run));
    if (!(share > 0.0)) continue;
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      if (at.counted[i] == 0.0) continue;
      total.slots[run.slot + j] += share;
      std::vector<double>& g = total.columns[model.occupied[run.slot + j]];
      const std::size_t segment = position.segment(i);
      const double fraction = position.fraction(i, segment);
      g[segment] += share * (1.0 - fraction);
      g[segment + 1] += share * fraction;
      for (std::size_t r = 0; r < at.regressors.size(); ++r)
        g[knots + r] += share * at.regressors[r][i];
    }
  }
  return total;
}

/// Clips at 0, counts, and adds up what is there and asked for.
void add_up(Stretch& at, SteppedView<KilowattHours> observed, HourlyPrediction& prediction) {
  double total = 0.0;
  double metered = 0.0;
  for (std::size_t i = 0; i < prediction.energy_kwh.size(); ++i) {
    double& energy = prediction.energy_kwh[i];
    const bool below_zero = energy < 0.0;
    if (below_zero) energy = 0.0;
    if (!detail::is_finite(energy)) energy = missing_value;
    const double reading = observed.empty() ? 0.0 : observed.values()[i];
    if (!detail::is_finite(energy) || !detail::is_finite(reading)) continue;
    at.counted[i] = 1.0;
    total += energy;
    metered += reading;
    const double t = at.temperature_c[i];
    prediction.at_zero += below_zero ? 1U : 0U;
    prediction.extrapolated +=
        t < at.fit.temperature_min.value() || t > at.fit.temperature_max.value() ? 1U : 0U;
    prediction.coverage.present += 1.0;
  }
  prediction.coverage.expected = static_cast<double>(prediction.energy_kwh.size());
  prediction.total = KilowattHours{total};
  prediction.observed = KilowattHours{observed.empty() ? missing_value : metered};
}

/// Counted intervals in slots that the window with the largest share had not seen.
std::size_t inferred_intervals(const Stretch& at) {
  std::size_t count = 0;
  for (const SlotRun& run : at.slots.runs) {
    std::size_t main = 0;
    for (std::size_t k = 1; k < at.fit.windows.size(); ++k)
      if (detail::window_share(at.fit, k, day_of(run)) >
          detail::window_share(at.fit, main, day_of(run)))
        main = k;
    const WeekModel& model = at.fit.windows[main];
    for (std::uint32_t j = 0; j < run.length; ++j)
      if (at.counted[run.row + j] > 0.0) count += model.inferred[run.slot + j];
  }
  return count;
}

} // namespace

HourlyPrediction predict(const HourlyFit& fit, SteppedView<Celsius> outdoor,
                         const DayCalendar& calendar, const Regressors& regressors,
                         SteppedView<KilowattHours> observed) {
  EMPOWER_EXPECTS(observed.empty() || observed.step() == fit.step,
                  "the observed energy must have the model's step");
  EMPOWER_EXPECTS(regressors.names == fit.regressors, "the regressors must be those of the fit");
  HourlyPrediction prediction;
  prediction.step = fit.step;
  prediction.first = observed.empty() ? outdoor.first() : observed.first();
  const std::size_t size = observed.empty()
                               ? static_cast<std::size_t>(outdoor.period().length() / fit.step)
                               : observed.size();
  std::vector<double> aligned(size);
  const std::span<const double> temperature_c =
      detail::align_temperature(outdoor, prediction.first, fit.step, aligned);
  Stretch at{.fit = fit,
             .slots = detail::week_slots(prediction.first, fit.step, size, fit.zone, calendar,
                                         fit.options.closed_days),
             .temperature_c = temperature_c,
             .bins = detail::TemperatureBins{temperature_c},
             .regressors = detail::columns_of(regressors, size),
             .counted = std::vector<double>(size)};

  std::vector<double> scratch(size);
  prediction.energy_kwh.assign(size, 0.0);
  for (std::size_t k = 0; k < fit.windows.size(); ++k)
    add_expected(at, k, scratch, prediction.energy_kwh);
  add_up(at, observed, prediction);
  prediction.inferred = inferred_intervals(at);

  double form = 0.0;
  for (std::size_t k = 0; k < fit.windows.size(); ++k)
    if (!fit.windows[k].slot_kwh.empty()) form += quadratic_form(fit.windows[k], total_of(at, k));
  prediction.coefficient_variance = fit.interval_variance * fit.overlap * form;
  prediction.variance =
      prediction.coefficient_variance + fit.interval_variance * prediction.coverage.present;
  const double reach =
      detail::is_finite(prediction.variance)
          ? student_t_quantile(0.95, fit.degrees_of_freedom) * std::sqrt(prediction.variance)
          : missing_value;
  prediction.low = KilowattHours{prediction.total.value() - reach};
  prediction.high = KilowattHours{prediction.total.value() + reach};
  return prediction;
}

} // namespace empower
