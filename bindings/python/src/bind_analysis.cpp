// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

#include <empower/analysis/analyse.hpp>
#include <empower/io/reference_folder.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using BaseAndThreshold = std::pair<double, double>;

Analysis run(const StockFolder& stock, AnalysisOptions options,
             const std::optional<std::filesystem::path>& reference_folder) {
  std::optional<ReferenceTables> reference;
  if (reference_folder)
    options.reference = &reference.emplace(read_reference_folder(*reference_folder));
  return analyse(stock, options);
}

template <auto Rule>
void bind_rule(py::class_<AnalysisOptions>& options, const char* name) {
  options.def_property(
      name,
      [](const AnalysisOptions& o) {
        return BaseAndThreshold{(o.*Rule).base.value(), (o.*Rule).threshold.value()};
      },
      [](AnalysisOptions& o, BaseAndThreshold rule) {
        o.*Rule = {Celsius{rule.first}, Celsius{rule.second}};
      });
}

} // namespace

void bind_analysis(py::module_& module) {
  py::class_<AnalysisOptions> options{module, "AnalysisOptions"};
  options.def(py::init<>())
      .def_readwrite("emission_set", &AnalysisOptions::emission_set)
      .def_readwrite("reference_station", &AnalysisOptions::reference_station)
      .def_readwrite("budget_eur", &AnalysisOptions::budget_eur)
      .def_readwrite("top_k", &AnalysisOptions::top_k)
      .def_readwrite("threads", &AnalysisOptions::threads)
      .def_readwrite("expected", &AnalysisOptions::expected)
      .def_readwrite("undecided_as_f3", &AnalysisOptions::undecided_as_f3);
  bind_rule<&AnalysisOptions::heating_rule>(options, "heating_rule");
  bind_rule<&AnalysisOptions::cooling_rule>(options, "cooling_rule");

  py::class_<Analysis>{module, "Analysis"}
      .def_property_readonly("dictionary",
                             [](const Analysis& a) { return data_dictionary(a.tables); })
      .def_readonly("plan_json", &Analysis::plan_json)
      .def_readonly("run_json", &Analysis::run_json)
      .def("table", &Analysis::table, "name"_a, py::return_value_policy::reference_internal)
      .def("write", &write_analysis, "folder"_a, py::call_guard<py::gil_scoped_release>());
  module.def("analyse", &run, "stock"_a, "options"_a, "reference_folder"_a = std::nullopt,
             py::call_guard<py::gil_scoped_release>());
}

} // namespace empower::python
