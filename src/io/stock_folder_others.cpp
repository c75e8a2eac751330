// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/energy_unit.hpp>
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace empower::detail {
namespace {

namespace calendar_column {
enum Column : std::size_t { calendar, date, kind };
constexpr std::array rules{ColumnRule{"calendar", ColumnRule::Need::required},
                           ColumnRule{"date", ColumnRule::Need::required}, ColumnRule{"kind"}};
} // namespace calendar_column

namespace retrofit_column {
enum Column : std::size_t { building_id, measure, from, to, carrier, cost, promised };
constexpr std::array rules{ColumnRule{"building_id", ColumnRule::Need::required},
                           ColumnRule{"measure", ColumnRule::Need::required},
                           ColumnRule{"from", ColumnRule::Need::required},
                           ColumnRule{"to", ColumnRule::Need::required},
                           ColumnRule{"carrier"},
                           ColumnRule{"cost_eur"},
                           ColumnRule{"promised_kwh_year"}};
} // namespace retrofit_column

namespace adjustment_column {
enum Column : std::size_t { meter_id, building_id, carrier, from, to, energy, reason };
constexpr std::array rules{ColumnRule{"meter_id"},
                           ColumnRule{"building_id"},
                           ColumnRule{"carrier"},
                           ColumnRule{"from", ColumnRule::Need::required},
                           ColumnRule{"to", ColumnRule::Need::required},
                           ColumnRule{"energy_kwh", ColumnRule::Need::required},
                           ColumnRule{"reason", ColumnRule::Need::required}};
} // namespace adjustment_column

/// Of gas and power; what is dearer is a slip of the unit.
constexpr double dearest_eur_per_kwh = 5.0;

namespace price_column {
enum Column : std::size_t { carrier, unit, eur_per_unit, valid_from, valid_to, band };
constexpr std::array rules{ColumnRule{"carrier", ColumnRule::Need::required},
                           ColumnRule{"unit", ColumnRule::Need::required},
                           ColumnRule{"eur_per_unit", ColumnRule::Need::required},
                           ColumnRule{"valid_from"},
                           ColumnRule{"valid_to"},
                           ColumnRule{"band"}};
} // namespace price_column

/// A carrier that may be left out; false if the row is refused for it.
bool read_carrier(StockTable& table, std::size_t column, std::optional<Carrier>& carrier) {
  if (table.text(column).empty()) return true;
  const auto known = parse_carrier(table.text(column));
  if (!known) {
    table.refuse(column, "a carrier", Merge::same_neighbours);
    return false;
  }
  if (known->synonym) {
    table.report(column, "a carrier code", fmt::format("read as {}", code(known->carrier)),
                 Merge::same_anywhere);
  }
  carrier = known->carrier;
  return true;
}

/// The days from one column to another; refuses the row where there are none, or fewer than
/// `least`.
std::optional<CivilPeriod> period_of(StockTable& table, std::size_t from_column,
                                     std::size_t to_column, long least) {
  const auto from = day_of(table, from_column);
  auto to = day_of(table, to_column);
  if (!from || !to) {
    table.refuse_time(from ? to_column : from_column);
    return std::nullopt;
  }
  if (table.form().end_inclusive) *to += std::chrono::days{1};
  if (*to < *from + std::chrono::days{least}) {
    table.refuse(to_column, least > 0 ? "an end after the start" : "an end not before the start");
    return std::nullopt;
  }
  return CivilPeriod{*from, *to};
}

std::optional<Retrofit> retrofit_of(StockTable& table, const Stock& stock) {
  namespace col = retrofit_column;
  Retrofit retrofit;
  const auto building = stock.find_building(table.text(col::building_id));
  if (!building) {
    table.refuse(col::building_id, "a building accepted from buildings.csv",
                 Merge::same_neighbours);
    return std::nullopt;
  }
  retrofit.building = *building;
  retrofit.measure = table.text(col::measure);
  if (retrofit.measure.empty()) {
    table.refuse(col::measure, "a measure");
    return std::nullopt;
  }
  const auto works = period_of(table, col::from, col::to, 0);
  if (!works) return std::nullopt;
  retrofit.works = *works;
  if (!read_carrier(table, col::carrier, retrofit.carrier)) return std::nullopt;
  retrofit.cost_eur = number_or_empty(table, col::cost, 0, 1e12);
  retrofit.promised_kwh_year = number_or_empty(table, col::promised, 0, 1e12);
  return retrofit;
}

/// The meter that an adjustment names, or the only one of the building and carrier that it names.
std::optional<std::size_t> adjusted_meter(StockTable& table, const Stock& stock) {
  namespace col = adjustment_column;
  if (!table.text(col::meter_id).empty()) {
    const auto meter = stock.find_meter(table.text(col::meter_id));
    if (meter && is_energy(stock.meters[*meter].carrier)) return meter;
    table.refuse(col::meter_id, "a meter of energy accepted from meters.csv",
                 Merge::same_neighbours);
    return std::nullopt;
  }
  const auto building = stock.find_building(table.text(col::building_id));
  if (!building) {
    table.refuse(col::building_id, "a meter, or a building accepted from buildings.csv",
                 Merge::same_neighbours);
    return std::nullopt;
  }
  std::optional<Carrier> carrier;
  if (!read_carrier(table, col::carrier, carrier)) return std::nullopt;
  std::optional<std::size_t> found;
  bool several = false;
  for (std::size_t m = 0; m < stock.meters.size(); ++m) {
    const Meter& meter = stock.meters[m];
    const bool serves = std::ranges::any_of(
        meter.serves, [&](const MeterShare& share) { return share.building == *building; });
    if (!serves || !meter.parent.empty() || meter.flow != Flow::import || !is_energy(meter.carrier))
      continue;
    if (carrier && meter.carrier != *carrier) continue;
    several = several || found.has_value();
    found = m;
  }
  if (found && !several) return found;
  table.refuse(carrier ? col::carrier : col::building_id,
               "one meter of the building and carrier, or a meter_id", several ? "several" : "none",
               Merge::same_neighbours);
  return std::nullopt;
}

std::optional<EnteredAdjustment> adjustment_of(StockTable& table, const Stock& stock) {
  namespace col = adjustment_column;
  EnteredAdjustment adjustment;
  const auto meter = adjusted_meter(table, stock);
  if (!meter) return std::nullopt;
  adjustment.meter = *meter;
  const auto period = period_of(table, col::from, col::to, 1);
  if (!period) return std::nullopt;
  adjustment.period = *period;
  const auto energy = table.number(col::energy);
  if (!energy) {
    table.refuse_number(col::energy);
    return std::nullopt;
  }
  if (!std::isfinite(*energy)) {
    table.refuse(col::energy, "an energy, positive = used more");
    return std::nullopt;
  }
  adjustment.energy_kwh = *energy;
  adjustment.reason = table.text(col::reason);
  if (adjustment.reason.empty()) {
    table.refuse(col::reason, "why: what a reader of the saving has to know");
    return std::nullopt;
  }
  return adjustment;
}

std::optional<OwnPrice> price_of(StockTable& table, const ReferenceTables& reference) {
  namespace col = price_column;
  OwnPrice price;
  std::optional<Carrier> carrier;
  if (!read_carrier(table, col::carrier, carrier)) return std::nullopt;
  if (!carrier) {
    table.refuse(col::carrier, "a carrier");
    return std::nullopt;
  }
  if (!is_energy(*carrier)) {
    table.refuse(col::carrier, "a carrier of energy", Merge::same_neighbours);
    return std::nullopt;
  }
  price.carrier = *carrier;
  const EnergyUnit unit =
      energy_unit(*carrier, table.text(col::unit), HeatingValue::lower, missing_value, reference);
  if (std::isnan(unit.kwh_per_unit)) {
    table.refuse(col::unit, fmt::format("a unit with a known heating value for {}", code(*carrier)),
                 Merge::same_neighbours);
    return std::nullopt;
  }
  if (unit.metered_volume)
    table.report(col::unit, "Smc", "read as standard cubic metres", Merge::same_anywhere);
  const auto amount = table.number(col::eur_per_unit);
  if (!amount) {
    table.refuse_number(col::eur_per_unit);
    return std::nullopt;
  }
  if (!(*amount >= 0.0)) {
    table.refuse(col::eur_per_unit, "a price of 0 or more");
    return std::nullopt;
  }
  price.eur_per_kwh = *amount / unit.kwh_per_unit;
  if (price.eur_per_kwh > dearest_eur_per_kwh)
    table.report(col::eur_per_unit, "a price of at most 5 EUR per kWh", "kept; check the unit");
  for (const auto& [column, day] :
       {std::pair{col::valid_from, &price.valid_from}, std::pair{col::valid_to, &price.valid_to}}) {
    *day = day_of(table, column);
    if (!*day && !table.text(column).empty()) {
      table.refuse_time(column);
      return std::nullopt;
    }
  }
  if (price.valid_from && price.valid_to && *price.valid_to < *price.valid_from) {
    table.refuse(col::valid_to, "a last day not before the first");
    return std::nullopt;
  }
  return price;
}

/// Two prices for the same thing on the same day.
bool contradict(const OwnPrice& a, const OwnPrice& b) {
  const auto ends_before = [](const OwnPrice& one, const OwnPrice& other) {
    return one.valid_to && other.valid_from && *one.valid_to < *other.valid_from;
  };
  return a.carrier == b.carrier && a.band == b.band && !ends_before(a, b) && !ends_before(b, a);
}

/// The bands that a price is for: nothing in the list = all hours. False if the row is refused.
bool read_bands(StockTable& table, Carrier carrier, std::vector<TariffBand>& bands) {
  namespace col = price_column;
  const std::string_view text = table.text(col::band);
  if (text.empty()) return true;
  if (carrier != Carrier::electricity) {
    table.refuse(col::band, "no band but for electricity", Merge::same_neighbours);
    return false;
  }
  for (const TariffBand band : {TariffBand::f1, TariffBand::f2, TariffBand::f3})
    if (same_word(text, code(band)) || (same_word(text, "F23") && band != TariffBand::f1))
      bands.push_back(band);
  if (bands.empty()) table.refuse(col::band, "F1, F2, F3 or F23", Merge::same_neighbours);
  return !bands.empty();
}

/// The price of a row, once for each of its bands.
std::vector<OwnPrice> prices_of(StockTable& table, const ReferenceTables& reference) {
  std::vector<OwnPrice> prices;
  std::vector<TariffBand> bands;
  const auto price = price_of(table, reference);
  if (!price || !read_bands(table, price->carrier, bands)) return prices;
  if (bands.empty()) prices.push_back(*price);
  for (const TariffBand band : bands) {
    prices.push_back(*price);
    prices.back().band = band;
  }
  return prices;
}

} // namespace

void read_calendars(StockInput& input) {
  namespace col = calendar_column;
  std::map<std::string, std::map<CivilDay, std::string>, std::less<>> calendars;
  read_table(input, "calendar.csv", col::rules, [&](StockTable& table) {
    while (table.next()) {
      const std::string_view name = table.text(col::calendar);
      const auto day = day_of(table, col::date);
      if (name.empty()) {
        table.refuse(col::calendar, "a calendar");
      } else if (!day) {
        table.refuse_time(col::date);
      } else if (!calendars[std::string{name}].try_emplace(*day, table.text(col::kind)).second) {
        table.refuse(col::date, "each date of a calendar once");
      } else {
        table.cover(*day, *day);
      }
    }
  });
  for (auto& [name, dates] : calendars) {
    DayCalendar& calendar = input.folder.calendars.emplace_back(DayCalendar{name, {}});
    for (auto& [day, kind] : dates) calendar.closed.push_back({day, std::move(kind)});
  }
}

void read_retrofits(StockInput& input) {
  std::vector<Retrofit>& retrofits = input.folder.retrofits;
  read_table(input, "retrofits.csv", retrofit_column::rules, [&](StockTable& table) {
    while (table.next()) {
      if (auto retrofit = retrofit_of(table, input.folder.stock)) {
        table.cover(retrofit->works.from, retrofit->works.to);
        retrofits.push_back(std::move(*retrofit));
      }
    }
  });
  std::stable_sort(retrofits.begin(), retrofits.end(), [](const Retrofit& a, const Retrofit& b) {
    return std::tie(a.building, a.works.from, a.measure) <
           std::tie(b.building, b.works.from, b.measure);
  });
}

void read_adjustments(StockInput& input) {
  std::vector<EnteredAdjustment>& adjustments = input.folder.adjustments;
  read_table(input, "adjustments.csv", adjustment_column::rules, [&](StockTable& table) {
    while (table.next()) {
      if (auto adjustment = adjustment_of(table, input.folder.stock)) {
        table.cover(adjustment->period.from, adjustment->period.to);
        adjustments.push_back(std::move(*adjustment));
      }
    }
  });
  std::stable_sort(adjustments.begin(), adjustments.end(),
                   [](const EnteredAdjustment& a, const EnteredAdjustment& b) {
                     return std::tie(a.meter, a.period.from, a.reason) <
                            std::tie(b.meter, b.period.from, b.reason);
                   });
}

void read_prices(StockInput& input) {
  std::vector<OwnPrice>& prices = input.folder.prices;
  read_table(input, "prices.csv", price_column::rules, [&](StockTable& table) {
    while (table.next()) {
      for (const OwnPrice& price : prices_of(table, input.reference)) {
        const auto known = [&](const OwnPrice& other) { return contradict(price, other); };
        if (std::ranges::any_of(prices, known)) {
          table.refuse(price_column::eur_per_unit, "one price for the same days and hours",
                       Merge::neighbours);
          break;
        }
        prices.push_back(price);
      }
    }
  });
  std::stable_sort(prices.begin(), prices.end(), [](const OwnPrice& a, const OwnPrice& b) {
    return std::tie(a.carrier, a.valid_from) < std::tie(b.carrier, b.valid_from);
  });
}

} // namespace empower::detail
