// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/stock_draw.hpp>

#include <empower/io/reference_folder.hpp>
#include <empower/simulate/detail/tuscan_places.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace empower;
using namespace empower::detail;

TEST_SUITE("simulate/detail/stock_draw") {
  TEST_CASE("ten thousand buildings have ten thousand ids, and no two meters share one") {
    StockDraw draw{embedded_reference(), {.buildings = 10000}};
    std::set<std::string> buildings;
    std::set<std::string> meters;
    std::size_t meter_count = 0;
    for (int i = 0; i < 10000; ++i) {
      const SimulatedBuilding building = draw.next().building;
      buildings.insert(building.listed.id);
      for (const SimulatedMeter& meter : building.meters) meters.insert(meter.id);
      meter_count += building.meters.size();
    }
    CHECK(buildings.size() == 10000);
    CHECK(meters.size() == meter_count);
  }

  TEST_CASE("buildings are drawn where people live, and large uses only in towns") {
    StockDraw draw{embedded_reference(), {}};
    std::size_t in_firenze = 0;
    for (int i = 0; i < 4000; ++i) {
      const DrawnBuilding drawn = draw.next();
      in_firenze += drawn.municipality->istat_code == "048017";
      if (drawn.building.listed.use == BuildingUse::hospital)
        CHECK(drawn.municipality->population_2011 >= 15000.0);
    }
    // 359,079 of 3,945,202 with the 1,000 that every municipality is given: 9.1 %.
    CHECK(in_firenze > 280);
    CHECK(in_firenze < 450);
  }

  TEST_CASE("both legs of a signature stay apart and inside plausible balance temperatures") {
    StockDraw draw{embedded_reference(), {}};
    bool five_parameters = false;
    for (int i = 0; i < 2000; ++i) {
      for (const SimulatedMeter& meter : draw.next().building.meters) {
        const MeterSignature& s = meter.signature.front().signature;
        CHECK(s.base_kwh_day > 0.0);
        CHECK((s.heating_slope_kwh_kd > 0.0) != std::isnan(s.heating_balance_c));
        CHECK((s.cooling_slope_kwh_kd > 0.0) != std::isnan(s.cooling_balance_c));
        if (s.heating_slope_kwh_kd > 0.0)
          CHECK((s.heating_balance_c >= 14.0 && s.heating_balance_c <= 18.0));
        if (s.cooling_slope_kwh_kd > 0.0)
          CHECK((s.cooling_balance_c >= 18.0 && s.cooling_balance_c <= 22.0));
        if (s.heating_slope_kwh_kd > 0.0 && s.cooling_slope_kwh_kd > 0.0) {
          five_parameters = true;
          CHECK(s.cooling_balance_c - s.heating_balance_c >= 0.999);
        }
      }
    }
    CHECK(five_parameters);
  }

  TEST_CASE("a capital stands where it is, its neighbours within a fifth of a degree") {
    const ReferenceTables& reference = embedded_reference();
    const Coordinates firenze = invented_place(*reference.municipality("048017").value());
    CHECK(firenze.latitude == 43.77);
    const Coordinates scandicci = invented_place(*reference.municipality("048041").value());
    CHECK(scandicci.longitude > firenze.longitude);
    CHECK(scandicci.longitude <= firenze.longitude + 0.2);
    CHECK(std::abs(scandicci.latitude - firenze.latitude) <= 0.12);
  }

  TEST_CASE("organisations carry the names of the bodies that own such buildings") {
    const Municipality& prato = *embedded_reference().municipality("100005").value();
    const Municipality& siena = *embedded_reference().municipality("052032").value();
    CHECK(organisation_of(Owner::municipality, prato) == "Comune di Prato");
    CHECK(organisation_of(Owner::province, siena) == "Provincia di Siena");
    CHECK(organisation_of(Owner::health_service, siena) == "Azienda USL Toscana Sud Est");
  }
}
