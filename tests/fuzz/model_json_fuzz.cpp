// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/caltrack_hourly.hpp>
#include <empower/baseline/daily_model.hpp>
#include <empower/baseline/fit_json.hpp>
#include <empower/baseline/savings.hpp>
#include <empower/baseline/time_of_week.hpp>
#include <empower/core/error.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace empower;

namespace {

/// Any text is a model or is refused as bad input; a model that was read is written and read the
/// same.
template <class Model>
void check(Model (*read)(std::string_view), std::string_view text) {
  try {
    const std::string written = to_json(read(text));
    if (to_json(read(written)) != written) std::abort();
  } catch (const InputError&) {
    return;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  check(fit_from_json, text);
  check(daily_fit_from_json, text);
  check(hourly_fit_from_json, text);
  check(caltrack_from_json, text);
  check(caltrack_hourly_from_json, text);
  check(measured_saving_from_json, text);
  return 0;
}
