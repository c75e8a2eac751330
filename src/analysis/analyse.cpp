// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include <empower/analysis/building_stage.hpp>
#include <empower/analysis/documents.hpp>
#include <empower/analysis/factors.hpp>
#include <empower/analysis/indicator_stage.hpp>
#include <empower/analysis/legal_season.hpp>
#include <empower/analysis/load_stage.hpp>
#include <empower/analysis/meter_stage.hpp>
#include <empower/analysis/peer_stage.hpp>
#include <empower/analysis/references.hpp>
#include <empower/analysis/retrofit_stage.hpp>
#include <empower/analysis/savings_stage.hpp>
#include <empower/analysis/school_stage.hpp>
#include <empower/analysis/statement_stage.hpp>
#include <empower/analysis/weather_stage.hpp>
#include <empower/baseline/baseline_row.hpp>
#include <empower/baseline/expected.hpp>
#include <empower/core/error.hpp>
#include <empower/core/parallel.hpp>
#include <empower/io/reference_folder.hpp>

#include "building_history.hpp"
#include "meter_rows.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace empower {
namespace {

/// One analysis: what each step leaves for the next.
class Run {
public:
  Run(const StockFolder& folder, const AnalysisOptions& options)
      : folder_{folder}, options_{options},
        reference_{options.reference != nullptr ? *options.reference : embedded_reference()},
        years_{reading_years(folder)},
        factors_{folder, reference_, options.emission_set, years_.first, years_.second},
        terms_{retrofit_terms(reference_)} {
    if (!options_.budget_eur) options_.budget_eur = folder.settings.budget_eur;
    if (options_.reference_station.empty())
      options_.reference_station = folder.settings.reference_station;
  }

  Analysis run() {
    bring_up_to_date();
    choose_stations();
    choose_reference_climate();
    meters();
    buildings();
    peers();
    retrofits();
    savings();
    return assemble();
  }

private:
  [[nodiscard]] const Stock& stock() const { return folder_.stock; }

  [[nodiscard]] CivilDay end_of_readings() const {
    return calendar_year(years_.second).to - std::chrono::days{1};
  }

  /// The buildings as they are at the end of the last year with readings.
  void bring_up_to_date() {
    current_.reserve(stock().buildings.size());
    for (std::size_t b = 0; b < stock().buildings.size(); ++b)
      current_.push_back(detail::building_as_on(folder_, b, end_of_readings()));
  }

  void choose_reference_climate() {
    if (options_.reference_station.empty()) return;
    const auto station = folder_.weather.find(options_.reference_station);
    if (!station)
      throw InputError({"analysis options", 0, "reference_station"}, "a station of the folder",
                       options_.reference_station);
    reference_climate_ = &normal_years_[*station];
  }

  /// Temperatures that can be trusted, and the station of every building.
  void choose_stations() {
    weather_ = weather_stage(folder_, reference_, options_.threads);
    for (const Station& station : weather_.weather.stations) {
      normal_years_.push_back(normal_year_of(station, folder_.settings.normal_years));
      temperatures_.emplace_back(station.outdoor());
    }
  }

  [[nodiscard]] std::optional<std::size_t> station_index(std::size_t building) const {
    return weather_.choices[building].station;
  }
  [[nodiscard]] const Station* station_of(std::size_t building) const {
    const auto station = station_index(building);
    return station ? &weather_.weather.stations[*station] : nullptr;
  }
  [[nodiscard]] const NormalYear* normal_of(std::size_t building) const {
    const auto station = station_index(building);
    return station ? &normal_years_[*station] : &no_normal_year_;
  }

  [[nodiscard]] const SortedTemperatures* temperatures_of(std::size_t building) const {
    const auto station = station_index(building);
    return station ? &temperatures_[*station] : nullptr;
  }

  [[nodiscard]] FindingPlace place_of(std::size_t building) const {
    FindingPlace place;
    place.building_id = stock().buildings[building].id;
    if (const Station* station = station_of(building))
      place.zone = station->zone;
    else if (folder_.settings.time_zone)
      place.zone = *folder_.settings.time_zone;
    return place;
  }

  void meters() {
    off_seasons_ = off_seasons(current_, reference_, years_);
    meters_.resize(stock().meters.size());
    baselines_.resize(meters_.size());
    works_ = works_of_meters(folder_);
    parallel_for(meters_.size(), options_.threads, [&](std::size_t m) {
      const Meter& meter = stock().meters[m];
      const std::size_t building = meter.serves.front().building;
      MeterInput input{&meter,
                       folder_.readings.bills(m),
                       folder_.readings.bill_qualities(m),
                       folder_.readings.intervals(m),
                       station_of(building),
                       normal_of(building),
                       place_of(building)};
      input.place.meter_id = meter.id;
      input.place.carrier = code(meter.carrier);
      if (is_energy(meter.carrier)) input.place.eur_per_kwh = factors_.price(meter.carrier).value;
      const auto off = off_seasons_.find(binding_zone(current_[building], reference_));
      input.off_season = off == off_seasons_.end() ? nullptr : &off->second;
      input.baseline = folder_.settings.baseline;
      const std::vector<CivilPeriod> works = work_periods(m);
      input.works = works;
      input.sorted = temperatures_of(building);
      meters_[m] = analyse_meter(input);
      const BaselineMethod method =
          meters_[m].daily ? BaselineMethod::daily : BaselineMethod::bills;
      baselines_[m] = baseline_row(
          {meter.id, input.place.building_id, meter.carrier, method, meters_[m].model_period},
          meters_[m].fit, *input.normal);
    });
  }

  [[nodiscard]] std::vector<CivilPeriod> work_periods(std::size_t meter) const {
    std::vector<CivilPeriod> periods;
    periods.reserve(works_[meter].size());
    for (const std::size_t w : works_[meter]) periods.push_back(folder_.retrofits[w].works);
    return periods;
  }

  void savings() {
    savings_.resize(meters_.size());
    parallel_for(meters_.size(), options_.threads, [&](std::size_t m) {
      const std::size_t building = stock().meters[m].serves.front().building;
      savings_[m] = meter_savings(
          {&folder_, m, &meters_[m], station_of(building), normal_of(building), works_[m]});
    });
  }

  void buildings() {
    inputs_.resize(stock().buildings.size());
    for (std::size_t b = 0; b < inputs_.size(); ++b) {
      inputs_[b] = {&current_[b],
                    {},
                    station_of(b),
                    normal_of(b),
                    &factors_,
                    &options_,
                    &stock().buildings[b],
                    changes_of(b, folder_.changes),
                    reference_climate_,
                    weather_note(weather_, b)};
    }
    for (std::size_t m = 0; m < meters_.size(); ++m) {
      const Meter& meter = stock().meters[m];
      if (!meter.parent.empty()) continue; // its energy is in the parent's already
      for (const MeterShare& share : meter.serves) {
        inputs_[share.building].meters.push_back({&meter, &meters_[m], share.share});
      }
    }
    consumption_.resize(inputs_.size());
    energy_.resize(inputs_.size());
    parallel_for(inputs_.size(), options_.threads, [&](std::size_t b) {
      std::ranges::stable_sort(inputs_[b].meters, {},
                               [](const ServingMeter& serving) { return serving.meter->carrier; });
      consumption_[b] = consumption_rows(inputs_[b]);
      energy_[b] = energy_by_end_use(inputs_[b], reference_);
    });
  }

  void peers() {
    std::vector<PeerInput> inputs;
    inputs.reserve(inputs_.size());
    for (std::size_t b = 0; b < inputs_.size(); ++b) {
      inputs.push_back({inputs_[b].building, consumption_[b], place_of(b), &factors_,
                        heated_by_electricity(energy_[b]),
                        detail::use_since(folder_, b, end_of_readings())});
    }
    peers_ = compare_peers(inputs, reference_, options_.threads);
  }

  void retrofits() {
    measures_.resize(inputs_.size());
    const BuildingUseOfEnergy nothing;
    parallel_for(inputs_.size(), options_.threads, [&](std::size_t b) {
      // What is sized by the floor area cannot rest on one that the peers contradict.
      const bool doubtful = area_is_doubtful(b);
      const RetrofitInput input{inputs_[b].building,
                                doubtful ? &nothing : &energy_[b],
                                doubtful ? "floor area in doubt, see finding area_error"
                                         : detail::no_energy_because(inputs_[b]),
                                any_weak_model(b),
                                &factors_,
                                detail::not_counted(inputs_[b])};
      measures_[b] = measure_rows(input, reference_, terms_);
    });
  }

  [[nodiscard]] bool area_is_doubtful(std::size_t building) const {
    return std::ranges::any_of(peers_.findings, [&](const Finding& finding) {
      return finding.kind == FindingKind::area_error &&
             finding.building_id == inputs_[building].building->id;
    });
  }

  [[nodiscard]] bool any_weak_model(std::size_t building) const {
    return std::ranges::any_of(inputs_[building].meters, [&](const ServingMeter& serving) {
      return baselines_[static_cast<std::size_t>(serving.result - meters_.data())].status == "weak";
    });
  }

  [[nodiscard]] std::vector<Finding> finding_rows() const {
    std::vector<Finding> all = peers_.findings;
    all.insert(all.end(), weather_.findings.begin(), weather_.findings.end());
    for (const MeterResult& meter : meters_)
      all.insert(all.end(), meter.findings.begin(), meter.findings.end());
    for (Finding& finding : all) {
      const std::string& where = !finding.meter_id.empty()      ? finding.meter_id
                                 : !finding.building_id.empty() ? finding.building_id
                                                                : finding.station;
      const CivilDay day{
          std::chrono::floor<std::chrono::days>(finding.start.at + finding.start.offset)
              .time_since_epoch()};
      finding.finding_id =
          where + ":" + std::string{code(finding.kind)} + ":" +
          (finding.meter_id.empty() && !finding.carrier.empty() ? finding.carrier + ":" : "") +
          date_text(day);
    }
    std::ranges::stable_sort(all, {}, &Finding::finding_id);
    return all;
  }

  [[nodiscard]] std::vector<ExpectedRow> expected_rows() const {
    std::vector<ExpectedRow> rows;
    for (std::size_t m = 0; m < meters_.size(); ++m) {
      const Meter& meter = stock().meters[m];
      if (!meters_[m].fit) continue;
      detail::append_expected(meter, meters_[m],
                              station_of(meter.serves.front().building)->outdoor(), rows);
    }
    return rows;
  }

  [[nodiscard]] std::vector<BaselineRow> energy_baselines() const {
    std::vector<BaselineRow> rows;
    rows.reserve(baselines_.size());
    for (std::size_t m = 0; m < baselines_.size(); ++m)
      if (is_energy(stock().meters[m].carrier)) rows.push_back(baselines_[m]);
    return rows;
  }

  template <class Rows>
  [[nodiscard]] static Table table(const Rows& rows) {
    return table_of(std::span<const typename Rows::value_type>{rows});
  }

  /// The rows of all buildings in one, in the order of the buildings.
  template <class Row>
  [[nodiscard]] static std::vector<Row> joined(std::vector<std::vector<Row>>& per_building) {
    std::vector<Row> all;
    for (std::vector<Row>& rows : per_building) std::ranges::move(rows, std::back_inserter(all));
    return all;
  }

  Analysis assemble() {
    std::vector<UsedReference> used = folder_.references;
    const auto add = [&](const std::vector<UsedReference>& rows) {
      used.insert(used.end(), rows.begin(), rows.end());
    };
    add(references_of_places(current_, reference_, years_));
    add(terms_.used);
    add(references_of_measures(current_, measures_, reference_));
    add(references_of_load(folder_, reference_));
    add(references_of_schools(current_, reference_));
    const std::vector<MeasureRow> measures = joined(measures_);
    const std::vector<ConsumptionRow> consumption = joined(consumption_);
    add(factors_.used(consumption));
    const FolderStatement statement = folder_statement(folder_, consumption, reference_);
    add(statement.used);

    Analysis analysis;
    const auto plan = [&] {
      if (!options_.budget_eur) return table(std::vector<PlanRow>{});
      const BudgetPlan best = budget_plan(measures, *options_.budget_eur);
      analysis.plan_json = plan_document(best.result);
      return table(best.rows);
    };
    std::vector<std::function<Table()>> makers{
        [&] { return table(consumption); },
        [&] { return table(energy_baselines()); },
        [&] { return table(finding_rows()); },
        [&] { return table(peers_.benchmarks); },
        [&] { return table(measures); },
        [&] { return table(ranking_rows(measures, options_.top_k)); },
        plan,
        [&] { return table(savings_rows(folder_, savings_)); },
        [&] { return table(statement.statement.rows); },
        [&] { return table(statement.statement.obligations); },
        [&] {
          return table(indicator_rows({&stock(), folder_.changes, consumption, &factors_,
                                       options_.emission_set, 1, folder_.parts}));
        },
        [&] { return table(weather_rows(stock(), weather_, normal_years_)); },
        [&] { return table(load_rows(folder_, meters_, inputs_, factors_, reference_, options_)); },
        [&] { return table(school_rows(inputs_, consumption, reference_)); },
        [&] { return table(folder_.rejects); },
        [&] { return table(folder_.inputs); },
    };
    if (options_.expected) makers.emplace_back([&] { return table(expected_rows()); });
    analysis.tables.resize(makers.size());
    parallel_for(makers.size(), options_.threads,
                 [&](std::size_t i) { analysis.tables[i] = makers[i](); });
    const ReferenceReport references = reference_report(used, factors_.missing(consumption),
                                                        analysis.tables, last_day(consumption));
    analysis.tables.push_back(table(references.rows));
    analysis.run_json = run_document(folder_, options_, references);
    return analysis;
  }

  const StockFolder& folder_;
  AnalysisOptions options_;
  const ReferenceTables& reference_;
  std::pair<int, int> years_; ///< with readings, first and last
  Factors factors_;
  RetrofitTerms terms_;
  NormalYear no_normal_year_;
  std::vector<Building> current_; ///< as at the end of the readings
  WeatherStage weather_;
  const NormalYear* reference_climate_ = nullptr;
  std::vector<NormalYear> normal_years_;         ///< per station
  std::vector<SortedTemperatures> temperatures_; ///< per station
  OffSeasons off_seasons_;                       ///< per zone
  std::vector<std::vector<std::size_t>> works_;  ///< per meter, of the folder's retrofits
  std::vector<MeterResult> meters_;
  std::vector<BaselineRow> baselines_; ///< per meter
  std::vector<BuildingInput> inputs_;
  std::vector<std::vector<ConsumptionRow>> consumption_; ///< per building
  std::vector<BuildingUseOfEnergy> energy_;
  PeerResult peers_;
  std::vector<std::vector<MeasureRow>> measures_;
  std::vector<std::vector<MeterSaving>> savings_; ///< per meter
};

} // namespace

Analysis analyse(const StockFolder& folder, const AnalysisOptions& options) {
  return Run{folder, options}.run();
}

} // namespace empower
