// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/series/bills.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace empower {

/// How long the windows of a saving are. The defaults are those of `docs/reference/savings.md`.
struct WindowRule {
  /// Of days: one year, as CalTRACK 2.0 (2.2.1.1) and IPMVP want it.
  std::chrono::days baseline_of_days{365};
  /// Of bills: up to three years, because twelve bills hardly tell a balance temperature.
  std::chrono::days baseline_of_bills{1095};
  /// Below this, readings are no baseline: nine tenths of a year, so that no season is unseen.
  std::chrono::days least_baseline{329};
  /// Of a model of how a meter is now, where nobody says otherwise: older readings are of another
  /// use of the building.
  std::chrono::days recent{1096};
  /// Works on one meter with less than this between them cannot be told apart: one project.
  std::chrono::days least_between{365};
};

/// Works that are measured together, and the windows around them.
struct MeasurementProject {
  std::vector<std::size_t> works; ///< indices of what was given, in order of time
  CivilPeriod baseline;           ///< where the baseline may lie; empty if there is no room
  CivilPeriod blackout;           ///< from the first works' start to the last works' end
  CivilPeriod reporting;          ///< from there to the next project's start or the last reading
};

/// The windows of the works on one meter, in order of time.
///
/// Baseline: all readings before the works, back to the end of the works before them. Blackout: the
/// works. Reporting: from their end to the start of the next works. So no day counts for two
/// projects: each saving is stated against what was there just before, and what is saved later by
/// earlier works is part of the later baseline. Works that overlap, or with less than
/// `rule.least_between` between them, are one project whose saving cannot be divided.
///
/// `baseline` and `report` are what a person decided: each narrows its window.
[[nodiscard]] std::vector<MeasurementProject>
measurement_projects(std::span<const CivilPeriod> works, CivilPeriod readings,
                     const WindowRule& rule = {}, std::optional<CivilPeriod> baseline = {},
                     std::optional<CivilPeriod> report = {});

/// The observations of `observed` that lie wholly inside `window`, a run of them.
[[nodiscard]] BillView observations_inside(BillView observed, CivilPeriod window);

/// The last observations inside `window` that reach back `length` from its end: what a baseline is
/// fitted on. The earliest is kept whole, so bills may overshoot by less than one bill.
[[nodiscard]] BillView baseline_observations(BillView observed, CivilPeriod window,
                                             std::chrono::days length);

/// Days of the observations inside `window` that have energy.
[[nodiscard]] long measured_days(BillView observed, CivilPeriod window);

/// What a model of the meter as it is now rests on; it never mixes before and after works.
///
/// Between the works the readings fall into stretches; the latest with `least_baseline` days of
/// energy is taken (after the last works, if a year of readings has come in since; else before
/// them), or the one with most if none has. Of it the latest `recent` days, counted back from the
/// last reading with energy, unless these hold less than `least_baseline`: then all of it.
[[nodiscard]] CivilPeriod model_period(BillView observed, std::span<const CivilPeriod> works,
                                       const WindowRule& rule = {});

/// A stretch of a reporting window that begins and ends with an observation.
struct ReportingPeriod {
  CivilPeriod period;
  bool whole = false; ///< as long as was asked (12 months, a month), not what was left over
};

/// The window in periods of `months` months from its first observation on, the last one as far as
/// it goes. A boundary lies where a bill ends, at the one nearest to the day wanted (the earlier of
/// two); a stretch without readings bounds nothing. `whole` allows for readings that end up to 15
/// days early, and for ends moved by bills of two months.
[[nodiscard]] std::vector<ReportingPeriod> reporting_periods(BillView observed, CivilPeriod window,
                                                             int months = 12);

/// Every run of 12 months inside the window, a month apart: the first as `reporting_periods`, the
/// next a month later. Empty before there are 12 months.
[[nodiscard]] std::vector<ReportingPeriod> rolling_years(BillView observed, CivilPeriod window);

/// The calendar months of the window; bills that run across the turn of a month bound it where they
/// end. A month without an end of a bill joins the next.
[[nodiscard]] std::vector<ReportingPeriod> calendar_months(BillView observed, CivilPeriod window);

} // namespace empower
