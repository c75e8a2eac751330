// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/package.hpp>

#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower {
namespace {

enum class Point { low, mid, high };

double at(const Range& range, Point point) noexcept {
  return point == Point::low ? range.low : point == Point::mid ? range.mid : range.high;
}

/// What a combination saves in a normal year.
struct Saving {
  double kwh = 0.0;
  double eur_first_year = 0.0;
  double kgco2e = 0.0;
};

/// Applies the measures in order, measure `varied` with the named point of its range and all others
/// with the middle, and returns what the building no longer uses.
Saving saving(std::span<const std::size_t> measures, std::span<const SizedMeasure> sized,
              const BuildingUseOfEnergy& before, double price_growth, std::size_t varied,
              Point point) {
  BuildingUseOfEnergy after = before;
  double generation = 0.0;
  for (const std::size_t index : measures) {
    const SizedMeasure& measure = sized[index];
    const Point of_this = index == varied ? point : Point::mid;
    double moved = 0.0;
    for (CarrierUse& carrier : after.carriers) {
      const bool thermal = is_thermal(carrier.carrier);
      for (std::size_t use = 0; use < end_use_count; ++use) {
        const Range& share = thermal ? measure.heat_share[use] : measure.electricity_share[use];
        if (!share.missing()) carrier.kwh[use] *= 1.0 - at(share, of_this);
      }
      if (measure.electricity_per_fuel > 0.0 && thermal) {
        moved += carrier[EndUse::space_heating] + carrier[EndUse::domestic_hot_water];
        carrier[EndUse::space_heating] = carrier[EndUse::domestic_hot_water] = 0.0;
      }
    }
    after.electricity()[EndUse::space_heating] += moved * measure.electricity_per_fuel;
    if (!measure.generation_kwh.missing()) generation += at(measure.generation_kwh, of_this);
  }

  Saving saved;
  for (std::size_t i = 0; i < before.carriers.size(); ++i) {
    const CarrierUse& carrier = before.carriers[i];
    double less = carrier.total() - after.carriers[i].total();
    if (carrier.carrier == Carrier::electricity)
      less += std::min(generation, after.carriers[i].total());
    if (less == 0.0)
      continue; // a carrier without a price must not spoil a saving it has no part in
    saved.kwh += less;
    saved.eur_first_year += less * first_year_price(carrier.eur_per_kwh, price_growth);
    saved.kgco2e += less * carrier.kgco2e_per_kwh;
  }
  return saved;
}

/// Relative standard error of the energy that is saved from, by the carriers' fits.
double model_error(const BuildingUseOfEnergy& energy) {
  double variance = 0.0;
  for (const CarrierUse& carrier : energy.carriers) {
    const double error = carrier.relative_error * carrier.total();
    variance += error * error;
  }
  return energy.total() > 0.0 ? std::sqrt(variance) / energy.total() : 0.0;
}

bool share_a_group(const MeasureRule& a, const MeasureRule& b) {
  return std::ranges::any_of(a.exclusivity_groups, [&](const std::string& group) {
    return std::ranges::find(b.exclusivity_groups, group) != b.exclusivity_groups.end();
  });
}

/// The packages that no other beats in both investment and NPV.
std::vector<Package> efficient(std::vector<Package> all, std::span<const Package> singles) {
  const auto beaten = [](const Package& a, const Package& by) {
    return by.investment_eur.mid <= a.investment_eur.mid && by.npv_eur.mid > a.npv_eur.mid;
  };
  std::vector<Package> kept;
  for (const Package& a : all) {
    const auto beats = [&](const Package& b) { return beaten(a, b); };
    if (std::ranges::none_of(all, beats) && std::ranges::none_of(singles, beats)) kept.push_back(a);
  }
  return kept;
}

} // namespace

Package evaluate_package(std::vector<std::size_t> measures, std::span<const SizedMeasure> sized,
                         const BuildingUseOfEnergy& energy, const EconomicTerms& terms) {
  std::ranges::stable_sort(measures, {},
                           [&](std::size_t i) { return sized[i].rule->application_order; });
  constexpr auto none = static_cast<std::size_t>(-1);
  const Saving middle = saving(measures, sized, energy, terms.price_growth, none, Point::mid);
  const double per_euro_a_year =
      annuity_factor(terms.valuation.discount_rate, terms.price_growth, terms.valuation.years);

  double investment_mid = 0.0;
  double running = 0.0;
  double life_cost = 0.0; // present value of investments, replacements and residual value
  std::array<double, 2> kwh_squares{}; // of the distances to low and to high
  std::array<double, 2> npv_squares{};
  std::array<double, 2> cost_squares{};
  for (const std::size_t index : measures) {
    const SizedMeasure& measure = sized[index];
    const CostComponent one_euro{1.0, measure.lifetime_years};
    const double cost_factor = -net_present_value(
        {.components = {&one_euro, 1}, .savings = {}, .grants = {}}, terms.valuation);
    investment_mid += measure.investment_eur.mid;
    running += measure.running_cost_eur_year;
    life_cost += cost_factor * measure.investment_eur.mid;
    const std::array<Saving, 2> ends{
        saving(measures, sized, energy, terms.price_growth, index, Point::low),
        saving(measures, sized, energy, terms.price_growth, index, Point::high)};
    const std::array<double, 2> costs{measure.investment_eur.high, measure.investment_eur.low};
    for (std::size_t side = 0; side < 2; ++side) {
      const double cost = costs[side] - measure.investment_eur.mid;
      const double eur = ends[side].eur_first_year - middle.eur_first_year;
      kwh_squares[side] += std::pow(ends[side].kwh - middle.kwh, 2);
      npv_squares[side] += std::pow(eur * per_euro_a_year, 2) + std::pow(cost * cost_factor, 2);
      cost_squares[1 - side] += cost * cost;
    }
  }
  const double model = normal_quantile_95 * model_error(energy);
  for (std::size_t side = 0; side < 2; ++side) {
    kwh_squares[side] += std::pow(model * middle.kwh, 2);
    npv_squares[side] += std::pow(model * middle.eur_first_year * per_euro_a_year, 2);
  }

  const double npv =
      middle.eur_first_year * per_euro_a_year - life_cost -
      running * annuity_factor(terms.valuation.discount_rate, 0.0, terms.valuation.years);
  Package package;
  package.measures = std::move(measures);
  package.investment_eur = {investment_mid - std::sqrt(cost_squares[0]), investment_mid,
                            investment_mid + std::sqrt(cost_squares[1])};
  package.saving_kwh = {middle.kwh - std::sqrt(kwh_squares[0]), middle.kwh,
                        middle.kwh + std::sqrt(kwh_squares[1])};
  package.saving_eur_year = middle.eur_first_year - running;
  package.emissions_saved_kgco2e = middle.kgco2e;
  package.payback_years = simple_payback_years(investment_mid, package.saving_eur_year);
  package.npv_eur = {npv - std::sqrt(npv_squares[0]), npv, npv + std::sqrt(npv_squares[1])};
  return package;
}

std::vector<Package> packages(std::span<const SizedMeasure> sized,
                              const BuildingUseOfEnergy& energy, const EconomicTerms& terms,
                              std::size_t most_combined) {
  std::vector<Package> singles;
  singles.reserve(sized.size());
  for (std::size_t i = 0; i < sized.size(); ++i)
    singles.push_back(evaluate_package({i}, sized, energy, terms));

  std::vector<std::size_t> by_value;
  for (std::size_t i = 0; i < sized.size(); ++i) {
    if (singles[i].npv_eur.mid > 0.0) by_value.push_back(i);
  }
  std::ranges::stable_sort(by_value, std::greater{},
                           [&](std::size_t i) { return singles[i].npv_eur.mid; });
  std::vector<std::size_t> combined;
  for (const std::size_t i : by_value) {
    const bool excluded = std::ranges::any_of(
        combined, [&](std::size_t j) { return share_a_group(*sized[i].rule, *sized[j].rule); });
    if (!excluded && combined.size() < most_combined) combined.push_back(i);
  }

  std::vector<Package> subsets;
  for (std::size_t mask = 0; mask < std::size_t{1} << combined.size(); ++mask) {
    std::vector<std::size_t> chosen;
    for (std::size_t bit = 0; bit < combined.size(); ++bit) {
      if ((mask >> bit & 1U) != 0U) chosen.push_back(combined[bit]);
    }
    if (chosen.size() >= 2) {
      std::ranges::sort(chosen);
      subsets.push_back(evaluate_package(std::move(chosen), sized, energy, terms));
    }
  }
  for (Package& package : efficient(std::move(subsets), singles))
    singles.push_back(std::move(package));
  return singles;
}

std::string package_id(const Package& package, std::span<const SizedMeasure> sized) {
  std::string id;
  for (const std::size_t i : package.measures) id += (id.empty() ? "" : "+") + sized[i].rule->id;
  return id;
}

} // namespace empower
