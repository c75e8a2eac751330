// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace empower::detail {

/// Adds a sentence to a row's note, once.
inline void add_note(std::string& note, std::string_view text) {
  if (text.empty() || note.find(text) != std::string::npos) return;
  if (!note.empty()) note += "; ";
  note += text;
}

} // namespace empower::detail
