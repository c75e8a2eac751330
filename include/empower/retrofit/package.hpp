// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/retrofit/cash_flow.hpp>
#include <empower/retrofit/measure.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// The terms of every net present value of an analysis, all real (without inflation).
struct EconomicTerms {
  Valuation valuation;       ///< discount rate and calculation period (EN 15459-1)
  double price_growth = 0.0; ///< of energy prices, 1/year; the price table holds today's price
};

/// One package of measures for a building. Low and high are a 90 % interval: ranges of the
/// reference rows read as 5 and 95 % points and the model's own error, joined as independent;
/// prices and rates stay at their central value, since they move all packages together.
struct Package {
  std::vector<std::size_t> measures; ///< indices into the sized measures, in order of application
  Range investment_eur;
  Range saving_kwh;
  double saving_eur_year = missing_value; ///< first year
  double emissions_saved_kgco2e = missing_value;
  double payback_years = missing_value; ///< missing when the saving does not pay
  Range npv_eur;
};

/// Evaluates one combination. Interactions come from the order of application: shares multiply, a
/// generator acts on what the envelope leaves; nothing is a sum of single measures.
[[nodiscard]] Package evaluate_package(std::vector<std::size_t> measures,
                                       std::span<const SizedMeasure> sized,
                                       const BuildingUseOfEnergy& energy,
                                       const EconomicTerms& terms);

/// Every single measure, and the combinations worth a choice: from the best single measure of each
/// exclusivity group with positive NPV, at most `most_combined` of them, every subset that no other
/// beats in both investment and NPV. Single measures come first, in table order.
[[nodiscard]] std::vector<Package> packages(std::span<const SizedMeasure> sized,
                                            const BuildingUseOfEnergy& energy,
                                            const EconomicTerms& terms,
                                            std::size_t most_combined = 6);

/// A row of the `measures` table: a package of a building, or why there is none.
struct MeasureRow {
  std::string building_id;
  std::string package;  ///< measure ids joined by `+`
  std::string measures; ///< joined by `|`
  std::string assumptions;
  double investment_eur = missing_value;
  double investment_low_eur = missing_value;
  double investment_high_eur = missing_value;
  double saving_kwh = missing_value;
  double saving_low_kwh = missing_value;
  double saving_high_kwh = missing_value;
  std::string basis;
  double saving_eur_year = missing_value;
  double emissions_saved_kgco2e = missing_value;
  double grant_eur = missing_value;
  std::string programme;
  std::string refused;
  double payback_years = missing_value;
  double npv_eur = missing_value;
  double npv_low_eur = missing_value;
  double npv_high_eur = missing_value;
  std::string price_confidence;
  std::string data_quality;
  std::string status; ///< `proposed` or `refused`
  std::string reason;
};

template <>
struct Schema<MeasureRow> {
  static constexpr std::string_view name = "measures";
  [[nodiscard]] static std::span<const Column<MeasureRow>> columns();
};

/// `a+b`: the id of a package.
[[nodiscard]] std::string package_id(const Package& package, std::span<const SizedMeasure> sized);

[[nodiscard]] MeasureRow measure_row(const Building& building, const Package& package,
                                     std::span<const SizedMeasure> sized);
[[nodiscard]] MeasureRow refused_measure_row(const Building& building, const MeasureRule& rule,
                                             const Failure<MeasureReason>& failure);

} // namespace empower
