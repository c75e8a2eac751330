// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/legal_degree_days.hpp>

#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>
#include <empower/weather/heating_season.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower {
namespace {

Failure<DegreeDayReason> refused(DegreeDayReason reason, std::string detail) {
  return {reason, std::move(detail)};
}

Failure<DegreeDayReason> no_season(std::string_view zone) {
  return refused(DegreeDayReason::no_legal_season,
                 fmt::format("zone {} has no season with a first and a last day", zone));
}

/// The ordinary row of a municipality with both a legal value and a season, or what is missing.
Outcome<const ClimateZone*, DegreeDayReason> zone_of(const ReferenceTables& tables,
                                                     const LegalClimate& municipality) {
  if (municipality.degree_days.missing()) {
    return refused(DegreeDayReason::no_legal_value,
                   fmt::format("{} has no legal degree-days", municipality.name));
  }
  const auto row = tables.zone(municipality.zone);
  if (!row || !heating_season(**row, 2001)) return no_season(municipality.zone);
  return *row;
}

} // namespace

Outcome<double, DegreeDayReason> actual_over_legal(const DegreeDaySum<HeatingRule>& actual,
                                                   LegalDegreeDays legal, const ClimateZone& zone) {
  using enum DegreeDayReason;
  if (!(legal.value() > 0.0)) return refused(no_legal_value, "no legal degree-days");
  const auto season = heating_season(zone, year_of(actual.period.from));
  if (!season) return no_season(zone.zone);
  if (!(actual.rule == italian_gradi_giorno)) {
    return refused(different_rules,
                   fmt::format("base {:g} and threshold {:g} against the decree's 20 and 20",
                               actual.rule.base.value(), actual.rule.threshold.value()));
  }
  if (actual.method != DegreeDayMethod::daily_mean) {
    return refused(different_methods,
                   fmt::format("{} against the decree's daily means", code(actual.method)));
  }
  if (!(actual.period == *season)) {
    return refused(different_seasons,
                   fmt::format("{} days from {} are not the season of zone {}",
                               day_count(actual.period), date_text(actual.period.from), zone.zone));
  }
  const double coverage = actual.coverage().share();
  if (coverage < sufficient_coverage)
    return refused(low_coverage, fmt::format("{:.1f} % of the days", 100.0 * coverage));
  return actual.total.value() / coverage / legal.value();
}

Outcome<LegalAndActual, DegreeDayReason> legal_and_actual(const ReferenceTables& tables,
                                                          const LegalClimate& municipality,
                                                          DailyView<Celsius> outdoor) {
  const auto zone = zone_of(tables, municipality);
  if (!zone) return zone.failure();
  LegalAndActual result;
  result.legal = municipality.degree_days;
  DegreeDays sum;
  const CivilPeriod days = outdoor.period();
  for (int year = year_of(days.from); year <= year_of(days.to); ++year) {
    const CivilPeriod season = *heating_season(**zone, year);
    if (!(intersection(season, days) == season)) continue;
    const DegreeDaySum<HeatingRule> total =
        heating_degree_days(outdoor.within(season), italian_gradi_giorno);
    if (total.days_missing > 0) {
      ++result.left_out;
      continue;
    }
    sum += total.total;
    result.seasons.push_back(total);
  }
  if (result.seasons.empty()) {
    return refused(DegreeDayReason::low_coverage,
                   fmt::format("no complete season of zone {}, {} with missing days",
                               municipality.zone, result.left_out));
  }
  result.actual = sum / static_cast<double>(result.seasons.size());
  result.difference = result.actual.value() / result.legal.value() - 1.0;
  return result;
}

Outcome<DegreeDayEstimate, DegreeDayReason> degree_days_by_altitude(const ReferenceTables& tables,
                                                                    const LegalClimate& neighbour,
                                                                    double altitude_m) {
  EMPOWER_EXPECTS(std::isfinite(altitude_m), "the altitude of the place is known");
  const auto zone = zone_of(tables, neighbour);
  if (!zone) return zone.failure();
  if (std::isnan(neighbour.altitude_m)) {
    return refused(DegreeDayReason::no_altitude, fmt::format("{} has no altitude", neighbour.name));
  }
  constexpr int common_year = 2001; // the season that begins in it has no 29 February
  DegreeDayEstimate estimate;
  estimate.neighbour = fmt::format("{} ({})", neighbour.name, neighbour.province);
  estimate.of_neighbour = neighbour.degree_days;
  estimate.altitude_difference_m = altitude_m - neighbour.altitude_m;
  estimate.per_metre_kd =
      static_cast<double>(day_count(*heating_season(**zone, common_year))) / 100.0;
  const double value =
      neighbour.degree_days.value() + estimate.per_metre_kd * estimate.altitude_difference_m;
  estimate.degree_days = DegreeDays{std::max(0.0, value)};
  return estimate;
}

} // namespace empower
