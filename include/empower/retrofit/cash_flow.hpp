// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace empower {

/// Present value of a yearly payment of 1 that starts at the end of year 1 and grows by `growth`:
/// sum over t = 1 ... `years` of (1 + growth)^(t-1) (1 + rate)^-t = (1 - ((1+g)/(1+r))^n) / (r -
/// g), and n / (1 + r) at g = r. Rates are real and per year as fractions; relative error near
/// 1e-15 also where g is close to r. Throws `ContractError` for rates of -1 and below or years < 0.
[[nodiscard]] double annuity_factor(double rate, double growth, int years);

/// The price of year 1, which the formulas here need, from today's price: p_1 = p_0 (1 + growth).
[[nodiscard]] constexpr double first_year_price(double price_today, double growth) noexcept {
  return price_today * (1.0 + growth);
}

/// Something bought in year 0 and bought again, at the same real cost, whenever its life ends.
struct CostComponent {
  double investment_eur = 0.0;
  int lifetime_years = 1;
};

/// A saving of one carrier, at the price of year 1 (see `first_year_price`).
struct YearlySaving {
  double first_year_eur = 0.0;
  double price_growth = 0.0; ///< real, per year, as a fraction
};

struct GrantPayment {
  int year = 0; ///< 0 = with the investment
  double amount_eur = 0.0;
};

/// All that happens to the owner's purse because of a package, in real euros.
struct CashFlow {
  std::span<const CostComponent> components;
  std::span<const YearlySaving> savings;
  std::span<const GrantPayment> grants;
  double running_cost_eur_year = 0.0; ///< added yearly cost of upkeep; negative = less upkeep
};

/// How the future is counted: EN 15459-1 takes 30 years for public buildings.
struct Valuation {
  double discount_rate = 0.0; ///< real, per year, as a fraction
  int years = 30;             ///< calculation period
};

/// Net present value in EUR over the calculation period (global-cost convention of EN 15459-1):
/// savings and running costs fall at the end of years 1 ... n, replacements at the end of each
/// life before year n, and what outlives year n has a straight-line residual value then. A NaN
/// amount (a price that is not known) gives NaN. Throws `ContractError` for a rate of -1 or below,
/// a negative period, a lifetime below one year or a grant outside the period.
[[nodiscard]] double net_present_value(const CashFlow& flow, Valuation valuation);

/// Years after which savings without growth or discount have paid `outlay_eur` (net of grants; 0
/// if nothing is left to pay). NaN where the saving is not positive: it never pays back.
[[nodiscard]] double simple_payback_years(double outlay_eur, double first_year_saving_eur) noexcept;

} // namespace empower
