// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/meter_stage.hpp>

#include "analysis/made_meter.hpp"

#include <empower/quality/reading_rules.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <span>

using namespace empower;
using namespace empower::testing;

namespace {

std::vector<FindingKind> kinds(const MeterResult& result) {
  std::vector<FindingKind> found;
  for (const Finding& finding : result.findings) found.push_back(finding.kind);
  return found;
}

double days(const MadeMeter& meter, std::size_t i) {
  return static_cast<double>(day_count(meter.bills.view().period(i)));
}

} // namespace

TEST_SUITE("analysis/meter_stage") {
  TEST_CASE("a clean meter has its signature, its normal year and no finding") {
    for (const MadeMeter& meter : {MadeMeter{}, daily_meter()}) {
      const MeterResult result = meter.result();
      REQUIRE(result.fit);
      CHECK(result.daily == (meter.bills.from.size() > 36));
      CHECK(result.findings.empty());
      CHECK(result.fit->signature.heating_slope.value() == doctest::Approx(10.0).epsilon(1e-3));
      CHECK(result.fit->signature.heating_balance.value() == doctest::Approx(16.0).epsilon(1e-4));
      const double normal = 20.0 * meter.normal.days().value() +
                            10.0 * meter.normal.heating_degree_days(Celsius{16.0}).value();
      CHECK(result.normal_year.total.value() == doctest::Approx(normal).epsilon(1e-4));
      for (std::size_t i = 0; i < result.expected.size(); ++i)
        CHECK(result.expected[i] == doctest::Approx(meter.bills.energy_kwh[i]).epsilon(2e-3));
    }
  }

  TEST_CASE("a wrong reading is found, left out of the fit, and kept in what was observed") {
    MadeMeter meter;
    const double truth = meter.bills.energy_kwh[13];
    meter.bills.energy_kwh[13] *= 5.0;
    const MeterResult result = meter.result();
    CHECK(kinds(result) == std::vector{FindingKind::spike});
    CHECK(result.findings[0].energy_kwh == doctest::Approx(4.0 * truth));
    CHECK(result.findings[0].meter_id == "M1");
    CHECK(result.left_out[13]);
    CHECK(std::ranges::count(result.left_out, true) == 1);
    CHECK(result.observed.energy_kwh[13] == 5.0 * truth);
    CHECK(std::isnan(result.clean().energy_kwh[13]));
    CHECK(result.clean().energy_kwh[12] == meter.bills.energy_kwh[12]);
    REQUIRE(result.fit);
    CHECK(result.fit->signature.heating_slope.value() == doctest::Approx(10.0));
  }

  TEST_CASE("what is left out of the fit is what the findings say, neither more nor less") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      CAPTURE(seed);
      MadeMeter meter{Carrier::natural_gas, 0.35, seed};
      for (std::uint64_t k = 0; k < 4; ++k)
        meter.bills.energy_kwh[static_cast<std::size_t>(uniform(seed + 100, k) * 36.0)] *= 3.0;
      const MeterResult result = meter.result();
      for (std::size_t i = 0; i < result.left_out.size(); ++i) {
        const Instant start = meter.station.zone.start_of(result.observed.from[i]);
        const bool named = std::ranges::any_of(result.findings, [&](const Finding& finding) {
          return invalidates_reading(finding.kind) && finding.start.at <= start &&
                 start < finding.end.at;
        });
        CHECK(named == result.left_out[i]);
      }
    }
  }

  TEST_CASE("a gap in daily readings is one finding, and the fit goes on without it") {
    MadeMeter meter = daily_meter();
    BillSeries with_gap;
    for (std::size_t i = 0; i < meter.bills.from.size(); ++i) {
      if (i < 30 || i >= 45)
        with_gap.push_back(meter.bills.view().period(i), meter.bills.energy_kwh[i]);
    }
    meter.bills = with_gap;
    const MeterResult result = meter.result();
    CHECK(kinds(result) == std::vector{FindingKind::gap});
    CHECK(result.findings[0].energy_kwh < 0.0);
    REQUIRE(result.fit);
    CHECK(result.fit->signature.heating_slope.value() == doctest::Approx(10.0).epsilon(1e-3));
  }

  TEST_CASE("hourly intervals become the civil days of the zone") {
    const MadeMeter meter;
    std::vector<Instant> start;
    std::vector<Instant> end;
    std::vector<double> energy;
    const TimeZone& zone = meter.station.zone;
    for (Instant at = zone.start_of(civil_day(2022, 3, 1));
         at < zone.start_of(civil_day(2022, 4, 30)); at += std::chrono::hours{1}) {
      start.push_back(at);
      end.push_back(at + std::chrono::hours{1});
      energy.push_back(1.0);
    }
    MeterInput input = meter.input();
    input.bills = {};
    input.intervals = {start, end, energy};
    const MeterResult result = analyse_meter(input);
    CHECK(result.daily);
    REQUIRE(result.observed.view().size() == 60);
    CHECK(result.observed.energy_kwh[25] == 24.0);
    CHECK(result.observed.energy_kwh[26] == 23.0); // 27 March 2022
  }

  TEST_CASE("without temperatures there is a reason instead of a model, and no score") {
    MadeMeter meter;
    meter.bills.energy_kwh[13] *= 5.0;
    meter.bills.energy_kwh[3] = -1.0;
    MeterInput input = meter.input();
    input.station = nullptr;
    const NormalYear none;
    input.normal = &none;
    const MeterResult result = analyse_meter(input);
    REQUIRE_FALSE(result.fit);
    CHECK(result.fit.failure().reason == BaselineReason::no_temperature);
    CHECK(kinds(result) == std::vector{FindingKind::negative});
    for (const double e : result.expected) CHECK(std::isnan(e));
  }

  TEST_CASE("electricity without a model is held against its median day, gas against nothing") {
    MadeMeter meter{Carrier::electricity};
    for (std::size_t i = 0; i < 36; ++i) meter.bills.energy_kwh[i] = 100.0 * days(meter, i);
    meter.bills.energy_kwh[5] = 0.0; // June
    MeterInput input = meter.input();
    input.station = nullptr;
    CHECK(kinds(analyse_meter(input)) == std::vector{FindingKind::zero_run});
    CHECK(analyse_meter(input).findings[0].energy_kwh == doctest::Approx(-3000.0));
    meter.meter.carrier = Carrier::natural_gas;
    CHECK(analyse_meter(input).findings.empty());
  }

  TEST_CASE("meters that export or generate have no baseline") {
    MadeMeter meter{Carrier::electricity};
    for (const Flow flow : {Flow::exported, Flow::generation}) {
      meter.meter.flow = flow;
      const MeterResult result = meter.result();
      REQUIRE_FALSE(result.fit);
      CHECK(result.fit.failure().detail == "only delivered energy has a baseline");
    }
  }

  TEST_CASE("a lasting change is a level step with its date and factor") {
    MadeMeter meter{Carrier::natural_gas, 0.03};
    for (std::size_t i = 20; i < 36; ++i) meter.bills.energy_kwh[i] *= 1.4;
    const MeterResult result = meter.result();
    REQUIRE(kinds(result) == std::vector{FindingKind::level_step});
    CHECK(result.findings[0].start.at == meter.station.zone.start_of(meter.bills.from[20]));
    CHECK(result.findings[0].factor == doctest::Approx(1.4).epsilon(0.1));
  }

  TEST_CASE("a fall at the time of works is put down to them, one far from them is not") {
    MadeMeter meter{Carrier::natural_gas, 0.03};
    for (std::size_t i = 20; i < 36; ++i) meter.bills.energy_kwh[i] *= 0.7;
    const CivilDay fall = meter.bills.from[20];
    const auto action = [&](CivilPeriod works) {
      MeterInput input = meter.input();
      input.works = std::span{&works, 1};
      const MeterResult result = analyse_meter(input);
      REQUIRE(kinds(result) == std::vector{FindingKind::level_step});
      return result.findings[0].action;
    };
    using std::chrono::days;
    CHECK(action({fall - days{60}, fall - days{20}}).starts_with("Works of 2023-07-03"));
    CHECK(action({fall - days{400}, fall - days{300}}).starts_with("If nothing was done"));
  }

  TEST_CASE("heat in June beyond the weather is out of season where a season binds") {
    MadeMeter meter{Carrier::natural_gas, 0.03};
    meter.bills.energy_kwh[17] += 2500.0;
    const OffSeason summers{"D", {{civil_day(2023, 4, 16), civil_day(2023, 11, 1)}}};
    MeterInput input = meter.input();
    input.off_season = &summers;
    const MeterResult result = analyse_meter(input);
    CHECK(kinds(result) == std::vector{FindingKind::heating_out_of_season});
    CHECK_FALSE(result.left_out[17]); // it was used
    CHECK(kinds(meter.result()) == std::vector{FindingKind::spike});
  }

  TEST_CASE("estimates and the reading that settles them are one observation") {
    MadeMeter meter;
    meter.quality.assign(36, ReadingQuality::actual);
    meter.quality[12] = meter.quality[13] = ReadingQuality::estimated;
    meter.bills.energy_kwh[12] -= 900.0;
    meter.bills.energy_kwh[14] += 900.0;
    const MeterResult result = meter.result();
    CHECK(result.observed.view().size() == 34);
    CHECK(kinds(result) == std::vector{FindingKind::estimated_run});
    REQUIRE(result.fit);
    CHECK(result.fit->signature.heating_slope.value() == doctest::Approx(10.0));
  }

  TEST_CASE("estimated days are one observation too, and no day of the fit") {
    MadeMeter meter = daily_meter();
    meter.quality.assign(meter.bills.energy_kwh.size(), ReadingQuality::actual);
    double owed = 0.0;
    for (std::size_t i = 20; i < 40; ++i) {
      meter.quality[i] = ReadingQuality::estimated;
      owed += meter.bills.energy_kwh[i] - 50.0;
      meter.bills.energy_kwh[i] = 50.0;
    }
    meter.bills.energy_kwh[40] += owed;
    const MeterResult result = meter.result();
    CHECK(result.daily);
    CHECK(kinds(result) == std::vector{FindingKind::estimated_run});
    CHECK(result.observed.view().size() == meter.bills.energy_kwh.size() - 20);
    REQUIRE(result.fit);
    CHECK(result.fit->observations == result.observed.view().size() - 1);
    CHECK(result.fit->signature.heating_slope.value() == doctest::Approx(10.0).epsilon(1e-3));
  }

  TEST_CASE("heat that ignores the weather is named; electricity and mild places are not") {
    MadeMeter meter;
    for (std::size_t i = 0; i < 36; ++i)
      meter.bills.energy_kwh[i] = 100.0 * days(meter, i) * (0.98 + 0.04 * uniform(8, i));
    CHECK(kinds(meter.result()) == std::vector{FindingKind::weather_insensitive_heating});
    meter.meter.carrier = Carrier::electricity;
    CHECK(meter.result().findings.empty());
    meter.meter.carrier = Carrier::natural_gas;
    std::vector<double> mild;
    for (const double t : meter.station.daily_mean.values) mild.push_back(0.5 * t + 9.0);
    meter.normal = NormalYear{"mild", mild, 3.0};
    REQUIRE(meter.normal.heating_degree_days(Celsius{15.0}).value() < 1000.0);
    CHECK(meter.result().findings.empty());
  }

  TEST_CASE("estimated bills are named, without a guess of their error") {
    MadeMeter meter{Carrier::natural_gas, 0.03};
    meter.quality.assign(36, ReadingQuality::actual);
    meter.quality[7] = meter.quality[8] = meter.quality[9] = ReadingQuality::estimated;
    const MeterResult result = meter.result();
    REQUIRE(kinds(result) == std::vector{FindingKind::estimated_run});
    CHECK(std::isnan(result.findings[0].energy_kwh));
    CHECK(std::isnan(result.findings[0].cost_eur_year));
  }

  TEST_CASE("a stated baseline period is what the fit rests on") {
    MadeMeter meter;
    for (std::size_t i = 12; i < meter.bills.energy_kwh.size(); ++i)
      meter.bills.energy_kwh[i] *= 1.5;
    MeterInput input = meter.input();
    input.baseline = calendar_year(2022);
    const MeterResult result = analyse_meter(input);
    REQUIRE(result.fit);
    CHECK(result.fit->observations == 12);
    CHECK(std::ranges::count(result.used_for_fit, true) == 12);
    CHECK(result.used_for_fit[11]);
    CHECK_FALSE(result.used_for_fit[12]);
    CHECK(result.fit->signature.heating_slope / gas_signature().heating_slope ==
          doctest::Approx(1.0).epsilon(1e-9));
    CHECK(result.expected.size() == 36);
  }

  TEST_CASE("no readings at all are an honest answer") {
    MadeMeter meter;
    meter.bills = {};
    const MeterResult result = meter.result();
    CHECK_FALSE(result.fit);
    CHECK(result.observed.from.empty());
    CHECK(result.findings.empty());
  }

  TEST_CASE("twice the energy makes the same findings with twice the energy and cost") {
    MadeMeter meter{Carrier::natural_gas, 0.05};
    meter.bills.energy_kwh[13] *= 5.0;
    for (std::size_t i = 20; i < 36; ++i) meter.bills.energy_kwh[i] *= 1.4;
    const MeterResult once = meter.result();
    for (double& energy : meter.bills.energy_kwh) energy *= 2.0;
    const MeterResult twice = meter.result();
    REQUIRE(kinds(once) == kinds(twice));
    CHECK(once.findings.size() == 2);
    for (std::size_t i = 0; i < once.findings.size(); ++i) {
      CHECK(twice.findings[i].energy_kwh == doctest::Approx(2.0 * once.findings[i].energy_kwh));
      CHECK(twice.findings[i].cost_eur_year ==
            doctest::Approx(2.0 * once.findings[i].cost_eur_year));
      CHECK(twice.findings[i].confidence == once.findings[i].confidence);
      CHECK(twice.findings[i].start == once.findings[i].start);
    }
  }
}
