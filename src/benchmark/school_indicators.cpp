// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/school_indicators.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

namespace empower {
namespace {

constexpr std::array<std::string_view, 4> levels{"nursery", "primary", "lower_secondary",
                                                 "upper_secondary"};

struct ReasonWords {
  std::string_view code;
  std::string_view words;
};
constexpr std::array<ReasonWords, 8> reasons{{
    {"no_school_level", "a use that says the level of the school"},
    {"no_heating_energy", "the year's heating energy"},
    {"no_electricity", "the year's electricity"},
    {"no_heated_volume", "the heated volume"},
    {"no_floor_area", "the floor area"},
    {"no_school_degree_days", "degree-days base 20 °C"},
    {"no_hours_of_use", "the hours of use per day"},
    {"no_school_figure", "a row of school_indicators.csv"},
}};
constexpr auto reason_codes = [] {
  std::array<std::string_view, reasons.size()> codes;
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = reasons[i].code;
  return codes;
}();

Failure<SchoolReason> refusal(const std::vector<SchoolReason>& missing) {
  std::string detail = "missing: ";
  for (const SchoolReason reason : missing) {
    if (reason != missing.front()) detail += ", ";
    detail += reasons[static_cast<std::size_t>(reason)].words;
  }
  return {missing.front(), std::move(detail)};
}

/// The reasons of which the condition is true.
std::vector<SchoolReason>
missing_of(std::initializer_list<std::pair<bool, SchoolReason>> conditions) {
  std::vector<SchoolReason> missing;
  for (const auto& [is_missing, reason] : conditions)
    if (is_missing) missing.push_back(reason);
  return missing;
}

bool none(double value) noexcept { return !(value > 0.0); }

struct FactorRange {
  double low = missing_value;
  double high = missing_value;
  Confidence confidence = Confidence::verified;
};

/// The factor of a number; those of all rows where it is not known. Missing without any row.
FactorRange factor_of(const ReferenceTables& tables, std::string_view kind, double x) {
  if (!none(x)) {
    const auto row = tables.school_indicator(kind, {}, x);
    if (!row) return {};
    return {(*row)->factor, (*row)->factor, (*row)->provenance.confidence};
  }
  FactorRange range;
  for (const SchoolIndicatorRow& row : tables.school_indicators) {
    if (row.kind != kind) continue;
    range.low = std::fmin(range.low, row.factor); // of NaN and a number the number
    range.high = std::fmax(range.high, row.factor);
    range.confidence = std::max(range.confidence, row.provenance.confidence);
  }
  return range;
}

/// The indicator from `base`, which is without factors.
SchoolOutcome classed(double base, std::initializer_list<FactorRange> factors,
                      std::string_view class_kind, SchoolLevel level,
                      const ReferenceTables& tables) {
  SchoolIndicator out;
  out.low = base;
  out.high = base;
  for (const FactorRange& factor : factors) {
    out.low *= factor.low;
    out.high *= factor.high;
    out.confidence = std::max(out.confidence, factor.confidence);
  }
  const auto best = tables.school_indicator(class_kind, code(level), out.low);
  const auto worst = tables.school_indicator(class_kind, code(level), out.high);
  if (!best || !worst) return refusal({SchoolReason::no_school_figure});
  if (out.low == out.high) out.value = out.low;
  if ((*best)->key == (*worst)->key) out.school_class = (*best)->key;
  for (const SchoolIndicatorRow* row : {*best, *worst})
    out.confidence = std::max(out.confidence, row->provenance.confidence);
  return out;
}

} // namespace

std::string_view code(SchoolLevel level) noexcept {
  return levels[static_cast<std::size_t>(level)];
}

std::optional<SchoolLevel> parse_school_level(std::string_view code) noexcept {
  const auto found = std::ranges::find(levels, code);
  if (found == levels.end()) return std::nullopt;
  return static_cast<SchoolLevel>(found - levels.begin());
}

std::optional<SchoolLevel> school_level(BuildingUse use) noexcept {
  switch (use) {
  case BuildingUse::nursery:
    return SchoolLevel::nursery;
  case BuildingUse::school_primary:
    return SchoolLevel::primary;
  case BuildingUse::school_lower_secondary:
    return SchoolLevel::lower_secondary;
  case BuildingUse::school_upper_secondary:
    return SchoolLevel::upper_secondary;
  default:
    return std::nullopt;
  }
}

std::span<const std::string_view> school_reason_codes() noexcept { return reason_codes; }

std::string_view code(SchoolReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}

SchoolOutcome ienr(const SchoolYear& school, const ReferenceTables& tables) {
  const auto missing =
      missing_of({{!school.level, SchoolReason::no_school_level},
                  {!(school.heating_kwh >= 0.0), SchoolReason::no_heating_energy},
                  {none(school.heated_volume_m3), SchoolReason::no_heated_volume},
                  {none(school.degree_days_kd), SchoolReason::no_school_degree_days},
                  {none(school.hours_per_day), SchoolReason::no_hours_of_use}});
  if (!missing.empty()) return refusal(missing);
  const double base =
      1000.0 * school.heating_kwh / (school.heated_volume_m3 * school.degree_days_kd);
  return classed(base,
                 {factor_of(tables, "fe", school.surface_to_volume_1_m),
                  factor_of(tables, "fh", school.hours_per_day)},
                 "ienr_class", *school.level, tables);
}

SchoolOutcome iene(const SchoolYear& school, const ReferenceTables& tables) {
  const auto missing = missing_of({{!school.level, SchoolReason::no_school_level},
                                   {!(school.electricity_kwh >= 0.0), SchoolReason::no_electricity},
                                   {none(school.floor_area_m2), SchoolReason::no_floor_area},
                                   {none(school.hours_per_day), SchoolReason::no_hours_of_use}});
  if (!missing.empty()) return refusal(missing);
  return classed(school.electricity_kwh / school.floor_area_m2,
                 {factor_of(tables, "fh", school.hours_per_day)}, "iene_class", *school.level,
                 tables);
}

} // namespace empower
