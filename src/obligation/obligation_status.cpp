// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/obligation_status.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace empower {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array statuses{"met"sv, "not_met"sv, "due"sv, "unknown"sv, "not_applicable"sv};
static_assert(statuses.size() == static_cast<std::size_t>(ObligationStatus::not_applicable) + 1);

constexpr std::array reasons{"incomplete_row"sv, "no_baseline_energy"sv, "too_few_buildings"sv};
static_assert(reasons.size() == static_cast<std::size_t>(ObligationReason::too_few_buildings) + 1);

constexpr std::array months{"January"sv,   "February"sv, "March"sv,    "April"sv,
                            "May"sv,       "June"sv,     "July"sv,     "August"sv,
                            "September"sv, "October"sv,  "November"sv, "December"sv};

} // namespace

std::span<const std::string_view> obligation_status_codes() noexcept { return statuses; }

std::span<const std::string_view> obligation_reason_codes() noexcept { return reasons; }

std::string_view code(ObligationStatus status) noexcept {
  return statuses[static_cast<std::size_t>(status)];
}

std::string_view code(ObligationReason reason) noexcept {
  return reasons[static_cast<std::size_t>(reason)];
}

std::optional<CivilDay> yearly_deadline(const Obligation& row, int year) {
  constexpr std::string_view lead = "yearly by ";
  std::string_view text = row.frequency;
  if (!text.starts_with(lead)) return std::nullopt;
  text.remove_prefix(lead.size());
  unsigned day = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(' ')) return std::nullopt;
  const auto* const month = std::ranges::find(months, text.substr(1));
  if (month == months.end()) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{year + 1},
      std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return CivilDay{date};
}

} // namespace empower
