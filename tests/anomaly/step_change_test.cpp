// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/step_change.hpp>

#include "support/made_bills.hpp"

#include <empower/core/error.hpp>
#include <empower/quality/expectation.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

using namespace empower;
using empower::testing::daily_bills;
using empower::testing::gas_meter_in_rome;
using empower::testing::monthly_bills;

namespace {

/// A seasonal meter with noise of `noise`, from `at` on times `factor`; what is expected of it lies
/// in between, as a fit over all of it would.
struct Meter {
  std::vector<double> expected;
  BillSeries bills;

  Meter(std::size_t months, std::size_t at, double factor, double noise, std::uint64_t seed = 1) {
    Random random{seed};
    std::vector<double> energy;
    for (std::size_t i = 0; i < months; ++i) {
      const double season =
          1.0 + 0.2 * std::cos(2.0 * 3.14159265358979 * static_cast<double>(i) / 12.0);
      expected.push_back(1000.0 * season);
      energy.push_back(expected.back() * (1.0 + noise * random.normal()) *
                       (i >= at ? factor : 1.0));
    }
    const double level = std::accumulate(energy.begin(), energy.end(), 0.0) /
                         std::accumulate(expected.begin(), expected.end(), 0.0);
    for (double& e : expected) e *= level;
    bills = monthly_bills(2022, energy);
  }

  [[nodiscard]] std::vector<StepChange> steps(std::vector<bool> left_out = {}) const {
    left_out.resize(expected.size(), false);
    return step_changes(bills.view(), expected, deviation_scores(bills.view(), expected), left_out);
  }
};

} // namespace

TEST_SUITE("anomaly/step_change") {
  TEST_CASE("a step is found at its place and size wherever there are observations on both sides") {
    for (std::size_t at = 6; at <= 30; ++at) {
      CAPTURE(at);
      const auto steps = Meter{36, at, 1.4, 0.02}.steps();
      REQUIRE(steps.size() == 1);
      CHECK(steps[0].at == at);
      CHECK(steps[0].factor == doctest::Approx(1.4).epsilon(0.03));
    }
  }

  TEST_CASE("a noiseless step is exact") {
    std::vector<double> energy(36, 3000.0);
    for (std::size_t i = 20; i < 36; ++i) energy[i] = 3600.0;
    BillSeries bills;
    for (std::size_t i = 0; i < 36; ++i) {
      const CivilDay from = civil_day(2022, 1, 1) + std::chrono::days{30 * i};
      bills.push_back({from, from + std::chrono::days{30}}, energy[i]);
    }
    const std::vector<double> expected(36, 3200.0);
    const auto steps =
        step_changes(bills.view(), expected, deviation_scores(bills.view(), expected),
                     std::vector<bool>(36, false));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == 20);
    CHECK(steps[0].shift_kwh_day == doctest::Approx(20.0));
    CHECK(steps[0].factor == doctest::Approx(1.2));
  }

  TEST_CASE("a level has four observations at least") {
    for (const StepChange& step : Meter{36, 33, 1.5, 0.01}.steps()) CHECK(step.at <= 32);
    CHECK(Meter{8, 4, 1.5, 0.01}.steps().empty());
    CHECK(Meter{9, 4, 1.5, 0.005}.steps().size() == 1);
  }

  TEST_CASE("28 days on each side are needed, however many observations they are") {
    const auto found = [](std::size_t before) {
      std::vector<double> energy;
      Random random{3};
      for (std::size_t i = 0; i < 120; ++i)
        energy.push_back((i < before ? 100.0 : 150.0) * (1.0 + 0.01 * random.normal()));
      const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
      const std::vector<double> expected(energy.size(), 125.0);
      const auto steps =
          step_changes(days.view(), expected, deviation_scores(days.view(), expected),
                       std::vector<bool>(energy.size(), false));
      return steps.empty() ? std::size_t{0} : steps[0].at;
    };
    CHECK(found(28) == 28);
    CHECK(found(20) != 20);
  }

  TEST_CASE("less than a tenth of the usual energy is not worth a finding") {
    CHECK(Meter{36, 18, 1.08, 0.002}.steps().empty());
    CHECK(Meter{36, 18, 1.13, 0.002}.steps().size() == 1);
  }

  TEST_CASE("noise alone makes steps in fewer than one meter in thirty") {
    int false_alarms = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed)
      false_alarms += Meter{36, 36, 1.0, 0.12, seed}.steps().empty() ? 0 : 1;
    CHECK(30 * false_alarms < 500);
  }

  TEST_CASE("two steps are two findings in order of time") {
    Meter meter{48, 16, 1.5, 0.02};
    for (std::size_t i = 32; i < 48; ++i) meter.bills.energy_kwh[i] *= 1.5;
    const auto steps = meter.steps();
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].at == 16);
    CHECK(steps[1].at == 32);
  }

  TEST_CASE("observations left out, missing or not expected take no part") {
    Meter meter{36, 18, 1.4, 0.02};
    std::vector<bool> left_out(36, false);
    meter.bills.energy_kwh[5] *= 30.0;
    left_out[5] = true;
    meter.bills.energy_kwh[9] = missing_value;
    meter.expected[25] = missing_value;
    const auto steps = meter.steps(left_out);
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == 18);
    CHECK(steps[0].factor == doctest::Approx(1.4).epsilon(0.03));
  }

  TEST_CASE("twice the energy shifts by twice as much and by the same factor") {
    const Meter meter{36, 15, 0.7, 0.03};
    Meter twice = meter;
    for (double& e : twice.bills.energy_kwh) e *= 2.0;
    for (double& e : twice.expected) e *= 2.0;
    REQUIRE(meter.steps().size() == 1);
    REQUIRE(twice.steps().size() == 1);
    CHECK(twice.steps()[0].at == meter.steps()[0].at);
    CHECK(twice.steps()[0].factor == meter.steps()[0].factor);
    CHECK(twice.steps()[0].significance == meter.steps()[0].significance);
    CHECK(twice.steps()[0].shift_kwh_day == 2.0 * meter.steps()[0].shift_kwh_day);
  }

  TEST_CASE("the finding counts a year at the new level against the old, and says from when") {
    const BillSeries bills = monthly_bills(2022, std::vector<double>(36, 3000.0));
    const Finding more = finding_of({18, 10.0, 1.25, 9.0, 36}, gas_meter_in_rome(), bills.view());
    CHECK(more.kind == FindingKind::level_step);
    CHECK(more.energy_kwh == doctest::Approx(3652.5));
    CHECK(more.cost_eur_year == doctest::Approx(365.25));
    CHECK(more.recurring);
    CHECK(more.factor == 1.25);
    CHECK(more.evidence ==
          "Since 2023-07-01 the meter reads 25 % more than before in like weather: "
          "3,650 kWh a year.");
    const Finding less = finding_of({18, -10.0, 0.75, 4.0, 36}, gas_meter_in_rome(), bills.view());
    CHECK(less.energy_kwh == doctest::Approx(-3652.5));
    CHECK(less.evidence.find("25 % less than before") != std::string::npos);
    CHECK(less.action != more.action);
    CHECK_THROWS_AS((void)finding_of({18, 10.0, 1.25, 9.0, 37}, gas_meter_in_rome(), bills.view()),
                    ContractError);
    CHECK_THROWS_AS((void)finding_of({18, 10.0, 1.25, 9.0, 18}, gas_meter_in_rome(), bills.view()),
                    ContractError);
  }

  TEST_CASE("a strong step is surer than a weak one, and a weak one of bills than of days") {
    const BillSeries bills = monthly_bills(2022, std::vector<double>(36, 3000.0));
    const BillSeries days = daily_bills(civil_day(2022, 1, 1), std::vector<double>(36, 100.0));
    const auto confidence = [](const BillSeries& observed, double significance) {
      return finding_of({18, 10.0, 1.25, significance, 36}, gas_meter_in_rome(), observed.view())
          .confidence;
    };
    CHECK(confidence(bills, 7.1) == confidence(days, 7.1));
    CHECK(confidence(bills, 7.1) > confidence(bills, 6.9));
    CHECK(confidence(bills, 6.9) > confidence(days, 6.9));
  }

  TEST_CASE("a level that is taken back is an event with an end, counted over its days") {
    Meter meter{48, 99, 1.0, 0.02};
    for (std::size_t i = 20; i < 28; ++i) meter.bills.energy_kwh[i] *= 1.6;
    const auto steps = meter.steps();
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == 20);
    CHECK(steps[0].until == 28);
    CHECK(steps[0].reversed);
    CHECK_FALSE(steps[0].lasting);
    const Finding event = finding_of(steps[0], gas_meter_in_rome(), meter.bills.view());
    CHECK(event.kind == FindingKind::temporary_event);
    CHECK_FALSE(event.recurring);
    const CivilPeriod days{meter.bills.from[20], meter.bills.to[27]};
    CHECK(event.energy_kwh ==
          doctest::Approx(steps[0].shift_kwh_day * static_cast<double>(day_count(days))));
    CHECK(event.end.at == gas_meter_in_rome().zone.start_of(days.to));
  }

  TEST_CASE("a step ends where the next begins; only the last is a yearly cost") {
    Meter meter{48, 99, 1.0, 0.01};
    for (std::size_t i = 16; i < 48; ++i) meter.bills.energy_kwh[i] *= i < 32 ? 1.5 : 2.5;
    const auto steps = meter.steps();
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].until == steps[1].at);
    CHECK_FALSE(steps[0].reversed);
    CHECK_FALSE(finding_of(steps[0], gas_meter_in_rome(), meter.bills.view()).recurring);
    CHECK(steps[1].until == 48);
    CHECK(finding_of(steps[1], gas_meter_in_rome(), meter.bills.view()).recurring);
  }

  TEST_CASE("spans of different length are refused") {
    const Meter meter{12, 6, 1.0, 0.1};
    const std::vector<double> one(1, 1.0);
    const std::vector<bool> none(12, false);
    CHECK_THROWS_AS((void)step_changes(meter.bills.view(), one, meter.expected, none), ShapeError);
    CHECK_THROWS_AS((void)step_changes(meter.bills.view(), meter.expected, one, none), ShapeError);
    CHECK_THROWS_AS((void)step_changes(meter.bills.view(), meter.expected, meter.expected, {}),
                    ShapeError);
  }
}
