// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/short_series.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

namespace {

constexpr double largest_correlation = 0.95;

/// The traces of the equation for rho, each from Q and Sigma Q alone.
class Traces {
public:
  Traces(const Frame& frame, std::span<const long> position)
      : frame_{frame}, position_{position}, gap_(position.size(), 0), link_(position.size(), 0.0),
        neighbours_(frame.size() * frame.rows(), 0.0), smoothed_(neighbours_.size()) {
    for (std::size_t i = 1; i < gap_.size(); ++i) {
      gap_[i] = position[i] - position[i - 1];
      pairs_ += gap_[i] == 1 ? 1.0 : 0.0;
    }
    average_neighbours();
  }

  [[nodiscard]] double pairs() const noexcept { return pairs_; }

  /// Sigma Q, and from it tr(M Sigma).
  void at(double rho) {
    const std::size_t n = frame_.rows();
    for (std::size_t i = 1; i < n; ++i)
      link_[i] = gap_[i] == 1 ? rho : std::pow(rho, static_cast<double>(gap_[i]));
    whole_ = static_cast<double>(n);
    for (std::size_t c = 0; c < frame_.size(); ++c) {
      const std::span<const double> q = frame_.column(c);
      const std::span<double> out = std::span{smoothed_}.subspan(c * n, n);
      double before = 0.0;
      for (std::size_t i = 0; i < n; ++i) out[i] = before = q[i] + link_[i] * before;
      double after = 0.0;
      for (std::size_t i = n - 1; i-- > 0;) {
        after = link_[i + 1] * (q[i + 1] + after);
        out[i] += after;
      }
      whole_ -= dot(q, out);
    }
  }

  [[nodiscard]] double whole() const noexcept { return whole_; } ///< tr(M Sigma)

  /// tr(M L M Sigma) - r1 tr(M Sigma) as a polynomial in rho: its coefficients from the highest
  /// power that matters on.
  [[nodiscard]] std::vector<double> excess(double r1) const {
    constexpr long most_power = 800; // 0.95^800 < 2^-53
    const std::size_t n = frame_.rows();
    const long span = std::min(position_.back() - position_.front(), most_power);
    std::vector<double> of_power(static_cast<std::size_t>(std::max(span, 1L)) + 1, 0.0);
    of_power[0] = -r1 * static_cast<double>(n);
    of_power[1] = pairs_;
    std::vector<double> weight(n);
    for (std::size_t c = 0; c < frame_.size(); ++c) {
      const std::span<const double> q = frame_.column(c);
      for (std::size_t i = 0; i < n; ++i) weight[i] = 2.0 * neighbours_[c * n + i] - r1 * q[i];
      of_power[0] -= dot(weight, q);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n && position_[j] - position_[i] <= span; ++j)
          of_power[static_cast<std::size_t>(position_[j] - position_[i])] -=
              weight[i] * q[j] + weight[j] * q[i];
    }
    std::ranges::reverse(of_power);
    return of_power;
  }

  [[nodiscard]] std::vector<double> inner() const {
    const std::size_t q = frame_.size();
    std::vector<double> products(q * q);
    for (std::size_t i = 0; i < q; ++i)
      for (std::size_t j = 0; j < q; ++j)
        products[i * q + j] =
            dot(frame_.column(i), std::span{smoothed_}.subspan(j * frame_.rows(), frame_.rows()));
    return products;
  }

  /// tr(M Sigma M Sigma) = tr(Sigma^2) - 2 |Sigma Q|^2 + |Q' Sigma Q|^2.
  [[nodiscard]] double square(std::span<const double> inner) const {
    auto sum = static_cast<double>(frame_.rows());
    double before = 0.0; // of the squared correlations with all earlier observations
    for (const double link : link_) {
      before = link * link * (1.0 + before);
      sum += 2.0 * before;
    }
    return sum - 2.0 * dot(smoothed_, smoothed_) + dot(inner, inner);
  }

private:
  /// LQ - Q (Q'LQ) / 2, of which M L M = L - Q G' - G Q'.
  void average_neighbours() {
    const std::size_t n = frame_.rows();
    const std::size_t q = frame_.size();
    for (std::size_t c = 0; c < q; ++c) {
      const std::span<const double> column = frame_.column(c);
      for (std::size_t i = 1; i < n; ++i) {
        if (gap_[i] != 1) continue;
        neighbours_[c * n + i] += 0.5 * column[i - 1];
        neighbours_[c * n + i - 1] += 0.5 * column[i];
      }
    }
    std::vector<double> half(q * q);
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t d = 0; d < q; ++d)
        half[c * q + d] = 0.5 * dot(frame_.column(c), std::span{neighbours_}.subspan(d * n, n));
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t d = 0; d < q; ++d)
        for (std::size_t i = 0; i < n; ++i)
          neighbours_[d * n + i] -= half[c * q + d] * frame_.column(c)[i];
  }

  const Frame& frame_;
  std::span<const long> position_;
  std::vector<long> gap_;
  std::vector<double> link_; ///< correlation with the observation before; 0 for the first
  std::vector<double> neighbours_;
  std::vector<double> smoothed_;
  double pairs_ = 0.0;
  double whole_ = 0.0;
};

/// Root of the increasing tr(M L M Sigma) - r1 tr(M Sigma) in [0, 0.95], by regula falsi that
/// halves the weight of an end that stays (Illinois).
double correlation(const Traces& traces, double r1) {
  const std::vector<double> polynomial = traces.excess(r1);
  const auto excess = [&](double rho) {
    double sum = 0.0;
    for (const double coefficient : polynomial) sum = sum * rho + coefficient;
    return sum;
  };
  double low = 0.0;
  double high = largest_correlation;
  double at_low = excess(low);
  if (at_low >= 0.0) return low;
  double at_high = excess(high);
  if (at_high <= 0.0) return high;
  for (int step = 0; step < 50 && high - low > 1e-9; ++step) {
    const double middle = (low * at_high - high * at_low) / (at_high - at_low);
    const double value = excess(middle);
    if (std::abs(value) < 1e-9) return middle;
    if (value < 0.0) {
      low = middle;
      at_low = value;
      at_high *= 0.5;
    } else {
      high = middle;
      at_high = value;
      at_low *= 0.5;
    }
  }
  return 0.5 * (low + high);
}

} // namespace

ShortSeriesNoise short_series_noise(const Frame& frame, std::span<const double> scaled_residuals,
                                    std::span<const long> position) {
  constexpr double fewest = 2.0;
  Traces traces{frame, position};
  const double squares = dot(scaled_residuals, scaled_residuals);
  double products = 0.0;
  for (std::size_t i = 1; i < scaled_residuals.size(); ++i)
    if (position[i] == position[i - 1] + 1)
      products += scaled_residuals[i - 1] * scaled_residuals[i];

  ShortSeriesNoise noise;
  if (traces.pairs() > 0.0 && squares > 0.0)
    noise.correlation = correlation(traces, products / squares);
  traces.at(noise.correlation);
  noise.variance = squares / traces.whole();
  noise.inner = traces.inner();
  noise.degrees_of_freedom =
      std::max(traces.whole() * traces.whole() / traces.square(noise.inner), fewest);
  return noise;
}

} // namespace empower::detail
