// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace empower::detail {

/// 64-bit FNV-1a of the bytes, 16 hexadecimal digits. Tells versions apart, protects against
/// nothing.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

/// True for text that begins as UTF-16 does, which nothing here reads.
[[nodiscard]] bool is_utf16(std::string_view bytes) noexcept;

/// Turns every line that is not UTF-8 from Windows-1252, the code of old Italian spreadsheets, into
/// UTF-8, and returns the numbers of these lines. Text that is UTF-8 stays where it is.
[[nodiscard]] std::vector<std::size_t> recode_to_utf8(std::string& text);

} // namespace empower::detail
