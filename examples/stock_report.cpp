// SPDX-License-Identifier: Apache-2.0
// The main job as a program: a stock folder in; a summary to the terminal, tables as CSV out.
#include <empower/empower.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace empower;

constexpr std::string_view usage =
    R"(usage: stock_report FOLDER [--out DIR] [--budget EUR] [--top N] [--threads N] [--expected]

Reads a stock folder (buildings.csv, meters.csv, readings.csv, stations.csv, temperatures.csv ...),
analyses it and prints what it found; with --out also writes every table as CSV.

  --out DIR     write <table>.csv, tables.json, run.json and plan.json into DIR
  --budget EUR  choose the best packages that EUR of the body's own money can buy
  --top N       lines per list (10)
  --threads N   threads to use (0 = all)
  --expected    also write the table of expected energy
  --help        this text
)";

struct Arguments {
  std::string folder;
  std::string out;
  AnalysisOptions options;
  std::size_t top = 10;
};

template <class Number>
bool parse(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

/// Nothing after printing what is wrong.
std::optional<Arguments> arguments(const std::vector<std::string_view>& words) {
  Arguments result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--expected") {
      result.options.expected = true;
      continue;
    }
    if (!word.starts_with("--")) {
      if (!result.folder.empty()) {
        fmt::print(stderr, "Expected one folder, got a second: \"{}\".\n", word);
        return std::nullopt;
      }
      result.folder = word;
      continue;
    }
    if (i + 1 == words.size()) {
      fmt::print(stderr, "Expected a value after {}.\n", word);
      return std::nullopt;
    }
    const std::string_view value = words[++i];
    bool good = true;
    if (word == "--out") {
      result.out = value;
    } else if (word == "--budget") {
      good = parse(value, result.options.budget_eur.emplace()) && *result.options.budget_eur >= 0.0;
    } else if (word == "--top") {
      good = parse(value, result.top);
    } else if (word == "--threads") {
      good = parse(value, result.options.threads);
    } else {
      fmt::print(stderr, "Unknown option {}. Try --help.\n", word);
      return std::nullopt;
    }
    if (!good) {
      fmt::print(stderr, "Expected a number from 0 up after {}, got \"{}\".\n", word, value);
      return std::nullopt;
    }
  }
  if (result.folder.empty()) {
    fmt::print(stderr, "{}", usage);
    return std::nullopt;
  }
  return result;
}

template <class T>
const std::vector<T>& column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &TableColumn::name);
  return std::get<std::vector<T>>(found->values);
}

/// The first `top` rows with the largest value of a column, NaN left out.
std::vector<std::size_t> largest(const std::vector<double>& values, std::size_t top) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == values[i]) order.push_back(i);
  }
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return values[i]; });
  order.resize(std::min(top, order.size()));
  return order;
}

void print_counts(const StockFolder& folder, const Analysis& analysis) {
  fmt::print("{} buildings, {} meters, {} stations, {} rejected rows\n\n",
             folder.stock.buildings.size(), folder.stock.meters.size(),
             folder.weather.stations.size(), folder.rejects.size());
  std::map<std::string, std::size_t> models;
  const Table& baselines = analysis.table("baselines");
  for (std::size_t i = 0; i < baselines.rows; ++i) {
    const std::string& status = column<std::string>(baselines, "status")[i];
    const std::string& detail =
        column<std::string>(baselines, status == "refused" ? "reason" : "model")[i];
    ++models[status + " " + detail];
  }
  fmt::print("Baselines\n");
  for (const auto& [name, count] : models) fmt::print("  {:<32} {:>6}\n", name, count);
}

void print_worst(const Analysis& analysis, std::size_t top) {
  const Table& benchmarks = analysis.table("benchmarks");
  fmt::print("\nFarthest above their peers\n");
  for (const std::size_t i : largest(column<double>(benchmarks, "gap_kwh"), top)) {
    if (!(column<double>(benchmarks, "gap_kwh")[i] > 0.0)) break;
    fmt::print("  {:<24} {:<14} {:>7.0f} kWh/m2, median of {:>3} peers {:>5.0f}: {:>10.0f} kWh a "
               "year above\n",
               column<std::string>(benchmarks, "building_id")[i],
               column<std::string>(benchmarks, "carrier")[i],
               column<double>(benchmarks, "intensity_kwh_m2")[i],
               column<std::int64_t>(benchmarks, "peers")[i],
               column<double>(benchmarks, "peer_median_kwh_m2")[i],
               column<double>(benchmarks, "gap_kwh")[i]);
  }
}

void print_findings(const Analysis& analysis, std::size_t top) {
  const Table& findings = analysis.table("findings");
  fmt::print("\n{} findings; the costliest\n", findings.rows);
  for (const std::size_t i : largest(column<double>(findings, "cost_eur_year"), top)) {
    fmt::print(
        "  {:<24} {:<14} {:>9.0f} EUR  {}\n", column<std::string>(findings, "building_id")[i],
        column<std::string>(findings, "kind")[i], column<double>(findings, "cost_eur_year")[i],
        column<std::string>(findings, "evidence")[i]);
  }
}

void print_plan(const Analysis& analysis, std::size_t top) {
  const Table& ranking = analysis.table("ranking");
  fmt::print("\nRetrofits first (of {} buildings with one that pays)\n", ranking.rows);
  for (std::size_t i = 0; i < std::min(top, ranking.rows); ++i) {
    fmt::print("  {:>3}. {:<24} {}  rank {:.0f} to {:.0f}, in the top {} with {:.0f} %\n", i + 1,
               column<std::string>(ranking, "building_id")[i],
               column<std::string>(ranking, "package")[i], column<double>(ranking, "rank_low")[i],
               column<double>(ranking, "rank_high")[i], column<std::int64_t>(ranking, "k")[i],
               100.0 * column<double>(ranking, "probability_top_k")[i]);
  }
  if (!analysis.plan_json.empty())
    fmt::print("\nPlan: {} packages\n{}", analysis.table("plan").rows, analysis.plan_json);
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words{argv + 1, argv + argc};
  if (std::ranges::find(words, "--help") != words.end()) {
    fmt::print("{}", usage);
    return EXIT_SUCCESS;
  }
  const auto given = arguments(words);
  if (!given) return 2;
  try {
    const StockFolder folder = read_stock_folder(given->folder);
    const Analysis analysis = analyse(folder, given->options);
    print_counts(folder, analysis);
    print_worst(analysis, given->top);
    print_findings(analysis, given->top);
    print_plan(analysis, given->top);
    if (!given->out.empty()) {
      write_analysis(analysis, given->out);
      fmt::print("\nTables are in {}\n", given->out);
    }
  } catch (const Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  return EXIT_SUCCESS;
}
