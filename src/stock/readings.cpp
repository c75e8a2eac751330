// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/readings.hpp>

#include <empower/core/error.hpp>

namespace empower {

namespace {

struct Slice {
  std::size_t from;
  std::size_t count;

  Slice(const std::vector<std::size_t>& offsets, std::size_t meter) noexcept
      : from{offsets[meter]}, count{offsets[meter + 1] - offsets[meter]} {}

  template <class T>
  [[nodiscard]] std::span<const T> of(const std::vector<T>& column) const noexcept {
    return std::span{column}.subspan(from, count);
  }
};

template <class Point>
void check_order(std::span<const Point> from, std::span<const Point> to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    EMPOWER_EXPECTS(from[i] < to[i], "a reading ends after it starts");
    EMPOWER_EXPECTS(i == 0 || to[i - 1] <= from[i], "readings are in order and do not overlap");
  }
}

template <class T>
void append(std::vector<T>& column, std::span<const T> values) {
  column.insert(column.end(), values.begin(), values.end());
}

void append_quality(std::vector<ReadingQuality>& column, std::span<const ReadingQuality> quality,
                    std::size_t rows) {
  EMPOWER_EXPECTS(quality.empty() || quality.size() == rows, "one quality per reading, or none");
  if (quality.empty()) {
    column.resize(column.size() + rows, ReadingQuality::actual);
  } else {
    append(column, quality);
  }
}

} // namespace

BillView Readings::bills(std::size_t meter) const noexcept {
  const Slice slice{bill_offsets, meter};
  return {slice.of(bill_from), slice.of(bill_to), slice.of(bill_energy_kwh)};
}

std::span<const ReadingQuality> Readings::bill_qualities(std::size_t meter) const noexcept {
  return Slice{bill_offsets, meter}.of(bill_quality);
}

IntervalView Readings::intervals(std::size_t meter) const noexcept {
  const Slice slice{interval_offsets, meter};
  return {slice.of(interval_start), slice.of(interval_end), slice.of(interval_energy_kwh)};
}

std::span<const ReadingQuality> Readings::interval_qualities(std::size_t meter) const noexcept {
  return Slice{interval_offsets, meter}.of(interval_quality);
}

void Readings::add_meter(BillView bills, std::span<const ReadingQuality> quality) {
  EMPOWER_EXPECTS(bills.from.size() == bills.size() && bills.to.size() == bills.size(),
                  "from, to and energy have one length");
  check_order(bills.from, bills.to);
  append_quality(bill_quality, quality, bills.size());
  append(bill_from, bills.from);
  append(bill_to, bills.to);
  append(bill_energy_kwh, bills.energy_kwh);
  bill_offsets.push_back(bill_energy_kwh.size());
  interval_offsets.push_back(interval_energy_kwh.size());
}

void Readings::add_meter(IntervalView intervals, std::span<const ReadingQuality> quality) {
  EMPOWER_EXPECTS(intervals.start.size() == intervals.size() &&
                      intervals.end.size() == intervals.size(),
                  "start, end and energy have one length");
  check_order(intervals.start, intervals.end);
  append_quality(interval_quality, quality, intervals.size());
  append(interval_start, intervals.start);
  append(interval_end, intervals.end);
  append(interval_energy_kwh, intervals.energy_kwh);
  bill_offsets.push_back(bill_energy_kwh.size());
  interval_offsets.push_back(interval_energy_kwh.size());
}

} // namespace empower
