// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/sorted_temperatures.hpp>
#include <empower/series/bills.hpp>
#include <empower/stock/finding.hpp>
#include <empower/stock/meter.hpp>
#include <empower/stock/readings.hpp>
#include <empower/weather/heating_season.hpp>
#include <empower/weather/normal_year.hpp>
#include <empower/weather/station.hpp>

#include <optional>
#include <span>
#include <vector>

namespace empower {

/// Everything one meter's analysis needs.
struct MeterInput {
  const Meter* meter = nullptr;
  BillView bills;
  std::span<const ReadingQuality> bill_quality;
  IntervalView intervals;
  const Station* station = nullptr;   ///< nothing = no temperatures
  const NormalYear* normal = nullptr; ///< of the station
  FindingPlace place;
  const OffSeason* off_season = nullptr;      ///< nothing = not known, or the use is exempt
  std::optional<CivilPeriod> baseline = {};   ///< fit on the observations inside; nothing = by
                                              ///< `model_period`
  std::span<const CivilPeriod> works = {};    ///< that concern this meter
  const SortedTemperatures* sorted = nullptr; ///< of the station; nothing = sorted for each fit
};

/// What is known of one meter after quality rules and baseline.
struct MeterResult {
  BillSeries observed; ///< bills or days, gaps as rows with energy NaN
  bool daily = false;
  std::vector<bool> left_out;     ///< observations that are not what was used
  std::vector<bool> used_for_fit; ///< per observation; empty without a model
  CivilPeriod model_period;       ///< the fit rests on observations inside
  FitOutcome fit = Failure<BaselineReason>{BaselineReason::no_temperature, {}};
  std::vector<double> expected; ///< per observation; NaN without a model
  AnnualEnergy normal_year;     ///< only with a model and a normal year
  std::vector<Finding> findings;

  /// Energy of the observations that are what was used; NaN for the others.
  [[nodiscard]] BillSeries clean() const;
};

/// Quality rules, baseline, second look at the readings against what the model expects, and the
/// fit again without what cannot be true; then level steps. Readings are judged by a model of all
/// of them; the model that is handed on rests on `model_period`, or on what a person decided. A
/// meter of water is handed on as it was read.
[[nodiscard]] MeterResult analyse_meter(const MeterInput& input);

} // namespace empower
