// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_segment.hpp>

#include <empower/stats/least_squares.hpp>

#include <Eigen/Eigenvalues>

#include <array>
#include <cmath>
#include <cstddef>

namespace empower::detail {

namespace {

struct WeightedHours {
  CalendarHours hours;
  std::vector<double> weights;
};

/// The hours that count for a month.
WeightedHours hours_for(const CalendarHours& all, std::size_t month, double neighbour_weight) {
  WeightedHours chosen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double weight = month_weight(all.month[i], month, neighbour_weight);
    if (!(weight > 0.0)) continue;
    chosen.hours.usage.push_back(all.usage[i]);
    chosen.hours.temperature_f.push_back(all.temperature_f[i]);
    chosen.hours.hour_of_week.push_back(all.hour_of_week[i]);
    chosen.hours.month.push_back(all.month[i]);
    chosen.weights.push_back(weight);
  }
  return chosen;
}

/// Columns of the regression but for the hours of the week: bins of the occupied, then of the
/// unoccupied hours.
struct BinColumns {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values; ///< column by column

  [[nodiscard]] std::span<double> column(std::size_t k) {
    return std::span{values}.subspan(k * rows, rows);
  }
  [[nodiscard]] std::span<const double> column(std::size_t k) const {
    return std::span{values}.subspan(k * rows, rows);
  }
};

BinColumns bin_columns(const CalendarHours& hours, const CaltrackSegment& segment) {
  const std::size_t occupied_bins = segment.occupied_endpoints_f.size() + 1;
  const std::size_t unoccupied_bins = segment.unoccupied_endpoints_f.size() + 1;
  BinColumns bins{hours.size(), occupied_bins + unoccupied_bins, {}};
  bins.values.resize(bins.rows * bins.columns);
  for (std::size_t i = 0; i < hours.size(); ++i) {
    const bool occupied = segment.occupied[hours.hour_of_week[i]];
    const auto& endpoints =
        occupied ? segment.occupied_endpoints_f : segment.unoccupied_endpoints_f;
    for (std::size_t bin = 0; bin <= endpoints.size(); ++bin) {
      bins.column(occupied ? bin : occupied_bins + bin)[i] =
          part_of(endpoints, bin, hours.temperature_f[i]);
    }
  }
  return bins;
}

/// Weighted mean of a column in each hour of the week; missing in those not seen.
std::vector<double> hourly_means(const WeightedHours& w, std::span<const double> column) {
  std::vector<double> sum(hours_of_week);
  std::vector<double> weight(hours_of_week);
  for (std::size_t i = 0; i < column.size(); ++i) {
    sum[w.hours.hour_of_week[i]] += w.weights[i] * column[i];
    weight[w.hours.hour_of_week[i]] += w.weights[i];
  }
  for (std::size_t h = 0; h < hours_of_week; ++h) {
    sum[h] = weight[h] > 0.0 ? sum[h] / weight[h] : missing_value;
  }
  return sum;
}

void subtract(std::span<double> column, std::span<const double> means, const CalendarHours& hours) {
  for (std::size_t i = 0; i < column.size(); ++i) column[i] -= means[hours.hour_of_week[i]];
}

/// Coefficients of the hours of the week that were seen, and of the bins.
struct Coefficients {
  std::vector<double> hour;
  std::vector<double> bins;
  std::size_t rank = 0;
};

/// Directions of the bins' coefficients that change no fitted value: eigenvectors of the Gram
/// matrix of the columns (mean of each hour of the week taken off) to the smallest eigenvalues.
Eigen::MatrixXd silent_directions(const BinColumns& centred, std::span<const double> weights,
                                  std::size_t rank) {
  const auto k = static_cast<Eigen::Index>(centred.columns);
  const Eigen::Map<const Eigen::MatrixXd> x(centred.values.data(),
                                            static_cast<Eigen::Index>(centred.rows), k);
  const Eigen::Map<const Eigen::VectorXd> w(weights.data(),
                                            static_cast<Eigen::Index>(weights.size()));
  const Eigen::MatrixXd gram = x.transpose() * w.asDiagonal() * x;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(gram);
  return eigen.eigenvectors().leftCols(k - static_cast<Eigen::Index>(rank));
}

/// Of all solutions the one with the least sum of squared coefficients, hours of the week included:
/// what changes by `silent` z in the bins changes by - means . silent z in the hours.
void shorten(const Eigen::MatrixXd& silent, const std::vector<std::vector<double>>& means,
             Coefficients& solution) {
  const std::size_t bins = solution.bins.size();
  std::vector<double> design;
  std::vector<double> response;
  response.reserve(bins + solution.hour.size());
  for (const double b : solution.bins) response.push_back(-b);
  for (const double hour : solution.hour) {
    if (!std::isnan(hour)) response.push_back(-hour);
  }
  for (Eigen::Index z = 0; z < silent.cols(); ++z) {
    for (std::size_t k = 0; k < bins; ++k)
      design.push_back(silent(static_cast<Eigen::Index>(k), z));
    for (std::size_t h = 0; h < hours_of_week; ++h) {
      if (std::isnan(solution.hour[h])) continue;
      double change = 0.0;
      for (std::size_t k = 0; k < bins; ++k) {
        change -= means[k][h] * silent(static_cast<Eigen::Index>(k), z);
      }
      design.push_back(change);
    }
  }
  const std::vector<double> z = least_squares(design, response).coefficients;
  for (std::size_t j = 0; j < z.size(); ++j) {
    for (std::size_t k = 0; k < bins; ++k) {
      const double step = z[j] * silent(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(j));
      solution.bins[k] += step;
      for (std::size_t h = 0; h < hours_of_week; ++h) solution.hour[h] -= means[k][h] * step;
    }
  }
}

/// The indicators of the hours of the week are eliminated by taking off their means (Frisch, Waugh,
/// Lovell), so that least squares has 2 to 14 columns instead of 182.
Coefficients solve(const WeightedHours& w, BinColumns bins) {
  std::vector<double> usage = w.hours.usage;
  Coefficients solution;
  solution.hour = hourly_means(w, usage);
  subtract(usage, solution.hour, w.hours);
  std::vector<std::vector<double>> means;
  means.reserve(bins.columns);
  for (std::size_t k = 0; k < bins.columns; ++k) {
    means.push_back(hourly_means(w, bins.column(k)));
    subtract(bins.column(k), means[k], w.hours);
  }
  const LeastSquares fit = least_squares(bins.values, usage, w.weights);
  solution.bins = fit.coefficients;
  solution.rank = fit.rank;
  for (std::size_t k = 0; k < bins.columns; ++k) {
    for (std::size_t h = 0; h < hours_of_week; ++h) {
      solution.hour[h] -= means[k][h] * solution.bins[k];
    }
  }
  if (fit.rank < bins.columns) {
    shorten(silent_directions(bins, w.weights, fit.rank), means, solution);
  }
  for (const double hour : solution.hour) solution.rank += std::isnan(hour) ? 0U : 1U;
  return solution;
}

/// Fit of the month's own hours.
CaltrackMetrics own_metrics(const CalendarHours& hours, std::size_t month,
                            const CaltrackSegment& segment, double confidence) {
  std::vector<double> observed;
  std::vector<double> predicted;
  for (std::size_t i = 0; i < hours.size(); ++i) {
    if (hours.month[i] != month) continue;
    observed.push_back(hours.usage[i]);
    predicted.push_back(expected_energy(segment, hours.hour_of_week[i], hours.temperature_f[i]));
  }
  const auto seen = static_cast<std::size_t>(std::count_if(
      segment.hour.begin(), segment.hour.end(), [](double hour) { return !std::isnan(hour); }));
  return caltrack_metrics(observed, predicted,
                          seen + segment.occupied_slope.size() + segment.unoccupied_slope.size(),
                          confidence);
}

} // namespace

CalendarHour calendar_hour(Instant at, const TimeZone& zone) noexcept {
  namespace chrono = std::chrono;
  const chrono::local_seconds local{at.time_since_epoch() + zone.offset(at)};
  const auto day = chrono::floor<chrono::days>(local);
  const auto hour = chrono::floor<chrono::hours>(local - day).count();
  const std::size_t weekday = chrono::weekday{day}.iso_encoding() - 1U;
  const auto month = static_cast<unsigned>(chrono::year_month_day{day}.month()) - 1U;
  return {weekday * 24U + static_cast<std::size_t>(hour), month};
}

double expected_energy(const CaltrackSegment& segment, std::size_t hour_of_week,
                       double temperature_f) noexcept {
  if (segment.hour.empty()) return missing_value;
  const bool occupied = segment.occupied[hour_of_week];
  const auto& endpoints = occupied ? segment.occupied_endpoints_f : segment.unoccupied_endpoints_f;
  const auto& slope = occupied ? segment.occupied_slope : segment.unoccupied_slope;
  double energy = segment.hour[hour_of_week];
  for (std::size_t bin = 0; bin < slope.size(); ++bin) {
    energy += slope[bin] * part_of(endpoints, bin, temperature_f);
  }
  return energy;
}

CaltrackSegment fit_segment(const CalendarHours& hours, std::size_t month,
                            const CaltrackHourlySettings& settings) {
  const WeightedHours w = hours_for(hours, month, settings.neighbour_weight);
  CaltrackSegment segment;
  if (w.hours.size() == 0) return segment;
  segment.occupied = occupied_hours(w.hours, w.weights, settings);
  std::array<std::vector<double>, 2> temperatures;
  for (std::size_t i = 0; i < w.hours.size(); ++i) {
    temperatures[segment.occupied[w.hours.hour_of_week[i]] ? 1 : 0].push_back(
        w.hours.temperature_f[i]);
  }
  segment.unoccupied_endpoints_f = merged_endpoints(temperatures[0], settings);
  segment.occupied_endpoints_f = merged_endpoints(temperatures[1], settings);
  const Coefficients solution = solve(w, bin_columns(w.hours, segment));
  segment.hour = solution.hour;
  segment.rank = solution.rank;
  const auto unoccupied =
      solution.bins.begin() + static_cast<long>(segment.occupied_endpoints_f.size()) + 1;
  segment.occupied_slope.assign(solution.bins.begin(), unoccupied);
  segment.unoccupied_slope.assign(unoccupied, solution.bins.end());
  segment.metrics = own_metrics(hours, month, segment, settings.confidence);
  return segment;
}

} // namespace empower::detail
