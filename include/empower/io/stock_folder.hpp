// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/io/reject.hpp>
#include <empower/reference/tariff_calendar.hpp>
#include <empower/reference/used_reference.hpp>
#include <empower/series/day_calendar.hpp>
#include <empower/stock/building_change.hpp>
#include <empower/stock/building_part.hpp>
#include <empower/stock/readings.hpp>
#include <empower/stock/stock.hpp>
#include <empower/weather/station.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace empower {

struct ReferenceTables;

/// Work done on a building.
struct Retrofit {
  std::size_t building = 0;
  std::string measure;
  CivilPeriod works; ///< `[from, to)` of the works
  std::optional<Carrier> carrier;
  double cost_eur = missing_value;
  double promised_kwh_year = missing_value;
};

/// Energy that a meter used more (positive) or less for a reason that is neither works nor weather,
/// as the user worked it out; evenly on the days of the period.
struct EnteredAdjustment {
  std::size_t meter = 0;
  CivilPeriod period;
  double energy_kwh = 0.0;
  std::string reason;
};

/// The body's own price of a carrier; prevails over the reference table.
struct OwnPrice {
  Carrier carrier{};
  double eur_per_kwh = missing_value;
  std::optional<CivilDay> valid_from;
  std::optional<CivilDay> valid_to;    ///< last day, included
  std::optional<TariffBand> band = {}; ///< of electricity; nothing = all hours
};

/// What `stock.toml` says beyond how to read: the zone of places without a station, and what a
/// person decided under `[analysis]`.
struct FolderSettings {
  std::optional<TimeZone> time_zone;
  std::optional<CivilPeriod> baseline;
  std::optional<CivilPeriod> report;
  std::optional<double> budget_eur;
  std::optional<std::size_t> normal_years; ///< complete years of a station's normal year, the last
  std::string reference_station; ///< whose normal year is the reference climate; empty = none
};

/// Fingerprint of an input file, for `run.json`.
struct FileDigest {
  std::string file;
  std::string digest; ///< 64-bit FNV-1a of the bytes, hexadecimal
};

/// A stock folder as read: everything usable, and a row for everything that was not.
struct StockFolder {
  Stock stock;
  std::vector<BuildingChange> changes; ///< by building, then day
  std::vector<BuildingPart> parts;     ///< by building, then day
  Readings readings;                   ///< one slice per meter of `stock`
  Weather weather;
  std::vector<DayCalendar> calendars;
  std::vector<Retrofit> retrofits;
  std::vector<EnteredAdjustment> adjustments; ///< by meter, then time
  std::vector<OwnPrice> prices;
  FolderSettings settings;
  std::vector<Reject> rejects;
  std::vector<InputFile> inputs;
  std::vector<FileDigest> digests;
  std::vector<UsedReference> references; ///< heating values and unit conversions of the meters
};

/// Reads a stock folder v1 (`docs/guide/stock-folder.md`).
///
/// A row that cannot be used becomes a `Reject` and the rest goes on. Throws `InputError` only when
/// nothing can go on: the folder, `buildings.csv` or `meters.csv` is missing, a file lacks a
/// required column or cannot be read as text, or `stock.toml` says something that cannot be
/// followed.
[[nodiscard]] StockFolder read_stock_folder(const std::filesystem::path& folder);
/// With heating values, units and names of uses by the caller's tables.
[[nodiscard]] StockFolder read_stock_folder(const std::filesystem::path& folder,
                                            const ReferenceTables& reference);

} // namespace empower
