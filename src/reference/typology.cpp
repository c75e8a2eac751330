// SPDX-License-Identifier: Apache-2.0
#include "find_row.hpp"

#include <array>
#include <cmath>
#include <string>
#include <utility>

/// Look-ups of benchmarks, certificate classes, school indicators and envelopes.
namespace empower {
namespace {

using detail::best;
using detail::figure_or_failure;
using detail::first;
using detail::Found;
using detail::in_band;
using detail::no_figure;
using detail::no_row;
using detail::not_valid;
using detail::on_day;
using detail::row_or_failure;

constexpr std::string_view homes = "residential";

/// The medians of a row with the number of archetypes behind each.
std::array<std::pair<double, int>, 4> medians(const EnvelopeMedian& row) noexcept {
  return {std::pair{row.u.wall, row.counts.wall}, std::pair{row.u.roof, row.counts.roof},
          std::pair{row.u.ground_floor, row.counts.ground_floor},
          std::pair{row.u.window, row.counts.window}};
}

bool any_figure(const EnvelopeMedian* row) noexcept {
  return row != nullptr && std::ranges::any_of(medians(*row), [](const auto& median) {
           return !std::isnan(median.first);
         });
}

/// Archetypes behind the weakest median that is there; 0 where one of the four is missing and
/// `all` are asked for.
int weakest(const EnvelopeMedian& row, bool all) noexcept {
  int count = row.archetypes;
  for (const auto& [u, behind] : medians(row)) {
    if (std::isnan(u)) {
      if (all) return 0;
      continue;
    }
    count = std::min(count, behind);
  }
  return count;
}

std::string note_on(const TypicalEnvelope& envelope, std::string_view use_group) {
  std::string note;
  if (envelope.of_homes)
    note = fmt::format("medians of homes: too few archetypes of {}", use_group);
  if (envelope.few()) {
    note += fmt::format("{}weakest median rests on {} archetype{} only", note.empty() ? "" : "; ",
                        envelope.archetypes, envelope.archetypes == 1 ? "" : "s");
  }
  return note;
}

} // namespace

Found<BenchmarkFigure> ReferenceTables::benchmark(std::string_view group, std::string_view metric,
                                                  std::string_view statistic) const {
  const auto* row = first(benchmarks, [&](const BenchmarkFigure& r) {
    return r.group == group && r.metric == metric && r.statistic == statistic;
  });
  return figure_or_failure(row, row != nullptr && !std::isnan(row->value),
                           fmt::format("benchmark {} ({}) of {}", metric, statistic, group));
}

Found<EpcClass> ReferenceTables::epc_class(double ratio, CivilDay day) const {
  return on_day(
      epc_classes,
      [&](const EpcClass& r) {
        return ratio > 0.0 && in_band(r.ratio_above, ratio, r.ratio_up_to);
      },
      day, [](const EpcClass&) { return true; }, fmt::format("certificate class of {:g}", ratio));
}

Found<SchoolIndicatorRow> ReferenceTables::school_indicator(std::string_view kind,
                                                            std::string_view school_type,
                                                            double value) const {
  const auto* row = first(school_indicators, [&](const SchoolIndicatorRow& r) {
    return r.kind == kind && r.school_type == school_type &&
           in_band(r.lower_exclusive, value, r.upper_inclusive);
  });
  return row_or_failure(row, fmt::format("school indicator {}{}{} at {:g}", kind,
                                         school_type.empty() ? "" : " of ", school_type, value));
}

Outcome<TypicalEnvelope, ReferenceReason>
ReferenceTables::typical_envelope(std::string_view use_group, std::string_view zone,
                                  int year_built) const {
  const auto of = [&](std::string_view group) {
    return first(envelope_medians, [&](const EnvelopeMedian& r) {
      return r.use_group == group && r.climate_zone == zone &&
             (!r.year_from || *r.year_from <= year_built) &&
             (!r.year_to || year_built <= *r.year_to);
    });
  };
  const EnvelopeMedian* own = of(use_group);
  const EnvelopeMedian* at_home = use_group == homes ? nullptr : of(homes);
  const std::string what =
      fmt::format("envelope of {} of {} in zone {}", use_group, year_built, zone);
  if (own == nullptr && at_home == nullptr) return no_row(what);
  const bool own_is_enough = own != nullptr && weakest(*own, true) >= enough_archetypes;
  TypicalEnvelope envelope;
  envelope.of_homes = !own_is_enough && any_figure(at_home);
  envelope.row = envelope.of_homes ? at_home : own;
  if (!any_figure(envelope.row)) return no_figure(what);
  envelope.archetypes = weakest(*envelope.row, false);
  envelope.note = note_on(envelope, use_group);
  return envelope;
}

Found<EnvelopeLimit> ReferenceTables::envelope_limit(std::string_view rule,
                                                     std::string_view element,
                                                     std::string_view zone, CivilDay day) const {
  return on_day(
      envelope_limits,
      [&](const EnvelopeLimit& r) {
        return r.rule == rule && r.element == element && r.climate_zone == zone;
      },
      day, [](const EnvelopeLimit& r) { return !std::isnan(r.u_max); },
      fmt::format("U limit {} of a {} in zone {}", rule, element, zone));
}

Found<IndoorTemperatureLimit> ReferenceTables::indoor_temperature_limit(std::string_view group,
                                                                        std::string_view season,
                                                                        CivilDay day) const {
  constexpr std::string_view everybody = "all_but_industrial";
  const auto rank = [&](const IndoorTemperatureLimit& r) {
    const int by_group = r.building_group == group                                   ? 2
                         : group == "public_bodies" && r.building_group == everybody ? 0
                                                                                     : -1;
    if (r.season != season || by_group < 0) return -1;
    return by_group + (r.regime == "ordinary" ? 0 : 1);
  };
  const std::string what = fmt::format("indoor temperature limit of {} in {}", group, season);
  if (best(indoor_temperature_limits, rank) == nullptr) return no_row(what);
  const auto* row = best(indoor_temperature_limits, [&](const IndoorTemperatureLimit& r) {
    return r.provenance.holds_on(day) ? rank(r) : -1;
  });
  if (row == nullptr) return not_valid(what, day);
  return figure_or_failure(row, !std::isnan(row->limit_c), what);
}

} // namespace empower
