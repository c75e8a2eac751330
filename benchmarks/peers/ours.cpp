// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/caltrack_hourly.hpp>
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/daily_model.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/time_of_week.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The library's side of the comparisons of `benchmarks/peers/run`: fits what stands in a CSV file,
// and prints the processor seconds of one fit and what came out as JSON.
namespace {

using namespace empower;

using Row = std::vector<std::string>;

/// Rows of a CSV file below its header; an empty field is kept.
std::vector<Row> rows(const std::string& path) {
  std::ifstream file{path};
  if (!file) throw std::runtime_error{"cannot read " + path};
  std::vector<Row> table;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream fields{line};
    Row& row = table.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
  }
  return table;
}

CivilDay day_of(const std::string& iso) {
  const auto part = [&](std::size_t at, std::size_t length) {
    return std::stoi(iso.substr(at, length));
  };
  return civil_day(part(0, 4), static_cast<unsigned>(part(5, 2)),
                   static_cast<unsigned>(part(8, 2)));
}

Instant instant_of(const std::string& seconds) {
  return Instant{std::chrono::seconds{std::stoll(seconds)}};
}

/// Whole degrees and hundredths of °F come back in the fits from °C.
double celsius(const std::string& fahrenheit) { return (std::stod(fahrenheit) - 32.0) / 1.8; }

struct Figure {
  std::string name;
  std::string json; ///< its value
};

Figure figure(std::string name, double value) {
  std::ostringstream text;
  text << std::setprecision(17) << value;
  return {std::move(name), std::isfinite(value) ? text.str() : "null"};
}

Figure figure(std::string name, std::string_view value) {
  return {std::move(name), '"' + std::string{value} + '"'};
}

/// Processor seconds of one run: the median over batches that take a millisecond or more, half a
/// second in all.
template <class Work>
double seconds_of(Work work) {
  const auto batch = [&](long runs) {
    const std::clock_t begin = std::clock();
    for (long i = 0; i < runs; ++i) work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  long runs = 1;
  while (batch(runs) < 1e-3) runs *= 2;
  std::vector<double> seconds;
  for (double spent = 0.0; spent < 0.5 || seconds.size() < 3;) {
    const double taken = batch(runs);
    spent += taken;
    seconds.push_back(taken / static_cast<double>(runs));
  }
  std::ranges::sort(seconds);
  return seconds[seconds.size() / 2];
}

/// Times `work`, which gives an outcome, and prints with what `describe` reads off it.
template <class Work, class Describe>
void run(Work work, Describe describe) {
  const auto outcome = work();
  if (!outcome) throw std::runtime_error{outcome.failure().detail};
  const double seconds = seconds_of([&] { static_cast<void>(work()); });
  std::cout << "{\"seconds\": " << std::setprecision(6) << seconds << ", \"figures\": {";
  const char* separator = "";
  for (const Figure& f : describe(*outcome)) {
    std::cout << separator << '"' << f.name << "\": " << f.json;
    separator = ", ";
  }
  std::cout << "}}\n";
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Signature of days; `cv_rmse` with the divisor n, as OpenDSM's figures have it.
void days(const std::string& path) {
  std::vector<double> temperature;
  std::vector<double> energy;
  for (const Row& row : rows(path)) {
    temperature.push_back(std::stod(row.at(1)));
    energy.push_back(std::stod(row.at(2)));
  }
  const auto n = static_cast<double>(energy.size());
  run([&] { return fit_change_point(temperature, energy); },
      [&](const Fit& fit) {
        return std::vector{figure("model", code(fit.signature.shape)),
                           figure("r_squared", fit.r_squared),
                           figure("cv_rmse", std::sqrt(fit.sse / n) / (sum(energy) / n)),
                           figure("sse_5p", fit.candidates.back().sse)};
      });
}

/// The daily model with calendar; `cv_rmse` and `r_squared` of its expectations in sample.
void calendar_days(const std::string& path) {
  DailySeries outdoor;
  DailySeries energy;
  for (const Row& row : rows(path)) {
    const CivilDay day = day_of(row.at(0));
    if (energy.values.empty()) outdoor.first = energy.first = day;
    const auto length = static_cast<std::size_t>((day - energy.first).count());
    for (DailySeries* series : {&outdoor, &energy}) series->values.resize(length, missing_value);
    outdoor.values.push_back(std::stod(row.at(1)));
    energy.values.push_back(std::stod(row.at(2)));
  }
  run([&] { return fit_daily(energy.view<KilowattHours>(), outdoor.view<Celsius>()); },
      [&](const DailyFit& fit) {
        std::vector<CivilDay> when;
        std::vector<double> observed;
        for (std::size_t i = 0; i < energy.values.size(); ++i) {
          if (std::isnan(energy.values[i])) continue;
          when.push_back(energy.view<KilowattHours>().day(i));
          observed.push_back(energy.values[i]);
        }
        const std::vector<double> expected = predict(fit, when, outdoor.view<Celsius>());
        const double mean = sum(observed) / static_cast<double>(observed.size());
        double sse = 0.0;
        double total = 0.0;
        for (std::size_t i = 0; i < observed.size(); ++i) {
          sse += std::pow(observed[i] - expected[i], 2);
          total += std::pow(observed[i] - mean, 2);
        }
        return std::vector{
            figure("model", std::string_view{"calendar"}), figure("r_squared", 1.0 - sse / total),
            figure("cv_rmse", std::sqrt(sse / static_cast<double>(observed.size())) / mean)};
      });
}

/// Signature of bills on the degree-days of their days. `r_squared` is that of energy per day with
/// all bills alike, as the peers have it, and not by the weights of the fit.
void bills(const std::string& path) {
  DailySeries outdoor;
  BillSeries series;
  std::string number;
  for (const Row& row : rows(path)) {
    const CivilDay day = day_of(row.at(1));
    if (outdoor.values.empty()) outdoor.first = day;
    outdoor.values.push_back(std::stod(row.at(2)));
    if (row.at(0) != number) series.push_back({day, day}, std::stod(row.at(3)));
    number = row.at(0);
    series.to.back() = day + std::chrono::days{1};
  }
  run([&] { return fit_bills(series.view(), outdoor.view<Celsius>()); },
      [&](const Fit& fit) {
        std::vector<double> usage;
        double sse = 0.0;
        for (std::size_t i = 0; i < series.energy_kwh.size(); ++i) {
          const CivilPeriod period = series.view().period(i);
          const auto length = static_cast<double>(day_count(period));
          double expected = 0.0;
          for (CivilDay day = period.from; day < period.to; day += std::chrono::days{1})
            expected += fit.signature.expected(outdoor.view<Celsius>().at(day)).value();
          usage.push_back(series.energy_kwh[i] / length);
          sse += std::pow(usage.back() - expected / length, 2);
        }
        const double mean = sum(usage) / static_cast<double>(usage.size());
        double total = 0.0;
        for (const double u : usage) total += (u - mean) * (u - mean);
        return std::vector{figure("model", code(fit.signature.shape)),
                           figure("r_squared", 1.0 - sse / total)};
      });
}

struct Illinois {
  std::vector<Instant> start;
  std::vector<Instant> end;
  std::vector<double> energy; ///< the last row ends the last period and is no reading
  HourlySeries outdoor;

  Illinois(const std::string& readings, const std::string& temperature) {
    for (const Row& row : rows(readings)) {
      if (!start.empty()) end.push_back(instant_of(row.at(0)));
      start.push_back(instant_of(row.at(0)));
      energy.push_back(std::stod(row.at(1)));
    }
    start.pop_back();
    energy.pop_back();
    for (const Row& row : rows(temperature)) {
      if (outdoor.values.empty()) outdoor.first = instant_of(row.at(0));
      outdoor.values.push_back(celsius(row.at(1)));
    }
  }
  [[nodiscard]] IntervalView view() const { return {start, end, energy}; }
};

constexpr Instant baseline_end = std::chrono::sys_days{std::chrono::year{2016} / 12 / 26};

template <class Fitter>
void caltrack(const Illinois& meter, Fitter fitter) {
  CaltrackSettings settings;
  settings.exact_span = true;
  run([&] { return fitter(meter.view(), meter.outdoor.view<Celsius>(), baseline_end, settings); },
      [](const CaltrackModel& model) {
        const CaltrackCandidate& best = model.best;
        return std::vector{figure("model", code(best.shape)),
                           figure("heating_balance_f", best.heating_balance_f),
                           figure("cooling_balance_f", best.cooling_balance_f),
                           figure("intercept", best.intercept),
                           figure("beta_hdd", best.beta_hdd),
                           figure("beta_cdd", best.beta_cdd),
                           figure("adjusted_r_squared", best.adjusted_r_squared)};
      });
}

void caltrack_hourly(const Illinois& meter) {
  const HourlyView<KilowattHours> usage{meter.start.front(), meter.energy};
  run([&] { return fit_caltrack_hourly(usage, meter.outdoor.view<Celsius>(), baseline_end); },
      [](const CaltrackHourlyModel& model) {
        return std::vector{figure("r_squared", model.metrics.r_squared),
                           figure("rmse", model.metrics.rmse)};
      });
}

/// The year before the blackout by our own hourly model, robust, as by default.
void time_of_week(const Illinois& meter) {
  const auto first = static_cast<std::size_t>(
      (baseline_end - std::chrono::days{365} - meter.start.front()) / std::chrono::hours{1});
  const HourlyView<KilowattHours> year{
      meter.start[first], std::span{meter.energy}.subspan(first, std::size_t{365} * 24)};
  const TimeZone chicago = *TimeZone::named("America/Chicago");
  run([&] { return fit_hourly(year, meter.outdoor.view<Celsius>(), chicago); },
      [](const HourlyFit& fit) { return std::vector{figure("r_squared", fit.r_squared)}; });
}

void run_case(const std::string& name, const std::vector<std::string>& files) {
  if (name == "days") return days(files.at(0));
  if (name == "calendar_days") return calendar_days(files.at(0));
  if (name == "bills") return bills(files.at(0));
  const Illinois meter{files.at(0), files.at(1)};
  if (name == "caltrack_daily") return caltrack(meter, fit_caltrack_daily);
  if (name == "caltrack_billing") return caltrack(meter, fit_caltrack_billing);
  if (name == "caltrack_hourly") return caltrack_hourly(meter);
  if (name == "time_of_week") return time_of_week(meter);
  throw std::runtime_error{"no case " + name};
}

} // namespace

int main(int count, char** words) {
  try {
    const std::vector<std::string> arguments(words + 1, words + count);
    run_case(arguments.at(0), {arguments.begin() + 1, arguments.end()});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
