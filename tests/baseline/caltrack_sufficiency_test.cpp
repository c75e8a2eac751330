// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_sufficiency.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>

using namespace empower;
using namespace empower::testing;

namespace {

const InstantPeriod year{utc(2020, 12, 31), made_end};

bool has(const std::vector<CaltrackFinding>& findings, CaltrackFindingCode code) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const CaltrackFinding& f) { return f.code == code; });
}

CaltrackSufficiency check(const MeterSample& sample, const CaltrackSettings& settings = {},
                          InstantPeriod requested = year) {
  return caltrack_sufficiency(sample.usage.view(), sample.weather(), requested, settings);
}

/// Usage that varies little.
MeterSample steady_year() {
  return made_year([](double t) { return 10.0 + 0.01 * t; });
}

/// The first `days` days of the year.
MeterSample shortened(std::size_t days) {
  MeterSample sample = steady_year();
  sample.usage.stamps.resize(days + 1);
  sample.usage.energy.resize(days + 1);
  return sample;
}

} // namespace

TEST_SUITE("baseline/caltrack_sufficiency") {
  TEST_CASE("a whole year is sufficient, without a warning") {
    const CaltrackSufficiency found = check(steady_year());
    CHECK(found.sufficient());
    CHECK(found.warnings.empty());
  }

  TEST_CASE("the span is 329 to 366 days") {
    CHECK(has(check(shortened(328)).critical, CaltrackFindingCode::span));
    CHECK_FALSE(has(check(shortened(329)).critical, CaltrackFindingCode::span));
    MeterSample longer{made_usage(std::vector<long>(367, 1), [](std::size_t) { return 10.0; }),
                       made_weather(367, made_fahrenheit)};
    CHECK(has(check(longer, {}, {year.from, year.from + std::chrono::days{367}}).critical,
              CaltrackFindingCode::span));
    longer.usage.stamps.pop_back();
    longer.usage.energy.pop_back();
    CHECK(check(longer, {}, {year.from, year.from + std::chrono::days{366}}).sufficient());
  }

  TEST_CASE("with an exact span it is 365 days to the day, gaps to the request included") {
    CaltrackSettings exact;
    exact.exact_span = true;
    CHECK(check(steady_year(), exact).sufficient());
    CHECK_FALSE(has(check(shortened(360), exact).critical, CaltrackFindingCode::span));
    for (const long days : {364L, 366L}) {
      const InstantPeriod requested{year.from, year.from + std::chrono::days{days}};
      CHECK(has(check(shortened(360), exact, requested).critical, CaltrackFindingCode::span));
    }
  }

  TEST_CASE("readings outside the request are found") {
    const std::chrono::days day{1};
    const auto early = check(steady_year(), {}, {year.from + day, year.to}).critical;
    CHECK(has(early, CaltrackFindingCode::data_before_request));
    CHECK_FALSE(has(early, CaltrackFindingCode::data_after_request));
    const auto late = check(steady_year(), {}, {year.from, year.to - day}).critical;
    CHECK(has(late, CaltrackFindingCode::data_after_request));
    CHECK_FALSE(has(late, CaltrackFindingCode::data_before_request));
  }

  TEST_CASE("nine days of ten have usage, temperature and both") {
    // 360 of 400 days would be just enough; of 365 it takes 329 (328.5).
    for (const std::size_t missing : {36UL, 37UL}) {
      CAPTURE(missing);
      const bool enough = missing == 36;
      MeterSample usage = steady_year();
      for (std::size_t i = 0; i < missing; ++i) usage.usage.energy[i] = missing_value;
      auto found = check(usage).critical;
      CHECK(has(found, CaltrackFindingCode::usage_days) != enough);
      CHECK(has(found, CaltrackFindingCode::complete_days) != enough);
      CHECK_FALSE(has(found, CaltrackFindingCode::temperature_days));

      MeterSample weather = steady_year();
      for (std::size_t i = 0; i < missing * 24; ++i) weather.outdoor.values[i] = missing_value;
      found = check(weather).critical;
      CHECK(has(found, CaltrackFindingCode::temperature_days) != enough);
      CHECK(has(found, CaltrackFindingCode::complete_days) != enough);
      CHECK_FALSE(has(found, CaltrackFindingCode::usage_days));
    }
  }

  TEST_CASE("exactly nine days of ten are enough") {
    CaltrackSettings settings;
    settings.max_span_days = 400;
    MeterSample sample{made_usage(std::vector<long>(400, 1), [](std::size_t) { return 10.0; }),
                       made_weather(400, made_fahrenheit)};
    for (std::size_t i = 0; i < 40; ++i) sample.usage.energy[i] = missing_value;
    const InstantPeriod requested{year.from, year.from + std::chrono::days{400}};
    CHECK(check(sample, settings, requested).sufficient());
    sample.usage.energy[40] = missing_value;
    CHECK_FALSE(check(sample, settings, requested).sufficient());
  }

  TEST_CASE("a day has temperature if more than nine tenths of its hours have") {
    for (const std::size_t hours : {2UL, 3UL}) { // 22/24 and 21/24
      MeterSample sample = steady_year();
      for (std::size_t day = 0; day < 40; ++day) {
        for (std::size_t h = 0; h < hours; ++h) {
          sample.outdoor.values[24 * day + h] = missing_value;
        }
      }
      CHECK(has(check(sample).critical, CaltrackFindingCode::temperature_days) == (hours == 3));
    }
    // Strictly more: nine of ten hours are not enough.
    CaltrackSettings settings;
    settings.min_hour_share = 0.75;
    MeterSample sample = steady_year();
    for (std::size_t day = 0; day < 40; ++day) {
      for (std::size_t h = 0; h < 6; ++h) sample.outdoor.values[24 * day + h] = missing_value;
    }
    CHECK(has(check(sample, settings).critical, CaltrackFindingCode::temperature_days));
  }

  TEST_CASE("a negative reading is critical, zero of gas is not") {
    MeterSample sample = steady_year();
    sample.usage.energy[100] = -0.001;
    CHECK(has(check(sample).critical, CaltrackFindingCode::negative_usage));
    sample.usage.energy[100] = 0.0;
    CaltrackSettings gas;
    gas.fuel = CaltrackFuel::gas;
    CHECK(check(sample, gas).sufficient());
    CHECK(check(sample, gas).warnings.empty());
  }

  TEST_CASE("a zero of electricity counts as missing, with a warning") {
    MeterSample sample = steady_year();
    for (std::size_t i = 0; i < 37; ++i) sample.usage.energy[i] = 0.0;
    const CaltrackSufficiency found = check(sample);
    CHECK(has(found.warnings, CaltrackFindingCode::zero_usage));
    CHECK(has(found.critical, CaltrackFindingCode::usage_days));
  }

  TEST_CASE("usage above median + 3 interquartile ranges is a warning") {
    // 1, 2 ... 365: median 183, quartiles 92 and 274, limit 183 + 3 * 182 = 729.
    MeterSample sample{made_usage(std::vector<long>(365, 1),
                                  [](std::size_t day) { return static_cast<double>(day) + 1.0; }),
                       made_weather(365, made_fahrenheit)};
    sample.usage.energy[364] = 729.0;
    CHECK_FALSE(has(check(sample).warnings, CaltrackFindingCode::extreme_usage));
    sample.usage.energy[364] = 729.5;
    const CaltrackSufficiency found = check(sample);
    CHECK(found.sufficient());
    REQUIRE(has(found.warnings, CaltrackFindingCode::extreme_usage));
    CHECK(found.warnings.front().values.at(2).name == "limit");
    CHECK(found.warnings.front().values.at(2).value == 729.0);
  }

  TEST_CASE("bills of 25 to 35 days, or 70 where they are two-monthly, are on cycle") {
    const auto off_cycle = [](const std::vector<long>& days) {
      const MeterSample sample{made_usage(days, [](std::size_t) { return 10.0; }),
                               made_weather(400, made_fahrenheit)};
      return has(check(sample).warnings, CaltrackFindingCode::off_cycle_bills);
    };
    CHECK_FALSE(off_cycle({30, 25, 30, 35, 30}));
    CHECK(off_cycle({30, 24, 30, 35, 30}));
    CHECK(off_cycle({30, 25, 30, 36, 30}));
    CHECK_FALSE(off_cycle({60, 70, 60}));
    CHECK(off_cycle({60, 71, 60}));
  }

  TEST_CASE("without readings nothing is sufficient") {
    const CaltrackSufficiency found = caltrack_sufficiency({}, {}, year);
    CHECK(has(found.critical, CaltrackFindingCode::span));
    CHECK(has(found.critical, CaltrackFindingCode::complete_days));
  }

  TEST_CASE("readings out of order are refused") {
    const std::vector<Instant> start{utc(2021, 1, 2), utc(2021, 1, 1)};
    const std::vector<Instant> end{utc(2021, 1, 3), utc(2021, 1, 2)};
    const std::vector<double> energy{1.0, 1.0};
    CHECK_THROWS_AS((void)caltrack_sufficiency({start, end, energy}, {}, year), InputError);
    CHECK_THROWS_AS((void)caltrack_sufficiency({start, end, std::span{energy}.first(1)}, {}, year),
                    ShapeError);
  }

  TEST_CASE("every finding has a code of its own") {
    const auto codes = caltrack_finding_codes();
    CHECK(std::set<std::string_view>(codes.begin(), codes.end()).size() == codes.size());
    CHECK(code(CaltrackFindingCode::zero_usage) == "zero_usage");
  }
}
