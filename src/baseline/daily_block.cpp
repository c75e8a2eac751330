// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_block.hpp>

#include <empower/baseline/detail/frame.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

namespace {

/// A column of which the others leave less than this share of its square is one of theirs.
constexpr double least_remainder = 1e-9;

} // namespace

// The diagonal keeps the reciprocals: a division costs as much as all products of a row.
double SmallSystem::factor() noexcept {
  double fall = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    double square = at(i, i);
    double right = response[i];
    for (std::size_t j = 0; j < i; ++j) {
      double product = at(i, j);
      for (std::size_t k = 0; k < j; ++k) product -= at(i, k) * at(j, k);
      product *= at(j, j);
      at(i, j) = product;
      square -= product * product;
      right -= product * response[j];
    }
    if (!(square > least_remainder * scale[i])) return -1.0;
    at(i, i) = 1.0 / std::sqrt(square);
    response[i] = right * at(i, i);
    fall += response[i] * response[i];
  }
  return fall;
}

void SmallSystem::substitute() noexcept {
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t k = i + 1; k < size; ++k) response[i] -= at(k, i) * response[k];
    response[i] *= at(i, i);
  }
}

bool SmallSystem::positive(std::size_t count) const noexcept {
  return std::all_of(response.begin(), response.begin() + static_cast<std::ptrdiff_t>(count),
                     [](double x) { return x > 0.0; });
}

CalendarProducts::CalendarProducts(const DailyDesign& design, std::span<const double> energy_kwh)
    : layout(design.layout), columns(layout.columns() * layout.columns()),
      energy_square(dot(energy_kwh, energy_kwh)) {
  const std::size_t p = layout.columns();
  energy.reserve(p);
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j <= i; ++j)
      columns[i * p + j] = columns[j * p + i] = dot(design.column(i), design.column(j));
    energy.push_back(dot(design.column(i), energy_kwh));
  }
}

CalendarBlock::CalendarBlock(const CalendarProducts& products, const DailyTerms& terms)
    : chosen_(products.layout.chosen(terms)), factor_(chosen_.size() * chosen_.size()) {
  const std::size_t p = products.layout.columns();
  const std::size_t n = chosen_.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = products.columns[chosen_[i] * p + chosen_[j]];
      for (std::size_t k = 0; k < j; ++k) sum -= factor_[i * n + k] * factor_[j * n + k];
      if (j == i && !(sum > least_remainder * products.columns[chosen_[i] * (p + 1)]))
        usable_ = false;
      factor_[i * n + j] = j < i ? sum / factor_[j * n + j] : std::sqrt(sum);
    }
    if (!usable_) return;
  }
  energy_ = projected(products.energy);
  sse_ = products.energy_square - dot(energy_, energy_);
}

std::vector<double> CalendarBlock::projected(std::span<const double> calendar) const {
  const std::size_t n = chosen_.size();
  std::vector<double> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    double sum = calendar[chosen_[i]];
    for (std::size_t k = 0; k < i; ++k) sum -= factor_[i * n + k] * result[k];
    result[i] = sum / factor_[i * n + i];
  }
  return result;
}

double CalendarBlock::energy_left(double product, std::span<const double> column) const noexcept {
  return product - dot(column, energy_);
}

} // namespace empower::detail
