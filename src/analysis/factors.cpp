// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/factors.hpp>

#include <empower/obligation/energy_manager.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace empower {
namespace {

std::string keyed(std::string_view carrier, int year) {
  return std::string{carrier} + " " + std::to_string(year);
}

/// From the energy of one kWh, by the rules of the energy-manager threshold.
OilFactor oil_factor(Carrier carrier, const ReferenceTables& reference, int year) {
  const CarrierEnergy one{carrier, KilowattHours{1.0}};
  const OilEquivalent oil =
      oil_equivalent({&one, 1}, reference, calendar_year(year).to - std::chrono::days{1});
  if (!oil.missing.empty()) return {{.missing_because = oil.missing}, {}};
  return {{oil.toe, Confidence::placeholder, {}}, oil.convention};
}

Factor missing_factor(const Failure<ReferenceReason>& failure) {
  return {missing_value, Confidence::placeholder, failure.detail, failure.reason};
}

/// Carriers and years with energy, in order. Water and sums of carriers have no factors.
std::set<std::pair<Carrier, int>> with_energy(std::span<const ConsumptionRow> consumption) {
  std::set<std::pair<Carrier, int>> all;
  for (const ConsumptionRow& row : consumption) {
    const auto name = parse_carrier(row.carrier);
    if (!name || std::isnan(row.energy_kwh) || !is_energy(name->carrier) ||
        name->carrier == Carrier::site_total)
      continue;
    all.emplace(name->carrier, static_cast<int>(row.year));
  }
  return all;
}

} // namespace

std::optional<CivilDay> last_day(std::span<const ConsumptionRow> consumption) {
  std::optional<CivilDay> end;
  for (const ConsumptionRow& row : consumption)
    if (!std::isnan(row.energy_kwh)) end = std::max(end.value_or(row.start), row.end);
  if (!end) return std::nullopt;
  return *end - std::chrono::days{1};
}

/// The body's own price on a day, noted as used; nothing if there is none.
const OwnPrice* Factors::own_price(Carrier carrier, std::optional<TariffBand> band,
                                   const StockFolder& folder, CivilDay day) {
  for (const OwnPrice& own : folder.prices) {
    const bool holds =
        (!own.valid_from || *own.valid_from <= day) && (!own.valid_to || day <= *own.valid_to);
    if (own.carrier != carrier || own.band != band || !holds) continue;
    used_.push_back(
        {"prices.csv of the folder",
         std::string{code(carrier)} + (band ? " " + std::string{code(*band)} : ""),
         own.eur_per_kwh,
         {own.valid_from, own.valid_to, "price of the body itself", Confidence::verified},
         "EUR/kWh"});
    return &own;
  }
  return nullptr;
}

Factor Factors::price_of(Carrier carrier, const StockFolder& folder,
                         const ReferenceTables& reference, CivilDay day) {
  if (const OwnPrice* own = own_price(carrier, std::nullopt, folder, day))
    return {own->eur_per_kwh, Confidence::verified, {}};
  const auto row = reference.price(reference_key(carrier), day);
  if (!row) return missing_factor(row.failure());
  used_.push_back({"prices.csv", std::string{reference_key(carrier)}, (*row)->eur_per_kwh,
                   (*row)->provenance, "EUR/kWh"});
  return {(*row)->eur_per_kwh, (*row)->provenance.confidence, {}};
}

std::pair<int, int> reading_years(const StockFolder& folder) {
  const Readings& readings = folder.readings;
  std::pair<int, int> range{9999, 0};
  const auto widen = [&](CivilDay day) {
    range.first = std::min(range.first, year_of(day));
    range.second = std::max(range.second, year_of(day));
  };
  for (const CivilDay from : readings.bill_from) widen(from);
  for (const CivilDay to : readings.bill_to) widen(to - std::chrono::days{1});
  InstantPeriod all{Instant::max(), Instant::min()};
  for (std::size_t m = 0; m < readings.meter_count(); ++m) {
    const IntervalView intervals = readings.intervals(m);
    if (intervals.empty()) continue;
    all = {std::min(all.from, intervals.start.front()), std::max(all.to, intervals.end.back())};
  }
  if (all.empty()) return range.second == 0 ? std::pair{2000, 2000} : range;
  std::vector<TimeZone> zones(1); // whichever is a meter's; UTC where nobody names one
  if (folder.settings.time_zone) zones.push_back(*folder.settings.time_zone);
  for (const Station& station : folder.weather.stations) zones.push_back(station.zone);
  for (const TimeZone& zone : zones) {
    widen(zone.day_of(all.from));
    widen(zone.day_of(all.to - std::chrono::seconds{1}));
  }
  return range;
}

Factors::Factors(const StockFolder& folder, const ReferenceTables& reference,
                 const std::string& emission_set, int first_year, int last_year) {
  std::set<Carrier> carriers{Carrier::electricity}; // a heat pump needs it everywhere
  for (const Meter& meter : folder.stock.meters) {
    if (is_energy(meter.carrier)) carriers.insert(meter.carrier);
  }
  const CivilDay last_day = calendar_year(last_year).to - std::chrono::days{1};
  for (std::size_t b = 0; b < tariff_band_count; ++b) {
    const auto band = static_cast<TariffBand>(b);
    const OwnPrice* own = own_price(Carrier::electricity, band, folder, last_day);
    if (own != nullptr)
      band_prices_[b] = {own->eur_per_kwh, Confidence::verified, {}};
    else
      band_prices_[b].missing_because = "no price for " + std::string{code(band)};
  }
  for (const Carrier carrier : carriers) {
    const std::string_view key = reference_key(carrier);
    prices_[carrier] = price_of(carrier, folder, reference, last_day);
    latest_emissions_[carrier] = {.missing_because = "no emission factor of any year"};
    for (int year = first_year; year <= last_year; ++year) {
      oil_[{carrier, year}] = oil_factor(carrier, reference, year);
      Factor& primary = primary_[{carrier, year}];
      Factor& non_renewable = non_renewable_[{carrier, year}];
      if (const auto row = reference.primary_energy_factor(key, calendar_year(year))) {
        primary = {(*row)->total, (*row)->provenance.confidence, {}};
        used_of_year_[{carrier, year}].push_back({"primary_energy_factors.csv", keyed(key, year),
                                                  (*row)->total, (*row)->provenance, "kWh/kWh"});
        if (std::isnan((*row)->non_renewable)) {
          non_renewable = {.missing_because =
                               "no non-renewable part in the row of " + std::string{key}};
        } else {
          non_renewable = {(*row)->non_renewable, (*row)->provenance.confidence, {}};
          used_of_year_[{carrier, year}].push_back(
              {"primary_energy_factors.csv", keyed(key, year) + " non-renewable",
               (*row)->non_renewable, (*row)->provenance, "kWh/kWh"});
        }
      } else {
        primary = missing_factor(row.failure());
        non_renewable = primary;
      }
      Factor& emission = emissions_[{carrier, year}];
      if (const auto row = reference.emission_factor(key, year, emission_set)) {
        emission = {(*row)->kg_co2_per_kwh, (*row)->provenance.confidence, {}};
        used_of_year_[{carrier, year}].push_back(
            {"co2_factors.csv", keyed(key, year) + " " + emission_set, (*row)->kg_co2_per_kwh,
             (*row)->provenance, "kg/kWh"});
      } else {
        emission = missing_factor(row.failure());
      }
    }
    constexpr int earliest = 1990;
    for (int year = last_year; year >= earliest; --year) {
      const auto row = reference.emission_factor(key, year, emission_set);
      if (!row) continue;
      latest_emissions_[carrier] = {(*row)->kg_co2_per_kwh, (*row)->provenance.confidence, {}};
      used_.push_back({"co2_factors.csv", keyed(key, year) + " " + emission_set + " for measures",
                       (*row)->kg_co2_per_kwh, (*row)->provenance, "kg/kWh"});
      break;
    }
  }
}

std::vector<UsedReference> Factors::used(std::span<const ConsumptionRow> consumption) const {
  std::vector<UsedReference> all = used_;
  for (const auto& of : with_energy(consumption)) {
    const auto rows = used_of_year_.find(of);
    if (rows != used_of_year_.end())
      all.insert(all.end(), rows->second.begin(), rows->second.end());
  }
  return all;
}

std::vector<MissingReference> Factors::missing(std::span<const ConsumptionRow> consumption) const {
  std::vector<MissingReference> all;
  std::set<Carrier> carriers;
  const auto take = [&](std::string_view table, std::string key, const Factor& factor) {
    if (factor.reason)
      all.push_back({std::string{table}, std::move(key), std::string{code(*factor.reason)},
                     factor.missing_because});
  };
  for (const auto& [carrier, year] : with_energy(consumption)) {
    const std::string_view key = reference_key(carrier);
    take("primary_energy_factors.csv", keyed(key, year), primary_energy(carrier, year));
    take("co2_factors.csv", keyed(key, year), emission(carrier, year));
    if (carriers.insert(carrier).second) take("prices.csv", std::string{key}, price(carrier));
  }
  return all;
}

} // namespace empower
