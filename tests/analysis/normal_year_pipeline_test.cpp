// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/made_epw.hpp"
#include "support/table_values.hpp"

#include <empower/io/epw.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

/// 3 to 25 °C, within what the simulated stations measure.
std::string epw() {
  return made_epw("Pisa", [](int day) { return 14.0 - 11.0 * std::cos(day * 6.2831853 / 365.0); });
}

void name_normal_file(const TemporaryFolder& folder) {
  auto lines = lines_of(folder.path() / "stations.csv");
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] += i == 0 ? ",normal_file" : ",pisa.epw";
  write_lines(folder.path() / "stations.csv", lines);
  std::ofstream{folder.path() / "pisa.epw"} << epw();
}

bool any_note(const Table& consumption, std::string_view words) {
  for (std::size_t row = 0; row < consumption.rows; ++row)
    if (text(consumption, "note", row).find(words) != std::string::npos) return true;
  return false;
}

double or_zero(double value) { return std::isnan(value) ? 0.0 : value; }

} // namespace

TEST_SUITE("analysis/normal_year_pipeline") {
  TEST_CASE("a station's typical year is what consumption is normalised to, and the note says so") {
    const TemporaryFolder folder;
    copy_stock(folder);
    name_normal_file(folder);
    const Analysis analysis = analysis_of(folder);
    const NormalYear typical = parse_epw(epw(), "").normal_year();
    const Table& baselines = analysis.table("baselines");
    std::size_t moved = 0;
    for (std::size_t row = 0; row < baselines.rows; ++row) {
      // A fit on a part of a year is not extrapolated to the days of a whole one.
      if (std::isnan(number(baselines, "normal_year_kwh", row))) continue;
      const auto leg = [&](const char* slope, const char* balance, auto degree_days) {
        const double k = or_zero(number(baselines, slope, row));
        return k == 0.0 ? 0.0 : k * degree_days(Celsius{number(baselines, balance, row)}).value();
      };
      const double expected = 365.0 * number(baselines, "base_kwh_day", row) +
                              leg("heating_slope_kwh_kd", "heating_balance_c",
                                  [&](Celsius base) { return typical.heating_degree_days(base); }) +
                              leg("cooling_slope_kwh_kd", "cooling_balance_c",
                                  [&](Celsius base) { return typical.cooling_degree_days(base); });
      CHECK(number(baselines, "normal_year_kwh", row) == doctest::Approx(expected).epsilon(1e-9));
      ++moved;
    }
    CHECK(moved > 20);
    CHECK(any_note(analysis.table("consumption"), "normal year: typical year Pisa (made)"));
    CHECK_FALSE(any_note(analysis.table("consumption"), "normal year: mean of"));
  }

  TEST_CASE("a typical year serves stations without a complete year of their own") {
    const TemporaryFolder folder;
    copy_stock(folder);
    auto lines = lines_of(folder.path() / "temperatures.csv");
    // No year keeps its January.
    std::erase_if(lines, [](const std::string& line) { return line.find("-01-1") != line.npos; });
    write_lines(folder.path() / "temperatures.csv", lines);
    CHECK(any_note(analysis_of(folder).table("consumption"),
                   "not normalised: no complete year of temperatures"));
    name_normal_file(folder);
    const Analysis analysis = analysis_of(folder);
    CHECK_FALSE(any_note(analysis.table("consumption"), "no complete year of temperatures"));
    const Table& baselines = analysis.table("baselines");
    std::size_t with_year = 0;
    for (std::size_t row = 0; row < baselines.rows; ++row)
      with_year += std::isnan(number(baselines, "normal_year_kwh", row)) ? 0U : 1U;
    CHECK(with_year > 10);
  }

  TEST_CASE("stock.toml says over how many of the last years the mean goes") {
    const TemporaryFolder folder;
    copy_stock(folder);
    std::ofstream{folder.path() / "stock.toml", std::ios::app}
        << "\n[analysis]\nnormal_years = 1\n";
    const Analysis analysis = analysis_of(folder);
    const Table& consumption = analysis.table("consumption");
    CHECK(any_note(consumption, "normal year: mean of 2"));
    CHECK_FALSE(any_note(consumption, "normal year: mean of 2022, "));
    CHECK_FALSE(any_note(consumption, "normal year: mean of 2021, "));
  }
}
