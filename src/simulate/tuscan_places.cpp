// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/random_stream.hpp>
#include <empower/simulate/detail/tuscan_places.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace empower::detail {
namespace {

struct Capital {
  std::string_view province;
  std::string_view province_name;
  std::string_view istat_code;
  Coordinates place;
};
constexpr std::array capitals{Capital{"FI", "Firenze", "048017", {43.77, 11.25}},
                              Capital{"PO", "Prato", "100005", {43.88, 11.10}},
                              Capital{"PT", "Pistoia", "047014", {43.93, 10.92}},
                              Capital{"LU", "Lucca", "046017", {43.84, 10.50}},
                              Capital{"MS", "Massa-Carrara", "045010", {44.04, 10.14}},
                              Capital{"PI", "Pisa", "050026", {43.72, 10.40}},
                              Capital{"LI", "Livorno", "049009", {43.55, 10.32}},
                              Capital{"GR", "Grosseto", "053011", {42.76, 11.11}},
                              Capital{"SI", "Siena", "052032", {43.32, 11.33}},
                              Capital{"AR", "Arezzo", "051002", {43.46, 11.88}}};

const Capital& capital_of(const Municipality& municipality) {
  const auto* found =
      std::ranges::find(capitals, std::string_view{municipality.province}, &Capital::province);
  EMPOWER_EXPECTS(found != capitals.end(), "the municipality lies in Tuscany");
  return *found;
}

} // namespace

Coordinates invented_place(const Municipality& municipality) {
  const Capital& capital = capital_of(municipality);
  if (capital.istat_code == municipality.istat_code) return capital.place;
  RandomStream random{0, Draw::place, municipality.istat_code};
  // Eastwards, away from the sea.
  return {capital.place.latitude + random.uniform(-0.12, 0.12),
          capital.place.longitude + random.uniform(0.02, 0.2)};
}

std::string organisation_of(Owner owner, const Municipality& municipality) {
  const std::string& p = municipality.province;
  const auto one_of = [&](std::initializer_list<std::string_view> provinces) {
    return std::ranges::find(provinces, p) != provinces.end();
  };
  switch (owner) {
  case Owner::province:
    return p == "FI" ? "Città Metropolitana di Firenze"
                     : fmt::format("Provincia di {}", capital_of(municipality).province_name);
  case Owner::health_service:
    if (one_of({"FI", "PO", "PT"})) return "Azienda USL Toscana Centro";
    return one_of({"SI", "GR", "AR"}) ? "Azienda USL Toscana Sud Est"
                                      : "Azienda USL Toscana Nord Ovest";
  case Owner::university:
    if (one_of({"SI", "GR", "AR"})) return "Università degli Studi di Siena";
    return one_of({"FI", "PO", "PT"}) ? "Università degli Studi di Firenze" : "Università di Pisa";
  case Owner::region:
    return "Regione Toscana";
  case Owner::municipality:
    break;
  }
  return fmt::format("Comune di {}", municipality.name);
}

} // namespace empower::detail
