// SPDX-License-Identifier: Apache-2.0
#include <empower/core/parallel.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace empower {

namespace {

/// One call's shared state: the next indices to hand out and the earliest failure so far.
class Work {
public:
  Work(std::size_t count, std::size_t chunk, const std::function<void(std::size_t)>& body)
      : count_{count}, chunk_{chunk}, body_{body}, failed_at_{count} {}

  /// Chunks are handed out in order, so every index before the earliest failure does run.
  void run() noexcept {
    for (std::size_t begin = next_.fetch_add(chunk_); begin < count_;
         begin = next_.fetch_add(chunk_)) {
      const std::size_t end = std::min(count_, begin + chunk_);
      for (std::size_t i = begin; i < end && i < failed_at_.load(); ++i) {
        try {
          body_(i);
        } catch (...) {
          note_failure(i);
        }
      }
    }
  }

  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

private:
  void note_failure(std::size_t i) {
    const std::scoped_lock lock{mutex_};
    if (i >= failed_at_.load()) return;
    failed_at_ = i;
    failure_ = std::current_exception();
  }

  std::size_t count_;
  std::size_t chunk_;
  const std::function<void(std::size_t)>& body_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> failed_at_;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

} // namespace

void parallel_for(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t)>& body) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  threads = std::min(threads, count);
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  // Small chunks even out buildings of unequal cost; eight per thread keep the counter cheap.
  Work work{count, std::max<std::size_t>(1, count / (threads * 8)), body};
  {
    std::vector<std::jthread> others;
    others.reserve(threads - 1);
    for (std::size_t t = 1; t < threads; ++t) others.emplace_back([&work] { work.run(); });
    work.run();
  }
  work.rethrow_failure();
}

} // namespace empower
