// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/statement.hpp>

#include <empower/core/detail/note.hpp>
#include <empower/obligation/final_energy_target.hpp>
#include <empower/obligation/renovation_rate.hpp>
#include <empower/obligation/worst_buildings.hpp>
#include <empower/series/coverage.hpp>

#include "duty_writer.hpp"
#include "perimeter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace empower {
namespace {

using detail::add_note;

using detail::DutyWriter;
using detail::PerimeterEnergy;
using detail::Perimeters;
using Indices = std::vector<std::size_t>;

bool sufficient(double coverage) noexcept { return coverage >= sufficient_coverage; }

Indices in_both(const Indices& a, const Indices& b) {
  Indices both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both;
}

/// One organisation in one year.
class OrganisationYear {
public:
  OrganisationYear(const StatementInput& input, Perimeters& perimeters,
                   const std::string& organisation, int year, bool last_year)
      : input_{input}, perimeters_{perimeters}, own_{perimeters.buildings(organisation, year)},
        year_{year}, energy_{perimeters.energy(own_, year)},
        duties_{input, perimeters.solar(), organisation, year}, last_year_{last_year} {
    row_.organisation = organisation;
    row_.year = year;
    buildings_.reserve(own_.size());
    for (const std::size_t b : own_) buildings_.push_back(perimeters.building(b, year));
  }

  void write(Statement& statement) {
    perimeter();
    energy();
    reduction();
    renovation();
    row_.at_risk_16 = worst("epbd_art9_meps_2030");
    row_.at_risk_26 = worst("epbd_art9_meps_2033");
    energy_manager();
    building_duties();
    statement.rows.push_back(std::move(row_));
    std::ranges::move(duties_.rows(), std::back_inserter(statement.obligations));
  }

private:
  [[nodiscard]] CivilDay last_day() const { return calendar_year(year_).to - std::chrono::days{1}; }

  void perimeter() {
    row_.buildings = static_cast<std::int64_t>(own_.size());
    double area = 0.0;
    std::size_t without_area = 0;
    for (std::size_t i = 0; i < own_.size(); ++i) {
      const double floor_area = buildings_[i].floor_area.value();
      if (floor_area > 0.0) {
        area += floor_area;
      } else {
        ++without_area;
      }
      if (!perimeters_.has_carriers(own_[i])) ++row_.buildings_without_readings;
    }
    row_.floor_area_m2 = area;
    if (without_area > 0)
      add_note(row_.note, fmt::format("{} buildings without floor area", without_area));
    if (row_.buildings_without_readings > 0)
      add_note(row_.note,
               fmt::format("{} buildings without readings", row_.buildings_without_readings));
    if (row_.organisation.empty())
      add_note(row_.note, "buildings that name no organisation, taken together");
    row_.coverage = perimeters_.coverage(own_, year_);
    if (!sufficient(row_.coverage))
      add_note(row_.note, std::isnan(row_.coverage)
                              ? std::string{"no readings"}
                              : fmt::format("readings cover {:.0f} %", 100.0 * row_.coverage));
    double days = 0.0;
    double estimated = 0.0;
    for (const EstimatedDays& part : input_.estimated) {
      if (part.year != year_ || !std::ranges::binary_search(own_, part.building)) continue;
      days += part.days;
      estimated += part.estimated;
    }
    if (days > 0.0) row_.estimated_share = estimated / days;
  }

  void energy() {
    row_.final_kwh = energy_.final.value();
    if (std::isnan(row_.final_kwh)) return;
    row_.electricity_kwh = energy_.electricity;
    row_.thermal_kwh = energy_.thermal;
    row_.normalised_kwh = energy_.normalised.value();
    if (row_.final_kwh > 0.0) row_.normalised_share = energy_.normalised_part / row_.final_kwh;
    row_.primary_kwh = energy_.primary.value();
    row_.emissions_tco2e = energy_.emissions.value() / 1000.0;
    row_.emission_set = energy_.emission_set;
    row_.cost_eur = energy_.cost.value();
    if (!std::isnan(row_.cost_eur)) row_.price_confidence = energy_.price_confidence;
    for (const std::string& missing : energy_.without) add_note(row_.note, "no " + missing);
  }

  void reduction() {
    const Obligation* const row = duties_.in_force("eed_art5_reduction", row_.note);
    if (row == nullptr) return;
    const auto rule = reduction_rule(*row);
    if (!rule) return add_note(row_.note, rule.failure().detail);
    row_.eed_baseline_year = rule->baseline_year;
    if (year_ < rule->baseline_year) return;
    const Indices& then = perimeters_.buildings(row_.organisation, rule->baseline_year);
    const Indices kept = in_both(own_, then);
    row_.joined = static_cast<std::int64_t>(own_.size() - kept.size());
    row_.left = static_cast<std::int64_t>(then.size() - kept.size());
    const std::string whole = whole_perimeter(*rule, then);
    const std::string same = like_for_like(*rule, kept);
    judge(*row, whole, same);
  }

  /// What is missing for the target of all buildings; empty if it stands.
  std::string whole_perimeter(const ReductionRule& rule, const Indices& then) {
    const PerimeterEnergy before = perimeters_.energy(then, rule.baseline_year);
    const auto target = final_energy_target(rule, KilowattHours{before.final.value()}, year_);
    if (!target) return target.failure().detail;
    const double coverage = perimeters_.coverage(then, rule.baseline_year);
    if (!sufficient(coverage))
      return fmt::format("readings cover {:.0f} % of the baseline year {}", 100.0 * coverage,
                         rule.baseline_year);
    row_.eed_baseline_kwh = before.final.value();
    row_.eed_target_linear_kwh = target->linear.value();
    row_.eed_target_compound_kwh = target->compound.value();
    if (!sufficient(row_.coverage)) return "readings of the year are not complete";
    row_.eed_gap_kwh = row_.final_kwh - row_.eed_target_linear_kwh;
    if (energy_.normalised_part > 0.0 && before.normalised_part > 0.0) {
      const auto corrected =
          final_energy_target(rule, KilowattHours{before.normalised.value()}, year_);
      if (corrected) row_.eed_gap_normalised_kwh = row_.normalised_kwh - corrected->linear.value();
    }
    return {};
  }

  std::string like_for_like(const ReductionRule& rule, Indices kept) {
    std::erase_if(kept, [&](std::size_t b) {
      return !perimeters_.covered(b, year_) || !perimeters_.covered(b, rule.baseline_year);
    });
    row_.like_for_like_buildings = static_cast<std::int64_t>(kept.size());
    const double before = perimeters_.energy(kept, rule.baseline_year).final.value();
    const auto target = final_energy_target(rule, KilowattHours{before}, year_);
    if (!target) return "no building with readings of both years";
    row_.like_for_like_baseline_kwh = before;
    row_.like_for_like_kwh = perimeters_.energy(kept, year_).final.value();
    row_.like_for_like_gap_kwh = row_.like_for_like_kwh - target->linear.value();
    return {};
  }

  /// By the whole perimeter while it is unchanged, else by the buildings of both years.
  void judge(const Obligation& row, const std::string& whole, const std::string& same) {
    const bool changed = row_.joined + row_.left > 0;
    const std::string& missing = changed ? same : whole;
    add_note(row_.note, whole.empty() ? whole : "no EED target: " + whole);
    ObligationRow& duty = duties_.add(row, ObligationStatus::unknown, missing);
    duty.unit = "kWh";
    duty.value = changed ? row_.like_for_like_kwh : row_.final_kwh;
    if (!missing.empty()) return;
    const double gap = changed ? row_.like_for_like_gap_kwh : row_.eed_gap_kwh;
    duty.threshold = duty.value - gap;
    duty.status = code(gap <= 0.0 ? ObligationStatus::met : ObligationStatus::not_met);
    duty.reason = fmt::format(
        "linear target, measured energy{}; weather-corrected gap {}; the duty is that of all "
        "public bodies together, the figure this body's",
        changed ? fmt::format(" of the {} buildings of both years", row_.like_for_like_buildings)
                : "",
        std::isnan(row_.eed_gap_normalised_kwh)
            ? std::string{"not known"}
            : fmt::format("{:.0f} kWh", row_.eed_gap_normalised_kwh));
  }

  void renovation() {
    const Obligation* const row = duties_.in_force("eed_art6_renovation", row_.note);
    if (row == nullptr) return;
    std::vector<RenovationCandidate> candidates;
    candidates.reserve(own_.size());
    for (std::size_t i = 0; i < own_.size(); ++i)
      candidates.push_back({buildings_[i].floor_area, std::nullopt, deeply_renovated(own_[i])});
    const auto duty = renovation_duty(candidates, *row);
    if (!duty) return add_note(row_.note, duty.failure().detail);
    row_.renovation_due_m2 = duty->due_area.value();
    row_.renovated_m2 = duty->renovated_area.value();
    ObligationRow& written = duties_.add(
        *row,
        duty->counted == 0 ? ObligationStatus::not_applicable
        : duty->met()      ? ObligationStatus::met
                           : ObligationStatus::not_met,
        fmt::format("{} buildings of {:.0f} m2 above the threshold, assumed not nZEB and heated; "
                    "only works that transform the whole building count as renovation",
                    duty->counted, duty->counted_area.value()));
    written.value = row_.renovated_m2;
    written.threshold = row_.renovation_due_m2;
    written.unit = "m2";
  }

  [[nodiscard]] bool deeply_renovated(std::size_t building) const {
    return std::ranges::any_of(input_.works, [&](const FinishedWorks& works) {
      return works.building == building && year_of(works.ended) == year_ &&
             duties_.whole_building(works.measure);
    });
  }

  /// Buildings above the percentile; nothing where it cannot be said.
  std::optional<std::int64_t> worst(std::string_view id) {
    const Obligation* const row = duties_.in_force(id, row_.note);
    if (row == nullptr) return std::nullopt;
    Indices ranked_buildings;
    std::vector<KilowattHoursPerSquareMetre> primary;
    std::vector<KilowattHoursPerSquareMetre> final;
    for (std::size_t i = 0; i < own_.size(); ++i) {
      if (duties_.is_dwelling(buildings_[i].use)) continue;
      const std::size_t b = own_[i];
      const double area = buildings_[i].floor_area.value();
      const bool usable = perimeters_.covered(b, year_) && area > 0.0;
      const PerimeterEnergy used = perimeters_.energy({b}, year_);
      ranked_buildings.push_back(b);
      final.emplace_back(usable ? used.final.value() / area : missing_value);
      primary.emplace_back(usable ? used.primary.value() / area : missing_value);
    }
    const auto known = [](const auto& all) {
      return std::ranges::count_if(all, [](auto x) { return !x.missing(); });
    };
    const bool by_primary = known(primary) == known(final);
    const auto& intensities = by_primary ? primary : final;
    const auto ranked = worst_buildings(intensities, *row);
    if (!ranked) {
      duties_.add(*row, ObligationStatus::unknown, ranked.failure().detail);
      return std::nullopt;
    }
    const std::string what =
        fmt::format("{}; {} energy, {} buildings ranked", worst_buildings_are_indicative,
                    by_primary ? "primary" : "final", ranked->ranked);
    const auto status =
        ranked->at_risk > 0 ? ObligationStatus::due : ObligationStatus::not_applicable;
    ObligationRow& total = duties_.add(*row, status, what);
    total.value = static_cast<double>(ranked->at_risk);
    total.unit = "buildings";
    if (last_year_) {
      for (std::size_t i = 0; i < intensities.size(); ++i) {
        if (!ranked->above[i]) continue;
        ObligationRow& one = duties_.add(*row, ObligationStatus::due, what);
        one.building_id = input_.stock->buildings[ranked_buildings[i]].id;
        one.value = intensities[i].value();
        one.threshold = ranked->threshold.value();
        one.unit = "kWh/m2";
      }
    }
    return static_cast<std::int64_t>(ranked->at_risk);
  }

  void energy_manager() {
    std::vector<CarrierEnergy> carriers;
    carriers.reserve(energy_.carriers.size());
    for (const auto& [name, kwh] : energy_.carriers)
      carriers.push_back({parse_carrier(name)->carrier, KilowattHours{kwh}});
    const OilEquivalent used = oil_equivalent(carriers, *input_.reference, last_day());
    if (!carriers.empty()) {
      row_.toe = used.toe;
      row_.toe_convention = used.convention;
      if (!used.missing.empty()) add_note(row_.note, "toe without " + used.missing);
    }
    const Obligation* const row = duties_.in_force("energy_manager_public", row_.note);
    if (row == nullptr) return;
    const bool complete = sufficient(row_.coverage) && row_.buildings_without_readings == 0 &&
                          used.toe / row_.coverage <= row->threshold_min;
    const auto duty = energy_manager_duty(used, complete, year_, *row);
    if (!duty) return add_note(row_.note, duty.failure().detail);
    row_.energy_manager = code(duty->status);
    ObligationRow& written = duties_.add(*row, duty->status, duty->reason);
    written.value = duty->toe;
    written.threshold = duty->threshold_toe;
    written.unit = row->threshold_unit;
    written.deadline = duty->deadline;
    if (duty->status == ObligationStatus::due)
      written.reason +=
          fmt::format("; fine {:.2f} to {:.2f} EUR", duty->fine_min_eur, duty->fine_max_eur);
  }

  void building_duties() {
    std::int64_t automation = 0;
    bool any = false;
    for (std::size_t i = 0; i < own_.size(); ++i) {
      any = any || !std::isnan(buildings_[i].plant_kw);
      if (duties_.automation_due(buildings_[i], own_[i])) ++automation;
      if (last_year_) duties_.add_building(buildings_[i], own_[i]);
    }
    if (any) row_.bacs_due = automation;
    if (!any) add_note(row_.note, "no plant_kw: automation duties unknown");
  }

  const StatementInput& input_;
  Perimeters& perimeters_;
  const Indices& own_;
  std::vector<Building> buildings_; ///< as they were on 1 July, in the order of `own_`
  int year_;
  PerimeterEnergy energy_;
  DutyWriter duties_;
  bool last_year_;
  StatementRow row_;
};

} // namespace

Statement yearly_statement(const StatementInput& input) {
  Statement statement;
  Perimeters perimeters{input};
  for (const std::string& organisation : perimeters.organisations()) {
    for (const int year : perimeters.years()) {
      if (perimeters.buildings(organisation, year).empty()) continue;
      OrganisationYear{input, perimeters, organisation, year, year == perimeters.years().back()}
          .write(statement);
    }
  }
  return statement;
}

} // namespace empower
