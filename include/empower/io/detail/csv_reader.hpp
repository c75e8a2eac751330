// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower::detail {

/// What is wrong with a record as a piece of CSV; its values are another matter.
enum class CsvFault {
  none,
  field_count,        ///< more or fewer fields than the header has
  unterminated_quote, ///< a quoted field without an end; it holds the rest of the file
  text_after_quote,   ///< `"abc"d`: the field holds `abc`, the rest is lost
  duplicate_column,   ///< of a header only: two columns of one name, which is not empty
};

/// The records of a CSV text (RFC 4180) one by one, without copying it.
///
/// UTF-8 with or without byte order mark; CRLF or LF; fields in quotes may hold separators, line
/// breaks and doubled quotes. A quote inside an unquoted field is plain text. Blank lines are no
/// records. Blanks around a field belong to it. A malformed record is read as far as it goes and
/// says so in `fault()`: nothing throws.
///
///     CsvReader csv{text};
///     const auto value = csv.column("value");
///     while (csv.next()) {
///       if (csv.fault() != CsvFault::none) { … csv.line() … continue; }
///       use(csv.fields()[*value]);
///     }
class CsvReader {
public:
  /// Reads the header record. The text must outlive the reader.
  explicit CsvReader(std::string_view text, char separator = ',');
  // Moving a deque may allocate.
  CsvReader(CsvReader&&) = default; // NOLINT(performance-noexcept-move-constructor)
  CsvReader& operator=(CsvReader&&) = default;

  /// Empty for a text without any record. Valid as long as the reader.
  [[nodiscard]] std::span<const std::string_view> header() const noexcept { return header_; }
  [[nodiscard]] CsvFault header_fault() const noexcept { return header_fault_; }
  [[nodiscard]] std::size_t header_line() const noexcept { return header_line_; }

  /// Index of the first column of that name, compared byte by byte.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const noexcept;

  /// Goes to the next record; false at the end of the text.
  bool next();

  /// The fields of the record, unquoted. Valid until the next `next()`.
  [[nodiscard]] std::span<const std::string_view> fields() const noexcept { return fields_; }
  [[nodiscard]] CsvFault fault() const noexcept { return fault_; }
  /// 1-based line of the text on which the record begins.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

private:
  [[nodiscard]] std::size_t next_mark() noexcept;
  void seek(std::size_t position) noexcept;
  void load_marks() noexcept;
  bool read_record();
  void read_quoted();

  std::string_view text_;
  std::uint64_t separators_; ///< the separator in every byte
  std::size_t at_ = 0;       ///< where the next field begins
  std::size_t word_ = 0;     ///< the eight bytes that `marks_` tells about begin here
  std::uint64_t marks_ =
      0; ///< top bit of each byte that is a separator or line feed and still ahead
  std::size_t next_line_ = 1;
  std::size_t line_ = 0;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unescaped_; ///< fields of the record that held doubled quotes
  CsvFault fault_ = CsvFault::none;
  std::vector<std::string_view> header_;
  std::deque<std::string> header_unescaped_;
  CsvFault header_fault_ = CsvFault::none;
  std::size_t header_line_ = 0;
};

} // namespace empower::detail
