// SPDX-License-Identifier: Apache-2.0
// How often the savings table's 90 % intervals hold the saving that the simulated public stock
// really had: the figures of docs/reference/savings.md. Exit status 1 below the bars named there.
//
// Usage: evaluate_savings [buildings = 4000] [seeds = 2]

#include <empower/analysis/analyse.hpp>
#include <empower/simulate/building_truth.hpp>
#include <empower/simulate/public_stock.hpp>

#include "simulate/csv_rows.hpp"
#include "support/table_values.hpp"
#include "support/temporary_folder.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

using namespace empower;
using namespace empower::testing;

namespace {

using Rows = std::map<std::string, std::vector<empower_test::Row>>;

struct Tally {
  int count = 0;
  int inside = 0;
  int below = 0; ///< the truth lies below the interval
  double half_width = 0.0;

  void add(double truth, double low, double high, double scale) {
    ++count;
    inside += low <= truth && truth <= high ? 1 : 0;
    below += truth < low ? 1 : 0;
    half_width += (high - low) / 2.0 / scale;
  }
};

double cell(const empower_test::Row& row, const char* column) {
  return row.at(column).empty() ? missing_value : std::stod(row.at(column));
}

MeterSignature signature_of(const empower_test::Row& row) {
  return {cell(row, "base_kwh_day"), cell(row, "heating_slope_kwh_kd"),
          cell(row, "heating_balance_c"), cell(row, "cooling_slope_kwh_kd"),
          cell(row, "cooling_balance_c")};
}

/// Energy of the first signature less that of the last, noise in the mean.
double true_saving(const Rows& signatures, const std::string& meter, DailyView<Celsius> outdoor,
                   CivilPeriod period) {
  const MeterSignature before = signature_of(signatures.at(meter).front());
  const MeterSignature after = signature_of(signatures.at(meter).back());
  double sum = 0.0;
  for (CivilDay d = period.from; d < period.to; d += std::chrono::days{1})
    sum += before.energy_kwh(outdoor.at(d).value()) - after.energy_kwh(outdoor.at(d).value());
  return sum;
}

void evaluate(const PublicStockOptions& options, std::map<std::string, Tally>& tallies) {
  const TemporaryFolder folder;
  simulate_public_stock(folder.path(), options);
  const StockFolder stock = read_stock_folder(folder.path());
  const Analysis analysis = analyse(stock);
  Rows signatures;
  for (const auto& row : empower_test::csv_rows(folder.path() / "truth/signatures.csv"))
    signatures[row.at("meter_id")].push_back(row);

  const Table& savings = analysis.table("savings");
  for (std::size_t i = 0; i < savings.rows; ++i) {
    const std::string& status = text(savings, "status", i);
    const std::string& meter = text(savings, "meter_id", i);
    const std::string interval = signatures.at(meter)[0].at("interval");
    if (status == "refused") {
      ++tallies["refused " + text(savings, "reason", i)].count;
      continue;
    }
    const CivilPeriod period{values<CivilDay>(savings, "start")[i],
                             values<CivilDay>(savings, "end")[i]};
    const Building& building =
        stock.stock.buildings[*stock.stock.find_building(text(savings, "building_id", i))];
    const Station& station = stock.weather.stations[*stock.weather.find(building.station)];
    const double truth = true_saving(signatures, meter, station.outdoor(), period);
    const double expected = number(savings, "expected_kwh", i);
    tallies[status + " " + interval].add(truth * number(savings, "coverage", i),
                                         number(savings, "avoided_low_kwh", i),
                                         number(savings, "avoided_high_kwh", i), expected);
    const double low = number(savings, "normalised_saved_low_kwh", i);
    if (low != low) continue;
    tallies["normalised " + interval].add(cell(signatures.at(meter).front(), "normal_year_kwh") -
                                              cell(signatures.at(meter).back(), "normal_year_kwh"),
                                          low, number(savings, "normalised_saved_high_kwh", i),
                                          expected);
  }
}

} // namespace

int main(int count, char** arguments) {
  PublicStockOptions options;
  options.buildings = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 4000;
  const auto seeds = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 2;
  std::map<std::string, Tally> tallies;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    options.seed = 100 + seed;
    evaluate(options, tallies);
  }
  bool good = true;
  std::printf("%-22s %6s %8s %8s %8s %s\n", "", "rows", "inside", "below", "above",
              "half width / expected");
  for (const auto& [name, tally] : tallies) {
    const double n = tally.count;
    if (name.starts_with("refused")) {
      std::printf("%-22s %6d\n", name.c_str(), tally.count);
      continue;
    }
    std::printf("%-22s %6d %8.3f %8.3f %8.3f %.3f\n", name.c_str(), tally.count, tally.inside / n,
                tally.below / n, (n - tally.inside - tally.below) / n, tally.half_width / n);
    good = good && (tally.count < 100 || tally.inside / n >= 0.87);
  }
  return good ? 0 : 1;
}
