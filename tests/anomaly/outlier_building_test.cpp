// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/outlier_building.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

namespace {

const CivilPeriod three_years{civil_day(2022, 1, 1), civil_day(2025, 1, 1)};

FindingPlace office_in_rome() {
  return {"B1", "", "natural_gas", TimeZone::named("Europe/Rome").value(), 0.10};
}

/// A building of 1,000 m2 among 31 of median 100 kWh/m2.
std::optional<Finding> outlier(double kwh_m2, double robust_score, std::size_t peers = 31) {
  PeerScore score;
  score.peers = peers;
  score.robust_score = robust_score;
  score.peer_median_kwh_m2 = 100.0;
  return outlier_finding(
      {office_in_rome(), three_years, SquareMetres{1000.0}, kwh_m2, "office, measured kWh/m2"},
      score);
}

} // namespace

TEST_SUITE("anomaly/outlier_building") {
  TEST_CASE("the limit is that of Student's t for a scale from few peers") {
    CHECK(outlier_score(31) == doctest::Approx(3.9).epsilon(0.02));
    CHECK(outlier_score(11) == doctest::Approx(7.2).epsilon(0.02));
    CHECK(outlier_score(1000000) == doctest::Approx(3.0).epsilon(0.001));
    CHECK(outlier_score(1) == outlier_score(6)); // at least two degrees of freedom
    CHECK(outlier_score(7) > outlier_score(8));
  }

  TEST_CASE("far above the peers is outlier_high, with the yearly gap to their median") {
    const double limit = outlier_score(31);
    CHECK_FALSE(outlier(300.0, limit));
    const auto finding = outlier(300.0, 1.01 * limit);
    REQUIRE(finding);
    CHECK(finding->kind == FindingKind::outlier_high);
    CHECK(finding->energy_kwh == doctest::Approx(200.0 * 1000.0));
    CHECK(finding->cost_eur_year == doctest::Approx(20000.0));
    CHECK(finding->recurring);
    CHECK(finding->meter_id.empty());
    CHECK(finding->evidence == "300 kWh/m2 a year where the median of 31 buildings (office, "
                               "measured kWh/m2) is 100: 3.0 times as much.");
    CHECK(finding->action.starts_with("Visit the building"));
  }

  TEST_CASE("half as far again below the peers is outlier_low, with a negative gap") {
    const auto finding = outlier(20.0, -1.51 * outlier_score(31));
    REQUIRE(finding);
    CHECK(finding->kind == FindingKind::outlier_low);
    CHECK(finding->energy_kwh == doctest::Approx(-80.0 * 1000.0));
    CHECK(finding->action.find("meter is missing") != std::string::npos);
    CHECK_FALSE(outlier(20.0, -1.49 * outlier_score(31)));
  }

  TEST_CASE("a stronger outlier is surer") {
    CHECK(outlier(900.0, 1.31 * outlier_score(31))->confidence >
          outlier(300.0, 1.29 * outlier_score(31))->confidence);
  }

  TEST_CASE("a factor of ten is called a likely error of area or unit") {
    const auto finding = outlier(1000.0, 9.0);
    REQUIRE(finding);
    CHECK(finding->action.starts_with("Check floor area and unit first"));
  }

  TEST_CASE("without a score there is no outlier") {
    CHECK_FALSE(outlier(300.0, missing_value, 3));
  }

  TEST_CASE("near ten means within 0.12 of a decimal order, either way") {
    CHECK(near_power_of_ten(10.0));
    CHECK(near_power_of_ten(0.1));
    CHECK(near_power_of_ten(13.0));
    CHECK_FALSE(near_power_of_ten(13.3));
    CHECK(near_power_of_ten(0.077));
    CHECK_FALSE(near_power_of_ten(0.075));
    CHECK_FALSE(near_power_of_ten(1.0));
    CHECK_FALSE(near_power_of_ten(100.0));
    CHECK_FALSE(near_power_of_ten(0.0));
    CHECK_FALSE(near_power_of_ten(-10.0));
    CHECK_FALSE(near_power_of_ten(missing_value));
  }

  TEST_CASE("an area error names the area that would explain it and costs nothing known") {
    const Finding finding =
        area_error_finding(office_in_rome(), three_years, SquareMetres{120.0}, 10.0);
    CHECK(finding.kind == FindingKind::area_error);
    CHECK(finding.factor == 10.0);
    CHECK(std::isnan(finding.energy_kwh));
    CHECK(std::isnan(finding.cost_eur_year));
    CHECK(finding.evidence.find("a floor area of 1200 m2 instead of 120 m2") != std::string::npos);
  }

  TEST_CASE("a missing carrier counts what its peers use per floor area") {
    const Finding finding =
        missing_carrier_finding(office_in_rome(), three_years, 19, 20, 90.0, SquareMetres{500.0});
    CHECK(finding.kind == FindingKind::missing_carrier);
    CHECK(finding.energy_kwh == 45000.0);
    CHECK(finding.evidence.find("19 of 20 buildings") != std::string::npos);
  }

  TEST_CASE("heating that ignores the weather is named with its energy") {
    const Finding finding = insensitive_heating_finding(office_in_rome(), three_years, 123456.0);
    CHECK(finding.kind == FindingKind::weather_insensitive_heating);
    CHECK(finding.evidence.starts_with("123,000 kWh a year"));
    CHECK(std::isnan(finding.energy_kwh)); // how much of it is too much is not known
  }
}
