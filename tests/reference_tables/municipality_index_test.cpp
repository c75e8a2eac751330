// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/municipality_index.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

using namespace empower;

namespace {

const MunicipalityIndex& index() {
  static const MunicipalityIndex made{embedded_reference()};
  return made;
}

LegalClimate climate(std::string_view name, std::string_view province = {},
                     std::string_view own_zone = {}) {
  const auto found = index().climate(name, province, own_zone);
  const std::string refused = found ? std::string{} : found.failure().detail;
  REQUIRE_MESSAGE(found.has_value(), refused);
  return *found;
}

std::string refusal(std::string_view name, std::string_view province = {}) {
  const auto found = index().climate(name, province);
  REQUIRE_FALSE(found.has_value());
  return std::string{code(found.failure().reason)} + ": " + found.failure().detail;
}

bool says(const LegalClimate& climate, std::string_view words) {
  return std::ranges::any_of(climate.notes, [&](const std::string& note) {
    return note.find(words) != std::string::npos;
  });
}

} // namespace

TEST_SUITE("reference/municipality_index") {
  TEST_CASE("names are compared without case, accents, apostrophes and hyphens") {
    CHECK(folded_name("Sant'Agnès") == "santagnes");
    CHECK(folded_name("SANT’AGNÈS") == "santagnes");
    CHECK(folded_name("Gattico-Veruno") == folded_name("gattico veruno"));
    CHECK(folded_name("Forlì") == folded_name("FORLI'"));
    CHECK(folded_name("") == "");
    CHECK(folded_name("\xC3") == "");
  }

  TEST_CASE("the edit distance counts the four mistakes of typing") {
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("prato", "prato") == 0);
    CHECK(edit_distance("firenze", "frienze") == 1); // swapped
    CHECK(edit_distance("firenze", "firnze") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("ca", "abc") == 3);
  }

  TEST_CASE("a municipality is found by each of its codes and by its name") {
    for (const char* key : {"048017", "48017", "D612", "d612", "Firenze", "FIRENZE", " firenze "}) {
      const LegalClimate found = climate(key);
      CHECK(found.istat_code == "048017");
      CHECK(found.zone == "D");
      CHECK(found.degree_days == LegalDegreeDays{1821.0});
      CHECK(found.altitude_m == 50.0);
      CHECK(found.notes.empty());
    }
  }

  TEST_CASE("None and NA are a municipality and a province") {
    CHECK(climate("None").istat_code == "001168");
    CHECK(climate("001168").name == "None");
    CHECK(climate("Napoli", "NA").province == "NA");
  }

  TEST_CASE("all 377 Sardinian codes before the reform lead to the municipality of today") {
    std::size_t old_codes = 0;
    for (const Municipality& row : embedded_reference().municipalities) {
      if (row.istat_code_before_sardinia_reform.empty()) continue;
      ++old_codes;
      const auto found = index().by_code(row.istat_code_before_sardinia_reform);
      REQUIRE(found.has_value());
      CHECK(*found == &row);
    }
    CHECK(old_codes == 377);
  }

  TEST_CASE("a province may be that of the decree or that of today, in letters or in full") {
    for (const char* province : {"PO", "FI", "Prato", "po"}) {
      CHECK(climate("Prato", province).istat_code == "100005");
    }
    CHECK(says(climate("Prato"), "the decree has it in the province FI"));
  }

  TEST_CASE("a bilingual name is found by either half") {
    CHECK(climate("Bolzano/Bozen").istat_code == "021008");
    CHECK(climate("Bozen / Bolzano").istat_code == "021008");
  }

  TEST_CASE("the decree's spelling and former names are understood and explained") {
    CHECK(climate("Badia Tebalda").name == "Badia Tedalda");
    CHECK(says(climate("Badia Tedalda"), "the decree calls it BADIA TEBALDA"));
    CHECK(climate("Agliano", "AT").name == "Agliano Terme");
  }

  TEST_CASE("an abolished municipality keeps its value and names its successor") {
    const LegalClimate abetone = climate("Abetone");
    CHECK(abetone.zone == "F");
    CHECK(abetone.degree_days == LegalDegreeDays{4130.0});
    CHECK(abetone.basis == "abolished");
    CHECK(says(abetone, "abolished on 2017-01-01"));
    CHECK(says(abetone, "today part of Abetone Cutigliano (047023"));
  }

  TEST_CASE("a merger across zones says so, lists its parts, and the building's zone decides") {
    const LegalClimate seat = climate("Abetone Cutigliano");
    CHECK(seat.zone == "E");
    CHECK(seat.degree_days == LegalDegreeDays{2901.0});
    CHECK(says(seat, "CUTIGLIANO (E 2901), ABETONE (F 4130)"));
    CHECK(says(seat, "part believed to hold the seat"));
    REQUIRE(seat.alternatives.size() == 1);
    CHECK(seat.alternatives[0].name == "ABETONE");

    const LegalClimate own = climate("Abetone Cutigliano", "PT", "F");
    CHECK(own.zone == "F");
    CHECK(own.degree_days == LegalDegreeDays{4130.0});
    CHECK(own.alternatives.at(0).zone == "E");
    CHECK(says(climate("Abetone Cutigliano", "PT", "C"), "that of no part"));
    CHECK(climate("Abetone Cutigliano", "PT", "C").zone == "E");
  }

  TEST_CASE("Montalcino kept its name and took in a place of another zone") {
    CHECK(climate("Montalcino").zone == "E");
    CHECK(climate("Montalcino", "SI", "D").degree_days == LegalDegreeDays{1873.0});
  }

  TEST_CASE("the second rows of Trento and Ferentino are offered beside the first") {
    const LegalClimate trento = climate("Trento");
    CHECK(trento.zone == "E");
    REQUIRE(trento.alternatives.size() == 1);
    CHECK(trento.alternatives[0].zone == "F");
    CHECK(trento.alternatives[0].degree_days == LegalDegreeDays{3001.0});
    CHECK(climate("Trento", "", "F").degree_days == LegalDegreeDays{3001.0});
    const LegalClimate ferentino = climate("Ferentino");
    CHECK(ferentino.degree_days == LegalDegreeDays{2222.0});
    CHECK(says(ferentino, "Ferentino (E 2587)"));
    CHECK(says(climate("Trento (territory above 431 m)"), "part of Trento (022205)"));
  }

  TEST_CASE("a misprint of the decree is told, the zone is not derived") {
    const LegalClimate caprese = climate("Caprese Michelangelo");
    CHECK(caprese.zone == "E");
    CHECK(caprese.degree_days == LegalDegreeDays{1641.0});
    CHECK(says(caprese, "disagree"));
  }

  TEST_CASE("a zone of the record that the decree does not have is noted") {
    const LegalClimate firenze = climate("Firenze", "", "E");
    CHECK(firenze.zone == "D");
    CHECK(says(firenze, "the building's record says zone E, the decree D"));
  }

  TEST_CASE("a wrong name is answered with the nearest right ones") {
    CHECK(refusal("Frienze").find("unknown_municipality: no municipality is called \"Frienze\"; "
                                  "nearest: Firenze (FI)") == 0);
    CHECK(refusal("S. Giovanni Valdarno").find("San Giovanni Valdarno (AR)") != std::string::npos);
    CHECK(refusal("xyzxyzxyzxyz") ==
          "unknown_municipality: no municipality is called \"xyzxyzxyzxyz\"");
    CHECK(refusal("").find("unknown_municipality") == 0);
    CHECK(refusal("999999") == "unknown_municipality: no municipality has the code \"999999\"");
  }

  TEST_CASE("a right name in a wrong province is told where it is") {
    CHECK(refusal("Firenze", "PI") == "unknown_municipality: no municipality \"Firenze\" in the "
                                      "province \"PI\"; there is Firenze (FI)");
  }

  TEST_CASE("a name that several have is refused with all of them") {
    CHECK(refusal("Samone") == "ambiguous_municipality: \"Samone\" may be Samone (TO), "
                               "Samone (TN): give the province");
    CHECK(climate("Samone", "TN").province == "TN");
  }

  TEST_CASE("a municipality without a zone says what it joins and whom to ask") {
    std::size_t refused = 0;
    std::size_t without_degree_days = 0;
    for (const Municipality& row : embedded_reference().municipalities) {
      if (row.istat_code.empty()) continue;
      const auto found = index().legal_climate(row);
      if (!found) {
        ++refused;
        CHECK(found.failure().reason == MunicipalityReason::no_climate_zone);
        CHECK(found.failure().detail.find("art. 2") != std::string::npos);
        for (const std::string& part : row.parts)
          CHECK(found.failure().detail.find(part) != std::string::npos);
      } else if (found->degree_days.missing()) {
        ++without_degree_days;
        CHECK(says(*found, "art. 2"));
      }
    }
    CHECK(refused == 50);
    CHECK(without_degree_days == 63);
  }

  TEST_CASE("every row has the basis that the data dictionary counts") {
    std::map<std::string, int> rows;
    for (const Municipality& row : embedded_reference().municipalities) ++rows[row.basis];
    const std::map<std::string, int> dictionary{{"table", 7052},
                                                {"table_other_province", 613},
                                                {"spelling", 69},
                                                {"former_name", 36},
                                                {"abolished", 335},
                                                {"merged", 10},
                                                {"merged_zone_conflict", 3},
                                                {"merged_no_degree_days", 73},
                                                {"no_decree_row", 40},
                                                {"portion", 2}};
    CHECK(rows == dictionary);
  }
}
