// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_settings.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/hourly.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// What can be wrong with a baseline's data. The first seven are critical.
enum class CaltrackFindingCode {
  span,                ///< the data do not span a year
  data_before_request, ///< readings before the period asked for
  data_after_request,  ///< readings after it
  usage_days,          ///< too few days with usage
  temperature_days,    ///< too few days with temperature
  complete_days,       ///< too few days with both
  negative_usage,
  extreme_usage,   ///< usage far above the others: a warning
  off_cycle_bills, ///< bills too short or too long, counted as missing: a warning
  zero_usage,      ///< zeros of an electricity meter, counted as missing: a warning
  estimated_bills, ///< joined to the reading after them; their days count as missing: a warning
};

[[nodiscard]] std::span<const std::string_view> caltrack_finding_codes() noexcept;
[[nodiscard]] std::string_view code(CaltrackFindingCode finding) noexcept;

/// A figure that a finding rests on.
struct CaltrackFigure {
  std::string name;
  double value = missing_value;
};

struct CaltrackFinding {
  CaltrackFindingCode code{};
  std::string detail; ///< one sentence
  std::vector<CaltrackFigure> values;
};

/// Critical findings disqualify the baseline for the method; a model is fitted all the same, so
/// that one can look at it, and carries them.
struct CaltrackSufficiency {
  std::vector<CaltrackFinding> critical;
  std::vector<CaltrackFinding> warnings;

  [[nodiscard]] bool sufficient() const noexcept { return critical.empty(); }
};

/// The rules of CalTRACK 2.0 as coded in eemeter 3.2.0, on readings already cut to a window.
///
/// The span runs from the first to the last instant of the readings; with `exact_span`, gaps to
/// `requested` are added. Shares of days are whole days with data over all days, gaps included;
/// equality passes. A period has temperature if more than `min_hour_share` of its hours have.
/// `estimated_days`, if given, says of each reading how many of its days were estimated.
[[nodiscard]] CaltrackSufficiency caltrack_sufficiency(IntervalView usage,
                                                       HourlyView<Celsius> outdoor,
                                                       InstantPeriod requested,
                                                       const CaltrackSettings& settings = {},
                                                       std::span<const double> estimated_days = {});

} // namespace empower
