// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/csv_file.hpp>

#include <fmt/compile.h>

#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

namespace empower::detail {

CsvFile::CsvFile(const std::filesystem::path& path, std::string_view header)
    : path_{path}, file_{path, std::ios::binary} {
  if (!file_)
    throw InputError({path.filename().string(), 0, {}}, "a file that can be written",
                     path.string());
  buffer_ = header;
  buffer_ += '\n';
}

void CsvFile::append(std::string_view text) {
  if (text.find_first_of(",\"\n") == std::string_view::npos) {
    buffer_ += text;
    return;
  }
  buffer_ += '"';
  for (const char c : text) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
}

void CsvFile::append(Decimal number) {
  if (std::isnan(number.value)) return;
  std::array<char, 64> text{};
  char* const end = text.data() + text.size();
  const auto written = number.decimals < 0
                           ? std::to_chars(text.data(), end, number.value)
                           : std::to_chars(text.data(), end, number.value, std::chars_format::fixed,
                                           number.decimals);
  if (written.ec != std::errc{}) throw Error{"A number too long to write."};
  buffer_.append(text.data(), written.ptr);
}

void CsvFile::append(CivilDay day) {
  const std::chrono::year_month_day date{day};
  fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE("{:04}-{:02}-{:02}"),
                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()));
}

void CsvFile::end_row() {
  buffer_ += '\n';
  constexpr std::size_t enough = 1U << 16U;
  if (buffer_.size() < enough) return;
  file_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
}

void CsvFile::close() {
  file_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
  file_.close();
  if (!file_)
    throw InputError({path_.filename().string(), 0, {}}, "room to write the file", path_.string());
}

} // namespace empower::detail
