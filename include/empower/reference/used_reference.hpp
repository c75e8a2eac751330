// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <string>

namespace empower {

/// A reference row that a result rests on. Every step lists its own, so that an analysis can say
/// the vintage of each of its tables.
struct UsedReference {
  std::string table; ///< file name, `co2_factors.csv`
  std::string key;   ///< which row, in words
  double value = missing_value;
  Provenance provenance;
  std::string unit = {}; ///< empty = without unit, or no figure
};

/// A figure that was asked for and could not be had.
struct MissingReference {
  std::string table;
  std::string key;
  std::string reason; ///< code of a `ReferenceReason`
  std::string text;
};

} // namespace empower
