// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/stock_files.hpp>

#include <cmath>
#include <fstream>

namespace empower::detail {
namespace {

/// Decimals of a register: kWh and Smc are whole on a bill, finer where it is read more often.
int register_decimals(const SimulatedMeter& meter) {
  if (meter.unit == "MWh" || meter.interval == ReadingInterval::hourly) return 3;
  return meter.interval == ReadingInterval::daily ? 1 : 0;
}

constexpr std::string_view stock_toml =
    R"(# A simulated public stock, written by `empower simulate`: invented buildings in real municipalities.
# What is true about it stands in truth/. Every file says what it needs, so nothing has to be set here.
# Bills cover the days [start, end); stamps carry their offset; gas is in Smc on the lower heating value.
)";

constexpr std::string_view truth_readme = R"(# What is true about this simulated stock

Made by `simulate_public_stock`. The same options give the same bytes, and a larger stock begins with the rows of the
smaller one. Municipalities, legal degree-days and organisations are real; buildings, names, coordinates (province capital
plus an offset), meters and readings are invented. Energy is final energy in kWh, gas on the lower heating value. Periods
are half-open, `[start, end)`.

Energy of a day = (base + heating_slope * (heating_balance - T)+ + cooling_slope * (T - cooling_balance)+) * (1 + noise),
T the day's mean temperature in `temperatures.csv` at the building's station; noise is AR(1) from day to day with
correlation 0.6. Where a building closes, hourly electricity also follows the week and the closed days of its calendar,
with mean 1 over an ordinary week; bills and daily readings do not. A bill is the sum of its days.

| file | a row is | columns |
| --- | --- | --- |
| buildings.csv | a building | the true floor area; the carrier that heats it; system_efficiency = heat in the rooms per kWh of that carrier; heat_loss_w_k = what the heating slope means in the rooms; energy of a normal year (mean over the simulated years of the last signature) by heating carrier and electricity; both are the same where electricity heats |
| signatures.csv | a meter and a period in which its signature holds | base_kwh_day, slopes in kWh/(K d), balance temperatures in degrees C (empty = no such leg), normal_year_kwh = mean over the simulated years if this signature held throughout, noise = relative standard deviation of a day |
| annual_energy.csv | a meter and calendar year | energy that was really used: with noise, events and retrofits, without errors of readings |
| faults.csv | a fault put in on purpose | kind as in findings.csv; meter_id empty = the building as a whole; factor = after / before or written / true; energy_kwh = what the readings have too much by it, negative = too little; catch_up and estimated_run: energy that stands in the wrong reading; missing_carrier: what is not there; area_error: empty |
| savings.csv | a retrofit | slope_factor = heating slope after / before, true saving of a normal year, avoided_kwh from the end of the works to the end of the data, and what was promised |
| weather.csv | a station | legal degree-days (DPR 412/1993) and the mean over the simulated seasons of positive differences from 20 degrees C. Seasons are the legal ones; zone F, which has none, uses 5 October to 22 April. A single simulated year counts its two half seasons as one |

The legal degree-days rest on the climate before 1993: these years are colder than today's.
)";

void write_text(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  file.close();
  if (!file)
    throw InputError({path.filename().string(), 0, {}}, "a file that can be written",
                     path.string());
}

std::string_view interval_name(ReadingInterval interval) {
  if (interval == ReadingInterval::hourly) return "hourly";
  return interval == ReadingInterval::daily ? "daily" : "monthly";
}

} // namespace

StockFiles::StockFiles(const std::filesystem::path& folder, bool exact)
    : exact_{exact},
      buildings_{folder / "buildings.csv", "building_id,use,floor_area_m2,station,calendar,name,"
                                           "organisation,municipality,latitude,longitude,"
                                           "heated_volume_m3,storeys,year_built,occupants,hours_"
                                           "per_week,heritage,owner_type,climate_zone,plant_kw"},
      meters_{folder / "meters.csv", "meter_id,building_id,carrier,unit,heating_value,resolution"},
      readings_{folder / "readings.csv", "meter_id,start,end,value,quality"},
      stations_{folder / "stations.csv", "station,time_zone,latitude,longitude,altitude_m"},
      temperatures_{folder / "temperatures.csv", "station,time,temperature_c"},
      retrofits_{folder / "retrofits.csv",
                 "building_id,measure,from,to,carrier,cost_eur,promised_kwh_year"},
      calendar_{folder / "calendar.csv", "calendar,date,kind"} {
  write_text(folder / "stock.toml", stock_toml);
}

void StockFiles::add(const Building& b) {
  buildings_.row(b.id, code(b.use), b.floor_area.value(), b.station, b.calendar, b.name,
                 b.organisation, b.municipality, Decimal{b.latitude, 5}, Decimal{b.longitude, 5},
                 b.heated_volume.value(), b.storeys, b.year_built, b.occupants, b.hours_per_week,
                 b.heritage ? 1 : 0, b.owner_type, b.climate_zone, b.plant_kw);
}

void StockFiles::add(const SimulatedMeter& meter, const std::string& building_id,
                     const MeterReadings& readings, const TimeZone& zone) {
  const int decimals = exact_ ? -1 : register_decimals(meter);
  const double resolution = exact_ ? missing_value : std::pow(10.0, -decimals);
  meters_.row(meter.id, building_id, code(meter.carrier), meter.unit,
              meter.carrier == Carrier::natural_gas ? "lower" : "", resolution);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (!readings.present[i]) continue;
    const Decimal value{readings.energy_kwh[i] / meter.kwh_per_unit, decimals};
    const std::string_view quality = readings.estimated[i] ? "estimated" : "actual";
    if (readings.hourly()) {
      readings_.row(meter.id, readings.start(i, zone), readings.end(i, zone), value, quality);
    } else {
      readings_.row(meter.id, readings.days[i].from, readings.days[i].to, value, quality);
    }
  }
}

void StockFiles::add(const Station& station) {
  stations_.row(station.id, station.zone.name(), Decimal{station.place.latitude, 4},
                Decimal{station.place.longitude, 4}, station.altitude_m);
  const DailyView<Celsius> outdoor = station.outdoor();
  for (std::size_t i = 0; i < outdoor.size(); ++i)
    temperatures_.row(station.id, outdoor.day(i), outdoor.values()[i]);
}

void StockFiles::add(const SimulatedRetrofit& retrofit, const SimulatedBuilding& building,
                     double promised_kwh_year) {
  retrofits_.row(building.listed.id, retrofit.measure, retrofit.works.from, retrofit.works.to,
                 code(building.meters[retrofit.meter].carrier), retrofit.cost_eur,
                 Decimal{promised_kwh_year, 0});
}

void StockFiles::add(const DayCalendar& calendar) {
  for (const ClosedDay& closed : calendar.closed)
    calendar_.row(calendar.name, closed.day, closed.kind);
}

void StockFiles::close() {
  for (CsvFile* file :
       {&buildings_, &meters_, &readings_, &stations_, &temperatures_, &retrofits_, &calendar_})
    file->close();
}

TruthFiles::TruthFiles(const std::filesystem::path& folder)
    : buildings_{folder / "buildings.csv", "building_id,use,floor_area_m2,heating_carrier,system_"
                                           "efficiency,heat_loss_w_k,heating_normal_year_kwh,"
                                           "electricity_normal_year_kwh"},
      signatures_{folder / "signatures.csv",
                  "meter_id,building_id,carrier,interval,valid_from,valid_to,base_kwh_day,heating_"
                  "slope_kwh_kd,heating_balance_c,"
                  "cooling_slope_kwh_kd,cooling_balance_c,normal_year_kwh,noise"},
      annual_energy_{folder / "annual_energy.csv", "meter_id,building_id,carrier,year,energy_kwh"},
      faults_{folder / "faults.csv", "building_id,meter_id,kind,start,end,factor,energy_kwh"},
      savings_{folder / "savings.csv",
               "building_id,meter_id,carrier,measure,start,end,slope_factor,saving_normal_year_kwh,"
               "avoided_kwh,promised_kwh_year"},
      weather_{folder / "weather.csv", "station,municipality,climate_zone,legal_degree_days_kd,"
                                       "realised_degree_days_kd,seasons"} {
  write_text(folder / "README.md", truth_readme);
}

void TruthFiles::add(const SimulatedBuilding& building, std::span<const double> normal_year_kwh) {
  const SimulatedMeter& heating = building.meters.back();
  const double slope = heating.signature.back().signature.heating_slope_kwh_kd;
  buildings_.row(building.listed.id, code(building.listed.use), building.floor_area.value(),
                 code(heating.carrier), building.system_efficiency,
                 slope * building.system_efficiency * 1000.0 / 24.0, normal_year_kwh.back(),
                 normal_year_kwh.front());
}

void TruthFiles::add(const SimulatedMeter& meter, const std::string& building_id,
                     DailyView<Celsius> outdoor) {
  for (const auto& [valid, s] : meter.signature) {
    signatures_.row(meter.id, building_id, code(meter.carrier), interval_name(meter.interval),
                    valid.from, valid.to, s.base_kwh_day, s.heating_slope_kwh_kd,
                    s.heating_balance_c, s.cooling_slope_kwh_kd, s.cooling_balance_c,
                    normal_year_energy(s, outdoor), meter.noise);
  }
}

void TruthFiles::add_year(const SimulatedMeter& meter, const std::string& building_id, int year,
                          double energy_kwh) {
  annual_energy_.row(meter.id, building_id, code(meter.carrier), year, energy_kwh);
}

void TruthFiles::add(const InjectedFault& fault, const SimulatedBuilding& building) {
  const std::string_view meter =
      fault.meter ? std::string_view{building.meters[*fault.meter].id} : std::string_view{};
  faults_.row(building.listed.id, meter, code(fault.kind), fault.start, fault.end, fault.factor,
              fault.energy_kwh);
}

void TruthFiles::add(const TrueSaving& saving, const SimulatedBuilding& building, CivilDay end) {
  const SimulatedRetrofit& retrofit = *building.retrofit;
  const SimulatedMeter& meter = building.meters[retrofit.meter];
  savings_.row(building.listed.id, meter.id, code(meter.carrier), retrofit.measure,
               retrofit.works.to, end, retrofit.slope_factor, saving.normal_year_kwh,
               saving.avoided_kwh, Decimal{saving.promised_kwh_year, 0});
}

void TruthFiles::add(const Municipality& m, DegreeDays realised, double seasons) {
  weather_.row(m.istat_code, m.name, m.climate_zone, m.degree_days.value(), realised.value(),
               seasons);
}

void TruthFiles::close() {
  for (CsvFile* file : {&buildings_, &signatures_, &annual_energy_, &faults_, &savings_, &weather_})
    file->close();
}

double normal_year_energy(const MeterSignature& signature, DailyView<Celsius> outdoor) {
  double sum = 0.0;
  for (const double t : outdoor.values()) sum += signature.energy_kwh(t);
  const CivilPeriod years = outdoor.period();
  return sum / (year_of(years.to) - year_of(years.from));
}

} // namespace empower::detail
