// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/counter_random.hpp"

#include <empower/analysis/meter_stage.hpp>
#include <empower/baseline/signature.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace empower::testing {

/// A station with `years` whole years from 2022 on: a yearly swing from 4 to 26 °C with 3 K of
/// scatter from day to day.
inline Station made_station(int years = 3) {
  Station station;
  station.id = "S1";
  station.zone = TimeZone::named("Europe/Rome").value();
  const CivilDay first = civil_day(2022, 1, 1);
  station.daily_mean.first = first;
  const CivilDay end = civil_day(2022 + years, 1, 1);
  for (CivilDay day = first; day < end; day += std::chrono::days{1}) {
    const auto i = static_cast<std::uint64_t>((day - first).count());
    const double season = std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / 365.25);
    station.daily_mean.values.push_back(15.0 - 11.0 * season + 6.0 * (uniform(21, i) - 0.5));
  }
  return station;
}

inline Signature gas_signature() {
  return {SignatureShape::heating, KilowattHoursPerDay{20.0}, KilowattHoursPerDegreeDay{10.0},
          Celsius{16.0}};
}

/// What a meter of this signature reads in the calendar months of the station's years, each with
/// `noise` times a number in [-1, 1) of it.
inline BillSeries made_bills(const Signature& signature, const Station& station, double noise = 0.0,
                             std::uint64_t seed = 1) {
  BillSeries bills;
  const CivilPeriod all = station.outdoor().period();
  for (CivilDay from = all.from; from < all.to;) {
    const std::chrono::year_month_day date{from};
    const CivilDay to{(date.year() / date.month() + std::chrono::months{1}) / 1};
    double energy = 0.0;
    for (CivilDay day = from; day < to; day += std::chrono::days{1})
      energy += signature.expected(station.outdoor().at(day)).value();
    const double chance = 2.0 * uniform(seed, bills.from.size()) - 1.0;
    bills.push_back({from, to}, energy * (1.0 + noise * chance));
    from = to;
  }
  return bills;
}

/// A meter with everything its analysis needs.
struct MadeMeter {
  Meter meter;
  Station station = made_station();
  NormalYear normal = mean_of_complete_years(station.outdoor());
  BillSeries bills;
  std::vector<ReadingQuality> quality;

  explicit MadeMeter(Carrier carrier = Carrier::natural_gas, double noise = 0.0,
                     std::uint64_t seed = 1)
      : bills{made_bills(gas_signature(), station, noise, seed)} {
    meter.id = "M1";
    meter.carrier = carrier;
    meter.serves = {{0, 1.0}};
  }

  [[nodiscard]] MeterInput input() const {
    return {&meter,
            bills.view(),
            quality,
            {},
            &station,
            &normal,
            {"B1", meter.id, std::string{code(meter.carrier)}, station.zone, 0.10}};
  }
  [[nodiscard]] MeterResult result() const { return analyse_meter(input()); }
};

/// The gas meter read every day instead of every month; 0.1 % of noise, lest its summer be stuck.
inline MadeMeter daily_meter(std::size_t first_day = 0) {
  MadeMeter meter;
  meter.bills = {};
  const DailyView<Celsius> outdoor = meter.station.outdoor();
  for (std::size_t i = first_day; i < outdoor.size(); ++i) {
    const double chance = 2.0 * uniform(1, i) - 1.0;
    meter.bills.push_back({outdoor.day(i), outdoor.day(i + 1)},
                          gas_signature().expected(outdoor[i]).value() * (1.0 + 0.001 * chance));
  }
  return meter;
}

} // namespace empower::testing
