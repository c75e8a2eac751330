// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/load_row.hpp>

#include <empower/core/detail/note.hpp>

#include <fmt/format.h>

#include <array>

namespace empower {
namespace {

using detail::add_note;

void add_shares(const TariffBands& load, LoadRow& row) {
  const double energy = load.all.energy.value();
  if (load.all.hours.share() < sufficient_coverage) return;
  if (energy > 0.0) {
    row.f1_share = row.f1_kwh / energy;
    row.f2_share = row.f2_kwh / energy;
    row.f3_share = row.f3_kwh / energy;
  }
  row.load_factor = load.load_factor;
  row.base_load_kw = load.base_load_kw;
  row.night_share = load.night_share;
}

/// What a reader of the row has to know.
std::string note_of(const TariffBands& load) {
  std::string note;
  const double coverage = load.all.hours.share();
  if (coverage < sufficient_coverage)
    add_note(note, fmt::format("readings cover {:.0f} % of the hours", 100.0 * coverage));
  if (load.left_out > 0) {
    add_note(note, fmt::format("{} readings longer than an hour or across one left out: {:.0f} kWh",
                               load.left_out, load.left_out_energy.value()));
  }
  for (const CivilDay day : load.undecided) {
    add_note(note, fmt::format("{}: a holiday of which it is not known whether it counts as F3, "
                               "taken as a working day until the caller decides",
                               date_text(day)));
  }
  return note;
}

} // namespace

std::span<const Column<LoadRow>> Schema<LoadRow>::columns() {
  using Row = LoadRow;
  static constexpr std::array<Column<Row>, 31> all{{
      {"meter_id", "", "electricity meter with readings of an hour or less", &Row::meter_id},
      {"building_id", "", "building it serves; of several the first", &Row::building_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"year", "", "calendar year, local time", &Row::year},
      {"start", "", "first day", &Row::start},
      {"end", "", "end, exclusive", &Row::end},
      {"coverage", "1", "share of the year's hours with readings", &Row::coverage},
      {"energy_kwh", "kWh", "energy of the hours with readings; never scaled up", &Row::energy_kwh},
      {"f1_kwh", "kWh", "of this, in band F1; empty = no reading in the band", &Row::f1_kwh},
      {"f2_kwh", "kWh", "in band F2", &Row::f2_kwh},
      {"f3_kwh", "kWh", "in band F3", &Row::f3_kwh},
      {"f1_hours", "h", "hours of F1 in the year, with or without readings", &Row::f1_hours},
      {"f2_hours", "h", "hours of F2", &Row::f2_hours},
      {"f3_hours", "h", "hours of F3", &Row::f3_hours},
      {"f1_share", "1", "share of the energy in F1; shares are empty below 0.90 coverage",
       &Row::f1_share},
      {"f2_share", "1", "share in F2", &Row::f2_share},
      {"f3_share", "1", "share in F3", &Row::f3_share},
      {"peak_kw", "kW", "highest mean power of one reading", &Row::peak_kw},
      {"peak_at", "", "start of that reading, with the offset of the building's zone",
       &Row::peak_at},
      {"peak_minutes", "min", "length of that reading: hours hide what quarters of an hour show",
       &Row::peak_minutes},
      {"f1_peak_kw", "kW", "highest mean power in F1", &Row::f1_peak_kw},
      {"f2_peak_kw", "kW", "in F2", &Row::f2_peak_kw},
      {"f3_peak_kw", "kW", "in F3", &Row::f3_peak_kw},
      {"load_factor", "1", "mean power over peak; empty below 0.90 coverage", &Row::load_factor},
      {"base_load_kw", "kW",
       "hourly mean power that 5 % of the hours do not exceed; empty below 0.90 coverage",
       &Row::base_load_kw},
      {"night_share", "1", "share of the energy from 23 to 7; empty below 0.90 coverage",
       &Row::night_share},
      {"time_of_use_eur", "EUR",
       "energy of the bands at the body's own prices of bands; empty without them",
       &Row::time_of_use_eur},
      {"flat_eur", "EUR", "energy at one price for all hours", &Row::flat_eur},
      {"time_of_use_difference_eur", "EUR",
       "cost by bands less flat cost; only where the flat price is verified too",
       &Row::time_of_use_difference_eur},
      {"price_confidence", "", "confidence of the flat price", &Row::price_confidence},
      {"note", "", "what is missing or to be known", &Row::note},
  }};
  return all;
}

LoadRow load_row(const TariffBands& load, const TimeZone& zone) {
  LoadRow row;
  row.year = year_of(load.period.from);
  row.start = load.period.from;
  row.end = load.period.to;
  row.coverage = load.all.hours.share();
  row.energy_kwh = load.all.energy.value();
  const auto fill = [](const BandLoad& band, double& kwh, double& hours, double& peak) {
    kwh = band.energy.value();
    hours = band.hours.expected;
    peak = band.peak.kw;
  };
  fill(load[TariffBand::f1], row.f1_kwh, row.f1_hours, row.f1_peak_kw);
  fill(load[TariffBand::f2], row.f2_kwh, row.f2_hours, row.f2_peak_kw);
  fill(load[TariffBand::f3], row.f3_kwh, row.f3_hours, row.f3_peak_kw);
  row.peak_kw = load.all.peak.kw;
  row.peak_at = zone.zoned(load.all.peak.at);
  row.peak_minutes = static_cast<double>(load.all.peak.length.count()) / 60.0;
  add_shares(load, row);
  row.note = note_of(load);
  return row;
}

} // namespace empower
