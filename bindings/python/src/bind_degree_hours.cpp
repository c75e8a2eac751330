// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "regular_series.hpp"

#include <empower/baseline/degree_hour_regression.hpp>

#include <string>
#include <utility>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

FitOutcome fit(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
               const Array<double>& energy_kwh, const RegularSeries& outdoor,
               const std::string& zone, const FitOptions& options) {
  const BillColumns observed{start, end, energy_kwh};
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  const TimeZone place = zone_named(zone);
  const py::gil_scoped_release unlocked;
  return fit_degree_hours(observed.view(), weather, place, options);
}

Array<double> expected(const Fit& fit, const Array<std::int64_t>& start,
                       const Array<std::int64_t>& end, const RegularSeries& outdoor,
                       const std::string& zone) {
  const std::vector<CivilDay> from = civil_days(view(start));
  const std::vector<CivilDay> to = civil_days(view(end));
  if (to.size() != from.size()) throw ShapeError{"end", from.size(), to.size()};
  const std::vector<double> unknown(from.size(), missing_value);
  const HourlyView<Celsius> weather = outdoor.hourly<Celsius>();
  const TimeZone place = zone_named(zone);
  std::vector<double> energy;
  {
    const py::gil_scoped_release unlocked;
    energy = adjusted_baseline(fit, {from, to, unknown}, weather, place).expected_kwh;
  }
  return array_of(std::move(energy));
}

} // namespace

void bind_degree_hours(py::module_& module) {
  module.def("fit_degree_hours", &fit, "start_days"_a.noconvert(), "end_days"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "temperature"_a, "zone"_a, "options"_a);
  module.def("expected_of_hours", &expected, "fit"_a, "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "temperature"_a, "zone"_a);
}

} // namespace empower::python
