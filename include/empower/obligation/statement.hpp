// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/consumption.hpp>
#include <empower/core/schema.hpp>
#include <empower/obligation/obligation_row.hpp>
#include <empower/reference/tables.hpp>
#include <empower/stock/building_change.hpp>
#include <empower/stock/stock.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// A row of the `statement` table: one organisation in one calendar year. Missing is NaN or empty;
/// `note` says why. A sum is never scaled up for missing days; a factor that is missing for one
/// carrier leaves the whole sum empty.
struct StatementRow {
  std::string organisation; ///< empty = buildings without one
  std::int64_t year = 0;
  std::int64_t buildings = 0;
  std::int64_t buildings_without_readings = 0;
  double floor_area_m2 = missing_value;
  std::int64_t joined = 0; ///< buildings owned now and not in the baseline year
  std::int64_t left = 0;   ///< buildings owned in the baseline year and not now
  double coverage = missing_value;
  double estimated_share = missing_value;
  double final_kwh = missing_value;
  double electricity_kwh = missing_value;
  double thermal_kwh = missing_value;
  double normalised_kwh = missing_value;
  double normalised_share = missing_value;
  double primary_kwh = missing_value;
  double emissions_tco2e = missing_value;
  std::string emission_set;
  double cost_eur = missing_value;
  std::string price_confidence; ///< weakest among the prices used
  double toe = missing_value;
  std::string toe_convention;
  std::optional<std::int64_t> eed_baseline_year;
  double eed_baseline_kwh = missing_value;
  double eed_target_linear_kwh = missing_value;
  double eed_target_compound_kwh = missing_value;
  double eed_gap_kwh = missing_value;
  double eed_gap_normalised_kwh = missing_value;
  std::int64_t like_for_like_buildings = 0;
  double like_for_like_baseline_kwh = missing_value;
  double like_for_like_kwh = missing_value;
  double like_for_like_gap_kwh = missing_value;
  double renovation_due_m2 = missing_value;
  double renovated_m2 = missing_value;
  std::optional<std::int64_t> at_risk_16;
  std::optional<std::int64_t> at_risk_26;
  std::string energy_manager; ///< status
  std::optional<std::int64_t> bacs_due;
  std::string note;
};

template <>
struct Schema<StatementRow> {
  static constexpr std::string_view name = "statement";
  [[nodiscard]] static std::span<const Column<StatementRow>> columns();
};

/// Days with readings of one carrier of a building in a year, and those of them that were
/// estimated.
struct EstimatedDays {
  std::size_t building = 0;
  int year = 0;
  double days = 0.0;
  double estimated = 0.0;
};

/// Works on a building that have ended. Several measures are joined with `+`.
struct FinishedWorks {
  std::size_t building = 0;
  CivilDay ended{};
  std::string measure;
};

/// What a statement rests on. Buildings are indices of `stock`.
struct StatementInput {
  const Stock* stock = nullptr;
  std::span<const BuildingChange> changes;     ///< by building, then day
  std::span<const ConsumptionRow> consumption; ///< of buildings of `stock`
  std::span<const EstimatedDays> estimated;
  std::span<const FinishedWorks> works;
  const ReferenceTables* reference = nullptr;
};

struct Statement {
  std::vector<StatementRow> rows;         ///< by organisation, then year
  std::vector<ObligationRow> obligations; ///< by organisation, year, then obligation and building
};

/// The yearly statement of every organisation, for each year with consumption.
///
/// A building belongs, for a whole calendar year, to the organisation that has it on 1 July, with
/// the floor area of that day. Final energy is the sum over carriers; water never counts, and a
/// `site_total` only where the building has nothing else in that year. `coverage` is the mean over
/// buildings and carriers that have readings in any year. Targets need `sufficient_coverage` in
/// the year and in the baseline year; like-for-like are the buildings owned in both years whose
/// every carrier has it in both. A carrier that ended counts as missing, not as 0.
///
/// Obligations of buildings are listed for the last year only.
[[nodiscard]] Statement yearly_statement(const StatementInput& input);

} // namespace empower
