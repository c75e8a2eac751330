// SPDX-License-Identifier: Apache-2.0
#include <empower/series/bills.hpp>

#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>

#include <string>

namespace empower {

std::size_t first_out_of_order(BillView bills) noexcept {
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if (bills.from[i] >= bills.to[i] || (i > 0 && bills.from[i] < bills.to[i - 1])) return i;
  }
  return bills.size();
}

void check_order(BillView bills, std::string_view source) {
  const std::size_t size = bills.size();
  if (bills.from.size() != size) throw ShapeError("start of bills", size, bills.from.size());
  if (bills.to.size() != size) throw ShapeError("end of bills", size, bills.to.size());
  const auto place = [&](std::size_t i) {
    return InputPlace{.source = std::string{source}, .line = i + 1, .field = "start"};
  };
  const auto text = [](CivilPeriod period) {
    return date_text(period.from) + " to " + date_text(period.to);
  };
  const std::size_t i = first_out_of_order(bills);
  if (i == size) return;
  if (bills.from[i] >= bills.to[i])
    throw InputError(place(i), "an end after the start", text(bills.period(i)));
  throw InputError(place(i), "bills in order and without overlap",
                   text(bills.period(i)) + " after " + text(bills.period(i - 1)));
}

} // namespace empower
