// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <concepts>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace empower::detail {

/// A number with a fixed count of decimals; in the shortest exact form where `decimals` is
/// negative.
struct Decimal {
  double value = 0.0;
  int decimals = -1;
};

/// A CSV file written row by row through a buffer, for tables too long to hold. UTF-8, comma,
/// point, ISO dates, missing = empty, quotes only where needed. Throws `Error` if it cannot write.
class CsvFile {
public:
  CsvFile(const std::filesystem::path& path, std::string_view header);
  /// The destructor closes without a check; call `close()` to know that all is on disk.
  void close();

  template <class... Fields>
  void row(const Fields&... fields) {
    bool first = true;
    ((separate(first), append(fields)), ...);
    end_row();
  }

private:
  void separate(bool& first) {
    if (!first) buffer_ += ',';
    first = false;
  }
  void append(std::string_view text);
  void append(Decimal number);
  void append(double value) { append(Decimal{value}); }
  void append(std::integral auto value) { buffer_ += std::to_string(value); }
  void append(CivilDay day);
  template <class T>
  void append(const std::optional<T>& value) {
    if (value) append(*value);
  }
  void end_row();

  std::filesystem::path path_;
  std::ofstream file_;
  std::string buffer_;
};

} // namespace empower::detail
