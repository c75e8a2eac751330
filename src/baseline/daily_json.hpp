// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/daily_model.hpp>

namespace empower::detail {

/// The record of a daily model made with these options.
[[nodiscard]] MethodRecord daily_record(const DailyOptions& options, std::string input_digest);

} // namespace empower::detail
