// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/stock.hpp>

#include <empower/core/error.hpp>

#include <algorithm>
#include <cmath>

namespace empower {

namespace {

/// Shares read from a file are rounded there: thirds written with four digits still add up.
constexpr double share_tolerance = 1e-3;

template <class Item>
std::optional<std::size_t> find_id(const std::vector<Item>& items, std::string_view id) noexcept {
  const auto found =
      std::lower_bound(items.begin(), items.end(), id,
                       [](const Item& item, std::string_view i) { return item.id < i; });
  if (found == items.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

[[noreturn]] void refuse(std::string_view field, const std::string& expected,
                         std::string_view got) {
  throw InputError{{"stock", 0, std::string{field}}, expected, got};
}

template <class Item>
void check_ids(const std::vector<Item>& items, std::string_view field) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (items[i - 1].id < items[i].id) continue;
    refuse(field, "an id after \"" + items[i - 1].id + "\" in byte order", items[i].id);
  }
}

void check_shares(const Meter& meter, std::size_t buildings) {
  double total = 0.0;
  for (const MeterShare& part : meter.serves) {
    if (part.building >= buildings) {
      refuse("building_id", "a building served by meter " + meter.id,
             std::to_string(part.building));
    }
    total += part.share;
  }
  if (!(std::abs(total - 1.0) <= share_tolerance)) {
    refuse("share", "shares of meter " + meter.id + " that add up to 1", std::to_string(total));
  }
}

} // namespace

std::optional<std::size_t> Stock::find_building(std::string_view id) const noexcept {
  return find_id(buildings, id);
}

std::optional<std::size_t> Stock::find_meter(std::string_view id) const noexcept {
  return find_id(meters, id);
}

void Stock::check() const {
  check_ids(buildings, "building_id");
  check_ids(meters, "meter_id");
  for (const Meter& meter : meters) {
    check_shares(meter, buildings.size());
    if (!meter.parent.empty() && !find_meter(meter.parent)) {
      refuse("parent_meter_id", "a known parent of meter " + meter.id, meter.parent);
    }
  }
}

} // namespace empower
