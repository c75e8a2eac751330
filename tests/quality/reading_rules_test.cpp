// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/reading_rules.hpp>

#include "support/counter_random.hpp"
#include "support/made_bills.hpp"

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/quality/expectation.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;
using empower::testing::daily_bills;
using empower::testing::gas_meter_in_rome;
using empower::testing::monthly_bills;

namespace {

/// Thirty-six months: what is expected, and readings that scatter around it by up to 10 %.
struct Meter {
  std::vector<double> expected;
  std::vector<double> energy;

  explicit Meter(std::size_t months = 36) {
    for (std::size_t i = 0; i < months; ++i) {
      const double season =
          1.0 + 0.8 * std::cos(2.0 * 3.14159265358979 * static_cast<double>(i) / 12.0);
      expected.push_back(1000.0 * season);
      energy.push_back(expected.back() * (0.9 + 0.2 * testing::uniform(7, i)));
    }
  }

  [[nodiscard]] BillSeries bills() const { return monthly_bills(2022, energy); }
  [[nodiscard]] std::vector<ReadingFault> faults() const {
    const BillSeries read = bills();
    return reading_faults(read.view(), expected, deviation_scores(read.view(), expected));
  }
};

bool is(const ReadingFault& fault, FindingKind kind, std::size_t first, std::size_t last) {
  return fault.kind == kind && fault.first == first && fault.last == last;
}

Finding worded(const Meter& meter, const ReadingFault& fault) {
  return finding_of(fault, gas_meter_in_rome(), meter.bills().view(), meter.expected);
}

} // namespace

TEST_SUITE("quality/reading_rules") {
  TEST_CASE("readings that scatter as they do have no fault") { CHECK(Meter{}.faults().empty()); }

  TEST_CASE("a row without energy is a gap, its energy what is expected, missing from the total") {
    Meter meter;
    meter.energy[12] = missing_value;
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::gap, 12, 13));
    const Finding finding = worded(meter, faults[0]);
    CHECK(finding.energy_kwh == -meter.expected[12]);
    CHECK(finding.confidence == 1.0);
    CHECK(finding.evidence == "No readings for 31 days; about 1,800 kWh are missing.");
  }

  TEST_CASE("below zero is negative, zero itself is not") {
    Meter meter;
    meter.energy[6] = -1.0;
    meter.energy[7] = -1.0;
    meter.expected[20] = meter.energy[20] = 0.0;
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::negative, 6, 8));
  }

  TEST_CASE("a zero run counts when it should have held more than three usual days") {
    Meter meter;
    meter.expected[6] = 90.0; // 2.9 usual days; a boiler that is off in summer
    meter.energy[6] = 0.0;
    CHECK(meter.faults().empty());
    meter.expected[6] = 120.0;
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::zero_run, 6, 7));
    CHECK(worded(meter, faults[0]).energy_kwh == doctest::Approx(-120.0));
  }

  TEST_CASE("a boiler that rests in summer reads zero and is right, at rest in winter it is not") {
    Meter meter;
    std::vector<double> heating(meter.expected.size(), 0.0);
    for (std::size_t i = 0; i < meter.expected.size(); ++i)
      heating[i] = std::max(0.0, meter.expected[i] - 400.0);
    meter.energy[5] = meter.energy[6] = meter.energy[12] = 0.0;
    const BillSeries read = meter.bills();
    const auto scores = deviation_scores(read.view(), meter.expected);
    const auto faults = reading_faults(read.view(), meter.expected, scores, {}, heating);
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::zero_run, 12, 13));
  }

  TEST_CASE("a meter that reads zero every weekend is not at fault for it, a week of it is") {
    const std::size_t days = 200;
    std::vector<double> expected(days, 100.0);
    std::vector<double> energy;
    for (std::size_t i = 0; i < days; ++i)
      energy.push_back(i % 7 < 4 ? 0.0 : 100.0 + 5.0 * testing::uniform(3, i));
    for (std::size_t i = 102; i < 109; ++i) energy[i] = 0.0;
    const BillSeries read = daily_bills(civil_day(2023, 1, 1), energy);
    const std::vector<double> unscored(days, missing_value);
    const auto faults = reading_faults(read.view(), expected, unscored);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].kind == FindingKind::zero_run);
    CHECK(faults[0].first <= 102);
    CHECK(faults[0].last >= 109);
  }

  TEST_CASE("three equal bills in a row are stuck, two are not") {
    Meter meter;
    meter.energy[25] = meter.energy[24];
    CHECK(meter.faults().empty());
    meter.energy[26] = meter.energy[24];
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::stuck, 24, 27));
    CHECK(worded(meter, faults[0]).evidence.find("3 times in a row") != std::string::npos);
  }

  TEST_CASE("five equal days are stuck, four are not") {
    std::vector<double> energy;
    for (std::size_t i = 0; i < 200; ++i) energy.push_back(100.0 + 10.0 * testing::uniform(3, i));
    const std::vector<double> expected(energy.size(), 105.0);
    const auto faults = [&] {
      const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
      return reading_faults(days.view(), expected, deviation_scores(days.view(), expected));
    };
    for (std::size_t i = 51; i < 54; ++i) energy[i] = energy[50];
    CHECK(faults().empty());
    energy[54] = energy[50];
    REQUIRE(faults().size() == 1);
    CHECK(is(faults()[0], FindingKind::stuck, 50, 55));
  }

  TEST_CASE("a register that counts in coarse steps repeats without being stuck") {
    std::vector<double> energy;
    for (std::size_t i = 0; i < 200; ++i)
      energy.push_back(std::floor(20.0 + 3.0 * testing::uniform(5, i)));
    for (std::size_t i = 101; i < 106; ++i) energy[i] = energy[100];
    const std::vector<double> expected(energy.size(), 21.0);
    const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
    CHECK(reading_faults(days.view(), expected, deviation_scores(days.view(), expected)).empty());
  }

  TEST_CASE("a spike is out of scale and out of proportion, and short") {
    Meter meter;
    meter.energy[10] = 3.0 * meter.expected[10];
    auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(is(faults[0], FindingKind::spike, 10, 11));
    CHECK(worded(meter, faults[0]).evidence.find("3.0 times as much") != std::string::npos);

    meter.energy[11] = 3.0 * meter.expected[11];
    REQUIRE(meter.faults().size() == 1);
    CHECK(is(meter.faults()[0], FindingKind::spike, 10, 12));

    meter.energy[12] = 3.0 * meter.expected[12]; // what lasts is a change, not a spike
    CHECK(meter.faults().empty());
  }

  TEST_CASE("far out of the meter's scale but less than 1.8 times is no spike") {
    Meter meter;
    for (std::size_t i = 0; i < meter.energy.size(); ++i) meter.energy[i] = meter.expected[i];
    meter.energy[12] = 1.79 * meter.expected[12];
    CHECK(meter.faults().empty());
    meter.energy[12] = 1.81 * meter.expected[12];
    CHECK(meter.faults().size() == 1);
  }

  TEST_CASE("a spike where nothing is expected says so without a ratio") {
    Meter meter;
    meter.expected[6] = 0.0;
    meter.energy[6] = 5000.0;
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 1);
    CHECK(worded(meter, faults[0]).evidence ==
          "5,000 kWh read where 0 kWh is usual for this weather.");
  }

  TEST_CASE("the reading after a gap that holds the gap's energy is a catch-up") {
    Meter meter;
    meter.energy[13] = meter.expected[12] + meter.expected[13];
    meter.energy[12] = missing_value;
    const auto faults = meter.faults();
    REQUIRE(faults.size() == 2);
    CHECK(is(faults[0], FindingKind::gap, 12, 13));
    CHECK(is(faults[1], FindingKind::catch_up, 13, 14));
    CHECK(worded(meter, faults[1]).energy_kwh == doctest::Approx(meter.expected[12]));
  }

  TEST_CASE("the reading after a gap that is off the owed energy by 30 % or more is a spike") {
    Meter meter;
    const double owed = meter.expected[12] + meter.expected[13];
    meter.energy[12] = missing_value;
    meter.energy[13] = 1.29 * owed;
    CHECK(meter.faults()[1].kind == FindingKind::catch_up);
    meter.energy[13] = 1.31 * owed;
    CHECK(meter.faults()[1].kind == FindingKind::spike);
  }

  TEST_CASE("readings off by a power of ten for a while are a unit step, one is a spike") {
    for (const double factor : {10.0, 100.0, 1000.0, 0.1, 0.01, 0.001}) {
      CAPTURE(factor);
      Meter meter;
      for (std::size_t i = 8; i < 15; ++i) meter.energy[i] = factor * meter.expected[i];
      const auto faults = meter.faults();
      REQUIRE(faults.size() == 1);
      CHECK(is(faults[0], FindingKind::unit_step, 8, 15));
      CHECK(faults[0].factor == doctest::Approx(factor));
      CHECK(worded(meter, faults[0]).factor == doctest::Approx(factor));
    }
    Meter meter;
    meter.energy[8] = 10.0 * meter.expected[8];
    REQUIRE(meter.faults().size() == 1);
    CHECK(meter.faults()[0].kind == FindingKind::spike);
  }

  TEST_CASE("a unit step lasts four weeks") {
    const auto kinds_of_days = [](std::size_t last) {
      std::vector<double> energy;
      for (std::size_t i = 0; i < 200; ++i)
        energy.push_back((100.0 + 20.0 * testing::uniform(3, i)) *
                         (i >= 50 && i < last ? 10.0 : 1.0));
      const std::vector<double> expected(energy.size(), 110.0);
      const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
      return reading_faults(days.view(), expected, deviation_scores(days.view(), expected));
    };
    CHECK(kinds_of_days(77).empty());
    REQUIRE(kinds_of_days(78).size() == 1);
    CHECK(is(kinds_of_days(78)[0], FindingKind::unit_step, 50, 78));
  }

  TEST_CASE("in a season with little energy a factor of ten is not told from heating") {
    Meter meter;
    for (std::size_t i = 5; i < 8; ++i) {
      meter.expected[i] = 200.0; // a fifth of the usual month
      meter.energy[i] = 2000.0;
    }
    for (const ReadingFault& fault : meter.faults()) CHECK(fault.kind != FindingKind::unit_step);
  }

  TEST_CASE("a factor between the powers of ten is no unit step") {
    Meter meter;
    for (std::size_t i = 8; i < 15; ++i) meter.energy[i] = 4.0 * meter.expected[i];
    CHECK(meter.faults().empty());
  }

  TEST_CASE("without an expectation only gaps, negative and stuck readings are found") {
    Meter meter;
    const std::vector<double> unknown(meter.energy.size(), missing_value);
    meter.energy[3] = 0.0;
    meter.energy[5] = 20.0 * meter.energy[5];
    meter.energy[9] = -5.0;
    meter.energy[15] = missing_value;
    meter.energy[21] = meter.energy[22] = meter.energy[20];
    const BillSeries bills = meter.bills();
    const auto faults = reading_faults(bills.view(), unknown, unknown);
    REQUIRE(faults.size() == 3);
    CHECK(is(faults[0], FindingKind::negative, 9, 10));
    CHECK(is(faults[1], FindingKind::gap, 15, 16));
    CHECK(is(faults[2], FindingKind::stuck, 20, 23));
    CHECK(std::isnan(finding_of(faults[1], gas_meter_in_rome(), bills.view(), unknown).energy_kwh));
  }

  TEST_CASE("faults are in order of time and share no reading") {
    Meter meter;
    meter.energy[24] = 4.0 * meter.expected[24];
    meter.energy[1] = -1.0;
    meter.energy[14] = 0.0;
    meter.energy[22] = missing_value;
    const auto faults = meter.faults();
    CHECK(faults.size() == 4);
    for (std::size_t i = 1; i < faults.size(); ++i) CHECK(faults[i - 1].last <= faults[i].first);
  }

  TEST_CASE("twice the energy makes the same faults with twice the energy") {
    Meter meter;
    meter.energy[24] = 4.0 * meter.expected[24];
    meter.energy[14] = 0.0;
    for (std::size_t i = 3; i < 7; ++i) meter.energy[i] *= 10.0;
    Meter twice = meter;
    for (double& e : twice.energy) e *= 2.0;
    for (double& e : twice.expected) e *= 2.0;
    const auto faults = meter.faults();
    const auto of_twice = twice.faults();
    REQUIRE(faults.size() == of_twice.size());
    for (std::size_t i = 0; i < faults.size(); ++i) {
      CHECK(is(of_twice[i], faults[i].kind, faults[i].first, faults[i].last));
      CHECK(worded(twice, of_twice[i]).energy_kwh ==
            doctest::Approx(2.0 * worded(meter, faults[i]).energy_kwh));
    }
  }

  TEST_CASE("a finding costs its energy at the meter's price and starts at midnight of its zone") {
    std::vector<double> energy(100, 50.0);
    energy[90] = 500.0; // 2024-03-31, the day of 23 hours
    const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
    const std::vector<double> expected(energy.size(), 50.0);
    const Finding finding =
        finding_of({FindingKind::spike, 90, 91}, gas_meter_in_rome(), days.view(), expected);
    CHECK(finding.energy_kwh == 450.0);
    CHECK(finding.cost_eur_year == doctest::Approx(45.0));
    CHECK_FALSE(finding.recurring);
    CHECK(finding.start.offset == std::chrono::hours{1});
    CHECK(finding.end.offset == std::chrono::hours{2});
    CHECK(finding.end.at - finding.start.at == std::chrono::hours{23});
    CHECK(finding.start.at ==
          std::chrono::sys_days{std::chrono::year{2024} / 3 / 30} + std::chrono::hours{23});
  }

  TEST_CASE("two estimated readings in a row are a run, one is not; its error is not known") {
    using enum ReadingQuality;
    const BillSeries bills = monthly_bills(2024, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
    const std::vector<ReadingQuality> quality{estimated, actual,    estimated,
                                              estimated, corrected, estimated};
    const auto runs = estimated_runs(bills.view(), quality);
    REQUIRE(runs.size() == 1);
    CHECK(is(runs[0], FindingKind::estimated_run, 2, 4));
    const Finding finding = finding_of(runs[0], gas_meter_in_rome(), bills.view(),
                                       std::vector<double>(bills.energy_kwh.size(), missing_value));
    CHECK(std::isnan(finding.energy_kwh));
    CHECK(finding.evidence == "2 readings in a row are estimates of the supplier.");
    CHECK(estimated_runs(bills.view(), std::vector<ReadingQuality>(6, estimated)).size() == 1);
    CHECK(estimated_runs({}, {}).empty());
  }

  TEST_CASE("readings above six upper quartiles are set aside, if there are eight to tell") {
    std::vector<double> energy(12, 3100.0);
    energy[0] = 6.05 * 3100.0; // a January of 31 days
    energy[2] = 5.9 * 3100.0;
    const BillSeries bills = monthly_bills(2024, energy);
    const auto aside = set_aside_extremes(bills.view());
    CHECK(aside[0] == false); // the quartile is that of February's days, 3100/29
    energy[0] = 6.6 * 3100.0;
    CHECK(set_aside_extremes(monthly_bills(2024, energy).view())[0]);
    CHECK_FALSE(set_aside_extremes(monthly_bills(2024, energy).view())[2]);
    const BillSeries few = monthly_bills(2024, {1e6, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0});
    for (const bool a : set_aside_extremes(few.view())) CHECK_FALSE(a);
  }

  TEST_CASE("readings unlike the same days of two other years are set aside, of one other not") {
    std::vector<double> energy(36, 3000.0);
    for (const double factor : {0.1, 5.5}) {
      energy[17] = factor * 3000.0;
      const auto three_years = set_aside_extremes(monthly_bills(2022, energy).view());
      CHECK(three_years[17]);
      CHECK(std::ranges::count(three_years, true) == 1);
    }
    energy[17] = 4.5 * 3000.0;
    CHECK_FALSE(set_aside_extremes(monthly_bills(2022, energy).view())[17]);
    energy[17] = 300.0;
    const std::vector<double> two_years(energy.begin(), energy.begin() + 24);
    CHECK_FALSE(set_aside_extremes(monthly_bills(2022, two_years).view())[17]);
  }

  TEST_CASE("the reading after a gap is set aside until a model can judge it") {
    std::vector<double> energy(12, 3000.0);
    energy[4] = missing_value;
    const auto aside = set_aside_extremes(monthly_bills(2024, energy).view());
    CHECK(aside[5]);
    CHECK(std::ranges::count(aside, true) == 1);
  }

  TEST_CASE("estimates are joined to the reading that settles them") {
    using enum ReadingQuality;
    const BillSeries bills = monthly_bills(2024, {1.0, 2.0, 4.0, 8.0, 16.0, 32.0});
    const BillSeries merged = merged_estimates(
        bills.view(), std::vector{actual, estimated, estimated, corrected, actual, estimated});
    CHECK(merged.energy_kwh == std::vector{1.0, 14.0, 16.0, 32.0});
    CHECK(merged.view().period(1) == CivilPeriod{civil_day(2024, 2, 1), civil_day(2024, 5, 1)});
    CHECK(merged_estimates(bills.view(), {}).energy_kwh == bills.energy_kwh);

    BillSeries apart;
    apart.push_back({civil_day(2024, 1, 1), civil_day(2024, 2, 1)}, 1.0);
    apart.push_back({civil_day(2024, 3, 1), civil_day(2024, 4, 1)}, 2.0);
    CHECK(merged_estimates(apart.view(), std::vector{estimated, actual}).energy_kwh ==
          apart.energy_kwh);
  }

  TEST_CASE("only kinds that falsify a reading take it out of a fit") {
    using enum FindingKind;
    for (const FindingKind kind : {gap, negative, zero_run, stuck, spike, catch_up, unit_step})
      CHECK(invalidates_reading(kind));
    for (const FindingKind kind : {estimated_run, level_step, outlier_high, area_error, closure})
      CHECK_FALSE(invalidates_reading(kind));
  }

  TEST_CASE("spans of different length are refused") {
    const BillSeries bills = monthly_bills(2024, {1.0, 2.0});
    const std::vector<double> two(2, 1.0);
    const std::vector<double> one(1, 1.0);
    CHECK_THROWS_AS((void)reading_faults(bills.view(), one, two), ShapeError);
    CHECK_THROWS_AS((void)reading_faults(bills.view(), two, one), ShapeError);
  }
}
