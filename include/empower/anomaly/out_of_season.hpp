// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/bills.hpp>
#include <empower/stock/finding.hpp>
#include <empower/weather/heating_season.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace empower {

/// A run `[first, last)` of observations outside the heating season with more heat than the weather
/// explains.
struct SeasonExcess {
  std::size_t first = 0;
  std::size_t last = 0;
  double excess_kwh = 0.0;
  double significance = 0.0; ///< of the run's scores together, in standard deviations
};

/// Limits of the search.
struct SeasonOptions {
  double least_significance = 5.0;
  long least_days = 14;
  double least_share = 0.50; ///< of what is expected of the run
};

/// Heating outside the legal season of a zone (DPR 412/1993 art. 9): in each summer the run of
/// observations, wholly outside the season, whose deviation scores (`quality/expectation.hpp`)
/// stand out most together, if they do. `autocorrelation` of the residuals widens what chance
/// explains. `off` are the summers of the zone, winter by winter; without any (F) there is no
/// excess. A missing score ends a run, and so does a reading above all that is expected in winter:
/// that is no heating but a wrong reading.
[[nodiscard]] std::vector<SeasonExcess>
out_of_season_heating(BillView observed, std::span<const double> expected_kwh,
                      std::span<const double> scores, double autocorrelation, const OffSeason& off,
                      const SeasonOptions& options = {});

/// The excess in words; energy and cost are those of the run.
[[nodiscard]] Finding finding_of(const SeasonExcess& excess, const FindingPlace& place,
                                 BillView observed, std::string_view zone);

} // namespace empower
