// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// The rows of each of `groups` groups (`row.group`), side by side and within a group in the order
/// they had. One counting sort.
template <class Row>
class GroupedRows {
public:
  GroupedRows(const std::vector<Row>& rows, std::size_t groups)
      : begin_(groups + 1, 0), rows_(rows.size()) {
    for (const Row& row : rows) ++begin_[row.group + 1];
    for (std::size_t g = 0; g < groups; ++g) begin_[g + 1] += begin_[g];
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (const Row& row : rows) rows_[next[row.group]++] = row;
  }

  [[nodiscard]] std::span<Row> operator[](std::size_t group) noexcept {
    return std::span{rows_}.subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

private:
  std::vector<std::size_t> begin_;
  std::vector<Row> rows_;
};

/// Sorts what mostly is in order already.
template <class Row, class Before>
void put_in_order(std::span<Row> rows, Before before) {
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::sort(rows.begin(), rows.end(), before);
}

} // namespace empower::detail
