// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/method.hpp>
#include <empower/baseline/signature.hpp>
#include <empower/core/outcome.hpp>
#include <empower/core/period.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Why there is no model. A constant meter is no refusal: it is a mean.
enum class BaselineReason {
  no_temperature,       ///< none of the observations with energy has a temperature
  too_few_observations, ///< fewer than `FitOptions::min_observations` have energy, or energy and
                        ///< temperature
  coverage,             ///< more than half of the observations with energy have no temperature
  no_variation,         ///< the temperature spans less than 1 K: no leg can be told from the base
  no_admissible_model,  ///< autocorrelation leaves too few independent observations even for a mean
  negative_energy,     ///< the total is negative, or more than one observation in ten: a meter that
                       ///< exports
  extrapolation,       ///< the temperatures to predict for lie too far outside the fitted ones
  unit_unknown,        ///< the readings could not be turned into kWh
  dependent_regressor, ///< a regressor is constant, or follows from temperature and the others
  unordered_readings,  ///< a reading has no day, or starts before the one before it ends
};

[[nodiscard]] std::span<const std::string_view> baseline_reason_codes() noexcept;
[[nodiscard]] std::string_view code(BaselineReason reason) noexcept;

/// How the optimum was found: `exact` is the global least-squares optimum; `multistart` is the best
/// of many local ones (5P on bills).
enum class Search { exact, multistart };

[[nodiscard]] std::string_view code(Search search) noexcept;

/// Limits of the search. The defaults are those of `docs/reference/baseline.md`.
struct FitOptions {
  Celsius heating_balance_min{5.0};
  Celsius heating_balance_max{25.0};
  Celsius cooling_balance_min{12.0};
  Celsius cooling_balance_max{30.0};
  double resolution_kwh =
      0.0; ///< smallest step of the meter's register, a floor under the residuals
  std::size_t min_observations = 10;
  std::size_t min_leg_days = 10; ///< daily data: days with weight on each sloped side
  std::size_t min_leg_bills = 3;
  bool free_signs = false; ///< 2P and 4P may have slopes of any sign, as in ASHRAE's toolkit
  bool robust = false;     ///< Huber weights around the exact search (1.345 sigma, sigma by MAD)
};

/// Further terms of the model, linear and of any sign: irradiation, occupancy, 0 or 1 for a mode of
/// operation. One value per observation and column; of a bill, the sum over its days.
struct Regressors {
  std::vector<std::string> names;
  std::vector<double> values; ///< column by column, each as long as the energy
};

/// An estimate with its standard error and 90 % interval; all missing if the shape has not got it,
/// and only the value there for a balance temperature at the bound of its range.
struct Estimate {
  double value = missing_value;
  double standard_error = missing_value;
  double low = missing_value;
  double high = missing_value;
};

/// One shape that was tried, kept for inspection.
struct Candidate {
  Signature signature;
  double sse = missing_value;
  double criterion =
      missing_value;       ///< AICc up to 36 observations, BIC with effective sample size above
  bool admissible = false; ///< it has all its legs, and observations enough for its parameters
  Search search = Search::exact;
  std::vector<double> regressors; ///< coefficients, in the order of `Regressors::names`
};

/// A regressor with its coefficient, kWh per unit of the regressor.
struct RegressorEffect {
  std::string name;
  Estimate coefficient;
};

/// A fitted signature with everything that is known about how good it is.
struct Fit {
  Signature signature;
  Search search = Search::exact;
  bool heating_balance_at_bound =
      false; ///< the optimum lies at the end of what options and data allow
  bool cooling_balance_at_bound = false;
  CivilPeriod period;

  Estimate base;            ///< kWh/day
  Estimate heating_slope;   ///< kWh/(K·d)
  Estimate heating_balance; ///< °C
  Estimate cooling_slope;
  Estimate cooling_balance;
  std::vector<RegressorEffect> regressors;

  Celsius temperature_min{missing_value}; ///< the coldest day that was fitted
  Celsius temperature_max{missing_value}; ///< the warmest
  std::size_t observations = 0;
  std::size_t parameters = 0;       ///< balance temperatures count
  double sse = missing_value;       ///< weighted sum of squares; per-day weights for bills
  double r_squared = missing_value; ///< against the mean per day; missing for a constant meter
  double cv_rmse = missing_value;   ///< on the observations' totals, divisor n - parameters
  double nmbe = missing_value;
  double autocorrelation =
      missing_value; ///< lag 1, of the richest candidate, corrected for length, 0 to 0.95
  double effective_observations = missing_value;
  double degrees_of_freedom = missing_value; ///< effective observations less parameters, at least 2
  double residual_variance = missing_value;  ///< inflated for autocorrelation; per day of energy

  /// Covariance of (base, heating slope, heating balance, cooling slope, cooling balance,
  /// regressors), row by row, inflated for autocorrelation; zero where the shape has no such
  /// coefficient.
  std::vector<double> covariance;
  std::vector<Candidate> candidates; ///< one per shape, in the order of the enumeration

  BaselineMethod method = BaselineMethod::daily;
  FitOptions options;
  std::uint64_t input_digest = 0; ///< `InputDigest` of what was offered

  /// Rows and columns of `covariance`.
  [[nodiscard]] std::size_t coefficient_count() const noexcept { return 5 + regressors.size(); }
};

using FitOutcome = Outcome<Fit, BaselineReason>;

/// A yearly total with its parts and 90 % interval of the expectation.
struct AnnualEnergy {
  KilowattHours total{};
  KilowattHours low{};
  KilowattHours high{};
  KilowattHours base{};
  KilowattHours heating{};
  KilowattHours cooling{};
};

} // namespace empower
