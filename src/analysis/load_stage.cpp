// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/load_stage.hpp>

#include <empower/core/detail/note.hpp>
#include <empower/core/parallel.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

namespace empower {
namespace {

using detail::add_note;

bool any_in_doubt(const MeterResult& result, CivilPeriod period) {
  const BillView observed = result.observed.view();
  for (std::size_t i = 0; i < result.left_out.size(); ++i)
    if (result.left_out[i] && !intersection(observed.period(i), period).empty()) return true;
  return false;
}

/// Cost by bands; missing, with the reason in the note, where a price or the energy of a band is.
double time_of_use_cost(const TariffBands& load, const Factors& factors, std::string& note) {
  double cost = 0.0;
  std::string missing;
  for (std::size_t b = 0; b < tariff_band_count; ++b) {
    const auto band = static_cast<TariffBand>(b);
    const BandLoad& used = load.bands[b];
    if (used.hours.expected == 0.0) continue;
    const Factor& price = factors.band_price(band);
    cost += used.energy.value() * price.value;
    if (!price.missing_because.empty())
      missing += (missing.empty() ? "" : ", ") + price.missing_because;
    else if (used.energy.missing())
      missing += (missing.empty() ? "" : ", ") + fmt::format("no reading in {}", code(band));
  }
  const double in_bands =
      load.bands[0].hours.expected + load.bands[1].hours.expected + load.bands[2].hours.expected;
  if (in_bands < load.all.hours.expected) {
    missing += (missing.empty() ? "" : ", ") + std::string{"hours without a band"};
    cost = missing_value;
  }
  if (!missing.empty()) add_note(note, "no time-of-use cost: " + missing);
  return cost;
}

/// Local time of a building; nothing where nobody says it.
const TimeZone* zone_of(const BuildingInput& building, const StockFolder& folder) {
  if (building.station != nullptr) return &building.station->zone;
  return folder.settings.time_zone ? &*folder.settings.time_zone : nullptr;
}

bool has_load(const Meter& meter, IntervalView intervals) {
  return meter.carrier == Carrier::electricity && meter.flow == Flow::import && !intervals.empty();
}

bool any_load(const StockFolder& folder) {
  for (std::size_t m = 0; m < folder.stock.meters.size(); ++m)
    if (has_load(folder.stock.meters[m], folder.readings.intervals(m))) return true;
  return false;
}

} // namespace

std::vector<UsedReference> references_of_load(const StockFolder& folder,
                                              const ReferenceTables& reference) {
  std::vector<UsedReference> used;
  if (!any_load(folder)) return used;
  used.reserve(reference.tariff_bands.size() + reference.tariff_holidays.size());
  for (const TariffBandRow& row : reference.tariff_bands) {
    used.push_back(
        {"tariff_bands.csv",
         fmt::format("{} {} {:g}-{:g}", row.band, row.day_type, row.from_hour, row.to_hour),
         missing_value, row.provenance});
  }
  for (const TariffHoliday& row : reference.tariff_holidays)
    used.push_back({"tariff_holidays.csv", row.id, missing_value, row.provenance});
  return used;
}

LoadRow load_row(const TariffBands& load, const Meter& meter, const MeterResult& result,
                 const TimeZone& zone, const Factors& factors) {
  LoadRow row = load_row(load, zone);
  row.meter_id = meter.id;
  row.carrier = code(meter.carrier);
  if (any_in_doubt(result, load.period))
    add_note(row.note, "holds readings in doubt, see findings");
  row.time_of_use_eur = time_of_use_cost(load, factors, row.note);
  const Factor& flat = factors.price(meter.carrier);
  row.flat_eur = row.energy_kwh * flat.value;
  if (!std::isnan(row.flat_eur)) row.price_confidence = code(flat.confidence);
  if (flat.confidence == Confidence::verified)
    row.time_of_use_difference_eur = row.time_of_use_eur - row.flat_eur;
  return row;
}

std::vector<LoadRow> load_rows(const StockFolder& folder, std::span<const MeterResult> meters,
                               std::span<const BuildingInput> buildings, const Factors& factors,
                               const ReferenceTables& reference, const AnalysisOptions& options) {
  if (!any_load(folder)) return {};
  const auto [first, last] = reading_years(folder);
  const TariffCalendar calendar{reference, first, last, options.undecided_as_f3};
  std::vector<std::vector<LoadRow>> per_meter(meters.size());
  parallel_for(meters.size(), options.threads, [&](std::size_t m) {
    const Meter& meter = folder.stock.meters[m];
    const IntervalView intervals = folder.readings.intervals(m);
    if (!has_load(meter, intervals)) return;
    const std::size_t building = meter.serves.front().building;
    const TimeZone utc;
    const TimeZone* known = zone_of(buildings[building], folder);
    const TimeZone& zone = known != nullptr ? *known : utc;
    const int last_year = year_of(zone.day_of(intervals.end.back() - std::chrono::seconds{1}));
    for (int year = year_of(zone.day_of(intervals.start.front())); year <= last_year; ++year) {
      const auto load = tariff_bands(intervals, zone, calendar_year(year), calendar);
      if (!load) continue;
      LoadRow& row = per_meter[m].emplace_back(load_row(*load, meter, meters[m], zone, factors));
      row.building_id = folder.stock.buildings[building].id;
      if (known == nullptr)
        add_note(row.note, "bands by UTC, as no time zone is given: set time_zone in stock.toml");
    }
  });
  std::vector<LoadRow> all;
  std::size_t count = 0;
  for (const std::vector<LoadRow>& rows : per_meter) count += rows.size();
  all.reserve(count);
  for (std::vector<LoadRow>& rows : per_meter) std::ranges::move(rows, std::back_inserter(all));
  return all;
}

} // namespace empower
