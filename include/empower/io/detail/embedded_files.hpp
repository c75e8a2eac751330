// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace empower::detail {

struct EmbeddedFile {
  std::string_view name; ///< with its folder: `it/prices.csv`
  std::string_view content;
};

/// The files of `data/reference/` as compiled in, by name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

} // namespace empower::detail
