// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/building_stage.hpp>

#include "analysis/made_meter.hpp"
#include "support/made_reference.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <list>
#include <numeric>
#include <tuple>

using namespace empower;
using namespace empower::testing;

namespace {

/// Prices, factors and shares in round numbers: gas 0.10, electricity 0.25 EUR/kWh.
ReferenceTables made_reference() {
  ReferenceTables tables = plain_assumptions();
  assume(tables, "hot_water_share_of_thermal_base", 0.75);
  assume(tables, "lighting_share_of_electricity_base", 0.4);
  const auto add = [&](std::string carrier, double price, double primary, double co2) {
    Provenance known;
    known.confidence = Confidence::second_hand;
    tables.prices.push_back({carrier, "plan", true, price, 0.0, 0.0, known});
    tables.primary_energy.push_back({carrier, primary, 0.0, primary, known});
    tables.emissions.push_back({carrier, std::nullopt, "ispra-year", "1", true, co2, known});
  };
  add("natural_gas", 0.10, 1.05, 0.2);
  add("electricity_grid", 0.25, 2.42, 0.3);
  return tables;
}

/// One building with meters of its own making; everything it points to stays where it is.
struct MadeBuilding {
  Building building = office();
  ReferenceTables reference = made_reference();
  AnalysisOptions options;
  StockFolder folder;
  std::list<MadeMeter> meters;
  std::list<MeterResult> results;
  std::vector<ServingMeter> serving;
  Station station = made_station();
  NormalYear normal = mean_of_complete_years(station.outdoor());

  MadeMeter& add(MadeMeter meter, double share = 1.0) {
    meter.meter.id = "M" + std::to_string(meters.size() + 1);
    meters.push_back(std::move(meter));
    results.push_back(meters.back().result());
    serving.push_back({&meters.back().meter, &results.back(), share});
    folder.stock.meters.push_back(meters.back().meter);
    return meters.back();
  }
  [[nodiscard]] BuildingInput input(const Factors& factors) const {
    return {&building, serving, &station, &normal, &factors, &options};
  }
  [[nodiscard]] Factors factors() const {
    return {folder, reference, options.emission_set, 2022, 2024};
  }
  [[nodiscard]] std::vector<ConsumptionRow> rows() const {
    const Factors known = factors();
    return consumption_rows(input(known));
  }
  [[nodiscard]] BuildingUseOfEnergy end_uses() const {
    const Factors known = factors();
    return energy_by_end_use(input(known), reference);
  }
};

double energy_of(const MadeMeter& meter, std::size_t year) {
  const auto first = meter.bills.energy_kwh.begin() + static_cast<std::ptrdiff_t>(12 * year);
  return std::accumulate(first, first + 12, 0.0);
}

bool says(const ConsumptionRow& row, std::string_view text) {
  return row.note.find(text) != std::string::npos;
}

} // namespace

TEST_SUITE("analysis/building_stage") {
  TEST_CASE("a year's row adds its bills and applies area, degree-days, factors and price") {
    MadeBuilding b;
    const MadeMeter& gas = b.add(MadeMeter{});
    const auto rows = b.rows();
    REQUIRE(rows.size() == 3);
    for (std::size_t y = 0; y < 3; ++y) {
      const ConsumptionRow& row = rows[y];
      const double energy = energy_of(gas, y);
      CHECK(row.year == static_cast<std::int64_t>(2022 + y));
      CHECK(row.energy_kwh == doctest::Approx(energy));
      CHECK(row.coverage == 1.0);
      CHECK(row.energy_intensity_kwh_m2 == doctest::Approx(energy / 1000.0));
      CHECK(row.primary_kwh == doctest::Approx(1.05 * energy));
      CHECK(row.emissions_kgco2e == doctest::Approx(0.2 * energy));
      CHECK(row.cost_eur == doctest::Approx(0.10 * energy));
      CHECK(row.price_confidence == "second_hand");
      const auto days = b.station.outdoor().within(calendar_year(static_cast<int>(row.year)));
      double degree_days = 0.0;
      double heating = 0.0;
      for (const double t : days.values()) {
        degree_days += t <= 15.0 ? 18.0 - t : 0.0;
        heating += 10.0 * std::max(0.0, 16.0 - t);
      }
      CHECK(row.heating_degree_days == doctest::Approx(degree_days));
      CHECK(row.naive_degree_day_intensity_wh_m2_kd == doctest::Approx(energy / degree_days));
      CHECK(row.degree_day_intensity_wh_m2_kd == doctest::Approx(heating / degree_days));
      CHECK(row.degree_day_rule == "heating 18/15, cooling 21/24 (base/threshold, daily mean)");
    }
  }

  TEST_CASE("a building that behaves as modelled is normalised to the normal year, every year") {
    MadeBuilding b;
    b.add(MadeMeter{});
    const double normal =
        20.0 * b.normal.days().value() + 10.0 * b.normal.heating_degree_days(Celsius{16.0}).value();
    for (const ConsumptionRow& row : b.rows()) {
      CHECK(row.normalised_kwh == doctest::Approx(normal));
      CHECK(row.normalised_intensity_kwh_m2 == doctest::Approx(normal / 1000.0));
      CHECK(says(row, "normal year: mean of 2022, 2023, 2024"));
    }
  }

  TEST_CASE("the shares of a meter between two buildings add up to the meter") {
    MadeBuilding whole;
    MadeBuilding first;
    MadeBuilding second;
    whole.add(MadeMeter{});
    first.add(MadeMeter{}, 0.3);
    second.add(MadeMeter{}, 0.7);
    for (std::size_t y = 0; y < 3; ++y) {
      CHECK(first.rows()[y].energy_kwh + second.rows()[y].energy_kwh ==
            doctest::Approx(whole.rows()[y].energy_kwh));
      CHECK(first.rows()[y].normalised_kwh + second.rows()[y].normalised_kwh ==
            doctest::Approx(whole.rows()[y].normalised_kwh));
    }
    CHECK(first.end_uses().total() + second.end_uses().total() ==
          doctest::Approx(whole.end_uses().total()));
  }

  TEST_CASE("two meters of a carrier are one row, their intervals joined as independent") {
    MadeBuilding one;
    MadeBuilding two;
    one.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    two.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    two.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    REQUIRE(two.rows().size() == 3);
    CHECK(two.rows()[1].energy_kwh == doctest::Approx(2.0 * one.rows()[1].energy_kwh));
    CHECK(two.rows()[1].normalised_kwh == doctest::Approx(2.0 * one.rows()[1].normalised_kwh));
    CHECK(two.rows()[1].normalised_high_kwh - two.rows()[1].normalised_kwh ==
          doctest::Approx(std::sqrt(2.0) *
                          (one.rows()[1].normalised_high_kwh - one.rows()[1].normalised_kwh)));
  }

  TEST_CASE("energy fed back is subtracted, and the row is not normalised") {
    MadeBuilding b;
    b.add(MadeMeter{Carrier::electricity});
    MadeMeter exported{Carrier::electricity};
    exported.meter.flow = Flow::exported;
    for (double& energy : exported.bills.energy_kwh) energy *= 0.25;
    b.add(exported);
    MadeMeter generated = exported;
    generated.meter.flow = Flow::generation;
    const auto rows = b.rows();
    CHECK(rows[0].energy_kwh == doctest::Approx(0.75 * energy_of(b.meters.front(), 0)));
    CHECK(std::isnan(rows[0].normalised_kwh));
    CHECK(says(rows[0], "not normalised: meter M2"));
    b.add(generated);
    CHECK(b.rows()[0].energy_kwh == doctest::Approx(energy_of(b.meters.front(), 0)));
  }

  TEST_CASE("below 90 % of the year's days the intensities are empty, at 90 % they are not") {
    for (const auto& [missing_days, empty] : {std::pair{std::size_t{36}, false}, {37, true}}) {
      CAPTURE(missing_days);
      MadeBuilding b;
      b.add(daily_meter(missing_days));
      const ConsumptionRow row = b.rows()[0];
      CHECK(row.coverage == doctest::Approx(1.0 - static_cast<double>(missing_days) / 365.0));
      CHECK(std::isnan(row.energy_intensity_kwh_m2) == empty);
      CHECK(std::isnan(row.naive_degree_day_intensity_wh_m2_kd) == empty);
      CHECK(std::isnan(row.normalised_kwh) == empty);
      CHECK(says(row, "readings cover 90 % of the year") == empty);
      CHECK(row.energy_kwh > 0.0); // shown as it is, never scaled up
    }
  }

  TEST_CASE("a year with a day without temperature has no degree-days") {
    MadeBuilding b;
    b.add(MadeMeter{});
    b.station.daily_mean.values[40] = missing_value;
    const auto rows = b.rows();
    CHECK(rows[0].weather_coverage == doctest::Approx(364.0 / 365.0));
    CHECK(std::isnan(rows[0].heating_degree_days));
    CHECK(std::isnan(rows[0].cooling_degree_days));
    CHECK(std::isnan(rows[0].degree_day_intensity_wh_m2_kd));
    CHECK(std::isnan(rows[0].normalised_kwh));
    CHECK(says(rows[0], "not normalised: days without temperature"));
    CHECK_FALSE(std::isnan(rows[0].energy_intensity_kwh_m2));
    CHECK(rows[1].weather_coverage == 1.0);
    CHECK_FALSE(std::isnan(rows[1].heating_degree_days));
  }

  TEST_CASE("without floor area or degree-days nothing is divided by them") {
    for (const double area : {0.0, missing_value}) {
      MadeBuilding b;
      b.add(MadeMeter{});
      b.building.floor_area = SquareMetres{area};
      const ConsumptionRow row = b.rows()[0];
      CHECK(std::isnan(row.energy_intensity_kwh_m2));
      CHECK(std::isnan(row.naive_degree_day_intensity_wh_m2_kd));
      CHECK(std::isnan(row.degree_day_intensity_wh_m2_kd));
      CHECK(std::isnan(row.normalised_intensity_kwh_m2));
      CHECK_FALSE(std::isnan(row.normalised_kwh));
      CHECK(says(row, "no floor area"));
    }
    MadeBuilding warm;
    warm.add(MadeMeter{});
    warm.options.heating_rule = {Celsius{-40.0}, Celsius{-40.0}};
    const ConsumptionRow row = warm.rows()[0];
    CHECK(row.heating_degree_days == 0.0);
    CHECK(std::isnan(row.naive_degree_day_intensity_wh_m2_kd));
    CHECK(std::isnan(row.degree_day_intensity_wh_m2_kd));
  }

  TEST_CASE("a factor or price that is missing leaves its field empty and is named") {
    MadeBuilding b;
    b.reference.prices.clear();
    b.reference.emissions.clear();
    b.reference.primary_energy.clear();
    b.add(MadeMeter{});
    const ConsumptionRow row = b.rows()[0];
    CHECK(std::isnan(row.cost_eur));
    CHECK(std::isnan(row.emissions_kgco2e));
    CHECK(std::isnan(row.primary_kwh));
    CHECK(row.price_confidence.empty());
    CHECK(says(row, "cost: "));
    CHECK(says(row, "emissions: "));
    CHECK(says(row, "primary energy: "));
    CHECK_FALSE(std::isnan(row.energy_kwh));
  }

  TEST_CASE("readings in doubt stay in the total, and the note says so") {
    MadeBuilding b;
    MadeMeter meter;
    meter.bills.energy_kwh[13] *= 5.0;
    b.add(meter);
    const auto rows = b.rows();
    CHECK(rows[1].energy_kwh == doctest::Approx(energy_of(b.meters.front(), 1)));
    CHECK(says(rows[1], "readings in doubt"));
    CHECK_FALSE(says(rows[0], "readings in doubt"));
    // February is 8 % of the year's days: normalised without it.
    CHECK(rows[1].normalised_kwh == doctest::Approx(rows[0].normalised_kwh));
  }

  TEST_CASE("an area and a volume that change in a year count by the days of each value") {
    MadeBuilding b;
    b.building.heated_volume = CubicMetres{3000.0};
    const MadeMeter& gas = b.add(MadeMeter{});
    const std::vector<BuildingChange> changes{
        {0, civil_day(2023, 7, 1), BuildingField::floor_area, 1500.0, {}},
        {0, civil_day(2024, 1, 1), BuildingField::heated_volume, 4500.0, {}}};
    const Factors factors = b.factors();
    Building now = b.building;
    now.floor_area = SquareMetres{1500.0};
    BuildingInput input = b.input(factors);
    input.building = &now;
    input.listed = &b.building;
    input.changes = changes;
    const auto rows = consumption_rows(input);
    const double mean = (181.0 * 1000.0 + 184.0 * 1500.0) / 365.0;
    for (const auto& [year, area, volume] :
         {std::tuple{0U, 1000.0, 3000.0}, {1U, mean, 3000.0}, {2U, 1500.0, 4500.0}}) {
      CAPTURE(year);
      CHECK(rows[year].floor_area_m2 == doctest::Approx(area).epsilon(1e-14));
      CHECK(rows[year].heated_volume_m3 == volume);
      CHECK(rows[year].energy_intensity_kwh_m2 == doctest::Approx(energy_of(gas, year) / area));
      CHECK(rows[year].energy_intensity_kwh_m3 == doctest::Approx(energy_of(gas, year) / volume));
      CHECK(rows[year].degree_day_intensity_wh_m3_kd ==
            doctest::Approx(rows[year].degree_day_intensity_wh_m2_kd * area / volume));
      CHECK(rows[year].normalised_intensity_kwh_m2 ==
            doctest::Approx(rows[year].normalised_kwh / area));
    }
    CHECK(says(rows[1], "floor area changed on 2023-07-01: 1,000 to 1,500 m2, day-weighted"));
    CHECK_FALSE(says(rows[0], "changed"));
    CHECK_FALSE(says(rows[2], "changed"));
  }

  TEST_CASE("the degree-day ratio scales the heating share alone") {
    // By the rule of the building itself the ratio is exact: a normal day's degree-days, times the
    // days of the year.
    for (const HeatingRule rule : {HeatingRule{Celsius{16.0}, Celsius{16.0}}, eurostat_heating}) {
      CAPTURE(rule.base.value());
      MadeBuilding b;
      b.options.heating_rule = rule;
      b.add(MadeMeter{});
      for (const ConsumptionRow& row : b.rows()) {
        const auto days = b.station.outdoor().within(calendar_year(static_cast<int>(row.year)));
        const auto length = static_cast<double>(days.size());
        double heating = 0.0;
        double actual = 0.0;
        for (const double t : days.values()) {
          heating += 10.0 * std::max(0.0, 16.0 - t);
          actual += t <= rule.threshold.value() ? rule.base.value() - t : 0.0;
        }
        double normal = 0.0;
        for (const double t : b.normal.sorted_temperatures())
          normal += t <= rule.threshold.value() ? rule.base.value() - t : 0.0;
        normal *= length / static_cast<double>(b.normal.sorted_temperatures().size());
        CHECK(row.normal_heating_degree_days == doctest::Approx(normal));
        CHECK(row.heating_kwh == doctest::Approx(heating));
        CHECK(row.heating_share == doctest::Approx(heating / (heating + 20.0 * length)));
        CHECK(row.ratio_normalised_kwh ==
              doctest::Approx(20.0 * length + heating * normal / actual));
        if (rule.base == Celsius{16.0})
          CHECK(row.ratio_normalised_kwh / length ==
                doctest::Approx(row.normalised_kwh / b.normal.days().value()));
      }
    }
  }

  TEST_CASE("days that are missing count in the ratio as the model expects them") {
    MadeBuilding whole;
    MadeBuilding part;
    whole.add(daily_meter());
    part.add(daily_meter(20));
    CHECK(part.rows()[0].energy_kwh < 0.95 * whole.rows()[0].energy_kwh);
    CHECK(part.rows()[0].ratio_normalised_kwh ==
          doctest::Approx(whole.rows()[0].ratio_normalised_kwh).epsilon(1e-3));
  }

  TEST_CASE("without a model, or a temperature of each day, there is no ratio") {
    MadeBuilding b;
    b.add(MadeMeter{});
    b.station.daily_mean.values[40] = missing_value;
    CHECK(std::isnan(b.rows()[0].ratio_normalised_kwh));
    CHECK_FALSE(std::isnan(b.rows()[1].ratio_normalised_kwh));
    MadeBuilding exporting;
    MadeMeter meter;
    meter.meter.flow = Flow::exported;
    exporting.add(meter);
    const ConsumptionRow row = exporting.rows()[0];
    CHECK(std::isnan(row.ratio_normalised_kwh));
    CHECK(std::isnan(row.heating_share));
    CHECK(std::isnan(row.heating_kwh));
  }

  TEST_CASE("the climate of another place is that of its normal year") {
    MadeBuilding b;
    b.add(MadeMeter{});
    b.options.reference_station = "coast";
    Station coast = b.station;
    for (double& t : coast.daily_mean.values) t = 0.8 * t + 4.0;
    const NormalYear climate = mean_of_complete_years(coast.outdoor());
    const Factors factors = b.factors();
    BuildingInput input = b.input(factors);
    CHECK(std::isnan(consumption_rows(input)[0].climate_normalised_kwh));
    input.reference_climate = &climate;
    for (const ConsumptionRow& row : consumption_rows(input)) {
      CHECK(row.climate_normalised_kwh ==
            doctest::Approx(20.0 * climate.days().value() +
                            10.0 * climate.heating_degree_days(Celsius{16.0}).value()));
      CHECK(says(row, "reference climate: coast, mean of 2022, 2023, 2024"));
    }
    const NormalYear none;
    input.reference_climate = &none;
    CHECK(std::isnan(consumption_rows(input)[0].climate_normalised_kwh));
    CHECK(says(consumption_rows(input)[0], "no reference climate: no complete year of coast"));
    for (double& t : coast.daily_mean.values) t += 30.0;
    const NormalYear desert = mean_of_complete_years(coast.outdoor());
    input.reference_climate = &desert;
    CHECK(std::isnan(consumption_rows(input)[0].climate_normalised_kwh));
    CHECK(says(consumption_rows(input)[0], "weather of coast outside that of the fit"));
  }

  TEST_CASE("non-renewable primary energy and toe are those of the energy measured") {
    MadeBuilding b;
    b.reference.primary_energy[0].non_renewable = 0.9;
    b.reference.toe.push_back({"natural_gas", "by_kwh", true, "kWh", 1e-4, {}});
    const MadeMeter& gas = b.add(MadeMeter{});
    const ConsumptionRow row = b.rows()[0];
    CHECK(row.primary_kwh == doctest::Approx(1.05 * energy_of(gas, 0)));
    CHECK(row.primary_non_renewable_kwh == doctest::Approx(0.9 * energy_of(gas, 0)));
    CHECK(row.toe == doctest::Approx(1e-4 * energy_of(gas, 0)));
    CHECK(row.toe_convention == "natural_gas by_kwh");
    b.reference.toe.clear();
    CHECK(std::isnan(b.rows()[0].toe));
    CHECK(says(b.rows()[0], "toe: natural_gas: "));
  }

  TEST_CASE("water passes through as a quantity and is in no figure of energy") {
    MadeBuilding b;
    const MadeMeter& water = b.add(MadeMeter{Carrier::water});
    CHECK_FALSE(b.results.front().fit);
    CHECK(b.results.front().findings.empty());
    const auto rows = b.rows();
    REQUIRE(rows.size() == 3);
    for (std::size_t y = 0; y < 3; ++y) {
      CHECK(rows[y].quantity == doctest::Approx(energy_of(water, y)));
      CHECK(rows[y].quantity_unit == "m3");
      CHECK(rows[y].coverage == 1.0);
      CHECK(rows[y].note.empty());
      for (const double figure :
           {rows[y].energy_kwh, rows[y].energy_intensity_kwh_m2, rows[y].normalised_kwh,
            rows[y].primary_kwh, rows[y].emissions_kgco2e, rows[y].cost_eur, rows[y].toe})
        CHECK(std::isnan(figure));
    }
    CHECK(b.end_uses().carriers.empty());
  }

  TEST_CASE("a sum of other carriers has no price or factor of its own") {
    MadeBuilding b;
    b.add(MadeMeter{Carrier::site_total});
    const ConsumptionRow row = b.rows()[0];
    CHECK(std::isnan(row.cost_eur));
    CHECK(std::isnan(row.primary_kwh));
    CHECK_FALSE(std::isnan(row.energy_intensity_kwh_m2));
    CHECK(b.end_uses().carriers.empty());
  }

  TEST_CASE("end uses are the legs of the model and the assumed parts of the base") {
    MadeBuilding b;
    b.add(MadeMeter{});
    const BuildingUseOfEnergy energy = b.end_uses();
    REQUIRE(energy.carriers.size() == 2);
    CHECK(energy.electricity().total() == 0.0);
    CHECK(energy.electricity().eur_per_kwh == 0.25);
    const CarrierUse& gas = energy.carriers[1];
    const double base = 20.0 * b.normal.days().value();
    CHECK(gas[EndUse::domestic_hot_water] == doctest::Approx(0.75 * base));
    CHECK(gas[EndUse::other] == doctest::Approx(0.25 * base));
    CHECK(gas[EndUse::space_heating] ==
          doctest::Approx(10.0 * b.normal.heating_degree_days(Celsius{16.0}).value()));
    CHECK(gas[EndUse::lighting] == 0.0);
    CHECK(gas.kgco2e_per_kwh == 0.2);
  }

  TEST_CASE("only electricity lights: the base of delivered cold is no lighting") {
    MadeBuilding b;
    b.add(MadeMeter{Carrier::electricity});
    b.add(MadeMeter{Carrier::district_cooling});
    const BuildingUseOfEnergy energy = b.end_uses();
    const double base = 20.0 * b.normal.days().value();
    CHECK(energy.electricity()[EndUse::lighting] == doctest::Approx(0.4 * base));
    REQUIRE(energy.carriers[1].carrier == Carrier::district_cooling);
    CHECK(energy.carriers[1][EndUse::lighting] == 0.0);
    CHECK(energy.carriers[1][EndUse::other] == doctest::Approx(base));
  }

  TEST_CASE("the errors of two meters of a carrier join as independent") {
    MadeBuilding one;
    MadeBuilding two;
    one.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    two.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    two.add(MadeMeter{Carrier::natural_gas, 0.1, 5});
    const double single = one.end_uses().carriers[1].relative_error;
    CHECK(single > 0.0);
    CHECK(two.end_uses().carriers[1].relative_error == doctest::Approx(single / std::sqrt(2.0)));
  }

  TEST_CASE("without meters or models there are no rows and no end uses") {
    MadeBuilding b;
    CHECK(b.rows().empty());
    CHECK(b.end_uses().carriers.empty());
    MadeMeter empty;
    empty.bills = {};
    b.add(empty);
    CHECK(b.rows().empty());
    CHECK(b.end_uses().carriers.empty());
  }

  TEST_CASE("twice the energy doubles the energy columns and nothing else") {
    MadeBuilding once;
    MadeBuilding twice;
    MadeMeter meter{Carrier::natural_gas, 0.1, 5};
    once.add(meter);
    for (double& energy : meter.bills.energy_kwh) energy *= 2.0;
    twice.add(meter);
    for (std::size_t y = 0; y < 3; ++y) {
      const ConsumptionRow a = once.rows()[y];
      const ConsumptionRow b = twice.rows()[y];
      CHECK(b.energy_kwh == doctest::Approx(2.0 * a.energy_kwh));
      CHECK(b.normalised_kwh == doctest::Approx(2.0 * a.normalised_kwh));
      CHECK(b.normalised_low_kwh == doctest::Approx(2.0 * a.normalised_low_kwh));
      CHECK(b.primary_kwh == doctest::Approx(2.0 * a.primary_kwh));
      CHECK(b.heating_degree_days == a.heating_degree_days);
      CHECK(b.coverage == a.coverage);
      CHECK(b.note == a.note);
    }
  }
}
