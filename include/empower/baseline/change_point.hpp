// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>

#include <span>

namespace empower {

/// Fits the four shapes to daily energy over daily mean temperature and selects one.
/// `temperature_c` and `energy_kwh` have one length, in order of time; NaN in either drops the day.
[[nodiscard]] FitOutcome fit_change_point(std::span<const double> temperature_c,
                                          std::span<const double> energy_kwh,
                                          const FitOptions& options = {});

/// The same on two daily series; days are matched by date.
[[nodiscard]] FitOutcome fit_change_point(DailyView<KilowattHours> energy,
                                          DailyView<Celsius> outdoor,
                                          const FitOptions& options = {});

} // namespace empower
