// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_settings.hpp>

#include "io/stock_files.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

using namespace empower;

TEST_SUITE("io/stock_settings") {
  TEST_CASE("an Italian export is read as its settings say") {
    const StockFolder folder =
        StockFiles{}
            .with("stock.toml", R"toml(
time_zone = "Europe/Rome"
separator = ";"
decimal = ","
thousands = "."
date_format = "dd/mm/yyyy"
end_date = "inclusive"
[files.meters]
separator = ","
[columns.buildings]
"Codice" = "building_id"
"Superficie (mq)" = "floor_area_m2"
"Destinazione" = "use"
[units]
gas = "kWh"
[analysis]
baseline = [2022-01-01, "2023-01-01"]
report = [2023-01-01, 2024-01-01]
budget_eur = 2_000_000
normal_years = 10
)toml")
            .with("buildings.csv",
                  "Codice;Superficie (mq);Destinazione\nschool;1.234,5;school_primary\n")
            .with("meters.csv", "meter_id,building_id,carrier,unit\nel,school,electricity,MWh\ngas,"
                                "school,natural_gas,\n")
            .with("readings.csv", "meter_id;start;end;value\nel;01/01/2024;31/01/2024;1,5\ngas;1/1/"
                                  "2024;31/1/2024;2.000\n")
            .read();
    CHECK(folder.rejects.empty());
    CHECK(folder.stock.buildings[0].floor_area == SquareMetres{1234.5});
    CHECK(folder.readings.bills(0).energy_kwh[0] == 1500.0);
    CHECK(folder.readings.bills(0).period(0) ==
          CivilPeriod{civil_day(2024, 1, 1), civil_day(2024, 2, 1)});
    CHECK(folder.readings.bills(1).energy_kwh[0] == 2000.0);
    CHECK(folder.settings.time_zone->name() == "Europe/Rome");
    CHECK(folder.settings.baseline == calendar_year(2022));
    CHECK(folder.settings.report == calendar_year(2023));
    CHECK(folder.settings.budget_eur == 2e6);
    CHECK(folder.settings.normal_years == 10);
  }

  TEST_CASE("a value that cannot be followed stops the reading, with line and key") {
    struct Case {
      const char* text;
      std::size_t line;
      const char* field;
    };
    for (const Case& wrong :
         {Case{"end_date = \"open\"", 1, "end_date"},
          Case{"\ntime_zone = \"Mars/Olympus\"", 2, "time_zone"}, Case{"decimal = 5", 1, "decimal"},
          Case{"decimal = \",\"\nthousands = \",\"", 2, "thousands"},
          Case{"interval = \"2h\"", 1, "interval"}, Case{"units = 3", 1, "units"},
          Case{"[analysis]\nbaseline = [2023-01-01, 2022-01-01]", 2, "baseline"},
          Case{"[analysis]\nbaseline = [2023-02-30, 2024-01-01]", 2, ""},
          Case{"[analysis]\nbaseline = 2023", 2, "baseline"},
          Case{"[analysis]\nbudget_eur = nan", 2, "budget_eur"},
          Case{"[analysis]\nnormal_years = 0", 2, "normal_years"},
          Case{"[analysis]\nnormal_years = 2.5", 2, "normal_years"},
          Case{"[files.readings]\nseparator = \"x\"", 2, "separator"},
          Case{"separator = ", 1, ""}}) {
      CAPTURE(wrong.text);
      bool thrown = false;
      try {
        static_cast<void>(StockFiles{}.with("stock.toml", wrong.text).read());
      } catch (const InputError& error) {
        thrown = true;
        CHECK(error.place().source == "stock.toml");
        CHECK(error.place().line == wrong.line);
        CHECK(error.place().field == wrong.field);
      }
      CHECK(thrown);
    }
  }

  TEST_CASE("unknown keys and mappings without effect are reported, not passed over") {
    const StockFolder folder =
        StockFiles{}
            .with("stock.toml",
                  "currency = \"EUR\"\n[analysis]\nhorizon = 3\n[files.meters]\nzip = 1\n"
                  "[units]\nplutonium = \"kg\"\n[columns.meters]\n\"Contatore\" = \"meter_id\"\n")
            .read();
    CHECK(find_reject(folder, "stock.toml", 1, "currency"));
    CHECK(find_reject(folder, "stock.toml", 3, "analysis.horizon"));
    CHECK(find_reject(folder, "stock.toml", 5, "files.meters.zip"));
    CHECK(find_reject(folder, "stock.toml", 7, "units.plutonium"));
    CHECK(find_reject(folder, "meters.csv", 1, "meter_id")->found == "Contatore");
  }

  TEST_CASE("the calendar of the folder holds for buildings that name none") {
    const StockFolder folder = StockFiles{}
                                   .with("stock.toml", "calendar = \"schools\"")
                                   .with("calendar.csv", "calendar,date\nschools,2024-08-15\n")
                                   .read();
    CHECK(folder.stock.buildings[0].calendar == "schools");
    CHECK(folder.calendars[0].is_closed(civil_day(2024, 8, 15)));
  }
}
