// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/savings.hpp>
#include <empower/weather/degree_days.hpp>

#include "support/shared_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace empower;

namespace {

constexpr double fahrenheit_per_kelvin = 1.8;

double celsius(double fahrenheit) { return (fahrenheit - 32.0) / fahrenheit_per_kelvin; }
double fahrenheit(Celsius c) { return c.value() * fahrenheit_per_kelvin + 32.0; }

/// A column whose name stands in quotes in the file; `NA` is missing.
std::vector<double> column(const std::filesystem::path& path, const std::string& name) {
  const auto fields = testing::text_column(path, '"' + name + '"');
  std::vector<double> numbers;
  numbers.reserve(fields.size());
  for (const std::string& field : fields)
    numbers.push_back(field == "NA" ? missing_value : std::stod(field));
  return numbers;
}

std::vector<double> celsius_column(const std::filesystem::path& path) {
  std::vector<double> values = column(path, "temp");
  std::ranges::transform(values, values.begin(), celsius);
  return values;
}

/// The commercial building's baseline year, 2012-03-01 to 2013-02-28.
struct Building {
  std::vector<double> energy_kwh;
  std::vector<double> temperature_c;
};

constexpr std::size_t all_days = 365;
/// The package leaves the last day of the year out.
constexpr std::size_t package_days = 364;

std::optional<Building> building(std::size_t days) {
  const auto energy = testing::shared_file("nmecr/eload.csv");
  const auto temperature = testing::shared_file("nmecr/temp.csv");
  if (!energy || !temperature) return std::nullopt;
  Building year{column(*energy, "eload"), celsius_column(*temperature)};
  year.energy_kwh.resize(days);
  year.temperature_c.resize(days);
  return year;
}

/// One shape of the building's signature, without regard to which is selected.
Candidate candidate(const Building& year, SignatureShape shape) {
  FitOptions options;
  options.free_signs = true;
  const FitOutcome fit = fit_change_point(year.temperature_c, year.energy_kwh, options);
  REQUIRE(fit);
  const auto found = std::ranges::find_if(
      fit->candidates, [&](const Candidate& c) { return c.signature.shape == shape; });
  REQUIRE(found != fit->candidates.end());
  return *found;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double r_squared(const Building& year, const Candidate& model) {
  const double centre = mean(year.energy_kwh);
  double total = 0.0;
  for (const double e : year.energy_kwh) total += (e - centre) * (e - centre);
  return 1.0 - model.sse / total;
}

/// As nmecr has it: the divisor is the number of days less its "#Parameters", which is one for a
/// line and two for a 4P: less than the coefficients by the intercept, and the change point.
double cv_rmse_percent(const Building& year, const Candidate& model, double parameters) {
  const double days = static_cast<double>(year.energy_kwh.size());
  return 100.0 * std::sqrt(model.sse / (days - parameters)) / mean(year.energy_kwh);
}

/// A row of `nmecr_predictability_all_stats.csv`.
struct Published {
  double r_squared = missing_value;
  double cv_rmse_percent = missing_value;
  double parameters = missing_value;
};

Published published(std::string_view model) {
  const auto path = *testing::shared_file("nmecr/expected/nmecr_predictability_all_stats.csv");
  const auto names = testing::text_column(path, "\"Model Name\"");
  const auto row = static_cast<std::size_t>(
      std::ranges::find(names, '"' + std::string{model} + '"') - names.begin());
  REQUIRE(row < names.size());
  return {column(path, "R_squared").at(row), column(path, "CVRMSE %").at(row),
          column(path, "#Parameters").at(row)};
}

} // namespace

TEST_SUITE("reference/nmecr") {

  TEST_CASE("simple linear regression: published R² and CV(RMSE), known line") {
    const auto year = building(package_days);
    if (!year) return;
    const Candidate line = candidate(*year, SignatureShape::linear);
    const Published wanted = published("SLR");
    CHECK(std::abs(r_squared(*year, line) - wanted.r_squared) < 1e-12);
    CHECK(std::abs(cv_rmse_percent(*year, line, wanted.parameters) - wanted.cv_rmse_percent) <
          0.005);

    // On all days, by exact arithmetic of sums: 31,433.86 - 288.107 kWh per °F.
    const Signature whole = candidate(*building(all_days), SignatureShape::linear).signature;
    const double per_fahrenheit = whole.heating_slope.value() / fahrenheit_per_kelvin;
    const double intercept =
        whole.base.value() + per_fahrenheit * fahrenheit(whole.heating_balance);
    CHECK(std::abs(per_fahrenheit - 288.107) < 0.0005);
    CHECK(std::abs(intercept - 31433.86) < 0.005);
  }

  TEST_CASE("4P: never worse than the package's iterative search, and within its tolerance") {
    const auto year = building(package_days);
    if (!year) return;
    const Candidate four = candidate(*year, SignatureShape::two_slopes);
    const Published wanted = published("Four Parameter");
    const double reached = r_squared(*year, four);
    CHECK(reached >= wanted.r_squared);
    CHECK(reached - wanted.r_squared < 1e-8);
    CHECK(std::abs(cv_rmse_percent(*year, four, wanted.parameters) - wanted.cv_rmse_percent) <
          0.005);

    // On all days, by exhaustive search: 60.43 °F, -344.03 and -62.72 kWh per °F.
    const auto every_day = *building(all_days);
    const Candidate whole = candidate(every_day, SignatureShape::two_slopes);
    CHECK(std::abs(r_squared(every_day, whole) - 0.71964) < 0.000005);
    CHECK(std::abs(fahrenheit(whole.signature.heating_balance) - 60.43) < 0.01);
    CHECK(std::abs(whole.signature.heating_slope.value() / fahrenheit_per_kelvin - 344.03) < 0.02);
    CHECK(std::abs(whole.signature.cooling_slope.value() / fahrenheit_per_kelvin + 62.72) < 0.02);
  }

  TEST_CASE("degree-days of 65 °F, day by day") {
    const auto path = testing::shared_file("nmecr/expected/simple_df_daily.csv");
    if (!path) return;
    const Celsius base{celsius(65.0)};
    const auto temperature = celsius_column(*path);
    const auto heating = column(*path, "HDD");
    const auto cooling = column(*path, "CDD");
    std::size_t days = 0;
    for (std::size_t i = 0; i < temperature.size(); ++i) {
      const DailyView<Celsius> day{CivilDay{}, std::span{temperature}.subspan(i, 1)};
      const auto hdd = heating_degree_days(day, HeatingRule{base, base});
      const auto cdd = cooling_degree_days(day, CoolingRule{base, base});
      if (hdd.days_counted == 0) continue;
      ++days;
      CHECK(std::abs(hdd.total.value() * fahrenheit_per_kelvin - heating[i]) < 1e-12);
      CHECK(std::abs(cdd.total.value() * fahrenheit_per_kelvin - cooling[i]) < 1e-12);
    }
    CHECK(days == 723);
  }

  TEST_CASE("avoided energy of the reporting year, from the published expectation of each day") {
    const auto path = testing::shared_file("nmecr/expected/nmecr_overview_savings_df.csv");
    const auto summary = testing::shared_file("nmecr/expected/nmecr_overview_savings_summary.csv");
    if (!path || !summary) return;
    AdjustedBaseline expected;
    expected.expected_kwh = column(*path, "predictions");
    const std::size_t days = expected.expected_kwh.size();
    const CivilDay first = civil_day(2014, 3, 1);
    for (std::size_t i = 0; i < days; ++i) {
      expected.from.push_back(first + std::chrono::days{static_cast<long>(i)});
      expected.to.push_back(expected.from.back() + std::chrono::days{1});
    }
    for (auto* part : {&expected.degree_days, &expected.outside_days, &expected.outside_degree_days,
                       &expected.noise_variance})
      part->assign(days, 0.0);
    expected.degrees_of_freedom = 345.0;

    const AvoidedEnergy saving =
        avoided_energy(expected, column(*path, "eload"), {first, expected.to.back()});
    CHECK(saving.coverage == 1.0);
    CHECK(std::abs(saving.observed_kwh - column(*summary, "performance_period_use")[0]) < 1e-6);
    CHECK(std::abs(saving.expected_kwh - column(*summary, "adjusted_baseline_use")[0]) < 1e-6);
    CHECK(std::abs(saving.avoided.value - column(*summary, "savings")[0]) < 1e-6);
    // Published to two digits.
    CHECK(std::abs(saving.fraction.value - column(*summary, "savings_fraction")[0]) < 0.005);
  }
}
