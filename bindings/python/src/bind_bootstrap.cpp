// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "civil_day_caster.hpp"

#include <empower/baseline/bootstrap.hpp>
#include <empower/core/error.hpp>

#include <pybind11/stl.h>

#include <cstddef>
#include <optional>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

/// Readings of one day each as a series without holes.
DailySeries daily_series(BillView readings) {
  DailySeries days{readings.empty() ? CivilDay{} : readings.from.front(), {}};
  days.values.assign(static_cast<std::size_t>(day_count(readings.period())), missing_value);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    EMPOWER_EXPECTS(day_count(readings.period(i)) == 1, "a fit of days has readings of a day each");
    days.values[static_cast<std::size_t>((readings.from[i] - days.first).count())] =
        readings.energy_kwh[i];
  }
  return days;
}

BootstrapIntervals intervals(const Fit& fit, const Array<std::int64_t>& start,
                             const Array<std::int64_t>& end, const Array<double>& energy_kwh,
                             CivilDay first_temperature_day, const Array<double>& temperature_c,
                             const std::optional<NormalYear>& normal, std::size_t replications,
                             std::size_t block, std::uint64_t seed) {
  EMPOWER_EXPECTS(fit.method == BaselineMethod::daily || fit.method == BaselineMethod::bills,
                  "a fit of fit_change_point or fit_bills is resampled");
  const BillColumns readings{start, end, energy_kwh};
  const DailyView<Celsius> outdoor{first_temperature_day, view(temperature_c)};
  const BootstrapOptions options{replications, block, seed};
  const py::gil_scoped_release unlocked;
  const NormalYear year = normal.value_or(NormalYear{});
  if (fit.method == BaselineMethod::bills)
    return block_bootstrap(fit, readings.view(), outdoor, year, options);
  const DailySeries days = daily_series(readings.view());
  return block_bootstrap(fit, days.view<KilowattHours>(), outdoor, year, options);
}

} // namespace

void bind_bootstrap(py::module_& module) {
  py::class_<BootstrapIntervals>{module, "BootstrapIntervals"}
      .def_readonly("base", &BootstrapIntervals::base)
      .def_readonly("heating_slope", &BootstrapIntervals::heating_slope)
      .def_readonly("heating_balance", &BootstrapIntervals::heating_balance)
      .def_readonly("cooling_slope", &BootstrapIntervals::cooling_slope)
      .def_readonly("cooling_balance", &BootstrapIntervals::cooling_balance)
      .def_readonly("normal_year", &BootstrapIntervals::normal_year)
      .def_readonly("replications", &BootstrapIntervals::replications);
  module.def("block_bootstrap", &intervals, "fit"_a, "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "energy_kwh"_a.noconvert(), "first_temperature_day"_a,
             "temperature_c"_a.noconvert(), "normal_year"_a, "replications"_a, "block"_a, "seed"_a);
}

} // namespace empower::python
