// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// What can be wrong with a meter, a building or a weather station. A closed list, open to
/// additions.
// clang-format off
enum class FindingKind {
  gap, zero_run, stuck, spike, negative, catch_up, rollover, meter_swap, unit_step, clock_error,
  estimated_run, overlap, copied_meter, implausible_intensity, false_zero_temperature, level_step,
  temporary_event, closure, night_load, weekend_load, holiday_operation, schedule_shift,
  heating_out_of_season, simultaneous_heating_cooling, high_balance_temperature,
  weather_insensitive_heating, outlier_high, outlier_low, missing_carrier, area_error,
  stuck_temperature, temperature_spike, temperature_out_of_range,
};
// clang-format on

[[nodiscard]] std::span<const std::string_view> finding_kind_codes() noexcept;
[[nodiscard]] std::string_view code(FindingKind kind) noexcept;

/// Something wrong: where, when, how much, how sure, and what to do. Made by `quality` and by
/// `anomaly`, which do not know each other; so it lives here.
struct Finding {
  std::string finding_id;
  std::string building_id; ///< empty when a weather station is meant
  std::string meter_id;    ///< empty when the building as a whole is meant
  std::string carrier;
  FindingKind kind{};
  ZonedInstant start;
  ZonedInstant end;
  double energy_kwh =
      missing_value; ///< positive = used above what is expected; data faults: size of the error
  double cost_eur_year = missing_value; ///< one-off events: the cost of the event
  bool recurring = false;
  double confidence = missing_value; ///< probability that the finding is real
  double factor = missing_value;     ///< unit and level steps: after / before
  std::string related_meter_ids;     ///< other meters it rests on, joined with `|`
  std::string station;               ///< weather station it concerns
  std::string evidence;
  std::string action;
};

/// Where a finding is: what all findings of one meter (or building) share.
struct FindingPlace {
  std::string building_id;
  std::string meter_id;
  std::string carrier;
  TimeZone zone;
  double eur_per_kwh = missing_value;
};

/// A finding of a run of civil days, with ids, instants and the cost of `energy_kwh` filled in.
[[nodiscard]] Finding finding_at(const FindingPlace& place, FindingKind kind, CivilPeriod days,
                                 double energy_kwh);

/// `12,300 kWh`: three significant digits, for sentences.
[[nodiscard]] std::string energy_text(double kwh);
/// `2023-01-05 to 2023-02-04`: first and last day, both included, for sentences.
[[nodiscard]] std::string days_text(CivilPeriod days);

template <>
struct Schema<Finding> {
  static constexpr std::string_view name = "findings";
  [[nodiscard]] static std::span<const Column<Finding>> columns();
};

} // namespace empower
