// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/building_stage.hpp>

#include <empower/baseline/degree_day_normalised.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/weather_normalised.hpp>
#include <empower/core/detail/note.hpp>
#include <empower/series/calendarise.hpp>
#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower {
namespace {

using detail::add_note;

/// What can be divided by: missing if it is zero or less.
double positive(double value) noexcept { return value > 0.0 ? value : missing_value; }

double sign(Flow flow) noexcept { return flow == Flow::exported ? -1.0 : 1.0; }

/// The temperatures of the days of a period that have energy, NaN on the others.
DailySeries temperatures_with_energy(BillView clean, DailyView<Celsius> outdoor,
                                     CivilPeriod period) {
  DailySeries days{period.from,
                   std::vector<double>(static_cast<std::size_t>(day_count(period)), missing_value)};
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if (std::isnan(clean.energy_kwh[i])) continue;
    const CivilPeriod shared = intersection(clean.period(i), period);
    for (CivilDay day = shared.from; day < shared.to; day += std::chrono::days{1}) {
      days.values[static_cast<std::size_t>((day - period.from).count())] = outdoor.at(day).value();
    }
  }
  return days;
}

/// One carrier of one building in one year, summed over its meters.
class CarrierYear {
public:
  CarrierYear(const BuildingInput& input, Carrier carrier, int year)
      : input_{input}, period_{calendar_year(year)} {
    row_.building_id = input.building->id;
    row_.carrier = code(carrier);
    row_.year = year;
    row_.start = period_.from;
    row_.end = period_.to;
    sizes();
    row_.coverage = 1.0;
    weather();
  }

  void add(const ServingMeter& serving) {
    const PeriodEnergy measured = energy_in(period_, serving.result->observed.view());
    const double part = serving.share * sign(serving.meter->flow);
    amount_ += part * measured.energy.value();
    row_.coverage = std::min(row_.coverage, measured.coverage.share());
    any_reading_ = any_reading_ || measured.coverage.present > 0.0;
    if (!is_energy(serving.meter->carrier)) return;
    const PeriodEnergy kept = energy_in(period_, serving.result->clean().view());
    if (kept.coverage.present < measured.coverage.present)
      add_note(row_.note, "holds readings in doubt, see findings");
    normalise(serving, part);
  }

  ConsumptionRow finish(const Factors& factors, Carrier carrier, const std::string& emission_set) {
    if (row_.coverage < sufficient_coverage)
      add_note(row_.note,
               fmt::format("readings cover {:.0f} % of the year", 100.0 * row_.coverage));
    if (!is_energy(carrier)) {
      if (any_reading_) row_.quantity = amount_;
      row_.quantity_unit = "m3";
      return std::move(row_);
    }
    const double area = positive(row_.floor_area_m2);
    const double volume = positive(row_.heated_volume_m3);
    const double degree_days = positive(row_.heating_degree_days);
    if (any_reading_) row_.energy_kwh = amount_;
    if (row_.coverage >= sufficient_coverage) {
      row_.energy_intensity_kwh_m2 = row_.energy_kwh / area;
      row_.energy_intensity_kwh_m3 = row_.energy_kwh / volume;
      row_.naive_degree_day_intensity_wh_m2_kd = 1000.0 * row_.energy_kwh / area / degree_days;
    }
    if (normalised_ && row_.coverage >= sufficient_coverage) {
      row_.heating_kwh = heating_kwh_;
      row_.degree_day_intensity_wh_m2_kd = 1000.0 * heating_kwh_ / area / degree_days;
      row_.degree_day_intensity_wh_m3_kd = 1000.0 * heating_kwh_ / volume / degree_days;
      row_.heating_share = heating_part_kwh_ / positive(whole_kwh_);
      row_.ratio_normalised_kwh = ratio_kwh_;
      if (input_.reference_climate != nullptr) climate();
      row_.normalised_kwh = normalised_kwh_;
      row_.normalised_low_kwh = normalised_kwh_ - std::sqrt(low_square_);
      row_.normalised_high_kwh = normalised_kwh_ + std::sqrt(high_square_);
      row_.normalised_intensity_kwh_m2 = normalised_kwh_ / area;
      add_note(row_.note, "normal year: " + input_.normal->name());
      add_note(row_.note, input_.weather_note);
    }
    if (!(area > 0.0)) add_note(row_.note, "no floor area");
    const int year = static_cast<int>(row_.year);
    const auto apply = [&](const Factor& factor, double& target, std::string_view what) {
      target = row_.energy_kwh * factor.value;
      if (!factor.missing_because.empty())
        add_note(row_.note, fmt::format("{}: {}", what, factor.missing_because));
    };
    if (carrier == Carrier::site_total) return std::move(row_);
    apply(factors.primary_energy(carrier, year), row_.primary_kwh, "primary energy");
    apply(factors.primary_non_renewable(carrier, year), row_.primary_non_renewable_kwh,
          "primary energy");
    apply(factors.oil(carrier, year).toe_per_kwh, row_.toe, "toe");
    if (!std::isnan(row_.toe)) row_.toe_convention = factors.oil(carrier, year).convention;
    apply(factors.emission(carrier, year), row_.emissions_kgco2e, "emissions");
    apply(factors.price(carrier), row_.cost_eur, "cost");
    row_.emission_set = emission_set;
    if (!std::isnan(row_.cost_eur)) row_.price_confidence = code(factors.price(carrier).confidence);
    return std::move(row_);
  }

private:
  void sizes() {
    const bool changes = input_.listed != nullptr && !input_.changes.empty();
    const Building& listed = changes ? *input_.listed : *input_.building;
    const auto mean = [&](BuildingField field, double value) {
      return changes ? mean_over(period_, field, value, input_.changes) : value;
    };
    row_.floor_area_m2 = mean(BuildingField::floor_area, listed.floor_area.value());
    row_.heated_volume_m3 = mean(BuildingField::heated_volume, listed.heated_volume.value());
    if (changes) add_note(row_.note, changes_text(period_, listed, input_.changes));
  }

  void weather() {
    const AnalysisOptions& options = *input_.options;
    row_.degree_day_rule =
        fmt::format("heating {:g}/{:g}, cooling {:g}/{:g} (base/threshold, daily mean)",
                    options.heating_rule.base.value(), options.heating_rule.threshold.value(),
                    options.cooling_rule.base.value(), options.cooling_rule.threshold.value());
    if (input_.station == nullptr) return;
    const DailyView<Celsius> outdoor = input_.station->outdoor().within(period_);
    degree_days_ = heating_degree_days(outdoor, options.heating_rule);
    normal_degree_days_ = heating_degree_days(*input_.normal, options.heating_rule, period_);
    if (!input_.normal->missing())
      row_.normal_heating_degree_days = normal_degree_days_.total.value();
    const auto counted = static_cast<double>(degree_days_.days_counted);
    row_.weather_coverage = counted / static_cast<double>(day_count(period_));
    if (row_.weather_coverage < 1.0) return;
    row_.heating_degree_days = degree_days_.total.value();
    row_.cooling_degree_days = cooling_degree_days(outdoor, options.cooling_rule).total.value();
  }

  void normalise(const ServingMeter& serving, double part) {
    const FitOutcome& fit = serving.result->fit;
    if (!fit) {
      normalised_ = false;
      add_note(row_.note, fmt::format("not normalised: meter {}: {}", serving.meter->id,
                                      code(fit.failure().reason)));
      return;
    }
    if (input_.normal->missing()) {
      normalised_ = false;
      add_note(row_.note, "not normalised: no complete year of temperatures");
      return;
    }
    const BillSeries clean = serving.result->clean();
    const PeriodEnergy kept = energy_in(period_, clean.view());
    const DailySeries days =
        temperatures_with_energy(clean.view(), input_.station->outdoor(), period_);
    const auto with_temperature = static_cast<double>(
        std::ranges::count_if(days.values, [](double t) { return !std::isnan(t); }));
    if (kept.coverage.share() < sufficient_coverage || with_temperature < kept.coverage.present) {
      normalised_ = false;
      add_note(row_.note, with_temperature < kept.coverage.present
                              ? "not normalised: days without temperature"
                              : "not normalised: too few credible readings");
      return;
    }
    const auto missing = static_cast<std::size_t>(kept.coverage.expected - kept.coverage.present);
    const AnnualEnergy year =
        weather_normalised(*fit, kept.energy, days.view<Celsius>(), missing, *input_.normal);
    if (year.total.missing()) {
      normalised_ = false;
      add_note(row_.note, "not normalised: weather outside that of the fit");
      return;
    }
    normalised_kwh_ += part * year.total.value();
    low_square_ += std::pow(part * (year.total - year.low).value(), 2);
    high_square_ += std::pow(part * (year.high - year.total).value(), 2);
    const AnnualEnergy actual = expected_energy(*fit, input_.station->outdoor().within(period_));
    KilowattHours whole = kept.energy;
    if (missing > 0) whole += actual.total - expected_energy(*fit, days.view<Celsius>()).total;
    add_heating(part, whole, actual);
    if (input_.reference_climate != nullptr) {
      climate_kwh_ += part * weather_normalised(*fit, kept.energy, days.view<Celsius>(), missing,
                                                *input_.reference_climate)
                                 .total.value();
    }
  }

  /// What rests on the heating share of a meter. `whole`: the year's energy, missing days as the
  /// model expects them.
  void add_heating(double part, KilowattHours whole, const AnnualEnergy& actual) {
    const bool every_day = row_.weather_coverage >= 1.0;
    const double heating = every_day ? actual.heating.value() : missing_value;
    const double share = heating / positive(actual.total.value());
    heating_kwh_ += part * heating;
    whole_kwh_ += part * whole.value();
    heating_part_kwh_ += part * whole.value() * share;
    if (!(0.0 <= share && share <= 1.0)) {
      ratio_kwh_ = missing_value;
      return;
    }
    const auto normalised =
        degree_day_normalised(whole, {share, share, share}, normal_degree_days_, degree_days_);
    if (!normalised)
      add_note(row_.note,
               fmt::format("no degree-day ratio: {}", code(normalised.failure().reason)));
    ratio_kwh_ += normalised ? part * normalised->total.value() : missing_value;
  }

  void climate() {
    row_.climate_normalised_kwh = climate_kwh_;
    const std::string& station = input_.options->reference_station;
    add_note(row_.note, input_.reference_climate->missing()
                            ? fmt::format("no reference climate: no complete year of {}", station)
                        : std::isnan(climate_kwh_)
                            ? fmt::format("weather of {} outside that of the fit", station)
                            : fmt::format("reference climate: {}, {}", station,
                                          input_.reference_climate->name()));
  }

  const BuildingInput& input_;
  CivilPeriod period_;
  ConsumptionRow row_;
  bool any_reading_ = false;
  bool normalised_ = true;
  DegreeDaySum<HeatingRule> degree_days_{};
  DegreeDaySum<HeatingRule> normal_degree_days_{};
  double amount_ = 0.0; ///< measured: kWh, of water m3
  double whole_kwh_ = 0.0;
  double heating_part_kwh_ = 0.0;
  double ratio_kwh_ = 0.0;
  double climate_kwh_ = 0.0;
  double normalised_kwh_ = 0.0;
  double low_square_ = 0.0;
  double high_square_ = 0.0;
  double heating_kwh_ = 0.0;
};

/// First and last calendar year that any of the meters has readings of.
std::pair<int, int> years_of(std::span<const ServingMeter> meters) {
  int first = 9999;
  int last = 0;
  for (const ServingMeter& serving : meters) {
    const CivilPeriod period = serving.result->observed.view().period();
    if (period.empty()) continue;
    first = std::min(first, year_of(period.from));
    last = std::max(last, year_of(period.to - std::chrono::days{1}));
  }
  return {first, last};
}

} // namespace

std::vector<ConsumptionRow> consumption_rows(const BuildingInput& input) {
  std::vector<ConsumptionRow> rows;
  for (std::size_t first = 0; first < input.meters.size();) {
    const Carrier carrier = input.meters[first].meter->carrier;
    std::size_t last = first;
    while (last < input.meters.size() && input.meters[last].meter->carrier == carrier) ++last;
    const std::span<const ServingMeter> meters{input.meters.data() + first, last - first};
    const auto [first_year, last_year] = years_of(meters);
    for (int year = first_year; year <= last_year; ++year) {
      CarrierYear total{input, carrier, year};
      for (const ServingMeter& serving : meters) total.add(serving);
      rows.push_back(total.finish(*input.factors, carrier, input.options->emission_set));
    }
    first = last;
  }
  return rows;
}

BuildingUseOfEnergy energy_by_end_use(const BuildingInput& input,
                                      const ReferenceTables& reference) {
  const auto assumed = [&](std::string_view quantity) {
    const auto row =
        reference.assumption(quantity, code(input.building->use), input.building->storeys);
    return row ? (*row)->value : 0.0;
  };
  BuildingUseOfEnergy energy;
  const auto use_of = [&](Carrier carrier) -> CarrierUse& {
    for (CarrierUse& known : energy.carriers) {
      if (known.carrier == carrier) return known;
    }
    return energy.carriers.emplace_back(CarrierUse{carrier,
                                                   {},
                                                   0.0,
                                                   input.factors->price(carrier).value,
                                                   input.factors->latest_emission(carrier).value});
  };
  use_of(Carrier::electricity);
  bool any = false;
  for (const ServingMeter& serving : input.meters) {
    const Carrier carrier = serving.meter->carrier;
    const bool modelled = serving.result->fit.has_value() && !input.normal->missing() &&
                          !serving.result->normal_year.total.missing();
    if (!modelled || carrier == Carrier::site_total || carrier == Carrier::water) continue;
    any = true;
    const AnnualEnergy& year = serving.result->normal_year;
    CarrierUse& use = use_of(carrier);
    const double before = use.total();
    const double base = serving.share * year.base.value();
    const double hot_water =
        is_thermal(carrier) ? assumed("hot_water_share_of_thermal_base") * base : 0.0;
    const double lighting = carrier == Carrier::electricity
                                ? assumed("lighting_share_of_electricity_base") * base
                                : 0.0;
    use[EndUse::domestic_hot_water] += hot_water;
    use[EndUse::lighting] += lighting;
    use[EndUse::other] += base - hot_water - lighting;
    use[EndUse::space_heating] += serving.share * year.heating.value();
    use[EndUse::space_cooling] += serving.share * year.cooling.value();
    const double error =
        (year.high - year.low).value() / (2.0 * normal_quantile_95) * serving.share;
    use.relative_error =
        use.total() > 0.0 ? std::hypot(use.relative_error * before, error) / use.total() : 0.0;
  }
  if (!any) energy.carriers.clear();
  return energy;
}

} // namespace empower
