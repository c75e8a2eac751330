// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/savings.hpp>
#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <optional>
#include <string>

namespace empower {

/// A row of the `savings` table: what a finished retrofit saved at one meter in one reporting
/// period. Always avoided = expected + non_routine - observed. Missing is NaN or empty; a low and a
/// high are the ends of a 90 % interval.
struct SavingsRow {
  std::string building_id;
  std::string meter_id;
  std::string carrier;
  std::string retrofit; ///< measures joined with `+` where they cannot be told apart
  std::optional<CivilDay> start;
  std::optional<CivilDay> end;
  double observed_kwh = missing_value;
  double expected_kwh = missing_value;
  double avoided_kwh = missing_value;
  double avoided_low_kwh = missing_value;
  double avoided_high_kwh = missing_value;
  double avoided_fraction = missing_value;
  double base_avoided_kwh = missing_value;
  double heating_avoided_kwh = missing_value;
  double cooling_avoided_kwh = missing_value;
  double promised_kwh = missing_value;
  double non_routine_kwh = missing_value;
  std::string status; ///< `measured` (12 months), `partial`, `refused`
  std::string reason; ///< of a refusal
  double avoided_fraction_low = missing_value;
  double avoided_fraction_high = missing_value;
  double normalised_saved_kwh = missing_value;
  double normalised_saved_low_kwh = missing_value;
  double normalised_saved_high_kwh = missing_value;
  double guideline_14_uncertainty = missing_value;
  double coverage = missing_value;
  std::string method; ///< of the baseline
  std::string option; ///< of IPMVP
  std::string boundary;
  std::optional<CivilDay> baseline_start;
  std::optional<CivilDay> baseline_end;
  std::string detail; ///< in a sentence: why refused, what else to know
};

template <>
struct Schema<SavingsRow> {
  static constexpr std::string_view name = "savings";
  [[nodiscard]] static std::span<const Column<SavingsRow>> columns();
};

/// Fills in the figures, status and reason of one period. Of a doubtful period only dates, coverage
/// and reason are stated. `promised_kwh` is not touched.
void fill_savings_row(SavingsRow& row, const MeasuredSaving& saving, const PeriodSaving& period);

} // namespace empower
