// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared_data.hpp"

#include <empower/baseline/daily_model.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

// The daily inputs of OpenDSM's reference fits, and this library's prediction of the same years.
namespace empower::testing {

/// A day with energy and temperature.
struct OpenDsmDay {
  CivilDay day{};
  double temperature_c = missing_value;
  double energy = missing_value;
};

/// A baseline year, the period after it, and what OpenDSM 1.2.7 made of them.
struct OpenDsmPair {
  std::string meter;
  bool electricity = false;
  CivilPeriod baseline;
  CivilPeriod reporting;
  std::size_t days_in = 0;
  std::size_t days_out = 0;
  double cv_rmse_out = missing_value;
  double nmbe_out = missing_value;
};

struct OpenDsmData {
  std::map<std::string, std::vector<OpenDsmDay>> days;
  std::vector<OpenDsmPair> pairs; ///< those with a reporting period
};

[[nodiscard]] inline CivilDay day_of(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::stoi(std::string{text.substr(at, length)});
  };
  return civil_day(number(0, 4), static_cast<unsigned>(number(5, 2)),
                   static_cast<unsigned>(number(8, 2)));
}

[[nodiscard]] inline std::optional<OpenDsmData> open_dsm_data() {
  const auto inputs = shared_file("opendsm/daily_inputs.csv.gz");
  const auto results = shared_file("opendsm/daily_out_of_sample.csv");
  if (!inputs || !results) return std::nullopt;
  OpenDsmData data;
  const std::string text = unpacked(*inputs);
  const auto lines = split(text, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto fields = split(lines[i], ',');
    data.days[std::string{fields.at(0)}].push_back({day_of(fields.at(1)),
                                                    std::stod(std::string{fields.at(2)}),
                                                    std::stod(std::string{fields.at(3)})});
  }
  for (auto& [meter, days] : data.days) std::ranges::sort(days, {}, &OpenDsmDay::day);
  // The columns before the quoted last one have no commas of their own.
  const std::string table = unpacked(*results);
  for (const std::string_view line : split(table, '\n')) {
    const auto fields = split(line, ',');
    if (fields.size() < 15 || fields[0] == "meter" || fields[6] == "0") continue;
    const auto last = [&](std::size_t i) { return day_of(fields[i]) + std::chrono::days{1}; };
    data.pairs.push_back({std::string{fields[0]},
                          fields[14] == "electricity",
                          {day_of(fields[1]), last(2)},
                          {day_of(fields[3]), last(4)},
                          std::stoul(std::string{fields[5]}),
                          std::stoul(std::string{fields[6]}),
                          std::stod(std::string{fields[8]}),
                          std::stod(std::string{fields[9]})});
  }
  return data;
}

/// The days of a period as two series without holes.
struct OpenDsmSeries {
  DailySeries temperature_c;
  DailySeries energy;
};

[[nodiscard]] inline OpenDsmSeries series_of(const std::vector<OpenDsmDay>& days,
                                             CivilPeriod period) {
  const std::vector<double> empty(static_cast<std::size_t>(day_count(period)), missing_value);
  OpenDsmSeries series{{period.from, empty}, {period.from, empty}};
  for (const OpenDsmDay& day : days) {
    if (!period.contains(day.day)) continue;
    const auto i = static_cast<std::size_t>((day.day - period.from).count());
    series.temperature_c.values[i] = day.temperature_c;
    series.energy.values[i] = day.energy;
  }
  return series;
}

/// What this library makes of a pair.
struct OpenDsmComparison {
  std::size_t days_in = 0;
  std::size_t days_out = 0;
  double cv_rmse_out = missing_value; ///< divisor n, as in the reference
  double nmbe_out = missing_value;    ///< expected less observed over observed, as there
  double observed = missing_value;
  DailyTotal expected;
};

/// Each period is given alone, as OpenDSM had them: no temperature from before it. Of electricity a
/// day of 0 is no reading, in the baseline and in the figures, as there.
[[nodiscard]] inline OpenDsmComparison compared(const OpenDsmData& data, const OpenDsmPair& pair,
                                                DailyOptions options = {}) {
  options.zero_is_missing = pair.electricity;
  const auto& days = data.days.at(pair.meter);
  const OpenDsmSeries before = series_of(days, pair.baseline);
  const OpenDsmSeries after = series_of(days, pair.reporting);
  const DailyFit fit = fit_daily(before.energy.view<KilowattHours>(),
                                 before.temperature_c.view<Celsius>(), {}, options)
                           .value();
  std::vector<CivilDay> counted;
  std::vector<double> observed;
  for (std::size_t i = 0; i < after.energy.values.size(); ++i) {
    const double e = after.energy.values[i];
    if (!std::isfinite(e) || (pair.electricity && e == 0.0)) continue;
    counted.push_back(after.energy.first + std::chrono::days{static_cast<long>(i)});
    observed.push_back(e);
  }
  const auto outdoor = after.temperature_c.view<Celsius>();
  const std::vector<double> expected = predict(fit, counted, outdoor);
  OpenDsmComparison result;
  result.days_in = fit.observations;
  result.days_out = counted.size();
  double sum = 0.0;
  double sse = 0.0;
  double excess = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    sum += observed[i];
    sse += (observed[i] - expected[i]) * (observed[i] - expected[i]);
    excess += expected[i] - observed[i];
  }
  const auto n = static_cast<double>(observed.size());
  result.cv_rmse_out = std::sqrt(sse / n) / (sum / n);
  result.nmbe_out = excess / sum;
  result.observed = sum;
  result.expected = expected_total(fit, counted, outdoor);
  return result;
}

[[nodiscard]] inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

/// The median over a meter's pairs of our CV(RMSE) over OpenDSM's.
[[nodiscard]] inline std::map<std::string, double>
ratio_by_meter(const std::vector<OpenDsmPair>& pairs,
               const std::vector<OpenDsmComparison>& results) {
  std::map<std::string, std::vector<double>> ratios;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    ratios[pairs[i].meter].push_back(results[i].cv_rmse_out / pairs[i].cv_rmse_out);
  std::map<std::string, double> medians;
  for (auto& [meter, values] : ratios) medians[meter] = median(values);
  return medians;
}

} // namespace empower::testing
