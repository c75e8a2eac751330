// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/temperature_rules.hpp>

#include <support/shared_data.hpp>

#include <empower/series/resample.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <string>
#include <vector>

namespace empower {
namespace {

using namespace std::chrono_literals;

constexpr CivilDay first_day{std::chrono::local_days{std::chrono::year{2021} / 1 / 1}};

/// Three years of a smooth season with scatter of about 1 K from day to day.
DailySeries made_series(std::uint64_t seed = 7) {
  Random random{seed};
  DailySeries series{first_day, {}};
  double anomaly = 0.0;
  for (int day = 0; day < 3 * 365; ++day) {
    anomaly = 0.7 * anomaly + 1.5 * random.normal();
    series.values.push_back(14.0 - 9.0 * std::cos(2.0 * std::numbers::pi * (day - 15) / 365.0) +
                            anomaly);
  }
  return series;
}

std::vector<TemperatureFault> faults_of(const DailySeries& series, const DailySeries& other = {}) {
  return temperature_faults(series.view<Celsius>(), other.view<Celsius>());
}

/// `2005-08-29 temperature_spike`, one each.
std::vector<std::string> words(const DailySeries& series, const DailySeries& other = {}) {
  std::vector<std::string> text;
  for (const TemperatureFault& fault : faults_of(series, other)) {
    text.push_back(date_text(series.view<Celsius>().day(fault.first)) +
                   (fault.last - fault.first > 1 ? "+" : " ") + std::string{code(fault.kind)});
  }
  return text;
}

/// One column of the Tuscan file from its first value to its last.
DailySeries tuscan(const std::filesystem::path& file, std::string_view column) {
  const auto dates = testing::text_column(file, "date");
  auto values = testing::number_column(file, column);
  const CivilDay first{std::chrono::local_days{std::chrono::year{1998} / 1 / 1}};
  REQUIRE(dates.front() == "1998-01-01");
  REQUIRE(dates.size() == values.size());
  std::size_t skip = 0;
  while (std::isnan(values[skip])) ++skip;
  values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(skip));
  while (std::isnan(values.back())) values.pop_back();
  return {first + std::chrono::days{static_cast<long>(skip)}, std::move(values)};
}

constexpr const char* tuscany = "italy/tuscany_daily_mean_temp_1998_2020.csv";

HourlySeries bedford() {
  const auto file = testing::shared_file("cambridge/bedford_weather_hourly_2008_2022.csv.gz");
  if (!file) return {};
  return {Instant{std::chrono::sys_days{std::chrono::year{2008} / 1 / 1}},
          testing::number_column(*file, "temp_c")};
}

/// Of runs of zeros put in, one in every 40 days with a random start where the mean of each day is
/// above 5 °C, the share of days that are found.
double zero_recall(const DailySeries& clean, const DailySeries& other, std::size_t length) {
  Random random{length};
  DailySeries spoilt = clean;
  std::set<std::size_t> put;
  for (std::size_t i = 10; i + 40 < clean.values.size(); i += 40) {
    const std::size_t at = i + static_cast<std::size_t>(20.0 * random.uniform());
    bool warm = true;
    for (std::size_t d = at; d < at + length; ++d) warm = warm && clean.values[d] > 5.0;
    if (!warm) continue;
    for (std::size_t d = at; d < at + length; ++d) {
      spoilt.values[d] = 0.0;
      put.insert(d);
    }
  }
  std::size_t found = 0;
  for (const TemperatureFault& fault : faults_of(spoilt, other)) {
    for (std::size_t d = fault.first; d < fault.last; ++d) found += put.contains(d) ? 1U : 0U;
  }
  return static_cast<double>(found) / static_cast<double>(put.size());
}

} // namespace

TEST_SUITE("quality/temperature_rules") {
  TEST_CASE("a plausible series has no fault") {
    CHECK(faults_of(made_series()).empty());
    CHECK(faults_of(made_series(), made_series(8)).empty());
    CHECK(faults_of({}).empty());
  }

  TEST_CASE("each kind of fault is found where it was put, and set missing in a new series") {
    DailySeries series = made_series();
    series.values[200] = 0.0;
    for (std::size_t i = 300; i < 304; ++i) series.values[i] = series.values[299];
    series.values[500] += 15.0;
    series.values[700] = 999.9;
    const std::vector<double> spoilt = series.values;
    CHECK(words(series) == std::vector<std::string>{"2021-07-20 false_zero_temperature",
                                                    "2021-10-27+stuck_temperature",
                                                    "2022-05-16 temperature_spike",
                                                    "2022-12-02 temperature_out_of_range"});
    const auto faults = faults_of(series);
    const DailySeries clean = without(series.view<Celsius>(), faults);
    CHECK(series.values == spoilt);
    std::size_t missing = 0;
    for (std::size_t i = 0; i < clean.values.size(); ++i) {
      if (std::isnan(clean.values[i]))
        ++missing;
      else
        CHECK(clean.values[i] == series.values[i]);
    }
    CHECK(missing == 1 + 5 + 1 + 1);
  }

  TEST_CASE("the evidence says what was read and what was to be expected") {
    DailySeries series{first_day, std::vector<double>(90, 10.0)};
    for (std::size_t i = 0; i < series.values.size(); ++i)
      series.values[i] += i % 2 == 0 ? 0.25 : -0.25; // never twice the same
    DailySeries other = series;
    for (double& value : other.values) value -= 2.0;
    series.values[40] = 0.0;
    const auto faults = faults_of(series, other);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].expected_c == doctest::Approx(9.75));
    CHECK(faults[0].neighbour_c == doctest::Approx(10.25));
    CHECK(faults[0].evidence == "Exactly 0.0 °C for one day; the days around it say 9.8 °C and the "
                                "neighbour station 10.2 °C.");
    const Finding finding =
        finding_of(faults[0], series.view<Celsius>(), "IT001", *TimeZone::named("Europe/Rome"));
    CHECK(finding.kind == FindingKind::false_zero_temperature);
    CHECK(finding.station == "IT001");
    CHECK(finding.building_id.empty());
    CHECK(finding.end.at - finding.start.at == 24h);
    CHECK(std::isnan(finding.energy_kwh));
  }

  TEST_CASE("a neighbour that saw the same takes a spike back; one without a value says nothing") {
    DailySeries series = made_series();
    series.values[500] += 12.0;
    DailySeries same = series;
    for (std::size_t i = 0; i < same.values.size(); ++i) same.values[i] -= i % 2 == 0 ? 1.0 : 1.2;
    CHECK(faults_of(series).size() == 1);
    CHECK(faults_of(series, same).empty());
    same.values[500] = missing_value;
    CHECK(faults_of(series, same).size() == 1);
  }

  TEST_CASE("a neighbour that reads zero on the same day is not asked") {
    DailySeries series = made_series();
    DailySeries other = made_series();
    for (double& value : other.values) value += 1.5;
    series.values[200] = 0.0;
    other.values[200] = 0.0;
    CHECK(faults_of(series, other).size() == 1);
  }

  TEST_CASE("whole degrees repeat more often, so a stuck sensor needs a longer run") {
    DailySeries series = made_series();
    for (double& value : series.values) value = 10.0 + std::round(value); // no zeros
    CHECK(words(series).empty());
    const auto held = [&](std::size_t days) {
      DailySeries stuck = series;
      for (std::size_t i = 300; i < 300 + days; ++i) stuck.values[i] = stuck.values[300];
      return faults_of(stuck).size();
    };
    CHECK(held(5) == 0);
    CHECK(held(14) == 1);
    const DailySeries constant{first_day, std::vector<double>(60, 11.0)};
    CHECK(faults_of(constant).size() == 1);
  }

  TEST_CASE("missing days are no fault, and are looked across") {
    DailySeries series = made_series();
    for (std::size_t i = 198; i < 203; ++i) series.values[i] = missing_value;
    series.values[200] = 0.0;
    CHECK(words(series) == std::vector<std::string>{"2021-07-20 false_zero_temperature"});
    for (std::size_t i = 190; i < 210; ++i)
      if (i != 200) series.values[i] = missing_value;
    CHECK(faults_of(series).empty()); // nothing in reach to compare with
    CHECK(faults_of({first_day, std::vector<double>(50, missing_value)}).empty());
  }

  TEST_CASE("in the Tuscan series the real faults are found by themselves") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    CHECK(words(tuscan(*file, "Firenze")).empty());
    CHECK(words(tuscan(*file, "Lucca_Orto_Botanico")) ==
          std::vector<std::string>{"1998-03-05 false_zero_temperature"});
    CHECK(words(tuscan(*file, "Le_Croci")) ==
          std::vector<std::string>{"2005-08-29 temperature_spike"});
  }

  TEST_CASE("rounded to tenths, halves or whole degrees, real series have no stuck run") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    for (const char* column : {"Firenze", "Lucca_Orto_Botanico", "Le_Croci"}) {
      for (const double step : {0.1, 0.5, 1.0}) {
        DailySeries rounded = tuscan(*file, column);
        for (double& value : rounded.values) value = step * std::round(value / step);
        for (const TemperatureFault& fault : faults_of(rounded))
          CHECK(fault.kind != FindingKind::stuck_temperature);
      }
    }
  }

  TEST_CASE("with a neighbour three days of Firenze are in doubt too") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    const DailySeries firenze = tuscan(*file, "Firenze");
    const DailySeries lucca = tuscan(*file, "Lucca_Orto_Botanico");
    const DailySeries le_croci = tuscan(*file, "Le_Croci");
    // Lucca and Le Croci stand within 2 K of their own days before and after on the first two.
    CHECK(words(firenze, lucca) == std::vector<std::string>{"2004-12-23 temperature_spike",
                                                            "2016-05-16 temperature_spike",
                                                            "2016-07-15 temperature_spike"});
    CHECK(words(lucca, firenze) == std::vector<std::string>{"1998-03-05 false_zero_temperature"});
    CHECK(words(le_croci, firenze) == std::vector<std::string>{"2005-08-29 temperature_spike"});
    CHECK(words(le_croci, lucca) == std::vector<std::string>{"2005-08-29 temperature_spike"});
  }

  TEST_CASE("zeros put into real series are found, of days above 5 °C at least 97 %") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    const DailySeries firenze = tuscan(*file, "Firenze");
    const DailySeries lucca = tuscan(*file, "Lucca_Orto_Botanico");
    for (const std::size_t length : {1U, 2U, 3U, 6U, 20U}) {
      CAPTURE(length);
      MESSAGE("alone " << zero_recall(firenze, {}, length) << ", with a neighbour "
                       << zero_recall(firenze, lucca, length));
      CHECK(zero_recall(firenze, {}, length) >= 0.97);
      CHECK(zero_recall(firenze, lucca, length) >= 0.97);
    }
  }

  TEST_CASE("of winter days whose mean truly is 0.0 °C at most 3 % are doubted") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    // The whole series shifted so that one day after the other reads exactly zero.
    for (const char* column : {"Firenze", "Lucca_Orto_Botanico", "Le_Croci"}) {
      const DailySeries real = tuscan(*file, column);
      std::size_t days = 0;
      std::size_t doubted = 0;
      for (std::size_t i = 20; i + 20 < real.values.size(); i += 7) {
        const auto month =
            static_cast<unsigned>(std::chrono::year_month_day{real.view<Celsius>().day(i)}.month());
        if (std::isnan(real.values[i]) || (month > 3 && month < 11)) continue;
        // One winter around the day is enough: the scale is that of the season.
        const std::size_t from = i > 400 ? i - 400 : 0;
        const std::size_t to = std::min(i + 400, real.values.size());
        DailySeries shifted{real.first + std::chrono::days{static_cast<long>(from)},
                            {real.values.begin() + static_cast<std::ptrdiff_t>(from),
                             real.values.begin() + static_cast<std::ptrdiff_t>(to)}};
        for (double& value : shifted.values) value -= real.values[i];
        ++days;
        for (const TemperatureFault& fault : faults_of(shifted)) {
          doubted += fault.kind == FindingKind::false_zero_temperature && fault.first <= i - from &&
                             i - from < fault.last
                         ? 1U
                         : 0U;
        }
      }
      MESSAGE(std::string{column} << ": " << doubted << " of " << days);
      CHECK(days > 250);
      CHECK(static_cast<double>(doubted) <= 0.03 * static_cast<double>(days));
    }
  }

  TEST_CASE("nine of ten spikes are found, of 15 K in one series, of 11 K with a neighbour") {
    const auto file = testing::shared_file(tuscany);
    if (!file) return;
    const DailySeries firenze = tuscan(*file, "Firenze");
    const DailySeries lucca = tuscan(*file, "Lucca_Orto_Botanico");
    const auto recall = [&](double size, const DailySeries& other) {
      DailySeries spoilt = firenze;
      std::size_t put = 0;
      Random random{3};
      std::set<std::size_t> days;
      for (std::size_t i = 15; i + 40 < spoilt.values.size(); i += 29) {
        if (std::isnan(spoilt.values[i - 1] + spoilt.values[i] + spoilt.values[i + 1])) continue;
        spoilt.values[i] += random.uniform() < 0.5 ? -size : size;
        days.insert(i);
        ++put;
      }
      std::size_t found = 0;
      for (const TemperatureFault& fault : faults_of(spoilt, other))
        found += days.contains(fault.first) ? 1U : 0U;
      return static_cast<double>(found) / static_cast<double>(put);
    };
    for (const double size : {8.0, 10.0, 11.0, 12.0, 15.0})
      MESSAGE(size << " K: " << recall(size, {}) << ", with a neighbour " << recall(size, lucca));
    CHECK(recall(15.0, {}) >= 0.9);
    CHECK(recall(11.0, lucca) >= 0.9);
  }

  TEST_CASE("fifteen years of Bedford have no fault, by days and by hours") {
    const HourlySeries hours = bedford();
    if (hours.values.empty()) return;
    CHECK(temperature_faults(hours.view<Celsius>()).empty());
    const DailySeries days = daily_mean(hours.view<Celsius>(), *TimeZone::named("Europe/London"));
    CHECK(faults_of(days).empty());
    MESSAGE("zeros of one day: " << zero_recall(days, {}, 1));
    CHECK(zero_recall(days, {}, 1) >= 0.95);
  }

  TEST_CASE("two years of Illinois' hours, with runs of nine at exactly 0 °C, have no fault") {
    const auto file = testing::shared_file("eemeter/il-tempF.csv.gz");
    if (!file) return;
    HourlySeries hours{Instant{std::chrono::sys_days{std::chrono::year{2015} / 11 / 22}} + 6h,
                       testing::number_column(*file, "tempF")};
    for (double& value : hours.values) value = (value - 32.0) / 1.8;
    CHECK(std::count(hours.values.begin(), hours.values.end(), 0.0) == 69);
    CHECK(temperature_faults(hours.view<Celsius>()).empty());
  }

  TEST_CASE("hours of zero, a stuck day and a spike are found among Bedford's hours") {
    HourlySeries hours = bedford();
    if (hours.values.empty()) return;
    std::set<std::size_t> zeros;
    const std::vector<double> clean = hours.values;
    for (std::size_t i = 100; i + 300 < clean.size(); i += 211) {
      for (std::size_t h = i; h < i + 1 + i % 9; ++h) {
        if (clean[h] <= 5.0) continue;
        hours.values[h] = 0.0;
        zeros.insert(h);
      }
    }
    std::size_t found = 0;
    std::size_t others = 0;
    for (const TemperatureFault& fault : temperature_faults(hours.view<Celsius>())) {
      for (std::size_t h = fault.first; h < fault.last; ++h) {
        if (zeros.contains(h))
          ++found;
        else
          ++others;
      }
    }
    MESSAGE(found << " of " << zeros.size() << " zero hours, " << others << " other hours");
    CHECK(static_cast<double>(found) >= 0.98 * static_cast<double>(zeros.size()));
    CHECK(others <= 15);

    hours.values = clean;
    for (std::size_t h = 5000; h < 5020; ++h) hours.values[h] = clean[5000];
    hours.values[9000] += 20.0;
    const auto faults = temperature_faults(hours.view<Celsius>());
    REQUIRE(faults.size() == 2);
    CHECK(faults[0].kind == FindingKind::stuck_temperature);
    CHECK(faults[0].first == 5000);
    CHECK(faults[1].kind == FindingKind::temperature_spike);
    CHECK(faults[1].first == 9000);
    CHECK(std::isnan(without(hours.view<Celsius>(), faults).values[9000]));
  }
}

} // namespace empower
