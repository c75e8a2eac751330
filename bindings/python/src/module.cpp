// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

#include <empower/core/version.hpp>

PYBIND11_MODULE(_core, module) {
  module.doc() =
      "The compiled part of empower. Use the package `empower`, which names and types it.";
  module.attr("version") = empower::version;
  empower::python::bind_errors(module);
  empower::python::bind_table(module);
  empower::python::bind_weather_files(module);
  empower::python::bind_weather(module);
  empower::python::bind_temperatures(module);
  empower::python::bind_baseline(module);
  empower::python::bind_degree_day_ratio(module);
  empower::python::bind_bootstrap(module);
  empower::python::bind_degree_hours(module);
  empower::python::bind_fit_many(module);
  empower::python::bind_daily(module);
  empower::python::bind_hourly(module);
  empower::python::bind_caltrack(module);
  empower::python::bind_caltrack_hourly(module);
  empower::python::bind_savings(module);
  empower::python::bind_io(module);
  empower::python::bind_analysis(module);
  empower::python::bind_reference(module);
  empower::python::bind_load(module);
  empower::python::bind_simulate(module);
}
