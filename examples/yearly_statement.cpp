// SPDX-License-Identifier: Apache-2.0
// The yearly statement of each organisation of a stock folder: energy beside its target, duties.
// Without an argument it simulates a stock, and checks what it prints.
#include <empower/empower.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace empower;

template <class T>
const std::vector<T>& column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &TableColumn::name);
  return std::get<std::vector<T>>(found->values);
}

/// Rows of the last year, which has the duties of buildings too.
std::vector<std::size_t> last_year(const Table& table) {
  const auto& years = column<std::int64_t>(table, "year");
  std::vector<std::size_t> rows;
  if (years.empty()) return rows;
  const std::int64_t last = std::ranges::max(years);
  for (std::size_t i = 0; i < table.rows; ++i)
    if (years[i] == last) rows.push_back(i);
  return rows;
}

void print_energy(const Table& statement, std::size_t i) {
  const double kwh = column<double>(statement, "final_kwh")[i];
  const double target = column<double>(statement, "eed_target_linear_kwh")[i];
  const double gap = column<double>(statement, "eed_gap_kwh")[i];
  fmt::print("\n{}: {} buildings, {:.0f} kWh, readings cover {:.0f} %\n",
             column<std::string>(statement, "organisation")[i],
             column<std::int64_t>(statement, "buildings")[i], kwh,
             100.0 * column<double>(statement, "coverage")[i]);
  if (!std::isnan(gap)) {
    fmt::print("  {:.1f} % {} the target of {:.0f} kWh\n", 100.0 * std::abs(gap) / target,
               gap > 0.0 ? "above" : "below", target);
  }
  if (const auto& note = column<std::string>(statement, "note")[i]; !note.empty())
    fmt::print("  missing: {}\n", note);
}

/// Duties of the body itself one by one; those of its buildings counted by status.
void print_duties(const Table& obligations, const std::string& organisation) {
  std::map<std::string, std::map<std::string, int>> of_buildings;
  for (const std::size_t i : last_year(obligations)) {
    if (column<std::string>(obligations, "organisation")[i] != organisation) continue;
    const auto& duty = column<std::string>(obligations, "obligation")[i];
    const auto& status = column<std::string>(obligations, "status")[i];
    if (!column<std::string>(obligations, "building_id")[i].empty()) {
      ++of_buildings[duty][status];
      continue;
    }
    fmt::print("  {:<32} {:<15} {}\n", duty, status, column<std::string>(obligations, "reason")[i]);
  }
  for (const auto& [duty, counts] : of_buildings)
    for (const auto& [status, count] : counts)
      fmt::print("  {:<32} {:<15} {} buildings\n", duty, status, count);
}

/// 1.9 % less than in 2021 for each of the three years to 2024, and a gap that is the difference.
bool agrees(const Table& statement, std::size_t i) {
  const double baseline = column<double>(statement, "eed_baseline_kwh")[i];
  const double target = column<double>(statement, "eed_target_linear_kwh")[i];
  const double gap = column<double>(statement, "eed_gap_kwh")[i];
  const double kwh = column<double>(statement, "final_kwh")[i];
  return (std::isnan(target) || std::abs(target - 0.943 * baseline) < 1e-9 * baseline) &&
         (std::isnan(gap) || std::abs(kwh - target - gap) < 1e-9 * kwh);
}

} // namespace

int main(int argc, char** argv) {
  const bool simulated = argc < 2;
  std::filesystem::path folder;
  try {
    folder = simulated ? std::filesystem::temp_directory_path() / "empower_yearly_statement"
                       : std::filesystem::path{argv[1]};
    if (simulated) simulate_public_stock(folder, {.buildings = 25, .first_year = 2021, .years = 4});
    const Analysis analysis = analyse(read_stock_folder(folder), {});
    if (simulated) std::filesystem::remove_all(folder);
    const Table& statement = analysis.table("statement");
    bool good = !last_year(statement).empty();
    for (const std::size_t i : last_year(statement)) {
      print_energy(statement, i);
      print_duties(analysis.table("obligations"),
                   column<std::string>(statement, "organisation")[i]);
      good = good && (!simulated || agrees(statement, i));
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
  } catch (const Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
