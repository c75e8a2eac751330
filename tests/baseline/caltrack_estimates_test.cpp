// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

constexpr auto actual = ReadingQuality::actual;
constexpr auto estimated = ReadingQuality::estimated;

/// Twelve noiseless bills of a heated meter, of which some say 40 kWh too much and the bill after
/// them as much too little.
struct Bills {
  MeterSample sample;
  std::vector<ReadingQuality> quality;

  explicit Bills(const std::vector<std::size_t>& estimates)
      : sample{made_usage({31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30},
                          [](std::size_t day) {
                            return 8.0 + 0.5 * std::max(60.0 - made_fahrenheit(day), 0.0);
                          }),
               made_weather(365, made_fahrenheit)},
        quality(12, actual) {
    for (const std::size_t i : estimates) {
      quality[i] = estimated;
      sample.usage.energy[i] += 40.0;
      sample.usage.energy[i + 1] -= 40.0;
    }
  }

  [[nodiscard]] Outcome<CaltrackModel, CaltrackReason> fit() const {
    CaltrackSettings settings;
    settings.fuel = CaltrackFuel::gas;
    settings.corrections.full_bimonthly = true; // else the end of a joined bill is not fitted
    return fit_caltrack_billing_with_estimates(sample.usage.view(), quality, sample.weather(),
                                               made_end, settings);
  }
};

bool has(const std::vector<CaltrackFinding>& findings, CaltrackFindingCode code) {
  return std::ranges::any_of(findings, [&](const CaltrackFinding& f) { return f.code == code; });
}

} // namespace

TEST_SUITE("baseline/caltrack_estimates") {
  TEST_CASE("an estimate is joined to the reading after it: the truth is recovered") {
    const auto model = Bills{{1}}.fit();
    REQUIRE(model);
    CHECK(model->periods == 11);
    CHECK(model->best.heating_balance_f == 60.0);
    CHECK(agrees(model->best.intercept, 8.0, 1e-12));
    CHECK(agrees(model->best.beta_hdd, 0.5, 1e-12));
    CHECK(has(model->sufficiency.warnings, CaltrackFindingCode::estimated_bills));
    CHECK_FALSE(has(model->sufficiency.warnings, CaltrackFindingCode::off_cycle_bills));
    // Taken for what they say, they bend the model.
    const Bills plain{{1}};
    const auto bent = fit_caltrack_billing(plain.sample.usage.view(), plain.sample.weather(),
                                           made_end, model->settings);
    REQUIRE(bent);
    CHECK_FALSE(agrees(bent->best.beta_hdd, 0.5, 1e-3));
    const CaltrackModel back = caltrack_from_json(to_json(*model));
    CHECK(has(back.sufficiency.warnings, CaltrackFindingCode::estimated_bills));
  }

  TEST_CASE("the estimated days count as missing: 31 of 365 are borne, 62 are not") {
    const auto one = Bills{{0}}.fit();
    REQUIRE(one);
    CHECK(one->sufficiency.sufficient());
    const auto two = Bills{{0, 3}}.fit();
    REQUIRE(two);
    CHECK(two->periods == 10);
    CHECK(has(two->sufficiency.critical, CaltrackFindingCode::usage_days));
    CHECK(has(two->sufficiency.critical, CaltrackFindingCode::complete_days));
    CHECK_FALSE(has(two->sufficiency.critical, CaltrackFindingCode::temperature_days));
  }

  TEST_CASE("up to 70 days: two estimates in a row make the bill too long") {
    const auto model = Bills{{1, 2}}.fit(); // 31 + 28 + 31 days
    REQUIRE(model);
    CHECK(model->periods == 9);
    CHECK(has(model->sufficiency.warnings, CaltrackFindingCode::off_cycle_bills));
    CHECK(agrees(model->best.beta_hdd, 0.5, 1e-12)); // from the others
  }

  TEST_CASE("an estimate that no reading follows is missing, at the end or before a gap") {
    Bills last{{}};
    last.quality.back() = estimated;
    last.sample.usage.energy[11] = 1e6;
    const auto model = last.fit();
    REQUIRE(model);
    CHECK(model->periods == 11);
    CHECK(agrees(model->best.beta_hdd, 0.5, 1e-12));

    const std::vector<Instant> start{utc(2021, 1, 1), utc(2021, 3, 1)};
    const std::vector<Instant> end{utc(2021, 2, 1), utc(2021, 4, 1)};
    const std::vector<double> energy{10.0, 20.0};
    const std::vector<ReadingQuality> quality{estimated, actual};
    const detail::JoinedBills joined{{start, end, energy}, quality};
    REQUIRE(joined.energy.size() == 2);
    CHECK(std::isnan(joined.energy[0]));
    CHECK(joined.energy[1] == 20.0);
  }

  TEST_CASE("without estimates it is the plain fit, and a quality is asked of each bill") {
    const Bills bills{{}};
    const auto model = bills.fit();
    REQUIRE(model);
    const auto plain = fit_caltrack_billing(bills.sample.usage.view(), bills.sample.weather(),
                                            made_end, model->settings);
    REQUIRE(plain);
    CHECK(to_json(*model) == to_json(*plain));
    Bills few{{}};
    few.quality.pop_back();
    CHECK_THROWS_AS((void)few.fit(), ShapeError);
  }
}
