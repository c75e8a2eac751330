// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/io/detail/grouped_rows.hpp>
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace empower::detail {
namespace {

using std::chrono::days;
using std::chrono::hours;

enum Column : std::size_t { meter_id, start, end, value, quality };
constexpr std::array rules{ColumnRule{"meter_id", ColumnRule::Need::required},
                           ColumnRule{"start", ColumnRule::Need::required}, ColumnRule{"end"},
                           ColumnRule{"value", ColumnRule::Need::required}, ColumnRule{"quality"}};

/// One slip in a year would otherwise swallow all readings after it.
constexpr days longest_reading{3 * 366};

/// A reading on its way: of a bill, `from` and `to` are the midnights of its days in UTC.
struct ReadingRow {
  std::size_t group = 0; ///< meter
  std::size_t line = 0;
  Instant from{};
  Instant to{};
  double energy_kwh = missing_value;
  ReadingQuality quality = ReadingQuality::actual;
  bool bill = false;
  bool twice = false; ///< starts at a local time that the clocks show twice
};

Instant as_instant(CivilDay day) noexcept { return Instant{day.time_since_epoch()}; }
CivilDay as_day(Instant midnight) noexcept {
  return CivilDay{std::chrono::floor<days>(midnight).time_since_epoch()};
}

CivilDay months_later(CivilDay day, int months) {
  const std::chrono::year_month_day date{day};
  const auto later = date.year() / date.month() + std::chrono::months{months};
  const std::chrono::year_month_day same_day{later / date.day()};
  return same_day.ok() ? CivilDay{same_day} : CivilDay{later / std::chrono::last};
}

/// The end by the fixed interval of `stock.toml`.
Timestamp end_after(const Timestamp& from, const ReadingStep& step) {
  Timestamp to = from;
  to.local = step.months == 0 ? from.local + step.time
                              : months_later(from.day(), step.months) + (from.local - from.day());
  return to;
}

class ReadingReader {
public:
  ReadingReader(const StockInput& input, StockTable& table) : input_{input}, table_{table} {
    const std::vector<Meter>& meters = input.folder.stock.meters;
    const TimeZone* usual = usual_zone();
    for (std::size_t i = 0; i < meters.size(); ++i) {
      meters_.add(meters[i].id, i);
      const Building& building = input.folder.stock.buildings[meters[i].serves.front().building];
      const auto station = input.folder.weather.find(building.station);
      zones_.push_back(station ? &input.folder.weather.stations[*station].zone : usual);
    }
  }

  /// The row at hand, or nothing if it is refused.
  [[nodiscard]] std::optional<ReadingRow> row() {
    ReadingRow row;
    const auto meter = meters_.find(table_.text(meter_id));
    if (!meter) {
      table_.refuse(meter_id, "a meter accepted from meters.csv", Merge::same_neighbours);
      return std::nullopt;
    }
    row.group = *meter;
    row.line = table_.line();
    if (!read_period(row) || !read_value(row)) return std::nullopt;
    row.quality = quality_of();
    return row;
  }

private:
  /// Of buildings without a station: the zone of `stock.toml`, else the only one that stations
  /// have.
  [[nodiscard]] const TimeZone* usual_zone() const {
    if (const auto& stated = input_.settings.handed_on.time_zone) return &*stated;
    const std::vector<Station>& stations = input_.folder.weather.stations;
    if (stations.empty()) return nullptr;
    const TimeZone& first = stations.front().zone;
    const bool one = std::all_of(stations.begin(), stations.end(),
                                 [&](const Station& s) { return s.zone.name() == first.name(); });
    return one ? &first : nullptr;
  }

  [[nodiscard]] bool read_period(ReadingRow& row) {
    const auto from = table_.time(start);
    if (!from) {
      table_.refuse_time(start);
      return false;
    }
    std::optional<Timestamp> to = table_.time(end);
    if (table_.text(end).empty() && input_.settings.step) {
      to = end_after(*from, *input_.settings.step);
      if (from->form == Timestamp::Form::date && to->local != to->day()) {
        return refused(start, "a stamp, as the interval is shorter than a day");
      }
    } else if (!to) {
      table_.refuse_time(end);
      return false;
    } else if (to->form == Timestamp::Form::date && table_.form().end_inclusive) {
      to->local += days{1};
    }
    row.bill = from->form == Timestamp::Form::date;
    if (row.bill != (to->form == Timestamp::Form::date))
      return refused(end, "two dates or two stamps");
    if (row.bill) {
      row.from = as_instant(from->day());
      row.to = as_instant(to->day());
    } else if (!read_instants(row, *from, *to)) {
      return false;
    }
    if (row.bill && row.to == row.from)
      return refused(end, "an end after the start, or end_date = \"inclusive\" in stock.toml");
    if (row.to <= row.from) return refused(end, "an end after the start");
    if (row.to - row.from > longest_reading)
      return refused(end, "an end within three years of the start");
    return true;
  }

  [[nodiscard]] bool read_instants(ReadingRow& row, const Timestamp& from, const Timestamp& to) {
    const TimeZone* zone = zones_[row.group];
    const bool naive = from.form == Timestamp::Form::local || to.form == Timestamp::Form::local;
    if (naive && zone == nullptr)
      return refused(start, "a stamp with an offset, or a time_zone in stock.toml");
    const TimeZone& clock = zone == nullptr ? utc_ : *zone;
    const auto first = instant_of(from, clock);
    if (!first) return refused(start, "a time that the clocks do not skip");
    row.from = *first;
    row.twice = occurs_twice(from, *first, clock);
    // An hour or less is as long as it says, also where its end is skipped or comes twice.
    const auto length = to.local - from.local;
    if (from.form == Timestamp::Form::local && to.form == Timestamp::Form::local &&
        length > hours{0} && length <= hours{1}) {
      row.to = row.from + length;
      return true;
    }
    const auto last = instant_of(to, clock);
    if (!last) return refused(end, "a time that the clocks do not skip");
    row.to = *last;
    return true;
  }

  [[nodiscard]] bool read_value(ReadingRow& row) {
    const auto number = table_.number(value);
    row.energy_kwh =
        number.value_or(missing_value) * input_.folder.stock.meters[row.group].kwh_per_unit;
    if (number && !std::isinf(row.energy_kwh)) return true;
    table_.refuse_number(value);
    return false;
  }

  [[nodiscard]] ReadingQuality quality_of() {
    const std::string_view text = table_.text(quality);
    if (text.empty() || text == "actual") return ReadingQuality::actual;
    if (text == "estimated") return ReadingQuality::estimated;
    if (text == "corrected") return ReadingQuality::corrected;
    table_.report(quality, "actual, estimated or corrected", "read as actual",
                  Merge::same_anywhere);
    return ReadingQuality::actual;
  }

  bool refused(std::size_t column, std::string_view expected) {
    table_.refuse(column, expected);
    return false;
  }

  const StockInput& input_;
  StockTable& table_;
  TimeZone utc_;
  IdIndex meters_;
  std::vector<const TimeZone*> zones_; ///< of each meter; none = not known
};

/// By time; of readings of one period the best first: with a value, then corrected before actual
/// before estimated, then the first of the file.
bool before(const ReadingRow& a, const ReadingRow& b) {
  const auto doubt = [](const ReadingRow& row) {
    switch (row.quality) {
    case ReadingQuality::corrected:
      return 0;
    case ReadingQuality::actual:
      return 1;
    case ReadingQuality::estimated:
      break;
    }
    return 2;
  };
  if (a.from != b.from) return a.from < b.from;
  if (a.to != b.to) return a.to < b.to;
  return std::tuple{std::isnan(a.energy_kwh), doubt(a), a.line} <
         std::tuple{std::isnan(b.energy_kwh), doubt(b), b.line};
}

/// When the clocks go back, the second of two equal local times is an hour later. Without this a
/// meter read in local time would lose an hour each autumn.
void tell_repeated_hours_apart(std::span<ReadingRow> rows) {
  bool moved = false;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    ReadingRow& row = rows[i];
    if (!row.twice || !rows[i - 1].twice || row.from != rows[i - 1].from ||
        row.to != rows[i - 1].to)
      continue;
    ReadingRow& later = row.line > rows[i - 1].line ? row : rows[i - 1];
    later.from += hours{1};
    later.to += hours{1};
    later.twice = false;
    moved = true;
  }
  if (moved) put_in_order(rows, before);
}

/// Keeps bills or intervals, whichever are more; returns those that stay.
std::span<ReadingRow> of_one_kind(std::span<ReadingRow> rows, std::vector<LateFault>& faults) {
  const auto bills = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const ReadingRow& r) { return r.bill; }));
  if (bills == 0 || bills == rows.size()) return rows;
  const bool keep_bills = 2 * bills > rows.size();
  const auto dropped = std::stable_partition(
      rows.begin(), rows.end(), [&](const ReadingRow& r) { return r.bill == keep_bills; });
  for (auto row = dropped; row != rows.end(); ++row) {
    faults.push_back(
        {row->line, rows.front().line, "start", "all dates or all stamps in one meter"});
  }
  return {rows.begin(), dropped};
}

/// Keeps the first reading of every stretch of time; returns those that stay.
std::span<ReadingRow> without_overlaps(std::span<ReadingRow> rows, std::vector<LateFault>& faults) {
  std::size_t kept = 0;
  for (const ReadingRow& row : rows) {
    if (kept == 0 || rows[kept - 1].to <= row.from) {
      rows[kept++] = row;
      continue;
    }
    const ReadingRow& other = rows[kept - 1];
    const bool same_period = other.from == row.from && other.to == row.to;
    const bool same_value = other.energy_kwh == row.energy_kwh ||
                            (std::isnan(other.energy_kwh) && std::isnan(row.energy_kwh));
    faults.push_back({row.line, other.line, "start",
                      !same_period ? "a reading that does not overlap another"
                      : same_value ? "each reading once"
                                   : "one value for a period"});
  }
  return rows.first(kept);
}

/// How the bills of a file follow each other, which shows what their end dates mean.
struct BillGaps {
  std::size_t pairs = 0;
  std::size_t one_day_apart = 0;
  std::size_t one_day_shared = 0;

  void count(std::span<const ReadingRow> rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (!rows[i].bill) return;
      ++pairs;
      one_day_apart += rows[i].from - rows[i - 1].to == days{1};
      one_day_shared += rows[i - 1].to - rows[i].from == days{1};
    }
  }

  /// The other convention is named where most bills ask for it; it is not applied unasked.
  void report(StockTable& table) const {
    const bool inclusive = table.form().end_inclusive;
    const std::size_t odd = inclusive ? one_day_shared : one_day_apart;
    if (2 * odd <= pairs) return;
    table.log().add(0, {"end",
                        inclusive ? "end_date = \"exclusive\" in stock.toml"
                                  : "end_date = \"inclusive\" in stock.toml",
                        fmt::format("{} of {} bills {} the next by a day", odd, pairs,
                                    inclusive ? "overlap" : "miss"),
                        "read as stated"});
  }
};

void add_to(Readings& readings, std::span<const ReadingRow> rows) {
  std::vector<double> energy;
  std::vector<ReadingQuality> qualities;
  for (const ReadingRow& row : rows) {
    energy.push_back(row.energy_kwh);
    qualities.push_back(row.quality);
  }
  if (rows.empty() || rows.front().bill) {
    std::vector<CivilDay> from;
    std::vector<CivilDay> to;
    for (const ReadingRow& row : rows) {
      from.push_back(as_day(row.from));
      to.push_back(as_day(row.to));
    }
    readings.add_meter(BillView{from, to, energy}, qualities);
  } else {
    std::vector<Instant> from;
    std::vector<Instant> to;
    for (const ReadingRow& row : rows) {
      from.push_back(row.from);
      to.push_back(row.to);
    }
    readings.add_meter(IntervalView{from, to, energy}, qualities);
  }
}

void cover(StockTable& table, std::span<const ReadingRow> rows) {
  if (rows.empty()) return;
  if (rows.front().bill) {
    table.cover(as_day(rows.front().from), as_day(rows.back().to));
  } else {
    table.cover(rows.front().from, rows.back().to);
  }
}

} // namespace

void read_readings(StockInput& input) {
  const std::size_t meters = input.folder.stock.meters.size();
  const bool found = read_table(input, "readings.csv", rules, [&](StockTable& table) {
    if (!table.has(end) && !input.settings.step) {
      throw InputError({table.log().file(), 1, "end"}, "column end, or an interval in stock.toml",
                       {});
    }
    std::vector<ReadingRow> rows;
    ReadingReader reader{input, table};
    while (table.next()) {
      if (const auto row = reader.row()) rows.push_back(*row);
    }
    GroupedRows<ReadingRow> grouped{rows, meters};
    rows = {};
    std::vector<LateFault> faults;
    BillGaps gaps;
    for (std::size_t m = 0; m < meters; ++m) {
      std::span<ReadingRow> own = of_one_kind(grouped[m], faults);
      put_in_order(own, before);
      tell_repeated_hours_apart(own);
      gaps.count(own);
      own = without_overlaps(own, faults);
      add_to(input.folder.readings, own);
      cover(table, own);
    }
    refuse_late(table, faults);
    gaps.report(table);
  });
  if (found) return;
  for (std::size_t m = 0; m < meters; ++m) input.folder.readings.add_meter(BillView{});
}

} // namespace empower::detail
