// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

#include <empower/io/reference_folder.hpp>
#include <empower/io/stock_folder.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

std::string described(const StockFolder& folder) {
  return "<empower.Stock: " + std::to_string(folder.stock.buildings.size()) + " buildings, " +
         std::to_string(folder.stock.meters.size()) + " meters, " +
         std::to_string(folder.weather.stations.size()) + " stations, " +
         std::to_string(folder.rejects.size()) + " rejects>";
}

const Building& building(const StockFolder& folder, const std::string& id) {
  const auto index = folder.stock.find_building(id);
  if (!index) throw py::key_error{id};
  return folder.stock.buildings[*index];
}

StockFolder read(const std::filesystem::path& folder,
                 const std::optional<std::filesystem::path>& reference_folder) {
  if (!reference_folder) return read_stock_folder(folder);
  return read_stock_folder(folder, read_reference_folder(*reference_folder));
}

} // namespace

void bind_io(py::module_& module) {
  py::class_<Building>{module, "Building", "A building as its owner lists it."}
      .def_readonly("building_id", &Building::id)
      .def_readonly("name", &Building::name)
      .def_readonly("organisation", &Building::organisation)
      .def_readonly("municipality", &Building::municipality)
      .def_property_readonly("use", [](const Building& b) { return code(b.use); })
      .def_property_readonly("floor_area_m2",
                             [](const Building& b) { return b.floor_area.value(); })
      .def_property_readonly("heated_volume_m3",
                             [](const Building& b) { return b.heated_volume.value(); })
      .def_readonly("year_built", &Building::year_built);
  py::class_<StockFolder>{module, "Stock",
                          "A stock folder that was read: `empower.read_stock(folder)`."}
      .def_property_readonly("buildings",
                             [](const StockFolder& f) { return f.stock.buildings.size(); })
      .def_property_readonly("building_ids",
                             [](const StockFolder& f) {
                               std::vector<std::string> ids;
                               ids.reserve(f.stock.buildings.size());
                               for (const Building& b : f.stock.buildings) ids.push_back(b.id);
                               return ids;
                             })
      .def_property_readonly("meters", [](const StockFolder& f) { return f.stock.meters.size(); })
      .def_property_readonly("stations",
                             [](const StockFolder& f) { return f.weather.stations.size(); })
      .def_property_readonly("rejects", [](const StockFolder& f) { return f.rejects.size(); })
      .def("building", &building, "building_id"_a, py::return_value_policy::reference_internal,
           "The building with this id; KeyError if there is none.")
      .def("__repr__", &described);
  module.def("read_stock", &read, "folder"_a, "reference_folder"_a,
             py::call_guard<py::gil_scoped_release>());
}

} // namespace empower::python
