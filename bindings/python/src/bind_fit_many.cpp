// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/fit_many.hpp>
#include <empower/io/table.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <optional>

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

} // namespace

void bind_fit_many(py::module_& module) {
  module.def("fit_many", &baselines, "offsets"_a.noconvert(), "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "energy_kwh"_a.noconvert(), "station"_a.noconvert(),
             "station_first_days"_a.noconvert(), "station_offsets"_a.noconvert(),
             "temperature_c"_a.noconvert(), "options"_a, "threads"_a, "normal_years"_a = py::list(),
             "The table `baselines` of meters in common columns; meter i has the readings from "
             "offsets[i] to offsets[i + 1], station s the temperatures in the same way.");
}

} // namespace empower::python
