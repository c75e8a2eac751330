// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/gas_coefficient.hpp>

#include "find_row.hpp"

#include <cmath>
#include <optional>

namespace empower {
namespace {

/// Reads figures of a day and keeps why the first one is missing.
class Figures {
public:
  Figures(const ReferenceTables& tables, CivilDay day) : tables_{tables}, day_{day} {}

  double operator()(std::string_view kind, std::string_view key) {
    const auto row = detail::on_day(
        tables_.gas_coefficient,
        [&](const GasCoefficientRow& r) { return r.kind == kind && r.key == key; }, day_,
        [](const GasCoefficientRow& r) { return !std::isnan(r.value); },
        fmt::format("gas coefficient {} {}", kind, key));
    if (row) return (*row)->value;
    if (!failure_) failure_ = row.failure();
    return missing_value;
  }
  [[nodiscard]] const std::optional<Failure<ReferenceReason>>& failure() const noexcept {
    return failure_;
  }

private:
  const ReferenceTables& tables_;
  CivilDay day_;
  std::optional<Failure<ReferenceReason>> failure_;
};

double rounded(double value, double decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

} // namespace

Outcome<double, ReferenceReason> gas_coefficient(const ReferenceTables& tables,
                                                 std::string_view zone, LegalDegreeDays degree_days,
                                                 double altitude_m, CivilDay day) {
  Figures figure{tables, day};
  const auto parameter = [&](std::string_view key) { return figure("parameter", key); };
  const double season_days = figure("season_days", zone);
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
  if (figure.failure()) return *figure.failure();
  if (!std::isnan(coefficient)) return coefficient;
  return detail::no_figure("degree-days or altitude of the municipality");
}

} // namespace empower
