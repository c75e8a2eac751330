// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/out_of_season.hpp>

#include "support/counter_random.hpp"
#include "support/made_bills.hpp"

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/quality/expectation.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;
using empower::testing::daily_bills;
using empower::testing::gas_meter_in_rome;
using empower::testing::monthly_bills;

namespace {

/// Zone D of three years: 1 November to 15 April, by decree 8 November to 7 April in 2022/23.
OffSeason zone_d() { return off_season(embedded_reference(), "D", 2022, 2024); }

/// Three years of a gas meter in months that scatters by 5 % either way.
struct Meter {
  std::vector<double> expected;
  std::vector<double> energy;

  Meter() {
    for (std::size_t i = 0; i < 36; ++i) {
      const double season = std::cos(2.0 * 3.14159265358979 * static_cast<double>(i) / 12.0);
      expected.push_back(300.0 + 5000.0 * std::max(0.0, season));
      energy.push_back(expected.back() * (0.95 + 0.1 * testing::uniform(9, i)));
    }
  }
  [[nodiscard]] BillSeries bills() const { return monthly_bills(2022, energy); }
  [[nodiscard]] std::vector<SeasonExcess> excess(const OffSeason& off = zone_d(),
                                                 double autocorrelation = 0.0) const {
    const BillSeries read = bills();
    return out_of_season_heating(read.view(), expected, deviation_scores(read.view(), expected),
                                 autocorrelation, off);
  }
};

} // namespace

TEST_SUITE("anomaly/out_of_season") {
  TEST_CASE("a meter that does what the weather explains has no excess") {
    CHECK(Meter{}.excess().empty());
  }

  TEST_CASE("heat in May and June beyond the weather is one run with its energy") {
    Meter meter;
    meter.energy[16] = meter.expected[16] + 1500.0; // May 2023
    meter.energy[17] = meter.expected[17] + 900.0;
    const auto found = meter.excess();
    REQUIRE(found.size() == 1);
    CHECK(found[0].first == 16);
    CHECK(found[0].last == 18);
    CHECK(found[0].excess_kwh == doctest::Approx(2400.0));
  }

  TEST_CASE("each summer has its own run") {
    Meter meter;
    meter.energy[4] += 1500.0;
    meter.energy[29] += 1500.0;
    const auto found = meter.excess();
    REQUIRE(found.size() == 2);
    CHECK(found[0].first == 4);
    CHECK(found[1].first == 29);
  }

  TEST_CASE("a bill that reaches into the season is not judged") {
    Meter meter;
    meter.energy[3] += 2000.0;  // April: the season ends on the 15th
    meter.energy[10] += 2000.0; // November
    CHECK(meter.excess().empty());
    OffSeason shorter = zone_d();
    shorter.periods[0].from = civil_day(2022, 4, 1);
    REQUIRE(meter.excess(shorter).size() == 1);
    CHECK(meter.excess(shorter)[0].first == 3);
  }

  TEST_CASE("October ends where the season begins") {
    Meter meter;
    meter.energy[9] += 1500.0;
    CHECK(meter.excess().size() == 1);
    OffSeason early = zone_d();
    early.periods[0].to = civil_day(2022, 10, 15);
    CHECK(meter.excess(early).empty());
  }

  TEST_CASE("less than half of what is expected is not worth a finding") {
    Meter meter;
    for (double& e : meter.energy) e = 0.0;
    for (std::size_t i = 0; i < 36; ++i) meter.energy[i] = meter.expected[i];
    meter.expected[16] = meter.energy[16] = 1000.0;
    meter.energy[16] = 1490.0;
    CHECK(meter.excess().empty());
    meter.energy[16] = 1510.0;
    CHECK(meter.excess().size() == 1);
  }

  TEST_CASE("more than any winter month can be no heating") {
    Meter meter;
    meter.energy[16] = 20000.0;
    CHECK(meter.excess().empty());
  }

  TEST_CASE("a zone without a season, and readings without a score, have no excess") {
    Meter meter;
    meter.energy[16] += 1500.0;
    CHECK(meter.excess(off_season(embedded_reference(), "F", 2022, 2024)).empty());
    meter.expected[16] = missing_value;
    CHECK(meter.excess().empty());
    CHECK(out_of_season_heating({}, {}, {}, 0.0, zone_d()).empty());
  }

  TEST_CASE("days need two weeks, and autocorrelation makes a run less remarkable") {
    const auto excess = [](std::size_t warm_days, double autocorrelation) {
      std::vector<double> expected;
      std::vector<double> energy;
      for (std::size_t i = 0; i < 366; ++i) {
        const double season = std::cos(2.0 * 3.14159265358979 * static_cast<double>(i) / 366.0);
        expected.push_back(10.0 + 200.0 * std::max(0.0, season));
        energy.push_back(expected.back() * (0.8 + 0.4 * testing::uniform(9, i)));
        if (i >= 130 && i < 130 + warm_days) energy.back() += 25.0;
      }
      const BillSeries days = daily_bills(civil_day(2024, 1, 1), energy);
      return out_of_season_heating(days.view(), expected, deviation_scores(days.view(), expected),
                                   autocorrelation, zone_d());
    };
    CHECK(excess(1, 0.0).empty());
    REQUIRE(excess(30, 0.0).size() == 1);
    CHECK(excess(30, 0.0)[0].first == doctest::Approx(130).epsilon(0.05));
    REQUIRE(excess(30, 0.5).size() == 1);
    CHECK(excess(30, 0.5)[0].significance < 0.7 * excess(30, 0.0)[0].significance);
  }

  TEST_CASE("in zone D heat from 8 to 15 April is out of season in 2023, by decree, not in 2024") {
    const auto excess_in_april = [](int year) {
      std::vector<double> expected;
      std::vector<double> energy;
      for (std::size_t i = 0; i < 365; ++i) {
        const double season = std::cos(2.0 * 3.14159265358979 * static_cast<double>(i) / 365.0);
        expected.push_back(10.0 + 200.0 * std::max(0.0, season));
        energy.push_back(expected.back() * (0.9 + 0.2 * testing::uniform(9, i)));
      }
      const CivilDay first = civil_day(year, 1, 1);
      for (CivilDay day = civil_day(year, 4, 8); day < civil_day(year, 4, 16);
           day += std::chrono::days{1})
        energy[static_cast<std::size_t>((day - first).count())] += 60.0;
      const BillSeries days = daily_bills(first, energy);
      return out_of_season_heating(days.view(), expected, deviation_scores(days.view(), expected),
                                   0.0, zone_d());
    };
    const auto found = excess_in_april(2023);
    REQUIRE(found.size() == 1);
    CHECK(found[0].first == 97); // 8 April
    CHECK(found[0].last >= 105); // with the quiet days that make two weeks
    CHECK(excess_in_april(2024).empty());
  }

  TEST_CASE("the finding counts the run once and names the zone") {
    Meter meter;
    meter.energy[16] = meter.expected[16] + 1500.0;
    const BillSeries bills = meter.bills();
    const Finding finding =
        finding_of(meter.excess().at(0), gas_meter_in_rome(), bills.view(), "D");
    CHECK(finding.kind == FindingKind::heating_out_of_season);
    CHECK(finding.energy_kwh == doctest::Approx(1500.0));
    CHECK(finding.cost_eur_year == doctest::Approx(150.0));
    CHECK_FALSE(finding.recurring);
    CHECK(finding.evidence == "1,500 kWh more than this weather explains from 2023-05-01 to "
                              "2023-05-31, outside the heating season of zone D.");
  }

  TEST_CASE("spans of different length are refused") {
    const Meter meter;
    const BillSeries bills = meter.bills();
    const std::vector<double> one(1, 1.0);
    CHECK_THROWS_AS((void)out_of_season_heating(bills.view(), one, meter.expected, 0.0, zone_d()),
                    ShapeError);
    CHECK_THROWS_AS((void)out_of_season_heating(bills.view(), meter.expected, one, 0.0, zone_d()),
                    ShapeError);
  }
}
