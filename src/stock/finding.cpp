// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/finding.hpp>

#include <array>

namespace empower {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array codes{
    "gap"sv,
    "zero_run"sv,
    "stuck"sv,
    "spike"sv,
    "negative"sv,
    "catch_up"sv,
    "rollover"sv,
    "meter_swap"sv,
    "unit_step"sv,
    "clock_error"sv,
    "estimated_run"sv,
    "overlap"sv,
    "copied_meter"sv,
    "implausible_intensity"sv,
    "false_zero_temperature"sv,
    "level_step"sv,
    "temporary_event"sv,
    "closure"sv,
    "night_load"sv,
    "weekend_load"sv,
    "holiday_operation"sv,
    "schedule_shift"sv,
    "heating_out_of_season"sv,
    "simultaneous_heating_cooling"sv,
    "high_balance_temperature"sv,
    "weather_insensitive_heating"sv,
    "outlier_high"sv,
    "outlier_low"sv,
    "missing_carrier"sv,
    "area_error"sv,
    "stuck_temperature"sv,
    "temperature_spike"sv,
    "temperature_out_of_range"sv,
};
static_assert(codes.size() == static_cast<std::size_t>(FindingKind::temperature_out_of_range) + 1);

std::string_view kind_code(const Finding& finding) { return code(finding.kind); }

constexpr std::array<Column<Finding>, 16> finding_columns{{
    {"finding_id", "", "identifier of the finding, unique in the table", &Finding::finding_id},
    {"building_id", "", "building it concerns; empty when a weather station is meant",
     &Finding::building_id},
    {"meter_id", "", "meter it concerns; empty when the building as a whole is meant",
     &Finding::meter_id},
    {"carrier", "", "energy carrier", &Finding::carrier},
    {"kind", "", "what is wrong", &kind_code, codes},
    {"start", "", "first instant, with the offset of the building's zone", &Finding::start},
    {"end", "", "end, exclusive", &Finding::end},
    {"energy_kwh", "kWh",
     "energy used above what is expected; for data faults the size of the error",
     &Finding::energy_kwh},
    {"cost_eur_year", "EUR/year", "cost of a year; of one-off events, the cost of the event",
     &Finding::cost_eur_year},
    {"recurring", "", "true when it repeats year after year", &Finding::recurring},
    {"confidence", "1", "probability that the finding is real, 0 to 1", &Finding::confidence},
    {"factor", "1", "unit and level steps: level after over level before", &Finding::factor},
    {"related_meter_ids", "", "other meters the finding rests on, separated by |",
     &Finding::related_meter_ids},
    {"station", "", "weather station it concerns", &Finding::station},
    {"evidence", "", "what in the data shows it", &Finding::evidence},
    {"action", "", "suggested repair or action", &Finding::action},
}};

} // namespace

std::span<const std::string_view> finding_kind_codes() noexcept { return codes; }

std::string_view code(FindingKind kind) noexcept { return codes[static_cast<std::size_t>(kind)]; }

std::span<const Column<Finding>> Schema<Finding>::columns() { return finding_columns; }

} // namespace empower
