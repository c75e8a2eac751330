// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/io/detail/energy_unit.hpp>
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace empower::detail {
namespace {

enum Column : std::size_t {
  meter_id,
  building_id,
  carrier,
  unit,
  share,
  parent,
  flow,
  heating_value,
  conversion,
  register_digits,
  resolution,
};
constexpr std::array rules{
    ColumnRule{"meter_id", ColumnRule::Need::required},
    ColumnRule{"building_id", ColumnRule::Need::required},
    ColumnRule{"carrier", ColumnRule::Need::required},
    ColumnRule{"unit", ColumnRule::Need::required},
    ColumnRule{"share"},
    ColumnRule{"parent_meter_id"},
    ColumnRule{"flow"},
    ColumnRule{"heating_value"},
    ColumnRule{"conversion"},
    ColumnRule{"register_digits", ColumnRule::Need::unused},
    ColumnRule{"resolution"},
};
static_assert(rules.size() == resolution + 1);

/// Shares are rounded where they are written: thirds with three digits still add up.
constexpr double share_tolerance = 1e-3;

/// A meter and the lines of the file that tell of it.
struct MeterDraft {
  Meter meter;
  std::vector<std::size_t> lines;
};

std::optional<Carrier> carrier_of(StockTable& table) {
  const auto known = parse_carrier(table.text(carrier));
  if (!known) {
    table.refuse(carrier, "a carrier", Merge::same_neighbours);
    return std::nullopt;
  }
  if (known->synonym) {
    table.report(carrier, "a carrier code", fmt::format("read as {}", code(known->carrier)),
                 Merge::same_anywhere);
  }
  return known->carrier;
}

std::optional<Flow> flow_of(StockTable& table) {
  const std::string_view text = table.text(flow);
  if (text.empty()) return Flow::import;
  for (const Flow known : {Flow::import, Flow::exported, Flow::generation}) {
    if (text == code(known)) return known;
  }
  table.refuse(flow, "import, export or generation", Merge::same_neighbours);
  return std::nullopt;
}

std::optional<HeatingValue> heating_value_of(StockTable& table) {
  const std::string_view text = table.text(heating_value);
  if (text.empty() || text == "lower") return HeatingValue::lower;
  if (text == "upper") return HeatingValue::upper;
  table.refuse(heating_value, "lower or upper", Merge::same_neighbours);
  return std::nullopt;
}

/// Adds rows that are not listed yet: there are few, whatever the number of meters.
void note_used(std::vector<UsedReference>& all, std::span<const UsedReference> used) {
  for (const UsedReference& row : used) {
    const auto same = [&](const UsedReference& other) {
      return other.table == row.table && other.key == row.key;
    };
    if (std::ranges::none_of(all, same)) all.push_back(row);
  }
}

/// Unit and factor of a row; false if it is refused for them.
bool read_unit(StockTable& table, StockInput& input, Meter& meter) {
  const auto value = heating_value_of(table);
  if (!value) return false;
  const double own_conversion = number_or_empty(table, conversion, 1e-3, 1e3);
  std::string_view text = table.text(unit);
  if (const auto usual = input.settings.units.find(meter.carrier);
      text.empty() && usual != input.settings.units.end()) {
    text = usual->second;
  }
  const EnergyUnit known =
      energy_unit(meter.carrier, text, *value, own_conversion, input.reference);
  if (!is_energy(meter.carrier) && std::isnan(known.kwh_per_unit)) {
    table.refuse(unit, "a volume of water, like m3", text, Merge::same_neighbours);
    return false;
  }
  if (known.unit.empty()) {
    table.refuse(unit, "a unit of energy or fuel, like kWh or Smc", text, Merge::same_neighbours);
    return false;
  }
  if (std::isnan(known.kwh_per_unit)) {
    table.refuse(unit, fmt::format("a unit with a known heating value for {}", code(meter.carrier)),
                 text, Merge::same_neighbours);
    return false;
  }
  if (known.metered_volume && std::isnan(own_conversion)) {
    table.report(unit, "Smc, or a conversion to it", "read as standard cubic metres",
                 Merge::same_anywhere);
  }
  if (!known.metered_volume && !std::isnan(own_conversion)) {
    table.report(conversion, "a conversion only for gas in m3", "conversion ignored");
  }
  meter.unit = known.unit;
  meter.kwh_per_unit = known.kwh_per_unit;
  note_used(input.folder.references, known.used);
  return true;
}

/// The row as a meter that serves one building; nothing if it is refused.
std::optional<Meter> meter_of(StockTable& table, StockInput& input, IdIndex& buildings) {
  Meter meter;
  meter.id = table.text(meter_id);
  if (meter.id.empty()) {
    table.refuse(meter_id, "an id");
    return std::nullopt;
  }
  const auto building = buildings.find(table.text(building_id));
  if (!building) {
    table.refuse(building_id, "a building accepted from buildings.csv", Merge::same_neighbours);
    return std::nullopt;
  }
  const auto known_carrier = carrier_of(table);
  if (!known_carrier) return std::nullopt;
  meter.carrier = *known_carrier;
  const auto known_flow = flow_of(table);
  if (!known_flow || !read_unit(table, input, meter)) return std::nullopt;
  meter.flow = *known_flow;
  const auto part = table.number(share);
  if (!part || *part <= 0.0 || *part > 1.0) {
    table.refuse(share, "a share above 0 and up to 1");
    return std::nullopt;
  }
  meter.serves.push_back({*building, *part});
  meter.parent = table.text(parent);
  const double step = number_or_empty(table, resolution, 0, 1e9);
  meter.resolution_kwh = std::isnan(step) ? 0.0 : step * meter.kwh_per_unit;
  return meter;
}

/// Takes a further row of a meter that serves several buildings.
void add_row(StockTable& table, MeterDraft& draft, const Meter& row) {
  const Meter& meter = draft.meter;
  const auto as_in_line = [&] {
    return fmt::format("{}, as in line {}", row.id, draft.lines.front());
  };
  const bool known =
      std::any_of(meter.serves.begin(), meter.serves.end(),
                  [&](const MeterShare& s) { return s.building == row.serves.front().building; });
  if (known) {
    table.refuse(meter_id, "each meter once for a building", as_in_line(), Merge::neighbours);
  } else if (row.carrier != meter.carrier || row.unit != meter.unit ||
             row.kwh_per_unit != meter.kwh_per_unit || row.flow != meter.flow ||
             row.parent != meter.parent) {
    table.refuse(meter_id, "one carrier, unit, flow and parent for a meter", as_in_line(),
                 Merge::neighbours);
  } else {
    draft.meter.serves.push_back(row.serves.front());
    draft.lines.push_back(table.line());
  }
}

/// Divides the shares by their sum, which is returned: written ones are rounded. A meter of one
/// building needs none.
double settle_shares(Meter& meter) {
  if (meter.serves.size() == 1 && std::isnan(meter.serves.front().share))
    meter.serves.front().share = 1.0;
  std::sort(meter.serves.begin(), meter.serves.end(),
            [](const MeterShare& a, const MeterShare& b) { return a.building < b.building; });
  double sum = 0.0;
  for (const MeterShare& part : meter.serves) sum += part.share;
  for (MeterShare& part : meter.serves) part.share /= sum;
  return sum;
}

void refuse_shares(StockTable& table, const MeterDraft& draft, double sum) {
  const std::string found = fmt::format(
      "{} for meter {}", std::isnan(sum) ? "none" : fmt::format("{:.6g}", sum), draft.meter.id);
  for (const std::size_t line : draft.lines) {
    table.refuse_line(line, {"share", "shares of a meter that add up to 1", found, row_left_out,
                             Merge::same_neighbours});
  }
}

/// A parent that is not there, or that is a part of its own part, would hide energy.
void check_parents(StockTable& table, Stock& stock, const std::vector<std::size_t>& lines) {
  enum class Walk : char { ahead, on_the_way, done };
  std::vector<Walk> walk(stock.meters.size(), Walk::ahead);
  std::vector<std::size_t> way;
  for (std::size_t start = 0; start < stock.meters.size(); ++start) {
    way.clear();
    std::size_t at = start;
    while (walk[at] == Walk::ahead) {
      walk[at] = Walk::on_the_way;
      way.push_back(at);
      std::string& above = stock.meters[at].parent;
      if (above.empty()) break;
      const auto next = stock.find_meter(above);
      if (!next || walk[*next] == Walk::on_the_way) {
        table.log().add(lines[at], {"parent_meter_id",
                                    next ? "a parent that is not a part of its part"
                                         : "a meter accepted from meters.csv",
                                    above, "meter without parent", Merge::same_neighbours});
        above.clear();
        break;
      }
      at = *next;
    }
    for (const std::size_t passed : way) walk[passed] = Walk::done;
  }
}

} // namespace

void read_meters(StockInput& input) {
  Stock& stock = input.folder.stock;
  const bool found = read_table(input, "meters.csv", rules, [&](StockTable& table) {
    IdIndex buildings;
    for (std::size_t i = 0; i < stock.buildings.size(); ++i)
      buildings.add(stock.buildings[i].id, i);
    std::vector<MeterDraft> drafts;
    std::unordered_map<std::string, std::size_t> places;
    while (table.next()) {
      auto meter = meter_of(table, input, buildings);
      if (!meter) continue;
      const auto [place, added] = places.try_emplace(meter->id, drafts.size());
      if (added) {
        drafts.push_back({std::move(*meter), {table.line()}});
      } else {
        add_row(table, drafts[place->second], *meter);
      }
    }
    std::sort(drafts.begin(), drafts.end(),
              [](const MeterDraft& a, const MeterDraft& b) { return a.meter.id < b.meter.id; });
    std::vector<std::size_t> lines;
    for (MeterDraft& draft : drafts) {
      const double sum = settle_shares(draft.meter);
      if (!(std::abs(sum - 1.0) <= share_tolerance)) {
        refuse_shares(table, draft, sum);
        continue;
      }
      lines.push_back(draft.lines.front());
      stock.meters.push_back(std::move(draft.meter));
    }
    check_parents(table, stock, lines);
  });
  if (!found) throw InputError({"meters.csv", 0, {}}, "a file meters.csv", "no file");
}

} // namespace empower::detail
