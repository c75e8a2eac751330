// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/published.hpp>

#include <empower/core/error.hpp>

#include <algorithm>
#include <cmath>

namespace empower {

std::string_view code(PublishedStatus status) noexcept {
  return status == PublishedStatus::agrees ? "agrees" : "publisher_inconsistent";
}

std::vector<PublishedComparison> compare_published(std::span<const PublishedFigure> figures,
                                                   PublishedTolerance tolerance) {
  std::vector<PublishedComparison> rows;
  rows.reserve(figures.size());
  for (const PublishedFigure& figure : figures) {
    EMPOWER_EXPECTS(!std::isnan(figure.published), "a published figure is missing");
    const double allowed =
        std::max(tolerance.absolute, tolerance.relative * std::abs(figure.published));
    const bool agrees = std::abs(figure.recomputed - figure.published) <= allowed;
    rows.push_back({figure.id, figure.published, figure.recomputed,
                    figure.recomputed / figure.published, allowed,
                    agrees ? PublishedStatus::agrees : PublishedStatus::publisher_inconsistent});
  }
  return rows;
}

} // namespace empower
