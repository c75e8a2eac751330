// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/result.hpp>

#include <empower/core/error.hpp>

#include <algorithm>
#include <fstream>

namespace empower {

const Table& Analysis::table(std::string_view name) const {
  const auto found = std::ranges::find(tables, name, &Table::name);
  EMPOWER_EXPECTS(found != tables.end(), "an analysis has no table of this name");
  return *found;
}

void write_analysis(const Analysis& analysis, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto write = [&](const std::string& name, const auto& content) {
    std::ofstream file{folder / name, std::ios::binary};
    content(file);
    file.close();
    if (!file) throw Error("Expected to write " + (folder / name).string() + ", but it failed.");
  };
  const auto text = [](const std::string& document) {
    return [&document](std::ostream& out) { out << document; };
  };
  for (const Table& table : analysis.tables) {
    write(table.name + ".csv", [&](std::ostream& out) { write_csv(table, out); });
  }
  write("tables.json", text(data_dictionary(analysis.tables)));
  write("run.json", text(analysis.run_json));
  if (!analysis.plan_json.empty()) write("plan.json", text(analysis.plan_json));
}

} // namespace empower
