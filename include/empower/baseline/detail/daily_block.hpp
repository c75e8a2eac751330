// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/daily_columns.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Normal equations of a few columns: two legs on two day types and their two balance temperatures.
struct SmallSystem {
  static constexpr std::size_t most = 6;
  std::array<double, most * most> products{}; ///< lower triangle, row by row
  std::array<double, most> response{};
  std::array<double, most> scale{}; ///< squares of the columns before anything was projected out
  std::size_t size = 0;

  [[nodiscard]] double& at(std::size_t i, std::size_t j) noexcept { return products[i * most + j]; }
  /// Cholesky in place. Returns the fall of the SSE, or a negative number where the columns depend
  /// on each other.
  double factor() noexcept;
  /// After `factor`: turns `response` into the coefficients.
  void substitute() noexcept;
  /// Of the first coefficients.
  [[nodiscard]] bool positive(std::size_t count) const noexcept;
};

/// Products of the calendar's columns with each other and with the energy, from which any choice of
/// terms is projected out without another look at the days.
struct CalendarProducts {
  CalendarLayout layout;
  std::vector<double> columns; ///< row by row
  std::vector<double> energy;
  double energy_square = 0.0;

  CalendarProducts(const DailyDesign& design, std::span<const double> energy_kwh);
};

/// The calendar columns of one choice of terms, made orthonormal by Cholesky of their products.
class CalendarBlock {
public:
  CalendarBlock(const CalendarProducts& products, const DailyTerms& terms);

  /// False where the columns depend on each other: another choice says the same with fewer.
  [[nodiscard]] bool usable() const noexcept { return usable_; }
  [[nodiscard]] std::size_t size() const noexcept { return chosen_.size(); }
  [[nodiscard]] double sse() const noexcept { return sse_; }

  /// Products of the orthonormal columns with a response, from those of all calendar columns.
  [[nodiscard]] std::vector<double> projected(std::span<const double> calendar) const;
  /// What is left of a product with the energy.
  [[nodiscard]] double energy_left(double product, std::span<const double> column) const noexcept;

private:
  std::vector<std::size_t> chosen_;
  std::vector<double> factor_; ///< Cholesky's, row by row
  std::vector<double> energy_;
  double sse_ = 0.0;
  bool usable_ = true;
};

} // namespace empower::detail
