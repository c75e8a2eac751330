// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>

#include <empower/core/error.hpp>

#include "baseline/simulated.hpp"
#include "support/shared_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

using namespace empower;

namespace {

struct Year {
  std::vector<double> temperature;
  std::vector<double> energy;
};

Year noisy_year(std::uint64_t seed, SignatureShape shape = SignatureShape::heating_cooling) {
  Random random{seed};
  const DailySeries outdoor = testing::weather(random, 365);
  const DailySeries energy =
      testing::daily_meter(testing::signature(shape), outdoor, {random, 20.0, 0.3});
  return {outdoor.values, energy.values};
}

BaselineReason reason_of(const FitOutcome& outcome) {
  REQUIRE_FALSE(outcome.has_value());
  CHECK_FALSE(outcome.failure().detail.empty());
  return outcome.failure().reason;
}

/// The numbers of the first array called `name` after the text `after`.
std::vector<double> json_numbers(const std::string& text, const std::string& after,
                                 const std::string& name) {
  std::size_t at = text.find('[', text.find("\"" + name + "\"", text.find("\"" + after + "\"")));
  const std::size_t end = text.find(']', at);
  std::vector<double> numbers;
  while (at < end) {
    numbers.push_back(std::strtod(text.c_str() + at + 1, nullptr));
    at = std::min(end, text.find(',', at + 1));
  }
  return numbers;
}

/// One of the sets of `expected_optimum.csv`.
Year published_set(const std::string& file, const std::string& set) {
  const auto path = *testing::shared_file("change_point/" + file);
  if (file.ends_with(".csv"))
    return {testing::number_column(path, "oat_f"),
            testing::number_column(path, "kwh_per_sqft_day")};
  const std::string text = testing::unpacked(path);
  if (set.ends_with("_data"))
    return {json_numbers(text, set, "oat"), json_numbers(text, set, "usage")};
  return {json_numbers(text, set, "x"), json_numbers(text, set, "y")};
}

/// For the published sets: temperatures in °F, two points to a leg.
FitOptions wide_options() {
  FitOptions options;
  options.heating_balance_min = options.cooling_balance_min = Celsius{-1000.0};
  options.heating_balance_max = options.cooling_balance_max = Celsius{1000.0};
  options.min_leg_days = 2;
  return options;
}

} // namespace

TEST_SUITE("baseline/change_point") {

  TEST_CASE("fewer than ten days are too few") {
    const std::vector<double> temperature{1, 2, 3, 4, 5, 6, 7, 8, 9};
    CHECK(reason_of(fit_change_point(temperature, temperature)) ==
          BaselineReason::too_few_observations);
    CHECK(reason_of(fit_change_point(std::vector<double>{}, std::vector<double>{})) ==
          BaselineReason::too_few_observations);
  }

  TEST_CASE(
      "days without temperature are no_temperature if it is all of them, coverage if it is most") {
    Year year = noisy_year(1);
    std::fill(year.temperature.begin() + 100, year.temperature.end(), missing_value);
    CHECK(reason_of(fit_change_point(year.temperature, year.energy)) == BaselineReason::coverage);
    std::fill(year.temperature.begin(), year.temperature.end(), missing_value);
    CHECK(reason_of(fit_change_point(year.temperature, year.energy)) ==
          BaselineReason::no_temperature);
  }

  TEST_CASE("one temperature all year tells nothing") {
    const Year year = noisy_year(2);
    CHECK(reason_of(fit_change_point(std::vector<double>(365, 12.0), year.energy)) ==
          BaselineReason::no_variation);
  }

  TEST_CASE("a meter that exports is refused, a few corrections are not") {
    Year year = noisy_year(3);
    for (std::size_t i = 0; i < 10; ++i) year.energy[30 * i] = -50.0;
    CHECK(fit_change_point(year.temperature, year.energy).has_value());
    for (double& e : year.energy) e = -e;
    CHECK(reason_of(fit_change_point(year.temperature, year.energy)) ==
          BaselineReason::negative_energy);
  }

  TEST_CASE("38 days that hardly change from one to the next are too few even for a mean") {
    std::vector<double> temperature;
    std::vector<double> energy;
    for (int i = 0; i < 38; ++i) {
      temperature.push_back(10.0 + 3.0 * std::sin(1.7 * i));
      energy.push_back(100.0 + 40.0 * std::sin(0.1 * i));
    }
    CHECK(reason_of(fit_change_point(temperature, energy)) == BaselineReason::no_admissible_model);
  }

  TEST_CASE("a constant meter is a mean without error, a meter of zeros too") {
    const Year year = noisy_year(4);
    for (const double level : {42.5, 0.0}) {
      const FitOutcome fit = fit_change_point(year.temperature, std::vector<double>(365, level));
      REQUIRE(fit.has_value());
      CHECK(fit->signature.shape == SignatureShape::mean);
      CHECK(fit->base.value == doctest::Approx(level));
      CHECK(fit->base.high == doctest::Approx(level));
      CHECK(std::isnan(fit->r_squared));
      CHECK(std::isnan(fit->heating_slope.value));
    }
  }

  TEST_CASE("a robust fit of a meter of zeros is a mean too") {
    const Year year = noisy_year(4);
    FitOptions options;
    options.robust = true;
    const FitOutcome zeros =
        fit_change_point(year.temperature, std::vector<double>(365, 0.0), options);
    REQUIRE(zeros.has_value());
    CHECK(zeros->signature.shape == SignatureShape::mean);
    CHECK(zeros->base.value == 0.0);
  }

  TEST_CASE("options that mean nothing are refused: they would leave a leg out without a word") {
    const Year year = noisy_year(4);
    const auto refused = [&](const auto& change) {
      FitOptions options;
      change(options);
      CHECK_THROWS_AS(static_cast<void>(fit_change_point(year.temperature, year.energy, options)),
                      ContractError);
    };
    refused([](FitOptions& o) { o.heating_balance_min = Celsius{26.0}; });
    refused([](FitOptions& o) { o.cooling_balance_max = Celsius{11.0}; });
    refused([](FitOptions& o) { o.heating_balance_max = Celsius{missing_value}; });
    refused([](FitOptions& o) { o.resolution_kwh = -1.0; });
    refused([](FitOptions& o) { o.resolution_kwh = missing_value; });
  }

  TEST_CASE("a missing day is left out, as if it had not been there") {
    Year year = noisy_year(5);
    Year shorter;
    for (std::size_t i = 0; i < 365; ++i) {
      if (i % 9 == 4) {
        (i % 2 == 0 ? year.energy : year.temperature)[i] = missing_value;
      } else {
        shorter.temperature.push_back(year.temperature[i]);
        shorter.energy.push_back(year.energy[i]);
      }
    }
    const FitOutcome fit = fit_change_point(year.temperature, year.energy);
    const FitOutcome other = fit_change_point(shorter.temperature, shorter.energy);
    REQUIRE(fit.has_value());
    CHECK(fit->observations == 365 - 41);
    CHECK(fit->heating_slope.value == other->heating_slope.value);
    CHECK(fit->sse == other->sse);
    // Days on both sides of a hole are no neighbours.
    CHECK(fit->autocorrelation != other->autocorrelation);
  }

  TEST_CASE("spans of different length are refused") {
    CHECK_THROWS_AS(
        static_cast<void>(fit_change_point(std::vector<double>(3), std::vector<double>(4))),
        ShapeError);
  }

  TEST_CASE("days are matched by date, and the period is that of the meter") {
    Random random{6};
    const DailySeries outdoor = testing::weather(random, 400);
    DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating), outdoor,
                                              {random, 0.0, 0.0});
    energy.values.erase(energy.values.begin(), energy.values.begin() + 35);
    energy.first += std::chrono::days{35};
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    CHECK(fit->heating_balance.value == doctest::Approx(15.3).epsilon(1e-12));
    CHECK(fit->period == energy.view<KilowattHours>().period());
  }

  TEST_CASE("the order of the days changes no coefficient") {
    const Year year = noisy_year(7);
    Year shuffled = year;
    Random random{8};
    for (std::size_t i = 364; i > 0; --i) {
      const std::size_t j = random.index(i + 1);
      std::swap(shuffled.temperature[i], shuffled.temperature[j]);
      std::swap(shuffled.energy[i], shuffled.energy[j]);
    }
    const FitOutcome fit = fit_change_point(year.temperature, year.energy);
    const FitOutcome other = fit_change_point(shuffled.temperature, shuffled.energy);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(other->candidates[i].sse == doctest::Approx(fit->candidates[i].sse).epsilon(1e-12));
      if (i == 2 || i == 5)
        CHECK(other->candidates[i].signature.heating_balance.value() ==
              doctest::Approx(fit->candidates[i].signature.heating_balance.value()).epsilon(1e-10));
    }
  }

  TEST_CASE("cooling is heating on mirrored temperatures") {
    const Year year = noisy_year(9, SignatureShape::heating);
    std::vector<double> mirrored;
    for (const double t : year.temperature) mirrored.push_back(30.0 - t);
    const FitOutcome fit = fit_change_point(year.temperature, year.energy);
    FitOptions options;
    options.cooling_balance_min = Celsius{5.0};
    options.cooling_balance_max = Celsius{25.0};
    options.heating_balance_min = Celsius{0.0};
    options.heating_balance_max = Celsius{18.0};
    const FitOutcome other = fit_change_point(mirrored, year.energy, options);
    REQUIRE(other.has_value());
    CHECK(other->signature.shape == SignatureShape::cooling);
    CHECK(other->cooling_slope.value == doctest::Approx(fit->heating_slope.value).epsilon(1e-9));
    CHECK(other->cooling_balance.value ==
          doctest::Approx(30.0 - fit->heating_balance.value).epsilon(1e-9));
    CHECK(other->cooling_balance.low ==
          doctest::Approx(30.0 - fit->heating_balance.high).epsilon(1e-7));
  }

  TEST_CASE(
      "a far zero of the temperature scale and a narrow spread lose no more than their digits") {
    Random random{10};
    std::vector<double> temperature;
    std::vector<double> energy;
    for (int i = 0; i < 365; ++i) {
      temperature.push_back(20.0 + 0.6 * random.normal());
      energy.push_back(1e7 + 30.0 * std::max(0.0, 20.25 - temperature.back()));
    }
    const FitOutcome fit = fit_change_point(temperature, energy);
    REQUIRE(fit.has_value());
    CHECK(fit->signature.shape == SignatureShape::heating);
    CHECK(fit->heating_slope.value == doctest::Approx(30.0).epsilon(1e-7));
    CHECK(std::abs(fit->heating_balance.value - 20.25) < 1e-6);

    FitOptions kelvin;
    kelvin.heating_balance_min = Celsius{278.15};
    kelvin.heating_balance_max = Celsius{298.15};
    for (double& t : temperature) t += 273.15;
    const FitOutcome shifted = fit_change_point(temperature, energy, kelvin);
    REQUIRE(shifted.has_value());
    CHECK(std::abs(shifted->heating_balance.value - 293.4) < 1e-6);
  }

  TEST_CASE("a balance temperature that wants to leave its range is kept in it and said to be at "
            "its bound") {
    Random random{11};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating),
                                                    outdoor, {random, 1.0, 0.0});
    FitOptions options;
    options.heating_balance_max = Celsius{13.0};
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values, options);
    REQUIRE(fit.has_value());
    CHECK(fit->heating_balance_at_bound);
    CHECK(fit->heating_balance.value == doctest::Approx(13.0).epsilon(1e-12));
    CHECK(std::isnan(fit->heating_balance.low));
    CHECK(fit->heating_slope.low > 0.0);
    CHECK_FALSE(fit_change_point(outdoor.values, energy.values)->heating_balance_at_bound);
  }

  TEST_CASE("no leg rests on fewer days than it must") {
    const Year year = noisy_year(12);
    FitOptions options;
    options.min_leg_days = 60;
    const FitOutcome fit = fit_change_point(year.temperature, year.energy, options);
    for (const Candidate& candidate : fit->candidates) {
      if (!candidate.admissible) continue;
      const Signature& s = candidate.signature;
      const auto below = std::ranges::count_if(
          year.temperature, [&](double t) { return t < s.heating_balance.value(); });
      const auto above = std::ranges::count_if(
          year.temperature, [&](double t) { return t > s.cooling_balance.value(); });
      if (!s.heating_balance.missing()) CHECK(below >= 60);
      if (!s.cooling_balance.missing()) CHECK(above >= 60);
    }
  }

  TEST_CASE("temperatures that are sorted already give the same fit, to the last bit") {
    Random random{31};
    DailySeries outdoor = testing::weather(random, 1000);
    for (double& t : outdoor.values) t = 0.1 * std::round(10.0 * t);
    outdoor.values[500] = missing_value;
    DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating_cooling),
                                              outdoor, {random, 20.0, 0.3});
    energy.values.erase(energy.values.begin(), energy.values.begin() + 300);
    energy.values.resize(400);
    energy.first += std::chrono::days{300};
    const SortedTemperatures weather{outdoor.view<Celsius>()};
    const FitOutcome shared = fit_change_point(energy.view<KilowattHours>(), weather);
    const FitOutcome own = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(shared.has_value());
    CHECK(shared->observations == 399);
    CHECK(shared->sse == own->sse);
    CHECK(shared->heating_balance.low == own->heating_balance.low);
    CHECK(shared->covariance == own->covariance);
    CHECK(shared->input_digest == own->input_digest);
    CHECK(shared->period == own->period);
  }

  TEST_CASE("a regressor that is constant or follows from the others is refused by name") {
    const Year year = noisy_year(32);
    Regressors regressors{{"sun", "twice"}, {}};
    Random random{33};
    for (int i = 0; i < 365; ++i) regressors.values.push_back(random.uniform());
    for (int i = 0; i < 365; ++i)
      regressors.values.push_back(2.0 * regressors.values[static_cast<std::size_t>(i)] + 1.0);
    const FitOutcome twice = fit_change_point(year.temperature, year.energy, {}, regressors);
    CHECK(reason_of(twice) == BaselineReason::dependent_regressor);
    CHECK(twice.failure().detail.find("twice") != std::string::npos);
    CHECK(reason_of(fit_change_point(year.temperature, year.energy, {},
                                     {{"one"}, std::vector<double>(365, 0.1)})) ==
          BaselineReason::dependent_regressor);
    CHECK(reason_of(fit_change_point(year.temperature, year.energy, {},
                                     {{"temperature"}, year.temperature})) ==
          BaselineReason::dependent_regressor);
    CHECK_THROWS_AS(static_cast<void>(fit_change_point(year.temperature, year.energy, {},
                                                       {{"short"}, std::vector<double>(3, 0.1)})),
                    ShapeError);
  }

  TEST_CASE("a regressor that is missing throughout is not taken for missing weather") {
    const Year year = noisy_year(5);
    const Regressors missing{{"occupied"}, std::vector<double>(365, missing_value)};
    const FitOutcome fit = fit_change_point(year.temperature, year.energy, {}, missing);
    CHECK(reason_of(fit) == BaselineReason::coverage);
    CHECK(fit.failure().detail == "Only 0 of the 365 days with energy have an outdoor temperature "
                                  "and a value of each regressor.");
  }

  TEST_CASE("a day without its regressor is left out") {
    const Year year = noisy_year(34);
    Regressors sun{{"sun"}, {}};
    Random random{35};
    for (int i = 0; i < 365; ++i) sun.values.push_back(random.uniform());
    sun.values[40] = missing_value;
    CHECK(fit_change_point(year.temperature, year.energy, {}, sun)->observations == 364);
  }

  TEST_CASE("gross outliers on one day in ten move a robust fit no further than noise") {
    for (std::uint64_t seed = 40; seed < 46; ++seed) {
      Random random{seed};
      const DailySeries outdoor = testing::weather(random, 365);
      const Signature truth = testing::signature(SignatureShape::heating_cooling);
      DailySeries energy = testing::daily_meter(truth, outdoor, {random, 10.0, 0.0});
      for (double& e : energy.values)
        if (random.index(10) == 0) e += 2000.0 * random.uniform();
      FitOptions robust;
      robust.robust = true;
      const FitOutcome fit = fit_change_point(outdoor.values, energy.values, robust);
      REQUIRE(fit.has_value());
      CHECK(fit->signature.shape == SignatureShape::heating_cooling);
      CHECK(std::abs(fit->heating_balance.value - 15.3) < 0.6);
      CHECK(std::abs(fit->heating_slope.value - 12.0) < 0.6);
      CHECK(std::abs(fit->cooling_slope.value - 9.0) < 1.5);
    }
  }

  TEST_CASE("a long block of outliers does not capture the start of a robust fit") {
    Random random{50};
    const DailySeries outdoor = testing::weather(random, 365);
    const Signature truth = testing::signature(SignatureShape::heating);
    DailySeries energy = testing::daily_meter(truth, outdoor, {random, 5.0, 0.0});
    for (std::size_t i = 0; i < 60; ++i) energy.values[i] = 900.0; // a cold spell's worth
    FitOptions options;
    const FitOutcome plain = fit_change_point(outdoor.values, energy.values, options);
    options.robust = true;
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values, options);
    REQUIRE(fit.has_value());
    CHECK(std::abs(plain->candidates[2].signature.heating_slope.value() - 12.0) > 3.0);
    CHECK(fit->signature.shape == SignatureShape::heating);
    CHECK(std::abs(fit->heating_slope.value - 12.0) < 0.5);
    CHECK(std::abs(fit->heating_balance.value - 15.3) < 0.5);
  }

  TEST_CASE("nmecr's commercial building has the published 2P and 4P, slopes of any sign") {
    const auto energy = testing::shared_file("nmecr/eload.csv");
    const auto outdoor = testing::shared_file("nmecr/temp.csv");
    if (!energy || !outdoor) return;
    // Both series are daily from 2012-03-01; the baseline ends before 2013-02-28.
    Year year{testing::number_column(*outdoor, "\"temp\""),
              testing::number_column(*energy, "\"eload\"")};
    year.temperature.resize(364);
    year.energy.resize(364);
    FitOptions options = wide_options();
    options.free_signs = true;
    const FitOutcome fit = fit_change_point(year.temperature, year.energy, options);
    REQUIRE(fit.has_value());
    const auto r_squared = [&](std::size_t shape) {
      return 1.0 - fit->candidates[shape].sse / fit->candidates[0].sse;
    };
    CHECK(r_squared(1) == doctest::Approx(0.690890).epsilon(1e-6));
    CHECK(r_squared(4) == doctest::Approx(0.719744).epsilon(1e-6));
    CHECK(std::abs(fit->candidates[4].signature.heating_balance.value() - 60.43) < 0.01);
  }

  TEST_CASE("the published change-point sets are fitted at least as well as by exhaustive search") {
    const auto expected = testing::shared_file("change_point/expected_optimum.csv");
    if (!expected) return;
    const auto files = testing::text_column(*expected, "file");
    const auto sets = testing::text_column(*expected, "set");
    const auto models = testing::text_column(*expected, "model");
    const auto points = testing::text_column(*expected, "change_points");
    const auto sse = testing::number_column(*expected, "sse");
    int compared = 0;
    for (std::size_t row = 0; row < files.size(); ++row) {
      CAPTURE(files[row]);
      CAPTURE(models[row]);
      const Year set = published_set(files[row], sets[row]);
      FitOptions options = wide_options();
      options.free_signs = models[row] == "2P" || models[row] == "4P";
      const FitOutcome fit = fit_change_point(set.temperature, set.energy, options);
      REQUIRE(fit.has_value());
      const Candidate& candidate = *std::ranges::find(
          fit->candidates, models[row], [](const Candidate& c) { return code(c.signature.shape); });
      CHECK(candidate.sse <= sse[row] * (1.0 + 1e-5));
      ++compared;
      if (candidate.sse < sse[row] * (1.0 - 1e-5))
        continue; // with fewer points in a segment than they allow
      if (points[row].empty()) continue;
      const Celsius balance = models[row] == "3PC" ? candidate.signature.cooling_balance
                                                   : candidate.signature.heating_balance;
      CHECK(std::abs(balance.value() - std::stod(points[row])) < 0.001);
    }
    CHECK(compared == 16);
  }
}
