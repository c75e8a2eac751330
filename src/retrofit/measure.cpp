// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/measure.hpp>

#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace empower {
namespace {

constexpr Range scaled(Range range, double factor) noexcept {
  return {range.low * factor, range.mid * factor, range.high * factor};
}

/// The sizing of one measure for one building. Each quantity is asked for where it is used; one
/// that is not there is NaN from then on, and the first refusal decides.
class Sizing {
public:
  Sizing(const MeasureRule& rule, const Building& building, const BuildingUseOfEnergy& energy,
         const SizingContext& context)
      : rule_{rule}, building_{building}, energy_{energy}, reference_{*context.reference},
        vat_{context.vat}, known_{context.known} {
    sized_.rule = &rule;
  }

  MeasureOutcome run() {
    check_rule();
    if (!failure_) apply();
    if (!failure_) cost();
    if (failure_) return std::move(*failure_);
    return std::move(sized_);
  }

private:
  void refuse(MeasureReason reason, std::string detail) {
    if (!failure_) failure_ = Failure<MeasureReason>{reason, std::move(detail)};
  }

  void apply() {
    switch (rule_.basis) {
    case SavingBasis::share_of_end_use:
      share_of_end_use();
      break;
    case SavingBasis::bacs_factor:
      bacs_factor();
      break;
    case SavingBasis::fuel_switch:
      fuel_switch();
      break;
    case SavingBasis::yield_per_unit:
      own_generation();
      break;
    case SavingBasis::formula_only:
      break; // refused by check_rule
    }
  }

  void check_rule() {
    if (rule_.basis == SavingBasis::formula_only) {
      std::string inputs;
      for (const std::string& input : rule_.required_inputs)
        inputs += (inputs.empty() ? "" : ", ") + input;
      refuse(MeasureReason::no_figure,
             fmt::format("no saving or cost figure; give a proposal with {}", inputs));
    } else if (rule_.unit_cost_eur.missing()) {
      refuse(MeasureReason::no_figure, fmt::format("no unit cost (EUR per {})", rule_.cost_unit));
    } else if (rule_.excludes_heritage && building_.heritage) {
      refuse(MeasureReason::heritage, "not proposed for listed buildings");
    }
    if (!(building_.floor_area.value() > 0.0))
      refuse(MeasureReason::missing_input, "floor_area_m2");
    if (rule_.group == "envelope" && affects("space_heating") && building_.year_built &&
        *building_.year_built >= assumed("envelope_insulated_since_year")) {
      refuse(MeasureReason::not_applicable,
             fmt::format("built in {}, insulated by the rules of its time", *building_.year_built));
    }
  }

  [[nodiscard]] bool affects(std::string_view end_use) const {
    return std::ranges::find(rule_.affected_end_uses, end_use) != rule_.affected_end_uses.end();
  }
  [[nodiscard]] bool needs(std::string_view input) const {
    return std::ranges::find(rule_.required_inputs, input) != rule_.required_inputs.end();
  }

  /// A quantity of `assumptions.csv`, without naming it in the result.
  double assumed(std::string_view quantity) {
    if (known_ != nullptr) {
      if (const auto found = known_->find(quantity); found != known_->end()) return found->second;
    }
    const auto row = reference_.assumption(quantity, code(building_.use), building_.storeys);
    if (!row) {
      refuse(MeasureReason::missing_input, std::string{quantity});
      return missing_value;
    }
    if (known_ != nullptr) known_->emplace(quantity, (*row)->value);
    return (*row)->value;
  }

  /// The same, named in the result.
  double take(std::string_view quantity) {
    const double value = assumed(quantity);
    sized_.assumptions.push_back(fmt::format("{}={:g}", quantity, value));
    return value;
  }

  /// Savings as they turn out, not as they are predicted: the share times the realisation factor, a
  /// lognormal whose spread joins the share's own.
  Range as_realised(Range share) {
    const double middle = share.mid * take("realisation_factor");
    const double spread = normal_quantile_95 * std::log(take("realisation_geometric_sd"));
    return {middle * std::exp(-std::hypot(spread, std::log(share.mid / share.low))), middle,
            std::min(1.0, middle * std::exp(std::hypot(spread, std::log(share.high / share.mid))))};
  }

  double storeys() {
    return building_.storeys ? static_cast<double>(*building_.storeys) : take("storeys");
  }
  [[nodiscard]] double floor_area() const { return building_.floor_area.value(); }
  double roof_area() { return floor_area() / storeys() * take("roof_area_per_footprint"); }

  double plant_kw() {
    return building_.plant_kw > 0.0 ? building_.plant_kw
                                    : floor_area() * take("plant_kw_per_floor_area");
  }

  void share_of_end_use() {
    Range share = rule_.saving_share;
    if (std::ranges::find(rule_.exclusivity_groups, "roof_insulation") !=
        rule_.exclusivity_groups.end()) {
      // The table's share belongs to low buildings; the roof's part of the envelope falls with
      // height.
      share = scaled(share, std::min(1.0, take("roof_reference_storeys") / storeys()));
    }
    const Range realised = as_realised(share);
    bool acts = false;
    for (std::size_t i = 0; i < end_use_count; ++i) {
      const auto use = static_cast<EndUse>(i);
      const bool affected =
          std::ranges::any_of(rule_.affected_end_uses, [&](const std::string& name) {
            return name == "all" || parse_end_use(name) == use;
          });
      if (!affected) continue;
      sized_.heat_share[i] = sized_.electricity_share[i] = realised;
      acts = acts || energy_.total(use) > 0.0;
    }
    if (rule_.id == "condensing_boiler") only_natural_gas();
    if (!acts)
      refuse(MeasureReason::not_applicable,
             fmt::format("no energy known for {}", fmt::join(rule_.affected_end_uses, ", ")));
  }

  void only_natural_gas() {
    double gas = 0.0;
    double other_heat = 0.0;
    for (const CarrierUse& c : energy_.carriers) {
      if (is_thermal(c.carrier))
        (c.carrier == Carrier::natural_gas ? gas : other_heat) += c[EndUse::space_heating];
    }
    if (!(gas > 0.0)) refuse(MeasureReason::not_applicable, "not heated with natural gas");
    if (other_heat > 0.0)
      refuse(MeasureReason::not_applicable, "heated with natural gas only in part");
    sized_.electricity_share = {};
  }

  void bacs_factor() {
    const auto use = reference_.use(code(building_.use));
    if (!use || (*use)->bacs_use.empty())
      return refuse(MeasureReason::missing_input, "bacs_use of this building use");
    const auto present =
        reference_.assumption("bacs_class_present", code(building_.use), building_.storeys);
    if (!present) return refuse(MeasureReason::missing_input, "bacs_class");
    const std::string before = (*present)->text_value;
    const std::string after(1, static_cast<char>(rule_.id.back() - 'a' + 'A'));
    sized_.assumptions.push_back("bacs_class_present=" + before);

    const auto saving = [&](std::string_view kind) -> std::optional<Range> {
      const auto from = reference_.bacs_factor((*use)->bacs_use, kind, before);
      const auto to = reference_.bacs_factor((*use)->bacs_use, kind, after);
      if (!from || !to) return std::nullopt;
      const double share = 1.0 - (*to)->factor / (*from)->factor;
      return as_realised({share, share, share});
    };
    const std::optional<Range> thermal = saving("thermal");
    if (!thermal)
      return refuse(MeasureReason::missing_input,
                    fmt::format("automation factors of {}", (*use)->bacs_use));
    if (after >= before) // class A is the best
      return refuse(MeasureReason::not_applicable, "already of automation class " + before);
    for (const EndUse end_use :
         {EndUse::space_heating, EndUse::domestic_hot_water, EndUse::space_cooling}) {
      sized_.heat_share[static_cast<std::size_t>(end_use)] = *thermal;
      sized_.electricity_share[static_cast<std::size_t>(end_use)] = *thermal;
    }
    if (const std::optional<Range> electric = saving("electric")) {
      sized_.electricity_share[static_cast<std::size_t>(EndUse::lighting)] = *electric;
    }
  }

  void fuel_switch() {
    if (!needs("scop"))
      return refuse(MeasureReason::no_figure, "no figures for what replaces the fuel");
    double fuel = 0.0;
    for (const CarrierUse& c : energy_.carriers) {
      if (is_thermal(c.carrier)) fuel += c[EndUse::space_heating] + c[EndUse::domestic_hot_water];
    }
    if (!(fuel > 0.0))
      refuse(MeasureReason::not_applicable, "no fuel or delivered heat to replace");
    sized_.electricity_per_fuel = take("generator_efficiency") / take("heat_pump_scop");
  }

  void own_generation() {
    const double used = energy_.electricity().total();
    if (!(used > 0.0)) return refuse(MeasureReason::not_applicable, "no electricity known");
    const double roof_kwp =
        roof_area() * take("pv_usable_roof_share") * take("pv_kwp_per_roof_area");
    // A plant that makes more in a year than the building uses only feeds the network.
    quantity_ = std::min(roof_kwp, used / rule_.yield_kwh_per_unit_year.mid);
    sized_.generation_kwh =
        scaled(rule_.yield_kwh_per_unit_year, quantity_ * take("pv_self_consumption_share"));
  }

  /// How many `cost_unit` the building needs.
  double quantity() {
    const std::string& unit = rule_.cost_unit;
    if (unit == "m2 of wall") return floor_area() * take("wall_area_per_floor_area");
    if (unit == "m2 of roof" || unit == "m2 of ceiling") return roof_area();
    if (unit == "m2 of floor" && needs("ground_floor_area_m2")) {
      return floor_area() / storeys() * take("ground_floor_area_per_footprint");
    }
    if (unit == "m2 of floor" || unit == "m2 of floor and year") return floor_area();
    if (unit == "m2 of window") return floor_area() * take("window_area_per_floor_area");
    if (unit == "m2 of shaded glass")
      return floor_area() * take("window_area_per_floor_area") * take("shaded_window_share");
    if (unit == "radiator") return floor_area() * take("radiators_per_floor_area");
    if (unit == "kW of heat") return plant_kw();
    if (unit == "m2 of gross collector")
      return floor_area() * take("collector_area_per_floor_area");
    if (unit == "kWp") return quantity_;
    refuse(MeasureReason::missing_input, fmt::format("a quantity for cost unit \"{}\"", unit));
    return missing_value;
  }

  void cost() {
    const double amount = quantity();
    if (!(amount > 0.0))
      return refuse(MeasureReason::not_applicable,
                    fmt::format("no {} in this building", rule_.cost_unit));
    const Range with_vat = scaled(rule_.unit_cost_eur, amount * (1.0 + vat_));
    sized_.lifetime_years = std::max(1, static_cast<int>(std::lround(rule_.lifetime_years)));
    if (rule_.cost_unit.ends_with("and year")) {
      sized_.running_cost_eur_year = with_vat.mid;
      sized_.investment_eur = {0.0, 0.0, 0.0};
    } else {
      sized_.investment_eur = with_vat;
    }
    std::ranges::sort(sized_.assumptions);
    const auto repeated = std::ranges::unique(sized_.assumptions);
    sized_.assumptions.erase(repeated.begin(), repeated.end());
  }

  const MeasureRule& rule_;
  const Building& building_;
  const BuildingUseOfEnergy& energy_;
  const ReferenceTables& reference_;
  double vat_;
  std::map<std::string_view, double>* known_; ///< keys are literals, so they outlive the map
  double quantity_ = 0.0;                     ///< kWp of own generation
  SizedMeasure sized_;
  std::optional<Failure<MeasureReason>> failure_;
};

} // namespace

std::string_view code(MeasureReason reason) noexcept {
  switch (reason) {
  case MeasureReason::no_figure:
    return "no_figure";
  case MeasureReason::not_applicable:
    return "not_applicable";
  case MeasureReason::heritage:
    return "heritage";
  case MeasureReason::missing_input:
    return "missing_input";
  }
  return "";
}

MeasureOutcome size_measure(const MeasureRule& rule, const Building& building,
                            const BuildingUseOfEnergy& energy, const SizingContext& context) {
  EMPOWER_EXPECTS(context.reference != nullptr, "sizing needs reference tables");
  EMPOWER_EXPECTS(!energy.carriers.empty() && energy.electricity().carrier == Carrier::electricity,
                  "electricity comes first among the carriers");
  return Sizing{rule, building, energy, context}.run();
}

} // namespace empower
