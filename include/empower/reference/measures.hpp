// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>
#include <vector>

namespace empower {

/// Low, likely and high of a planning figure, read as the 5, 50 and 95 % points of a split normal.
struct Range {
  double low = missing_value;
  double mid = missing_value;
  double high = missing_value;
  [[nodiscard]] bool missing() const noexcept { return mid != mid; }
};

enum class SavingBasis { share_of_end_use, fuel_switch, bacs_factor, yield_per_unit, formula_only };

/// `retrofit_measures.csv`.
struct MeasureRule {
  std::string id;
  std::string name_en;
  std::string name_it;
  std::string group;
  int application_order = 0; ///< order in which savings multiply
  std::vector<std::string> affected_end_uses;
  SavingBasis basis = SavingBasis::formula_only;
  Range saving_share;            ///< of the affected end use
  Range yield_kwh_per_unit_year; ///< per `cost_unit`, for generation
  Range unit_cost_eur;           ///< without VAT
  std::string cost_unit;
  double lifetime_years = missing_value;
  std::vector<std::string> exclusivity_groups;
  std::vector<std::string> required_inputs;
  bool excludes_heritage = false;
  bool heritage_permit_needed = false;
  std::string funding_code;
  std::string note;
  Provenance provenance;
};

/// `bacs_factors.csv`: energy relative to automation class C.
struct BacsFactor {
  std::string bacs_use;
  std::string kind;
  std::string bacs_class;
  double factor = missing_value;
  Provenance provenance;
};

/// `assumptions.csv`: a quantity that no stock lists, by use and number of storeys.
struct Assumption {
  std::string quantity;            ///< `wall_area_per_floor_area`, `lighting_share` …
  std::string use;                 ///< use code, or `all`
  std::optional<int> storeys_from; ///< included
  std::optional<int> storeys_to;
  double value = missing_value;
  std::string text_value; ///< for quantities that are codes, such as the automation class
  std::string unit;
  std::string note;
  Provenance provenance;
};

} // namespace empower
