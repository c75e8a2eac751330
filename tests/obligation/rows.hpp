// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/reference_folder.hpp>

#include <string_view>

namespace empower::testing {

/// A row of the embedded table that must be there.
inline const Obligation& embedded_obligation(std::string_view id, CivilDay day) {
  return **embedded_reference().obligation(id, day);
}

} // namespace empower::testing
