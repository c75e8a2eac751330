// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings.hpp>

#include "baseline/simulated.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/error.hpp>
#include <empower/series/resample.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/weather/normal_year.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

using namespace empower;
using namespace empower::testing;

namespace {

const CivilPeriod first_year = calendar_year(2021);
const CivilPeriod second_year = calendar_year(2022);

/// Two years of days; in the second the signature is another one.
struct Retrofitted {
  DailySeries outdoor;
  BillSeries observed;
  Fit baseline;

  Retrofitted(const Signature& before, const Signature& after, double deviation,
              std::uint64_t seed = 1) {
    Random random{seed};
    outdoor = weather(random, 730);
    Noise noise{random, deviation, 0.0};
    for (std::size_t i = 0; i < outdoor.values.size(); ++i) {
      const CivilDay day = outdoor.view<Celsius>().day(i);
      const Signature& s = day < second_year.from ? before : after;
      observed.push_back({day, day + std::chrono::days{1}},
                         s.expected(Celsius{outdoor.values[i]}).value() + noise.next());
    }
    const DailySeries days = daily_energy(observations_inside(observed.view(), first_year));
    baseline = *fit_change_point(days.view<KilowattHours>(), outdoor.view<Celsius>());
  }

  [[nodiscard]] SavingsInput input() const {
    return {&baseline, observed.view(), outdoor.view<Celsius>(), second_year, {}, nullptr, {}};
  }
  [[nodiscard]] double truth(const Signature& s, CivilPeriod period) const {
    double sum = 0.0;
    const auto days = outdoor.view<Celsius>().within(period);
    for (std::size_t i = 0; i < days.size(); ++i) sum += s.expected(days[i]).value();
    return sum;
  }
};

const Signature before = signature(SignatureShape::heating_cooling);
const Signature after = signature(SignatureShape::heating_cooling, 90.0, 8.0, 15.3, 9.0, 20.7);

} // namespace

TEST_SUITE("baseline/savings") {
  TEST_CASE("without noise the saving, its parts and its normal year are the truth") {
    const Retrofitted meter{before, after, 0.0};
    const NormalYear normal{"2021", meter.outdoor.values, 2.0};
    SavingsInput input = meter.input();
    input.normal = &normal;
    const SavingsOutcome saving = measured_saving(input);
    REQUIRE(saving);
    REQUIRE(saving->years.size() == 1);
    const PeriodSaving& year = saving->years[0];
    const double truth = meter.truth(before, second_year) - meter.truth(after, second_year);
    CHECK(year.whole);
    CHECK(year.avoided.period == second_year);
    CHECK(year.avoided.coverage == 1.0);
    CHECK(year.avoided.avoided.value == doctest::Approx(truth).epsilon(1e-9));
    CHECK(year.avoided.fraction.value ==
          doctest::Approx(truth / meter.truth(before, second_year)).epsilon(1e-9));
    REQUIRE(year.parts);
    CHECK(year.parts->base == doctest::Approx(10.0 * 365.0).epsilon(1e-7));
    CHECK(year.parts->heating == doctest::Approx(truth - 3650.0).epsilon(1e-7));
    CHECK(std::abs(year.parts->cooling) < 1e-6);
    CHECK(year.parts->base + year.parts->heating + year.parts->cooling ==
          doctest::Approx(year.avoided.avoided.value).epsilon(1e-12));
    REQUIRE(year.normalised);
    const double normal_truth = 0.5 * (meter.truth(before, {first_year.from, second_year.to}) -
                                       meter.truth(after, {first_year.from, second_year.to}));
    CHECK(year.normalised->saved.value == doctest::Approx(normal_truth).epsilon(1e-7));
  }

  TEST_CASE("the interval is g'Vg plus noise with g summed: days add up, intervals do not") {
    const Retrofitted meter{before, after, 12.0};
    const SavingsOutcome saving = measured_saving(meter.input());
    REQUIRE(saving);
    const AvoidedEnergy& year = saving->cumulative;
    double sum = 0.0;
    double squares = 0.0;
    double added = 0.0;
    for (const AvoidedEnergy& day : saving->observed) {
      sum += day.avoided.value;
      squares += day.avoided.standard_error * day.avoided.standard_error;
      added += day.avoided.standard_error;
    }
    CHECK(saving->observed.size() == 365);
    CHECK(sum == doctest::Approx(year.avoided.value).epsilon(1e-12));
    CHECK(year.avoided.standard_error > std::sqrt(squares)); // days share the coefficients' error
    CHECK(year.avoided.standard_error < added);

    const Prediction prediction =
        predict_total(meter.baseline, meter.outdoor.view<Celsius>().within(second_year));
    const double variance = prediction.coefficient_variance + prediction.noise_variance;
    CHECK(year.avoided.standard_error == doctest::Approx(std::sqrt(variance)).epsilon(1e-9));
    const double t = student_t_quantile(0.95, meter.baseline.degrees_of_freedom);
    CHECK(year.avoided.high - year.avoided.value ==
          doctest::Approx(t * std::sqrt(variance)).epsilon(1e-9));
  }

  TEST_CASE("months and rolling years add up to what they cover") {
    const Retrofitted meter{before, after, 5.0};
    const SavingsOutcome saving = measured_saving(meter.input());
    REQUIRE(saving);
    REQUIRE(saving->months.size() == 12);
    double sum = 0.0;
    for (const AvoidedEnergy& month : saving->months) sum += month.avoided.value;
    CHECK(sum == doctest::Approx(saving->cumulative.avoided.value).epsilon(1e-12));
    REQUIRE(saving->rolling.size() == 1);
    CHECK(saving->rolling[0].avoided.value == saving->years[0].avoided.avoided.value);
  }

  TEST_CASE("an adjustment counts with the share of its days inside, positive = used more") {
    const Retrofitted meter{before, after, 0.0};
    const std::array adjustments{
        NonRoutineAdjustment{{civil_day(2022, 12, 2), civil_day(2023, 1, 31)}, 600.0, "extension"},
        NonRoutineAdjustment{{civil_day(2022, 3, 1), civil_day(2022, 3, 11)}, -50.0, "strike"}};
    SavingsInput input = meter.input();
    const double plain = measured_saving(input)->cumulative.avoided.value;
    input.adjustments = adjustments;
    const SavingsOutcome saving = measured_saving(input);
    const AvoidedEnergy& year = saving->cumulative;
    CHECK(year.non_routine_kwh == doctest::Approx(300.0 - 50.0).epsilon(1e-12));
    CHECK(year.avoided.value == doctest::Approx(plain + 250.0).epsilon(1e-12));
    CHECK(year.fraction.value ==
          doctest::Approx(year.avoided.value / (year.expected_kwh + 250.0)).epsilon(1e-12));
    const PeriodSaving& period = saving->years[0];
    CHECK(period.parts->base == doctest::Approx(3650.0 + 250.0).epsilon(1e-6));
  }

  TEST_CASE("a reading that is missing is left out of both sides, never read as zero") {
    Retrofitted meter{before, after, 0.0};
    for (std::size_t i = 400; i < 420; ++i) meter.observed.energy_kwh[i] = missing_value;
    const SavingsOutcome saving = measured_saving(meter.input());
    const AvoidedEnergy& year = saving->years[0].avoided;
    CHECK(year.observations == 345);
    CHECK(year.coverage == doctest::Approx(345.0 / 365.0));
    double truth = 0.0;
    for (std::size_t i = 365; i < 730; ++i) {
      const Celsius t{meter.outdoor.values[i]};
      if (i < 400 || i >= 420) truth += (before.expected(t) - after.expected(t)).value();
    }
    CHECK(year.avoided.value == doctest::Approx(truth).epsilon(1e-9));
    CHECK_FALSE(saving->years[0].doubtful);

    for (std::size_t i = 420; i < 440; ++i) meter.observed.energy_kwh[i] = missing_value;
    CHECK(measured_saving(meter.input())->years[0].doubtful == SavingsReason::reporting_coverage);
  }

  TEST_CASE("less than 28 days after the works is refused, and 28 are not") {
    const Retrofitted meter{before, after, 1.0};
    SavingsInput input = meter.input();
    input.reporting = {second_year.from, second_year.from + std::chrono::days{27}};
    const SavingsOutcome refused = measured_saving(input);
    REQUIRE_FALSE(refused);
    CHECK(refused.failure().reason == SavingsReason::short_reporting);
    CHECK(refused.failure().detail.find("27 days") != std::string::npos);
    input.reporting.to += std::chrono::days{1};
    const SavingsOutcome partial = measured_saving(input);
    REQUIRE(partial);
    CHECK_FALSE(partial->years[0].whole);
    CHECK_FALSE(partial->years[0].parts); // 12 months or nothing
    input.reporting = {second_year.to, second_year.to};
    CHECK_FALSE(measured_saving(input));
  }

  TEST_CASE("a reporting year colder than any day of the baseline is extrapolation") {
    Retrofitted meter{before, after, 1.0};
    for (std::size_t i = 365; i < 730; ++i) meter.outdoor.values[i] -= 12.0;
    const PeriodSaving year = measured_saving(meter.input())->years[0];
    CHECK(year.avoided.extrapolated_share > 0.10);
    CHECK(year.doubtful == SavingsReason::reporting_extrapolation);
  }

  TEST_CASE("the fraction's ends are those of the avoided energy") {
    const Estimate fraction = fraction_of_expected({200.0, 30.0, 150.0, 260.0}, 800.0);
    CHECK(fraction.value == doctest::Approx(0.2));
    CHECK(fraction.low == doctest::Approx(150.0 / 950.0));
    CHECK(fraction.high == doctest::Approx(260.0 / 1060.0));
    CHECK(fraction.standard_error == doctest::Approx(30.0 * 800.0 / 1e6));
    CHECK(std::isnan(fraction_of_expected({-700.0, 100.0, -900.0, -500.0}, 800.0).low));
  }

  TEST_CASE("of a meter that exports more than it takes the share falls with what is saved") {
    // 100 expected, -50 read: 150 avoided, 1.5 of what was expected; 160 avoided would be 160/110.
    const Estimate fraction = fraction_of_expected({150.0, 5.0, 140.0, 160.0}, -50.0);
    CHECK(fraction.value == doctest::Approx(1.5));
    CHECK(fraction.low == doctest::Approx(160.0 / 110.0));
    CHECK(fraction.high == doctest::Approx(140.0 / 90.0));
    CHECK(fraction.standard_error == doctest::Approx(5.0 * 50.0 / (100.0 * 100.0)));
  }

  TEST_CASE("an infinite reading is no reading, as in a fit") {
    Retrofitted meter{before, after, 0.0};
    const double all = measured_saving(meter.input())->cumulative.avoided.value;
    meter.observed.energy_kwh[500] = missing_value;
    const AvoidedEnergy missing = measured_saving(meter.input())->cumulative;
    meter.observed.energy_kwh[500] = std::numeric_limits<double>::infinity();
    const AvoidedEnergy infinite = measured_saving(meter.input())->cumulative;
    CHECK(infinite.observations == missing.observations);
    CHECK(infinite.avoided.value == missing.avoided.value);
    CHECK(infinite.avoided.value < all);
  }

  TEST_CASE(
      "an adjustment without days, amount or a day to report is refused, not counted as nothing") {
    const Retrofitted meter{before, after, 0.0};
    SavingsInput input = meter.input();
    for (const NonRoutineAdjustment& wrong :
         {NonRoutineAdjustment{{second_year.to, second_year.from}, 1.0, "turned round"},
          NonRoutineAdjustment{{second_year.from, second_year.from}, 1.0, "no days"},
          NonRoutineAdjustment{second_year, missing_value, "no amount"},
          NonRoutineAdjustment{calendar_year(2032), 1.0, "a slip in the year"}}) {
      const std::array adjustments{NonRoutineAdjustment{second_year, 1.0, "more pupils"}, wrong};
      input.adjustments = adjustments;
      CHECK_THROWS_AS(static_cast<void>(measured_saving(input)), InputError);
    }
  }

  TEST_CASE("a total that has no observation is missing, not zero") {
    const Retrofitted meter{before, after, 0.0};
    const AdjustedBaseline expected =
        adjusted_baseline(meter.baseline, meter.observed.view(), meter.outdoor.view<Celsius>());
    const AvoidedEnergy none =
        avoided_energy(expected, meter.observed.energy_kwh, calendar_year(2030));
    CHECK(none.observations == 0);
    CHECK(none.coverage == 0.0);
    CHECK(std::isnan(none.avoided.value));
    CHECK(std::isnan(none.observed_kwh));
    CHECK_THROWS_AS(static_cast<void>(avoided_energy(expected, {}, second_year)), ShapeError);
  }

  TEST_CASE("bills: 24 before and 12 after give the truth without noise") {
    Random random{3};
    const DailySeries outdoor = weather(random, 1300);
    const Signature gas = signature(SignatureShape::heating, 20.0, 10.0, 16.0);
    const Signature insulated = signature(SignatureShape::heating, 20.0, 7.0, 16.0);
    BillSeries bills = billed_meter(random, gas, outdoor, 40);
    const CivilDay works = bills.from[24];
    double truth = 0.0;
    for (std::size_t i = 24; i < bills.from.size(); ++i) {
      for (CivilDay d = bills.from[i]; d < bills.to[i]; d += std::chrono::days{1}) {
        const Celsius t = outdoor.view<Celsius>().at(d);
        bills.energy_kwh[i] -= (gas.expected(t) - insulated.expected(t)).value();
        if (i < 36) truth += (gas.expected(t) - insulated.expected(t)).value();
      }
    }
    const BillView baseline = observations_inside(bills.view(), {bills.from[0], works});
    const FitOutcome fit = fit_bills(baseline, outdoor.view<Celsius>());
    REQUIRE(fit);
    const SavingsOutcome saving = measured_saving({&*fit,
                                                   bills.view(),
                                                   outdoor.view<Celsius>(),
                                                   {works, bills.to[35]},
                                                   {},
                                                   nullptr,
                                                   {IpmvpOption::whole_facility, "all"}});
    REQUIRE(saving);
    CHECK(saving->baseline_method == BaselineMethod::bills);
    CHECK(saving->cumulative.avoided.value == doctest::Approx(truth).epsilon(1e-8));
    CHECK(saving->observed.size() == 12);
  }

  TEST_CASE("normalised: variances add") {
    const Retrofitted meter{before, after, 12.0};
    const NormalYear normal{"both", meter.outdoor.values, 2.0};
    const DailySeries days = daily_energy(observations_inside(meter.observed.view(), second_year));
    const Fit reporting =
        *fit_change_point(days.view<KilowattHours>(), meter.outdoor.view<Celsius>());
    const NormalisedSaving saving = normalised_saving(meter.baseline, reporting, normal);
    const double a = predict_total(meter.baseline, normal).coefficient_variance;
    const double b = predict_total(reporting, normal).coefficient_variance;
    CHECK(saving.saved.standard_error == doctest::Approx(std::sqrt(a + b)).epsilon(1e-9));
    CHECK(saving.parts.base + saving.parts.heating + saving.parts.cooling ==
          doctest::Approx(saving.saved.value).epsilon(1e-9));
    CHECK(std::isnan(normalised_saving(meter.baseline, reporting, {}).saved.value));
  }

  TEST_CASE("90 % intervals hold what a meter without works would have used less, in 90 %") {
    // No works: the true saving is 0, and all of the interval is model error and noise.
    int inside = 0;
    constexpr int runs = 300;
    for (int run = 0; run < runs; ++run) {
      const Retrofitted meter{before, before, 25.0, 1000 + static_cast<std::uint64_t>(run)};
      const Estimate avoided = measured_saving(meter.input())->cumulative.avoided;
      if (avoided.low <= 0.0 && 0.0 <= avoided.high) ++inside;
    }
    MESSAGE("no works: ", inside, " of ", runs, " intervals hold 0");
    CHECK(inside >= 255); // 270 expected, 3 standard deviations are 16
    CHECK(inside <= 288);
  }

  TEST_CASE("a baseline with regressors takes them for the reporting period") {
    Retrofitted meter{before, before, 0.0};
    Regressors pupils{{"pupils"}, {}};
    for (std::size_t i = 0; i < meter.observed.energy_kwh.size(); ++i) {
      pupils.values.push_back(i < 365 ? static_cast<double>(i % 7)
                                      : 3.0 + static_cast<double>(i % 5));
      meter.observed.energy_kwh[i] += 2.0 * pupils.values.back() - (i < 365 ? 0.0 : 5.0);
    }
    const DailySeries days = daily_energy(observations_inside(meter.observed.view(), first_year));
    Regressors of_baseline{pupils.names, {pupils.values.begin(), pupils.values.begin() + 365}};
    const auto baseline = fit_change_point(days.view<KilowattHours>(),
                                           meter.outdoor.view<Celsius>(), {}, of_baseline);
    REQUIRE(baseline);
    SavingsInput input = meter.input();
    input.baseline = &*baseline;
    input.regressors = pupils;
    const SavingsOutcome saving = measured_saving(input);
    REQUIRE(saving);
    CHECK(saving->cumulative.avoided.value == doctest::Approx(5.0 * 365.0).epsilon(1e-8));
    CHECK(!saving->years[0].parts);
    const std::string digest = saving->record.input_digest;
    input.regressors.values.back() += 1.0;
    CHECK(measured_saving(input)->record.input_digest != digest);

    input.regressors.values.pop_back();
    CHECK_THROWS_AS(static_cast<void>(measured_saving(input)), ShapeError);
    input.regressors = {};
    CHECK_THROWS_AS(static_cast<void>(measured_saving(input)), ShapeError);
  }

  TEST_CASE("a reporting period that begins within the baseline is refused") {
    const Retrofitted meter{before, after, 0.0};
    SavingsInput input = meter.input();
    input.reporting.from = first_year.to - std::chrono::days{1};
    CHECK_THROWS_AS(static_cast<void>(measured_saving(input)), ContractError);
  }

  TEST_CASE("a saving serialises without loss") {
    const Retrofitted meter{before, after, 9.0};
    const NormalYear normal{"both", meter.outdoor.values, 2.0};
    SavingsInput input = meter.input();
    input.normal = &normal;
    input.boundary = {IpmvpOption::retrofit_isolation, "the \"boiler\" house"};
    const MeasuredSaving saving = *measured_saving(input);
    const std::string text = to_json(saving);
    const MeasuredSaving back = measured_saving_from_json(text);
    CHECK(to_json(back) == text);
    CHECK(back.boundary.encloses == saving.boundary.encloses);
    CHECK(back.record == saving.record);
    CHECK(std::bit_cast<std::uint64_t>(back.years[0].normalised->saved.high) ==
          std::bit_cast<std::uint64_t>(saving.years[0].normalised->saved.high));
    CHECK(saving.record.method == "empower-savings-1");

    CHECK_THROWS_AS(static_cast<void>(measured_saving_from_json("{}")), InputError);
    std::string other = text;
    other.replace(other.find("empower-savings-1"), 17, "empower-savings-2");
    CHECK_THROWS_AS(static_cast<void>(measured_saving_from_json(other)), InputError);
    std::string wrong = text;
    wrong.replace(wrong.find("\"option\":\"B\""), 12, "\"option\":\"Z\"");
    CHECK_THROWS_AS(static_cast<void>(measured_saving_from_json(wrong)), InputError);
  }

  TEST_CASE("the digest tells one input from another") {
    const Retrofitted meter{before, after, 9.0};
    SavingsInput input = meter.input();
    const std::string digest = measured_saving(input)->record.input_digest;
    CHECK(measured_saving(input)->record.input_digest == digest);
    const std::array adjustments{NonRoutineAdjustment{second_year, 1.0, "more pupils"}};
    input.adjustments = adjustments;
    CHECK(measured_saving(input)->record.input_digest != digest);
  }

  TEST_CASE("a day given twice is refused: it would be saved twice") {
    const Retrofitted meter{before, after, 0.0};
    BillSeries twice = meter.observed;
    twice.push_back({twice.from.back(), twice.to.back()}, twice.energy_kwh.back());
    SavingsInput input = meter.input();
    input.observed = twice.view();
    CHECK_THROWS_AS((void)measured_saving(input), InputError);
    CHECK_THROWS_AS((void)adjusted_baseline(meter.baseline, twice.view(), input.outdoor),
                    InputError);
  }
}
