// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>
#include <vector>

namespace empower {

/// Degree-days as a law has fixed them for a place: a figure of a table, not a sum of temperatures.
/// A unit of its own, so that neither takes the place of the other, nor is divided by it: for that
/// there is `actual_over_legal` (`weather/legal_degree_days.hpp`).
struct LegalDegreeDayUnit {};
using LegalDegreeDays = Quantity<LegalDegreeDayUnit>; ///< K·d

/// `municipalities.csv`: legal climate data of a municipality (DPR 412/1993 annex A). The zone is a
/// legal value and is never derived from the degree-days.
struct Municipality {
  std::string istat_code; ///< empty for abolished municipalities
  std::string name;
  std::string province; ///< two letters, `NA` is Naples
  std::string province_name;
  std::string region;
  std::string belfiore_code; ///< cadastral code
  std::string climate_zone;
  LegalDegreeDays degree_days{missing_value};
  double altitude_m = missing_value;
  std::string basis;
  std::optional<int> decree_row; ///< row of the annex, from 1
  std::string decree_name;       ///< as printed in the decree
  std::string decree_province;
  std::optional<CivilDay> abolished_on;
  std::string successor_istat_code; ///< the municipality of today that took the territory over
  std::vector<std::string> parts;   ///< of a merger: decree names, in the order of the next two
  std::vector<std::string> parts_climate_zone;
  std::vector<std::string> parts_degree_days_kd;
  double population_2011 = missing_value;        ///< for plausibility only
  std::string istat_code_before_sardinia_reform; ///< empty outside Sardinia
  std::vector<std::string> flags;
  Provenance provenance;
};

/// A day of the year, `MM-DD`.
struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;
};

/// `climate_zones.csv`: heating season and hours of a zone; no season in zone F.
struct ClimateZone {
  std::string zone;
  std::string regime;                   ///< `ordinary`, or one that replaced it for a winter
  std::optional<MonthDay> season_first; ///< included
  std::optional<MonthDay> season_last;  ///< included
  double hours_per_day = missing_value;
  Provenance provenance;
};

/// `indoor_temperature_limits.csv`.
struct IndoorTemperatureLimit {
  std::string building_group;
  std::string regime;
  std::string season;
  std::string limit_kind; ///< `maximum` in winter, `minimum` in summer
  double limit_c = missing_value;
  double tolerance_k = missing_value;
  Provenance provenance;
};

/// `building_uses.csv`: how other vocabularies call a use.
struct BuildingUseRow {
  std::string use;
  std::string dpr412_category;
  std::string name_en;
  std::string name_it;
  std::string schedule_class;
  std::string benchmark_group;
  std::string bacs_use;
  bool heating_hours_exempt = false;
  Provenance provenance;
};

} // namespace empower
