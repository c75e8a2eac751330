// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/csv_file.hpp>

#include "support/temporary_folder.hpp"

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace empower;
using namespace empower::detail;

namespace {

const testing::TemporaryFolder folder;
const std::filesystem::path path = folder.path() / "table.csv";

std::string written() {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_SUITE("simulate/detail/csv_file") {
  TEST_CASE("fields are separated, quoted where needed, and empty where missing") {
    CsvFile file{path, "a,b,c,d,e"};
    file.row("Scuola \"Giotto\", via Dante", missing_value, std::optional<int>{}, 7,
             civil_day(2024, 2, 9));
    file.row("plain", 0.1, std::optional<int>{3}, 0, civil_day(2024, 12, 31));
    file.close();
    CHECK(written() == "a,b,c,d,e\n\"Scuola \"\"Giotto\"\", via "
                       "Dante\",,,7,2024-02-09\nplain,0.1,3,0,2024-12-31\n");
    std::filesystem::remove(path);
  }

  TEST_CASE("numbers are exact or have the decimals asked for") {
    CsvFile file{path, "x,y,z"};
    file.row(0.1 + 0.2, Decimal{1234.56, 1}, Decimal{1999.5, 0});
    file.close();
    CHECK(written() == "x,y,z\n0.30000000000000004,1234.6,2000\n");
    std::filesystem::remove(path);
  }

  TEST_CASE("a table longer than the buffer arrives whole") {
    CsvFile file{path, "n"};
    for (int i = 0; i < 50000; ++i) file.row(i);
    file.close();
    const std::string text = written();
    CHECK(text.size() == 2 + 10 * 2 + 90 * 3 + 900 * 4 + 9000 * 5 + 40000 * 6);
    CHECK(text.ends_with("\n49999\n"));
    std::filesystem::remove(path);
  }

  TEST_CASE("a file that cannot be made is an error that names it") {
    CHECK_THROWS_AS(CsvFile(path.parent_path() / "empower_no_such_folder" / "x.csv", "a"),
                    InputError);
  }
}
