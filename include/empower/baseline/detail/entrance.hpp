// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/fit.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace empower::detail {

/// How many observations there are to work with.
struct ObservationCount {
  std::size_t with_energy = 0;
  std::size_t with_both = 0; ///< energy and temperature
  std::string_view unit;     ///< `days` or `bills`
};

/// The reasons for refusing a series before anything is fitted, in the order of `BaselineReason`'s
/// description; nothing if it may be fitted. `design` and `energy_kwh` hold the observations with
/// both.
[[nodiscard]] std::optional<Failure<BaselineReason>> refusal(const Design& design,
                                                             std::span<const double> energy_kwh,
                                                             const ObservationCount& count,
                                                             const FitOptions& options);

} // namespace empower::detail
