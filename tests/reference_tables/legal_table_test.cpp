// SPDX-License-Identifier: Apache-2.0
/// The whole annex A and the municipalities of Tuscany against the tables they were made from.
#include <empower/reference/municipality_index.hpp>

#include "../support/shared_data.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

const MunicipalityIndex& index() {
  static const MunicipalityIndex made{embedded_reference()};
  return made;
}

/// Rows of the annex by their number, from 1.
std::map<int, const Municipality*> rows_of_the_annex() {
  std::map<int, const Municipality*> rows;
  for (const Municipality& row : embedded_reference().municipalities) {
    if (row.decree_row) rows[*row.decree_row] = &row;
  }
  return rows;
}

bool has_flag(const Municipality& row, std::string_view flag) {
  return std::ranges::find(row.flags, flag) != row.flags.end();
}

} // namespace

TEST_SUITE("reference/legal_table") {
  TEST_CASE("all 8,105 rows of the decree resolve by decree name and province, with its values") {
    const auto path = shared_file("italy/dpr412_istat2020.csv.gz");
    if (!path) return;
    const auto names = text_column(*path, "comune_dpr");
    const auto provinces = text_column(*path, "prov_dpr");
    const auto zones = text_column(*path, "zona");
    const auto degree_days = number_column(*path, "gradi_giorno");
    const auto altitudes = number_column(*path, "alt_m");
    const auto annex = rows_of_the_annex();
    CHECK(names.size() == 8105);
    CHECK(annex.size() == 8105);
    std::size_t resolved = 0;
    std::size_t other_altitudes = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Municipality& row = *annex.at(static_cast<int>(i) + 1);
      CAPTURE(names[i]);
      const auto found = index().climate(names[i], provinces[i]);
      if (has_flag(row, "province_misprinted_MR")) { // printed for Matera
        REQUIRE_FALSE(found.has_value());
        CHECK(found.failure().detail.find("Irsina (MT)") != std::string::npos);
        CHECK(index().climate(names[i])->zone == zones[i]);
        ++resolved;
        continue;
      }
      REQUIRE(found.has_value());
      if (row.basis == "portion") { // the second row of Ferentino, offered with the first
        const auto& notes = found->notes;
        CHECK(std::ranges::any_of(notes, [](const std::string& note) {
          return note.find("Ferentino (E 2587)") != std::string::npos;
        }));
        ++resolved;
        continue;
      }
      CHECK(found->istat_code == row.istat_code);
      CHECK(found->zone == zones[i]);
      CHECK(found->degree_days.value() == degree_days[i]);
      if (found->altitude_m != altitudes[i]) {
        ++other_altitudes;
        CHECK(has_flag(row, "altitude_from_older_edition"));
      }
      ++resolved;
    }
    CHECK(resolved == 8105);
    CHECK(other_altitudes == 13);
  }

  TEST_CASE("the codes of 2020 resolve to the row that bears them, but for those gone since") {
    const auto path = shared_file("italy/dpr412_istat2020.csv.gz");
    if (!path) return;
    const auto codes = text_column(*path, "istat_code");
    const auto annex = rows_of_the_annex();
    std::size_t with_code = 0;
    std::size_t abolished_since = 0;
    std::size_t other_code_since = 0; // moved to another province after 2020
    std::size_t joined_otherwise = 0; // four rows that the plain table joins to a namesake
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i].empty()) continue;
      ++with_code;
      const Municipality& row = *annex.at(static_cast<int>(i) + 1);
      const auto found = index().by_code(codes[i]);
      if (!found) {
        ++(row.basis == "abolished" ? abolished_since : other_code_since);
        CHECK(row.istat_code != codes[i]);
      } else if (*found != &row) {
        ++joined_otherwise;
      }
    }
    CHECK(with_code == 7694);
    CHECK(abolished_since == 13);
    CHECK(other_code_since == 3);
    CHECK(joined_otherwise == 4);
  }

  TEST_CASE("the 273 municipalities of Tuscany have the values of their own table") {
    const auto path = shared_file("italy/dpr412_tuscany.csv");
    if (!path) return;
    const auto codes = text_column(*path, "istat_code");
    const auto names = text_column(*path, "name");
    const auto provinces = text_column(*path, "province");
    const auto zones = text_column(*path, "climate_zone");
    const auto degree_days = number_column(*path, "degree_days");
    CHECK(codes.size() == 273);
    std::map<std::string, int> in_zone;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      CAPTURE(names[i]);
      const auto by_code = index().climate(codes[i]);
      const auto by_name = index().climate(names[i], provinces[i]);
      REQUIRE(by_code.has_value());
      REQUIRE(by_name.has_value());
      CHECK(by_name->istat_code == codes[i]);
      CHECK(by_code->name == names[i]);
      CHECK(by_code->zone == zones[i]);
      CHECK(by_code->degree_days.value() == degree_days[i]);
      ++in_zone[by_code->zone];
    }
    CHECK(in_zone == std::map<std::string, int>{{"C", 13}, {"D", 140}, {"E", 114}, {"F", 6}});
  }
}
