// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/detail/stock_reader.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

/// A stock folder in memory, for tests that read one.
struct StockFiles {
  std::map<std::string, std::string, std::less<>> files{
      {"buildings.csv", "building_id,use,floor_area_m2\nschool,school_primary,1000\n"},
      {"meters.csv", "meter_id,building_id,carrier,unit\nel,school,electricity,kWh\ngas,school,"
                     "natural_gas,Smc\n"}};

  StockFiles& with(std::string name, std::string content) {
    files[std::move(name)] = std::move(content);
    return *this;
  }

  [[nodiscard]] empower::StockFolder
  read(const empower::ReferenceTables& reference = empower::embedded_reference()) const {
    return empower::detail::read_stock_files(
        [this](std::string_view name) -> std::optional<std::string> {
          const auto found = files.find(name);
          if (found == files.end()) return std::nullopt;
          return found->second;
        },
        reference);
  }
};

/// The reject of a line and column, or nothing.
inline const empower::Reject* find_reject(const empower::StockFolder& folder, std::string_view file,
                                          std::int64_t line, std::string_view column) {
  const auto found = std::find_if(folder.rejects.begin(), folder.rejects.end(),
                                  [&](const empower::Reject& reject) {
                                    return reject.file == file && reject.line <= line &&
                                           line <= reject.line_end && reject.column == column;
                                  });
  return found == folder.rejects.end() ? nullptr : &*found;
}

inline const empower::InputFile& input_of(const empower::StockFolder& folder,
                                          std::string_view file) {
  return *std::find_if(folder.inputs.begin(), folder.inputs.end(),
                       [&](const empower::InputFile& i) { return i.file == file; });
}
