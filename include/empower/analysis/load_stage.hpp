// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/building_stage.hpp>
#include <empower/analysis/factors.hpp>
#include <empower/benchmark/load_row.hpp>
#include <empower/benchmark/tariff_bands.hpp>

#include <span>
#include <vector>

namespace empower {

/// One electricity meter in one year; `result` says which readings are in doubt.
[[nodiscard]] LoadRow load_row(const TariffBands& load, const Meter& meter,
                               const MeterResult& result, const TimeZone& zone,
                               const Factors& factors);

/// The rows of the `load` table by meter and year. Bands are those of the local time of the
/// building's station, else of `stock.toml`. A meter has a row for each year in which a reading
/// lies within an hour; meters of other carriers, of what is exported or made on site, and years of
/// bills, days and other long readings have none. `buildings` is in the order of the stock.
[[nodiscard]] std::vector<LoadRow>
load_rows(const StockFolder& folder, std::span<const MeterResult> meters,
          std::span<const BuildingInput> buildings, const Factors& factors,
          const ReferenceTables& reference, const AnalysisOptions& options);

/// The rows of bands and of holidays that the table rests on; nothing where it has no rows.
[[nodiscard]] std::vector<UsedReference> references_of_load(const StockFolder& folder,
                                                            const ReferenceTables& reference);

} // namespace empower
