// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include <empower/core/error.hpp>
#include <empower/io/detail/stock_reader.hpp>
#include <empower/io/detail/text_encoding.hpp>
#include <empower/io/detail/text_file.hpp>
#include <empower/io/reference_folder.hpp>

#include <algorithm>
#include <utility>

namespace empower {
namespace detail {
namespace {

/// The content of a file as UTF-8, after its digest is taken.
std::optional<std::string> open(const FileSource& source, StockFolder& folder,
                                std::string_view file, RejectLog& log) {
  std::optional<std::string> text = source(file);
  if (!text) return std::nullopt;
  folder.digests.push_back({std::string{file}, fingerprint(*text)});
  if (is_utf16(*text)) throw InputError({std::string{file}, 0, {}}, "text in UTF-8", "UTF-16");
  for (const std::size_t line : recode_to_utf8(*text)) {
    log.add(line, {"", "text in UTF-8", "another encoding", "line read as Windows-1252"});
  }
  return text;
}

void keep(StockFolder& folder, const InputFile& account, const RejectLog& log) {
  folder.inputs.push_back(account);
  for (Reject& reject : log.rejects()) folder.rejects.push_back(std::move(reject));
}

StockSettings read_settings(const FileSource& source, StockFolder& folder) {
  RejectLog log{"stock.toml"};
  const auto text = open(source, folder, log.file(), log);
  if (!text) return {};
  StockSettings settings = parse_stock_toml(*text, log);
  folder.settings = settings.handed_on;
  keep(folder, InputFile{log.file(), 0, 0, 0, {}, {}}, log);
  return settings;
}

/// A reference climate that is not there would leave its column empty without a word.
void check_reference_station(const StockFolder& folder) {
  const std::string& station = folder.settings.reference_station;
  if (!station.empty() && !folder.weather.find(station))
    throw InputError({"stock.toml", 0, "reference_station"}, "a station of stations.csv", station);
}

/// Tables of the format that nothing reads yet are named, not passed over.
void report_unread(const FileSource& source, StockFolder& folder) {
  for (const char* file : {"proposals.csv"}) {
    RejectLog log{file};
    if (!open(source, folder, file, log)) continue;
    log.add(0, {"", "a file that is used", file, "file not read yet"});
    keep(folder, InputFile{file, 0, 0, 0, {}, {}}, log);
  }
}

} // namespace

bool read_table(StockInput& input, std::string_view file, std::span<const ColumnRule> rules,
                const std::function<void(StockTable&)>& body) {
  RejectLog encoding{std::string{file}};
  const auto text = open(input.source, input.folder, file, encoding);
  if (!text) return false;
  StockTable table{std::move(encoding), *text, input.settings.form_of(file), rules};
  body(table);
  keep(input.folder, table.account(), table.log());
  return true;
}

std::optional<std::string> read_named_file(StockInput& input, RejectLog& log) {
  const std::string file = log.file();
  std::optional<std::string> text;
  try {
    text = input.source(file);
  } catch (const InputError&) { // a folder, say: there is nothing to read
    return std::nullopt;
  }
  if (!text) return std::nullopt;
  auto& digests = input.folder.digests;
  if (std::none_of(digests.begin(), digests.end(),
                   [&](const FileDigest& known) { return known.file == file; }))
    digests.push_back({file, fingerprint(*text)});
  for (const std::size_t line : recode_to_utf8(*text)) {
    log.add(line, {"", "text in UTF-8", "another encoding", "line read as Windows-1252"});
  }
  return text;
}

void keep_account(StockInput& input, const InputFile& account, const RejectLog& log) {
  keep(input.folder, account, log);
}

StockFolder read_stock_files(const FileSource& source, const ReferenceTables& reference) {
  StockFolder folder;
  StockSettings settings = read_settings(source, folder);
  StockInput input{source, reference, std::move(settings), std::move(folder)};
  read_stations(input);
  check_reference_station(input.folder);
  read_temperatures(input);
  read_normals(input);
  read_calendars(input);
  read_buildings(input);
  read_meters(input);
  read_readings(input);
  read_retrofits(input);
  read_adjustments(input);
  read_prices(input);
  read_changes(input);
  read_areas(input);
  report_unread(source, input.folder);
  return std::move(input.folder);
}

} // namespace detail

StockFolder read_stock_folder(const std::filesystem::path& folder) {
  return read_stock_folder(folder, embedded_reference());
}

StockFolder read_stock_folder(const std::filesystem::path& folder,
                              const ReferenceTables& reference) {
  if (!std::filesystem::is_directory(folder)) {
    throw InputError({folder.string(), 0, {}}, "a folder with buildings.csv and meters.csv",
                     "no folder");
  }
  const auto source = [&](std::string_view name) -> std::optional<std::string> {
    const std::filesystem::path path = folder / name;
    std::error_code unreadable; // a name that is too long, links in a circle: not there
    if (!std::filesystem::exists(path, unreadable)) return std::nullopt;
    return detail::text_of_file(path);
  };
  return detail::read_stock_files(source, reference);
}

} // namespace empower
