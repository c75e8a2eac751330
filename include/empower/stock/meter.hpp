// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/stock/carrier.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Which way the energy of a meter goes.
enum class Flow {
  import,     ///< delivered to the building
  exported,   ///< fed back to the network
  generation, ///< made on site
};

[[nodiscard]] std::string_view code(Flow flow) noexcept;

/// The part of a meter that belongs to one building.
struct MeterShare {
  std::size_t building = 0; ///< index in `Stock::buildings`
  double share = 1.0;
};

/// A meter and the buildings it serves. Readings are in kWh already, of water in m3; `unit` and
/// `kwh_per_unit` (of water m3 per unit) say what they were read in.
struct Meter {
  std::string id;
  Carrier carrier = Carrier::electricity;
  Flow flow = Flow::import;
  std::string unit;
  double kwh_per_unit = 1.0;
  double resolution_kwh = 0.0;    ///< smallest step of the register; 0 = not known
  std::string parent;             ///< id of the meter this one is a part of; empty = none
  std::vector<MeterShare> serves; ///< shares add up to 1
};

} // namespace empower
