// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/municipality_index.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace empower {
namespace {

constexpr std::size_t istat_code_length = 6;
constexpr std::size_t names_offered = 5;

Failure<MunicipalityReason> unknown(std::string detail) {
  return {MunicipalityReason::unknown_municipality, std::move(detail)};
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool of_province(const Municipality& row, std::string_view folded_province) {
  if (folded_province.empty()) return true;
  return folded_province == folded_name(row.province) ||
         folded_province == folded_name(row.province_name) ||
         folded_province == folded_name(row.decree_province);
}

std::string with_province(const Municipality& row) {
  return fmt::format("{} ({})", row.name, row.province);
}

/// `A (X), B (Y)`, each once.
std::string listed(const std::vector<Municipality>& rows, const std::vector<std::size_t>& chosen) {
  std::string list;
  for (const std::size_t r : chosen) {
    if (!list.empty()) list += ", ";
    list += with_province(rows[r]);
  }
  return list;
}

} // namespace

std::string_view code(MunicipalityReason reason) noexcept {
  switch (reason) {
  case MunicipalityReason::unknown_municipality:
    return "unknown_municipality";
  case MunicipalityReason::ambiguous_municipality:
    return "ambiguous_municipality";
  case MunicipalityReason::no_climate_zone:
    return "no_climate_zone";
  }
  return {};
}

MunicipalityIndex::MunicipalityIndex(const ReferenceTables& tables) : tables_{&tables} {
  const auto& rows = tables.municipalities;
  names_.reserve(2 * rows.size());
  codes_.reserve(2 * rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Municipality& row = rows[r];
    const bool exists = !row.istat_code.empty();
    std::string name = folded_name(row.name);
    std::string decree_name = folded_name(row.decree_name);
    if (!decree_name.empty() && decree_name != name)
      names_.push_back({std::move(decree_name), exists ? Kind::decree : Kind::abolished, r});
    names_.push_back({std::move(name), exists ? Kind::today : Kind::abolished, r});
    for (const std::string* code :
         {&row.istat_code, &row.belfiore_code, &row.istat_code_before_sardinia_reform}) {
      if (!code->empty()) codes_.push_back({*code, Kind::today, r});
    }
  }
  const auto place = [](const Key& key) { return std::tie(key.text, key.kind, key.row); };
  std::ranges::sort(names_, {}, place);
  std::ranges::sort(codes_, {}, place);
}

MunicipalityIndex::Found MunicipalityIndex::by_code(std::string_view code) const {
  std::string whole{code};
  std::ranges::transform(whole, whole.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (all_digits(whole) && whole.size() < istat_code_length)
    whole.insert(0, istat_code_length - whole.size(), '0');
  const auto found = std::ranges::lower_bound(codes_, whole, {}, &Key::text);
  if (found != codes_.end() && found->text == whole) return &tables_->municipalities[found->row];
  return unknown(fmt::format("no municipality has the code \"{}\"", code));
}

std::vector<std::size_t> MunicipalityIndex::rows_named(std::string_view folded,
                                                       std::string_view province) const {
  const auto& rows = tables_->municipalities;
  std::vector<std::size_t> found;
  Kind kind = Kind::today;
  const auto [first, last] = std::ranges::equal_range(names_, folded, {}, &Key::text);
  for (auto key = first; key != last; ++key) {
    if (!of_province(rows[key->row], province)) continue;
    if (found.empty()) kind = key->kind;
    if (key->kind == kind) found.push_back(key->row);
  }
  return found;
}

std::string MunicipalityIndex::nearest_names(std::string_view folded) const {
  const auto& rows = tables_->municipalities;
  const std::size_t limit = std::max<std::size_t>(2, folded.size() / 3);
  std::set<std::tuple<std::size_t, double, std::size_t>> near; // larger places first among equals
  for (const Key& key : names_) {
    const std::size_t longer = std::max(key.text.size(), folded.size());
    if (longer - std::min(key.text.size(), folded.size()) > limit) continue;
    const std::size_t distance = edit_distance(key.text, folded);
    const double people = rows[key.row].population_2011;
    if (distance <= limit) near.insert({distance, people == people ? -people : 0.0, key.row});
  }
  std::vector<std::size_t> chosen;
  for (const auto& [distance, people, row] : near) {
    if (chosen.size() < names_offered && std::ranges::find(chosen, row) == chosen.end())
      chosen.push_back(row);
  }
  return listed(rows, chosen);
}

MunicipalityIndex::Found MunicipalityIndex::by_name(std::string_view name,
                                                    std::string_view province) const {
  const auto& rows = tables_->municipalities;
  const std::string folded = folded_name(name);
  const std::string of = folded_name(province);
  std::vector<std::size_t> found = rows_named(folded, of);
  for (std::size_t from = 0; found.empty() && name.find('/') != std::string_view::npos;) {
    const std::size_t end = std::min(name.find('/', from), name.size());
    found = rows_named(folded_name(name.substr(from, end - from)), of);
    if (end == name.size()) break;
    from = end + 1;
  }
  if (found.size() == 1) return &rows[found.front()];
  if (found.size() > 1) {
    return Failure<MunicipalityReason>{
        MunicipalityReason::ambiguous_municipality,
        fmt::format(R"("{}" may be {}: give the province)", name, listed(rows, found))};
  }
  if (const auto elsewhere = rows_named(folded, {}); !of.empty() && !elsewhere.empty()) {
    return unknown(fmt::format(R"(no municipality "{}" in the province "{}"; there is {})", name,
                               province, listed(rows, elsewhere)));
  }
  const std::string near = nearest_names(folded);
  if (near.empty()) return unknown(fmt::format("no municipality is called \"{}\"", name));
  return unknown(fmt::format("no municipality is called \"{}\"; nearest: {}", name, near));
}

MunicipalityIndex::Climate MunicipalityIndex::climate(std::string_view code_or_name,
                                                      std::string_view province,
                                                      std::string_view own_zone) const {
  Found row = by_code(code_or_name);
  if (!row && !all_digits(code_or_name)) row = by_name(code_or_name, province);
  if (!row) return row.failure();
  return legal_climate(**row, own_zone);
}

} // namespace empower
