// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/io/detail/stock_reader.hpp>
#include <empower/io/epw.hpp>
#include <empower/io/open_meteo.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace empower::detail {
namespace {

/// A typical year from further away is of another climate.
constexpr double far_km = 100.0;

constexpr std::string_view file_left_out = "file left out";

/// True for a path that stays within the folder.
bool within_folder(const std::filesystem::path& path) {
  return !path.has_root_path() &&
         std::ranges::none_of(path, [](const auto& part) { return part == ".."; }) &&
         path.string().find('\\') == std::string::npos; // a separator on other systems
}

/// `.epw` also of `ITALIA.EPW`.
std::string lower_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return extension;
}

std::size_t count_present(const std::vector<double>& values) {
  return static_cast<std::size_t>(
      std::ranges::count_if(values, [](double value) { return !std::isnan(value); }));
}

InputFile account_of(const std::string& file, std::size_t rows, std::size_t present) {
  InputFile account;
  account.file = file;
  account.rows = static_cast<std::int64_t>(rows);
  account.accepted = static_cast<std::int64_t>(present);
  account.rejected = account.rows - account.accepted;
  return account;
}

/// Reads the files that one row of stations.csv names.
class StationFileReader {
public:
  StationFileReader(StockInput& input, StockTable& table, const StationFiles& columns,
                    Station& station, std::optional<TimeZone>& zone)
      : input_{input}, table_{table}, columns_{columns}, station_{station}, zone_{zone} {}

  void read(std::size_t column, bool temperatures_allowed) {
    const std::string file{table_.text(column)};
    if (file.empty()) return;
    const std::string extension = lower_extension(file);
    const bool temperatures = temperatures_allowed && extension == ".json";
    if (!temperatures && extension != ".epw") {
      table_.report(
          column, temperatures_allowed ? "a .json file of Open-Meteo, or an .epw" : "an .epw file",
          "cell ignored");
      return;
    }
    if (!within_folder(file)) {
      table_.report(column, "a path within the folder", "cell ignored");
      return;
    }
    RejectLog log{file};
    const auto text = read_named_file(input_, log);
    if (!text) {
      table_.report(column, "a file of the folder that can be read", file_left_out);
      return;
    }
    InputFile account = account_of(file, 0, 0);
    try {
      account = temperatures ? read_temperatures(*text, log) : read_typical_year(*text, log);
    } catch (const InputError& error) {
      log.add(error.place().line,
              {error.place().field, error.expected(), error.got(), file_left_out});
    }
    keep_account(input_, account, log);
  }

private:
  InputFile read_temperatures(const std::string& text, RejectLog& log) {
    OpenMeteoTemperatures read = parse_open_meteo(text, log.file());
    if (!zone_ && read.zone) {
      zone_ = read.zone;
      report(columns_.time_zone, "a time zone", read.zone_name, log);
    }
    if (!zone_) return account_of(log.file(), 0, 0); // the station is refused
    take_place(read.place, read.altitude_m, log);
    station_.daily_mean = read.daily_mean(*zone_);
    const std::vector<double>& values = read.hourly ? read.hourly->values : read.daily->values;
    InputFile account = account_of(log.file(), values.size(), count_present(values));
    if (read.hourly) {
      const InstantPeriod period = read.hourly->view<Celsius>().period();
      account.first = iso_text(period.from);
      account.last = iso_text(period.to - std::chrono::hours{1});
      station_.hourly = std::move(read.hourly);
    } else {
      const CivilPeriod period = read.daily->view<Celsius>().period();
      account.first = iso_text(period.from);
      account.last = iso_text(period.to - std::chrono::days{1});
      tell_days_of_one_offset(period, read.utc_offset, log);
    }
    if (count_present(station_.daily_mean.values) == 0) {
      station_.daily_mean = {};
      station_.hourly.reset();
      log.add(0, {"", "a day with more than 12 hours", station_.id, "no daily means"});
    }
    return account;
  }

  /// Days of one offset are not the civil days of a zone that changes its clocks.
  void tell_days_of_one_offset(CivilPeriod period, std::chrono::seconds offset, RejectLog& log) {
    const auto other = [&](CivilDay day) { return zone_->offset(zone_->start_of(day)) != offset; };
    const CivilDay half_a_year_on = period.from + std::chrono::days{183};
    if (!other(period.from) && !other(std::min(half_a_year_on, period.to))) return;
    log.add(0, {"daily.time", fmt::format("civil days of {}, from hourly values", zone_->name()),
                fmt::format("days at UTC{:+} h all year", offset / std::chrono::hours{1}),
                "read as civil days"});
  }

  InputFile read_typical_year(const std::string& text, RejectLog& log) {
    const TypicalYear year = parse_epw(text, log.file());
    const std::size_t hours = year.temperature_c.size();
    NormalYear normal = year.normal_year();
    if (normal.missing()) {
      log.add(0, {"dry bulb temperature", "more than 12 hours of each day",
                  fmt::format("{} hours missing", year.hours_missing), file_left_out});
      return account_of(log.file(), hours, 0);
    }
    if (!station_.given_normal_year.missing()) {
      log.add(0, {"", "one normal year of a station", station_.given_normal_year.name(),
                  "this file prevails, as the normal_file"});
    }
    station_.given_normal_year = std::move(normal);
    const double away_km = distance_km(station_.place, year.place);
    if (away_km > far_km)
      log.add(0, {"", fmt::format("a typical year within {:.0f} km of the station", far_km),
                  fmt::format("one {:.0f} km away", away_km), "used; check the file"});
    take_place(year.place, year.altitude_m, log);
    return account_of(log.file(), hours, hours - year.hours_missing);
  }

  void take_place(Coordinates place, double altitude_m, const RejectLog& log) {
    if (station_.place.missing() && !place.missing()) {
      station_.place = place;
      report(columns_.latitude, "coordinates",
             fmt::format("{:g}, {:g}", place.latitude, place.longitude), log);
    }
    if (std::isnan(station_.altitude_m) && !std::isnan(altitude_m)) {
      station_.altitude_m = altitude_m;
      report(columns_.altitude, "an altitude", fmt::format("{:g}", altitude_m), log);
    }
  }

  void report(std::size_t column, std::string_view expected, std::string_view taken,
              const RejectLog& log) {
    table_.report(column, expected, fmt::format("{} taken from {}", taken, log.file()));
  }

  StockInput& input_;
  StockTable& table_;
  const StationFiles& columns_;
  Station& station_;
  std::optional<TimeZone>& zone_;
};

} // namespace

void read_station_files(StockInput& input, StockTable& table, const StationFiles& columns,
                        Station& station, std::optional<TimeZone>& zone) {
  StationFileReader reader{input, table, columns, station, zone};
  reader.read(columns.file, true); // first: the place is where the readings are from
  reader.read(columns.normal_file, false);
}

} // namespace empower::detail
