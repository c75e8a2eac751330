// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The one place where the version is written; CMake and the wheel read this line.
#define EMPOWER_VERSION "0.1.0"

namespace empower {

inline constexpr std::string_view version = EMPOWER_VERSION;

} // namespace empower
