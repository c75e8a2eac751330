// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace empower {

/// Calls `body(i)` for every i in [0, count), on up to `threads` threads (0 = as many as the
/// machine has). Threads live for this call only, so a forked process is safe. `body` writes to
/// slot i and nothing else; the result is then the same for any number of threads. The exception
/// of the smallest failing i is rethrown after all threads have ended.
void parallel_for(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t)>& body);

} // namespace empower
