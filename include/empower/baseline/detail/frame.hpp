// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// A linear model's columns made orthonormal one by one, with the response carried along: the QR
/// of least squares by modified Gram-Schmidt, for coefficients as stable as Householder's (Björck
/// 1967). Rows are scaled by the root of their weights. Few columns, no pivoting.
class Frame {
public:
  /// `root_weight` must outlive the frame.
  Frame(std::span<const double> root_weight, std::span<const double> response,
        std::size_t most_columns);

  /// False for a column that those before it explain; it is left out.
  bool add(std::span<const double> column);

  [[nodiscard]] std::size_t rows() const noexcept { return remainder_.size(); }
  [[nodiscard]] std::size_t size() const noexcept { return products_.size(); }
  [[nodiscard]] std::span<const double> column(std::size_t j) const noexcept {
    return std::span{columns_}.subspan(j * rows(), rows());
  }
  /// Of the response, in scaled rows.
  [[nodiscard]] std::span<const double> remainder() const noexcept { return remainder_; }
  [[nodiscard]] std::vector<double> coefficients() const;
  /// R^-1 A R^-T, row by row, of a symmetric A in the orthonormal columns; the identity for none.
  [[nodiscard]] std::vector<double> covariance(std::span<const double> inner = {}) const;

private:
  void solve(std::span<double> products) const noexcept;

  std::span<const double> root_weight_;
  std::vector<double> remainder_;
  std::vector<double> columns_;
  std::vector<double> triangle_; ///< columns of R, packed, diagonal last
  std::vector<double> products_;
};

/// Sum of products in four interleaved parts: the processor need not wait for each addition.
[[nodiscard]] double dot(std::span<const double> a, std::span<const double> b) noexcept;

} // namespace empower::detail
