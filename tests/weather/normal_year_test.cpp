// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/normal_year.hpp>

#include <support/counter_random.hpp>

#include <empower/core/error.hpp>
#include <empower/weather/degree_days.hpp>

#include <doctest/doctest.h>

#include <algorithm>

namespace empower {

namespace {

DailySeries days_from(CivilDay first, CivilDay to) {
  DailySeries days{first, std::vector<double>(static_cast<std::size_t>(day_count({first, to})))};
  for (std::size_t i = 0; i < days.values.size(); ++i)
    days.values[i] = -5.0 + 40.0 * testing::uniform(6, i);
  return days;
}

} // namespace

TEST_SUITE("weather/normal_year") {
  TEST_CASE("its degree-days are those of the days it is made of, per year") {
    const auto days = days_from(civil_day(2021, 1, 1), civil_day(2024, 1, 1));
    const auto normal = mean_of_complete_years(days.view<Celsius>());
    CHECK(normal.years() == 3.0);
    CHECK(normal.days() == Days{365.0});
    for (const double base : {-10.0, 0.0, 15.5, 18.0, 34.0, 50.0}) {
      const Celsius b{base};
      const double hdd = heating_degree_days(days.view<Celsius>(), {b, b}).total.value() / 3.0;
      const double cdd = cooling_degree_days(days.view<Celsius>(), {b, b}).total.value() / 3.0;
      CHECK(normal.heating_degree_days(b).value() == doctest::Approx(hdd).epsilon(1e-11));
      CHECK(normal.cooling_degree_days(b).value() == doctest::Approx(cdd).epsilon(1e-11));
      const auto below =
          std::count_if(days.values.begin(), days.values.end(), [&](double t) { return t < base; });
      CHECK(normal.days_below(b).value() == doctest::Approx(static_cast<double>(below) / 3.0));
    }
  }

  TEST_CASE("only whole years count, and the name says which") {
    auto days = days_from(civil_day(2020, 3, 1), civil_day(2025, 12, 31));
    CHECK(mean_of_complete_years(days.view<Celsius>()).name() == "mean of 2021, 2022, 2023, 2024");
    days.values[static_cast<std::size_t>((civil_day(2022, 7, 1) - days.first).count())] =
        missing_value;
    const auto normal = mean_of_complete_years(days.view<Celsius>());
    CHECK(normal.name() == "mean of 2021, 2023, 2024");
    CHECK(normal.sorted_temperatures().size() == 365 + 365 + 366);
  }

  TEST_CASE("the last complete years, or all where there are fewer") {
    auto days = days_from(civil_day(2020, 3, 1), civil_day(2025, 12, 31));
    days.values[static_cast<std::size_t>((civil_day(2023, 7, 1) - days.first).count())] =
        missing_value;
    const auto outdoor = days.view<Celsius>();
    CHECK(mean_of_last_complete_years(outdoor, 2).name() == "mean of 2022, 2024");
    CHECK(mean_of_last_complete_years(outdoor, 9).name() == "mean of 2021, 2022, 2024");
    CHECK(mean_of_last_complete_years({}, 9).missing());
    CHECK_THROWS_AS((void)mean_of_last_complete_years(outdoor, 0), ContractError);
    const auto year = outdoor.within(calendar_year(2024));
    const Celsius base{15.0};
    CHECK(mean_of_last_complete_years(outdoor, 1).heating_degree_days(base).value() ==
          doctest::Approx(heating_degree_days(year, {base, base}).total.value()).epsilon(1e-12));
  }

  TEST_CASE("a series that ends with the year has that year") {
    const auto days = days_from(civil_day(2023, 1, 1), civil_day(2024, 1, 1));
    CHECK(mean_of_complete_years(days.view<Celsius>()).name() == "mean of 2023");
  }

  TEST_CASE("without a complete year there is none, and every figure is missing, not zero") {
    const auto days = days_from(civil_day(2023, 1, 2), civil_day(2024, 12, 31));
    const auto none = mean_of_complete_years(days.view<Celsius>());
    CHECK(none.missing());
    CHECK(none.name().empty());
    CHECK(none.days().missing());
    CHECK(none.days_below(Celsius{18.0}).missing());
    CHECK(none.heating_degree_days(Celsius{18.0}).missing());
    CHECK(none.cooling_degree_days(Celsius{18.0}).missing());
    CHECK(mean_of_complete_years({}).missing());
  }

  TEST_CASE("days in any order give the same year to the last bit") {
    auto days = days_from(civil_day(2023, 1, 1), civil_day(2024, 1, 1));
    const NormalYear a{"a", days.values, 1.0};
    std::reverse(days.values.begin(), days.values.end());
    const NormalYear b{"b", days.values, 1.0};
    CHECK(a.heating_degree_days(Celsius{18.0}) == b.heating_degree_days(Celsius{18.0}));
  }

  TEST_CASE("a missing temperature, no days and no years are refused") {
    CHECK_THROWS_AS((NormalYear{"", {1.0, missing_value}, 1.0}), ContractError);
    CHECK_THROWS_AS((NormalYear{"", {}, 1.0}), ContractError);
    CHECK_THROWS_AS((NormalYear{"", {1.0}, 0.0}), ContractError);
  }

  TEST_CASE("degree-days by a rule with a threshold are those of its days, scaled to a year") {
    // Three years of 365 days: 10 °C on a third of the days, 15 °C on another, 20 °C on the rest.
    std::vector<double> days;
    for (int i = 0; i < 1095; ++i) days.push_back(10.0 + 5.0 * (i % 3));
    const NormalYear normal{"made", days, 3.0};
    const CivilPeriod year = calendar_year(2023);
    const HeatingRule eurostat = eurostat_heating; // 15 °C itself is a heating day
    const auto sum = heating_degree_days(normal, eurostat, year);
    CHECK(sum.total.value() == doctest::Approx(365.0 / 3.0 * (8.0 + 3.0)));
    CHECK(sum.rule == eurostat);
    CHECK(sum.period == year);
    CHECK(sum.coverage().share() == 1.0);
    // A leap year has a day more, not a colder one.
    CHECK(heating_degree_days(normal, eurostat, calendar_year(2024)).total.value() ==
          doctest::Approx(366.0 / 3.0 * 11.0));
    const HeatingRule plain{Celsius{15.0}, Celsius{15.0}};
    CHECK(heating_degree_days(normal, plain, year).total.value() ==
          doctest::Approx(normal.heating_degree_days(Celsius{15.0}).value()));
    CHECK(heating_degree_days(NormalYear{}, plain, year).coverage().share() == 0.0);
  }
}

} // namespace empower
