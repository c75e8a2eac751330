// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

#include <empower/simulate/public_stock.hpp>

#include <pybind11/stl/filesystem.h>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

void bind_simulate(py::module_& module) {
  py::class_<PublicStockOptions>{module, "PublicStockOptions"}
      .def(py::init<>())
      .def_readwrite("buildings", &PublicStockOptions::buildings)
      .def_readwrite("seed", &PublicStockOptions::seed)
      .def_readwrite("first_year", &PublicStockOptions::first_year)
      .def_readwrite("years", &PublicStockOptions::years)
      .def_readwrite("daily_share", &PublicStockOptions::daily_share)
      .def_readwrite("hourly_share", &PublicStockOptions::hourly_share)
      .def_readwrite("faults", &PublicStockOptions::faults)
      .def_readwrite("noise", &PublicStockOptions::noise);
  module.def("simulate_public_stock", &simulate_public_stock, "folder"_a, "options"_a,
             py::call_guard<py::gil_scoped_release>());
}

} // namespace empower::python
