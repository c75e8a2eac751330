// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/statement_stage.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace empower {
namespace {

/// Days with readings of each building and year, and those of them that were estimated.
class ReadDays {
public:
  explicit ReadDays(const StockFolder& folder) : folder_{folder} {
    for (std::size_t m = 0; m < folder.stock.meters.size(); ++m)
      if (folder.stock.meters[m].parent.empty() && is_energy(folder.stock.meters[m].carrier))
        add_meter(m);
  }

  [[nodiscard]] std::vector<EstimatedDays> rows() const {
    std::vector<EstimatedDays> all;
    all.reserve(days_.size());
    for (const auto& [key, days] : days_) all.push_back(days);
    return all;
  }

private:
  void add_meter(std::size_t meter) {
    std::map<int, std::pair<double, double>> years; ///< days, estimated days
    const auto add = [&](int year, double days, ReadingQuality quality) {
      years[year].first += days;
      if (quality == ReadingQuality::estimated) years[year].second += days;
    };
    const BillView bills = folder_.readings.bills(meter);
    const auto bill_quality = folder_.readings.bill_qualities(meter);
    for (std::size_t i = 0; i < bills.size(); ++i) {
      if (std::isnan(bills.energy_kwh[i])) continue;
      const CivilPeriod bill = bills.period(i);
      for (int year = year_of(bill.from); year <= year_of(bill.to); ++year)
        add(year, static_cast<double>(day_count(intersection(bill, calendar_year(year)))),
            bill_quality[i]);
    }
    // An interval counts for the year it starts in, by UTC: an hour off at most at either end.
    const IntervalView intervals = folder_.readings.intervals(meter);
    const auto quality = folder_.readings.interval_qualities(meter);
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      if (std::isnan(intervals.energy_kwh[i])) continue;
      const CivilDay day{
          std::chrono::floor<std::chrono::days>(intervals.start[i]).time_since_epoch()};
      const std::chrono::duration<double, std::ratio<86'400>> length =
          intervals.end[i] - intervals.start[i];
      add(year_of(day), length.count(), quality[i]);
    }
    for (const MeterShare& share : folder_.stock.meters[meter].serves) {
      for (const auto& [year, days] : years) {
        EstimatedDays& sum = days_[{share.building, year}];
        sum.building = share.building;
        sum.year = year;
        sum.days += days.first;
        sum.estimated += days.second;
      }
    }
  }

  const StockFolder& folder_;
  std::map<std::pair<std::size_t, int>, EstimatedDays> days_;
};

void add_toe(const Stock& stock, const ReferenceTables& reference, int last_year,
             std::vector<UsedReference>& used) {
  std::set<Carrier> carriers;
  for (const Meter& meter : stock.meters) carriers.insert(meter.carrier);
  const CivilDay day = calendar_year(last_year).to - std::chrono::days{1};
  for (const Carrier carrier : carriers) {
    if (const auto row = reference.toe_factor(reference_key(carrier), day))
      used.push_back({"toe_factors.csv", std::string{(*row)->carrier} + " " + (*row)->convention,
                      (*row)->toe_per_unit, (*row)->provenance, "toe/" + (*row)->unit});
  }
}

/// The obligations that a row was written for; of each the share or threshold.
void add_obligations(const Statement& statement, const ReferenceTables& reference,
                     std::vector<UsedReference>& used) {
  std::set<std::pair<std::string, std::optional<CivilDay>>> written;
  for (const ObligationRow& row : statement.obligations)
    written.emplace(row.obligation, row.valid_from);
  for (const Obligation& row : reference.obligations) {
    if (!written.contains({row.id, row.provenance.valid_from})) continue;
    used.push_back({"obligations.csv", row.id,
                    std::isnan(row.target_value) ? row.threshold_min : row.target_value,
                    row.provenance,
                    std::isnan(row.target_value) ? row.threshold_unit : row.target_unit});
  }
}

} // namespace

FolderStatement folder_statement(const StockFolder& folder,
                                 std::span<const ConsumptionRow> consumption,
                                 const ReferenceTables& reference) {
  std::vector<FinishedWorks> works;
  works.reserve(folder.retrofits.size());
  for (const Retrofit& retrofit : folder.retrofits)
    works.push_back({retrofit.building, retrofit.works.to, retrofit.measure});
  const std::vector<EstimatedDays> estimated = ReadDays{folder}.rows();
  FolderStatement result;
  result.statement =
      yearly_statement({&folder.stock, folder.changes, consumption, estimated, works, &reference});
  if (!result.statement.rows.empty()) {
    const auto last = std::ranges::max(result.statement.rows, {}, &StatementRow::year).year;
    add_toe(folder.stock, reference, static_cast<int>(last), result.used);
  }
  add_obligations(result.statement, reference, result.used);
  return result;
}

} // namespace empower
