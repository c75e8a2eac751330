// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "numpy_views.hpp"
#include "regular_series.hpp"

#include <empower/io/epw.hpp>
#include <empower/io/open_meteo.hpp>
#include <empower/weather/monthly_normals.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

/// First instant in seconds, or first day, since 1970, and the values after it.
using Column = std::tuple<std::int64_t, Array<double>>;

Column column_of(DailySeries days) {
  return {days.first.time_since_epoch().count(), array_of(std::move(days.values))};
}

void bind_normal_year(py::module_& module) {
  py::class_<NormalYear>{module, "NormalYear",
                         "The weather a consumption is moved to, as the distribution of its daily "
                         "mean temperatures."}
      .def_property_readonly("name", &NormalYear::name)
      .def_property_readonly("years", &NormalYear::years, "Years that its days are from.")
      .def_property_readonly(
          "temperature_c",
          [](const py::object& self) {
            const auto& year = self.cast<const NormalYear&>();
            return array_over<double>(year.sorted_temperatures(), self);
          },
          "Daily means of all its years, the coldest first.")
      .def(
          "heating_degree_days",
          [](const NormalYear& year, double base) {
            return year.heating_degree_days(Celsius{base}).value();
          },
          "base"_a, "K.d of an average year below `base`, degC; threshold = base.")
      .def(
          "cooling_degree_days",
          [](const NormalYear& year, double base) {
            return year.cooling_degree_days(Celsius{base}).value();
          },
          "base"_a, "K.d of an average year above `base`, degC; threshold = base.")
      .def("__repr__",
           [](const NormalYear& year) { return "<empower.NormalYear: " + year.name() + ">"; });
}

std::optional<NormalYear> if_any(NormalYear year) {
  return year.missing() ? std::nullopt : std::optional{std::move(year)};
}

Outcome<NormalYear, NormalsReason> of_months(const std::array<double, 12>& temperature_c,
                                             const std::array<double, 12>& standard_deviation_k,
                                             const std::string& source, CivilDay first_day,
                                             const Array<double>& daily_c) {
  MonthlyNormals normals;
  normals.source = source;
  normals.temperature_c = temperature_c;
  normals.standard_deviation_k = standard_deviation_k;
  const DailyView<Celsius> outdoor{first_day, view(daily_c)};
  const py::gil_scoped_release unlocked;
  return normal_year_of(normals, outdoor);
}

void bind_monthly_normals(py::module_& module) {
  bind_outcome<Outcome<NormalYear, NormalsReason>>(module, "NormalYearOutcome");
  module.def("normal_year_of", &of_months, "temperature_c"_a, "standard_deviation_k"_a, "source"_a,
             "first_day"_a, "daily_c"_a.noconvert());
}

void bind_typical_year(py::module_& module) {
  py::class_<TypicalYear>{module, "TypicalYear",
                          "The weather of a typical year, `empower.read_epw(path)`. Its days have "
                          "no date: it is weather to normalise to, never readings."}
      .def_readonly("place_name", &TypicalYear::place_name)
      .def_readonly("country", &TypicalYear::country)
      .def_readonly("source", &TypicalYear::source)
      .def_property_readonly("latitude", [](const TypicalYear& y) { return y.place.latitude; })
      .def_property_readonly("longitude", [](const TypicalYear& y) { return y.place.longitude; })
      .def_readonly("altitude_m", &TypicalYear::altitude_m)
      .def_readonly("utc_offset_hours", &TypicalYear::utc_offset_hours,
                    "Of the local standard time that days are counted in.")
      .def_property_readonly(
          "temperature_c",
          [](const py::object& self) {
            const auto& year = self.cast<const TypicalYear&>();
            return array_over<double>(year.temperature_c, self);
          },
          "Per hour from 1 January on; missing is NaN.")
      .def_property_readonly(
          "daily_mean_c", [](const TypicalYear& y) { return array_of(y.daily_mean_c()); },
          "Of each day over the hours present; NaN where at most half of them are.")
      .def_readonly("year_of_month", &TypicalYear::year_of_month)
      .def_readonly("hours_missing", &TypicalYear::hours_missing)
      .def_property_readonly(
          "normal_year", [](const TypicalYear& y) { return if_any(y.normal_year()); },
          "The distribution of its days; None if any day is missing.")
      .def("__repr__", [](const TypicalYear& year) {
        return "<empower.TypicalYear: " + year.place_name + " (" + year.source + ")>";
      });
  module.def("read_epw", &read_epw, "path"_a, py::call_guard<py::gil_scoped_release>());
}

void bind_open_meteo(py::module_& module) {
  using Read = OpenMeteoTemperatures;
  py::class_<Read>{module, "OpenMeteoTemperatures"}
      .def_property_readonly("latitude", [](const Read& r) { return r.place.latitude; })
      .def_property_readonly("longitude", [](const Read& r) { return r.place.longitude; })
      .def_readonly("altitude_m", &Read::altitude_m)
      .def_readonly("zone_name", &Read::zone_name)
      .def_property_readonly(
          "zone",
          [](const Read& r) { return r.zone ? std::optional{r.zone->name()} : std::nullopt; })
      .def_property_readonly("utc_offset_s", [](const Read& r) { return r.utc_offset.count(); })
      .def("hourly",
           [](const Read& r) {
             return r.hourly ? std::optional{Column{seconds(r.hourly->first),
                                                    array_of(r.hourly->values)}}
                             : std::nullopt;
           })
      .def(
          "daily",
          [](const Read& r) { return r.daily ? std::optional{column_of(*r.daily)} : std::nullopt; })
      .def(
          "daily_mean",
          [](const Read& r, const std::string& zone) {
            return column_of(r.daily_mean(zone_named(zone)));
          },
          "zone"_a)
      .def(
          "normal_year",
          [](const Read& r, const std::string& zone, std::optional<std::size_t> years) {
            const DailySeries days = r.daily_mean(zone_named(zone));
            const auto outdoor = days.view<Celsius>();
            return if_any(years ? mean_of_last_complete_years(outdoor, *years)
                                : mean_of_complete_years(outdoor));
          },
          "zone"_a, "years"_a);
  module.def("read_open_meteo", &read_open_meteo, "path"_a,
             py::call_guard<py::gil_scoped_release>());
}

} // namespace

void bind_weather_files(py::module_& module) {
  bind_normal_year(module);
  bind_monthly_normals(module);
  bind_typical_year(module);
  bind_open_meteo(module);
}

} // namespace empower::python
