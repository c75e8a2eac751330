// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/sorted_temperatures.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace empower::detail {

/// Which side of its balance temperature a leg is on. Cooling is heating on mirrored temperatures.
enum class Hinge { heating, cooling };

/// All days as one kind of leg meets them: a heating leg from the coldest, a cooling leg from the
/// warmest. `x` ascends in both; it is kelvin above the reference for heating, below it for
/// cooling.
struct Axis {
  std::vector<double> x;
  std::vector<std::uint32_t> observation; ///< that the day belongs to
};

/// What a search needs of the weather: every observation is a number of days, each with its mean
/// temperature; a daily reading is an observation of one day. Temperatures of all observations are
/// sorted once, whatever shapes and hinges are then tried.
struct Design {
  std::vector<double> days;       ///< per observation
  std::vector<double> weight;     ///< 1 / days: variance grows with the length
  std::vector<double> regressors; ///< column by column, each with a value per observation
  std::vector<long> position;     ///< consecutive where it grows by one
  double reference_c = 0.0;       ///< mean temperature: the searches work in kelvin above it
  Axis heating;
  Axis cooling;
  bool daily = true; ///< every observation is one day

  [[nodiscard]] std::size_t size() const noexcept { return days.size(); }
  [[nodiscard]] std::size_t regressor_count() const noexcept {
    return empty() ? 0 : regressors.size() / size();
  }
  [[nodiscard]] bool empty() const noexcept { return days.empty(); }
  [[nodiscard]] std::span<const double> regressor(std::size_t j) const noexcept {
    return std::span{regressors}.subspan(j * size(), size());
  }
  [[nodiscard]] const Axis& axis(Hinge hinge) const noexcept {
    return hinge == Hinge::heating ? heating : cooling;
  }
};

inline constexpr std::uint32_t no_observation = 0xffffffffU;

/// The design of some days of a station: `observation` says of each day of its series which
/// observation it belongs to, or `no_observation`.
[[nodiscard]] Design make_design(std::vector<double> days, std::vector<long> position,
                                 const SortedTemperatures& weather,
                                 std::span<const std::uint32_t> observation);

/// The same of days in any order, each with its temperature.
[[nodiscard]] Design make_design(std::vector<double> days, std::vector<long> position,
                                 std::span<const double> temperature_c,
                                 std::span<const std::uint32_t> observation);

/// Days of one temperature as one, with the sum of their weights and the mean of their energies.
struct Collapsed {
  Design design;
  std::vector<double> energy_kwh;
  double within = 0.0; ///< weighted squares about the means, that no model of temperature explains
};

/// The same optima from as many rows as there are distinct temperatures. Of a daily design without
/// regressors; positions are lost.
[[nodiscard]] Collapsed collapse(const Design& daily, std::span<const double> energy_kwh);

/// Sum of the temperatures of each observation's days, in kelvin above the reference.
[[nodiscard]] std::vector<double> temperature_sums(const Design& design);

/// The first place on its axis where a leg rests on enough observations: the lowest temperature
/// with `min_leg_days` or `min_leg_bills` observations and two distinct temperatures below it.
[[nodiscard]] std::optional<double> leg_start(const Design& design, Hinge hinge,
                                              const FitOptions& options);

/// Where a balance temperature may lie, in kelvin above the reference.
struct BalanceRange {
  double low = 0.0;
  double high = -1.0;
  [[nodiscard]] bool empty() const noexcept { return !(low <= high); }
};

/// The options' range cut to where the leg rests on enough observations and the flat side on at
/// least one temperature: for heating, from `leg_start` to the highest temperature; mirrored for
/// cooling.
[[nodiscard]] BalanceRange balance_range(const Design& design, Hinge hinge,
                                         const FitOptions& options);

/// The leg of each observation about a balance temperature. Days that lie on it have no weight and
/// are not counted.
struct LegColumns {
  std::vector<double> degree_days;
  std::vector<double> days; ///< the derivative of the degree-days
};

[[nodiscard]] LegColumns leg_columns(const Design& design, Hinge hinge, double balance);
/// Its degree-days alone.
[[nodiscard]] std::vector<double> leg_degree_days(const Design& design, Hinge hinge,
                                                  double balance);

} // namespace empower::detail
