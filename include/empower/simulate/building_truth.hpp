// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/stock/building.hpp>
#include <empower/stock/carrier.hpp>
#include <empower/stock/finding.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace empower {

/// What a meter truly answers to the weather: energy of a day with mean temperature `t` is
/// `base + heating_slope * (heating_balance - t)+ + cooling_slope * (t - cooling_balance)+`.
/// A leg that is not there has slope 0 and a missing balance temperature.
struct MeterSignature {
  double base_kwh_day = 0.0;
  double heating_slope_kwh_kd = 0.0;
  double heating_balance_c = missing_value;
  double cooling_slope_kwh_kd = 0.0;
  double cooling_balance_c = missing_value;

  [[nodiscard]] constexpr double energy_kwh(double temperature_c) const noexcept {
    double energy = base_kwh_day;
    if (temperature_c < heating_balance_c)
      energy += heating_slope_kwh_kd * (heating_balance_c - temperature_c);
    if (temperature_c > cooling_balance_c)
      energy += cooling_slope_kwh_kd * (temperature_c - cooling_balance_c);
    return energy;
  }
  /// Everything times `factor`.
  [[nodiscard]] constexpr MeterSignature scaled(double factor) const noexcept {
    return {base_kwh_day * factor, heating_slope_kwh_kd * factor, heating_balance_c,
            cooling_slope_kwh_kd * factor, cooling_balance_c};
  }
};

struct SignatureSpan {
  CivilPeriod valid;
  MeterSignature signature;
};

enum class ReadingInterval { monthly, daily, hourly };

struct SimulatedMeter {
  std::string id;
  Carrier carrier = Carrier::electricity;
  std::string unit;
  double kwh_per_unit = 1.0;
  ReadingInterval interval = ReadingInterval::monthly;
  double noise = 0.0;                   ///< relative standard deviation of a day
  bool listed = true;                   ///< false: the building has it, the folder does not
  std::vector<SignatureSpan> signature; ///< in order of time, without holes

  /// Replaces the signature inside `period` by `change(signature)`.
  template <class Change>
  void change_signature(CivilPeriod period, Change change) {
    std::vector<SignatureSpan> spans;
    const auto keep = [&](CivilPeriod valid, const MeterSignature& s) {
      if (!valid.empty()) spans.push_back({valid, s});
    };
    for (const SignatureSpan& span : signature) {
      const CivilPeriod inside = intersection(span.valid, period);
      if (inside.empty()) {
        keep(span.valid, span.signature);
        continue;
      }
      keep({span.valid.from, inside.from}, span.signature);
      keep(inside, change(span.signature));
      keep({inside.to, span.valid.to}, span.signature);
    }
    signature = std::move(spans);
  }
};

struct SimulatedRetrofit {
  std::string measure;
  CivilPeriod works;
  std::size_t meter = 0;       ///< whose heating it changes
  double slope_factor = 1.0;   ///< of the heating slope, after / before
  double promise_factor = 1.0; ///< promised / true saving of a normal year
  double cost_eur = missing_value;
};

/// Something wrong on purpose, with its label. `meter` is missing where the building as a whole is
/// meant.
struct InjectedFault {
  FindingKind kind{};
  std::optional<std::size_t> meter;
  std::string start; ///< as in the readings: a day, or an instant with offset
  std::string end;
  double factor = missing_value;
  double energy_kwh = missing_value; ///< what the readings have too much, by the fault
};

struct SimulatedBuilding {
  Building listed;                ///< as `buildings.csv` says it
  SquareMetres floor_area{};      ///< the true one
  double system_efficiency = 1.0; ///< heat delivered to the rooms per kWh of the heating carrier
  std::vector<SimulatedMeter> meters; ///< electricity first
  std::optional<SimulatedRetrofit> retrofit;
  std::optional<FindingKind> planned_fault;
};

} // namespace empower
