// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/text_encoding.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace empower::detail {
namespace {

/// Length of the UTF-8 character at the front of `text`; 0 if there is none (Unicode 15, table
/// 3-7).
std::size_t character_length(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto trails = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if ((byte(i) & 0xC0u) != 0x80u) return false;
    }
    return true;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80u) return 1;
  if (lead >= 0xC2u && lead <= 0xDFu) return trails(1, 2) ? 2 : 0;
  if (lead >= 0xE0u && lead <= 0xEFu) {
    const unsigned least = lead == 0xE0u ? 0xA0u : 0x80u;
    const unsigned most = lead == 0xEDu ? 0x9Fu : 0xBFu; // no surrogates
    return byte(1) >= least && byte(1) <= most && trails(2, 3) ? 3 : 0;
  }
  if (lead >= 0xF0u && lead <= 0xF4u) {
    const unsigned least = lead == 0xF0u ? 0x90u : 0x80u;
    const unsigned most = lead == 0xF4u ? 0x8Fu : 0xBFu; // up to U+10FFFF
    return byte(1) >= least && byte(1) <= most && trails(2, 4) ? 4 : 0;
  }
  return 0;
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    std::uint64_t word = 0;
    if (text.size() >= 8) {
      std::memcpy(&word, text.data(), 8);
      if ((word & 0x8080808080808080u) == 0) {
        text.remove_prefix(8);
        continue;
      }
    }
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void append_utf8(std::string& text, unsigned code) {
  if (code < 0x80u) {
    text += static_cast<char>(code);
  } else if (code < 0x800u) {
    text += static_cast<char>(0xC0u | (code >> 6));
    text += static_cast<char>(0x80u | (code & 0x3Fu));
  } else {
    text += static_cast<char>(0xE0u | (code >> 12));
    text += static_cast<char>(0x80u | ((code >> 6) & 0x3Fu));
    text += static_cast<char>(0x80u | (code & 0x3Fu));
  }
}

/// The characters of 0x80 to 0x9F; the five codes without a character give the replacement mark.
constexpr std::array<unsigned, 32> windows_1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

} // namespace

std::string fingerprint(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return fmt::format("{:016x}", hash);
}

bool is_utf16(std::string_view bytes) noexcept {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

std::vector<std::size_t> recode_to_utf8(std::string& text) {
  std::vector<std::size_t> lines;
  if (is_utf8(text)) return lines;
  std::string recoded;
  recoded.reserve(text.size() + text.size() / 16);
  std::size_t line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view content = std::string_view{text}.substr(begin, end - begin);
    begin = end;
    if (is_utf8(content)) {
      recoded += content;
      continue;
    }
    lines.push_back(line);
    for (const char c : content) {
      const auto byte = static_cast<unsigned char>(c);
      append_utf8(recoded, byte >= 0x80u && byte < 0xA0u ? windows_1252[byte - 0x80u] : byte);
    }
  }
  text = std::move(recoded);
  return lines;
}

} // namespace empower::detail
