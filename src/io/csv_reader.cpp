// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/csv_reader.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace empower::detail {
namespace {

constexpr std::uint64_t every_byte(unsigned char c) noexcept { return 0x0101010101010101u * c; }

/// The top bit of each byte of `word` that is zero. Exact in every byte: `(x & 0x7f) + 0x7f` cannot
/// carry into its neighbour.
constexpr std::uint64_t zero_bytes(std::uint64_t word) noexcept {
  constexpr std::uint64_t low = every_byte(0x7f);
  return ~(((word & low) + low) | word | low);
}

/// Eight bytes, the first in the lowest byte; bytes past the end are zero.
std::uint64_t load(std::string_view text, std::size_t position) noexcept {
  std::uint64_t word = 0;
  if (position + 8 <= text.size()) {
    std::memcpy(&word, text.data() + position, 8);
  } else if (position < text.size()) {
    std::memcpy(&word, text.data() + position, text.size() - position);
  }
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

} // namespace

CsvReader::CsvReader(std::string_view text, char separator)
    : text_{text}, separators_{every_byte(static_cast<unsigned char>(separator))} {
  seek(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (!read_record()) return;
  header_.swap(fields_);
  header_unescaped_.swap(unescaped_);
  header_fault_ = fault_;
  header_line_ = line_;
  auto names = header_;
  std::sort(names.begin(), names.end());
  const auto twice =
      std::adjacent_find(names.begin(), names.end(), [](std::string_view a, std::string_view b) {
        return a == b && !a.empty();
      });
  if (header_fault_ == CsvFault::none && twice != names.end())
    header_fault_ = CsvFault::duplicate_column;
  fields_.reserve(header_.size());
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const noexcept {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

bool CsvReader::next() {
  if (!read_record()) return false;
  if (fault_ == CsvFault::none && fields_.size() != header_.size()) fault_ = CsvFault::field_count;
  return true;
}

/// Goes on at `position`, behind all earlier marks.
void CsvReader::seek(std::size_t position) noexcept {
  at_ = position;
  word_ = position;
  load_marks();
}

void CsvReader::load_marks() noexcept {
  const std::uint64_t word = load(text_, word_);
  marks_ = zero_bytes(word ^ separators_) | zero_bytes(word ^ every_byte('\n'));
}

/// Takes the next separator or line feed, or the end of the text.
std::size_t CsvReader::next_mark() noexcept {
  while (marks_ == 0) {
    if (text_.size() - word_ <= 8) return text_.size();
    word_ += 8;
    load_marks();
  }
  const auto position = word_ + static_cast<std::size_t>(std::countr_zero(marks_)) / 8;
  marks_ &= marks_ - 1;
  return position;
}

bool CsvReader::read_record() {
  fields_.clear();
  unescaped_.clear();
  fault_ = CsvFault::none;
  while (at_ < text_.size()) {
    if (fields_.empty()) line_ = next_line_;
    const bool quoted = text_[at_] == '"';
    const std::size_t begin = at_;
    if (quoted) read_quoted();
    const std::size_t tail = at_;
    const std::size_t mark = next_mark();
    at_ = mark + 1;
    const bool more = mark < text_.size() && text_[mark] != '\n';
    std::size_t end = mark;
    if (!more && end > tail && text_[end - 1] == '\r') --end;
    if (!quoted) {
      if (!more && fields_.empty() && begin == end) { // a blank line
        ++next_line_;
        continue;
      }
      fields_.push_back(text_.substr(begin, end - begin));
    } else if (end != tail) {
      fault_ = CsvFault::text_after_quote;
    }
    if (more) {
      if (at_ == text_.size()) fields_.emplace_back(); // the text ends behind a separator
      continue;
    }
    ++next_line_;
    return true;
  }
  return !fields_.empty();
}

/// Appends the quoted field that begins at `at_` and goes behind its closing quote.
void CsvReader::read_quoted() {
  const std::size_t begin = at_ + 1;
  std::size_t end = begin;
  bool doubled = false;
  for (;;) {
    end = text_.find('"', end);
    if (end == std::string_view::npos) {
      fault_ = CsvFault::unterminated_quote;
      end = text_.size();
      break;
    }
    if (end + 1 == text_.size() || text_[end + 1] != '"') break;
    doubled = true;
    end += 2;
  }
  const std::string_view raw = text_.substr(begin, end - begin);
  next_line_ += static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '\n'));
  seek(std::min(end + 1, text_.size()));
  if (!doubled) {
    fields_.push_back(raw);
    return;
  }
  std::string& value = unescaped_.emplace_back();
  value.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    value += raw[i];
    if (raw[i] == '"') ++i;
  }
  fields_.push_back(value);
}

} // namespace empower::detail
