// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/result.hpp>

#include "support/temporary_folder.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace empower;

namespace {

Analysis small_analysis() {
  Table table;
  table.name = "plan";
  table.rows = 1;
  table.columns = {{"npv_eur", "EUR", "value", {}, std::vector<double>{1.5}}};
  return {{table}, "", "{}\n"};
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_SUITE("analysis/result") {
  TEST_CASE("a table is found by its name, and an unknown name is refused") {
    const Analysis analysis = small_analysis();
    CHECK(&analysis.table("plan") == analysis.tables.data());
    CHECK_THROWS_AS((void)analysis.table("plans"), ContractError);
  }

  TEST_CASE("the folder is made, with a file per table and the documents that exist") {
    const testing::TemporaryFolder parent;
    const auto folder = parent.path() / "out";
    write_analysis(small_analysis(), folder);
    CHECK(text_of(folder / "plan.csv") == "npv_eur\n1.5\n");
    CHECK(text_of(folder / "run.json") == "{}\n");
    CHECK(std::filesystem::exists(folder / "tables.json"));
    CHECK_FALSE(std::filesystem::exists(folder / "plan.json"));
    Analysis with_plan = small_analysis();
    with_plan.plan_json = "{\"gap\": 0}\n";
    write_analysis(with_plan, folder);
    CHECK(text_of(folder / "plan.json") == with_plan.plan_json);
  }

  TEST_CASE("a file that cannot be written is an error with its path") {
    const testing::TemporaryFolder parent;
    const auto folder = parent.path() / "blocked";
    std::filesystem::create_directories(folder / "plan.csv"); // a folder where a file must go
    CHECK_THROWS_WITH_AS(
        write_analysis(small_analysis(), folder),
        ("Expected to write " + (folder / "plan.csv").string() + ", but it failed.").c_str(),
        Error);
  }
}
