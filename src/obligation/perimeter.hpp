// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/obligation/energy_manager.hpp>
#include <empower/obligation/statement.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace empower::detail {

/// A sum that is missing as soon as a part is; nothing added is missing too.
class StrictSum {
public:
  void add(double part) noexcept {
    sum_ += part;
    any_ = true;
  }
  [[nodiscard]] double value() const noexcept { return any_ ? sum_ : missing_value; }

private:
  double sum_ = 0.0;
  bool any_ = false;
};

/// Energy of one organisation, or of some of its buildings, in one year.
struct PerimeterEnergy {
  StrictSum final;
  StrictSum normalised; ///< measured where there is no normalised figure
  double normalised_part = 0.0;
  double electricity = 0.0;
  double thermal = 0.0;
  StrictSum primary;
  StrictSum emissions;
  StrictSum cost;
  std::string price_confidence; ///< the weakest among the carriers used
  std::string emission_set;
  std::map<std::string, double, std::less<>> carriers;
  std::set<std::string> without; ///< `primary energy of pv_on_site` …
};

/// Who owns what in which year, and what it used.
class Perimeters {
public:
  explicit Perimeters(const StatementInput& input);

  [[nodiscard]] const std::vector<int>& years() const noexcept { return years_; }
  [[nodiscard]] std::set<std::string> organisations();
  /// Indices of the buildings of an organisation in a year, which need not have consumption.
  [[nodiscard]] const std::vector<std::size_t>& buildings(const std::string& organisation,
                                                          int year);
  /// As it was on 1 July.
  [[nodiscard]] Building building(std::size_t index, int year) const;

  /// Rows that count of a building in a year.
  [[nodiscard]] std::vector<const ConsumptionRow*> rows(std::size_t building, int year) const;
  [[nodiscard]] PerimeterEnergy energy(const std::vector<std::size_t>& buildings, int year) const;

  /// Mean over the buildings' carriers of the share of days with readings; missing without any.
  [[nodiscard]] double coverage(const std::vector<std::size_t>& buildings, int year) const;
  /// The building has carriers, each with `sufficient_coverage` in the year.
  [[nodiscard]] bool covered(std::size_t building, int year) const;
  [[nodiscard]] bool has_carriers(std::size_t building) const {
    return !carriers_[building].empty();
  }

  /// Per building: a meter counts what it generates from the sun.
  [[nodiscard]] const std::vector<bool>& solar() const noexcept { return solar_; }

private:
  using Owners = std::map<std::string, std::vector<std::size_t>>;
  const Owners& owners(int year);

  const StatementInput& input_;
  std::map<int, Owners> owners_; ///< by year, made when first asked for
  std::vector<int> years_;
  std::vector<std::map<int, std::vector<const ConsumptionRow*>>> by_year_; ///< per building
  std::vector<std::set<std::string>> carriers_;                            ///< of any year
  std::vector<bool> solar_;
};

} // namespace empower::detail
