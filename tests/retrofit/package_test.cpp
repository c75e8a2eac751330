// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/package.hpp>

#include "support/counter_random.hpp"
#include "support/made_reference.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;
using empower::testing::gas_heated;

namespace {

constexpr auto heating = static_cast<std::size_t>(EndUse::space_heating);

/// Rules must outlive the measures sized by them.
struct Case {
  std::vector<MeasureRule> rules;
  std::vector<SizedMeasure> sized;
  BuildingUseOfEnergy energy = gas_heated();
  EconomicTerms terms{{0.0, 10}, 0.0};

  explicit Case(std::size_t measures) : rules(measures), sized(measures) {
    for (std::size_t i = 0; i < measures; ++i) {
      rules[i].id = std::string(1, static_cast<char>('a' + i));
      sized[i].rule = &rules[i];
      sized[i].investment_eur = {1000.0, 1000.0, 1000.0};
      sized[i].lifetime_years = 10;
    }
  }
  void saves_heat(std::size_t measure, double share) {
    sized[measure].heat_share[heating] = {share, share, share};
  }
  [[nodiscard]] Package package(std::vector<std::size_t> measures) const {
    return evaluate_package(std::move(measures), sized, energy, terms);
  }
};

} // namespace

TEST_SUITE("retrofit/package") {
  TEST_CASE("shares of one end use multiply: together they save 1 - (1 - a)(1 - b)") {
    Case c{2};
    c.saves_heat(0, 0.3);
    c.saves_heat(1, 0.2);
    const Package both = c.package({0, 1});
    CHECK(both.saving_kwh.mid == doctest::Approx(80000.0 * (1.0 - 0.7 * 0.8)));
    CHECK(both.saving_kwh.mid < c.package({0}).saving_kwh.mid + c.package({1}).saving_kwh.mid);
    CHECK(both.saving_eur_year == doctest::Approx(80000.0 * 0.44 * 0.10));
    CHECK(both.emissions_saved_kgco2e == doctest::Approx(80000.0 * 0.44 * 0.2));
    CHECK(both.investment_eur.mid == 2000.0);
  }

  TEST_CASE("a heat pump's energy, cost and emissions are those worked out by hand") {
    Case c{1};
    c.sized[0].electricity_per_fuel = 0.3;
    const Package pump = c.package({0});
    // 95,000 kWh of gas go, 28,500 kWh of electricity come; 5,000 kWh of cooking gas stay.
    CHECK(pump.saving_kwh.mid == doctest::Approx(95000.0 - 28500.0));
    CHECK(pump.saving_eur_year == doctest::Approx(9500.0 - 28500.0 * 0.25));
    CHECK(pump.emissions_saved_kgco2e == doctest::Approx(19000.0 - 28500.0 * 0.3));
    CHECK(pump.payback_years == doctest::Approx(1000.0 / (9500.0 - 7125.0)));
  }

  TEST_CASE("a generator acts on what the envelope leaves, in whatever order they are named") {
    Case c{2};
    c.rules[0].application_order = 4;
    c.rules[1].application_order = 1;
    c.sized[0].electricity_per_fuel = 0.3;
    c.saves_heat(1, 0.5);
    const Package package = c.package({0, 1});
    CHECK(package.measures == std::vector<std::size_t>{1, 0});
    CHECK(package.saving_kwh.mid == doctest::Approx(95000.0 - 0.3 * (40000.0 + 15000.0)));
    CHECK(c.package({1, 0}).npv_eur.mid == package.npv_eur.mid);
    CHECK(package_id(package, c.sized) == "b+a");
  }

  TEST_CASE("own generation saves no more than the electricity that is used") {
    Case c{2};
    c.sized[0].generation_kwh = {20000.0, 20000.0, 20000.0};
    CHECK(c.package({0}).saving_kwh.mid == 20000.0);
    c.sized[0].generation_kwh = {60000.0, 60000.0, 60000.0};
    CHECK(c.package({0}).saving_kwh.mid == 50000.0);
    c.sized[1].electricity_per_fuel = 0.3; // then there is a use for 78,500
    CHECK(c.package({0, 1}).saving_kwh.mid == doctest::Approx(95000.0 - 28500.0 + 60000.0));
  }

  TEST_CASE("net present value by hand: replacement, residual value and a yearly cost") {
    Case c{1};
    c.saves_heat(0, 0.5); // 40,000 kWh, 4,000 EUR a year
    c.sized[0].investment_eur = {9000.0, 9000.0, 9000.0};
    c.sized[0].lifetime_years = 2;
    c.sized[0].running_cost_eur_year = 100.0;
    c.terms = {{0.05, 3}, 0.02};
    // Bought in year 0 and 2; in year 3 half of the second life is left.
    double value = -9000.0 - 9000.0 / std::pow(1.05, 2) + 4500.0 / std::pow(1.05, 3);
    for (int year = 1; year <= 3; ++year)
      value += (4000.0 * std::pow(1.02, year) - 100.0) / std::pow(1.05, year);
    const Package package = c.package({0});
    CHECK(package.npv_eur.mid == doctest::Approx(value));
    CHECK(package.saving_eur_year == doctest::Approx(4000.0 * 1.02 - 100.0));
  }

  TEST_CASE("a package that does not pay has no payback") {
    Case c{1};
    c.sized[0].electricity_per_fuel = 0.9;
    const Package package = c.package({0});
    CHECK(package.saving_eur_year < 0.0);
    CHECK(std::isnan(package.payback_years));
    CHECK(package.npv_eur.mid < 0.0);
  }

  TEST_CASE("one range alone is the package's interval; two join as independent") {
    Case c{2};
    c.sized[0].heat_share[heating] = {0.1, 0.2, 0.4};
    const Package one = c.package({0});
    CHECK(one.saving_kwh.low == doctest::Approx(8000.0));
    CHECK(one.saving_kwh.high == doctest::Approx(32000.0));
    CHECK(one.npv_eur.high - one.npv_eur.mid == doctest::Approx(10 * 0.10 * 16000.0));
    c.sized[1].electricity_share[static_cast<std::size_t>(EndUse::lighting)] = {0.3, 0.5, 0.6};
    const Package both = c.package({0, 1});
    CHECK(both.saving_kwh.mid - both.saving_kwh.low == doctest::Approx(std::hypot(8000.0, 4000.0)));
    CHECK(both.saving_kwh.high - both.saving_kwh.mid ==
          doctest::Approx(std::hypot(16000.0, 2000.0)));
  }

  TEST_CASE("a high cost is a low value") {
    Case c{1};
    c.saves_heat(0, 0.2);
    c.sized[0].investment_eur = {900.0, 1000.0, 1300.0};
    const Package package = c.package({0});
    CHECK(package.investment_eur.low == doctest::Approx(900.0));
    CHECK(package.investment_eur.high == doctest::Approx(1300.0));
    CHECK(package.npv_eur.mid - package.npv_eur.low == doctest::Approx(300.0));
    CHECK(package.npv_eur.high - package.npv_eur.mid == doctest::Approx(100.0));
    CHECK(package.saving_kwh.low == package.saving_kwh.high);
  }

  TEST_CASE("the error of the models widens the saving in proportion") {
    Case c{1};
    c.saves_heat(0, 0.2);
    c.energy.carriers.back().relative_error = 0.05; // 5,000 of 150,000 kWh
    const Package package = c.package({0});
    CHECK(package.saving_kwh.high - package.saving_kwh.mid ==
          doctest::Approx(1.6448536269514722 * 16000.0 / 30.0));
  }

  TEST_CASE("a missing price empties the money, and only where the carrier takes part") {
    Case c{2};
    c.saves_heat(0, 0.2);
    c.energy.electricity().eur_per_kwh = missing_value;
    CHECK_FALSE(std::isnan(c.package({0}).npv_eur.mid));
    c.sized[1].electricity_per_fuel = 0.3;
    const Package pump = c.package({1});
    CHECK(std::isnan(pump.npv_eur.mid));
    CHECK(std::isnan(pump.saving_eur_year));
    CHECK(pump.saving_kwh.mid == doctest::Approx(66500.0));
  }

  TEST_CASE("twice the energy saves twice as much") {
    Case c{2};
    c.sized[0].heat_share[heating] = {0.1, 0.2, 0.4};
    c.sized[1].electricity_per_fuel = 0.3;
    const Package once = c.package({0, 1});
    for (CarrierUse& carrier : c.energy.carriers)
      for (double& kwh : carrier.kwh) kwh *= 2.0;
    const Package twice = c.package({0, 1});
    CHECK(twice.saving_kwh.mid == doctest::Approx(2.0 * once.saving_kwh.mid));
    CHECK(twice.saving_kwh.low == doctest::Approx(2.0 * once.saving_kwh.low));
    CHECK(twice.saving_eur_year == doctest::Approx(2.0 * once.saving_eur_year));
  }

  TEST_CASE("packages are every single measure and the combinations that nothing beats") {
    Case c{5};
    for (std::size_t i = 0; i < 5; ++i) {
      c.saves_heat(i, 0.05 + 0.2 * empower::testing::uniform(2, i));
      const double cost = 500.0 + 4000.0 * empower::testing::uniform(3, i);
      c.sized[i].investment_eur = {cost, cost, cost};
      c.rules[i].application_order = static_cast<int>(i);
    }
    const auto found = packages(c.sized, c.energy, c.terms);
    for (std::size_t i = 0; i < 5; ++i) CHECK(found[i].measures == std::vector<std::size_t>{i});

    std::vector<Package> all;
    for (std::size_t mask = 1; mask < 32; ++mask) {
      std::vector<std::size_t> chosen;
      for (std::size_t i = 0; i < 5; ++i)
        if ((mask >> i & 1U) != 0U) chosen.push_back(i);
      const bool worth =
          std::ranges::all_of(chosen, [&](std::size_t i) { return found[i].npv_eur.mid > 0.0; });
      if (worth || chosen.size() == 1) all.push_back(c.package(chosen));
    }
    std::vector<std::vector<std::size_t>> efficient;
    for (const Package& a : all) {
      const bool beaten = std::ranges::any_of(all, [&](const Package& b) {
        return b.investment_eur.mid <= a.investment_eur.mid && b.npv_eur.mid > a.npv_eur.mid;
      });
      if (a.measures.size() > 1 && !beaten) efficient.push_back(a.measures);
    }
    std::vector<std::vector<std::size_t>> combined;
    for (std::size_t i = 5; i < found.size(); ++i) combined.push_back(found[i].measures);
    std::ranges::sort(efficient);
    std::ranges::sort(combined);
    CHECK(!efficient.empty());
    CHECK(combined == efficient);
  }

  TEST_CASE("measures of one exclusivity group are never combined, and the better one is") {
    Case c{3};
    for (std::size_t i = 0; i < 3; ++i) c.saves_heat(i, 0.1 + 0.05 * static_cast<double>(i));
    c.rules[0].exclusivity_groups = {"roof"};
    c.rules[1].exclusivity_groups = {"roof", "attic"};
    const auto found = packages(c.sized, c.energy, c.terms);
    REQUIRE(found.size() == 4);
    CHECK(found[3].measures == std::vector<std::size_t>{1, 2});
  }

  TEST_CASE("no more than the wanted number of measures is combined") {
    Case c{4};
    for (std::size_t i = 0; i < 4; ++i) c.saves_heat(i, 0.1);
    std::size_t largest = 0;
    for (const Package& package : packages(c.sized, c.energy, c.terms, 2))
      largest = std::max(largest, package.measures.size());
    CHECK(largest == 2);
    CHECK(packages({}, c.energy, c.terms).empty());
  }

  TEST_CASE("a row joins ids and assumptions, each assumption once") {
    Case c{2};
    c.saves_heat(0, 0.2);
    c.sized[0].assumptions = {"q=1", "p=2"};
    c.sized[1].assumptions = {"q=1"};
    Building building;
    building.id = "B1";
    const MeasureRow row = measure_row(building, c.package({0, 1}), c.sized);
    CHECK(row.building_id == "B1");
    CHECK(row.package == "a+b");
    CHECK(row.measures == "a|b");
    CHECK(row.assumptions == "p=2|q=1");
    CHECK(row.status == "proposed");
    CHECK(row.basis == "reference_range");
    CHECK(std::isnan(row.grant_eur));

    const MeasureRow refused = refused_measure_row(
        building, c.rules[1], {MeasureReason::heritage, "not proposed for listed buildings"});
    CHECK(refused.package == "b");
    CHECK(refused.status == "refused");
    CHECK(refused.reason == "heritage: not proposed for listed buildings");
    CHECK(std::isnan(refused.npv_eur));
  }
}
