// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/documents.hpp>

#include <empower/core/version.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace empower;
using nlohmann::json;

TEST_SUITE("analysis/documents") {
  TEST_CASE("the run says version, settings, inputs and every reference row once, in order") {
    StockFolder folder;
    folder.digests = {{"meters.csv", "00ff"}};
    AnalysisOptions options;
    options.emission_set = "set";
    Provenance provenance;
    provenance.source = "a decree";
    provenance.valid_from = civil_day(2015, 10, 1);
    provenance.confidence = Confidence::verified;
    const std::vector<UsedReference> used{{"prices.csv", "wood", 0.06, provenance},
                                          {"prices.csv", "coal", missing_value, {}},
                                          {"prices.csv", "wood", 0.06, provenance}};
    Table measures;
    measures.name = "measures";
    measures.rows = 1;
    const std::vector<Table> tables{measures};
    const json run =
        json::parse(run_document(folder, options, reference_report(used, {}, tables, {})));
    CHECK(run["empower"] == std::string{version});
    CHECK(run["settings"]["heating_base_c"] == 18.0);
    CHECK(run["settings"]["emission_set"] == "set");
    CHECK(run["settings"]["budget_eur"].is_null());
    CHECK(run["settings"]["reference"] == "embedded");
    CHECK(run["inputs"][0]["file"] == "meters.csv");
    CHECK(run["inputs"][0]["fnv1a_64"] == "00ff");
    REQUIRE(run["reference_rows"].size() == 2);
    CHECK(run["reference_rows"][0]["key"] == "coal");
    CHECK(run["reference_rows"][0]["value"].is_null());
    CHECK(run["reference_rows"][1]["value"] == 0.06);
    CHECK(run["reference_rows"][1]["valid_from"] == "2015-10-01");
    CHECK(run["reference_rows"][1]["valid_to"].is_null());
    CHECK(run["reference_rows"][1]["source"] == "a decree");
    CHECK(run["reference_rows"][1]["confidence"] == "verified");
    REQUIRE(run["warnings"].size() == 2); // coal is a placeholder, and without dates
    CHECK(run["warnings"][0]["code"] == "placeholder_figure");
    CHECK(run["warnings"][0]["table"] == "prices.csv");
    CHECK(run["warnings"][0]["keys"] == json{"coal"});
    CHECK(run["warnings"][0]["used_in"] == json{"measures"});
    CHECK(run["warnings"][1]["code"] == "undated_figure");
    REQUIRE(run["vintage"].size() == 1); // no table of the analysis but measures has rows
    CHECK(run["vintage"]["measures"]["prices.csv"] ==
          json{"coal (... to ..., placeholder)", "wood (2015-10-01 to ..., verified)"});
  }

  TEST_CASE("a budget and tables of the caller's are said") {
    AnalysisOptions options;
    options.budget_eur = 2e6;
    const ReferenceTables own;
    options.reference = &own;
    const json run = json::parse(run_document({}, options, {}));
    CHECK(run["settings"]["budget_eur"] == 2e6);
    CHECK(run["settings"]["reference"] == "given by the caller");
  }

  TEST_CASE("the plan's summary is its certificate") {
    const json plan =
        json::parse(plan_document({{0, 4}, 1000.0, 900.0, 5000.0, 5100.0, 0.02, false}));
    CHECK(plan["budget_eur"] == 1000.0);
    CHECK(plan["spent_eur"] == 900.0);
    CHECK(plan["npv_eur"] == 5000.0);
    CHECK(plan["bound_eur"] == 5100.0);
    CHECK(plan["gap"] == 0.02);
    CHECK(plan["optimal"] == false);
    CHECK(plan["packages"] == 2);
  }
}
