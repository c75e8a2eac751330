// SPDX-License-Identifier: Apache-2.0
// Three schools built in code, ranked by the retrofit that pays best in each.
#include <empower/empower.hpp>

#include <cmath>
#include <iostream>
#include <numbers>
#include <string>

using namespace empower;

int main() {
  StockFolder folder;
  Station& station = folder.weather.stations.emplace_back();
  station.id = "Firenze";
  station.zone = *TimeZone::named("Europe/Rome");
  station.daily_mean.first = civil_day(2022, 1, 1);
  for (int day = 0; day < 730; ++day)
    station.daily_mean.values.push_back(15.0 -
                                        10.0 * std::cos(2.0 * std::numbers::pi * day / 365.0));

  for (const double slope_per_m2 : {0.02, 0.05, 0.08}) { // kWh per K.d and m2: tight, usual, leaky
    Building& school = folder.stock.buildings.emplace_back();
    school.id = "school-" + std::to_string(folder.stock.buildings.size());
    school.use = BuildingUse::school_primary;
    school.floor_area = SquareMetres{2000.0};
    school.storeys = 2;
    Meter& gas = folder.stock.meters.emplace_back();
    gas.id = "gas-" + school.id;
    gas.carrier = Carrier::natural_gas;
    gas.serves = {{folder.stock.buildings.size() - 1, 1.0}};
    const Signature signature{SignatureShape::heating, KilowattHoursPerDay{20.0},
                              KilowattHoursPerDegreeDay{2000.0 * slope_per_m2}, Celsius{16.0}};
    BillSeries bills;
    for (int day = 0; day + 30 <= 730; day += 30) {
      const CivilDay from = station.daily_mean.first + std::chrono::days{day};
      KilowattHours energy{};
      for (int i = day; i < day + 30; ++i)
        energy +=
            signature.expected(Celsius{station.daily_mean.values[static_cast<std::size_t>(i)]});
      bills.push_back({from, from + std::chrono::days{30}}, energy.value());
    }
    folder.readings.add_meter(bills.view());
  }
  write_csv(analyse(folder).table("ranking"), std::cout);
}
