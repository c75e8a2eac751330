// SPDX-License-Identifier: Apache-2.0
#include <empower/core/civil_time.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace empower {

namespace {

using std::chrono::local_seconds;
using std::chrono::seconds;

constexpr int first_table_year = 1970;
constexpr int last_table_year = 2099;

struct EuropeanZone {
  std::string_view name;
  int standard_hours;
};

constexpr std::array european_zones{
    EuropeanZone{"Africa/Ceuta", 1},      EuropeanZone{"Asia/Nicosia", 2},
    EuropeanZone{"Atlantic/Azores", -1},  EuropeanZone{"Atlantic/Canary", 0},
    EuropeanZone{"Atlantic/Madeira", 0},  EuropeanZone{"Europe/Amsterdam", 1},
    EuropeanZone{"Europe/Andorra", 1},    EuropeanZone{"Europe/Athens", 2},
    EuropeanZone{"Europe/Berlin", 1},     EuropeanZone{"Europe/Bratislava", 1},
    EuropeanZone{"Europe/Brussels", 1},   EuropeanZone{"Europe/Bucharest", 2},
    EuropeanZone{"Europe/Budapest", 1},   EuropeanZone{"Europe/Copenhagen", 1},
    EuropeanZone{"Europe/Dublin", 0},     EuropeanZone{"Europe/Helsinki", 2},
    EuropeanZone{"Europe/Lisbon", 0},     EuropeanZone{"Europe/Ljubljana", 1},
    EuropeanZone{"Europe/London", 0},     EuropeanZone{"Europe/Luxembourg", 1},
    EuropeanZone{"Europe/Madrid", 1},     EuropeanZone{"Europe/Malta", 1},
    EuropeanZone{"Europe/Monaco", 1},     EuropeanZone{"Europe/Oslo", 1},
    EuropeanZone{"Europe/Paris", 1},      EuropeanZone{"Europe/Prague", 1},
    EuropeanZone{"Europe/Riga", 2},       EuropeanZone{"Europe/Rome", 1},
    EuropeanZone{"Europe/San_Marino", 1}, EuropeanZone{"Europe/Sofia", 2},
    EuropeanZone{"Europe/Stockholm", 1},  EuropeanZone{"Europe/Tallinn", 2},
    EuropeanZone{"Europe/Vaduz", 1},      EuropeanZone{"Europe/Vatican", 1},
    EuropeanZone{"Europe/Vienna", 1},     EuropeanZone{"Europe/Vilnius", 2},
    EuropeanZone{"Europe/Warsaw", 1},     EuropeanZone{"Europe/Zagreb", 1},
    EuropeanZone{"Europe/Zurich", 1},
};

struct RuleName {
  std::string_view name;
  std::string_view posix;
};

/// Energy Policy Act of 2005 (United States), in force since 2007 and followed by Ontario.
constexpr std::array american_zones{
    RuleName{"America/Chicago", "CST6CDT,M3.2.0,M11.1.0"},
    RuleName{"America/Denver", "MST7MDT,M3.2.0,M11.1.0"},
    RuleName{"America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0"},
    RuleName{"America/New_York", "EST5EDT,M3.2.0,M11.1.0"},
    RuleName{"America/Phoenix", "MST7"},
    RuleName{"America/Toronto", "EST5EDT,M3.2.0,M11.1.0"},
};

/// `Mm.w.d/time`: weekday d of week w (5 = the last) of month m, at a local time of that day.
struct Switch {
  unsigned month;
  unsigned week;
  unsigned weekday;
  seconds time;

  /// `before` is the offset in force until the switch.
  [[nodiscard]] Instant in(int year, seconds before) const noexcept {
    const auto month_of_year = std::chrono::year{year} / std::chrono::month{month};
    const std::chrono::weekday day{weekday};
    const auto date = week == 5 ? std::chrono::sys_days{month_of_year / day[std::chrono::last]}
                                : std::chrono::sys_days{month_of_year / day[week]};
    return date + time - before;
  }
};

struct PosixRule {
  seconds standard{0}; ///< to add to UTC
  seconds summer{0};
  std::optional<Switch> start;
  std::optional<Switch> end;
};

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Reads `text` from the front; each function takes what it knows or returns nothing.
class Reader {
public:
  explicit Reader(std::string_view text) noexcept : text_{text} {}

  [[nodiscard]] bool done() const noexcept { return text_.empty(); }
  [[nodiscard]] bool at(char c) const noexcept { return !done() && text_.front() == c; }

  bool take(char c) noexcept {
    if (!at(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::optional<unsigned> number(unsigned smallest, unsigned largest) noexcept {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc{} || value < smallest || value > largest) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }

  /// `CET` or `<+03>`.
  bool abbreviation() noexcept {
    std::size_t length = 0;
    if (at('<')) {
      length = text_.find('>') + 1; // 0 when the bracket is not closed
    } else {
      while (length < text_.size() && is_letter(text_[length])) ++length;
    }
    if (length < 3) return false;
    text_.remove_prefix(length);
    return true;
  }

  /// `[+-]h[:mm[:ss]]`
  std::optional<seconds> duration(unsigned largest_hours) noexcept {
    const int sign = take('-') ? -1 : 1;
    if (sign == 1) take('+');
    const auto hours = number(0, largest_hours);
    if (!hours) return std::nullopt;
    seconds total = std::chrono::hours{*hours};
    for (seconds unit : {seconds{60}, seconds{1}}) {
      if (!take(':')) break;
      const auto part = number(0, 59);
      if (!part) return std::nullopt;
      total += unit * static_cast<int>(*part);
    }
    return sign * total;
  }

  std::optional<Switch> summer_switch() noexcept {
    if (!take(',') || !take('M')) return std::nullopt;
    const auto month = number(1, 12);
    if (!month || !take('.')) return std::nullopt;
    const auto week = number(1, 5);
    if (!week || !take('.')) return std::nullopt;
    const auto weekday = number(0, 6);
    if (!weekday) return std::nullopt;
    std::optional<seconds> time = std::chrono::hours{2};
    if (take('/')) time = duration(167);
    if (!time) return std::nullopt;
    return Switch{*month, *week, *weekday, *time};
  }

private:
  std::string_view text_;
};

/// POSIX counts offsets west of Greenwich; the result counts east, as everything here does.
std::optional<PosixRule> parse_posix(std::string_view text) noexcept {
  Reader in{text};
  if (!in.abbreviation()) return std::nullopt;
  const auto west = in.duration(24);
  if (!west) return std::nullopt;
  PosixRule rule{-*west, -*west + std::chrono::hours{1}, {}, {}};
  if (in.done()) return rule;

  if (!in.abbreviation()) return std::nullopt;
  if (!in.at(',')) {
    const auto summer_west = in.duration(24);
    if (!summer_west) return std::nullopt;
    rule.summer = -*summer_west;
  }
  rule.start = in.summer_switch();
  rule.end = in.summer_switch();
  if (!rule.start || !rule.end || !in.done()) return std::nullopt;
  return rule;
}

/// `+01:00`
std::optional<seconds> parse_fixed_offset(std::string_view text) noexcept {
  Reader in{text};
  if (!in.at('+') && !in.at('-')) return std::nullopt;
  const auto offset = in.duration(18);
  return in.done() ? offset : std::nullopt;
}

std::vector<InstantPeriod> summers_of(const PosixRule& rule) {
  std::vector<InstantPeriod> summers;
  for (int year = first_table_year; year <= last_table_year; ++year) {
    const Instant from = rule.start->in(year, rule.standard);
    const Instant to = rule.end->in(year, rule.summer);
    // South of the equator summer ends in the next year.
    summers.push_back({from, to > from ? to : rule.end->in(year + 1, rule.summer)});
  }
  return summers;
}

template <class Entries>
auto find_name(const Entries& entries, std::string_view name) noexcept {
  return std::find_if(entries.begin(), entries.end(),
                      [&](const auto& e) { return e.name == name; });
}

} // namespace

std::optional<TimeZone> TimeZone::named(std::string_view name) {
  TimeZone zone;
  zone.name_ = name;
  if (name == "UTC" || name == "Etc/UTC" || name == "Z") return zone;
  if (const auto known = find_name(european_zones, name); known != european_zones.end()) {
    zone.rule_ = Rule::european;
    zone.standard_offset_ = std::chrono::hours{known->standard_hours};
    zone.summer_shift_ = std::chrono::hours{1};
    return zone;
  }
  if (const auto fixed = parse_fixed_offset(name)) {
    zone.standard_offset_ = *fixed;
    return zone;
  }
  const auto american = find_name(american_zones, name);
  const auto rule = parse_posix(american != american_zones.end() ? american->posix : name);
  if (!rule) return std::nullopt;
  zone.standard_offset_ = rule->standard;
  if (rule->start) {
    zone.rule_ = Rule::table;
    zone.summer_shift_ = rule->summer - rule->standard;
    zone.summers_ = summers_of(*rule);
  }
  return zone;
}

seconds TimeZone::offset(Instant at) const noexcept {
  bool summer = false;
  if (rule_ == Rule::european) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    summer = european_summer_time(static_cast<int>(std::chrono::year_month_day{day}.year()))
                 .contains(at);
  } else if (rule_ == Rule::table) {
    const auto next =
        std::upper_bound(summers_.begin(), summers_.end(), at,
                         [](Instant t, const InstantPeriod& s) { return t < s.from; });
    summer = next != summers_.begin() && std::prev(next)->contains(at);
  }
  return summer ? standard_offset_ + summer_shift_ : standard_offset_;
}

std::optional<Instant> TimeZone::instant_of(local_seconds local) const noexcept {
  const auto [low, high] = std::minmax({standard_offset_, standard_offset_ + summer_shift_});
  // The larger offset gives the earlier instant.
  for (const seconds candidate : {high, low}) {
    const Instant at{local.time_since_epoch() - candidate};
    if (offset(at) == candidate) return at;
  }
  return std::nullopt;
}

Instant TimeZone::start_of(CivilDay day) const noexcept {
  if (const auto midnight = instant_of(day)) return *midnight;
  // The clocks skip midnight: day_of changes at the switch, between the two candidates.
  const seconds shift = std::chrono::abs(summer_shift_);
  const Instant any{local_seconds{day}.time_since_epoch() - standard_offset_};
  Instant before = any - shift;
  Instant after = any + shift;
  while (after - before > seconds{1}) {
    const Instant middle = before + (after - before) / 2;
    (day_of(middle) < day ? before : after) = middle;
  }
  return after;
}

std::string date_text(CivilDay day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

} // namespace empower
