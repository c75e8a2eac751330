// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace empower::detail {

/// The bytes of a file. Throws `InputError` when it cannot be read.
[[nodiscard]] std::string text_of_file(const std::filesystem::path& path);

} // namespace empower::detail
