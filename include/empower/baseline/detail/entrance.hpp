// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/fit.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace empower::detail {

/// How many observations there are to work with.
struct ObservationCount {
  std::size_t with_energy = 0;
  std::size_t with_both = 0; ///< energy and temperature
  std::size_t used = 0;      ///< these and a value of each regressor
  std::string_view unit;     ///< `days` or `bills`
};

/// The reasons for refusing a series before anything is fitted, in the order of `BaselineReason`'s
/// description; nothing if it may be fitted. `design` and `energy_kwh` hold the observations with
/// both.
[[nodiscard]] std::optional<Failure<BaselineReason>> refusal(const Design& design,
                                                             std::span<const double> energy_kwh,
                                                             const ObservationCount& count,
                                                             const FitOptions& options);

/// Throws `ContractError` for options that mean nothing.
void check(const FitOptions& options);

/// What a fit says of where it comes from.
struct Origin {
  CivilPeriod period;
  BaselineMethod method = BaselineMethod::daily;
  std::uint64_t input_digest = 0;
};

/// The observations of a meter on the days of a weather series, as they are offered for a fit.
class Offer {
public:
  /// Throws `ShapeError` where the regressors have not one value per observation. `regressors` must
  /// outlive the offer.
  Offer(std::string_view unit, std::size_t observations, std::size_t weather_days,
        const Regressors& regressors);

  /// Observation `index`, which holds the days of the weather from `first_day` on. It is left out
  /// where its energy, a temperature or a regressor is missing. `position` grows by one from an
  /// observation to the one right after it.
  void add(std::size_t index, double energy_kwh, long position, std::size_t first_day,
           std::span<const double> temperature_c);

  /// Entrance rules, search, selection and description.
  [[nodiscard]] FitOutcome fit(const SortedTemperatures& weather, const FitOptions& options,
                               const Origin& origin) &&;

private:
  const Regressors& regressors_;
  std::size_t offered_;
  ObservationCount count_;
  std::vector<std::size_t> kept_;
  std::vector<double> energy_;
  std::vector<double> days_;
  std::vector<long> position_;
  std::vector<std::uint32_t> observation_; ///< per day of the weather
};

} // namespace empower::detail
