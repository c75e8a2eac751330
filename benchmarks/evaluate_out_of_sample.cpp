// SPDX-License-Identifier: Apache-2.0
// Out of sample against OpenDSM 1.2.7, meter by meter: the table of
// docs/reference/daily-calendar.md. A drift as argument, in percent, widens the intervals of the
// totals.
#define DOCTEST_CONFIG_DISABLE
#include "baseline/simulated.hpp"
#include "support/open_dsm.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace empower;
using namespace empower::testing;

/// A period in which buildings were closed by law.
bool in_pandemic(const OpenDsmPair& pair) {
  const CivilPeriod closures = {civil_day(2020, 3, 15), civil_day(2022, 1, 1)};
  return !intersection(pair.baseline, closures).empty() ||
         !intersection(pair.reporting, closures).empty();
}

struct Coverage {
  int held = 0;
  int rows = 0;
  void add(bool holds) {
    held += holds ? 1 : 0;
    ++rows;
  }
  [[nodiscard]] double share() const { return static_cast<double>(held) / rows; }
};

bool holds(const OpenDsmComparison& result) {
  return result.expected.low.value() <= result.observed &&
         result.observed <= result.expected.high.value();
}

void print_table(const OpenDsmData& data, const std::vector<OpenDsmComparison>& results,
                 const std::map<std::string, double>& ratio) {
  std::printf("| meter | pairs | OpenDSM | empower | ratio | bias OpenDSM | bias empower |\n"
              "| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const auto& [meter, middle] : ratio) {
    std::vector<double> theirs;
    std::vector<double> ours;
    std::vector<double> their_bias;
    std::vector<double> our_bias;
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (data.pairs[i].meter != meter) continue;
      theirs.push_back(data.pairs[i].cv_rmse_out);
      ours.push_back(results[i].cv_rmse_out);
      their_bias.push_back(data.pairs[i].nmbe_out);
      our_bias.push_back(results[i].nmbe_out);
    }
    std::printf("| %s | %zu | %.3f | %.3f | %.3f | %+.3f | %+.3f |\n", meter.c_str(), ours.size(),
                median(theirs), median(ours), middle, median(their_bias), median(our_bias));
  }
}

void print_coverage(const OpenDsmData& data, const std::vector<OpenDsmComparison>& results) {
  Coverage all;
  Coverage usual;
  std::vector<double> width;
  for (std::size_t i = 0; i < results.size(); ++i) {
    all.add(holds(results[i]));
    if (!in_pandemic(data.pairs[i])) usual.add(holds(results[i]));
    width.push_back(0.5 * (results[i].expected.high.value() - results[i].expected.low.value()) /
                    results[i].expected.total.value());
  }
  std::printf("90 %% interval of the total holds: %.3f of %d, without 2020-21 %.3f of %d, half "
              "width in the median %.3f of the total\n",
              all.share(), all.rows, usual.share(), usual.rows, median(width));
}

bool print_bars(const std::map<std::string, double>& ratio) {
  std::vector<double> ratios;
  std::vector<double> gas;
  std::size_t better = 0;
  for (const auto& [meter, middle] : ratio) {
    ratios.push_back(middle);
    if (meter.find("gas") != std::string::npos) gas.push_back(middle);
    better += middle < 1.0 ? 1U : 0U;
  }
  const double share = static_cast<double>(better) / static_cast<double>(ratios.size());
  const double worst = *std::ranges::max_element(ratios);
  std::printf("better on %zu of %zu meters (%.3f), median ratio %.4f (gas %.4f), worst %.3f\n",
              better, ratios.size(), share, median(ratios), median(gas), worst);
  return share >= 0.6 && median(ratios) <= 0.98 && worst <= 1.25;
}

/// How often the interval holds the next year of a building that stays as it is.
double simulated_coverage(double correlation) {
  constexpr std::uint64_t runs = 400;
  constexpr std::size_t year = 365;
  Coverage coverage;
  for (std::uint64_t run = 0; run < runs; ++run) {
    Random random{1000 + run};
    const DailySeries outdoor = weather(random, 2 * year);
    Noise noise{random, 25.0, correlation};
    DailySeries before{outdoor.first, {}};
    std::vector<CivilDay> after;
    double used = 0.0;
    for (std::size_t i = 0; i < 2 * year; ++i) {
      const CivilDay day = outdoor.first + std::chrono::days{static_cast<long>(i)};
      const bool weekend = std::chrono::weekday{day}.iso_encoding() >= 6;
      const double energy = 100.0 - (weekend ? 30.0 : 0.0) +
                            5.0 * std::max(15.37 - outdoor.values[i], 0.0) + noise.next();
      if (i < year) {
        before.values.push_back(energy);
      } else {
        after.push_back(day);
        used += energy;
      }
    }
    const auto fit = fit_daily(before.view<KilowattHours>(), outdoor.view<Celsius>()).value();
    const DailyTotal total = expected_total(fit, after, outdoor.view<Celsius>());
    coverage.add(total.low.value() <= used && used <= total.high.value());
  }
  return coverage.share();
}

} // namespace

int main(int argc, char** argv) {
  const auto data = open_dsm_data();
  if (!data) {
    std::puts("no measured data");
    return 0;
  }
  DailyOptions options;
  if (argc > 1) options.drift = std::strtod(argv[1], nullptr) / 100.0;
  const auto start = std::chrono::steady_clock::now();
  std::vector<OpenDsmComparison> results;
  results.reserve(data->pairs.size());
  for (const OpenDsmPair& pair : data->pairs) results.push_back(compared(*data, pair, options));
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  const auto ratio = ratio_by_meter(data->pairs, results);
  print_table(*data, results, ratio);
  const bool met = print_bars(ratio);
  print_coverage(*data, results);
  for (const double correlation : {0.0, 0.4, 0.7})
    std::printf("simulated building that stays as it is, autocorrelation %.1f: %.3f\n", correlation,
                simulated_coverage(correlation));
  std::printf("%.2f ms a pair, fit and prediction\n",
              spent.count() / static_cast<double>(results.size()));
  return met ? 0 : 1;
}
