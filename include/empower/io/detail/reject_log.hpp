// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/reject.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace empower::detail {

/// When two faults of one kind (same column, expectation and consequence) are one `Reject`.
enum class Merge {
  neighbours,      ///< in lines that follow each other, whatever was found
  same_neighbours, ///< in lines that follow each other, if the same was found
  same_anywhere,   ///< wherever the same was found; the reject names the first line and the count
};

/// One thing that is wrong in a line of a file.
struct Fault {
  std::string_view column;
  std::string_view expected;
  std::string_view found;
  std::string_view consequence;
  Merge merge = Merge::neighbours;
};

/// The rejects of one file. A kind of fault has at most `entries_per_kind` rejects of its own; what
/// goes beyond is counted in one more, so that no file, however broken, floods the table.
class RejectLog {
public:
  static constexpr std::size_t entries_per_kind = 200;

  explicit RejectLog(std::string file) : file_{std::move(file)} {}

  /// `line` from 1; 0 for the file as a whole.
  void add(std::size_t line, const Fault& fault);

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  /// In order of lines, then of first occurrence.
  [[nodiscard]] std::vector<Reject> rejects() const;

private:
  struct Entry {
    std::size_t line = 0;
    std::size_t line_end = 0;
    std::size_t rows = 0;
    std::string found;
  };
  struct Kind {
    std::string column;
    std::string expected;
    std::string consequence;
    Merge merge{};
    std::vector<Entry> entries;
    Entry further;
  };

  Kind& kind_of(const Fault& fault);

  std::string file_;
  std::vector<Kind> kinds_;
};

} // namespace empower::detail
