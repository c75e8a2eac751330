// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

MeterSample noisy_year(double heating_slope, std::uint64_t seed) {
  Random random{seed};
  return made_year([&](double t) {
    return 20.0 + heating_slope * std::max(55.0 - t, 0.0) + 3.0 * random.normal();
  });
}

CaltrackSettings with(bool CaltrackCorrections::*correction) {
  CaltrackSettings settings;
  settings.corrections.*correction = true;
  return settings;
}

} // namespace

TEST_SUITE("baseline/caltrack_corrections") {
  TEST_CASE("bic: a flat meter stays flat, where adjusted R2 finds slopes") {
    std::size_t flat = 0;
    std::size_t flat_as_coded = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const MeterSample sample = noisy_year(0.0, seed);
      const auto coded = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
      const auto bic = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end,
                                          with(&CaltrackCorrections::bic));
      REQUIRE(coded);
      REQUIRE(bic);
      flat_as_coded += coded->best.shape == CaltrackShape::intercept_only ? 1U : 0U;
      flat += bic->best.shape == CaltrackShape::intercept_only ? 1U : 0U;
      CHECK_FALSE(bic->record.standard);
    }
    CHECK(flat >= 19);
    CHECK(flat_as_coded <= 10);
  }

  TEST_CASE("bic: a heated meter is found, and its balance point with a range") {
    const MeterSample sample = noisy_year(1.0, 1);
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end,
                                          with(&CaltrackCorrections::bic));
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::hdd_only);
    CHECK(model->heating_range.low_f <= 55.0);
    CHECK(model->heating_range.high_f >= 55.0);
    CHECK(model->heating_range.high_f - model->heating_range.low_f < 10.0);
    CHECK(std::isnan(model->cooling_range.low_f));
    const auto coded = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    CHECK(std::isnan(coded->heating_range.low_f));
  }

  TEST_CASE("bic: five bills do not carry two slopes, and no balance point outside the weather") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-billing_bimonthly");
    if (!sample) return;
    const auto model = fit_caltrack_billing(sample->usage.view(), sample->weather(),
                                            utc(2016, 12, 26), with(&CaltrackCorrections::bic));
    REQUIRE(model);
    CHECK(model->best.slopes() <= 1);
    const auto gas_sample = illinois_sample("il-gas-intercept-only-billing_bimonthly");
    REQUIRE(gas_sample);
    CaltrackSettings gas = with(&CaltrackCorrections::bic);
    gas.fuel = CaltrackFuel::gas;
    const auto flat = fit_caltrack_billing(gas_sample->usage.view(), gas_sample->weather(),
                                           utc(2016, 12, 26), gas);
    REQUIRE(flat);
    CHECK(flat->best.shape == CaltrackShape::intercept_only);
  }

  TEST_CASE("full_bimonthly: all days of a bill are fitted, so a noiseless one is recovered") {
    std::vector<long> bills{61, 60, 61, 61, 61, 61};
    const auto usage = [](std::size_t day) {
      return 8.0 + 0.5 * std::max(60.0 - made_fahrenheit(day), 0.0);
    };
    const MeterSample sample{made_usage(bills, usage), made_weather(365, made_fahrenheit)};
    CaltrackSettings settings = with(&CaltrackCorrections::full_bimonthly);
    settings.fuel = CaltrackFuel::gas;
    const auto whole =
        fit_caltrack_billing(sample.usage.view(), sample.weather(), made_end, settings);
    REQUIRE(whole);
    CHECK(whole->best.heating_balance_f == 60.0);
    CHECK(agrees(whole->best.intercept, 8.0, 1e-12));
    CHECK(agrees(whole->best.beta_hdd, 0.5, 1e-12));
    settings.corrections.full_bimonthly = false;
    const auto cut =
        fit_caltrack_billing(sample.usage.view(), sample.weather(), made_end, settings);
    REQUIRE(cut);
    CHECK_FALSE(agrees(cut->best.beta_hdd, 0.5, 1e-2));
  }

  TEST_CASE("overshoot: the bill that straddles the start is kept if that is nearer to a year") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-billing_monthly");
    if (!sample) return;
    const auto coded =
        fit_caltrack_billing(sample->usage.view(), sample->weather(), utc(2016, 12, 26));
    const auto kept =
        fit_caltrack_billing(sample->usage.view(), sample->weather(), utc(2016, 12, 26),
                             with(&CaltrackCorrections::overshoot));
    REQUIRE(coded);
    REQUIRE(kept);
    CHECK(coded->periods == 11);
    CHECK(kept->periods == 12);
    CHECK(kept->baseline.from < utc(2015, 12, 27));
    CHECK(kept->sufficiency.sufficient());
    // 12 days into a bill of 30 the window begins: the span is 377 days, by reason of the bill.
    const MeterSample long_year{
        made_usage(std::vector<long>(13, 30), [](std::size_t) { return 10.0; }),
        made_weather(390, made_fahrenheit)};
    const auto stretched = fit_caltrack_billing(long_year.usage.view(), long_year.weather(),
                                                utc(2020, 12, 31) + std::chrono::days{377},
                                                with(&CaltrackCorrections::overshoot));
    REQUIRE(stretched);
    CHECK(stretched->baseline.from == utc(2020, 12, 31));
    CHECK(stretched->periods == 12); // the last bill ends after the window
    CHECK(stretched->sufficiency.sufficient());
    // 20 days into a bill of 30 the window begins: without it the span is nearer.
    const MeterSample other{made_usage(std::vector<long>(13, 30), [](std::size_t) { return 10.0; }),
                            made_weather(390, made_fahrenheit)};
    const auto dropped = fit_caltrack_billing(other.usage.view(), other.weather(),
                                              utc(2020, 12, 31) + std::chrono::days{385},
                                              with(&CaltrackCorrections::overshoot));
    REQUIRE(dropped);
    CHECK(dropped->baseline.from == utc(2020, 12, 31) + std::chrono::days{30});
  }

  TEST_CASE("degree_hours: the hinge of hours is recovered, which daily means bend") {
    HourlySeries outdoor{utc(2020, 12, 31), {}};
    std::vector<double> usage;
    for (std::size_t day = 0; day < 365; ++day) {
      double energy = 0.0;
      for (int hour = 0; hour < 24; ++hour) {
        const double t = made_fahrenheit(day) + 8.0 * std::round(3.0 * std::sin(0.26 * hour)) / 3.0;
        outdoor.values.push_back((t - 32.0) / 1.8);
        energy += (6.0 + 0.9 * std::max(58.0 - t, 0.0)) / 24.0;
      }
      usage.push_back(energy);
    }
    const SampleUsage meter =
        made_usage(std::vector<long>(365, 1), [&](std::size_t day) { return usage[day]; });
    CaltrackSettings settings = with(&CaltrackCorrections::degree_hours);
    settings.fuel = CaltrackFuel::gas;
    const auto hours =
        fit_caltrack_daily(meter.view(), outdoor.view<Celsius>(), made_end, settings);
    REQUIRE(hours);
    CHECK(hours->best.heating_balance_f == 58.0);
    CHECK(agrees(hours->best.intercept, 6.0, 1e-8));
    CHECK(agrees(hours->best.beta_hdd, 0.9, 1e-8));
    settings.corrections.degree_hours = false;
    const auto days = fit_caltrack_daily(meter.view(), outdoor.view<Celsius>(), made_end, settings);
    REQUIRE(days);
    CHECK(days->best.adjusted_r_squared < 0.9999);
  }

  TEST_CASE("calendar_days: a year of civil days sums to whole days") {
    const auto sample = illinois_sample("il-gas-hdd-only-daily");
    if (!sample) return;
    CaltrackSettings settings = with(&CaltrackCorrections::calendar_days);
    settings.fuel = CaltrackFuel::gas;
    settings.zone = *TimeZone::named("America/Chicago");
    const auto civil =
        fit_caltrack_daily(sample->usage.view(), sample->weather(), utc(2016, 12, 26, 6), settings);
    REQUIRE(civil);
    CHECK(agrees(civil->averages.observed_mean, civil->totals.observed_mean, 1e-14));
    const auto savings =
        caltrack_savings(*civil, sample->usage.view(), sample->weather(), utc(2017, 1, 4, 6));
    CHECK(agrees(savings.total_base, 365.0 * civil->best.intercept, 1e-13));
  }
}
