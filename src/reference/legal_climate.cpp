// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/municipality_index.hpp>

#include <empower/core/civil_time.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace empower {
namespace {

constexpr std::string_view ask_the_mayor =
    "the mayor sets the degree-days of a municipality that is not in the annex (DPR 412/1993 "
    "art. 2): ask for the act";

/// What a flag of `municipalities.csv` means to whoever uses the figure.
struct FlagNote {
  std::string_view flag;
  std::string_view note;
};
constexpr std::array flag_notes{
    FlagNote{"value_of_the_part_holding_the_seat",
             "zone and degree-days are those of the part believed to hold the seat, a working "
             "value"},
    FlagNote{"zone_shared_by_all_known_parts", "the zone is the one that all known parts share"},
    FlagNote{"zone_not_from_degree_days",
             "zone and degree-days of the decree disagree; the zone is the legal value"},
    FlagNote{"altitude_disputed", "the editions of the decree differ in the altitude"},
    FlagNote{"altitude_from_older_edition", "the altitude is that of the older edition"},
    FlagNote{"later_amendment", "zone or degree-days were changed after the older edition"},
    FlagNote{"province_misprinted_MR", "the decree prints the province as MR"},
    FlagNote{"only_in_older_edition", "the row is in the older edition of the decree only"},
};

bool has_flag(const Municipality& row, std::string_view flag) {
  return std::ranges::find(row.flags, flag) != row.flags.end();
}

LegalDegreeDays degree_days_of(std::string_view text) {
  double value = missing_value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return LegalDegreeDays{whole ? value : missing_value};
}

std::string in_words(const std::vector<PartClimate>& parts) {
  std::string words;
  for (const PartClimate& part : parts) {
    if (!words.empty()) words += ", ";
    words +=
        fmt::format("{} ({}{})", part.name, part.zone.empty() ? "zone not known" : part.zone,
                    part.degree_days.missing() ? std::string{}
                                               : fmt::format(" {:.0f}", part.degree_days.value()));
  }
  return words;
}

/// The zone of the building's record instead of the seat's, where one of the parts has it.
void take_own_zone(std::string_view own_zone, const std::vector<PartClimate>& parts,
                   LegalClimate& climate) {
  const auto in_zone = [&](const PartClimate& p) { return p.zone == own_zone; };
  const auto part = std::ranges::find_if(parts, in_zone);
  if (part == parts.end()) {
    climate.notes.push_back(
        fmt::format("the building's zone {} is that of no part: not taken", own_zone));
    return;
  }
  const bool one = std::ranges::count_if(parts, in_zone) == 1;
  climate.zone = own_zone;
  climate.degree_days = one ? part->degree_days : LegalDegreeDays{missing_value};
  climate.altitude_m = missing_value;
  climate.notes.push_back(fmt::format("zone {} of the building's record decides", own_zone));
}

/// Parts of which a building may be, in another zone than the one taken.
std::vector<PartClimate> in_other_zones(const std::vector<PartClimate>& parts,
                                        std::string_view zone) {
  std::vector<PartClimate> others;
  std::ranges::copy_if(parts, std::back_inserter(others), [&](const PartClimate& part) {
    return !part.zone.empty() && part.zone != zone;
  });
  return others;
}

} // namespace

std::vector<PartClimate> MunicipalityIndex::parts_of(const Municipality& row) const {
  std::vector<PartClimate> parts;
  parts.reserve(row.parts.size() + 1);
  const auto cell = [](const std::vector<std::string>& list, std::size_t i) {
    return i < list.size() ? list[i] : std::string{};
  };
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    parts.push_back({row.parts[i], cell(row.parts_climate_zone, i),
                     degree_days_of(cell(row.parts_degree_days_kd, i))});
  }
  if (row.istat_code.empty()) return parts;
  // Portions bear the name of the municipality, at most followed by what they are.
  const std::string name = folded_name(row.name);
  for (auto key = std::ranges::lower_bound(names_, name, {}, &Key::text);
       key != names_.end() && key->text.starts_with(name); ++key) {
    const Municipality& other = tables_->municipalities[key->row];
    if (other.basis == "portion" && other.successor_istat_code == row.istat_code &&
        key->text == folded_name(other.name))
      parts.push_back({other.name, other.climate_zone, other.degree_days});
  }
  return parts;
}

void MunicipalityIndex::explain_history(const Municipality& row, LegalClimate& climate) const {
  auto& notes = climate.notes;
  if (row.basis == "spelling" || row.basis == "former_name")
    notes.push_back(fmt::format("the decree calls it {}", row.decree_name));
  if (!row.decree_province.empty() && row.decree_province != row.province)
    notes.push_back(fmt::format("the decree has it in the province {}", row.decree_province));
  if (row.abolished_on) {
    notes.push_back(fmt::format("abolished on {}; the value holds for its territory",
                                date_text(*row.abolished_on)));
  }
  if (row.successor_istat_code.empty() || row.successor_istat_code == row.istat_code) return;
  const auto successor = by_code(row.successor_istat_code);
  if (!successor) return;
  notes.push_back(fmt::format("{} {} ({}{})", row.basis == "portion" ? "part of" : "today part of",
                              (*successor)->name, (*successor)->istat_code,
                              has_flag(row, "successor_inferred") ? ", inferred" : ""));
}

MunicipalityIndex::Climate MunicipalityIndex::legal_climate(const Municipality& row,
                                                            std::string_view own_zone) const {
  LegalClimate climate{
      row.istat_code, row.name, row.province, row.climate_zone, row.degree_days, row.altitude_m,
      row.basis,      {},       {},           row.provenance};
  const std::vector<PartClimate> parts = parts_of(row);
  const bool across_zones =
      std::ranges::any_of(parts, [&](const PartClimate& p) { return p.zone != parts[0].zone; }) ||
      !in_other_zones(parts, row.climate_zone).empty();
  if (!parts.empty())
    climate.notes.push_back(fmt::format("joins or holds parts: {}", in_words(parts)));
  explain_history(row, climate);
  for (const FlagNote& known : flag_notes) {
    if (has_flag(row, known.flag)) climate.notes.emplace_back(known.note);
  }
  if (!own_zone.empty() && own_zone != row.climate_zone) {
    if (across_zones)
      take_own_zone(own_zone, parts, climate);
    else if (!row.climate_zone.empty())
      climate.notes.push_back(
          fmt::format("the building's record says zone {}, the decree {}", own_zone, climate.zone));
  }
  if (climate.zone.empty()) {
    return Failure<MunicipalityReason>{MunicipalityReason::no_climate_zone,
                                       fmt::format("{} ({}) has no legal zone{}{}; {}", row.name,
                                                   row.province, parts.empty() ? "" : "; it joins ",
                                                   in_words(parts), ask_the_mayor)};
  }
  if (climate.degree_days.missing()) climate.notes.emplace_back(ask_the_mayor);
  climate.alternatives = in_other_zones(parts, climate.zone);
  if (!climate.alternatives.empty())
    climate.notes.emplace_back("parts lie in different zones: where the building stands decides");
  return climate;
}

} // namespace empower
