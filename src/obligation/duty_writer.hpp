// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/obligation/obligation_row.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/obligation/statement.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace empower::detail {

/// Finds the obligations of a year and writes the rows of one organisation.
class DutyWriter {
public:
  /// `solar`: per building, whether a meter counts what it generates.
  DutyWriter(const StatementInput& input, const std::vector<bool>& solar,
             const std::string& organisation, int year);

  /// The row in force at the end of the year; nothing, with a note why, where there is none.
  [[nodiscard]] const Obligation* in_force(std::string_view id, std::string& note) const;

  /// The reference is good until the next row is added.
  ObligationRow& add(const Obligation& row, ObligationStatus status, std::string_view reason);

  /// Inventory, solar installations and automation of one building.
  void add_building(const Building& building, std::size_t index);

  /// Automation is owed, and not known to be there, by a rule in force at the end of the year whose
  /// deadline has passed.
  [[nodiscard]] bool automation_due(const Building& building, std::size_t index) const;

  /// A measure of the works transforms the whole building.
  [[nodiscard]] bool whole_building(std::string_view measures) const;
  /// Permanent or occasional dwellings, categories E.1(1) and E.1(2) of DPR 412/1993.
  [[nodiscard]] bool is_dwelling(BuildingUse use) const;

  [[nodiscard]] std::vector<ObligationRow>& rows() noexcept { return rows_; }

private:
  [[nodiscard]] CivilDay last_day() const { return calendar_year(year_).to - std::chrono::days{1}; }
  void add_sized(const Obligation* row, const Building& building, double value,
                 std::string_view quantity, std::optional<bool> fulfilled);
  /// True where works of one of the measures have ended by the end of the year; else not known:
  /// the list of works need not be complete.
  [[nodiscard]] std::optional<bool> done(std::initializer_list<std::string_view> measures,
                                         std::size_t building) const;
  [[nodiscard]] std::optional<bool> automated(std::size_t building) const;

  const StatementInput& input_;
  const std::vector<bool>& solar_meters_;
  const std::string& organisation_;
  int year_;
  const Obligation* inventory_ = nullptr; ///< these: in force, or announced
  std::vector<const Obligation*> automation_;
  std::vector<const Obligation*> solar_; ///< from the largest buildings to the smallest
  std::vector<ObligationRow> rows_;
};

} // namespace empower::detail
