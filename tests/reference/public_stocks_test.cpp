// SPDX-License-Identifier: Apache-2.0
#include "support/shared_data.hpp"

#include <empower/benchmark/indicators.hpp>
#include <empower/benchmark/published.hpp>
#include <empower/io/detail/csv_reader.hpp>
#include <empower/io/detail/fields.hpp>
#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Site energy intensities that three public stocks publish, recomputed from the energies and areas
// beside them. The publishers' files stay as they are: junk before the header, "Not Available",
// quoted line breaks.
namespace empower {
namespace {

using testing::shared_file;
using testing::unpacked;

double unit_factor(std::string_view from, std::string_view to) {
  const auto& units = embedded_reference().units;
  const auto row = std::ranges::find_if(
      units, [&](const UnitConversion& u) { return u.from_unit == from && u.to_unit == to; });
  REQUIRE(row != units.end());
  return row->factor;
}

/// NaN for everything that is no number: "Not Available", "NA", empty.
double number(std::string_view text) { return detail::parse_number(text).value_or(missing_value); }

struct EnergyColumn {
  std::string_view name;
  std::string_view unit;
};

/// What a publisher says of his stock, and in which units.
struct PublishedStock {
  std::string_view id, area, area_unit, intensity;
  std::string_view intensity_energy, intensity_area; ///< units of the intensity
  std::vector<EnergyColumn> energies;                ///< of which a building lacks most
};

/// The published intensity and ours of every row that has intensity and area.
std::vector<PublishedFigure> figures_of(std::string_view text, const PublishedStock& stock) {
  detail::CsvReader csv{text};
  const auto index = [&](std::string_view name) {
    const auto found = csv.column(name);
    REQUIRE_MESSAGE(found.has_value(), std::string{name});
    return *found;
  };
  std::vector<std::pair<std::size_t, double>> energies;
  for (const EnergyColumn& energy : stock.energies)
    energies.emplace_back(index(energy.name),
                          energy.unit == "kWh" ? 1.0 : unit_factor(energy.unit, "kWh"));
  const double m2 = stock.area_unit == "m2" ? 1.0 : unit_factor(stock.area_unit, "m2");
  const std::size_t id = index(stock.id);
  const std::size_t area = index(stock.area);
  const std::size_t intensity = index(stock.intensity);

  std::vector<PublishedFigure> figures;
  std::vector<double> areas;
  std::vector<std::vector<double>> kwh(energies.size());
  while (csv.next()) {
    REQUIRE(csv.fault() == detail::CsvFault::none);
    const auto fields = csv.fields();
    const double published = number(fields[intensity]);
    const double floor = number(fields[area]);
    if (std::isnan(published) || std::isnan(floor)) continue;
    figures.push_back({std::string{fields[id]}, published, missing_value});
    areas.push_back(floor * m2);
    for (std::size_t c = 0; c < energies.size(); ++c) {
      const double value = number(fields[energies[c].first]); // a fuel not used has no number
      kwh[c].push_back(std::isnan(value) ? 0.0 : value * energies[c].second);
    }
  }
  const std::vector<EnergyFactors> no_factors(energies.size());
  const IndicatorColumns ours =
      indicators({{kwh.begin(), kwh.end()}, {}, areas, {}, {}, no_factors, {}}, 1);
  const double back = stock.intensity_area == "m2" ? 1.0 : unit_factor(stock.intensity_area, "m2");
  for (std::size_t i = 0; i < figures.size(); ++i)
    figures[i].recomputed =
        ours.intensity_kwh_m2[i] / unit_factor(stock.intensity_energy, "kWh") * back;
  return figures;
}

std::size_t agreeing(const std::vector<PublishedFigure>& figures, PublishedTolerance tolerance) {
  const auto rows = compare_published(figures, tolerance);
  REQUIRE(rows.size() == figures.size()); // none is set aside
  std::size_t agree = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].id == figures[i].id);
    const double apart = std::abs(rows[i].recomputed - rows[i].published);
    if (rows[i].status == PublishedStatus::agrees) {
      ++agree;
      CHECK(apart <= rows[i].tolerance);
    } else {
      CHECK_FALSE(apart <= rows[i].tolerance);
    }
  }
  return agree;
}

TEST_SUITE("reference/public_stocks") {
  TEST_CASE("the site intensities of Toronto's public buildings follow from their energies") {
    const auto path = shared_file("toronto_public_stock/toronto_bps_2022_raw.csv.gz");
    if (!path) return;
    const std::string text = unpacked(*path);
    std::size_t header = 0; // five lines of another table come before it
    for (int line = 0; line < 5; ++line) header = text.find('\n', header) + 1;
    const auto figures = figures_of(std::string_view{text}.substr(header),
                                    {"Portfolio Manager Property ID",
                                     "Property GFA - Self-Reported (m²)",
                                     "m2",
                                     "Site EUI (GJ/m²)",
                                     "GJ",
                                     "m2",
                                     {{"Electricity Use - Grid Purchase (kWh)", "kWh"},
                                      {"Natural Gas Use (therms)", "therm"},
                                      {"Fuel Oil #1 Use (GJ)", "GJ"},
                                      {"Fuel Oil #2 Use (GJ)", "GJ"},
                                      {"Fuel Oil #4 Use (GJ)", "GJ"},
                                      {"Fuel Oil #5 & 6 Use (GJ)", "GJ"},
                                      {"Diesel #2 Use (GJ)", "GJ"},
                                      {"Kerosene Use (GJ)", "GJ"},
                                      {"Propane Use (GJ)", "GJ"},
                                      {"District Steam Use (GJ)", "GJ"},
                                      {"District Hot Water Use (GJ)", "GJ"},
                                      {"District Chilled Water Use (GJ)", "GJ"},
                                      {"Wood Use (GJ)", "GJ"}}});
    CHECK(figures.size() == 312);
    const std::size_t close = agreeing(figures, {0.0, 0.005});
    const std::size_t near = agreeing(figures, {0.02, 0.0});
    MESSAGE("Toronto: " << close << " within 0.005 GJ/m2, " << near << " within 2 %, of "
                        << figures.size());
    CHECK(close >= 208);
    CHECK(near >= 265);
  }

  TEST_CASE("the site intensities of Philadelphia's own buildings follow from their energies") {
    const auto path = shared_file("philadelphia_public_stock/philadelphia_municipal_2011_2014.csv");
    if (!path) return;
    const std::string text = unpacked(*path);
    const auto figures = figures_of(
        text,
        {"Property Id",
         "Property Floor Area (Building(s)) (ft2)",
         "ft2",
         "Site EUI (kBtu/ft2)",
         "kBtu",
         "ft2",
         {{"Electricity Use - Grid Purchase and Generated from Onsite Renewable Systems (kBtu)",
           "kBtu"},
          {"Natural Gas Use (kBtu)", "kBtu"},
          {"Fuel Oil #2 Use (kBtu)", "kBtu"},
          {"District Steam Use (kBtu)", "kBtu"},
          {"Other Use (kBtu)", "kBtu"}}});
    CHECK(figures.size() == 92);
    CHECK(agreeing(figures, {0.0, 0.0501}) == 92); // published with one decimal
  }

  TEST_CASE("most site intensities of Philadelphia in 2017 follow from their energies") {
    const auto path = shared_file("philadelphia_public_stock/philadelphia_2017.csv");
    if (!path) return;
    const std::string text = unpacked(*path);
    const auto figures = figures_of(text, {"portfolio_manager_id",
                                           "total_floor_area_bld_pk_ft2",
                                           "ft2",
                                           "site_eui_kbtuft2",
                                           "kBtu",
                                           "ft2",
                                           {{"electricity_use_kbtu", "kBtu"},
                                            {"natural_gas_use_kbtu", "kBtu"},
                                            {"fuel_oil_o2_use_kbtu", "kBtu"},
                                            {"steam_use_kbtu", "kBtu"}}});
    const std::size_t near = agreeing(figures, {0.02, 0.0});
    const std::size_t rounded = agreeing(figures, {0.02, 0.0501}); // published with one decimal
    MESSAGE("Philadelphia 2017: " << near << " within 2 %, " << rounded
                                  << " with the rounding of small figures, of " << figures.size());
    CHECK(rounded * 100 >= figures.size() * 93);
  }
}

} // namespace
} // namespace empower
