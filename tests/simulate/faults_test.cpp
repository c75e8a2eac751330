// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/faults.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

using namespace empower;
using namespace empower::detail;
using enum empower::FindingKind;

namespace {

const TimeZone rome = TimeZone::named("Europe/Rome").value();
const CivilPeriod years{civil_day(2022, 1, 1), civil_day(2025, 1, 1)};

MeterReadings plain_bills() {
  std::vector<double> energy(1096);
  for (std::size_t i = 0; i < energy.size(); ++i) energy[i] = 100.0 + static_cast<double>(i % 7);
  return monthly_bills(years.from, energy, {1, Draw::readings, std::uint64_t{0}});
}

double written(const MeterReadings& readings) {
  double sum = 0.0;
  for (std::size_t i = 0; i < readings.size(); ++i)
    sum += readings.present[i] ? readings.energy_kwh[i] : 0.0;
  return sum;
}

SimulatedBuilding gas_heated() {
  SimulatedBuilding building;
  building.floor_area = SquareMetres{800.0};
  building.listed.floor_area = building.floor_area;
  SimulatedMeter power;
  power.signature = {{years, {50.0, 0.0, missing_value, 0.0, missing_value}}};
  SimulatedMeter gas;
  gas.signature = {{years, {10.0, 20.0, 16.0, 0.0, missing_value}}};
  building.meters = {power, gas};
  return building;
}

ClimateZone zone_d() {
  ClimateZone zone;
  zone.season_first = MonthDay{11, 1};
  zone.season_last = MonthDay{4, 15};
  return zone;
}

} // namespace

TEST_SUITE("simulate/detail/faults") {
  TEST_CASE("only the labelled readings are spoilt, and the label's energy is written minus true") {
    for (const FindingKind kind :
         {gap, zero_run, stuck, spike, negative, unit_step, catch_up, estimated_run}) {
      for (std::uint64_t seed = 0; seed < 40; ++seed) {
        CAPTURE(code(kind));
        CAPTURE(seed);
        const MeterReadings truth = plain_bills();
        MeterReadings spoilt = truth;
        RandomStream random{seed, Draw::readings, std::uint64_t{1}};
        const InjectedFault label = inject_reading_fault(kind, spoilt, rome, random);
        REQUIRE(spoilt.size() == truth.size());
        std::size_t changed = 0;
        for (std::size_t i = 0; i < truth.size(); ++i) {
          const bool inside = date_text(truth.days[i].from) >= label.start &&
                              date_text(truth.days[i].to) <= label.end;
          const bool differs =
              spoilt.energy_kwh[i] != truth.energy_kwh[i] || spoilt.present[i] != truth.present[i];
          changed += differs;
          if (!inside) CHECK_FALSE(differs);
        }
        CHECK(changed > 0);
        const bool moves_energy = kind == catch_up || kind == estimated_run;
        const double difference = written(spoilt) - written(truth);
        CHECK(difference ==
              doctest::Approx(moves_energy ? 0.0 : label.energy_kwh).epsilon(1e-9).scale(1e5));
      }
    }
  }

  TEST_CASE("an estimated run is even per day, flagged, and trued up by a reading that is not") {
    MeterReadings readings = plain_bills();
    RandomStream random{9, Draw::readings, std::uint64_t{1}};
    const InjectedFault label = inject_reading_fault(estimated_run, readings, rome, random);
    double per_day = missing_value;
    std::size_t flagged = 0;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (!readings.estimated[i]) continue;
      const double level =
          readings.energy_kwh[i] / static_cast<double>(day_count(readings.days[i]));
      if (flagged++ > 0) CHECK(level == doctest::Approx(per_day));
      per_day = level;
    }
    CHECK(flagged >= 2);
    CHECK(label.energy_kwh > 0.0);
  }

  TEST_CASE("zeros are not hidden in a summer without consumption") {
    MeterReadings readings = plain_bills();
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const unsigned month =
          static_cast<unsigned>(std::chrono::year_month_day{readings.days[i].from}.month());
      if (month >= 5 && month <= 10) readings.energy_kwh[i] = 1.0;
    }
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      MeterReadings spoilt = readings;
      RandomStream random{seed, Draw::readings, std::uint64_t{2}};
      CHECK(inject_reading_fault(zero_run, spoilt, rome, random).energy_kwh < -1000.0);
    }
  }

  TEST_CASE("an area error is in the list and not in the building") {
    SimulatedBuilding building = gas_heated();
    RandomStream random{1, Draw::events, std::uint64_t{0}};
    const InjectedFault label =
        inject_building_fault(area_error, building, zone_d(), years, random);
    CHECK(building.floor_area.value() == 800.0);
    CHECK(building.listed.floor_area.value() == 800.0 * label.factor);
    CHECK(std::isnan(label.energy_kwh));
  }

  TEST_CASE("heating out of season begins the day after the season and leaves the rest of the year "
            "alone") {
    SimulatedBuilding building = gas_heated();
    RandomStream random{1, Draw::events, std::uint64_t{0}};
    const InjectedFault label =
        inject_building_fault(heating_out_of_season, building, zone_d(), years, random);
    CHECK(label.start.substr(4) == "-04-16");
    CHECK(label.end.substr(4) == "-06-30");
    REQUIRE(building.meters[1].signature.size() == 3);
    CHECK(building.meters[1].signature[1].signature.heating_balance_c == 21.0);
    CHECK(building.meters[1].signature[2].signature.heating_balance_c == 16.0);
    CHECK(building.meters[0].signature.size() == 1);
  }

  TEST_CASE("a level step lasts to the end of the data; a closure ends") {
    SimulatedBuilding stepped = gas_heated();
    RandomStream random{4, Draw::events, std::uint64_t{0}};
    const InjectedFault step = inject_building_fault(level_step, stepped, zone_d(), years, random);
    REQUIRE(step.meter);
    const auto& spans = stepped.meters[*step.meter].signature;
    REQUIRE(spans.size() == 2);
    CHECK(spans[1].signature.base_kwh_day ==
          doctest::Approx(spans[0].signature.base_kwh_day * step.factor));
    CHECK(date_text(spans[1].valid.from) == step.start);

    SimulatedBuilding closed = gas_heated();
    const InjectedFault closing = inject_building_fault(closure, closed, zone_d(), years, random);
    CHECK(closed.meters[0].signature.size() == 3);
    CHECK(closed.meters[1].signature.size() == 3);
    CHECK(date_text(closed.meters[0].signature[1].valid.to) == closing.end);
  }

  TEST_CASE("a missing carrier is the heating meter, kept in truth") {
    SimulatedBuilding building = gas_heated();
    RandomStream random{1, Draw::events, std::uint64_t{0}};
    const InjectedFault label =
        inject_building_fault(missing_carrier, building, zone_d(), years, random);
    CHECK(label.meter == std::size_t{1});
    CHECK(building.meters[0].listed);
    CHECK_FALSE(building.meters[1].listed);
  }
}
