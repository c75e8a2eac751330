// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_settings.hpp>

#include "caltrack_json.hpp"

#include <array>
#include <cstddef>

namespace empower {

namespace {

constexpr std::array<std::string_view, 2> fuel_codes{"electricity", "gas"};

/// Every setting by name, once, for writing and for reading.
template <class Settings, class Visit>
void each_field(Settings& settings, Visit visit) {
  visit("baseline_days", settings.baseline_days);
  visit("reporting_days", settings.reporting_days);
  visit("exact_span", settings.exact_span);
  visit("min_span_days", settings.min_span_days);
  visit("max_span_days", settings.max_span_days);
  visit("min_day_share", settings.min_day_share);
  visit("min_hour_share", settings.min_hour_share);
  visit("min_block_share", settings.min_block_share);
  visit("extreme_ranges", settings.extreme_ranges);
  visit("min_bill_days", settings.min_bill_days);
  visit("max_monthly_bill_days", settings.max_monthly_bill_days);
  visit("max_bimonthly_bill_days", settings.max_bimonthly_bill_days);
  visit("fitted_bill_days", settings.fitted_bill_days);
  visit("lowest_balance_f", settings.lowest_balance_f);
  visit("highest_balance_f", settings.highest_balance_f);
  visit("min_degree_days_f", settings.min_degree_days_f);
  visit("min_degree_day_periods", settings.min_degree_day_periods);
  visit("tie", settings.tie);
  visit("confidence", settings.confidence);
  visit("calendar_days", settings.corrections.calendar_days);
  visit("full_bimonthly", settings.corrections.full_bimonthly);
  visit("overshoot", settings.corrections.overshoot);
  visit("degree_hours", settings.corrections.degree_hours);
  visit("bic", settings.corrections.bic);
  visit("reporting_energy", settings.corrections.reporting_energy);
  visit("exact_balance", settings.corrections.exact_balance);
  visit("bic_margin", settings.bic_margin);
}

} // namespace

std::span<const std::string_view> caltrack_fuel_codes() noexcept { return fuel_codes; }

std::string_view code(CaltrackFuel fuel) noexcept {
  return fuel_codes[static_cast<std::size_t>(fuel)];
}

bool standard(const CaltrackSettings& settings) {
  CaltrackSettings own = settings;
  const CaltrackSettings defaults;
  own.fuel = defaults.fuel;
  own.exact_span = defaults.exact_span;
  return to_json(own) == to_json(defaults);
}

std::string to_json(const CaltrackSettings& settings) { return detail::json_of(settings).dump(); }

CaltrackSettings caltrack_settings_from_json(std::string_view text) {
  return detail::from_json_text(text, "CalTRACK settings", detail::caltrack_settings_of);
}

namespace detail {

Json json_of(const CaltrackSettings& settings) {
  Json json{{"fuel", code(settings.fuel)}};
  each_field(settings, [&](const char* name, const auto& value) { json[name] = value; });
  json["zone"] = settings.zone.name();
  return json;
}

CaltrackSettings caltrack_settings_of(const JsonField& json) {
  CaltrackSettings settings;
  settings.fuel = enum_of(json.at("fuel"), CaltrackFuel::gas);
  each_field(settings,
             [&]<class T>(const char* name, T& value) { value = json.at(name).get<T>(); });
  settings.zone = zone_of(json.at("zone"));
  return settings;
}

} // namespace detail

} // namespace empower
