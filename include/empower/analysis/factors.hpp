// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/consumption.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/reference/tables.hpp>
#include <empower/reference/used_reference.hpp>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace empower {

/// A factor, or why there is none.
struct Factor {
  double value = missing_value;
  Confidence confidence = Confidence::placeholder;
  std::string missing_because; ///< empty when there is a value
  std::optional<ReferenceReason> reason = {};
};

/// Tonnes of oil equivalent per kWh, with the row's name (`natural_gas smc_0836`).
struct OilFactor {
  Factor toe_per_kwh;
  std::string convention;
};

/// The last day that these rows have energy of; nothing without any.
[[nodiscard]] std::optional<CivilDay> last_day(std::span<const ConsumptionRow> consumption);

/// First and last calendar year of any reading, in the zones of the stock; this century's start
/// when there is none.
[[nodiscard]] std::pair<int, int> reading_years(const StockFolder& folder);

/// Prices and factors of one analysis, looked up once for every carrier and year of the stock, so
/// that the work on buildings only reads, and everything used can be listed.
class Factors {
public:
  /// `years`: first and last calendar year of the readings, both included.
  Factors(const StockFolder& folder, const ReferenceTables& reference,
          const std::string& emission_set, int first_year, int last_year);

  [[nodiscard]] const Factor& price(Carrier carrier) const { return prices_.at(carrier); }
  /// The body's own price of electricity in a band; there is no other.
  [[nodiscard]] const Factor& band_price(TariffBand band) const {
    return band_prices_[static_cast<std::size_t>(band)];
  }
  [[nodiscard]] const Factor& primary_energy(Carrier carrier, int year) const {
    return primary_.at({carrier, year});
  }
  [[nodiscard]] const Factor& primary_non_renewable(Carrier carrier, int year) const {
    return non_renewable_.at({carrier, year});
  }
  /// By the default convention of the carrier on the last day of the year.
  [[nodiscard]] const OilFactor& oil(Carrier carrier, int year) const {
    return oil_.at({carrier, year});
  }
  [[nodiscard]] const Factor& emission(Carrier carrier, int year) const {
    return emissions_.at({carrier, year});
  }
  /// Of the latest year that has a figure: what a measure taken now is valued with.
  [[nodiscard]] const Factor& latest_emission(Carrier carrier) const {
    return latest_emissions_.at(carrier);
  }
  /// Prices, what measures are valued with, and the factors of the carriers and years that these
  /// rows have energy of.
  [[nodiscard]] std::vector<UsedReference> used(std::span<const ConsumptionRow> consumption) const;
  /// The factors and prices that these rows have energy for, and lack.
  [[nodiscard]] std::vector<MissingReference>
  missing(std::span<const ConsumptionRow> consumption) const;

private:
  const OwnPrice* own_price(Carrier carrier, std::optional<TariffBand> band,
                            const StockFolder& folder, CivilDay day);
  Factor price_of(Carrier carrier, const StockFolder& folder, const ReferenceTables& reference,
                  CivilDay day);

  std::map<Carrier, Factor> prices_;
  std::array<Factor, tariff_band_count> band_prices_;
  std::map<Carrier, Factor> latest_emissions_;
  std::map<std::pair<Carrier, int>, Factor> primary_;
  std::map<std::pair<Carrier, int>, Factor> non_renewable_;
  std::map<std::pair<Carrier, int>, Factor> emissions_;
  std::map<std::pair<Carrier, int>, OilFactor> oil_;
  std::vector<UsedReference> used_;
  std::map<std::pair<Carrier, int>, std::vector<UsedReference>> used_of_year_;
};

} // namespace empower
