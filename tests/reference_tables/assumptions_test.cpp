// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/measures.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

using namespace empower;

namespace {

constexpr std::array<std::string_view, 22> quantities{"storeys",
                                                      "wall_area_per_floor_area",
                                                      "roof_area_per_footprint",
                                                      "ground_floor_area_per_footprint",
                                                      "window_area_per_floor_area",
                                                      "shaded_window_share",
                                                      "lighting_share_of_electricity_base",
                                                      "hot_water_share_of_thermal_base",
                                                      "radiators_per_floor_area",
                                                      "plant_kw_per_floor_area",
                                                      "system_efficiency",
                                                      "generator_efficiency",
                                                      "heat_pump_scop",
                                                      "bacs_class_present",
                                                      "collector_area_per_floor_area",
                                                      "pv_kwp_per_roof_area",
                                                      "pv_usable_roof_share",
                                                      "pv_self_consumption_share",
                                                      "envelope_insulated_since_year",
                                                      "roof_reference_storeys",
                                                      "realisation_factor",
                                                      "realisation_geometric_sd"};

double value(std::string_view quantity, std::string_view use, std::optional<int> storeys = {}) {
  const auto found = embedded_reference().assumption(quantity, use, storeys);
  REQUIRE(found.has_value());
  return (*found)->value;
}

} // namespace

TEST_SUITE("reference/assumptions") {

  TEST_CASE("every quantity resolves for every use, with and without a number of storeys") {
    for (const BuildingUseRow& use : embedded_reference().uses) {
      for (const std::string_view quantity : quantities) {
        for (const std::optional<int> storeys :
             {std::optional<int>{}, std::optional{1}, std::optional{3}, std::optional{40}}) {
          CAPTURE(use.use);
          CAPTURE(quantity);
          CHECK(embedded_reference().assumption(quantity, use.use, storeys).has_value());
        }
      }
    }
  }

  TEST_CASE("no row is of an unknown quantity or use, or stands twice") {
    std::set<std::string> keys;
    for (const Assumption& row : embedded_reference().assumptions) {
      CAPTURE(row.quantity);
      CAPTURE(row.use);
      CHECK(std::find(quantities.begin(), quantities.end(), row.quantity) != quantities.end());
      CHECK((row.use == "all" || embedded_reference().use(row.use).has_value()));
      const std::string band = row.storeys_from ? std::to_string(*row.storeys_from) : "any";
      CHECK(keys.insert(row.quantity + '|' + row.use + '|' + band).second);
    }
  }

  TEST_CASE("every row says that it is a planning assumption of the project") {
    for (const Assumption& row : embedded_reference().assumptions) {
      CHECK(row.provenance.confidence == Confidence::general_knowledge);
      CHECK(row.provenance.source.starts_with("planning assumption of the project"));
    }
  }

  TEST_CASE("shares and efficiencies lie between 0 and 1, other figures are not negative") {
    for (const Assumption& row : embedded_reference().assumptions) {
      CAPTURE(row.quantity);
      CAPTURE(row.use);
      if (row.quantity == "bacs_class_present") {
        CHECK((row.text_value == "C" || row.text_value == "D"));
        continue;
      }
      CHECK(row.text_value.empty());
      CHECK_FALSE(row.unit.empty());
      CHECK(row.value >= 0.0);
      if (row.quantity.find("share") != std::string::npos || row.quantity.ends_with("efficiency"))
        CHECK(row.value <= 1.0);
    }
  }

  TEST_CASE("every unit is the same for all rows of a quantity") {
    for (const Assumption& row : embedded_reference().assumptions) {
      CAPTURE(row.quantity);
      CHECK(row.unit == (*embedded_reference().assumption(row.quantity, "all", {}))->unit);
    }
  }

  TEST_CASE("the outer shell of a usual building has the shape factor of real ones") {
    // D.Lgs. 192/2005 annex C tabulates its limits for S/V from 0.2 to 0.9 1/m.
    for (const std::string_view use : {"school_primary", "office", "social_housing"}) {
      double before = 1.0;
      for (int storeys = 1; storeys <= 6; ++storeys) {
        const double surface = value("wall_area_per_floor_area", use, storeys) +
                               value("window_area_per_floor_area", use) +
                               (value("roof_area_per_footprint", use) +
                                value("ground_floor_area_per_footprint", use)) /
                                   storeys;
        const double shape_factor = surface / 3.5;
        CAPTURE(use);
        CAPTURE(storeys);
        CHECK(shape_factor > 0.2);
        CHECK(shape_factor < 0.9);
        CHECK(shape_factor < before);
        before = shape_factor;
      }
    }
  }

  TEST_CASE("the efficiency of the whole heat system is below that of its boiler") {
    for (const BuildingUseRow& use : embedded_reference().uses) {
      CHECK(value("system_efficiency", use.use) < value("generator_efficiency", use.use));
    }
  }

  TEST_CASE("solar collectors are not for schools, which close in summer, but for homes for the "
            "elderly") {
    CHECK(value("collector_area_per_floor_area", "school_primary") == 0.0);
    CHECK(value("collector_area_per_floor_area", "office") == 0.0);
    CHECK(value("collector_area_per_floor_area", "care_home") > 0.0);
  }

  TEST_CASE(
      "a building in use at every hour takes more of its own solar electricity than a school") {
    CHECK(value("pv_self_consumption_share", "hospital") >
          value("pv_self_consumption_share", "office"));
    CHECK(value("pv_self_consumption_share", "office") >
          value("pv_self_consumption_share", "school_primary"));
  }

} // TEST_SUITE
