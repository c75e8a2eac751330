// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/baseline/caltrack_hourly.hpp>
#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

/// Usage 1 in each period; day k of 2011 has 30 + k degF.
struct Ramp {
  std::vector<Instant> stamps;
  std::vector<double> energy;
  HourlySeries outdoor{utc(2011, 1, 1), {}};

  explicit Ramp(std::vector<Instant> reading_stamps)
      : stamps{std::move(reading_stamps)}, energy(stamps.size() - 1, 1.0) {
    for (int day = 0; day < 60; ++day) {
      outdoor.values.insert(outdoor.values.end(), 24, (30.0 + day - 32.0) / 1.8);
    }
  }
  [[nodiscard]] IntervalView usage() const {
    const std::span<const Instant> all{stamps};
    return {all.first(energy.size()), all.subspan(1), energy};
  }
};

Ramp ramp_days() {
  std::vector<Instant> stamps;
  for (long day = 0; day < 60; ++day) stamps.push_back(utc(2011, 1, 1) + std::chrono::days{day});
  return Ramp{stamps};
}

MeterSample noisy_year(double scale = 1.0) {
  return made_year([scale](double t) {
    return scale * (20.0 + 1.5 * std::max(55.0 - t, 0.0) + 3.0 * std::sin(1000.0 * t));
  });
}

} // namespace

TEST_SUITE("baseline/caltrack_savings") {
  TEST_CASE("the ramp of eemeter's tests: days") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-daily", true);
    if (!sample) return;
    const auto baseline =
        fit_caltrack_daily(sample->usage.view(), sample->weather(), utc(2016, 12, 26));
    REQUIRE(baseline);
    const Ramp ramp = ramp_days();
    const auto savings =
        caltrack_savings(*baseline, ramp.usage(), ramp.outdoor.view<Celsius>(), utc(2011, 1, 1));
    CHECK(std::abs(savings.total_avoided - 1571.28) < 0.0051);
    CHECK(std::abs(savings.bands.fsu - 601.52) < 0.0051);

    const auto reporting =
        fit_caltrack_daily(sample->usage.view(), sample->weather(), utc(2018, 1, 4));
    REQUIRE(reporting);
    CHECK(reporting->best.heating_balance_f == 50.0);
    CHECK(reporting->best.cooling_balance_f == 66.0);
    const IntervalView days = ramp.usage();
    const auto modelled = caltrack_modelled_savings(*baseline, *reporting, days.start, days.end,
                                                    ramp.outdoor.view<Celsius>());
    CHECK(std::abs(modelled.total_avoided - 168.58) < 0.0051);
    CHECK(std::abs(modelled.baseline_fsu - 601.52) < 0.0051);
    CHECK(std::abs(modelled.reporting_fsu - 534.78) < 0.0051);
    CHECK(std::abs(modelled.fsu - 804.87) < 0.0051);
  }

  TEST_CASE("the ramp of eemeter's tests: months, of which two have temperature") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-billing_monthly");
    if (!sample) return;
    const auto baseline =
        fit_caltrack_billing(sample->usage.view(), sample->weather(), utc(2016, 12, 26));
    REQUIRE(baseline);
    std::vector<Instant> stamps;
    for (unsigned month = 1; month <= 12; ++month) stamps.push_back(utc(2011, month, 1));
    stamps.push_back(utc(2012, 1, 1));
    const Ramp ramp{stamps};
    const auto savings =
        caltrack_savings(*baseline, ramp.usage(), ramp.outdoor.view<Celsius>(), utc(2011, 1, 1));
    CHECK(savings.periods == 2);
    CHECK(std::abs(savings.prediction.predicted.at(0) - 730.40) < 0.0051);
    CHECK(std::abs(savings.prediction.predicted.at(1) - 897.33) < 0.0051);
    CHECK(std::isnan(savings.prediction.predicted.at(2)));
    CHECK(std::abs(savings.total_avoided - 1625.73) < 0.0051);
  }

  TEST_CASE("the ramp of eemeter's tests: hours") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-hourly");
    if (!sample) return;
    const HourlyView<KilowattHours> usage{sample->usage.stamps.front(), sample->usage.energy};
    const auto baseline = fit_caltrack_hourly(usage, sample->weather(), utc(2016, 12, 26));
    const auto reporting = fit_caltrack_hourly(usage, sample->weather(), utc(2018, 1, 4));
    REQUIRE(baseline);
    REQUIRE(reporting);
    // Its stamps end with the hour that begins the last day.
    const Ramp ramp = ramp_days();
    const HourlyView<Celsius> outdoor = ramp.outdoor.view<Celsius>();
    const std::vector<double> one(std::size_t{59} * 24 + 1, 1.0);
    const auto savings =
        caltrack_savings(*baseline, {utc(2011, 1, 1), one}, outdoor, utc(2011, 1, 1));
    CHECK(std::abs(savings.total_avoided - -403.7) < 0.0051);
    const auto expected = [&](const CaltrackHourlyModel& model) {
      const HourlySeries hours = predict_caltrack(model, outdoor);
      return std::accumulate(hours.values.begin(), hours.values.end() - 23, 0.0);
    };
    CHECK(std::abs(expected(*baseline) - expected(*reporting) - 55.3) < 0.0051);
  }

  TEST_CASE("bills of eemeter's tests on a normal year, less 50 a month") {
    const auto sample = illinois_sample("il-electricity-cdd-hdd-billing_monthly");
    if (!sample) return;
    MeterSample less = *sample;
    for (double& energy : less.usage.energy) energy -= 50.0;
    const auto baseline =
        fit_caltrack_billing(sample->usage.view(), sample->weather(), utc(2016, 12, 26));
    const auto reporting =
        fit_caltrack_billing(less.usage.view(), less.weather(), utc(2016, 12, 26));
    REQUIRE(baseline);
    REQUIRE(reporting);
    // Day k has 45 + 30 u_k degF, u the first numbers of NumPy's generator with seed 0; of the 365
    // stamps the last is an end.
    std::mt19937 bits{0};
    HourlySeries outdoor{utc(2015, 1, 1), {}};
    std::vector<Instant> stamps;
    for (long day = 0; day < 365; ++day) {
      const auto high = static_cast<double>(bits() >> 5U);
      const auto low = static_cast<double>(bits() >> 6U);
      const double uniform = (high * 67108864.0 + low) / 9007199254740992.0;
      outdoor.values.insert(outdoor.values.end(), 24, (uniform * 30.0 + 45.0 - 32.0) / 1.8);
      stamps.push_back(utc(2015, 1, 1) + std::chrono::days{day});
    }
    const std::span<const Instant> all{stamps};
    const auto modelled = caltrack_modelled_savings(*baseline, *reporting, all.first(364),
                                                    all.subspan(1), outdoor.view<Celsius>());
    CHECK(std::abs(modelled.total_avoided - 587.44) < 0.0051);
    CHECK(std::abs(modelled.fsu - 156.89) < 0.0051);
  }

  TEST_CASE("a known cut is recovered, and the parts add up") {
    const MeterSample before = noisy_year();
    const MeterSample after = a_year_later(noisy_year(0.9));
    const auto model = fit_caltrack_daily(before.usage.view(), before.weather(), made_end);
    REQUIRE(model);
    const auto savings =
        caltrack_savings(*model, after.usage.view(), after.weather(), after.usage.stamps.front());
    CHECK(savings.periods == 365);
    CHECK(agrees(savings.total_avoided, 0.1 * model->totals.observed_mean * 365.0, 1e-9));
    CHECK(agrees(savings.total_base + savings.total_heating + savings.total_cooling,
                 savings.total_predicted, 1e-12));
    CHECK(agrees(savings.total_predicted - savings.total_observed, savings.total_avoided, 1e-9));
    CHECK(savings.bands.fsu > 0.0);
    CHECK(agrees(savings.bands.ols, std::hypot(savings.bands.ols_model, savings.bands.ols_noise),
                 1e-14));
  }

  TEST_CASE("periods without usage or temperature do not count") {
    const MeterSample before = noisy_year();
    MeterSample after = a_year_later(noisy_year(0.9));
    const auto model = fit_caltrack_daily(before.usage.view(), before.weather(), made_end);
    REQUIRE(model);
    after.usage.energy[10] = missing_value;
    std::fill_n(after.outdoor.values.begin() + 24L * 20, 24, missing_value);
    const auto savings =
        caltrack_savings(*model, after.usage.view(), after.weather(), after.usage.stamps.front());
    CHECK(savings.periods == 363);
    CHECK_FALSE(std::isnan(savings.prediction.predicted[10]));
    CHECK(std::isnan(savings.avoided[10]));
    CHECK(std::isnan(savings.prediction.base[20]));
    CHECK(std::isnan(savings.avoided[20]));
  }

  TEST_CASE("a reporting period without readings or inside the baseline is refused") {
    const MeterSample sample = noisy_year();
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(model);
    const auto from = [&](Instant start) {
      static_cast<void>(caltrack_savings(*model, sample.usage.view(), sample.weather(), start));
    };
    CHECK_THROWS_WITH_AS(from(utc(2030, 1, 1)),
                         "No reading of the reporting period, 2030-01-01T00:00Z to "
                         "2031-01-01T00:00Z, has both usage and temperature.",
                         CoverageError);
    CHECK_THROWS_AS(from(made_end), CoverageError); // after the last reading, not inside
    CHECK_THROWS_WITH_AS(from(utc(2021, 12, 30, 23)),
                         "Expected a reporting period outside the baseline, 2020-12-31T00:00Z to "
                         "2021-12-31T00:00Z, got \"2021-12-30T23:00Z to 2022-12-30T23:00Z\" "
                         "(reporting_start).",
                         InputError);
    CHECK_THROWS_AS(from(utc(2020, 6, 1)), InputError); // ends inside
  }

  TEST_CASE("the corrected band scales with the energy of the reporting period") {
    CaltrackSettings settings;
    settings.corrections.reporting_energy = true;
    settings.reporting_days = 60;
    const MeterSample sample = noisy_year();
    const auto own = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    const auto corrected =
        fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings);
    REQUIRE(own);
    REQUIRE(corrected);
    CHECK_FALSE(corrected->record.standard);
    const MeterSample after = a_year_later(sample);
    const auto start = after.usage.stamps.front();
    const auto reported = caltrack_savings(*corrected, after.usage.view(), after.weather(), start);
    REQUIRE(reported.periods == 60);
    CaltrackModel uncorrected = *corrected;
    uncorrected.settings.corrections.reporting_energy = false;
    const auto as_coded = caltrack_savings(uncorrected, after.usage.view(), after.weather(), start);
    // But for the length of a month (30 or 30.44 days) the bands differ by the energies.
    const double energies = reported.total_predicted / (own->totals.observed_mean * 365.0);
    CHECK(agrees(reported.bands.fsu / as_coded.bands.fsu, energies, 2e-3));
    CHECK(as_coded.bands.fsu > 3.0 * reported.bands.fsu);
  }

  TEST_CASE("columns of different length are refused") {
    const std::vector<Instant> one{utc(2021, 1, 1)};
    CHECK_THROWS_AS((void)predict_caltrack(CaltrackModel{}, one, {}, {}), ShapeError);
  }
}
