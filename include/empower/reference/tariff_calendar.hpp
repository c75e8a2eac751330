// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/reference/tables.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace empower {

/// The bands of time that Italian electricity is metered and priced by (AEEG resolution 181/06).
enum class TariffBand : std::uint8_t { f1, f2, f3 };

inline constexpr std::size_t tariff_band_count = 3;

/// `F1`, `F2`, `F3`.
[[nodiscard]] std::span<const std::string_view> tariff_band_codes() noexcept;
[[nodiscard]] std::string_view code(TariffBand band) noexcept;

/// The band of each hour of local time over some years, by `tariff_bands.csv` and
/// `tariff_holidays.csv`: a Sunday or a holiday that counts as F3 goes before the weekday. Patron
/// days are ordinary days.
class TariffCalendar {
public:
  /// Bands of the hours of a day; `no_band` where no row holds.
  using Hours = std::array<std::uint8_t, 24>;
  static constexpr std::uint8_t no_band = tariff_band_count;

  /// `undecided_as_f3` decides about holidays whose effect on the bands is not known (4 October
  /// from 2026); nothing = the bands take no notice of them. Throws `InputError` for a row with
  /// another band or day type, with part of an hour, or for an hour that has two bands.
  TariffCalendar(const ReferenceTables& tables, int first_year, int last_year,
                 std::optional<bool> undecided_as_f3 = std::nullopt);

  [[nodiscard]] CivilPeriod period() const noexcept {
    return {first_, first_ + std::chrono::days{static_cast<long>(days_.size())}};
  }
  /// Throws `ContractError` for a day outside `period()`.
  [[nodiscard]] const Hours& hours_of(CivilDay day) const;
  /// Nothing where no row holds: before 2007.
  [[nodiscard]] std::optional<TariffBand> band(CivilDay day, unsigned hour) const;
  /// Holidays of the years on which a decision that nobody has made would change the bands.
  [[nodiscard]] std::span<const CivilDay> undecided() const noexcept { return undecided_; }

private:
  CivilDay first_;
  std::vector<Hours> days_;
  std::vector<CivilDay> undecided_;
};

} // namespace empower
