// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// A figure somebody published beside the numbers it is said to be made of.
struct PublishedFigure {
  std::string id;
  double published = missing_value;
  double recomputed = missing_value; ///< from those numbers; NaN = they give no figure
};

/// How far a publisher's rounding may lead: the wider of the two.
struct PublishedTolerance {
  double relative = 0.0; ///< of the published figure
  double absolute = 0.0; ///< in its unit, for figures of few digits
};

/// `publisher_inconsistent`: the figure does not follow from the numbers beside it. There is no
/// third way, so no row can be set aside.
enum class PublishedStatus { agrees, publisher_inconsistent };

[[nodiscard]] std::string_view code(PublishedStatus status) noexcept;

struct PublishedComparison {
  std::string id;
  double published = missing_value;
  double recomputed = missing_value;
  double ratio = missing_value;     ///< recomputed / published; NaN where both are 0
  double tolerance = missing_value; ///< that the difference was held against
  PublishedStatus status = PublishedStatus::publisher_inconsistent;
};

/// One comparison for each figure, in its order. A recomputed figure that is missing is
/// inconsistent. Throws `ContractError` if a published figure is missing: there is nothing to
/// compare with.
[[nodiscard]] std::vector<PublishedComparison>
compare_published(std::span<const PublishedFigure> figures, PublishedTolerance tolerance);

} // namespace empower
