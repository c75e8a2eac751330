// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/meter_stage.hpp>
#include <empower/baseline/savings_row.hpp>
#include <empower/io/stock_folder.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace empower {

/// The works that concern each meter: of a building that it serves, and of its carrier or of none
/// in particular. Indices of `StockFolder::retrofits`; nothing for meters that do not measure
/// delivered energy.
[[nodiscard]] std::vector<std::vector<std::size_t>> works_of_meters(const StockFolder& folder);

/// What the savings of one meter rest on.
struct MeterSavingsInput {
  const StockFolder* folder = nullptr;
  std::size_t meter = 0; ///< index in the stock
  const MeterResult* result = nullptr;
  const Station* station = nullptr; ///< nothing = no temperatures
  const NormalYear* normal = nullptr;
  std::span<const std::size_t> works; ///< from `works_of_meters`
};

/// One saving or refusal with what the table needs beside its own figures.
struct MeterSaving {
  std::vector<std::size_t> works;          ///< measured together
  SavingsRow row;                          ///< without promise
  double baseline_kwh_day = missing_value; ///< use before the works: by this promises are divided
  double year_share = missing_value;       ///< of a promise per year that falls into the period
  bool sub_meter = false;
};

/// The savings of one meter, by project and reporting period: 12 months each from the end of the
/// works on, the last as far as readings go. A project without a figure is one refused row.
[[nodiscard]] std::vector<MeterSaving> meter_savings(const MeterSavingsInput& input);

/// The `savings` table: all meters' rows with their promises, and a refused row for works without
/// a meter. A promise that concerns several meters is divided by what each used before the works; a
/// sub-meter of one that has it gets none. By building, start of the works, meter and period.
[[nodiscard]] std::vector<SavingsRow>
savings_rows(const StockFolder& folder, std::span<const std::vector<MeterSaving>> meters);

} // namespace empower
