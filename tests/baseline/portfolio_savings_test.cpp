// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/portfolio_savings.hpp>

#include <empower/baseline/comparison_group.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;

namespace {

AvoidedEnergy saving(double observed, double avoided, double error, double half) {
  AvoidedEnergy made;
  made.observations = 12;
  made.observed_kwh = observed;
  made.expected_kwh = observed + avoided;
  made.avoided = {avoided, error, avoided - half, avoided + half};
  made.fraction = fraction_of_expected(made.avoided, observed);
  return made;
}

const std::vector<AvoidedEnergy> two{saving(900, 100, 3, 6), saving(700, 300, 4, 8)};

} // namespace

TEST_SUITE("baseline/portfolio_savings") {
  TEST_CASE("sums do not depend on the correlation, the interval does") {
    const PortfolioSaving independent = portfolio_saving(two, SavingsCorrelation::independent, 0.7);
    const PortfolioSaving full = portfolio_saving(two, SavingsCorrelation::full);
    const PortfolioSaving half = portfolio_saving(two, SavingsCorrelation::common_factor, 0.5);
    CHECK(independent.meters == 2);
    CHECK(independent.avoided.value == 400.0);
    CHECK(independent.fraction.value == doctest::Approx(0.2));
    CHECK(independent.avoided.standard_error == doctest::Approx(5.0));
    CHECK(independent.avoided.high == doctest::Approx(410.0));
    CHECK(full.avoided.standard_error == doctest::Approx(7.0));
    CHECK(full.avoided.low == doctest::Approx(386.0));
    // (3^2 + 4^2) / 2 + (3 + 4)^2 / 2 = 37
    CHECK(half.avoided.standard_error == doctest::Approx(std::sqrt(37.0)));
  }

  TEST_CASE("one saving alone stays what it is; a correlation outside [0, 1] is refused") {
    const std::span<const AvoidedEnergy> one{two.data(), 1};
    const PortfolioSaving alone = portfolio_saving(one, SavingsCorrelation::common_factor, 0.3);
    CHECK(alone.avoided.low == doctest::Approx(two[0].avoided.low));
    CHECK(alone.fraction.high == doctest::Approx(two[0].fraction.high));
    CHECK_THROWS_AS(
        static_cast<void>(portfolio_saving(two, SavingsCorrelation::common_factor, 1.5)),
        ContractError);
  }
}

TEST_SUITE("baseline/comparison_group") {
  TEST_CASE("the change is the mean over the meters, its variance that between them") {
    const std::vector<AvoidedEnergy> meters{saving(95, 5, 1, 2), saving(180, 20, 1, 2),
                                            saving(102, -2, 1, 2)};
    const auto group = comparison_group(meters, 3);
    REQUIRE(group);
    const double mean = (-0.05 - 0.10 + 0.02) / 3.0;
    CHECK(group->meters == 3);
    CHECK(group->change == doctest::Approx(mean));
    double squares = 0.0;
    for (const double change : {-0.05, -0.10, 0.02}) squares += (change - mean) * (change - mean);
    CHECK(group->variance == doctest::Approx(squares / 2.0 / 3.0));
  }

  TEST_CASE("too few meters are refused; meters that were expected to use nothing do not count") {
    std::vector<AvoidedEnergy> meters(5, saving(95, 5, 1, 2));
    CHECK(comparison_group(meters));
    meters[0].expected_kwh = 0.0;
    const auto refused = comparison_group(meters);
    REQUIRE_FALSE(refused);
    CHECK(refused.failure().reason == SavingsReason::small_comparison_group);
  }

  TEST_CASE("meters and saving are of one period; the meter that is not is named") {
    std::vector<AvoidedEnergy> meters(6, saving(95, 5, 1, 2));
    for (AvoidedEnergy& meter : meters) meter.period = calendar_year(2023);
    const auto group = comparison_group(meters);
    REQUIRE(group);
    CHECK(group->period == calendar_year(2023));
    AvoidedEnergy later = meters.front();
    CHECK(corrected_by(*group, later).avoided.value == doctest::Approx(0.0));
    later.period = calendar_year(2024);
    CHECK_THROWS_WITH_AS(static_cast<void>(corrected_by(*group, later)),
                         "Expected the period of the comparison group, 2023-01-01 to 2024-01-01, "
                         "got \"2024-01-01 to 2025-01-01\" (saving, column period).",
                         InputError);
    meters[3] = later;
    CHECK_THROWS_WITH_AS(static_cast<void>(comparison_group(meters)),
                         doctest::Contains("(meters:4, column period)"), InputError);
  }

  TEST_CASE("a group that saved as much as the meter leaves no saving, with both errors") {
    ComparisonGroup group{.meters = 9, .change = -0.10, .variance = 0.0004};
    const AvoidedEnergy corrected = corrected_by(group, saving(900, 100, 10, 17));
    CHECK(corrected.expected_kwh == doctest::Approx(900.0));
    CHECK(corrected.avoided.value == doctest::Approx(0.0));
    CHECK(corrected.avoided.standard_error == doctest::Approx(std::hypot(0.9 * 10.0, 20.0)));
    const double t = student_t_quantile(0.95, 8.0);
    CHECK(corrected.avoided.high == doctest::Approx(std::hypot(0.9 * 17.0, 20.0 * t)));
    CHECK(corrected.avoided.low == doctest::Approx(-corrected.avoided.high));
  }
}
