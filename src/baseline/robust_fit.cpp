// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>
#include <empower/stats/robust.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace empower::detail {

namespace {

/// The fit that a robust one repeats: search and selection, then the sizes of the residuals under
/// the weights that the observations have by their length.
class Reweighting {
public:
  Reweighting(Design& design, std::span<const double> energy, const FitOptions& options)
      : design_{design}, energy_{energy}, options_{options}, plain_weight_{design.weight} {
    double square = 0.0;
    for (std::size_t i = 0; i < energy.size(); ++i)
      square += plain_weight_[i] * energy[i] * energy[i];
    // The majority may lie on the model but for rounding, and a meter may stand at 0.
    least_sigma_ = std::max({options.resolution_kwh / std::sqrt(12.0 * largest_days()),
                             1e-9 * std::sqrt(square / static_cast<double>(energy.size())),
                             std::numeric_limits<double>::min()});
  }

  /// False where no shape is admissible.
  bool fit() {
    const std::optional<Selected> selected = search_and_select(design_, energy_, options_);
    if (!selected) return false;
    signature_ = selected->chosen().signature;
    size_ = residuals(design_, energy_, signature_, selected->chosen().regressors);
    for (std::size_t i = 0; i < size_.size(); ++i)
      size_[i] = std::sqrt(plain_weight_[i]) * std::abs(size_[i]);
    sigma_ = std::max(normal_deviation_over_mad * median(size_), least_sigma_);
    return true;
  }

  /// Leaves out the observations from `first` to before `last`.
  void leave_out(std::size_t first, std::size_t last) {
    design_.weight = plain_weight_;
    std::fill(design_.weight.begin() + static_cast<std::ptrdiff_t>(first),
              design_.weight.begin() + static_cast<std::ptrdiff_t>(last), 0.0);
  }

  /// Leaves out the largest residuals; returns the sum of squares of those it keeps.
  double keep_smallest(double share) {
    std::vector<double> ordered = size_;
    const auto last = ordered.begin() +
                      static_cast<std::ptrdiff_t>(share * static_cast<double>(ordered.size() - 1));
    std::nth_element(ordered.begin(), last, ordered.end());
    double squares = 0.0;
    for (std::size_t i = 0; i < size_.size(); ++i) {
      const bool kept = size_[i] <= *last;
      design_.weight[i] = kept ? plain_weight_[i] : 0.0;
      if (kept) squares += size_[i] * size_[i];
    }
    return squares;
  }

  void weigh() {
    constexpr double huber = 1.345;
    constexpr double gross = 6.0;
    for (std::size_t i = 0; i < size_.size(); ++i) {
      const double deviation = size_[i] / sigma_;
      const double share = deviation <= huber ? 1.0 : deviation <= gross ? huber / deviation : 0.0;
      design_.weight[i] = share * plain_weight_[i];
    }
  }

  [[nodiscard]] const Signature& signature() const noexcept { return signature_; }
  [[nodiscard]] double sigma() const noexcept { return sigma_; }

private:
  [[nodiscard]] double largest_days() const { return std::ranges::max(design_.days); }

  Design& design_;
  std::span<const double> energy_;
  const FitOptions& options_;
  std::vector<double> plain_weight_;
  std::vector<double> size_;
  Signature signature_;
  double sigma_ = 0.0;
  double least_sigma_ = 0.0;
};

bool settled(const Signature& a, const Signature& b) {
  constexpr double near_k = 0.01;
  const auto close = [](Celsius x, Celsius y) {
    return (x.missing() && y.missing()) || std::abs(x.value() - y.value()) < near_k;
  };
  return a.shape == b.shape && close(a.heating_balance, b.heating_balance) &&
         close(a.cooling_balance, b.cooling_balance);
}

} // namespace

void set_robust_weights(Design& design, std::span<const double> energy_kwh,
                        const FitOptions& options) {
  constexpr double kept_share = 0.8;
  constexpr std::size_t parts = 5;
  constexpr int concentrations = 2;
  constexpr int most_rounds = 8;
  constexpr double same_sigma = 1e-3;
  Reweighting fit{design, energy_kwh, options};
  // All observations, then all but each fifth of them: one of these is free of a long block.
  std::vector<double> start = design.weight;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t part = 0; part <= parts; ++part) {
    if (part > 0) fit.leave_out((part - 1) * design.size() / parts, part * design.size() / parts);
    if (!fit.fit()) continue;
    const double squares = fit.keep_smallest(kept_share);
    if (!(squares < least)) continue;
    least = squares;
    start = design.weight;
  }
  design.weight = start;
  for (int step = 0; step < concentrations; ++step) {
    if (!fit.fit()) return;
    static_cast<void>(fit.keep_smallest(kept_share));
  }
  if (!fit.fit()) return;
  for (int round = 0; round < most_rounds; ++round) {
    const Signature before = fit.signature();
    const double sigma = fit.sigma();
    fit.weigh();
    if (!fit.fit()) return;
    if (settled(before, fit.signature()) && std::abs(fit.sigma() - sigma) < same_sigma * sigma)
      return;
  }
}

} // namespace empower::detail
