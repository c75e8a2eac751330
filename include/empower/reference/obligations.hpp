// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>

namespace empower {

/// `obligations.csv`: what an act asks, of whom and by when.
struct Obligation {
  std::string id;
  std::string act;
  std::string article;
  std::string subject;
  std::string applies_to;
  std::string threshold_quantity;
  double threshold_min = missing_value;
  double threshold_max = missing_value;
  std::string threshold_unit;
  double target_value = missing_value;
  std::string target_unit;
  std::optional<int> baseline_year;
  std::optional<CivilDay> deadline;
  std::string frequency;
  std::string exemption;
  std::string what_to_track;
  double penalty_min_eur = missing_value;
  double penalty_max_eur = missing_value;
  Provenance provenance;
};

} // namespace empower
