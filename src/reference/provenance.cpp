// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/provenance.hpp>

namespace empower {

std::string_view code(Confidence confidence) noexcept {
  switch (confidence) {
  case Confidence::verified:
    return "verified";
  case Confidence::second_hand:
    return "second_hand";
  case Confidence::computed:
    return "computed";
  case Confidence::general_knowledge:
    return "general_knowledge";
  case Confidence::placeholder:
    return "placeholder";
  }
  return {};
}

} // namespace empower
