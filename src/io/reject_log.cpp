// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/reject_log.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace empower::detail {
namespace {

/// Cells are quoted into messages; a cell can be a megabyte.
std::string excerpt(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() <= longest) return std::string{text};
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u)
    --end; // not inside a character
  return std::string{text.substr(0, end)} + "…";
}

} // namespace

RejectLog::Kind& RejectLog::kind_of(const Fault& fault) {
  const auto same = [&](const Kind& kind) {
    return kind.column == fault.column && kind.expected == fault.expected &&
           kind.consequence == fault.consequence;
  };
  const auto known = std::find_if(kinds_.begin(), kinds_.end(), same);
  if (known != kinds_.end()) return *known;
  return kinds_.emplace_back(Kind{std::string{fault.column},
                                  std::string{fault.expected},
                                  std::string{fault.consequence},
                                  fault.merge,
                                  {},
                                  {}});
}

void RejectLog::add(std::size_t line, const Fault& fault) {
  Kind& kind = kind_of(fault);
  const std::string found = excerpt(fault.found);
  if (fault.merge == Merge::same_anywhere) {
    const auto known = std::find_if(kind.entries.begin(), kind.entries.end(),
                                    [&](const Entry& entry) { return entry.found == found; });
    if (known != kind.entries.end()) {
      ++known->rows;
      return;
    }
  } else if (!kind.entries.empty() && kind.further.rows == 0) {
    Entry& last = kind.entries.back();
    if (line != 0 && last.line_end + 1 == line &&
        (fault.merge == Merge::neighbours || last.found == found)) {
      last.line_end = line;
      ++last.rows;
      return;
    }
  }
  if (kind.entries.size() < entries_per_kind) {
    kind.entries.push_back({line, line, 1, found});
    return;
  }
  if (kind.further.rows == 0) kind.further = {line, line, 0, found};
  kind.further.line_end = std::max(kind.further.line_end, line);
  ++kind.further.rows;
}

std::vector<Reject> RejectLog::rejects() const {
  std::vector<Reject> rejects;
  for (const Kind& kind : kinds_) {
    const auto add = [&](const Entry& entry, std::string found, std::string consequence) {
      rejects.push_back({file_, static_cast<std::int64_t>(entry.line),
                         static_cast<std::int64_t>(entry.line_end), kind.column, kind.expected,
                         std::move(found), std::move(consequence)});
    };
    for (const Entry& entry : kind.entries) {
      const bool counted = kind.merge == Merge::same_anywhere && entry.rows > 1;
      add(entry, entry.found,
          counted ? fmt::format("{} (in {} rows)", kind.consequence, entry.rows)
                  : kind.consequence);
    }
    if (kind.further.rows > 0) {
      add(kind.further,
          fmt::format("{} more rows, the first with \"{}\"", kind.further.rows, kind.further.found),
          kind.consequence);
    }
  }
  std::stable_sort(rejects.begin(), rejects.end(),
                   [](const Reject& a, const Reject& b) { return a.line < b.line; });
  return rejects;
}

} // namespace empower::detail
