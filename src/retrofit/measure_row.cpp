// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/package.hpp>

#include <algorithm>
#include <array>

namespace empower {

MeasureRow measure_row(const Building& building, const Package& package,
                       std::span<const SizedMeasure> sized) {
  MeasureRow row;
  row.building_id = building.id;
  row.package = package_id(package, sized);
  std::vector<std::string> assumptions;
  for (const std::size_t i : package.measures) {
    row.measures += (row.measures.empty() ? "" : "|") + sized[i].rule->id;
    assumptions.insert(assumptions.end(), sized[i].assumptions.begin(), sized[i].assumptions.end());
  }
  std::ranges::sort(assumptions);
  const auto repeated = std::ranges::unique(assumptions);
  assumptions.erase(repeated.begin(), repeated.end());
  for (const std::string& assumption : assumptions)
    row.assumptions += (row.assumptions.empty() ? "" : "|") + assumption;
  row.investment_eur = package.investment_eur.mid;
  row.investment_low_eur = package.investment_eur.low;
  row.investment_high_eur = package.investment_eur.high;
  row.saving_kwh = package.saving_kwh.mid;
  row.saving_low_kwh = package.saving_kwh.low;
  row.saving_high_kwh = package.saving_kwh.high;
  row.basis = "reference_range";
  row.saving_eur_year = package.saving_eur_year;
  row.emissions_saved_kgco2e = package.emissions_saved_kgco2e;
  row.payback_years = package.payback_years;
  row.npv_eur = package.npv_eur.mid;
  row.npv_low_eur = package.npv_eur.low;
  row.npv_high_eur = package.npv_eur.high;
  row.status = "proposed";
  return row;
}

MeasureRow refused_measure_row(const Building& building, const MeasureRule& rule,
                               const Failure<MeasureReason>& failure) {
  MeasureRow row;
  row.building_id = building.id;
  row.package = row.measures = rule.id;
  row.status = "refused";
  row.reason = std::string{code(failure.reason)} + ": " + failure.detail;
  return row;
}

std::span<const Column<MeasureRow>> Schema<MeasureRow>::columns() {
  using Row = MeasureRow;
  static constexpr std::array<std::string_view, 2> statuses{"proposed", "refused"};
  static constexpr std::array<Column<Row>, 24> all{{
      {"building_id", "", "building", &Row::building_id},
      {"package", "", "measures joined by +, in order of application", &Row::package},
      {"measures", "", "measure ids of the reference table, joined by |", &Row::measures},
      {"assumptions", "",
       "quantities that the stock does not list, with the value taken from assumptions.csv, joined "
       "by |",
       &Row::assumptions},
      {"investment_eur", "EUR", "investment with VAT unless the owner recovers it",
       &Row::investment_eur},
      {"investment_low_eur", "EUR", "5 % point", &Row::investment_low_eur},
      {"investment_high_eur", "EUR", "95 % point", &Row::investment_high_eur},
      {"saving_kwh", "kWh",
       "final energy saved in a normal year; a fuel switch counts the electricity it needs",
       &Row::saving_kwh},
      {"saving_low_kwh", "kWh", "5 % point", &Row::saving_low_kwh},
      {"saving_high_kwh", "kWh", "95 % point", &Row::saving_high_kwh},
      {"basis", "", "what the saving rests on: reference_range = range of the measure table",
       &Row::basis},
      {"saving_eur_year", "EUR", "saved in the first year, yearly costs of the measure taken off",
       &Row::saving_eur_year},
      {"emissions_saved_kgco2e", "kgCO2e", "saved in a normal year", &Row::emissions_saved_kgco2e},
      {"grant_eur", "EUR", "grant; empty = no programme was evaluated", &Row::grant_eur},
      {"programme", "", "programme that gives the grant", &Row::programme},
      {"refused", "", "programmes that do not, with the reason", &Row::refused},
      {"payback_years", "year",
       "investment over first-year saving; empty when the saving does not pay",
       &Row::payback_years},
      {"npv_eur", "EUR", "net present value over the calculation period, real", &Row::npv_eur},
      {"npv_low_eur", "EUR",
       "5 % point over saving and cost; prices and rates at their central value",
       &Row::npv_low_eur},
      {"npv_high_eur", "EUR", "95 % point", &Row::npv_high_eur},
      {"price_confidence", "", "weakest confidence among the prices used", &Row::price_confidence},
      {"data_quality", "",
       "good: fitted models and no assumption; fair: assumptions; poor: a weak model or a doubtful "
       "area",
       &Row::data_quality},
      {"status", "", "proposed or refused", &Row::status, statuses},
      {"reason", "", "why refused, or which meters are not counted", &Row::reason},
  }};
  return all;
}

} // namespace empower
