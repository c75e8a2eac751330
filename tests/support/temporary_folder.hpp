// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <random>
#include <string>

namespace empower::testing {

/// An empty folder of its own, removed with all it holds at the end of its scope.
class TemporaryFolder {
public:
  TemporaryFolder()
      : path_{std::filesystem::temp_directory_path() /
              ("empower_test_" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directories(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace empower::testing
