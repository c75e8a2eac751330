// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/reference/municipality_index.hpp>
#include <empower/reference/tables.hpp>
#include <empower/weather/degree_day_ratio.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// Legal degree-days of a municipality (DPR 412/1993) beside those of its weather. The legal table
/// rests on the climate before 1993; today's winters are mostly milder.
namespace empower {

/// Degree-days of a season over the legal ones. Refused unless the sum is what the decree defines:
/// by `italian_gradi_giorno` from daily means, over one ordinary season of the zone, with enough of
/// its days; a missing day weighs nothing.
[[nodiscard]] Outcome<double, DegreeDayReason>
actual_over_legal(const DegreeDaySum<HeatingRule>& actual, LegalDegreeDays legal,
                  const ClimateZone& zone);

/// The seasons of a run of temperatures beside the legal value.
struct LegalAndActual {
  LegalDegreeDays legal{missing_value};
  DegreeDays actual{missing_value};               ///< mean of `seasons`
  double difference = missing_value;              ///< actual over legal, less 1
  std::vector<DegreeDaySum<HeatingRule>> seasons; ///< without a missing day, in order
  std::size_t left_out = 0; ///< seasons wholly within the run with missing days
};

/// Sums the complete ordinary seasons of the municipality's zone (base 20 °C, daily means) and
/// takes their mean. Seasons with a missing day are counted and left out, never scaled up.
/// `low_coverage` when none is complete, `no_legal_season` in zone F, `no_legal_value` where the
/// decree has none.
[[nodiscard]] Outcome<LegalAndActual, DegreeDayReason>
legal_and_actual(const ReferenceTables& tables, const LegalClimate& municipality,
                 DailyView<Celsius> outdoor);

/// Degree-days of a place that the annex does not list. An estimate: the mayor sets the legal value
/// (DPR 412/1993 art. 2), so this is no `LegalDegreeDays`, and no zone follows from it.
struct DegreeDayEstimate {
  DegreeDays degree_days{missing_value};
  std::string basis = "estimate_by_altitude"; ///< never one of `municipalities.csv`
  std::string neighbour;                      ///< whose legal value it starts from, with province
  LegalDegreeDays of_neighbour{missing_value};
  double altitude_difference_m = missing_value; ///< above the neighbour's town hall
  double per_metre_kd = missing_value;          ///< K·d/m
};

/// The decree's correction for altitude: the value of the nearest listed municipality on the same
/// slope, which the caller names, plus 1/100 of the days of its season for each metre above it (D
/// 1.66, E 1.83 K·d/m). Throws `ContractError` for a missing altitude. `no_legal_value`,
/// `no_legal_season` (zone F) or `no_altitude` where the neighbour lacks what the rule needs.
[[nodiscard]] Outcome<DegreeDayEstimate, DegreeDayReason>
degree_days_by_altitude(const ReferenceTables& tables, const LegalClimate& neighbour,
                        double altitude_m);

} // namespace empower
