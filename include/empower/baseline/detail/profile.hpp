// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>

namespace empower::detail {

/// Lowest and highest balance temperature in `range`, in kelvin above the reference, at which one
/// hinge with slope > 0 beside the columns of `fixed` leaves an SSE of at most `most`; an empty
/// range if there is none, all of `range` if `fixed` alone leaves no more.
///
/// Between two neighbouring temperatures the condition is a quadratic inequality: exact, in one
/// pass. The set may have holes; what is returned spans it.
[[nodiscard]] BalanceRange profile_range(const Design& design, Hinge hinge, BalanceRange range,
                                         const Projection& fixed, double most);

} // namespace empower::detail
