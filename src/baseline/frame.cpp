// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/frame.hpp>

#include <cmath>
#include <utility>

namespace empower::detail {

namespace {

void subtract(double factor, std::span<const double> from, std::span<double> values) noexcept {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= factor * from[i];
}

} // namespace

double dot(std::span<const double> a, std::span<const double> b) noexcept {
  double part[4] = {0.0, 0.0, 0.0, 0.0};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4) {
    part[0] += a[i] * b[i];
    part[1] += a[i + 1] * b[i + 1];
    part[2] += a[i + 2] * b[i + 2];
    part[3] += a[i + 3] * b[i + 3];
  }
  for (; i < a.size(); ++i) part[0] += a[i] * b[i];
  return (part[0] + part[2]) + (part[1] + part[3]);
}

Frame::Frame(std::span<const double> root_weight, std::span<const double> response,
             std::size_t most_columns)
    : root_weight_{root_weight}, remainder_(response.begin(), response.end()) {
  for (std::size_t i = 0; i < remainder_.size(); ++i) remainder_[i] *= root_weight_[i];
  columns_.reserve(most_columns * rows());
  triangle_.reserve(most_columns * (most_columns + 1) / 2);
  products_.reserve(most_columns);
}

bool Frame::add(std::span<const double> column) {
  constexpr double dependent = 1e-11; // share of its length that a column must add
  const std::size_t n = rows();
  const std::size_t q = size();
  columns_.resize((q + 1) * n);
  const std::span<double> rest = std::span{columns_}.subspan(q * n, n);
  for (std::size_t i = 0; i < n; ++i) rest[i] = root_weight_[i] * column[i];
  const double whole = std::sqrt(dot(rest, rest));
  const std::size_t packed = triangle_.size();
  for (std::size_t j = 0; j < q; ++j) {
    triangle_.push_back(dot(this->column(j), rest));
    subtract(triangle_.back(), this->column(j), rest);
  }
  const double length = std::sqrt(dot(rest, rest));
  if (!(length > dependent * whole)) {
    columns_.resize(q * n);
    triangle_.resize(packed);
    return false;
  }
  for (double& value : rest) value /= length;
  triangle_.push_back(length);
  products_.push_back(dot(rest, remainder_));
  subtract(products_.back(), rest, remainder_);
  return true;
}

void Frame::solve(std::span<double> products) const noexcept {
  for (std::size_t j = size(); j-- > 0;) {
    const double* above = triangle_.data() + j * (j + 1) / 2;
    products[j] /= above[j];
    for (std::size_t i = 0; i < j; ++i) products[i] -= above[i] * products[j];
  }
}

std::vector<double> Frame::coefficients() const {
  std::vector<double> values = products_;
  solve(values);
  return values;
}

std::vector<double> Frame::covariance(std::span<const double> inner) const {
  const std::size_t q = size();
  std::vector<double> rows_of(q * q, 0.0); // A, then the rows of A R^-T, then of R^-1 A R^-T
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j)
      rows_of[i * q + j] = inner.empty() ? (i == j ? 1.0 : 0.0) : inner[i * q + j];
  for (int side = 0; side < 2; ++side) {
    for (std::size_t i = 0; i < q; ++i) solve(std::span{rows_of}.subspan(i * q, q));
    for (std::size_t i = 0; i < q; ++i)
      for (std::size_t j = 0; j < i; ++j) std::swap(rows_of[i * q + j], rows_of[j * q + i]);
  }
  return rows_of;
}

} // namespace empower::detail
