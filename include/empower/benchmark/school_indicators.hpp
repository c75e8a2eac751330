// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/tables.hpp>
#include <empower/stock/building_use.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The indicators by which Italian energy managers class schools (ENEA-FIRE guide).
namespace empower {

/// `school_type` of `school_indicators.csv`.
enum class SchoolLevel { nursery, primary, lower_secondary, upper_secondary };

[[nodiscard]] std::string_view code(SchoolLevel level) noexcept;
/// Nothing for another text.
[[nodiscard]] std::optional<SchoolLevel> parse_school_level(std::string_view code) noexcept;

/// Nothing for a use that is no school, or of no one level.
[[nodiscard]] std::optional<SchoolLevel> school_level(BuildingUse use) noexcept;

/// One school in one year. Missing is NaN.
struct SchoolYear {
  std::optional<SchoolLevel> level;
  double heating_kwh = missing_value; ///< space heating, lower heating value
  double electricity_kwh = missing_value;
  double heated_volume_m3 = missing_value;      ///< gross
  double surface_to_volume_1_m = missing_value; ///< heat-losing surface over heated volume
  double floor_area_m2 = missing_value;
  double hours_per_day = missing_value;  ///< of use, on days of use
  double degree_days_kd = missing_value; ///< base 20 °C, of the same year, or the legal ones
};

/// Why a school has no indicator.
enum class SchoolReason {
  no_school_level,
  no_heating_energy,
  no_electricity,
  no_heated_volume,
  no_floor_area,
  no_school_degree_days,
  no_hours_of_use,
  no_school_figure, ///< no row of `school_indicators.csv` answers
};

[[nodiscard]] std::span<const std::string_view> school_reason_codes() noexcept;
[[nodiscard]] std::string_view code(SchoolReason reason) noexcept;

/// An indicator with its class. Where the shape factor is not known, `value` is missing, `low` and
/// `high` are those of the least and the greatest factor, and there is a class only if both have
/// the same.
struct SchoolIndicator {
  double value = missing_value;
  double low = missing_value;
  double high = missing_value;
  std::string school_class;                     ///< `good`, `sufficient`, `insufficient`
  Confidence confidence = Confidence::verified; ///< the weakest of the rows it rests on
};

using SchoolOutcome = Outcome<SchoolIndicator, SchoolReason>;

/// Heating: IENR = heating_Wh Fe Fh / (V GG) in Wh/(m3.K.d), Fe by surface over volume, Fh by the
/// hours of use per day. All inputs but the surface ratio are needed; numbers of zero or less count
/// as missing, energy of zero does not. The failure has the first reason, and names all in words.
[[nodiscard]] SchoolOutcome ienr(const SchoolYear& school, const ReferenceTables& tables);

/// Electricity: IENE = electricity_kWh Fh / A in kWh/m2.
[[nodiscard]] SchoolOutcome iene(const SchoolYear& school, const ReferenceTables& tables);

} // namespace empower
