// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_moments.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace empower::detail {

namespace {

/// Days whose temperature lies between two neighbouring balance points. `rise` is the distance up
/// to the warmer one, `fall` down to the colder.
struct Bin {
  double days = 0.0;
  double on_edge = 0.0; ///< days exactly on the colder one
  double usage = 0.0;   ///< about the mean, as below
  double rise = 0.0;
  double rise_square = 0.0;
  double rise_usage = 0.0;
  double fall = 0.0;
  double fall_square = 0.0;
  double fall_usage = 0.0;
};

/// The days that have degree-days at a balance point, and the sums of these. Moving the point away
/// by 1 degF adds 1 to each: all terms stay positive, so nothing cancels.
struct RunningSums {
  double days = 0.0;
  double usage = 0.0;
  double sum = 0.0;
  double square = 0.0;
  double product = 0.0;

  void move_by_one() {
    square += 2.0 * sum + days;
    sum += days;
    product += usage;
  }
};

class DailyMoments {
public:
  DailyMoments(const CaltrackRows& rows, CaltrackMoments& moments, double lowest_f)
      : moments_{moments}, bins_(moments.balances + 1) {
    const auto top = static_cast<double>(moments.balances);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      // Bin k ends at balance point k; the last one has no end, the first no beginning.
      const double above = rows.temperature_f[i] - lowest_f + 1.0;
      const double k = std::clamp(std::floor(above), 0.0, top);
      Bin& bin = bins_[static_cast<std::size_t>(k)];
      const double usage = rows.energy[i] / rows.days[i] - moments.mean;
      const double fall = above - k;
      const double rise = 1.0 - fall;
      bin.days += 1.0;
      bin.on_edge += fall == 0.0 ? 1.0 : 0.0;
      bin.usage += usage;
      bin.rise += rise;
      bin.rise_square += rise * rise;
      bin.rise_usage += rise * usage;
      bin.fall += fall;
      bin.fall_square += fall * fall;
      bin.fall_usage += fall * usage;
    }
  }

  void heating() {
    RunningSums running;
    for (std::size_t k = 0; k < moments_.balances; ++k) {
      const Bin& bin = bins_[k];
      running.move_by_one();
      running.days += bin.days;
      running.usage += bin.usage;
      running.sum += bin.rise;
      running.square += bin.rise_square;
      running.product += bin.rise_usage;
      set(moments_.heating, k, running, running.days);
    }
  }

  void cooling() {
    RunningSums running;
    for (std::size_t k = moments_.balances; k-- > 0;) {
      const Bin& bin = bins_[k + 1];
      running.move_by_one();
      running.days += bin.days;
      running.usage += bin.usage;
      running.sum += bin.fall;
      running.square += bin.fall_square;
      running.product += bin.fall_usage;
      set(moments_.cooling, k, running, running.days - bin.on_edge);
    }
  }

private:
  void set(HingeMoments& hinge, std::size_t k, const RunningSums& running, double count) const {
    hinge.sum[k] = running.sum;
    hinge.variation[k] = running.square - running.sum * running.sum / moments_.weight;
    hinge.covariation[k] = running.product;
    hinge.count[k] = static_cast<std::size_t>(count);
  }

  CaltrackMoments& moments_;
  std::vector<Bin> bins_;
};

/// Degree-days of every period and balance point, column by column, about their mean.
std::vector<double> centred_columns(const CaltrackRows& rows, std::span<const double> weights,
                                    double lowest_f, const CaltrackMoments& moments,
                                    double (*degrees)(std::span<const double>, double),
                                    HingeMoments& hinge) {
  const std::size_t n = rows.size();
  std::vector<double> columns(n * moments.balances);
  for (std::size_t k = 0; k < moments.balances; ++k) {
    const auto column = std::span{columns}.subspan(k * n, n);
    for (std::size_t i = 0; i < n; ++i) {
      column[i] = degrees(rows.temperatures(i), lowest_f + static_cast<double>(k));
      hinge.sum[k] += weights[i] * column[i];
      hinge.count[k] += column[i] > 0.0 ? 1U : 0U;
    }
    const double mean = hinge.sum[k] / moments.weight;
    for (std::size_t i = 0; i < n; ++i) {
      column[i] -= mean;
      const double usage = rows.energy[i] / rows.days[i] - moments.mean;
      hinge.variation[k] += weights[i] * column[i] * column[i];
      hinge.covariation[k] += weights[i] * column[i] * usage;
    }
  }
  return columns;
}

void general_moments(const CaltrackRows& rows, std::span<const double> weights, double lowest_f,
                     CaltrackMoments& moments) {
  const auto heating =
      centred_columns(rows, weights, lowest_f, moments, heating_degrees, moments.heating);
  const auto cooling =
      centred_columns(rows, weights, lowest_f, moments, cooling_degrees, moments.cooling);
  const std::size_t n = rows.size();
  moments.cross.resize(moments.balances * moments.balances);
  std::vector<double> weighted(n);
  for (std::size_t c = 0; c < moments.balances; ++c) {
    for (std::size_t i = 0; i < n; ++i) weighted[i] = weights[i] * cooling[c * n + i];
    for (std::size_t h = 0; h <= c; ++h) {
      double sum = 0.0;
      for (std::size_t i = 0; i < n; ++i) sum += weighted[i] * heating[h * n + i];
      moments.cross[c * moments.balances + h] = sum;
    }
  }
}

} // namespace

std::vector<double> row_weights(const CaltrackRows& rows, bool billing) {
  return billing ? rows.kept : std::vector<double>(rows.size(), 1.0);
}

CaltrackMoments::CaltrackMoments(const CaltrackRows& rows, const CaltrackSettings& settings,
                                 bool billing)
    : balances{static_cast<std::size_t>(settings.highest_balance_f - settings.lowest_balance_f) +
               1},
      periods{rows.size()}, heating(balances), cooling(balances) {
  const std::vector<double> weights = row_weights(rows, billing);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    weight += weights[i];
    mean += weights[i] * (rows.energy[i] / rows.days[i]);
  }
  mean /= weight;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double from_mean = rows.energy[i] / rows.days[i] - mean;
    variation += weights[i] * from_mean * from_mean;
  }
  const auto lowest_f = static_cast<double>(settings.lowest_balance_f);
  if (!billing && rows.single_blocks()) {
    DailyMoments daily{rows, *this, lowest_f};
    daily.heating();
    daily.cooling();
  } else {
    general_moments(rows, weights, lowest_f, *this);
  }
}

} // namespace empower::detail
