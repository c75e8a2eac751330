// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/references.hpp>

#include <empower/reference/tables.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace empower {
namespace {

/// What rests on a reference table.
struct Basis {
  std::string_view table;
  std::string_view used_in; ///< joined by `|`
  bool by_day;              ///< its rows are looked up by day or year, so an ended one is not found
};

constexpr std::string_view of_energy =
    "consumption|baselines|findings|benchmarks|measures|ranking|plan|savings|statement|obligations|"
    "indicators|load|school_indicators|expected";
constexpr std::string_view of_money =
    "consumption|findings|measures|ranking|plan|statement|indicators|load";
constexpr std::string_view of_measures = "measures|ranking|plan";
constexpr std::string_view of_oil = "consumption|statement|obligations|indicators";
constexpr std::string_view of_duties = "statement|obligations";

constexpr std::array bases{
    Basis{"energy_carriers.csv", of_energy, false},
    Basis{"unit_conversions.csv", of_energy, false},
    Basis{"building_uses.csv", "findings|benchmarks|measures|ranking|plan|indicators", false},
    Basis{"municipalities.csv", "findings|weather|school_indicators", false},
    Basis{"climate_zones.csv", "findings|school_indicators", true},
    Basis{"primary_energy_factors.csv", "consumption|statement|obligations|indicators", true},
    Basis{"co2_factors.csv", "consumption|statement|indicators", true},
    Basis{"prices.csv", of_money, true},
    Basis{"prices.csv of the folder", of_money, true},
    Basis{"economic_parameters.csv", of_measures, false},
    Basis{"retrofit_measures.csv", of_measures, false},
    Basis{"bacs_factors.csv", of_measures, false},
    Basis{"assumptions.csv", of_measures, false},
    Basis{"toe_factors.csv", of_oil, true},
    Basis{"obligations.csv", of_duties, true},
    Basis{"tariff_bands.csv", "load", true},
    Basis{"tariff_holidays.csv", "load", true},
    Basis{"school_indicators.csv", "school_indicators", false},
};

/// Measures are valued with the latest year that has a figure, however old.
bool latest_of_any_year(const UsedReference& row) noexcept {
  return row.key.ends_with(" for measures");
}

Basis basis_of(const UsedReference& row) noexcept {
  if (latest_of_any_year(row)) return {row.table, of_measures, false};
  const auto found = std::ranges::find(bases, row.table, &Basis::table);
  return found == bases.end() ? Basis{row.table, {}, true} : *found;
}

std::vector<std::string> split(std::string_view joined) {
  std::vector<std::string> words;
  words.reserve(static_cast<std::size_t>(std::ranges::count(joined, '|')) + 1);
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find('|'), joined.size());
    words.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return words;
}

/// The tables of a list that are there and have rows.
std::vector<std::string> filled(std::string_view joined, std::span<const Table> tables) {
  std::vector<std::string> names = split(joined);
  std::erase_if(names, [&](const std::string& name) {
    const auto table = std::ranges::find(tables, name, &Table::name);
    return table == tables.end() || table->rows == 0;
  });
  return names;
}

/// Codes of what is said of a row, in words below.
std::vector<std::string> faults_of(const UsedReference& row, std::optional<CivilDay> last) {
  std::vector<std::string> codes;
  const Provenance& from = row.provenance;
  if (from.confidence == Confidence::placeholder) codes.emplace_back("placeholder_figure");
  if (from.confidence == Confidence::general_knowledge) codes.emplace_back("weak_figure");
  if (row.table == "prices.csv" && !from.valid_from && !from.valid_to)
    codes.emplace_back("undated_figure");
  if (!basis_of(row).by_day && last && from.valid_to && *from.valid_to < *last)
    codes.emplace_back("expired_figure");
  return codes;
}

struct Saying {
  std::string_view code;
  std::string_view text;
};
/// In the order in which warnings are given.
constexpr std::array sayings{
    Saying{"placeholder_figure", "stand-ins, not facts: put your own figures in their place"},
    Saying{"expired_figure", "the rows ended before the data do"},
    Saying{"undated_figure", "the rows do not say when they hold"},
    Saying{"weak_figure", "professional knowledge, not checked against a text"},
};

std::size_t place_of(std::string_view code) noexcept {
  const auto found = std::ranges::find(sayings, code, &Saying::code);
  return found == sayings.end() ? 0 : static_cast<std::size_t>(found - sayings.begin()) + 1;
}

/// Gathers by place, code and table, so that the order of the rows does not matter.
class Warnings {
public:
  ReferenceWarning& of(std::string_view code, const std::string& table) {
    ReferenceWarning& warning = all_[{place_of(code), std::string{code}, table}];
    warning.code = code;
    warning.table = table;
    return warning;
  }
  static void add(ReferenceWarning& warning, const std::string& key,
                  std::span<const std::string> used_in) {
    if (std::ranges::find(warning.keys, key) == warning.keys.end()) warning.keys.push_back(key);
    for (const std::string& table : used_in)
      if (std::ranges::find(warning.used_in, table) == warning.used_in.end())
        warning.used_in.push_back(table);
  }
  [[nodiscard]] std::vector<ReferenceWarning> in_order() const {
    std::vector<ReferenceWarning> warnings;
    warnings.reserve(all_.size());
    for (const auto& [key, warning] : all_) warnings.push_back(warning);
    return warnings;
  }

private:
  std::map<std::tuple<std::size_t, std::string, std::string>, ReferenceWarning> all_;
};

} // namespace

std::span<const Column<ReferenceRow>> Schema<ReferenceRow>::columns() {
  using Row = ReferenceRow;
  static constexpr std::array<Column<Row>, 10> all{{
      {"table", "", "file of the reference tables", &Row::table},
      {"key", "", "which row", &Row::key},
      {"value", "", "its figure, in unit; empty where the row is no number", &Row::value},
      {"unit", "", "unit of value", &Row::unit},
      {"valid_from", "", "first day the row holds; empty = no bound known", &Row::valid_from},
      {"valid_to", "", "last day the row holds, included", &Row::valid_to},
      {"source", "", "act, standard or publisher", &Row::source},
      {"confidence", "", "how far the row can be relied on", &Row::confidence},
      {"used_in", "", "tables of this analysis that rest on it, joined by |", &Row::used_in},
      {"warning", "", "what has to be said of it, codes joined by |", &Row::warning},
  }};
  return all;
}

std::vector<std::string> tables_resting_on(const UsedReference& row) {
  return split(basis_of(row).used_in);
}

ReferenceReport reference_report(std::span<const UsedReference> used,
                                 std::span<const MissingReference> missing,
                                 std::span<const Table> tables, std::optional<CivilDay> last) {
  Warnings warnings;
  for (const MissingReference& figure : missing) {
    ReferenceWarning& warning = warnings.of(figure.reason, figure.table);
    if (!warning.text.empty()) warning.text += "; ";
    warning.text += figure.text;
    Warnings::add(warning, figure.key,
                  filled(basis_of({figure.table, figure.key, missing_value, {}}).used_in, tables));
  }
  std::map<std::pair<std::string, std::string>, const UsedReference*> ordered; // each row once
  for (const UsedReference& row : used) ordered.emplace(std::pair{row.table, row.key}, &row);
  ReferenceReport report;
  report.rows.reserve(ordered.size());
  for (const auto& [key, row] : ordered) {
    const std::vector<std::string> used_in = filled(basis_of(*row).used_in, tables);
    const std::vector<std::string> codes = faults_of(*row, last);
    for (const std::string& code : codes) {
      ReferenceWarning& warning = warnings.of(code, row->table);
      warning.text = sayings[place_of(code) - 1].text;
      Warnings::add(warning, row->key, used_in);
    }
    report.rows.push_back({row->table, row->key, row->value, row->unit, row->provenance.valid_from,
                           row->provenance.valid_to, row->provenance.source,
                           std::string{code(row->provenance.confidence)},
                           fmt::format("{}", fmt::join(used_in, "|")),
                           fmt::format("{}", fmt::join(codes, "|"))});
  }
  report.warnings = warnings.in_order();
  return report;
}

} // namespace empower
