// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_json.hpp>
#include <empower/core/error.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace empower;

/// Any text is a fit or is refused as bad input; a fit that was read is written and read the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string written =
        to_json(fit_from_json(std::string_view{reinterpret_cast<const char*>(data), size}));
    if (to_json(fit_from_json(written)) != written) std::abort();
  } catch (const InputError&) {
    return 0;
  }
  return 0;
}
