// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace empower::testing {

/// A file of the measured data sets: below `EMPOWER_SHARED_DATA`, else `../shared/data` beside the
/// source tree. Where it is absent, says so and returns nothing, and the test ends.
[[nodiscard]] inline std::optional<std::filesystem::path> shared_file(std::string_view relative) {
  const char* folder = std::getenv("EMPOWER_SHARED_DATA");
  const auto path =
      (folder != nullptr ? std::filesystem::path{folder}
                         : std::filesystem::path{EMPOWER_SOURCE_DIR} / "../shared/data") /
      relative;
  if (std::filesystem::exists(path)) return path;
  MESSAGE("skipped, no measured data: " << relative);
  return std::nullopt;
}

/// The text of a file, unpacked if it is gzipped, with plain line ends.
[[nodiscard]] inline std::string unpacked(const std::filesystem::path& path) {
  const std::string command = "gzip -dcf '" + path.string() + "'";
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe{popen(command.c_str(), "r"), close};
  if (!pipe) throw std::runtime_error{"gzip does not start"};
  std::string text;
  std::array<char, 1U << 16U> piece{};
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), pipe.get())) {
    text.append(piece.data(), count);
  }
  std::erase(text, '\r');
  return text;
}

[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// One column of a CSV file without quoted fields, as text.
[[nodiscard]] inline std::vector<std::string> text_column(const std::filesystem::path& path,
                                                          std::string_view name) {
  const std::string text = unpacked(path);
  auto lines = split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  const auto header = split(lines.at(0), ',');
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) throw std::runtime_error{"no column " + std::string{name}};
  const auto index = static_cast<std::size_t>(found - header.begin());
  std::vector<std::string> column;
  for (std::size_t i = 1; i < lines.size(); ++i)
    column.emplace_back(split(lines[i], ',').at(index));
  return column;
}

/// The same as numbers; an empty field is missing.
[[nodiscard]] inline std::vector<double> number_column(const std::filesystem::path& path,
                                                       std::string_view name) {
  std::vector<double> numbers;
  for (const std::string& field : text_column(path, name)) {
    numbers.push_back(field.empty() ? missing_value : std::stod(field));
  }
  return numbers;
}

} // namespace empower::testing
