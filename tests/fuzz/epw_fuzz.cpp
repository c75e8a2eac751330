// SPDX-License-Identifier: Apache-2.0
#include <empower/io/epw.hpp>

#include <empower/core/error.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace empower;

/// Whatever the bytes, a whole year comes back or the place of the first fault.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    const TypicalYear year = parse_epw(text, "fuzz");
    if (year.temperature_c.size() % 24 != 0 || year.year_of_month.size() != 12) std::abort();
    static_cast<void>(year.normal_year());
  } catch (const InputError& error) {
    if (error.expected().empty()) std::abort();
  }
  return 0;
}
