// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace empower {

/// Input that was refused or changed on the way in: where, what was expected, what was found and
/// what follows from it. A run of neighbouring rows of the same fault is one reject.
struct Reject {
  std::string file;
  std::int64_t line = 0; ///< 1-based line of the file; 0 = the file as a whole
  std::int64_t line_end = 0;
  std::string column;
  std::string expected;
  std::string found;
  std::string consequence;
};

/// What was read from one file, so that nothing can vanish: rows = accepted + rejected.
struct InputFile {
  std::string file;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::string first; ///< first and last date or stamp, empty for files without time
  std::string last;
};

template <>
struct Schema<Reject> {
  static constexpr std::string_view name = "rejects";
  [[nodiscard]] static std::span<const Column<Reject>> columns();
};
template <>
struct Schema<InputFile> {
  static constexpr std::string_view name = "inputs";
  [[nodiscard]] static std::span<const Column<InputFile>> columns();
};

} // namespace empower
