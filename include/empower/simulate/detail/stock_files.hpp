// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/climate.hpp>
#include <empower/series/day_calendar.hpp>
#include <empower/simulate/building_truth.hpp>
#include <empower/simulate/detail/csv_file.hpp>
#include <empower/simulate/detail/meter_readings.hpp>
#include <empower/weather/station.hpp>

#include <filesystem>
#include <span>

namespace empower::detail {

/// What was saved by a retrofit, in truth.
struct TrueSaving {
  double normal_year_kwh = 0.0;
  double avoided_kwh = 0.0; ///< from the end of the works to the end of the simulation
  double promised_kwh_year = 0.0;
};

/// The tables of a stock folder v1, open for writing.
class StockFiles {
public:
  /// `exact` numbers are written in full, others as a register would show them.
  StockFiles(const std::filesystem::path& folder, bool exact);

  void add(const Building& building);
  void add(const SimulatedMeter& meter, const std::string& building_id,
           const MeterReadings& readings, const TimeZone& zone);
  void add(const Station& station);
  void add(const SimulatedRetrofit& retrofit, const SimulatedBuilding& building,
           double promised_kwh_year);
  void add(const DayCalendar& calendar);
  void close();

private:
  bool exact_;
  CsvFile buildings_, meters_, readings_, stations_, temperatures_, retrofits_, calendar_;
};

/// The tables of `truth/`, open for writing.
class TruthFiles {
public:
  explicit TruthFiles(const std::filesystem::path& folder);

  void add(const SimulatedBuilding& building, std::span<const double> normal_year_kwh);
  void add(const SimulatedMeter& meter, const std::string& building_id, DailyView<Celsius> outdoor);
  void add_year(const SimulatedMeter& meter, const std::string& building_id, int year,
                double energy_kwh);
  void add(const InjectedFault& fault, const SimulatedBuilding& building);
  void add(const TrueSaving& saving, const SimulatedBuilding& building, CivilDay end);
  void add(const Municipality& municipality, DegreeDays realised, double seasons);
  void close();

private:
  CsvFile buildings_, signatures_, annual_energy_, faults_, savings_, weather_;
};

/// Mean energy of the years of `outdoor` if `signature` held throughout.
[[nodiscard]] double normal_year_energy(const MeterSignature& signature,
                                        DailyView<Celsius> outdoor);

} // namespace empower::detail
