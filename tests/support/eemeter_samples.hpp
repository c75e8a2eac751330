// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack.hpp>

#include "support/shared_data.hpp"

#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The sample meters of eemeter.
namespace empower::testing {

inline Instant utc(int year, unsigned month, unsigned day, int hour = 0) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(day)} +
         std::chrono::hours{hour};
}

/// `2015-11-22T00:00:00-06:00`, with a blank for the T, or without offset (UTC).
inline Instant instant_of(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::stoi(std::string{text.substr(at, length)});
  };
  const Instant local = utc(number(0, 4), static_cast<unsigned>(number(5, 2)),
                            static_cast<unsigned>(number(8, 2)), number(11, 2)) +
                        std::chrono::minutes{number(14, 2)};
  if (text.size() < 25) return local;
  const std::chrono::minutes offset =
      std::chrono::hours{number(20, 2)} + std::chrono::minutes{number(23, 2)};
  return text[19] == '-' ? local + offset : local - offset;
}

inline std::vector<Instant> instants_of(const std::vector<std::string>& texts) {
  std::vector<Instant> instants;
  instants.reserve(texts.size());
  for (const std::string& text : texts) instants.push_back(instant_of(text));
  return instants;
}

/// eemeter's loader turns the local midnights of daily meters into UTC midnights of the same date.
/// Only the main parity table needs that.
inline std::vector<Instant> utc_midnights_of(const std::vector<std::string>& texts) {
  std::vector<Instant> instants;
  instants.reserve(texts.size());
  for (const std::string& text : texts) instants.push_back(instant_of(text.substr(0, 19)));
  return instants;
}

/// Readings with their ends: the last stamp closes the one before it.
struct SampleUsage {
  std::vector<Instant> stamps;
  std::vector<double> energy;

  [[nodiscard]] IntervalView view() const {
    const std::span<const Instant> all{stamps};
    const std::size_t n = stamps.size() - 1;
    return {all.first(n), all.subspan(1), std::span{energy}.first(n)};
  }
};

struct MeterSample {
  SampleUsage usage;
  HourlySeries outdoor; ///< degC

  [[nodiscard]] HourlyView<Celsius> weather() const { return outdoor.view<Celsius>(); }
};

inline HourlySeries hourly_celsius(const std::vector<Instant>& at,
                                   const std::vector<double>& fahrenheit) {
  HourlySeries series{at.front(), {}};
  series.values.resize(static_cast<std::size_t>((at.back() - at.front()) / std::chrono::hours{1}) +
                           1,
                       missing_value);
  for (std::size_t i = 0; i < at.size(); ++i) {
    series.values[static_cast<std::size_t>((at[i] - at.front()) / std::chrono::hours{1})] =
        (fahrenheit[i] - 32.0) / 1.8;
  }
  return series;
}

/// `il-tempF`, read once.
inline std::optional<HourlySeries> illinois_weather() {
  static const std::optional<HourlySeries> weather = []() -> std::optional<HourlySeries> {
    const auto file = shared_file("eemeter/il-tempF.csv.gz");
    if (!file) return std::nullopt;
    return hourly_celsius(instants_of(text_column(*file, "dt")), number_column(*file, "tempF"));
  }();
  return weather;
}

/// A meter with the weather of Illinois; `utc_midnights` for the loader's shift.
inline std::optional<MeterSample> illinois_sample(std::string_view name,
                                                  bool utc_midnights = false) {
  const auto weather = illinois_weather();
  const auto file = shared_file("eemeter/" + std::string{name} + ".csv.gz");
  if (!weather || !file) return std::nullopt;
  const auto stamps = text_column(*file, "start");
  return MeterSample{{utc_midnights ? utc_midnights_of(stamps) : instants_of(stamps),
                      number_column(*file, "value")},
                     *weather};
}

/// The figure agrees with the reference to `tolerance`, relative; both are missing or none is.
inline bool agrees(double got, double expected, double tolerance) {
  if (std::isnan(expected) || std::isnan(got)) return std::isnan(expected) && std::isnan(got);
  return std::abs(got - expected) <= tolerance * std::abs(expected);
}

} // namespace empower::testing
