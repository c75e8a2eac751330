// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/school_indicators.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace empower;

namespace {

/// 100 000 kWh over 5 000 m3 and 2 000 K.d: 10 Wh/(m3.K.d); 12 000 kWh over 1 200 m2: 10 kWh/m2.
/// Both factors are 1.
SchoolYear plain() {
  return {SchoolLevel::primary, 100'000.0, 12'000.0, 5'000.0, 0.38, 1'200.0, 8.0, 2'000.0};
}

SchoolIndicator heating(const SchoolYear& school) {
  return ienr(school, embedded_reference()).value();
}
SchoolIndicator electricity(const SchoolYear& school) {
  return iene(school, embedded_reference()).value();
}

double above(double x) { return std::nextafter(x, std::numeric_limits<double>::infinity()); }

struct Step {
  double at;
  double factor;
};

} // namespace

TEST_SUITE("benchmark/school_indicators") {
  TEST_CASE("both indicators by hand") {
    CHECK(heating(plain()).value == 10.0);
    CHECK(heating(plain()).school_class == "good");
    CHECK(electricity(plain()).value == 10.0);
    CHECK(electricity(plain()).school_class == "sufficient");
    CHECK(heating(plain()).confidence == Confidence::general_knowledge);
    CHECK(electricity(plain()).confidence == Confidence::general_knowledge);
  }

  TEST_CASE("Fe by surface over volume: each bound is included, above it begins the next row") {
    for (const Step step :
         {Step{0.10, 1.2}, Step{0.30, 1.2}, Step{above(0.30), 1.1}, Step{0.35, 1.1},
          Step{above(0.35), 1.0}, Step{0.40, 1.0}, Step{above(0.40), 0.9}, Step{0.45, 0.9},
          Step{above(0.45), 0.8}, Step{1.20, 0.8}}) {
      CAPTURE(step.at);
      SchoolYear school = plain();
      school.surface_to_volume_1_m = step.at;
      CHECK(heating(school).value == doctest::Approx(10.0 * step.factor).epsilon(1e-15));
      CHECK(electricity(school).value == 10.0);
    }
  }

  TEST_CASE("Fh by hours of use per day, for both indicators") {
    for (const Step step :
         {Step{4.0, 1.2}, Step{6.0, 1.2}, Step{above(6.0), 1.1}, Step{7.0, 1.1},
          Step{above(7.0), 1.0}, Step{8.0, 1.0}, Step{9.0, 1.0}, Step{above(9.0), 0.9},
          Step{10.0, 0.9}, Step{11.0, 0.9}, Step{above(11.0), 0.8}, Step{14.0, 0.8}}) {
      CAPTURE(step.at);
      SchoolYear school = plain();
      school.hours_per_day = step.at;
      CHECK(heating(school).value == doctest::Approx(10.0 * step.factor).epsilon(1e-15));
      CHECK(electricity(school).value == doctest::Approx(10.0 * step.factor).epsilon(1e-15));
    }
  }

  TEST_CASE("classes of the guide by level, at their bounds") {
    struct Bounds {
      SchoolLevel level;
      double heating_good;
      double heating_sufficient;
      double electricity_good;
      double electricity_sufficient;
    };
    for (const Bounds& bounds : {Bounds{SchoolLevel::nursery, 18.5, 23.5, 11.0, 16.5},
                                 Bounds{SchoolLevel::primary, 11.0, 17.5, 9.0, 12.0},
                                 Bounds{SchoolLevel::lower_secondary, 11.5, 15.5, 9.0, 12.0},
                                 Bounds{SchoolLevel::upper_secondary, 11.5, 15.5, 12.0, 15.0}}) {
      CAPTURE(code(bounds.level));
      SchoolYear school = plain();
      school.level = bounds.level;
      const auto heating_class = [&](double wh) {
        school.heating_kwh = 10'000.0 * wh;
        return heating(school).school_class;
      };
      const auto electricity_class = [&](double kwh) {
        school.electricity_kwh = 1'200.0 * kwh;
        return electricity(school).school_class;
      };
      CHECK(heating_class(bounds.heating_good) == "good");
      CHECK(heating_class(bounds.heating_good + 1e-9) == "sufficient");
      CHECK(heating_class(bounds.heating_sufficient) == "sufficient");
      CHECK(heating_class(bounds.heating_sufficient + 1e-9) == "insufficient");
      CHECK(electricity_class(bounds.electricity_good) == "good");
      CHECK(electricity_class(bounds.electricity_good + 1e-9) == "sufficient");
      CHECK(electricity_class(bounds.electricity_sufficient) == "sufficient");
      CHECK(electricity_class(bounds.electricity_sufficient + 1e-9) == "insufficient");
    }
  }

  TEST_CASE("without surface over volume: the range of Fe, a class only where both ends agree") {
    SchoolYear school = plain();
    school.surface_to_volume_1_m = missing_value;
    SchoolIndicator indicator = heating(school);
    CHECK(std::isnan(indicator.value));
    CHECK(indicator.low == doctest::Approx(8.0).epsilon(1e-15));
    CHECK(indicator.high == doctest::Approx(12.0).epsilon(1e-15));
    CHECK(indicator.school_class.empty()); // 8 is good, 12 sufficient
    school.heating_kwh = 50'000.0;
    CHECK(heating(school).school_class == "good");
    school.heating_kwh = 300'000.0;
    CHECK(heating(school).school_class == "insufficient");
    CHECK(electricity(school).value == 10.0);
  }

  TEST_CASE("each missing input has its reason; several are all named") {
    const auto reason = [](auto change) {
      SchoolYear school = plain();
      change(school);
      const auto outcome = ienr(school, embedded_reference());
      return outcome ? std::string{} : std::string{code(outcome.failure().reason)};
    };
    CHECK(reason([](SchoolYear& s) { s.level.reset(); }) == "no_school_level");
    CHECK(reason([](SchoolYear& s) { s.heating_kwh = missing_value; }) == "no_heating_energy");
    CHECK(reason([](SchoolYear& s) { s.heated_volume_m3 = 0.0; }) == "no_heated_volume");
    CHECK(reason([](SchoolYear& s) { s.degree_days_kd = missing_value; }) ==
          "no_school_degree_days");
    CHECK(reason([](SchoolYear& s) { s.hours_per_day = missing_value; }) == "no_hours_of_use");
    CHECK(reason([](SchoolYear& s) { s.heating_kwh = 0.0; }).empty()); // not heated is a figure

    SchoolYear school = plain();
    school.floor_area_m2 = missing_value;
    school.hours_per_day = missing_value;
    const auto outcome = iene(school, embedded_reference());
    REQUIRE(!outcome);
    CHECK(code(outcome.failure().reason) == "no_floor_area");
    CHECK(outcome.failure().detail == "missing: the floor area, the hours of use per day");
  }

  TEST_CASE("tables without the rows refuse") {
    const auto outcome = ienr(plain(), {});
    REQUIRE(!outcome);
    CHECK(code(outcome.failure().reason) == "no_school_figure");
  }

  TEST_CASE("the level comes from the use, and only where it says one") {
    CHECK(school_level(BuildingUse::nursery) == SchoolLevel::nursery);
    CHECK(school_level(BuildingUse::school_upper_secondary) == SchoolLevel::upper_secondary);
    CHECK(!school_level(BuildingUse::university));
    CHECK(!school_level(BuildingUse::office));
  }
}
