// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "numpy_views.hpp"

#include <empower/io/detail/embedded_files.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/reference/municipality_index.hpp>
#include <empower/stock/carrier.hpp>
#include <empower/weather/legal_degree_days.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

/// Days since 1970.
using DayNumber = int;

CivilDay day_of(DayNumber number) { return CivilDay{std::chrono::days{number}}; }

std::optional<DayNumber> number_of(std::optional<CivilDay> day) {
  if (!day) return std::nullopt;
  return static_cast<DayNumber>(day->time_since_epoch().count());
}

[[noreturn]] void refuse(std::string_view reason, const std::string& detail) {
  const py::object type = py::module_::import("empower.errors").attr("FigureError");
  py::set_error(type, type(detail, py::arg("reason") = reason));
  throw py::error_already_set();
}

template <class Value, class Reason>
const Value& value_or_raise(const Outcome<Value, Reason>& found) {
  if (!found) refuse(code(found.failure().reason), found.failure().detail);
  return *found;
}

/// Carriers of meters have other names in the reference tables: `electricity_grid`.
std::string key(const std::string& carrier) {
  const auto known = parse_carrier(carrier);
  return known ? std::string{reference_key(known->carrier)} : carrier;
}

/// Value, unit, source, confidence, first and last day.
py::tuple figure(double value, std::string_view unit, const Provenance& p) {
  return py::make_tuple(value, unit, p.source, code(p.confidence), number_of(p.valid_from),
                        number_of(p.valid_to));
}

/// Reference tables with the index of their municipalities.
struct Reference {
  explicit Reference(const std::optional<std::filesystem::path>& folder)
      : tables{folder ? read_reference_folder(*folder) : embedded_reference()} {}
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;

  [[nodiscard]] LegalClimate climate(const std::string& code_or_name, const std::string& province,
                                     const std::string& zone) const {
    return value_or_raise(index.climate(code_or_name, province, zone));
  }
  [[nodiscard]] py::tuple season(const std::string& zone, DayNumber day) const {
    const ClimateZone& row = *value_or_raise(tables.zone_on(zone, day_of(day)));
    const auto pair = [](std::optional<MonthDay> date) -> py::object {
      if (!date) return py::none();
      return py::make_tuple(date->month, date->day);
    };
    return py::make_tuple(pair(row.season_first), pair(row.season_last), row.hours_per_day,
                          row.regime);
  }
  [[nodiscard]] py::tuple co2(const std::string& carrier, int year,
                              const std::string& method_set) const {
    const auto& row = *value_or_raise(tables.emission_factor(key(carrier), year, method_set));
    return figure(row.kg_co2_per_kwh, "kg/kWh", row.provenance);
  }
  [[nodiscard]] py::tuple primary_energy(const std::string& carrier, DayNumber day,
                                         const std::string& part) const {
    const CivilPeriod one_day{day_of(day), day_of(day + 1)};
    const auto& row = *value_or_raise(tables.primary_energy_factor(key(carrier), one_day));
    const double value = part == "total"           ? row.total
                         : part == "non_renewable" ? row.non_renewable
                                                   : row.renewable;
    return figure(value, "kWh/kWh", row.provenance);
  }
  [[nodiscard]] py::tuple toe(const std::string& carrier, DayNumber day,
                              const std::string& convention) const {
    const auto& row = *value_or_raise(tables.toe_factor(key(carrier), day_of(day), convention));
    return figure(row.toe_per_unit, "toe/" + row.unit, row.provenance);
  }
  [[nodiscard]] py::tuple price(const std::string& carrier, DayNumber day) const {
    const auto& row = *value_or_raise(tables.price(key(carrier), day_of(day)));
    return figure(row.eur_per_kwh, "EUR/kWh", row.provenance);
  }
  [[nodiscard]] py::tuple heating_value(const std::string& carrier, const std::string& convention,
                                        bool higher) const {
    const auto& row = *value_or_raise(tables.heating_value(key(carrier), convention, higher));
    return figure(higher ? row.hhv_kwh_per_unit : row.lhv_kwh_per_unit, "kWh/" + row.unit,
                  row.provenance);
  }
  [[nodiscard]] py::tuple benchmark(const std::string& group, const std::string& metric,
                                    const std::string& statistic) const {
    const auto& row = *value_or_raise(tables.benchmark(group, metric, statistic));
    return figure(row.value, row.unit + ", " + row.denominator, row.provenance);
  }
  [[nodiscard]] py::tuple envelope_limit(const std::string& element, const std::string& zone,
                                         DayNumber day, const std::string& rule) const {
    const auto& row = *value_or_raise(tables.envelope_limit(rule, element, zone, day_of(day)));
    return figure(row.u_max, "W/(m2.K)", row.provenance);
  }
  /// Kind of limit, the figure, tolerance.
  [[nodiscard]] py::tuple indoor_temperature_limit(const std::string& group,
                                                   const std::string& season, DayNumber day) const {
    const auto& row = *value_or_raise(tables.indoor_temperature_limit(group, season, day_of(day)));
    return py::make_tuple(row.limit_kind, figure(row.limit_c, "degC", row.provenance),
                          row.tolerance_k);
  }
  /// U values of wall, roof, ground floor and window, archetypes, of homes, note, source,
  /// confidence.
  [[nodiscard]] py::tuple typical_envelope(const std::string& group, const std::string& zone,
                                           int year_built) const {
    const auto found = tables.typical_envelope(group, zone, year_built);
    const TypicalEnvelope& envelope = value_or_raise(found);
    const EnvelopeMedian& row = *envelope.row;
    return py::make_tuple(row.u.wall, row.u.roof, row.u.ground_floor, row.u.window,
                          envelope.archetypes, envelope.of_homes, envelope.note,
                          row.provenance.source, code(row.provenance.confidence));
  }
  [[nodiscard]] std::string epc_class(double ratio, DayNumber day) const {
    return value_or_raise(tables.epc_class(ratio, day_of(day)))->epc_class;
  }

  /// Legal value, mean of the complete seasons, their difference, the seasons' first days with
  /// their sums, seasons left out.
  [[nodiscard]] py::tuple legal_and_actual(const LegalClimate& municipality, CivilDay first,
                                           const Array<double>& temperature_c) const {
    const auto both = empower::legal_and_actual(tables, municipality, {first, view(temperature_c)});
    const LegalAndActual& found = value_or_raise(both);
    py::list seasons;
    for (const DegreeDaySum<HeatingRule>& sum : found.seasons)
      seasons.append(py::make_tuple(sum.period.from, sum.total.value()));
    return py::make_tuple(found.legal.value(), found.actual.value(), found.difference, seasons,
                          found.left_out);
  }
  /// Degree-days, basis, neighbour, its legal value, metres above it, K·d per metre.
  [[nodiscard]] py::tuple degree_days_by_altitude(const LegalClimate& neighbour,
                                                  double altitude_m) const {
    const auto estimate = empower::degree_days_by_altitude(tables, neighbour, altitude_m);
    const DegreeDayEstimate& found = value_or_raise(estimate);
    return py::make_tuple(found.degree_days.value(), found.basis, found.neighbour,
                          found.of_neighbour.value(), found.altitude_difference_m,
                          found.per_metre_kd);
  }

  ReferenceTables tables;
  MunicipalityIndex index{tables};
};

py::dict embedded_tables() {
  py::dict files;
  for (const detail::EmbeddedFile& file : detail::embedded_files()) {
    if (file.name.ends_with(".csv")) files[py::str{file.name}] = py::bytes{file.content};
  }
  return files;
}

} // namespace

void bind_reference(py::module_& module) {
  py::class_<PartClimate>{module, "PartClimate", "A part of a municipality in another zone."}
      .def_readonly("name", &PartClimate::name)
      .def_readonly("zone", &PartClimate::zone)
      .def_property_readonly("degree_days",
                             [](const PartClimate& p) { return p.degree_days.value(); });
  py::class_<LegalClimate>{module, "LegalClimate"}
      .def_readonly("istat_code", &LegalClimate::istat_code)
      .def_readonly("name", &LegalClimate::name)
      .def_readonly("province", &LegalClimate::province)
      .def_readonly("zone", &LegalClimate::zone)
      .def_property_readonly("degree_days",
                             [](const LegalClimate& c) { return c.degree_days.value(); })
      .def_readonly("altitude_m", &LegalClimate::altitude_m)
      .def_readonly("basis", &LegalClimate::basis)
      .def_readonly("alternatives", &LegalClimate::alternatives)
      .def_readonly("notes", &LegalClimate::notes)
      .def_property_readonly("source", [](const LegalClimate& c) { return c.provenance.source; })
      .def_property_readonly("confidence",
                             [](const LegalClimate& c) { return code(c.provenance.confidence); });
  py::class_<Reference>{module, "Reference", "Reference tables: the embedded ones, or a folder's."}
      .def(py::init<const std::optional<std::filesystem::path>&>(), "folder"_a = py::none())
      .def("climate", &Reference::climate, "code_or_name"_a, "province"_a, "zone"_a)
      .def("season", &Reference::season, "zone"_a, "day"_a)
      .def("legal_and_actual", &Reference::legal_and_actual, "municipality"_a, "first"_a,
           "temperature_c"_a.noconvert())
      .def("degree_days_by_altitude", &Reference::degree_days_by_altitude, "neighbour"_a,
           "altitude_m"_a)
      .def("co2", &Reference::co2, "carrier"_a, "year"_a, "method_set"_a)
      .def("primary_energy", &Reference::primary_energy, "carrier"_a, "day"_a, "part"_a)
      .def("toe", &Reference::toe, "carrier"_a, "day"_a, "convention"_a)
      .def("price", &Reference::price, "carrier"_a, "day"_a)
      .def("heating_value", &Reference::heating_value, "carrier"_a, "convention"_a, "higher"_a)
      .def("benchmark", &Reference::benchmark, "group"_a, "metric"_a, "statistic"_a)
      .def("envelope_limit", &Reference::envelope_limit, "element"_a, "zone"_a, "day"_a, "rule"_a)
      .def("indoor_temperature_limit", &Reference::indoor_temperature_limit, "group"_a, "season"_a,
           "day"_a)
      .def("typical_envelope", &Reference::typical_envelope, "group"_a, "zone"_a, "year_built"_a)
      .def("epc_class", &Reference::epc_class, "ratio"_a, "day"_a);
  module.def("embedded_tables", &embedded_tables);
}

} // namespace empower::python
