// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_many.hpp>

#include "baseline/simulated.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <utility>

using namespace empower;

namespace {

/// Meters on one weather: days, months, one with too few readings, one without a station.
struct Meters {
  DailySeries outdoor;
  std::vector<std::size_t> offsets{0};
  BillSeries readings;
  std::vector<std::uint32_t> station;

  Meters() {
    Random random{11};
    outdoor = empower::testing::weather(random, 730);
    const Signature s = empower::testing::signature(SignatureShape::heating);
    for (int copy = 0; copy < 5; ++copy) {
      add(random, s, 1, 365, 0);
      add(random, s, 30, 720, 0);
    }
    add(random, s, 1, 5, 0);
    add(random, s, 1, 365, 7);
  }

  void add(Random& random, const Signature& s, long length, long end, std::uint32_t station_index) {
    for (long day = 0; day + length <= end; day += length) {
      double energy = 0.0;
      for (long d = day; d < day + length; ++d)
        energy += s.expected(Celsius{outdoor.values[static_cast<std::size_t>(d)]}).value() +
                  10.0 * random.normal();
      const CivilDay from = outdoor.first + std::chrono::days{day};
      readings.push_back({from, from + std::chrono::days{length}}, energy);
    }
    offsets.push_back(readings.from.size());
    station.push_back(station_index);
  }

  [[nodiscard]] MeterColumns columns() const {
    return {offsets, readings.from, readings.to, readings.energy_kwh, station};
  }
};

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void check_same(const FitOutcome& a, const FitOutcome& b) {
  REQUIRE(a.has_value() == b.has_value());
  if (!a) {
    CHECK(a.failure().reason == b.failure().reason);
    return;
  }
  CHECK(a->method == b->method);
  CHECK(a->input_digest == b->input_digest);
  CHECK(a->signature.shape == b->signature.shape);
  CHECK(a->sse == b->sse);
  CHECK(same_bits(a->covariance, b->covariance));
}

} // namespace

TEST_SUITE("baseline/fit_many") {
  TEST_CASE("each meter's outcome is that of the single call, for any number of threads") {
    const Meters meters;
    const DailyView<Celsius> outdoor = meters.outdoor.view<Celsius>();
    const std::vector<FitOutcome> one = fit_many(meters.columns(), {&outdoor, 1}, {}, 1);
    const std::vector<FitOutcome> two = fit_many(meters.columns(), {&outdoor, 1}, {}, 2);
    REQUIRE(one.size() == 12);
    for (std::size_t m = 0; m < one.size(); ++m) check_same(one[m], two[m]);
    for (std::size_t m = 0; m < 10; ++m) {
      const BillView readings = meters.columns().readings(m);
      if (m % 2 == 1) {
        check_same(one[m], fit_bills(readings, outdoor));
        continue;
      }
      const DailyView<KilowattHours> days{readings.from.front(), readings.energy_kwh};
      check_same(one[m], fit_change_point(days, outdoor));
    }
  }

  TEST_CASE("a meter that cannot be fitted is an outcome and a row, not an end of all") {
    const Meters meters;
    const DailyView<Celsius> outdoor = meters.outdoor.view<Celsius>();
    const std::vector<FitOutcome> outcomes = fit_many(meters.columns(), {&outdoor, 1});
    CHECK(outcomes[10].failure().reason == BaselineReason::too_few_observations);
    CHECK(outcomes[11].failure().reason == BaselineReason::no_temperature);
    const NormalYear normal = mean_of_complete_years(outdoor);
    const std::vector<BaselineRow> rows = baseline_rows(meters.columns(), outcomes, {&normal, 1});
    REQUIRE(rows.size() == 12);
    CHECK(rows[0].method == "empower-daily-2");
    CHECK(rows[0].normal_year_kwh > 0.0);
    CHECK(rows[1].method == "empower-bills-2");
    CHECK(rows[1].start == meters.outdoor.first);
    CHECK(rows[10].status == "refused");
    CHECK(rows[10].reason == "too_few_observations");
    CHECK(rows[11].reason == "no_temperature");
    CHECK(rows[11].carrier.empty());
  }

  TEST_CASE("no meters are no rows") {
    const std::vector<std::size_t> offsets{0};
    const MeterColumns none{offsets, {}, {}, {}, {}};
    CHECK(fit_many(none, {}).empty());
    CHECK(baseline_rows(none, {}, {}).empty());
  }

  TEST_CASE("columns that do not belong together are refused") {
    const Meters meters;
    const DailyView<Celsius> outdoor = meters.outdoor.view<Celsius>();
    MeterColumns columns = meters.columns();
    columns.energy_kwh = columns.energy_kwh.subspan(1);
    CHECK_THROWS_AS(static_cast<void>(fit_many(columns, {&outdoor, 1})), ShapeError);
    columns = meters.columns();
    columns.offsets = columns.offsets.subspan(1);
    CHECK_THROWS_AS(static_cast<void>(fit_many(columns, {&outdoor, 1})), ShapeError);
    CHECK_THROWS_AS(static_cast<void>(baseline_rows(meters.columns(), {}, {})), ShapeError);
  }

  TEST_CASE("readings out of order refuse their meter by name, and no other") {
    const Meters right;
    const DailyView<Celsius> outdoor = right.outdoor.view<Celsius>();
    const std::vector<FitOutcome> all_right = fit_many(right.columns(), {&outdoor, 1});
    const CivilDay third = right.readings.from[3];
    const std::string from = "The reading from " + date_text(third);
    const std::string next = date_text(third + std::chrono::days{1});
    const auto refused = [&](const auto& change) {
      Meters meters;
      change(meters.readings);
      const std::vector<FitOutcome> outcomes = fit_many(meters.columns(), {&outdoor, 1}, {}, 2);
      for (std::size_t m = 1; m < outcomes.size(); ++m) check_same(outcomes[m], all_right[m]);
      REQUIRE_FALSE(outcomes[0].has_value());
      CHECK(outcomes[0].failure().reason == BaselineReason::unordered_readings);
      const std::vector<BaselineRow> rows = baseline_rows(meters.columns(), outcomes, {});
      CHECK(rows[0].reason == "unordered_readings");
      CHECK_FALSE(rows[0].start.has_value());
      return outcomes[0].failure().detail;
    };
    CHECK(refused([](BillSeries& r) { r.to[2] += std::chrono::days{1}; }) ==
          from + " starts before the one before it ends, on " + next + ".");
    CHECK(refused([](BillSeries& r) { r.to[3] = r.from[3]; }) ==
          from + " ends on " + date_text(third) + ", not after its start.");
    CHECK(refused([](BillSeries& r) {
            std::swap(r.from[3], r.from[4]);
          }).starts_with("The reading from " + next + " ends on " + next));
    CHECK(refused([](BillSeries& r) {
            r.from[0] = undated;
            r.energy_kwh[0] = 7.5;
          }) == "The reading of 7.5 kWh has no date.");
    CHECK(refused([](BillSeries& r) {
            r.to[3] = undated;
            r.energy_kwh[3] = missing_value;
          }) == "The reading without energy has no date.");
  }
}
