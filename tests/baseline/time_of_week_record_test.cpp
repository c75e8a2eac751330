// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/time_of_week.hpp>

#include <empower/core/error.hpp>

#include "made_hours.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace empower;
using namespace empower::testing;
using std::chrono::hours;
using std::chrono::minutes;

} // namespace

TEST_SUITE("baseline/time_of_week_record") {

  TEST_CASE("what cannot be fitted says why") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, {}, 1.0);
    const auto reason = [](const std::vector<double>& e, const std::vector<double>& t) {
      const HourlyOutcome fit = fit_hourly(energy_view(e), weather_view(t), {});
      REQUIRE(!fit.has_value());
      return fit.failure().reason;
    };
    using enum BaselineReason;
    const std::vector<double> none(year_hours, missing_value);
    CHECK(reason(none, temperature) == too_few_observations);
    CHECK(reason({}, {}) == too_few_observations);
    CHECK(reason(std::vector<double>(600, 1.0), temperature) == too_few_observations);
    CHECK(reason(energy, none) == no_temperature);
    CHECK(reason(energy, std::vector<double>(temperature.begin(), temperature.begin() + 4000)) ==
          coverage);
    CHECK(reason(energy, std::vector<double>(year_hours, 20.0)) == no_variation);
    CHECK(reason(std::vector<double>(year_hours, -1.0), temperature) == negative_energy);
    auto sparse = energy;
    std::fill_n(sparse.begin(), 5000, missing_value);
    CHECK(reason(sparse, temperature) == coverage);
    CHECK_THROWS_AS(static_cast<void>(
                        fit_hourly(energy_view(energy, minutes{7}), weather_view(temperature), {})),
                    ContractError);
    CHECK_THROWS_AS(static_cast<void>(fit_hourly(energy_view(energy), weather_view(temperature), {},
                                                 {}, {}, {{"sun"}, {1.0}})),
                    ShapeError);
  }

  TEST_CASE("settings that mean nothing are refused, the most segments are not") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, rome(), 5.0);
    const auto fitted = [&](const auto& change) {
      HourlyOptions options;
      change(options);
      return fit_hourly(energy_view(energy), weather_view(temperature), rome(), options);
    };
    const auto refused = [&](const auto& change) {
      CHECK_THROWS_AS(static_cast<void>(fitted(change)), ContractError);
    };
    refused([](HourlyOptions& o) { o.temperature_segments = 0; });
    refused([](HourlyOptions& o) { o.temperature_segments = most_temperature_segments + 1; });
    refused([](HourlyOptions& o) { o.knots_c = {20.0, 10.0}; });
    refused([](HourlyOptions& o) { o.knots_c = {10.0, 10.0}; });
    refused([](HourlyOptions& o) { o.knots_c = {missing_value}; });
    refused([](HourlyOptions& o) {
      for (int i = 0; i < 255; ++i) o.knots_c.push_back(0.1 * i);
    });
    refused([](HourlyOptions& o) { o.occupied_share = 1.5; });
    refused([](HourlyOptions& o) { o.min_coverage = -0.1; });
    refused([](HourlyOptions& o) { o.clip_deviations = missing_value; });
    refused([](HourlyOptions& o) { o.min_days = missing_value; });

    const HourlyOutcome few = fitted([](HourlyOptions&) {});
    const HourlyOutcome most = fitted([](HourlyOptions& o) {
      o.temperature_segments = most_temperature_segments;
      o.min_segment_intervals = 1;
    });
    REQUIRE(most.has_value());
    const std::vector<double>& knots = most->windows[0].curve[0].knots_c;
    CHECK(knots.size() == most_temperature_segments + 1);
    CHECK(std::ranges::is_sorted(knots));
    CHECK(most->r_squared > few->r_squared);
    CHECK(to_json(hourly_fit_from_json(to_json(*most))) == to_json(*most));
  }

  TEST_CASE("a model goes to JSON and back without loss") {
    const auto temperature = weather(4000, hours{1});
    const auto energy = made_energy(temperature, hours{1}, rome(), 5.0);
    for (const HourlyWindows windows : {HourlyWindows::whole, HourlyWindows::three_months}) {
      HourlyOptions options;
      options.windows = windows;
      const HourlyOutcome fit =
          fit_hourly(energy_view(energy), weather_view(temperature), rome(), options);
      REQUIRE(fit.has_value());
      const std::string text = to_json(*fit);
      const HourlyFit back = hourly_fit_from_json(text);
      CHECK(to_json(back) == text);
      CHECK(back.options == fit->options);
      CHECK(back.zone.name() == "Europe/Rome");
      for (std::size_t k = 0; k < fit->windows.size(); ++k)
        CHECK(back.windows[k].slot_mean == fit->windows[k].slot_mean);
      const auto other = weather(3000, hours{1}, 4);
      CHECK(predict(back, weather_view(other)).variance ==
            predict(*fit, weather_view(other)).variance);
      CHECK(method_record(*fit).method == "empower-hourly-1");
      CHECK(method_record(*fit).standard == (windows == HourlyWindows::whole));
    }
    CHECK_THROWS_AS(static_cast<void>(hourly_fit_from_json("{}")), InputError);
    CHECK_THROWS_AS(static_cast<void>(hourly_fit_from_json("no")), InputError);
  }

  TEST_CASE("an odd number of intervals counts each once") {
    const auto temperature = weather(2001, hours{1});
    const auto energy = made_energy(temperature, hours{1}, {}, 1.0);
    const HourlyOutcome odd = fit_hourly(energy_view(energy), weather_view(temperature), {});
    CHECK(odd->coverage.present == 2001.0);
    CHECK(odd->temperature_min.value() == *std::ranges::min_element(temperature));
    auto longer = temperature;
    longer.push_back(missing_value);
    auto reading = energy;
    reading.push_back(5.0);
    const HourlyOutcome even = fit_hourly(energy_view(reading), weather_view(longer), {});
    CHECK(even->windows[0].slot_kwh == odd->windows[0].slot_kwh);
    CHECK(even->r_squared == doctest::Approx(odd->r_squared).epsilon(1e-14));
  }

  TEST_CASE("the same input gives the same bits, in another unit of energy the same shape") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, rome(), 5.0);
    auto thousandth = energy;
    for (double& e : thousandth) e *= 0.125;
    const HourlyOutcome a = fit_hourly(energy_view(energy), weather_view(temperature), rome());
    const HourlyOutcome b = fit_hourly(energy_view(energy), weather_view(temperature), rome());
    const HourlyOutcome c = fit_hourly(energy_view(thousandth), weather_view(temperature), rome());
    CHECK(to_json(*a) == to_json(*b));
    CHECK(c->r_squared == a->r_squared);
    CHECK(c->clipped == a->clipped);
  }
}
