// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/meter.hpp>

#include <array>

namespace empower {

std::string_view code(Flow flow) noexcept {
  constexpr std::array<std::string_view, 3> codes{"import", "export", "generation"};
  return codes[static_cast<std::size_t>(flow)];
}

} // namespace empower
