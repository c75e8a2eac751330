// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace empower {

/// How far a reference figure can be relied on. `placeholder`: a stand-in, or no figure at all; it
/// is never used in silence.
enum class Confidence { verified, second_hand, computed, general_knowledge, placeholder };

[[nodiscard]] std::string_view code(Confidence confidence) noexcept;

/// What every row of every reference table says of itself.
struct Provenance {
  std::optional<CivilDay> valid_from; ///< first day, included; nothing = no bound known
  std::optional<CivilDay> valid_to;   ///< last day, included
  std::string source;                 ///< act, standard or publisher
  Confidence confidence = Confidence::placeholder;

  [[nodiscard]] bool holds_on(CivilDay day) const noexcept {
    return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
  }
  /// True when the row holds on every day of the period.
  [[nodiscard]] bool holds_throughout(CivilPeriod period) const noexcept {
    return period.empty() || (holds_on(period.from) && holds_on(period.to - std::chrono::days{1}));
  }
};

} // namespace empower
