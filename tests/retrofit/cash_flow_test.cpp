// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/cash_flow.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

using namespace empower;

namespace {

doctest::Approx close(double value, double relative = 1e-13) {
  return doctest::Approx(value).epsilon(relative);
}

double component_value(CostComponent component, Valuation valuation) {
  const std::array components{component};
  return net_present_value({components, {}, {}}, valuation);
}

} // namespace

TEST_SUITE("retrofit/cash_flow") {
  TEST_CASE("the annuity factor is the sum that defines it") {
    for (const double rate : {-0.01, 0.0, 0.03, 0.07}) {
      for (const double growth : {-0.02, 0.0, 0.03, 0.1}) {
        double sum = 0.0;
        for (int year = 1; year <= 30; ++year)
          sum += std::pow(1.0 + growth, year - 1) * std::pow(1.0 + rate, -year);
        CHECK(annuity_factor(rate, growth, 30) == close(sum));
      }
    }
  }

  TEST_CASE("the annuity factor has no hole where growth meets the rate") {
    CHECK(annuity_factor(0.03, 0.03, 30) == close(30.0 / 1.03));
    for (const double excess : {1e-15, -1e-12, 1e-9}) // d ln A / dg = (n - 1) / 2 there
      CHECK(annuity_factor(0.03, 0.03 + excess, 30) ==
            close(30.0 / 1.03 * (1.0 + 14.5 * excess / 1.03)));
  }

  TEST_CASE("no years are worth nothing, all years a perpetuity") {
    CHECK(annuity_factor(0.03, 0.01, 0) == 0.0);
    CHECK(annuity_factor(0.05, 0.01, 100'000) == close(1.0 / 0.04));
  }

  TEST_CASE("today's price grows once before the first year's saving") {
    CHECK(first_year_price(0.10, 0.02) == close(0.102));
    // p_0 (1 + g) A(r, g, n) is the sum of p_0 ((1 + g) / (1 + r))^t.
    double sum = 0.0;
    for (int year = 1; year <= 20; ++year) sum += 0.10 * std::pow(1.02 / 1.04, year);
    CHECK(first_year_price(0.10, 0.02) * annuity_factor(0.04, 0.02, 20) == close(sum));
  }

  TEST_CASE("without a rate a component costs its share of life within the period") {
    for (const int lifetime : {1, 7, 15, 20, 30, 45})
      CHECK(component_value({1000.0, lifetime}, {0.0, 30}) == close(-1000.0 * 30.0 / lifetime));
  }

  TEST_CASE("a component is replaced when its life ends and leaves a residual value") {
    const double v = 1.0 / 1.04;
    // 20 of 30 years: bought twice, half of the second life left.
    CHECK(component_value({1000.0, 20}, {0.04, 30}) ==
          close(-1000.0 * (1.0 + std::pow(v, 20) - 0.5 * std::pow(v, 30))));
    // 40 of 30 years: bought once, a quarter left.
    CHECK(component_value({1000.0, 40}, {0.04, 30}) ==
          close(-1000.0 * (1.0 - 0.25 * std::pow(v, 30))));
    // 15 of 30 years: bought twice, not a third time in the last year.
    CHECK(component_value({1000.0, 15}, {0.04, 30}) == close(-1000.0 * (1.0 + std::pow(v, 15))));
  }

  TEST_CASE("a worked example agrees with the sum by hand") {
    // 10,000 EUR for 2 years at 10 %, lives 4; saves 6,000 then 6,300 EUR; 100 EUR of upkeep; grant
    // of 2,000 EUR after a year. -10000 + 5900/1.1 + 6200/1.21 + 2000/1.1 + 5000/1.21
    const std::array components{CostComponent{10'000.0, 4}};
    const std::array savings{YearlySaving{6000.0, 0.05}};
    const std::array grants{GrantPayment{1, 2000.0}};
    CHECK(net_present_value({components, savings, grants, 100.0}, {0.10, 2}) ==
          close(-10'000.0 + 7900.0 / 1.1 + 11'200.0 / 1.21));
  }

  TEST_CASE("the value of two packages together is the sum of their values") {
    const std::vector<CostComponent> shell{{50'000.0, 40}, {8000.0, 25}};
    const std::vector<CostComponent> plant{{12'000.0, 15}};
    const std::vector<CostComponent> both{shell[0], shell[1], plant[0]};
    const std::vector<YearlySaving> gas{{3000.0, 0.02}};
    const std::vector<YearlySaving> power{{900.0, -0.01}};
    const std::vector<YearlySaving> all{gas[0], power[0]};
    const std::vector<GrantPayment> grants{{0, 10'000.0}, {3, 500.0}};
    const Valuation valuation{0.035, 30};
    CHECK(net_present_value({both, all, grants, 50.0}, valuation) ==
          close(net_present_value({shell, gas, grants, 80.0}, valuation) +
                net_present_value({plant, power, {}, -30.0}, valuation)));
  }

  TEST_CASE("an unknown amount gives an unknown value") {
    const std::array savings{YearlySaving{std::numeric_limits<double>::quiet_NaN(), 0.0}};
    CHECK(std::isnan(net_present_value({{}, savings, {}}, {0.03, 30})));
  }

  TEST_CASE("payback is outlay over saving, nothing when grants pay all, and no number if never") {
    CHECK(simple_payback_years(9000.0, 1500.0) == 6.0);
    CHECK(simple_payback_years(-10.0, 1500.0) == 0.0);
    CHECK(std::isnan(simple_payback_years(9000.0, 0.0)));
    CHECK(std::isnan(simple_payback_years(9000.0, -5.0)));
    CHECK(std::isnan(simple_payback_years(std::numeric_limits<double>::quiet_NaN(), 5.0)));
  }

  TEST_CASE("rates, lifetimes and years that cannot be are refused") {
    const std::array late{GrantPayment{31, 1.0}};
    CHECK_THROWS_AS((void)annuity_factor(-1.0, 0.0, 5), ContractError);
    CHECK_THROWS_AS((void)annuity_factor(0.0, -1.5, 5), ContractError);
    CHECK_THROWS_AS((void)annuity_factor(0.0, 0.0, -1), ContractError);
    CHECK_THROWS_AS((void)component_value({1.0, 0}, {0.03, 30}), ContractError);
    CHECK_THROWS_AS((void)net_present_value({{}, {}, late}, {0.03, 30}), ContractError);
  }
}
