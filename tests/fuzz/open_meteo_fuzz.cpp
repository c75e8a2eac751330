// SPDX-License-Identifier: Apache-2.0
#include <empower/io/open_meteo.hpp>

#include <empower/core/error.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace empower;

/// Whatever the bytes, temperatures within their bounds come back or the first fault.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    const OpenMeteoTemperatures read = parse_open_meteo(text, "fuzz");
    if (!read.hourly && !read.daily) std::abort();
    for (const double value : read.daily_mean(*TimeZone::named("Europe/Rome")).values)
      if (value < -60.001 || value > 60.001) std::abort();
  } catch (const InputError& error) {
    if (error.expected().empty()) std::abort();
  }
  return 0;
}
