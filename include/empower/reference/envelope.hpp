// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>

/// Thermal transmittances in W/(m²·K).
namespace empower {

/// Of a building's elements; missing where the source has none.
struct Transmittances {
  double wall = missing_value;
  double roof = missing_value;
  double ground_floor = missing_value;
  double window = missing_value;
};

/// `envelope_archetypes.csv`: a typical building of a period and region.
struct EnvelopeArchetype {
  std::string id;
  std::string source_use;
  std::string use_group;
  std::optional<int> year_from; ///< included; nothing = open
  std::optional<int> year_to;
  std::string climate_zone;
  std::string region_code;
  Transmittances u;
  double g_window = missing_value;
  Provenance provenance;
};

/// How many archetypes stand behind each median of a row.
struct ArchetypeCounts {
  int wall = 0;
  int roof = 0;
  int ground_floor = 0;
  int window = 0;
};

/// `envelope_medians.csv`: medians of archetypes.
struct EnvelopeMedian {
  std::string use_group;
  std::string climate_zone;
  std::optional<int> year_from;
  std::optional<int> year_to;
  int archetypes = 0; ///< of the group, whether or not they know an element
  Transmittances u;
  ArchetypeCounts counts;
  Provenance provenance;
};

/// Medians that rest on fewer archetypes than this are not used alone.
inline constexpr int enough_archetypes = 5;

/// U values to assume for a building of which only use, zone and year are known: the medians of its
/// own group where all four rest on `enough_archetypes`, else those of homes of that zone and age,
/// else what the own group has. `row` belongs to the tables.
struct TypicalEnvelope {
  const EnvelopeMedian* row = nullptr;
  bool of_homes = false; ///< in place of a use group that is no home
  int archetypes = 0;    ///< behind the weakest of the medians
  std::string note;      ///< in words: whose medians, and whether few stand behind; may be empty

  [[nodiscard]] bool few() const noexcept { return archetypes < enough_archetypes; }
};

/// `envelope_u_limits.csv`: legal limit for refurbished elements.
struct EnvelopeLimit {
  std::string rule;
  std::string element;
  std::string climate_zone;
  double u_max = missing_value;
  Provenance provenance;
};

} // namespace empower
