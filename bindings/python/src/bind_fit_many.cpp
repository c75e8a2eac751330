// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/fit_many.hpp>
#include <empower/io/table.hpp>
#include <empower/quality/reading_rules.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

std::vector<std::size_t> places(const Array<std::int64_t>& offsets) {
  const auto values = view(offsets);
  EMPOWER_EXPECTS(std::ranges::all_of(values, [](std::int64_t v) { return v >= 0; }),
                  "offsets are not negative");
  return {values.begin(), values.end()};
}

/// The temperatures of all stations lie in one column; those of station s are
/// `[offsets[s], offsets[s + 1])`.
std::vector<DailyView<Celsius>> stations(const Array<std::int64_t>& first_days,
                                         std::span<const std::size_t> offsets,
                                         const Array<double>& temperature_c) {
  const auto first = view(first_days);
  const auto values = view(temperature_c);
  if (offsets.size() != first.size() + 1)
    throw ShapeError{"station_offsets", first.size() + 1, offsets.size()};
  EMPOWER_EXPECTS(std::ranges::is_sorted(offsets) && offsets.back() == values.size(),
                  "station offsets ascend to the number of temperatures");
  std::vector<DailyView<Celsius>> outdoor;
  outdoor.reserve(first.size());
  for (std::size_t s = 0; s < first.size(); ++s) {
    outdoor.emplace_back(CivilDay{std::chrono::days{first[s]}},
                         values.subspan(offsets[s], offsets[s + 1] - offsets[s]));
  }
  return outdoor;
}

Table baselines(const Array<std::int64_t>& offsets, const Array<std::int64_t>& start,
                const Array<std::int64_t>& end, const Array<double>& energy_kwh,
                const Array<std::uint32_t>& station, const Array<std::int64_t>& station_first_days,
                const Array<std::int64_t>& station_offsets, const Array<double>& temperature_c,
                const FitOptions& options, std::size_t threads,
                const std::vector<std::optional<NormalYear>>& given) {
  const auto starts = view(start);
  const auto ends = view(end);
  const auto energy = view(energy_kwh);
  const auto station_of_meter = view(station);
  const std::vector<std::size_t> meter_offsets = places(offsets);
  const std::vector<DailyView<Celsius>> outdoor =
      stations(station_first_days, places(station_offsets), temperature_c);
  if (!given.empty() && given.size() != outdoor.size())
    throw ShapeError{"normal_years", outdoor.size(), given.size()};
  const py::gil_scoped_release unlocked;
  const std::vector<CivilDay> from = civil_days(starts);
  const std::vector<CivilDay> to = civil_days(ends);
  const MeterColumns meters{meter_offsets, from, to, energy, station_of_meter};
  const std::vector<FitOutcome> outcomes = fit_many(meters, outdoor, options, threads);
  std::vector<NormalYear> normal;
  normal.reserve(outdoor.size());
  for (std::size_t s = 0; s < outdoor.size(); ++s)
    normal.push_back(!given.empty() && given[s] ? *given[s] : mean_of_complete_years(outdoor[s]));
  return table_of<BaselineRow>(baseline_rows(meters, outcomes, normal));
}

bool single_days(BillView readings) {
  for (std::size_t i = 0; i < readings.size(); ++i)
    if (day_count(readings.period(i)) != 1) return false;
  return true;
}

/// Estimates of each meter joined to the readings after them: offsets, start, end and energy. A
/// meter of days keeps its days; those that were joined have no energy of their own. A meter whose
/// readings are not in order is left as it is.
py::tuple joined(const Array<std::int64_t>& offsets, const Array<std::int64_t>& start,
                 const Array<std::int64_t>& end, const Array<double>& energy_kwh,
                 const Array<std::uint8_t>& estimated) {
  const BillColumns bills{start, end, energy_kwh};
  const std::vector<std::size_t> meters = places(offsets);
  const std::vector<ReadingQuality> quality = qualities(view(estimated));
  if (quality.size() != bills.energy.size())
    throw ShapeError{"estimated", bills.energy.size(), quality.size()};
  EMPOWER_EXPECTS(std::ranges::is_sorted(meters) && meters.back() == quality.size(),
                  "offsets ascend to the number of readings");
  const auto days = [](const std::vector<CivilDay>& all) {
    std::vector<std::int64_t> since_1970;
    since_1970.reserve(all.size());
    for (const CivilDay day : all) since_1970.push_back(day.time_since_epoch().count());
    return array_of(std::move(since_1970));
  };
  BillSeries all;
  std::vector<std::int64_t> ends{0};
  for (std::size_t m = 0; m + 1 < meters.size(); ++m) {
    const std::size_t first = meters[m];
    const std::size_t count = meters[m + 1] - first;
    const BillView all_bills = bills.view();
    const BillView of_meter{all_bills.from.subspan(first, count),
                            all_bills.to.subspan(first, count),
                            all_bills.energy_kwh.subspan(first, count)};
    if (first_out_of_order(of_meter) < count) { // refused later on, as it came
      for (std::size_t i = 0; i < count; ++i)
        all.push_back(of_meter.period(i), of_meter.energy_kwh[i]);
      ends.push_back(static_cast<std::int64_t>(all.from.size()));
      continue;
    }
    const BillSeries merged = merged_estimates(of_meter, std::span{quality}.subspan(first, count));
    const bool daily = single_days(of_meter);
    for (std::size_t i = 0; i < merged.from.size(); ++i) {
      const CivilPeriod period = merged.view().period(i);
      if (!daily || day_count(period) == 1) {
        all.push_back(period, merged.energy_kwh[i]);
        continue;
      }
      for (CivilDay day = period.from; day < period.to; day += std::chrono::days{1})
        all.push_back({day, day + std::chrono::days{1}}, missing_value);
    }
    ends.push_back(static_cast<std::int64_t>(all.from.size()));
  }
  return py::make_tuple(array_of(std::move(ends)), days(all.from), days(all.to),
                        array_of(std::move(all.energy_kwh)));
}

} // namespace

void bind_fit_many(py::module_& module) {
  module.attr("undated") = undated.time_since_epoch().count();
  module.def("join_estimates", &joined, "offsets"_a.noconvert(), "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "energy_kwh"_a.noconvert(), "estimated"_a.noconvert());
  module.def("fit_many", &baselines, "offsets"_a.noconvert(), "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "energy_kwh"_a.noconvert(), "station"_a.noconvert(),
             "station_first_days"_a.noconvert(), "station_offsets"_a.noconvert(),
             "temperature_c"_a.noconvert(), "options"_a, "threads"_a, "normal_years"_a = py::list(),
             "The table `baselines` of meters in common columns; meter i has the readings from "
             "offsets[i] to offsets[i + 1], station s the temperatures in the same way.");
}

} // namespace empower::python
