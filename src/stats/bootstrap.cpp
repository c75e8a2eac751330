// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/bootstrap.hpp>

#include <algorithm>

namespace empower {

std::vector<std::size_t> moving_blocks(Random& random, std::size_t count, std::size_t length) {
  std::vector<std::size_t> indices;
  if (count == 0) return indices;
  indices.reserve(count);
  length = std::clamp<std::size_t>(length, 1, count);
  while (indices.size() < count) {
    const std::size_t first = random.index(count - length + 1);
    const std::size_t taken = std::min(length, count - indices.size());
    for (std::size_t i = 0; i < taken; ++i) indices.push_back(first + i);
  }
  return indices;
}

} // namespace empower
