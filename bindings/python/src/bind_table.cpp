// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "regular_series.hpp"

#include <empower/io/table.hpp>

#include <limits>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

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

py::object column(const py::object& self, std::size_t index) {
  const Table& table = self.cast<const Table&>();
  if (index >= table.columns.size()) throw py::index_error{"no such column"};
  return std::visit(ColumnArrays{self}, table.columns[index].values);
}

} // namespace

void bind_table(py::module_& module) {
  py::class_<RegularSeries>{module, "RegularSeries",
                            "One value per step of UTC; first and step in seconds."}
      .def(py::init([](std::int64_t first, std::int64_t step, Array<double> values) {
             return RegularSeries{first, step, std::move(values)};
           }),
           "first"_a, "step"_a, "values"_a.noconvert())
      .def_readonly("first", &RegularSeries::first)
      .def_readonly("step", &RegularSeries::step)
      .def_readonly("values", &RegularSeries::values);
  py::class_<Table>{module, "Table"}
      .def_readonly("name", &Table::name)
      .def_property_readonly("dictionary",
                             [](const Table& t) {
                               return data_dictionary({&t, 1});
                             })
      .def("column", &column, "index"_a,
           "Arrays of a column by its type in `dictionary`: number float64, integer int64, boolean "
           "uint8, date int32 days, instant (int64 seconds, int64 offset seconds), text (int64 "
           "offsets, bytes).");
}

} // namespace empower::python
