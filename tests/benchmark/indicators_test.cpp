// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/indicators.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace empower {
namespace {

constexpr double nan = missing_value;
constexpr std::array<EnergyFactors, 2> two_carriers{EnergyFactors{2.42, 1.95, 0.25, 0.20, 0.000187},
                                                    EnergyFactors{1.05, 1.05, 0.202, 0.1, nan}};

/// Columns of building-years with what the input only views.
struct BuildingYears {
  std::vector<double> electricity, gas, heating, area, volume, degree_days;

  [[nodiscard]] IndicatorInput input() const {
    return {{electricity, gas}, heating, area, volume, degree_days, two_carriers, {}};
  }
};

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

TEST_SUITE("benchmark/indicators") {
  TEST_CASE("every figure is the quotient its unit says") {
    const BuildingYears year{{10'000.0}, {40'000.0}, {30'000.0}, {500.0}, {2'000.0}, {1'500.0}};
    const std::array<EnergyFactors, 2> factors{EnergyFactors{2.42, 1.95, 0.25, 0.20, 0.000187},
                                               EnergyFactors{1.05, 1.05, 0.202, 0.1, 8.6e-5}};
    IndicatorInput input = year.input();
    input.factors = factors;
    const IndicatorColumns out = indicators(input, 1);
    CHECK(out.energy_kwh[0] == 50'000.0);
    CHECK(out.intensity_kwh_m2[0] == 100.0);
    CHECK(out.intensity_kwh_m3[0] == 25.0);
    CHECK(out.heating_wh_m2_kd[0] == doctest::Approx(40.0).epsilon(1e-15));
    CHECK(out.heating_wh_m3_kd[0] == doctest::Approx(10.0).epsilon(1e-15));
    CHECK(out.primary_kwh[0] == doctest::Approx(66'200.0).epsilon(1e-15));
    CHECK(out.primary_non_renewable_kwh[0] == doctest::Approx(61'500.0).epsilon(1e-15));
    CHECK(out.emissions_tco2e[0] == doctest::Approx(10.58).epsilon(1e-15));
    CHECK(out.cost_eur[0] == doctest::Approx(6'000.0).epsilon(1e-15));
    CHECK(out.toe[0] == doctest::Approx(5.31).epsilon(1e-15));
    CHECK(out.gaps[0] == 0);
  }

  TEST_CASE("what is missing stays missing and says why") {
    const BuildingYears years{{1.0, nan, 1.0, 1.0}, {0.0, 1.0, 1.0, 0.0}, {1.0, 1.0, nan, 1.0},
                              {1.0, 1.0, 0.0, 1.0}, {1.0, 1.0, 1.0, nan}, {1.0, 1.0, 1.0, -1.0}};
    const IndicatorColumns out = indicators(years.input(), 1);
    CHECK(gap_codes(out.gaps[0]).empty());
    CHECK(gap_codes(out.gaps[1]) == "no_energy");
    CHECK(std::isnan(out.primary_kwh[1]));
    CHECK(gap_codes(out.gaps[2]) == "no_floor_area, no_heating_energy, no_toe_factor");
    CHECK(std::isnan(out.intensity_kwh_m2[2]));
    CHECK(std::isnan(out.toe[2]));
    CHECK(gap_codes(out.gaps[3]) == "no_heated_volume, no_degree_days");
    CHECK(std::isnan(out.heating_wh_m3_kd[3]));
  }

  TEST_CASE("a factor of a carrier that was not used is not missed") {
    const BuildingYears year{{1.0}, {0.0}, {1.0}, {1.0}, {1.0}, {1.0}};
    CHECK(indicators(year.input(), 1).toe[0] == 0.000187);
  }

  TEST_CASE("each building-year takes the factors of its own set") {
    const BuildingYears years{{1.0, 1.0}, {0.0, 0.0}, {}, {1.0, 1.0}, {}, {}};
    const std::array<EnergyFactors, 4> sets{
        EnergyFactors{2.0, 1.0, 1.0, 1.0, 1.0}, {}, EnergyFactors{3.0, 1.0, 1.0, 1.0, 1.0}, {}};
    const std::array<std::uint32_t, 2> set{1, 0};
    IndicatorInput input = years.input();
    input.factors = sets;
    input.factor_set = set;
    const IndicatorColumns out = indicators(input, 1);
    CHECK(out.primary_kwh == std::vector{3.0, 2.0});
    CHECK(gap_codes(out.gaps[0]) == "no_heated_volume, no_degree_days, no_heating_energy");
  }

  TEST_CASE("the figures do not depend on the number of threads") {
    BuildingYears years;
    for (int i = 0; i < 20'000; ++i) {
      const double x = 1.0 + 0.37 * i;
      years.electricity.push_back(x);
      years.gas.push_back(i % 7 == 0 ? nan : 3.0 * x);
      years.heating.push_back(0.7 * x);
      years.area.push_back(11.0 + i % 13);
      years.volume.push_back(i % 5);
      years.degree_days.push_back(1'400.0 + i % 17);
    }
    const IndicatorColumns one = indicators(years.input(), 1);
    const IndicatorColumns three = indicators(years.input(), 3);
    CHECK(same_bits(one.intensity_kwh_m2, three.intensity_kwh_m2));
    CHECK(same_bits(one.heating_wh_m3_kd, three.heating_wh_m3_kd));
    CHECK(same_bits(one.cost_eur, three.cost_eur));
    CHECK(one.gaps == three.gaps);
  }

  TEST_CASE("columns that do not belong together are refused") {
    const BuildingYears years{{1.0, 1.0}, {0.0}, {}, {}, {}, {}};
    CHECK_THROWS_AS((void)indicators(years.input(), 1), ContractError);
    const BuildingYears year{{1.0}, {0.0}, {}, {}, {}, {}};
    IndicatorInput input = year.input();
    input.factors = input.factors.first(1);
    CHECK_THROWS_AS((void)indicators(input, 1), ContractError);
    const std::array<std::uint32_t, 1> beyond{1};
    input = year.input();
    input.factor_set = beyond;
    CHECK_THROWS_AS((void)indicators(input, 1), ContractError);
  }
}

} // namespace
} // namespace empower
