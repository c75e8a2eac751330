// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/io/detail/reject_log.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/io/timestamps.hpp>
#include <empower/stock/carrier.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace empower::detail {

/// How one file of the folder is written.
struct FileForm {
  std::optional<char> separator; ///< nothing = what the header line uses
  char decimal = '.';
  std::optional<char> thousands; ///< nothing = numbers without a thousands mark
  DateForm dates = DateForm::iso;
  bool end_inclusive = false;                              ///< the end date belongs to the period
  std::map<std::string, std::string, std::less<>> columns; ///< name in the file, name of the format
};

/// The length of readings without an `end`: months of the calendar, or a time.
struct ReadingStep {
  int months = 0;
  std::chrono::seconds time{0};
};

/// What `stock.toml` says. Without one: UTF-8, comma, point, ISO dates, `[start, end)`.
struct StockSettings {
  FileForm form; ///< of the files that have no form of their own
  std::map<std::string, FileForm, std::less<>> file_forms; ///< by file name without `.csv`
  std::optional<ReadingStep> step;
  std::string calendar;                 ///< of the buildings that name none
  std::map<Carrier, std::string> units; ///< of the meters that name none
  FolderSettings handed_on;             ///< to whoever analyses the folder

  [[nodiscard]] const FileForm& form_of(std::string_view file) const;
};

/// Throws `InputError` with line and key for text that is not TOML and for a value that cannot be
/// used: read in another way than meant, every figure would be wrong. Unknown keys are reported.
[[nodiscard]] StockSettings parse_stock_toml(std::string_view text, RejectLog& log);

} // namespace empower::detail
