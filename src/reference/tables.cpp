// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/tables.hpp>

#include "find_row.hpp"

#include <cmath>

namespace empower {
namespace {

using detail::best;
using detail::figure_or_failure;
using detail::first;
using detail::Found;
using detail::no_figure;
using detail::no_row;
using detail::on_day;
using detail::row_or_failure;

/// 1 for the same word, 0 for a row that holds for all, -1 for another word.
int likeness(std::string_view of_row, std::string_view asked) noexcept {
  return of_row == asked ? 1 : of_row == "all" ? 0 : -1;
}

/// 1 for a band that the number of storeys lies in, 0 for a row without a band, -1 otherwise.
int storeys_likeness(const Assumption& row, std::optional<int> storeys) noexcept {
  if (!row.storeys_from && !row.storeys_to) return 0;
  const bool inside = storeys && (!row.storeys_from || *row.storeys_from <= *storeys) &&
                      (!row.storeys_to || *storeys <= *row.storeys_to);
  return inside ? 1 : -1;
}

} // namespace

std::string_view code(ReferenceReason reason) noexcept {
  switch (reason) {
  case ReferenceReason::no_row:
    return "no_row";
  case ReferenceReason::not_valid_then:
    return "not_valid_then";
  case ReferenceReason::no_figure:
    return "no_reference_figure";
  }
  return {};
}

Found<CarrierFactor> ReferenceTables::heating_value(std::string_view carrier,
                                                    std::string_view convention,
                                                    bool higher) const {
  const auto* row = first(carriers, [&](const CarrierFactor& r) {
    return r.carrier == carrier && (convention.empty() ? r.is_default : r.convention == convention);
  });
  const bool figure =
      row != nullptr && !std::isnan(higher ? row->hhv_kwh_per_unit : row->lhv_kwh_per_unit);
  return figure_or_failure(row, figure,
                           fmt::format("{} heating value of {}{}{}", higher ? "higher" : "lower",
                                       carrier, convention.empty() ? "" : " by ", convention));
}

Found<PrimaryEnergyFactor> ReferenceTables::primary_energy_factor(std::string_view carrier,
                                                                  CivilPeriod period) const {
  const auto of_carrier = [&](const PrimaryEnergyFactor& r) { return r.carrier == carrier; };
  const std::string what = fmt::format("primary energy factor of {}", carrier);
  if (first(primary_energy, of_carrier) == nullptr) return no_row(what);
  const auto* row = first(primary_energy, [&](const PrimaryEnergyFactor& r) {
    return of_carrier(r) && r.provenance.holds_throughout(period);
  });
  if (row == nullptr) {
    return Failure<ReferenceReason>{ReferenceReason::not_valid_then,
                                    fmt::format("no {} holds throughout {} to {}", what,
                                                date_text(period.from),
                                                date_text(period.to - std::chrono::days{1}))};
  }
  if (std::isnan(row->total))
    return no_figure(fmt::format("{} from {}", what, date_text(period.from)));
  return row;
}

Found<EmissionFactor> ReferenceTables::emission_factor(std::string_view carrier, int year,
                                                       std::string_view method_set) const {
  const auto* row = best(emissions, [&](const EmissionFactor& r) {
    if (!r.is_default || r.carrier != carrier || r.method_set != method_set) return -1;
    if (r.year) return *r.year == year ? 1 : -1;
    return r.provenance.holds_throughout(calendar_year(year)) ? 0 : -1;
  });
  return figure_or_failure(
      row, row != nullptr && !std::isnan(row->kg_co2_per_kwh),
      fmt::format("emission factor of {} in set {} for {}", carrier, method_set, year));
}

Found<ToeFactor> ReferenceTables::toe_factor(std::string_view carrier, CivilDay day,
                                             std::string_view convention) const {
  const auto of_carrier = [&](const ToeFactor& r) {
    return r.carrier == carrier && (convention.empty() ? r.is_default : r.convention == convention);
  };
  return on_day(
      toe, of_carrier, day, [](const ToeFactor& r) { return !std::isnan(r.toe_per_unit); },
      fmt::format("toe factor of {}{}{}", carrier, convention.empty() ? "" : " by ", convention));
}

Found<Obligation> ReferenceTables::obligation(std::string_view id, CivilDay day) const {
  return on_day(
      obligations, [&](const Obligation& r) { return r.id == id; }, day,
      [](const Obligation&) { return true; }, fmt::format("obligation {}", id));
}

Found<EnergyPrice> ReferenceTables::price(std::string_view carrier, CivilDay day) const {
  return on_day(
      prices, [&](const EnergyPrice& r) { return r.is_default && r.carrier == carrier; }, day,
      [](const EnergyPrice& r) { return !std::isnan(r.eur_per_kwh); },
      fmt::format("default price of {}", carrier));
}

Found<EconomicParameter> ReferenceTables::economic(std::string_view parameter,
                                                   std::string_view perspective,
                                                   std::string_view building_group) const {
  const auto* row = best(economics, [&](const EconomicParameter& r) {
    const int by_perspective = likeness(r.perspective, perspective);
    const int by_group = likeness(r.building_group, building_group);
    if (r.parameter != parameter || by_perspective < 0 || by_group < 0) return -1;
    return 2 * by_perspective + by_group;
  });
  return figure_or_failure(
      row, row != nullptr && !std::isnan(row->value),
      fmt::format("economic parameter {} ({}, {})", parameter, perspective, building_group));
}

Found<BacsFactor> ReferenceTables::bacs_factor(std::string_view bacs_use, std::string_view kind,
                                               std::string_view bacs_class) const {
  const auto* row = first(bacs, [&](const BacsFactor& r) {
    return r.bacs_use == bacs_use && r.kind == kind && r.bacs_class == bacs_class;
  });
  return figure_or_failure(
      row, row != nullptr && !std::isnan(row->factor),
      fmt::format("{} automation factor of class {} for use {}", kind, bacs_class, bacs_use));
}

Found<Assumption> ReferenceTables::assumption(std::string_view quantity, std::string_view use,
                                              std::optional<int> storeys) const {
  const auto* row = best(assumptions, [&](const Assumption& r) {
    const int by_use = likeness(r.use, use);
    const int by_storeys = storeys_likeness(r, storeys);
    if (r.quantity != quantity || by_use < 0 || by_storeys < 0) return -1;
    return 2 * by_use + by_storeys;
  });
  return figure_or_failure(row,
                           row != nullptr && (!std::isnan(row->value) || !row->text_value.empty()),
                           fmt::format("assumption {} for use {}", quantity, use));
}

Found<Municipality> ReferenceTables::municipality(std::string_view istat_code) const {
  const auto code_at = [&](std::uint32_t place) -> std::string_view {
    return place < municipalities.size() ? municipalities[place].istat_code : std::string_view{};
  };
  const auto hint = std::ranges::lower_bound(municipality_order, istat_code, {}, code_at);
  const Municipality* row = nullptr;
  if (hint != municipality_order.end() && !istat_code.empty() && code_at(*hint) == istat_code)
    row = &municipalities[*hint];
  else if (!istat_code.empty())
    row = first(municipalities, [&](const Municipality& r) { return r.istat_code == istat_code; });
  return row_or_failure(row, fmt::format("municipality with the code \"{}\"", istat_code));
}

Found<ClimateZone> ReferenceTables::zone(std::string_view zone, std::string_view regime) const {
  const auto* row =
      first(zones, [&](const ClimateZone& r) { return r.zone == zone && r.regime == regime; });
  return row_or_failure(row, fmt::format("climate zone {} of regime {}", zone, regime));
}

Found<ClimateZone> ReferenceTables::zone_on(std::string_view zone, CivilDay day) const {
  const auto* row = best(zones, [&](const ClimateZone& r) {
    if (r.zone != zone || !r.provenance.holds_on(day)) return -1;
    return r.regime == "ordinary" ? 0 : 1;
  });
  return row_or_failure(row, fmt::format("climate zone {} on {}", zone, date_text(day)));
}

Found<BuildingUseRow> ReferenceTables::use(std::string_view use) const {
  const auto* row = first(uses, [&](const BuildingUseRow& r) { return r.use == use; });
  return row_or_failure(row, fmt::format("building use {}", use));
}

} // namespace empower
