// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/reference/benchmarks.hpp>
#include <empower/reference/calendars.hpp>
#include <empower/reference/climate.hpp>
#include <empower/reference/envelope.hpp>
#include <empower/reference/factors.hpp>
#include <empower/reference/measures.hpp>
#include <empower/reference/obligations.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Why a reference figure cannot be had.
enum class ReferenceReason { no_row, not_valid_then, no_figure };

[[nodiscard]] std::string_view code(ReferenceReason reason) noexcept;

/// The reference tables as values. The library carries a set of its own
/// (`embedded_reference()` in `io/reference_folder.hpp`); any table can be replaced.
struct ReferenceTables {
  std::vector<CarrierFactor> carriers;
  std::vector<UnitConversion> units;
  std::vector<PrimaryEnergyFactor> primary_energy;
  std::vector<EmissionFactor> emissions;
  std::vector<EnergyPrice> prices;
  std::vector<EconomicParameter> economics;
  std::vector<MeasureRule> measures;
  std::vector<BacsFactor> bacs;
  std::vector<Assumption> assumptions;
  std::vector<BuildingUseRow> uses;
  std::vector<ClimateZone> zones;
  std::vector<Municipality> municipalities;
  /// Positions of the municipalities by ISTAT code, as the reader leaves them. A hint for
  /// `municipality`, which is right without it and after any change of the rows, but slower.
  std::vector<std::uint32_t> municipality_order;
  std::vector<ToeFactor> toe;
  std::vector<GasCoefficientRow> gas_coefficient;
  std::vector<BenchmarkFigure> benchmarks;
  std::vector<SchoolIndicatorRow> school_indicators;
  std::vector<EpcClass> epc_classes;
  std::vector<EnvelopeArchetype> envelope_archetypes;
  std::vector<EnvelopeMedian> envelope_medians;
  std::vector<EnvelopeLimit> envelope_limits;
  std::vector<IndoorTemperatureLimit> indoor_temperature_limits;
  std::vector<TariffBandRow> tariff_bands;
  std::vector<TariffHoliday> tariff_holidays;
  std::vector<PatronDay> patron_days;
  std::vector<Obligation> obligations;

  template <class Row>
  using Found = Outcome<const Row*, ReferenceReason>;

  /// Heating value by `convention`, or the carrier's default without one: the higher one where
  /// `higher`. The value printed on a bill prevails over it.
  [[nodiscard]] Found<CarrierFactor> heating_value(std::string_view carrier,
                                                   std::string_view convention = {},
                                                   bool higher = false) const;
  /// Factor valid throughout the period.
  [[nodiscard]] Found<PrimaryEnergyFactor> primary_energy_factor(std::string_view carrier,
                                                                 CivilPeriod period) const;
  /// Default version of `method_set` for the consumption of `year`: the year's own row if there is
  /// one (without a figure it refuses, it does not fall back), else the row for every year.
  [[nodiscard]] Found<EmissionFactor> emission_factor(std::string_view carrier, int year,
                                                      std::string_view method_set) const;
  /// Tonnes of oil equivalent: the row of `convention`, or the carrier's default without one.
  [[nodiscard]] Found<ToeFactor> toe_factor(std::string_view carrier, CivilDay day,
                                            std::string_view convention = {}) const;
  /// Obligation of this id that is in force on the day.
  [[nodiscard]] Found<Obligation> obligation(std::string_view id, CivilDay day) const;
  /// Default price.
  [[nodiscard]] Found<EnergyPrice> price(std::string_view carrier, CivilDay day) const;
  /// A row for `all` perspectives or building groups answers for each, after a row of its own.
  [[nodiscard]] Found<EconomicParameter> economic(std::string_view parameter,
                                                  std::string_view perspective,
                                                  std::string_view building_group) const;
  [[nodiscard]] Found<BacsFactor> bacs_factor(std::string_view bacs_use, std::string_view kind,
                                              std::string_view bacs_class) const;
  /// The most particular row: the use before `all`, a storeys band before none.
  [[nodiscard]] Found<Assumption> assumption(std::string_view quantity, std::string_view use,
                                             std::optional<int> storeys) const;
  [[nodiscard]] Found<Municipality> municipality(std::string_view istat_code) const;
  [[nodiscard]] Found<ClimateZone> zone(std::string_view zone,
                                        std::string_view regime = "ordinary") const;
  /// The row of the regime that holds on the day; one that replaces the ordinary row for a winter
  /// goes before it.
  [[nodiscard]] Found<ClimateZone> zone_on(std::string_view zone, CivilDay day) const;
  [[nodiscard]] Found<BuildingUseRow> use(std::string_view use) const;

  /// Outside figure for a benchmark group. Compare only what has the same `denominator`.
  [[nodiscard]] Found<BenchmarkFigure> benchmark(std::string_view group, std::string_view metric,
                                                 std::string_view statistic) const;
  /// Class of a certificate by the ratio of its non-renewable energy to that of its reference
  /// building. Metered kWh/m² have no such ratio.
  [[nodiscard]] Found<EpcClass> epc_class(double ratio, CivilDay day) const;
  /// The row of `kind` whose band holds the value; `school_type` is empty for the factors.
  [[nodiscard]] Found<SchoolIndicatorRow>
  school_indicator(std::string_view kind, std::string_view school_type, double value) const;
  /// U values to assume where only use group, zone and year are known; see `TypicalEnvelope`.
  [[nodiscard]] Outcome<TypicalEnvelope, ReferenceReason>
  typical_envelope(std::string_view use_group, std::string_view zone, int year_built) const;
  /// Limit for a refurbished element on the day of the works.
  [[nodiscard]] Found<EnvelopeLimit> envelope_limit(std::string_view rule, std::string_view element,
                                                    std::string_view zone, CivilDay day) const;
  /// Indoor temperature limit of a group in `winter` or `summer`. A regime that replaces the
  /// ordinary one for a time goes before it; `public_bodies` have rows of their own only in such a
  /// time, and else the limits of `all_but_industrial`.
  [[nodiscard]] Found<IndoorTemperatureLimit>
  indoor_temperature_limit(std::string_view group, std::string_view season, CivilDay day) const;
};

} // namespace empower
