// SPDX-License-Identifier: Apache-2.0
#include <empower/io/timestamps.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace empower;

/// The first byte chooses form and zone. What is read reads back from its ISO text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const TimeZone zones[]{TimeZone{}, *TimeZone::named("Europe/Rome"),
                                *TimeZone::named("America/New_York")};
  const std::string_view text{reinterpret_cast<const char*>(data + 1), size - 1};
  const auto stamp = parse_timestamp(text, static_cast<DateForm>(data[0] % 4));
  if (!stamp) return 0;
  // The midnight that ends 2199, and its last hours by UTC, lie in 2200.
  const auto day = parse_timestamp(iso_text(stamp->day()));
  if (day && day->day() != stamp->day()) std::abort();
  const TimeZone& zone = zones[data[0] / 4 % 3];
  const auto at = instant_of(*stamp, zone);
  if (!at) return 0;
  static_cast<void>(occurs_twice(*stamp, *at, zone));
  const auto again = parse_timestamp(iso_text(*at));
  if (again && instant_of(*again, zone) != at) std::abort();
  return 0;
}
