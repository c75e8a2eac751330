// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "numpy_views.hpp"

#include <empower/analysis/analyse.hpp>
#include <empower/io/reference_folder.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <limits>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using BaseAndThreshold = std::pair<double, double>;

/// A column as NumPy arrays; `owner` keeps what is only looked at alive.
struct ColumnArrays {
  py::handle owner;

  py::object operator()(const std::vector<double>& values) const {
    return array_over<double>(values, owner);
  }
  py::object operator()(const std::vector<std::int64_t>& values) const {
    return array_over<std::int64_t>(values, owner);
  }
  py::object operator()(const std::vector<bool>& values) const {
    return array_of(std::vector<std::uint8_t>(values.begin(), values.end()));
  }
  /// Offsets and UTF-8 bytes, as Arrow's large_utf8 has them.
  py::object operator()(const std::vector<std::string>& values) const {
    std::vector<std::int64_t> offsets{0};
    offsets.reserve(values.size() + 1);
    for (const std::string& text : values) {
      offsets.push_back(offsets.back() + static_cast<std::int64_t>(text.size()));
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(static_cast<std::size_t>(offsets.back()));
    for (const std::string& text : values) bytes.insert(bytes.end(), text.begin(), text.end());
    return py::make_tuple(array_of(std::move(offsets)), array_of(std::move(bytes)));
  }
  /// Days since 1970; a missing one is the least int32.
  py::object operator()(const std::vector<CivilDay>& values) const {
    std::vector<std::int32_t> days;
    days.reserve(values.size());
    for (const CivilDay day : values) {
      days.push_back(day == missing_day
                         ? std::numeric_limits<std::int32_t>::min()
                         : static_cast<std::int32_t>(day.time_since_epoch().count()));
    }
    return array_of(std::move(days));
  }
  /// Seconds since 1970 UTC, and the offset of the place in seconds.
  py::object operator()(const std::vector<ZonedInstant>& values) const {
    std::vector<std::int64_t> seconds;
    std::vector<std::int64_t> offsets;
    seconds.reserve(values.size());
    offsets.reserve(values.size());
    for (const ZonedInstant& instant : values) {
      seconds.push_back(instant.at.time_since_epoch().count());
      offsets.push_back(instant.offset.count());
    }
    return py::make_tuple(array_of(std::move(seconds)), array_of(std::move(offsets)));
  }
};

py::object column(const py::object& self, std::string_view table, std::size_t index) {
  const Table& found = self.cast<const Analysis&>().table(table);
  if (index >= found.columns.size()) throw py::index_error{"no such column"};
  return std::visit(ColumnArrays{self}, found.columns[index].values);
}

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
      .def_readwrite("budget_eur", &AnalysisOptions::budget_eur)
      .def_readwrite("top_k", &AnalysisOptions::top_k)
      .def_readwrite("threads", &AnalysisOptions::threads)
      .def_readwrite("expected", &AnalysisOptions::expected);
  bind_rule<&AnalysisOptions::heating_rule>(options, "heating_rule");
  bind_rule<&AnalysisOptions::cooling_rule>(options, "cooling_rule");

  py::class_<Analysis>{module, "Analysis"}
      .def_property_readonly("dictionary",
                             [](const Analysis& a) { return data_dictionary(a.tables); })
      .def_readonly("plan_json", &Analysis::plan_json)
      .def_readonly("run_json", &Analysis::run_json)
      .def("column", &column, "table"_a, "index"_a,
           "Arrays of a column by its type in `dictionary`: number float64, integer int64, boolean "
           "uint8, "
           "date int32 days, instant (int64 seconds, int64 offset seconds), text (int64 offsets, "
           "bytes).")
      .def("write", &write_analysis, "folder"_a, py::call_guard<py::gil_scoped_release>());
  module.def("analyse", &run, "stock"_a, "options"_a, "reference_folder"_a = std::nullopt,
             py::call_guard<py::gil_scoped_release>());
}

} // namespace empower::python
