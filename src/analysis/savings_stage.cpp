// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/savings_stage.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/windows.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace empower {
namespace {

bool measures_use(const Meter& meter) {
  return meter.flow == Flow::import && meter.carrier != Carrier::site_total &&
         meter.carrier != Carrier::water;
}

bool concerns(const Retrofit& retrofit, const Meter& meter) {
  if (!measures_use(meter) || (retrofit.carrier && *retrofit.carrier != meter.carrier))
    return false;
  return std::ranges::any_of(
      meter.serves, [&](const MeterShare& share) { return share.building == retrofit.building; });
}

void add_sentence(std::string& text, std::string_view sentence) {
  if (sentence.empty()) return;
  text += (text.empty() ? "" : "; ") + std::string{sentence};
}

/// What the readings of a meter were once the carrier is no longer used: zeros to the end are no
/// fault of the reading, whatever the rules say that do not know of works.
void accept_last_zeros(BillSeries& kept, BillView observed, CivilDay works_end) {
  for (std::size_t i = observed.size(); i-- > 0;) {
    if (observed.from[i] < works_end || observed.energy_kwh[i] != 0.0) return;
    kept.energy_kwh[i] = 0.0;
  }
}

/// The savings of one meter.
class MeterProjects {
public:
  explicit MeterProjects(const MeterSavingsInput& input)
      : input_{input}, meter_{input.folder->stock.meters[input.meter]},
        clean_{input.result->clean()} {
    for (const EnteredAdjustment& entered : input.folder->adjustments) {
      if (entered.meter == input.meter)
        adjustments_.push_back({entered.period, entered.energy_kwh, entered.reason});
    }
    std::vector<CivilPeriod> periods;
    periods.reserve(input.works.size());
    for (const std::size_t w : input.works) periods.push_back(retrofit(w).works);
    const FolderSettings& settings = input.folder->settings;
    projects_ = measurement_projects(periods, input.result->observed.view().period(), rule_,
                                     settings.baseline, settings.report);
    if (!periods.empty())
      accept_last_zeros(clean_, input.result->observed.view(), projects_.back().blackout.to);
  }

  [[nodiscard]] std::vector<MeterSaving> savings() const {
    std::vector<MeterSaving> all;
    for (std::size_t p = 0; p < projects_.size(); ++p) add(p, all);
    return all;
  }

private:
  [[nodiscard]] const Retrofit& retrofit(std::size_t index) const {
    return input_.folder->retrofits[index];
  }

  [[nodiscard]] SavingsBoundary boundary() const {
    const bool part = !meter_.parent.empty();
    std::string buildings;
    for (const MeterShare& share : meter_.serves) {
      buildings +=
          (buildings.empty() ? "" : ", ") + input_.folder->stock.buildings[share.building].id;
    }
    return {part ? IpmvpOption::retrofit_isolation : IpmvpOption::whole_facility,
            fmt::format("what {} meter {} feeds in {}{}", code(meter_.carrier), meter_.id,
                        buildings, part ? ", a part of meter " + meter_.parent : "")};
  }

  /// Ids, works and what the windows say, before anything is measured.
  [[nodiscard]] MeterSaving begun(std::size_t p) const {
    const MeasurementProject& project = projects_[p];
    MeterSaving saving;
    saving.sub_meter = !meter_.parent.empty();
    for (const std::size_t w : project.works) saving.works.push_back(input_.works[w]);
    SavingsRow& row = saving.row;
    row.building_id = input_.folder->stock.buildings[retrofit(saving.works.front()).building].id;
    row.meter_id = meter_.id;
    row.carrier = code(meter_.carrier);
    const SavingsBoundary encloses = boundary();
    row.option = code(encloses.option);
    row.boundary = encloses.encloses;
    for (const std::size_t w : saving.works) {
      if (row.retrofit.find(retrofit(w).measure) != std::string::npos) continue;
      row.retrofit += (row.retrofit.empty() ? "" : "+") + retrofit(w).measure;
    }
    if (saving.works.size() > 1)
      add_sentence(row.detail, fmt::format("{} works less than a year apart, measured as one",
                                           saving.works.size()));
    if (p + 1 < projects_.size())
      add_sentence(row.detail,
                   fmt::format("counted up to the next works on {}; later savings of this one are "
                               "in the next baseline",
                               date_text(projects_[p + 1].blackout.from)));
    return saving;
  }

  static void refuse(MeterSaving& saving, SavingsReason reason, std::string_view why) {
    saving.row.status = "refused";
    saving.row.reason = code(reason);
    add_sentence(saving.row.detail, why);
  }

  /// The first finding that says that the meter or its unit changed inside the windows.
  [[nodiscard]] std::string changed_meter(const MeasurementProject& project) const {
    for (const Finding& finding : input_.result->findings) {
      if (finding.kind != FindingKind::meter_swap && finding.kind != FindingKind::unit_step &&
          finding.kind != FindingKind::rollover)
        continue;
      const auto day = [](ZonedInstant at) {
        return CivilDay{
            std::chrono::floor<std::chrono::days>(at.at + at.offset).time_since_epoch()};
      };
      const CivilPeriod when{day(finding.start), day(finding.end)};
      if (!intersection(when, project.baseline).empty() ||
          !intersection(when, project.reporting).empty())
        return fmt::format("finding {} from {}", code(finding.kind), date_text(when.from));
    }
    return {};
  }

  [[nodiscard]] FitOutcome baseline_of(BillView readings) const {
    FitOptions options;
    options.resolution_kwh = meter_.resolution_kwh;
    const DailyView<Celsius> outdoor = input_.station->outdoor();
    if (!input_.result->daily) return fit_bills(readings, outdoor, options);
    const DailySeries days = days_known(readings);
    return fit_change_point(days.view<KilowattHours>(), outdoor, options);
  }

  void add(std::size_t p, std::vector<MeterSaving>& all) const {
    const MeasurementProject& project = projects_[p];
    MeterSaving saving = begun(p);
    const auto refused = [&](SavingsReason reason, std::string_view why) {
      refuse(saving, reason, why);
      all.push_back(saving);
    };
    const BillView readings = baseline_observations(clean_.view(), project.baseline,
                                                    input_.result->daily ? rule_.baseline_of_days
                                                                         : rule_.baseline_of_bills);
    const long days = measured_days(readings, readings.period());
    if (days == 0) {
      return refused(SavingsReason::no_baseline_data,
                     fmt::format("no usable reading before the works began on {}",
                                 date_text(project.blackout.from)));
    }
    saving.row.baseline_start = readings.period().from;
    saving.row.baseline_end = readings.period().to;
    if (days < rule_.least_baseline.count()) {
      return refused(SavingsReason::short_baseline,
                     fmt::format("{} days of usable readings before the works, of at least {}",
                                 days, rule_.least_baseline.count()));
    }
    if (const std::string why = changed_meter(project); !why.empty())
      return refused(SavingsReason::changed_meter, why);
    if (input_.station == nullptr || input_.station->outdoor().empty())
      return refused(SavingsReason::no_baseline_model, "no_temperature");
    const FitOutcome baseline = baseline_of(readings);
    if (!baseline) {
      return refused(
          SavingsReason::no_baseline_model,
          fmt::format("{}: {}", code(baseline.failure().reason), baseline.failure().detail));
    }
    saving.row.method = code(baseline->method);
    saving.baseline_kwh_day = baseline_use(readings);
    const std::vector<NonRoutineAdjustment> adjustments = adjustments_in(project.reporting);
    const SavingsOutcome measured =
        measured_saving({&*baseline, clean_.view(), input_.station->outdoor(), project.reporting,
                         adjustments, input_.normal, boundary()});
    if (!measured) return refused(measured.failure().reason, measured.failure().detail);
    for (const PeriodSaving& period : measured->years)
      all.push_back(finished(saving, *measured, period, *baseline));
  }

  /// The folder has those of all projects of the meter.
  [[nodiscard]] std::vector<NonRoutineAdjustment> adjustments_in(CivilPeriod reporting) const {
    std::vector<NonRoutineAdjustment> inside;
    std::ranges::copy_if(adjustments_, std::back_inserter(inside),
                         [&](const NonRoutineAdjustment& adjustment) {
                           return !intersection(adjustment.period, reporting).empty();
                         });
    return inside;
  }

  [[nodiscard]] static double baseline_use(BillView readings) {
    double energy = 0.0;
    long days = 0;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (std::isnan(readings.energy_kwh[i])) continue;
      energy += readings.energy_kwh[i];
      days += day_count(readings.period(i));
    }
    return energy / static_cast<double>(days);
  }

  [[nodiscard]] MeterSaving finished(MeterSaving saving, const MeasuredSaving& measured,
                                     const PeriodSaving& period, const Fit& baseline) const {
    fill_savings_row(saving.row, measured, period);
    saving.year_share = year_share(period, baseline);
    if (period.doubtful == SavingsReason::reporting_coverage) {
      add_sentence(saving.row.detail,
                   fmt::format("usable readings with temperature cover {:.0f} % of the period",
                               100.0 * period.avoided.coverage));
    } else if (period.doubtful == SavingsReason::reporting_extrapolation) {
      add_sentence(
          saving.row.detail,
          fmt::format("{:.0f} % of the days or degree-days lie outside the temperatures of "
                      "the baseline",
                      100.0 * period.avoided.extrapolated_share));
    } else if (period.avoided.avoided.low <= 0.0 && period.avoided.avoided.high >= 0.0) {
      add_sentence(saving.row.detail, "the interval includes 0: no saving is shown");
    }
    return saving;
  }

  /// Of a promise per year: the whole for 12 months, less what is not covered; of a part of a year
  /// what the baseline would use in it over what it would use in a normal year.
  [[nodiscard]] double year_share(const PeriodSaving& period, const Fit& baseline) const {
    const AvoidedEnergy& avoided = period.avoided;
    if (period.whole) return avoided.coverage;
    if (input_.normal != nullptr && !input_.normal->missing()) {
      const double year = normal_year_energy(baseline, *input_.normal).total.value();
      if (year > 0.0) return avoided.expected_kwh / year;
    }
    return avoided.coverage * static_cast<double>(day_count(avoided.period)) / 365.25;
  }

  const MeterSavingsInput& input_;
  const Meter& meter_;
  BillSeries clean_;
  WindowRule rule_;
  std::vector<NonRoutineAdjustment> adjustments_;
  std::vector<MeasurementProject> projects_;
};

/// What each meter's part of a promise is measured by: its use before the works, of sub-meters only
/// where no meter of a whole carries the promise.
class Promises {
public:
  Promises(const StockFolder& folder, std::span<const std::vector<MeterSaving>> meters)
      : folder_{folder}, use_(folder.retrofits.size()), parts_(folder.retrofits.size()) {
    for (const std::vector<MeterSaving>& meter : meters) {
      for (std::size_t i = 0; i < meter.size(); ++i) {
        // The periods of one project follow each other; each counts once.
        if (i > 0 && meter[i].works == meter[i - 1].works) continue;
        if (std::isnan(meter[i].baseline_kwh_day)) continue;
        for (const std::size_t w : meter[i].works)
          (meter[i].sub_meter ? parts_ : use_)[w] += meter[i].baseline_kwh_day;
      }
    }
  }

  /// Of the period of this saving; missing if nothing was promised.
  [[nodiscard]] double of(const MeterSaving& saving) const {
    double sum = 0.0;
    for (const std::size_t w : saving.works) {
      const double whole = use_[w] > 0.0 ? use_[w] : parts_[w];
      if (saving.sub_meter && use_[w] > 0.0) return missing_value;
      sum += folder_.retrofits[w].promised_kwh_year * saving.baseline_kwh_day / whole;
    }
    return sum * saving.year_share;
  }

private:
  const StockFolder& folder_;
  std::vector<double> use_;
  std::vector<double> parts_;
};

SavingsRow without_meter(const StockFolder& folder, const Retrofit& retrofit) {
  SavingsRow row;
  row.building_id = folder.stock.buildings[retrofit.building].id;
  row.retrofit = retrofit.measure;
  if (retrofit.carrier) row.carrier = code(*retrofit.carrier);
  row.status = "refused";
  row.reason = code(SavingsReason::no_matching_meter);
  row.detail = fmt::format("no meter of {} serves the building",
                           retrofit.carrier ? code(*retrofit.carrier) : "delivered energy");
  return row;
}

} // namespace

std::vector<std::vector<std::size_t>> works_of_meters(const StockFolder& folder) {
  std::vector<std::vector<std::size_t>> by_building(folder.stock.buildings.size());
  for (std::size_t w = 0; w < folder.retrofits.size(); ++w)
    by_building[folder.retrofits[w].building].push_back(w);
  std::vector<std::vector<std::size_t>> works(folder.stock.meters.size());
  for (std::size_t m = 0; m < works.size(); ++m) {
    const Meter& meter = folder.stock.meters[m];
    for (const MeterShare& share : meter.serves) {
      for (const std::size_t w : by_building[share.building])
        if (concerns(folder.retrofits[w], meter)) works[m].push_back(w);
    }
  }
  return works;
}

std::vector<MeterSaving> meter_savings(const MeterSavingsInput& input) {
  if (input.works.empty()) return {};
  return MeterProjects{input}.savings();
}

std::vector<SavingsRow> savings_rows(const StockFolder& folder,
                                     std::span<const std::vector<MeterSaving>> meters) {
  struct Placed {
    std::size_t first_works = 0; ///< retrofits are in order of building, then start
    SavingsRow row;
  };
  const Promises promises{folder, meters};
  std::vector<Placed> placed;
  std::vector<bool> has_meter(folder.retrofits.size(), false);
  for (const std::vector<MeterSaving>& meter : meters) {
    for (const MeterSaving& saving : meter) {
      for (const std::size_t w : saving.works) has_meter[w] = true;
      placed.push_back({saving.works.front(), saving.row});
      if (placed.back().row.status != "refused")
        placed.back().row.promised_kwh = promises.of(saving);
    }
  }
  for (std::size_t w = 0; w < has_meter.size(); ++w) {
    if (!has_meter[w]) placed.push_back({w, without_meter(folder, folder.retrofits[w])});
  }
  std::ranges::stable_sort(placed, {},
                           [](const Placed& p) { return std::tie(p.first_works, p.row.meter_id); });
  std::vector<SavingsRow> rows;
  rows.reserve(placed.size());
  for (Placed& p : placed) rows.push_back(std::move(p.row));
  return rows;
}

} // namespace empower
