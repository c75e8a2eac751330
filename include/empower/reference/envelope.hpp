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

/// `envelope_medians.csv`: medians of archetypes. Below about five do not use alone.
struct EnvelopeMedian {
  std::string use_group;
  std::string climate_zone;
  std::optional<int> year_from;
  std::optional<int> year_to;
  int archetypes = 0;
  Transmittances u;
  Provenance provenance;
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
