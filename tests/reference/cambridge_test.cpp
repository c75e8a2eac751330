// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include "reference/cambridge_stock.hpp"
#include "support/table_values.hpp"
#include "support/temporary_folder.hpp"

#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

using namespace empower;
using namespace empower::testing;

namespace {

/// A meter's energy by calendar year in kWh as published, added up from the raw hours by a separate
/// Python script. 0 = the publisher has no data for that year.
struct Known {
  std::string_view building;
  std::string_view carrier;
  int first_year;
  std::vector<double> energy_kwh;
};

const std::array<Known, 18> known{{
    {"b104",
     "electricity",
     2010,
     {322477.3, 338881.0, 357109.9, 363519.6, 374944.2, 354629.2, 372364.0, 391939.0, 401483.8, 0,
      253810.0, 302128.0, 288046.7, 237434.6}},
    {"b104",
     "natural_gas",
     2011,
     {17173.9, 28818.0, 30775.0, 23465.7, 26124.9, 32954.6, 28817.8, 29681.6, 30839.1, 25872.8,
      38380.6, 34205.7}},
    {"b109",
     "electricity",
     2010,
     {474689.2, 570024.4, 572529.1, 633503.7, 691150.4, 737689.6, 986925.4, 1050595.6, 1343353.9,
      1302771.1, 1159174.1, 1119031.9, 1045428.9, 853288.5}},
    {"b109", "natural_gas", 2018, {106134.0, 104207.3, 99682.0, 98792.2, 95530.1}},
    {"b13",
     "electricity",
     2008,
     {904670.9, 920905.9, 964730.9, 882213.8, 787242.7, 708750.2, 746274.0, 729580.7, 701535.2,
      668249.6, 553727.3, 458664.7, 405364.8, 482705.9, 0, 513628.0}},
    {"b13",
     "natural_gas",
     2011,
     {38293.2, 54495.5, 56748.7, 44975.8, 44022.5, 39670.0, 0, 45553.9, 40141.1, 35175.8, 46843.1,
      39961.2}},
    {"b17",
     "electricity",
     2008,
     {55522.2, 75737.8, 93889.6, 78646.3, 88795.9, 79559.7, 79137.3, 90412.6, 97908.7, 100645.1,
      95932.6}},
    {"b17",
     "natural_gas",
     2013,
     {22953.0, 20011.6, 20627.2, 23689.7, 13995.7, 22097.4, 20900.2, 15180.3, 15366.2, 18399.2}},
    {"b27",
     "electricity",
     2008,
     {2944090.5, 3097215.5, 3032465.0, 3108282.5, 3142898.0, 3380144.5, 3162648.0, 3174322.5,
      3217210.0, 3006943.0, 2847891.5, 2773529.5, 2419030.0, 2603615.0, 2591183.5, 2445386.5}},
    {"b27",
     "natural_gas",
     2013,
     {189041.0, 143319.0, 148016.0, 164730.0, 148927.0, 140802.1, 135755.0, 109514.0, 173939.0,
      170857.0}},
    {"b4",
     "electricity",
     2008,
     {220981.5, 235128.0, 251035.4, 221242.5, 224706.8, 201215.1, 170982.5, 165388.9, 163366.8,
      162417.1, 143718.6, 132010.3, 102546.0, 107267.3, 128267.9, 97646.7}},
    {"b4",
     "natural_gas",
     2012,
     {18912.1, 22194.9, 16364.5, 22079.0, 21415.7, 25269.9, 25383.0, 23056.7, 19075.8, 23624.7,
      20656.9}},
    {"b58",
     "electricity",
     2011,
     {1802189.5, 2801808.7, 3158496.4, 4556250.1, 5161237.9, 5644072.1, 5958310.8, 5205468.5,
      5570010.4, 5852845.6, 6302540.3, 6446766.2, 5429884.3}},
    {"b58",
     "natural_gas",
     2011,
     {123126.0, 204899.0, 190697.0, 151155.0, 178740.0, 167273.0, 129752.0, 194945.9, 183120.0,
      189316.0, 197390.0, 169860.0}},
    {"b8",
     "electricity",
     2008,
     {96725.9, 101049.0, 103356.5, 106889.4, 104043.8, 104744.9, 115914.9, 106573.6, 106881.5,
      106090.2, 106923.1, 110195.1, 77639.6, 85097.4}},
    {"b8",
     "natural_gas",
     2011,
     {17270.7, 34096.0, 36234.4, 26496.6, 28712.9, 28701.1, 25544.7, 24685.0, 26096.0, 17966.0,
      23300.0}},
    {"b97",
     "electricity",
     2008,
     {172701.3, 175058.5, 181019.4, 173226.9, 169883.5, 176290.7, 166499.3, 168747.8, 167977.0,
      161217.9, 168689.6, 177614.8, 150927.6, 154627.4, 155627.6, 222838.9}},
    {"b97",
     "natural_gas",
     2012,
     {15340.0, 19371.1, 17211.7, 0, 0, 0, 17297.6, 21861.0, 20059.0, 27679.6, 22080.6}},
}};

/// Gross internal area in m2, from `building_floor_roof_areas.csv`, in the order of
/// `cambridge_buildings`.
constexpr std::array<double, 9> areas_m2{3214.0, 2237.0,  4378.6, 1106.4, 19659.4,
                                         2744.5, 14888.6, 2315.0, 1491.2};

/// Base and threshold as in the figures that the data's README states.
constexpr HeatingRule rule{Celsius{15.5}, Celsius{15.5}};

const Analysis* cambridge() {
  static const auto analysis = []() -> std::optional<Analysis> {
    const auto raw = shared_file("cambridge");
    if (!raw) return std::nullopt;
    const TemporaryFolder folder;
    write_cambridge_stock(*raw, folder.path());
    AnalysisOptions options;
    options.heating_rule = rule;
    return analyse(read_stock_folder(folder.path()), options);
  }();
  return analysis ? &*analysis : nullptr;
}

double area_m2(std::string_view building) {
  const auto place = std::ranges::find(cambridge_buildings, building) - cambridge_buildings.begin();
  return areas_m2.at(static_cast<std::size_t>(place));
}

std::string local_date(ZonedInstant at) {
  return iso_text(
      CivilDay{std::chrono::floor<std::chrono::days>(at.at + at.offset).time_since_epoch()});
}

/// `<meter> <first day> <day after the last>` of every finding of a kind, in the order of the
/// table.
std::vector<std::string> findings_of_kind(const Table& findings, std::string_view kind) {
  std::vector<std::string> found;
  for (std::size_t row = 0; row < findings.rows; ++row) {
    if (text(findings, "kind", row) != kind) continue;
    found.push_back(text(findings, "meter_id", row) + ' ' +
                    local_date(values<ZonedInstant>(findings, "start")[row]) + ' ' +
                    local_date(values<ZonedInstant>(findings, "end")[row]));
  }
  return found;
}

} // namespace

TEST_SUITE("reference/cambridge") {
  TEST_CASE("every hour that has a value is read") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    CHECK(analysis->table("rejects").rows == 0);
    const Table& inputs = analysis->table("inputs");
    const auto accepted = [&](std::string_view file) {
      const auto rows =
          rows_where(inputs, [&](std::size_t i) { return text(inputs, "file", i) == file; });
      return values<std::int64_t>(inputs, "accepted").at(rows.at(0));
    };
    CHECK(accepted("buildings.csv") == 9);
    CHECK(accepted("meters.csv") == 18);
    CHECK(accepted("readings.csv") == 1'910'976);
    CHECK(accepted("temperatures.csv") == 131'496);
  }

  TEST_CASE("the energy and the intensity of every meter and year are those of the raw hours") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const Table& consumption = analysis->table("consumption");
    std::size_t expected_rows = 0;
    for (const Known& meter : known) {
      expected_rows += meter.energy_kwh.size();
      for (std::size_t i = 0; i < meter.energy_kwh.size(); ++i) {
        const int year = meter.first_year + static_cast<int>(i);
        CAPTURE(meter.building);
        CAPTURE(meter.carrier);
        CAPTURE(year);
        const auto rows = rows_where(consumption, [&](std::size_t row) {
          return text(consumption, "building_id", row) == meter.building &&
                 text(consumption, "carrier", row) == meter.carrier &&
                 values<std::int64_t>(consumption, "year")[row] == year;
        });
        REQUIRE(rows.size() == 1);
        const bool published = meter.energy_kwh[i] > 0.0;
        CHECK(number(consumption, "coverage", rows[0]) == (published ? 1.0 : 0.0));
        if (!published) {
          CHECK(std::isnan(number(consumption, "energy_intensity_kwh_m2", rows[0])));
          continue;
        }
        CHECK(std::abs(number(consumption, "energy_kwh", rows[0]) - meter.energy_kwh[i]) <
              0.05); // steps of 0.1
        CHECK(number(consumption, "energy_intensity_kwh_m2", rows[0]) ==
              doctest::Approx(meter.energy_kwh[i] / area_m2(meter.building)).epsilon(1e-6));
      }
    }
    CHECK(consumption.rows == expected_rows);
  }

  TEST_CASE("the degree-days are those of Bedford's hours in London days") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const Table& consumption = analysis->table("consumption");
    // The README's 2,561.6 / 1,820.3 / 2,019.2 / 1,821.8 are of UTC days, which differ by an hour
    // in summer.
    struct Year {
      int year;
      double london_days;
      double utc_days;
    };
    for (const Year& golden : {Year{2010, 2561.24, 2561.6}, Year{2014, 1820.53, 1820.3},
                               Year{2018, 2019.10, 2019.2}, Year{2022, 1821.73, 1821.8}}) {
      for (const std::size_t row : rows_where(consumption, [&](std::size_t i) {
             return values<std::int64_t>(consumption, "year")[i] == golden.year;
           })) {
        CHECK(number(consumption, "heating_degree_days", row) ==
              doctest::Approx(golden.london_days).epsilon(0.01 / 1800));
        CHECK(number(consumption, "heating_degree_days", row) ==
              doctest::Approx(golden.utc_days).epsilon(2e-4));
        CHECK(number(consumption, "weather_coverage", row) == 1.0);
      }
    }
    for (std::size_t row = 0; row < consumption.rows; ++row) {
      if (values<std::int64_t>(consumption, "year")[row] != 2023)
        continue; // the weather ends in 2022
      CHECK(number(consumption, "weather_coverage", row) == 0.0);
      CHECK(std::isnan(number(consumption, "heating_degree_days", row)));
      CHECK(std::isnan(number(consumption, "normalised_kwh", row)));
    }
  }

  TEST_CASE("every meter has a model: all have four years and more with weather") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const Table& baselines = analysis->table("baselines");
    CHECK(baselines.rows == 18);
    for (std::size_t row = 0; row < baselines.rows; ++row) {
      CAPTURE(text(baselines, "meter_id", row));
      CHECK(text(baselines, "status", row) != "refused");
      CHECK(text(baselines, "method", row) == "empower-daily-2");
      CHECK(number(baselines, "normal_year_kwh", row) > 0.0);
      // A poor model says so.
      CHECK((number(baselines, "cv_rmse", row) <= 0.5 || text(baselines, "status", row) == "weak"));
    }
  }

  TEST_CASE("gas heats: one leg from a plausible balance temperature down") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const Table& baselines = analysis->table("baselines");
    std::size_t well_explained = 0;
    for (std::size_t row = 0; row < baselines.rows; ++row) {
      if (text(baselines, "carrier", row) != "natural_gas") continue;
      CAPTURE(text(baselines, "meter_id", row));
      CHECK(text(baselines, "model", row) == "3PH");
      CHECK(number(baselines, "heating_slope_kwh_kd", row) > 0.0);
      CHECK(number(baselines, "heating_balance_c", row) > 10.0);
      // The models rest on 2020-2022, and b97 heated a little below 20.3 degrees in the last of
      // them.
      CHECK(number(baselines, "heating_balance_c", row) < 20.5);
      CHECK(number(baselines, "r_squared", row) > 0.4);
      if (number(baselines, "r_squared", row) > 0.75) ++well_explained;
    }
    CHECK(well_explained >= 3); // 4 over all years, the closures of 2020-21 weigh more in three
  }

  TEST_CASE("the normal year is of the building as it is now, not as it was for fourteen years") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const Table& baselines = analysis->table("baselines");
    const auto rows = rows_where(baselines, [&](std::size_t row) {
      return text(baselines, "meter_id", row) == "b58_electricity";
    });
    REQUIRE(rows.size() == 1);
    // 1.8 GWh in 2011, 5.9 to 6.4 in 2020 to 2022; over all years 4.9.
    CHECK(number(baselines, "normal_year_kwh", rows[0]) > 5.8e6);
    CHECK(number(baselines, "normal_year_kwh", rows[0]) < 6.5e6);
    CHECK(values<CivilDay>(baselines, "start")[rows[0]] >= civil_day(2019, 12, 31));
    CHECK(values<CivilDay>(baselines, "end")[rows[0]] == civil_day(2023, 1, 1));
  }

  TEST_CASE("the years that the publisher left out are the gaps, and no others") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const std::vector<std::string> left_out{
        "b104_electricity 2019-01-01 2020-01-01", "b13_electricity 2022-01-01 2023-01-01",
        "b13_gas 2017-01-01 2018-01-01", "b97_gas 2015-01-01 2018-01-01"};
    CHECK(findings_of_kind(analysis->table("findings"), "gap") == left_out);
  }

  TEST_CASE("zeros where the building is in use are found") {
    const Analysis* analysis = cambridge();
    if (analysis == nullptr) return;
    const auto found = findings_of_kind(analysis->table("findings"), "zero_run");
    // Each seen in the raw hours: before the meter is connected, and where it fails.
    for (const char* run :
         {"b104_gas 2011-01-01 2011-02-14", "b58_electricity 2011-01-01 2011-02-19",
          "b58_gas 2011-01-01 2011-02-15", "b17_gas 2017-08-02 2018-01-01",
          "b4_gas 2017-11-28 2018-01-01", "b58_gas 2017-11-19 2018-01-01",
          "b17_electricity 2018-12-18 2019-01-01", "b104_electricity 2020-09-12 2020-09-22"}) {
      CAPTURE(run);
      CHECK(std::ranges::count(found, run) == 1);
    }
  }
}
