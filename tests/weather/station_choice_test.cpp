// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/station_choice.hpp>

#include <support/shared_data.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace empower {
namespace {

constexpr Coordinates firenze{43.7696, 11.2558};

/// So many km north of Firenze.
Coordinates north(double km) { return {firenze.latitude + km / 111.195, firenze.longitude}; }

Station station(std::string id, Coordinates place, double altitude_m,
                std::vector<double> values = {10.0}) {
  Station s;
  s.id = std::move(id);
  s.place = place;
  s.altitude_m = altitude_m;
  s.daily_mean.values = std::move(values);
  return s;
}

PlaceOfBuilding in_firenze() { return {"", firenze, 50.0, "D"}; }

} // namespace

TEST_SUITE("weather/station_choice") {
  TEST_CASE("a named station is taken whatever speaks against it, and that is said") {
    const Weather weather{{station("A", north(80), 900), station("B", north(5), 50)}};
    PlaceOfBuilding building = in_firenze();
    building.station = "A";
    const StationChoice choice = choose_station(weather, building);
    CHECK(choice.station == 0U);
    CHECK(code(choice.chosen_by) == "named");
    CHECK(choice.distance_km == doctest::Approx(80.0).epsilon(1e-4));
    CHECK(choice.altitude_difference_m == 850.0);
    CHECK(choice.warnings == std::vector<StationWarning>{StationWarning::station_far,
                                                         StationWarning::station_altitude});
    CHECK(warning_text(choice) == "station 80 km away, 850 m higher");
  }

  TEST_CASE("the only station with temperatures needs no coordinates") {
    const Weather weather{{station("A", {}, missing_value),
                           station("B", north(1), 50, {missing_value, missing_value}),
                           station("C", north(1), 50, {})}};
    const StationChoice choice = choose_station(weather, {});
    CHECK(choice.station == 0U);
    CHECK(code(choice.chosen_by) == "only");
    CHECK(std::isnan(choice.distance_km));
    CHECK(choice.warnings.empty());
    CHECK(warning_text(choice).empty());
  }

  TEST_CASE("stations without temperatures or coordinates are no candidates") {
    const Weather weather{{station("A", north(1), 50, {missing_value}), station("B", {}, 50),
                           station("C", north(9), 50), station("D", north(12), 50)}};
    const StationChoice choice = choose_station(weather, in_firenze());
    CHECK(choice.station == 2U);
    CHECK(code(choice.chosen_by) == "nearest");
    CHECK(choice.warnings.empty());
  }

  TEST_CASE("a metre of altitude counts as 0.2 km") {
    // 5 km and 200 m up: 45; 40 km and 20 m up: 44.
    const Weather near_wins{{station("A", north(5), 250), station("B", north(42), 70)}};
    CHECK(choose_station(near_wins, in_firenze()).station == 0U);
    const Weather level_wins{{station("A", north(5), 250), station("B", north(40), 70)}};
    CHECK(choose_station(level_wins, in_firenze()).station == 1U);
    StationChoiceOptions flat;
    flat.km_per_metre = 0.0;
    CHECK(choose_station(level_wins, in_firenze(), flat).station == 0U);
    PlaceOfBuilding somewhere = in_firenze();
    somewhere.altitude_m = missing_value; // then distance alone decides
    CHECK(choose_station(level_wins, somewhere).station == 0U);
  }

  TEST_CASE("equal scores take the first by id; without a place there is no choice") {
    const Weather weather{{station("A", north(7), 50), station("B", north(7), 50)}};
    CHECK(choose_station(weather, in_firenze()).station == 0U);
    const StationChoice none = choose_station(weather, {});
    CHECK_FALSE(none.station.has_value());
    CHECK(code(none.chosen_by).empty());
    CHECK_FALSE(choose_station({}, in_firenze()).station.has_value());
    PlaceOfBuilding misnamed = in_firenze();
    misnamed.station = "Z";
    CHECK_FALSE(choose_station(weather, misnamed).station.has_value());
  }

  TEST_CASE("another climate zone is a warning where both are known; so is no temperature") {
    Weather weather{{station("A", north(7), 50), station("B", north(90), 50)}};
    CHECK(choose_station(weather, in_firenze()).warnings.empty());
    weather.stations.front().climate_zone = "E";
    const StationChoice choice = choose_station(weather, in_firenze());
    CHECK(choice.warnings == std::vector<StationWarning>{StationWarning::station_zone});
    CHECK(warning_text(choice) == "station in another climate zone");
    PlaceOfBuilding building = in_firenze();
    building.climate_zone = "";
    CHECK(choose_station(weather, building).warnings.empty());
    const Weather silent{{station("A", north(7), 50, {})}};
    CHECK(choose_station(silent, in_firenze()).warnings ==
          std::vector<StationWarning>{StationWarning::station_no_temperatures});
  }

  TEST_CASE("limits are exclusive") {
    const Weather weather{{station("A", firenze, 150), station("B", north(500), 50)}};
    CHECK(choose_station(weather, in_firenze()).warnings.empty());
    const Weather higher{{station("A", firenze, 151), station("B", north(500), 50)}};
    CHECK(choose_station(higher, in_firenze()).warnings.size() == 1);
  }

  TEST_CASE("among 91 Italian stations the score halves the error of the nearest one") {
    const auto file = testing::shared_file("italy/italy_synop_monthly_normals_1991_2020.csv");
    if (!file) return;
    std::map<std::string, Station> all;
    std::map<std::string, double> winter;
    std::map<std::string, int> months;
    const auto code = testing::text_column(*file, "SiteCode");
    const auto latitude = testing::number_column(*file, "Latitude");
    const auto longitude = testing::number_column(*file, "Longitude");
    const auto altitude = testing::number_column(*file, "Elevation");
    const auto month = testing::number_column(*file, "month");
    const auto mean = testing::number_column(*file, "Tmean");
    for (std::size_t i = 0; i < code.size(); ++i) {
      if ((month[i] > 3.0 && month[i] < 11.0) || std::isnan(mean[i])) continue;
      all[code[i]] = station(code[i], {latitude[i], longitude[i]}, altitude[i]);
      winter[code[i]] += mean[i] / 5.0;
      ++months[code[i]];
    }
    std::erase_if(all, [&](const auto& entry) { return months[entry.first] != 5; });
    REQUIRE(all.size() == 91);
    const auto error = [&](double km_per_metre) {
      StationChoiceOptions options;
      options.km_per_metre = km_per_metre;
      double sum = 0.0;
      for (const auto& [id, own] : all) {
        Weather others;
        for (const auto& [other, s] : all)
          if (other != id) others.stations.push_back(s);
        const auto choice = choose_station(others, {"", own.place, own.altitude_m, ""}, options);
        sum += std::abs(winter[id] - winter[others.stations[*choice.station].id]);
      }
      return sum / static_cast<double>(all.size());
    };
    MESSAGE("nearest " << error(0.0) << " K, score " << error(0.2) << " K, steeper " << error(1.0));
    CHECK(error(0.0) > 2.5);
    CHECK(error(0.2) < 1.25);
  }
}

} // namespace empower
