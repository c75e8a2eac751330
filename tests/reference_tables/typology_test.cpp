// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/tables.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace empower;

namespace {

const ReferenceTables& tables() { return embedded_reference(); }

template <class Found>
ReferenceReason reason(const Found& found) {
  REQUIRE_FALSE(found.has_value());
  return found.failure().reason;
}

} // namespace

TEST_SUITE("reference/typology") {
  TEST_CASE("homes of zone D have the medians of their age, with how many stand behind") {
    struct Row {
      int year;
      double wall, roof, floor, window; // italy-eu.md §3.3, to its two decimals
    };
    for (const Row& row : {Row{1900, 1.66, 1.40, 1.60, 3.87}, Row{1955, 1.30, 1.38, 1.55, 4.08},
                           Row{1970, 1.17, 1.43, 1.52, 3.94}, Row{1980, 1.17, 1.38, 1.50, 3.83},
                           Row{2000, 1.11, 1.23, 1.43, 3.65}, Row{2015, 0.65, 0.62, 0.86, 2.66}}) {
      const auto envelope = tables().typical_envelope("residential", "D", row.year);
      REQUIRE(envelope.has_value());
      const Transmittances& u = envelope->row->u;
      CHECK(std::abs(u.wall - row.wall) <= 0.0051);
      CHECK(std::abs(u.roof - row.roof) <= 0.0051);
      CHECK(std::abs(u.ground_floor - row.floor) <= 0.0051);
      CHECK(std::abs(u.window - row.window) <= 0.0051);
      CHECK_FALSE(envelope->of_homes);
      CHECK(envelope->archetypes >= 3);
      CHECK(envelope->archetypes <= 5);
      CHECK(envelope->few() == !envelope->note.empty());
    }
    CHECK(tables().typical_envelope("residential", "D", 1955)->note ==
          "weakest median rests on 3 archetypes only"); // windows
  }

  TEST_CASE("few schools and offices are known: homes of that age stand in, and it is said") {
    const auto school = tables().typical_envelope("school", "E", 1970);
    REQUIRE(school.has_value());
    CHECK(school->of_homes);
    CHECK(school->row->use_group == "residential");
    CHECK(school->row->u.wall == 1.105);
    CHECK(school->archetypes == 5);
    CHECK(school->note == "medians of homes: too few archetypes of school");
    const auto office = tables().typical_envelope("office", "D", 1950); // no row of its own
    REQUIRE(office.has_value());
    CHECK(office->of_homes);
    CHECK(office->note == "medians of homes: too few archetypes of office; weakest median rests on "
                          "3 archetypes only");
  }

  TEST_CASE("enough archetypes of the own group go before homes, and nobody is made up") {
    ReferenceTables own;
    EnvelopeMedian median{"school", "D", {}, {}, 7, {1.0, 1.0, 1.0, 3.0}, {5, 5, 6, 7}, {}};
    own.envelope_medians.push_back(median);
    median.use_group = "residential";
    median.u.wall = 2.0;
    own.envelope_medians.push_back(median);
    CHECK_FALSE(own.typical_envelope("school", "D", 1950)->of_homes);
    CHECK(own.typical_envelope("school", "D", 1950)->note.empty());
    own.envelope_medians[0].counts.roof = 4;
    CHECK(own.typical_envelope("school", "D", 1950)->row->u.wall == 2.0);
    own.envelope_medians.pop_back(); // no homes: what there is, with its number
    CHECK(own.typical_envelope("school", "D", 1950)->archetypes == 4);
    CHECK(own.typical_envelope("school", "D", 1950)->note ==
          "weakest median rests on 4 archetypes only");
    CHECK(reason(own.typical_envelope("school", "E", 1950)) == ReferenceReason::no_row);
    own.envelope_medians[0].u = {};
    CHECK(reason(own.typical_envelope("school", "D", 1950)) == ReferenceReason::no_figure);
    CHECK(reason(tables().typical_envelope("residential", "A", 1950)) == ReferenceReason::no_row);
  }

  TEST_CASE("limits of refurbished walls hold from 2021 until the decree of 2025") {
    const auto wall = [](std::string_view zone, CivilDay day) {
      return tables().envelope_limit("dm_2015_refurbished", "wall", zone, day);
    };
    const CivilDay day = civil_day(2024, 5, 1);
    CHECK((*wall("C", day))->u_max == 0.36);
    CHECK((*wall("D", day))->u_max == 0.32);
    CHECK((*wall("E", day))->u_max == 0.28);
    CHECK((*wall("F", day))->u_max == 0.26);
    CHECK(reason(wall("B", day)) == ReferenceReason::no_row);
    CHECK(reason(wall("D", civil_day(2020, 12, 31))) == ReferenceReason::not_valid_then);
    CHECK(reason(wall("D", civil_day(2026, 6, 3))) == ReferenceReason::not_valid_then);
    CHECK(reason(tables().envelope_limit("dm_2015_refurbished", "roof", "D", day)) ==
          ReferenceReason::no_row);
  }

  TEST_CASE("benchmarks are found by group, metric and statistic") {
    const auto value = [](std::string_view group, std::string_view metric,
                          std::string_view statistic) {
      return (*tables().benchmark(group, metric, statistic))->value;
    };
    CHECK(value("school_seasonal_public", "electricity", "typical") == 40.0);
    CHECK(value("school_seasonal_public", "fossil_thermal", "typical") == 150.0);
    CHECK(value("school_seasonal_public", "fossil_thermal", "stock_average") == 130.0);
    CHECK(value("office", "fossil_thermal", "stock_average") == 170.0);
    CHECK(value("hospital", "fossil_thermal", "typical") == 420.0);
    CHECK(value("school_seasonal_public", "gas", "exemplar") == 55.0);
    CHECK(reason(tables().benchmark("office", "gas", "exemplar")) == ReferenceReason::no_row);
  }

  TEST_CASE("a certificate's class is that of the ratio, upper bound included") {
    const auto of = [](double ratio, int year = 2024) {
      return tables().epc_class(ratio, civil_day(year, 1, 1));
    };
    struct Bound {
      double ratio;
      std::string_view up_to, above;
    };
    for (const Bound& b :
         {Bound{0.40, "A4", "A3"}, Bound{0.60, "A3", "A2"}, Bound{0.80, "A2", "A1"},
          Bound{1.00, "A1", "B"}, Bound{1.20, "B", "C"}, Bound{1.50, "C", "D"},
          Bound{2.00, "D", "E"}, Bound{2.60, "E", "F"}, Bound{3.50, "F", "G"}}) {
      CHECK((*of(b.ratio))->epc_class == b.up_to);
      CHECK((*of(std::nextafter(b.ratio, 9.0)))->epc_class == b.above);
    }
    CHECK(reason(of(1.0, 2014)) == ReferenceReason::not_valid_then);
    CHECK(reason(of(missing_value)) == ReferenceReason::no_row);
    CHECK(reason(of(0.0)) == ReferenceReason::no_row);
  }

  TEST_CASE("school indicators: factors by shape and hours, classes by school") {
    const auto factor = [](std::string_view kind, double value) {
      return (*tables().school_indicator(kind, {}, value))->factor;
    };
    CHECK(factor("fe", 0.30) == 1.2);
    CHECK(factor("fe", 0.31) == 1.1);
    CHECK(factor("fe", 0.60) == 0.8);
    CHECK(factor("fh", 8.0) == 1.0);
    const auto group = [](std::string_view kind, std::string_view school, double value) {
      return (*tables().school_indicator(kind, school, value))->key;
    };
    CHECK(group("ienr_class", "primary", 11.0) == "good");
    CHECK(group("ienr_class", "primary", 17.5) == "sufficient");
    CHECK(group("ienr_class", "primary", 17.6) == "insufficient");
    CHECK(group("iene_class", "upper_secondary", 15.0) == "sufficient");
    CHECK(reason(tables().school_indicator("ienr_class", "university", 11.0)) ==
          ReferenceReason::no_row);
    CHECK(reason(tables().school_indicator("fe", {}, missing_value)) == ReferenceReason::no_row);
  }

  TEST_CASE("indoor limits follow the regime of the day") {
    const auto limit = [](std::string_view group, std::string_view season, CivilDay day) {
      const auto row = tables().indoor_temperature_limit(group, season, day);
      REQUIRE(row.has_value());
      return (*row)->limit_c;
    };
    const CivilDay ordinary = civil_day(2024, 1, 15);
    const CivilDay crisis = civil_day(2023, 1, 15);
    CHECK(limit("all_but_industrial", "winter", ordinary) == 20.0);
    CHECK(limit("all_but_industrial", "winter", crisis) == 19.0);
    CHECK(limit("industrial_and_craft", "winter", ordinary) == 18.0);
    CHECK(limit("industrial_and_craft", "winter", crisis) == 17.0);
    CHECK(limit("public_bodies", "summer", civil_day(2022, 7, 1)) == 27.0); // D.L. 17/2022
    CHECK(limit("public_bodies", "summer", civil_day(2024, 7, 1)) == 26.0);
    CHECK(limit("public_bodies", "winter", ordinary) == 20.0);
    CHECK(limit("public_bodies", "winter", civil_day(2023, 4, 5)) == 19.0); // DM 383 to 15 April
    CHECK(reason(tables().indoor_temperature_limit("all_but_industrial", "winter",
                                                   civil_day(1990, 1, 1))) ==
          ReferenceReason::not_valid_then);
    CHECK(reason(tables().indoor_temperature_limit("all_but_industrial", "spring", ordinary)) ==
          ReferenceReason::no_row);
  }
}
