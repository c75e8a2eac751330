// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/gas_coefficient.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace empower {
namespace {

double figure(const ReferenceTables& tables, std::string_view kind, std::string_view key) {
  const auto row = std::ranges::find_if(tables.gas_coefficient, [&](const GasCoefficientRow& r) {
    return r.kind == kind && r.key == key;
  });
  return row == tables.gas_coefficient.end() ? missing_value : row->value;
}

double rounded(double value, double decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

} // namespace

Outcome<double, ReferenceReason> gas_coefficient(const ReferenceTables& tables,
                                                 std::string_view zone, DegreeDays degree_days,
                                                 double altitude_m) {
  const auto parameter = [&](std::string_view key) { return figure(tables, "parameter", key); };
  const double season_days = figure(tables, "season_days", zone);
  const double gas_temperature = parameter("zero_celsius") + parameter("base_gas_temperature") -
                                 degree_days.value() / season_days;
  const double reference_pressure = parameter("reference_pressure");
  const double air_pressure =
      reference_pressure *
      std::pow(1.0 - parameter("barometric_slope") * altitude_m, parameter("barometric_exponent"));
  const double decimals = parameter("rounding_decimals");
  const double by_temperature =
      rounded(parameter("reference_temperature") / gas_temperature, decimals);
  const double by_pressure =
      rounded((air_pressure + parameter("low_pressure_gauge")) / reference_pressure, decimals);
  const double coefficient = by_temperature * by_pressure;
  if (!std::isnan(coefficient)) return coefficient;
  return Failure<ReferenceReason>{
      ReferenceReason::no_row, "no gas coefficient for zone \"" + std::string{zone} +
                                   "\": a parameter, the degree-days or the altitude is missing"};
}

} // namespace empower
