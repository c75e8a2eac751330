// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

namespace empower::python {

void bind_errors(pybind11::module_& module);
void bind_weather(pybind11::module_& module);
void bind_weather_files(pybind11::module_& module);
void bind_temperatures(pybind11::module_& module);
void bind_table(pybind11::module_& module);
void bind_baseline(pybind11::module_& module);
void bind_bootstrap(pybind11::module_& module);
void bind_degree_hours(pybind11::module_& module);
void bind_fit_many(pybind11::module_& module);
void bind_degree_day_ratio(pybind11::module_& module);
void bind_daily(pybind11::module_& module);
void bind_hourly(pybind11::module_& module);
void bind_caltrack(pybind11::module_& module);
void bind_caltrack_hourly(pybind11::module_& module);
void bind_savings(pybind11::module_& module);
void bind_io(pybind11::module_& module);
void bind_analysis(pybind11::module_& module);
void bind_load(pybind11::module_& module);
void bind_reference(pybind11::module_& module);
void bind_simulate(pybind11::module_& module);

} // namespace empower::python
