// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/detail/csv_reader.hpp>
#include <empower/io/detail/reject_log.hpp>
#include <empower/io/detail/stock_settings.hpp>
#include <empower/io/timestamps.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower::detail {

/// A column of the stock folder format.
struct ColumnRule {
  enum class Need {
    required,
    optional,
    unused, ///< part of the format, but nothing reads it yet; reported
  };

  std::string_view name;
  Need need = Need::optional;
};

inline constexpr std::string_view row_left_out = "row left out";

/// One CSV file of a stock folder: its rows one by one with columns by their place in `rules`, and
/// the account of what was accepted and what was not.
class StockTable {
public:
  /// Throws `InputError` if a required column is missing. Text and rules must outlive the table;
  /// the log may hold what was wrong with the text as a whole.
  StockTable(RejectLog log, std::string_view text, const FileForm& form,
             std::span<const ColumnRule> rules);

  /// Goes to the next row that is whole; malformed ones are rejected on the way.
  bool next();

  [[nodiscard]] std::size_t line() const noexcept { return csv_.line(); }
  [[nodiscard]] bool has(std::size_t column) const noexcept { return place_[column].has_value(); }

  /// The cell without blanks around it; empty where it says "missing" (`-`, `n.d.`, `n/a` …).
  [[nodiscard]] std::string_view text(std::size_t column) const noexcept;
  /// NaN if missing; nothing if the cell is not a number.
  [[nodiscard]] std::optional<double> number(std::size_t column) const;
  /// Nothing if the cell is missing or neither date nor stamp.
  [[nodiscard]] std::optional<Timestamp> time(std::size_t column) const noexcept;

  /// The row cannot be used because of this cell, or because of what was `found` about it.
  void refuse(std::size_t column, std::string_view expected, Merge merge = Merge::neighbours);
  void refuse(std::size_t column, std::string_view expected, std::string_view found, Merge merge);
  /// The same for a cell that is no number, or no date or stamp, with a hint where `stock.toml`
  /// helps.
  void refuse_number(std::size_t column);
  void refuse_time(std::size_t column);
  /// The row is used, but not as it stands.
  void report(std::size_t column, std::string_view expected, std::string_view consequence,
              Merge merge = Merge::neighbours);
  /// A row that was accepted turns out to be unusable.
  void refuse_line(std::size_t line, const Fault& fault);

  [[nodiscard]] const RejectLog& log() const noexcept { return log_; }
  [[nodiscard]] RejectLog& log() noexcept { return log_; }
  [[nodiscard]] const FileForm& form() const noexcept { return form_; }

  /// The file has data from `first` on and up to `last`.
  void cover(CivilDay first, CivilDay last);
  void cover(Instant first, Instant last);
  [[nodiscard]] InputFile account() const;

private:
  /// A day or an instant, comparable with the other kind to within the offset of the place.
  struct Mark {
    Instant at;
    bool day = false;
    [[nodiscard]] std::string text() const;
  };

  void cover(Mark first, Mark last);
  void find_columns();
  void report_other_columns();
  [[nodiscard]] std::size_t header_place(std::string_view name) const noexcept;

  FileForm form_;
  std::span<const ColumnRule> rules_;
  CsvReader csv_;
  RejectLog log_;
  InputFile account_;
  std::vector<std::optional<std::size_t>> place_; ///< of each rule among the columns of the file
  std::optional<Mark> first_;
  std::optional<Mark> last_;
  std::string field_count_; ///< "7 fields"
  bool refused_ = false;    ///< the row at hand
};

/// The number of a cell that the row can do without: a cell that is no number from `low` to `high`
/// is reported and left empty.
[[nodiscard]] double number_or_empty(StockTable& table, std::size_t column, double low,
                                     double high);

/// Equal but for the case of A to Z.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b) noexcept;

/// A climate zone; empty, and reported, if it is none.
[[nodiscard]] std::string zone_letter(StockTable& table, std::size_t column);

/// The day that a cell names; nothing if it is missing, no date, or a stamp.
[[nodiscard]] std::optional<CivilDay> day_of(const StockTable& table, std::size_t column) noexcept;

/// A fault that only shows when all rows are read: this row contradicts another one.
struct LateFault {
  std::size_t line = 0;
  std::size_t other_line = 0;
  std::string_view column;
  std::string_view expected;
};

/// Refuses the rows, in order of lines; what was found is the other line.
void refuse_late(StockTable& table, std::vector<LateFault>& faults);

/// True for the words that sources write where they have nothing to say.
[[nodiscard]] bool means_missing(std::string_view cell) noexcept;

} // namespace empower::detail
