// SPDX-License-Identifier: Apache-2.0
#include "reference_readers.hpp"

#include "reference_cell.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace empower::detail {

void read_uses(const TableText& text, ReferenceTables& out) {
  using Row = BuildingUseRow;
  out.uses =
      rows<Row>(text, Field{"use_id", &Row::use}, Field{"dpr412_category", &Row::dpr412_category},
                Field{"name_en", &Row::name_en}, Field{"name_it", &Row::name_it},
                Field{"schedule_class", &Row::schedule_class},
                Field{"benchmark_group", &Row::benchmark_group}, Field{"bacs_use", &Row::bacs_use},
                Field{"heating_hours_exempt", &Row::heating_hours_exempt});
}

void read_zones(const TableText& text, ReferenceTables& out) {
  using Row = ClimateZone;
  out.zones = rows<Row>(text, Field{"zone", &Row::zone}, Field{"regime", &Row::regime},
                        Field{"season_start_mmdd", &Row::season_first},
                        Field{"season_end_mmdd", &Row::season_last},
                        Field{"max_heating_hours_per_day", &Row::hours_per_day});
}

void read_municipalities(const TableText& text, ReferenceTables& out) {
  using Row = Municipality;
  out.municipalities = rows<Row>(
      text, Field{"istat_code", &Row::istat_code}, Field{"name", &Row::name},
      Field{"province", &Row::province}, Field{"province_name", &Row::province_name},
      Field{"region", &Row::region}, Field{"belfiore_code", &Row::belfiore_code},
      Field{"climate_zone", &Row::climate_zone}, Field{"degree_days_kd", &Row::degree_days},
      Field{"altitude_m", &Row::altitude_m}, Field{"basis", &Row::basis},
      Field{"decree_row", &Row::decree_row}, Field{"decree_name", &Row::decree_name},
      Field{"decree_province", &Row::decree_province}, Field{"abolished_on", &Row::abolished_on},
      Field{"successor_istat_code", &Row::successor_istat_code}, Field{"parts", &Row::parts},
      Field{"parts_climate_zone", &Row::parts_climate_zone},
      Field{"parts_degree_days_kd", &Row::parts_degree_days_kd},
      Field{"population_2011", &Row::population_2011},
      Field{"istat_code_before_sardinia_reform", &Row::istat_code_before_sardinia_reform},
      Field{"flags", &Row::flags});
  auto& order = out.municipality_order;
  order.resize(out.municipalities.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::ranges::sort(order, {}, [&](std::uint32_t place) -> const std::string& {
    return out.municipalities[place].istat_code;
  });
}

void read_benchmarks(const TableText& text, ReferenceTables& out) {
  using Row = BenchmarkFigure;
  out.benchmarks = rows<Row>(text, Field{"benchmark_id", &Row::id},
                             Field{"benchmark_group", &Row::group}, Field{"metric", &Row::metric},
                             Field{"statistic", &Row::statistic}, Field{"value", &Row::value},
                             Field{"unit", &Row::unit}, Field{"denominator", &Row::denominator},
                             Field{"reference_degree_days_kd", &Row::reference_degree_days_kd},
                             Field{"climate_dependent_share", &Row::climate_dependent_share},
                             Field{"note", &Row::note});
}

void read_school_indicators(const TableText& text, ReferenceTables& out) {
  using Row = SchoolIndicatorRow;
  out.school_indicators =
      rows<Row>(text, Field{"kind", &Row::kind}, Field{"school_type", &Row::school_type},
                Field{"key", &Row::key}, Field{"lower_exclusive", &Row::lower_exclusive},
                Field{"upper_inclusive", &Row::upper_inclusive}, Field{"factor", &Row::factor},
                Field{"unit", &Row::unit});
}

void read_epc_classes(const TableText& text, ReferenceTables& out) {
  using Row = EpcClass;
  out.epc_classes = rows<Row>(text, Field{"epc_class", &Row::epc_class},
                              Field{"ratio_min_exclusive", &Row::ratio_above},
                              Field{"ratio_max_inclusive", &Row::ratio_up_to});
}

void read_envelope_archetypes(const TableText& text, ReferenceTables& out) {
  using Row = EnvelopeArchetype;
  out.envelope_archetypes =
      rows<Row>(text, Field{"archetype_id", &Row::id}, Field{"source_use", &Row::source_use},
                Field{"use_group", &Row::use_group}, Field{"year_from", &Row::year_from},
                Field{"year_to", &Row::year_to}, Field{"climate_zone", &Row::climate_zone},
                Field{"region_code", &Row::region_code},
                Field{"u_wall_w_m2k", [](Row& r) -> auto& { return r.u.wall; }},
                Field{"u_roof_w_m2k", [](Row& r) -> auto& { return r.u.roof; }},
                Field{"u_ground_floor_w_m2k", [](Row& r) -> auto& { return r.u.ground_floor; }},
                Field{"u_window_w_m2k", [](Row& r) -> auto& { return r.u.window; }},
                Field{"g_window", &Row::g_window});
}

void read_envelope_medians(const TableText& text, ReferenceTables& out) {
  using Row = EnvelopeMedian;
  out.envelope_medians =
      rows<Row>(text, Field{"use_group", &Row::use_group},
                Field{"climate_zone", &Row::climate_zone}, Field{"year_from", &Row::year_from},
                Field{"year_to", &Row::year_to}, Field{"n_archetypes", &Row::archetypes},
                Field{"u_wall_w_m2k", [](Row& r) -> auto& { return r.u.wall; }},
                Field{"u_roof_w_m2k", [](Row& r) -> auto& { return r.u.roof; }},
                Field{"u_ground_floor_w_m2k", [](Row& r) -> auto& { return r.u.ground_floor; }},
                Field{"u_window_w_m2k", [](Row& r) -> auto& { return r.u.window; }},
                Field{"n_wall", [](Row& r) -> auto& { return r.counts.wall; }},
                Field{"n_roof", [](Row& r) -> auto& { return r.counts.roof; }},
                Field{"n_ground_floor", [](Row& r) -> auto& { return r.counts.ground_floor; }},
                Field{"n_window", [](Row& r) -> auto& { return r.counts.window; }});
}

void read_envelope_limits(const TableText& text, ReferenceTables& out) {
  using Row = EnvelopeLimit;
  out.envelope_limits =
      rows<Row>(text, Field{"rule", &Row::rule}, Field{"element", &Row::element},
                Field{"climate_zone", &Row::climate_zone}, Field{"u_max_w_m2k", &Row::u_max});
}

void read_indoor_limits(const TableText& text, ReferenceTables& out) {
  using Row = IndoorTemperatureLimit;
  out.indoor_temperature_limits =
      rows<Row>(text, Field{"building_group", &Row::building_group}, Field{"regime", &Row::regime},
                Field{"season", &Row::season}, Field{"limit_kind", &Row::limit_kind},
                Field{"limit_c", &Row::limit_c}, Field{"tolerance_k", &Row::tolerance_k});
}

void read_tariff_bands(const TableText& text, ReferenceTables& out) {
  using Row = TariffBandRow;
  out.tariff_bands =
      rows<Row>(text, Field{"band", &Row::band}, Field{"day_type", &Row::day_type},
                Field{"from_hour", &Row::from_hour}, Field{"to_hour", &Row::to_hour});
}

void read_tariff_holidays(const TableText& text, ReferenceTables& out) {
  using Row = TariffHoliday;
  out.tariff_holidays =
      rows<Row>(text, Field{"holiday_id", &Row::id}, Field{"name_it", &Row::name_it},
                Field{"rule", &Row::rule}, Field{"month_day", &Row::month_day},
                Field{"easter_offset_days", &Row::easter_offset_days},
                Field{"national_holiday", &Row::national_holiday},
                Field{"counts_as_f3", &Row::counts_as_f3}, Field{"note", &Row::note});
}

void read_patron_days(const TableText& text, ReferenceTables& out) {
  using Row = PatronDay;
  out.patron_days =
      rows<Row>(text, Field{"istat_code", &Row::istat_code},
                Field{"municipality", &Row::municipality}, Field{"month_day", &Row::month_day},
                Field{"saint_it", &Row::saint_it}, Field{"is_patron", &Row::is_patron});
}

void read_obligations(const TableText& text, ReferenceTables& out) {
  using Row = Obligation;
  out.obligations = rows<Row>(
      text, Field{"obligation_id", &Row::id}, Field{"act", &Row::act},
      Field{"article", &Row::article}, Field{"subject", &Row::subject},
      Field{"applies_to", &Row::applies_to}, Field{"threshold_quantity", &Row::threshold_quantity},
      Field{"threshold_min", &Row::threshold_min}, Field{"threshold_max", &Row::threshold_max},
      Field{"threshold_unit", &Row::threshold_unit}, Field{"target_value", &Row::target_value},
      Field{"target_unit", &Row::target_unit}, Field{"baseline_year", &Row::baseline_year},
      Field{"deadline", &Row::deadline}, Field{"frequency", &Row::frequency},
      Field{"exemption", &Row::exemption}, Field{"what_to_track", &Row::what_to_track},
      Field{"penalty_min_eur", &Row::penalty_min_eur},
      Field{"penalty_max_eur", &Row::penalty_max_eur});
}

} // namespace empower::detail
