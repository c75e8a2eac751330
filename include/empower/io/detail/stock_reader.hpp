// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/detail/stock_settings.hpp>
#include <empower/io/detail/stock_table.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/reference/tables.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace empower::detail {

/// The content of a file of the folder by its name; nothing if it is not there.
using FileSource = std::function<std::optional<std::string>(std::string_view name)>;

/// `read_stock_folder` on files from anywhere.
[[nodiscard]] StockFolder read_stock_files(const FileSource& source,
                                           const ReferenceTables& reference = embedded_reference());

/// Places of ids. The ids must outlive it.
class IdIndex {
public:
  void add(std::string_view id, std::size_t place) { places_.emplace(id, place); }

  /// Rows of one id mostly follow each other, so the last answer is kept.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) {
    if (id == last_id_ && last_) return last_;
    const auto found = places_.find(id);
    last_ = found == places_.end() ? std::nullopt : std::optional{found->second};
    if (last_) last_id_ = found->first;
    return last_;
  }

private:
  std::unordered_map<std::string_view, std::size_t> places_; // looked up, never walked through
  std::string_view last_id_;
  std::optional<std::size_t> last_;
};

/// What the readers of the single files share: where the files come from, how they are written and
/// what has been read so far.
struct StockInput {
  const FileSource& source;
  const ReferenceTables& reference;
  StockSettings settings;
  StockFolder folder;
};

/// Larger ones are slips of a decimal mark.
inline constexpr double largest_floor_area_m2 = 1e7;
inline constexpr double largest_volume_m3 = 1e8;

/// A use by its code, else by its Italian or English name in a reference row; nothing if unknown.
[[nodiscard]] std::optional<BuildingUse> use_named(std::string_view text,
                                                   const ReferenceTables& reference);

/// Opens a file as a table, lets `body` read its rows and keeps account, digest and rejects.
/// False if there is no such file.
bool read_table(StockInput& input, std::string_view file, std::span<const ColumnRule> rules,
                const std::function<void(StockTable&)>& body);

/// The text of a file that a table names, its digest taken; nothing if it is not there or cannot be
/// read. Lines that are not UTF-8 are recoded and go into the log.
std::optional<std::string> read_named_file(StockInput& input, RejectLog& log);

/// Keeps the account of a file that is no table.
void keep_account(StockInput& input, const InputFile& account, const RejectLog& log);

/// What the files of a station, named in its row of stations.csv, add to it: temperatures of an
/// Open-Meteo `.json`, the normal year of an `.epw`, and place and altitude where the row has none.
/// The zone of the row prevails over that of the file. What cannot be used is reported.
struct StationFiles {
  std::size_t file = 0; ///< columns of the table
  std::size_t normal_file = 0;
  std::size_t time_zone = 0;
  std::size_t latitude = 0;
  std::size_t altitude = 0;
};
void read_station_files(StockInput& input, StockTable& table, const StationFiles& columns,
                        Station& station, std::optional<TimeZone>& zone);

// One function per file or pair of files; each needs those before it. Required files throw
// `InputError` where they are missing.
void read_stations(StockInput& input);
void read_temperatures(StockInput& input);
void read_normals(StockInput& input);
void read_calendars(StockInput& input);
void read_buildings(StockInput& input);
void read_meters(StockInput& input);
void read_readings(StockInput& input);
void read_retrofits(StockInput& input);
void read_adjustments(StockInput& input);
void read_prices(StockInput& input);
void read_changes(StockInput& input);
void read_areas(StockInput& input);

} // namespace empower::detail
