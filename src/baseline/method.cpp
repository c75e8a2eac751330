// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/method.hpp>

#include <array>
#include <cstddef>

namespace empower {

namespace {

constexpr std::array<std::string_view, 8> method_codes{
    "empower-daily-2",     "empower-bills-2",       "empower-daily-calendar-1",
    "empower-hourly-1",    "caltrack-2.0-daily",    "caltrack-2.0-billing",
    "caltrack-2.0-hourly", "empower-degree-hours-1"};

} // namespace

std::span<const std::string_view> baseline_method_codes() noexcept { return method_codes; }

std::string_view code(BaselineMethod method) noexcept {
  return method_codes[static_cast<std::size_t>(method)];
}

} // namespace empower
