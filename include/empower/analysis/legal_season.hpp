// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>
#include <empower/reference/used_reference.hpp>
#include <empower/stock/building.hpp>
#include <empower/weather/heating_season.hpp>

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace empower {

/// Summers by climate zone.
using OffSeasons = std::map<std::string, OffSeason, std::less<>>;

/// The zone whose heating season binds a building: its own, else its municipality's. Empty where
/// neither is known or the use is exempt.
[[nodiscard]] std::string_view binding_zone(const Building& building,
                                            const ReferenceTables& reference);

/// The summers of the zones that bind a stock, from the first to the last year, both included.
[[nodiscard]] OffSeasons off_seasons(std::span<const Building> buildings,
                                     const ReferenceTables& reference, std::pair<int, int> years);

/// Uses, municipalities and zones that a stock's comparisons and seasons rest on; of a zone the
/// rows of each winter of those years.
[[nodiscard]] std::vector<UsedReference> references_of_places(std::span<const Building> buildings,
                                                              const ReferenceTables& reference,
                                                              std::pair<int, int> years);

} // namespace empower
