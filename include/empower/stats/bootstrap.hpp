// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/stats/random.hpp>

#include <cstddef>
#include <vector>

namespace empower {

/// Indices of a moving-block resample of a series of `count` values: blocks of `length`
/// consecutive ones that begin anywhere, one after the other, cut to `count`. A length above
/// `count` is `count`, of 0 is 1.
[[nodiscard]] std::vector<std::size_t> moving_blocks(Random& random, std::size_t count,
                                                     std::size_t length);

} // namespace empower
