// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/retrofit/cash_flow.hpp>

#include <algorithm>
#include <cmath>

namespace empower {
namespace {

double discount(double rate, int year) { return std::pow(1.0 + rate, -year); }

/// First purchase, replacements and residual value, as a cost in year 0.
double present_cost(const CostComponent& component, Valuation valuation) {
  EMPOWER_EXPECTS(component.lifetime_years >= 1, "a component lives for a year at least");
  double purchases = 1.0;
  int last_purchase = 0;
  for (int year = component.lifetime_years; year < valuation.years;
       year += component.lifetime_years) {
    purchases += discount(valuation.discount_rate, year);
    last_purchase = year;
  }
  const double life_left = 1.0 - static_cast<double>(valuation.years - last_purchase) /
                                     static_cast<double>(component.lifetime_years);
  return component.investment_eur *
         (purchases - life_left * discount(valuation.discount_rate, valuation.years));
}

} // namespace

double annuity_factor(double rate, double growth, int years) {
  EMPOWER_EXPECTS(rate > -1.0 && growth > -1.0, "a yearly rate is above -1");
  EMPOWER_EXPECTS(years >= 0, "a number of years is not negative");
  const double excess = growth - rate;
  if (excess == 0.0) return years / (1.0 + rate);
  // expm1 and log1p keep all digits where the two powers of the textbook form cancel.
  return std::expm1(years * std::log1p(excess / (1.0 + rate))) / excess;
}

double net_present_value(const CashFlow& flow, Valuation valuation) {
  const auto [rate, years] = valuation;
  double value = -flow.running_cost_eur_year * annuity_factor(rate, 0.0, years);
  for (const CostComponent& component : flow.components)
    value -= present_cost(component, valuation);
  for (const YearlySaving& saving : flow.savings)
    value += saving.first_year_eur * annuity_factor(rate, saving.price_growth, years);
  for (const GrantPayment& grant : flow.grants) {
    EMPOWER_EXPECTS(grant.year >= 0 && grant.year <= years, "a grant is paid within the period");
    value += grant.amount_eur * discount(rate, grant.year);
  }
  return value;
}

double simple_payback_years(double outlay_eur, double first_year_saving_eur) noexcept {
  if (!(first_year_saving_eur > 0.0)) return missing_value;
  return std::isnan(outlay_eur) ? missing_value : std::max(outlay_eur, 0.0) / first_year_saving_eur;
}

} // namespace empower
