// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "regular_series.hpp"

#include <empower/benchmark/load_row.hpp>
#include <empower/benchmark/school_indicators.hpp>
#include <empower/benchmark/school_row.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/io/table.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using Folder = std::optional<std::filesystem::path>;

/// The embedded tables, or those of a folder, read for one call.
class Tables {
public:
  explicit Tables(const Folder& folder) {
    if (folder) own_.emplace(read_reference_folder(*folder));
  }
  [[nodiscard]] const ReferenceTables& get() const { return own_ ? *own_ : embedded_reference(); }

private:
  std::optional<ReferenceTables> own_;
};

LoadRow refused(CivilPeriod period, const Failure<LoadReason>& failure) {
  LoadRow row;
  row.year = year_of(period.from);
  row.start = period.from;
  row.end = period.to;
  row.note = std::string{code(failure.reason)} + ": " + failure.detail;
  return row;
}

/// How the bands of readings are asked for.
struct BandsAsked {
  TimeZone zone;
  bool by_month = false;
  std::optional<bool> undecided_as_f3;
  Folder folder;
};

/// The calendar years or months of local time that the readings touch.
std::vector<CivilPeriod> periods_of(IntervalView energy, const BandsAsked& asked) {
  std::vector<CivilPeriod> periods;
  if (energy.empty()) return periods;
  const CivilDay first = asked.zone.day_of(energy.start.front());
  const CivilDay last = asked.zone.day_of(energy.end.back() - std::chrono::seconds{1});
  for (int year = year_of(first); year <= year_of(last); ++year) {
    if (!asked.by_month) {
      periods.push_back(calendar_year(year));
      continue;
    }
    for (const CivilPeriod month : months_of(calendar_year(year)))
      if (month.to > first && month.from <= last) periods.push_back(month);
  }
  return periods;
}

/// A row of the load table for each period.
Table bands_of(IntervalView energy, const BandsAsked& asked) {
  const std::vector<CivilPeriod> periods = periods_of(energy, asked);
  std::vector<LoadRow> rows;
  rows.reserve(periods.size());
  if (!periods.empty()) {
    const Tables tables{asked.folder};
    const TariffCalendar calendar{tables.get(), year_of(periods.front().from),
                                  year_of(periods.back().from), asked.undecided_as_f3};
    for (const CivilPeriod period : periods) {
      const auto load = tariff_bands(energy, asked.zone, period, calendar);
      rows.push_back(load ? load_row(*load, asked.zone) : refused(period, load.failure()));
    }
  }
  return table_of(std::span<const LoadRow>{rows});
}

Table bands_of_intervals(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
                         const Array<double>& energy_kwh, const std::string& zone, bool by_month,
                         std::optional<bool> undecided_as_f3, const Folder& folder) {
  const std::vector<Instant> from = instants(view(start));
  const std::vector<Instant> to = instants(view(end));
  const IntervalView energy{from, to, view(energy_kwh)};
  const BandsAsked asked{zone_named(zone), by_month, undecided_as_f3, folder};
  const py::gil_scoped_release unlocked;
  return bands_of(energy, asked);
}

Table bands_of_steps(const RegularSeries& series, const std::string& zone, bool by_month,
                     std::optional<bool> undecided_as_f3, const Folder& folder) {
  const auto steps = series.view<KilowattHours>();
  const BandsAsked asked{zone_named(zone), by_month, undecided_as_f3, folder};
  const py::gil_scoped_release unlocked;
  std::vector<Instant> edges;
  edges.reserve(steps.size() + 1);
  for (std::size_t i = 0; i <= steps.size(); ++i) edges.push_back(steps.instant(i));
  const std::span<const Instant> all{edges};
  const std::span values{view(series.values)};
  return bands_of({all.first(values.size()), all.subspan(1), values}, asked);
}

/// Heating and electricity, kWh; heated volume, surface over volume, floor area, hours per day and
/// degree-days: a column each.
using SchoolColumns = std::array<Array<double>, 7>;

Table schools_of(const std::vector<std::string>& uses, const SchoolColumns& columns,
                 const Folder& folder) {
  std::vector<SchoolRow> rows(uses.size());
  const std::array members{&SchoolRow::heating_kwh,      &SchoolRow::electricity_kwh,
                           &SchoolRow::heated_volume_m3, &SchoolRow::surface_to_volume_1_m,
                           &SchoolRow::floor_area_m2,    &SchoolRow::hours_per_day,
                           &SchoolRow::degree_days_kd};
  for (std::size_t c = 0; c < members.size(); ++c) {
    const auto values = view(columns[c]);
    EMPOWER_EXPECTS(values.size() == rows.size(), "the columns of schools have one length");
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*members[c] = values[i];
  }
  const py::gil_scoped_release unlocked;
  const Tables tables{folder};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto use = parse_building_use(uses[i]);
    if (const auto level = use ? school_level(*use) : std::nullopt)
      rows[i].school_level = code(*level);
    add_indicators(rows[i], tables.get());
  }
  return table_of(std::span<const SchoolRow>{rows});
}

} // namespace

void bind_load(py::module_& module) {
  module.def("tariff_bands_of_intervals", &bands_of_intervals, "start"_a.noconvert(),
             "end"_a.noconvert(), "energy_kwh"_a.noconvert(), "zone"_a, "by_month"_a,
             "undecided_as_f3"_a, "folder"_a);
  module.def("tariff_bands_of_steps", &bands_of_steps, "readings"_a, "zone"_a, "by_month"_a,
             "undecided_as_f3"_a, "folder"_a);
  module.def("school_indicators", &schools_of, "uses"_a, "columns"_a, "folder"_a);
}

} // namespace empower::python
