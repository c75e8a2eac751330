// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/stock/building.hpp>
#include <empower/stock/meter.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace empower {

/// Buildings and the meters that serve them, both in byte order of their ids.
struct Stock {
  std::vector<Building> buildings;
  std::vector<Meter> meters;

  [[nodiscard]] std::optional<std::size_t> find_building(std::string_view id) const noexcept;
  [[nodiscard]] std::optional<std::size_t> find_meter(std::string_view id) const noexcept;

  /// Throws `InputError` if ids are not unique and in order, a share points nowhere, the shares
  /// of a meter do not add up to 1 within 0.001, or a parent is unknown.
  void check() const;
};

} // namespace empower
