// SPDX-License-Identifier: Apache-2.0
#include <empower/io/reference_folder.hpp>

#include <empower/core/error.hpp>
#include <empower/io/detail/embedded_files.hpp>
#include <empower/io/detail/text_file.hpp>
#include <empower/stock/building_use.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace empower;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view price_header =
    "carrier,price_set,is_default,price_eur_per_kwh,escalation_real_low_per_year,escalation_real_"
    "high_per_year,valid_from,"
    "valid_to,source,confidence\n";

/// A folder of its own that goes away with the test.
class Folder {
public:
  Folder() {
    path_ =
        fs::temp_directory_path() / ("empower_reference_" + std::to_string(std::random_device{}()));
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] const fs::path& path() const { return path_; }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream{path_ / name, std::ios::binary} << text;
  }

private:
  fs::path path_;
};

/// What is said of a folder with one table.
InputError refusal(const std::string& name, std::string_view text) {
  const Folder folder;
  folder.write(name, text);
  try {
    static_cast<void>(read_reference_folder(folder.path()));
  } catch (const InputError& error) {
    return error;
  }
  FAIL("nothing was refused");
  throw;
}

InputError refused_price(const std::string& rows) {
  return refusal("prices.csv", std::string{price_header} + rows);
}

} // namespace

TEST_SUITE("io/reference_folder") {

  TEST_CASE("every table has the rows that the data dictionary counts") {
    const ReferenceTables& tables = embedded_reference();
    CHECK(tables.municipalities.size() == 8233);
    CHECK(tables.zones.size() == 12);
    CHECK(tables.carriers.size() == 34);
    CHECK(tables.units.size() == 15); // 9 of the source, 6 that bills use
    CHECK(tables.primary_energy.size() == 32);
    CHECK(tables.emissions.size() == 57);
    CHECK(tables.prices.size() == 9);
    CHECK(tables.uses.size() == 36);
    CHECK(tables.bacs.size() == 60);
    CHECK(tables.measures.size() == 29);
    CHECK(tables.economics.size() == 13);
  }

  TEST_CASE("Naples and the municipality of None are text, not missing") {
    const auto& rows = embedded_reference().municipalities;
    CHECK(std::count_if(rows.begin(), rows.end(),
                        [](const Municipality& m) { return m.province == "NA"; }) == 92);
    const auto none = embedded_reference().municipality("001168");
    REQUIRE(none.has_value());
    CHECK((*none)->name == "None");
  }

  TEST_CASE("codes of municipalities keep their zeros and stand once, those of abolished ones are "
            "empty") {
    std::set<std::string> codes;
    for (const Municipality& row : embedded_reference().municipalities) {
      if (row.istat_code.empty()) continue;
      CHECK(row.istat_code.size() == 6);
      CHECK(codes.insert(row.istat_code).second);
    }
    CHECK(codes.size() == 7896);
  }

  TEST_CASE("lists, ranges, flags and bases of a measure are read") {
    const auto& measures = embedded_reference().measures;
    const auto find = [&](std::string_view id) {
      const auto found = std::find_if(measures.begin(), measures.end(),
                                      [&](const MeasureRule& m) { return m.id == id; });
      REQUIRE(found != measures.end());
      return *found;
    };
    const MeasureRule wall = find("wall_external");
    CHECK(wall.basis == SavingBasis::share_of_end_use);
    CHECK(wall.saving_share.low == 0.15);
    CHECK(wall.saving_share.mid == 0.225);
    CHECK(wall.saving_share.high == 0.3);
    CHECK(wall.unit_cost_eur.mid == 160.0);
    CHECK(wall.yield_kwh_per_unit_year.missing());
    CHECK(wall.lifetime_years == 30.0);
    CHECK(wall.excludes_heritage);
    CHECK(wall.required_inputs == std::vector<std::string>{"heating_kwh", "wall_area_m2",
                                                           "u_wall_w_m2k", "degree_days_kd",
                                                           "system_efficiency"});
    CHECK(find("photovoltaic").yield_kwh_per_unit_year.low == 1150.0);
    CHECK(find("photovoltaic").exclusivity_groups.empty());
    CHECK(find("nzeb_transformation").exclusivity_groups.size() == 9);
    CHECK(find("battery").unit_cost_eur.missing());
    CHECK(find("heat_pump_air_water").basis == SavingBasis::fuel_switch);
  }

  TEST_CASE("there is exactly one default per carrier") {
    std::multiset<std::string> defaults;
    std::set<std::string> carriers;
    for (const CarrierFactor& row : embedded_reference().carriers) {
      carriers.insert(row.carrier);
      if (row.is_default) defaults.insert(row.carrier);
    }
    CHECK(defaults == std::multiset<std::string>(carriers.begin(), carriers.end()));
  }

  TEST_CASE("the uses of the table are those of the enumeration, in its order") {
    const auto& rows = embedded_reference().uses;
    REQUIRE(rows.size() == building_use_codes().size());
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i].use == building_use_codes()[i]);
  }

  TEST_CASE("what is compiled in are the files of data/reference, byte for byte") {
    const fs::path folder = fs::path{EMPOWER_SOURCE_DIR} / "data" / "reference";
    std::set<std::string> on_disk;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
      if (entry.path().extension() == ".csv")
        on_disk.insert(fs::relative(entry.path(), folder).string());
    }
    std::set<std::string> compiled_in;
    for (const auto& file : detail::embedded_files()) {
      compiled_in.insert(std::string{file.name});
      CAPTURE(file.name);
      CHECK((file.content == detail::text_of_file(folder / file.name)));
    }
    CHECK(compiled_in == on_disk);
  }

  TEST_CASE("threads that ask first at once get the same tables") {
    std::vector<const ReferenceTables*> seen(4);
    {
      std::vector<std::jthread> threads;
      for (auto& slot : seen) threads.emplace_back([&slot] { slot = &embedded_reference(); });
    }
    CHECK(std::all_of(seen.begin(), seen.end(),
                      [](const ReferenceTables* t) { return t == &embedded_reference(); }));
  }

  TEST_CASE("a file of the folder replaces its table and leaves the others") {
    const Folder folder;
    folder.write("prices.csv",
                 std::string{price_header} +
                     "natural_gas,ours,1,0.09,,,2024-01-01,2024-12-31,our contract,verified\r\n");
    const ReferenceTables tables = read_reference_folder(folder.path());
    REQUIRE(tables.prices.size() == 1);
    const EnergyPrice& price = tables.prices.front();
    CHECK(price.eur_per_kwh == 0.09);
    CHECK(price.escalation_low_per_year != price.escalation_low_per_year);
    CHECK(price.provenance.valid_from == civil_day(2024, 1, 1));
    CHECK(price.provenance.valid_to == civil_day(2024, 12, 31));
    CHECK(price.provenance.source == "our contract");
    CHECK(price.provenance.confidence == Confidence::verified);
    CHECK(tables.price("electricity_grid", civil_day(2024, 5, 1)).failure().reason ==
          ReferenceReason::no_row);
    CHECK(tables.municipalities.size() == embedded_reference().municipalities.size());
    CHECK(embedded_reference().prices.size() == 9);
  }

  TEST_CASE("the library's own folder reads back as the embedded tables") {
    const ReferenceTables tables =
        read_reference_folder(fs::path{EMPOWER_SOURCE_DIR} / "data" / "reference");
    CHECK(tables.municipalities.size() == embedded_reference().municipalities.size());
    CHECK((*tables.municipality("048017"))->degree_days ==
          (*embedded_reference().municipality("048017"))->degree_days);
  }

  TEST_CASE("a cell that is no number is refused with file, line and column") {
    const InputError error = refused_price("natural_gas,ours,1,\"0,09\",,,,,x,verified\n");
    CHECK(error.place().source.ends_with("prices.csv"));
    CHECK(error.place().line == 2);
    CHECK(error.place().field == "price_eur_per_kwh");
    CHECK(error.expected() == "a number");
    CHECK(error.got() == "0,09");
  }

  TEST_CASE("every kind of cell is checked") {
    CHECK(refused_price("gas,ours,yes,1,,,,,x,verified\n").place().field == "is_default");
    CHECK(refused_price("gas,ours,,1,,,,,x,verified\n").expected() == "1 or 0");
    CHECK(refused_price("gas,ours,1,1,,,2024-02-30,,x,verified\n").place().field == "valid_from");
    CHECK(refused_price("gas,ours,1,1,,,,,x,sure\n").place().field == "confidence");
    CHECK(refused_price("gas,ours,1,1,,,,,x,\n").place().field == "confidence");
    const InputError season =
        refusal("climate_zones.csv", "zone,regime,season_start_mmdd,season_end_mmdd,max_heating_"
                                     "hours_per_day,valid_from,valid_to,"
                                     "source,confidence\nD,ordinary,11-01,04-31,12,,,,verified\n");
    CHECK(season.place().field == "season_end_mmdd");
    CHECK(season.got() == "04-31");
    const InputError year =
        refusal("co2_factors.csv", "carrier,year,method_set,table_version,is_default,kg_co2_per_"
                                   "kwh,valid_from,valid_to,source,"
                                   "confidence\nnatural_gas,2024.5,s,v,1,0.2,,,,verified\n");
    CHECK(year.place().field == "year");
  }

  TEST_CASE("a table with a column missing, a ragged row or an open quote is refused") {
    const InputError missing = refusal("unit_conversions.csv",
                                       "from_unit,to_unit,valid_from,valid_to,source,confidence\n");
    CHECK(missing.place().line == 1);
    CHECK(missing.place().field == "factor");
    CHECK(refused_price("gas,ours,1,1,,,,,x,verified\ngas,ours,1\n").place().line == 3);
    CHECK(refused_price("gas,\"ours,1,1,,,,,x,verified\n").expected() == "a closing quote");
    CHECK(refusal("unit_conversions.csv", "").place().field == "from_unit");
  }

  TEST_CASE("a folder without any table, or none at all, is refused") {
    const Folder folder;
    folder.write("price.csv", price_header);
    CHECK_THROWS_AS(static_cast<void>(read_reference_folder(folder.path())), InputError);
    CHECK_THROWS_AS(static_cast<void>(read_reference_folder(folder.path() / "nowhere")),
                    InputError);
  }

} // TEST_SUITE
