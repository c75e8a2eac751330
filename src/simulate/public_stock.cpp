// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/public_stock.hpp>

#include <empower/core/error.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/simulate/detail/assumed_calendar.hpp>
#include <empower/simulate/detail/faults.hpp>
#include <empower/simulate/detail/stock_draw.hpp>
#include <empower/simulate/detail/stock_files.hpp>
#include <empower/simulate/detail/tuscan_places.hpp>
#include <empower/simulate/weather_year.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace empower {
namespace {

using namespace detail;

double sum_of(const std::vector<double>& energy) {
  return std::accumulate(energy.begin(), energy.end(), 0.0);
}

double sum_of(const std::vector<double>& energy, CivilDay first, CivilPeriod part) {
  return std::accumulate(energy.begin() + (part.from - first).count(),
                         energy.begin() + (part.to - first).count(), 0.0);
}

class Simulation {
public:
  Simulation(const std::filesystem::path& folder, const PublicStockOptions& options)
      : options_{options}, years_{civil_day(options.first_year, 1, 1),
                                  civil_day(options.first_year + options.years, 1, 1)},
        zone_{TimeZone::named("Europe/Rome").value()}, weather_{years_, options.seed},
        holidays_{italian_holidays(years_)}, schools_{tuscan_schools(years_)},
        draw_{reference_, options}, files_{folder, !options.noise}, truth_{folder / "truth"} {}

  void run() {
    files_.add(holidays_);
    files_.add(schools_);
    for (std::size_t i = 0; i < options_.buildings; ++i) simulate(i, draw_.next());
    files_.close();
    truth_.close();
  }

private:
  const ClimateZone& climate_zone(const Municipality& place) const {
    return *reference_.zone(place.climate_zone).value();
  }

  /// The station of a municipality, made and written at its first building.
  const Station& station_of(const Municipality& place) {
    const auto [found, is_new] = stations_.try_emplace(place.istat_code);
    Station& station = found->second;
    if (is_new) {
      const ClimateZone& zone = climate_zone(place);
      station.id = place.istat_code;
      station.zone = zone_;
      station.place = invented_place(place);
      station.altitude_m = place.altitude_m;
      station.daily_mean = weather_.daily_means(place, zone);
      files_.add(station);
      const HeatingSeasons seasons = heating_seasons(zone, years_);
      truth_.add(place, season_degree_days(station.outdoor(), seasons), seasons.seasons);
    }
    return station;
  }

  std::vector<double> noise_of(const SimulatedMeter& meter, std::size_t building,
                               std::size_t index) const {
    const auto days = static_cast<std::size_t>(day_count(years_));
    if (!options_.noise) return std::vector<double>(days);
    return daily_noise(days, meter.noise, {options_.seed, Draw::noise, 2 * building + index});
  }

  std::vector<double> energy_of(const SimulatedMeter& meter, const std::string& calendar,
                                DailyView<Celsius> outdoor,
                                const std::vector<double>& noise) const {
    std::vector<double> energy = daily_energy(meter, outdoor, noise);
    if (options_.noise && meter.interval == ReadingInterval::hourly && !calendar.empty()) {
      apply_weekly_rhythm(energy, calendar == school_calendar ? schools_ : holidays_,
                          outdoor.first());
    }
    return energy;
  }

  MeterReadings readings_of(const SimulatedMeter& meter, const std::vector<double>& energy,
                            double hours_per_week, RandomStream random) const {
    switch (meter.interval) {
    case ReadingInterval::hourly: {
      const DailyProfile profile{hours_per_week >= 168.0 ? 0.75 : 0.35,
                                 options_.noise ? 0.08 : 0.0};
      return hourly_readings(years_.from, energy, profile, zone_, random);
    }
    case ReadingInterval::daily:
      return daily_readings(years_.from, energy);
    case ReadingInterval::monthly:
      break;
    }
    return monthly_bills(years_.from, energy, random);
  }

  /// Makes the building differ from how it was drawn: its retrofit, or a fault that is not the
  /// meter's.
  std::optional<InjectedFault> change_behaviour(SimulatedBuilding& building,
                                                const ClimateZone& zone,
                                                RandomStream& random) const {
    if (building.retrofit) {
      const SimulatedRetrofit& retrofit = *building.retrofit;
      building.meters[retrofit.meter].change_signature(
          {retrofit.works.to, years_.to}, [&](MeterSignature s) {
            s.heating_slope_kwh_kd *= retrofit.slope_factor;
            return s;
          });
    }
    if (!building.planned_fault || is_reading_fault(*building.planned_fault)) return std::nullopt;
    return inject_building_fault(*building.planned_fault, building, zone, years_, random);
  }

  void simulate(std::size_t index, DrawnBuilding drawn) {
    SimulatedBuilding& building = drawn.building;
    const DailyView<Celsius> outdoor = station_of(*drawn.municipality).outdoor();
    const std::vector<SimulatedMeter> as_drawn = building.meters;
    RandomStream fault_details{options_.seed, Draw::faults, index};

    std::optional<InjectedFault> fault =
        change_behaviour(building, climate_zone(*drawn.municipality), fault_details);
    const bool spoil = building.planned_fault && !fault;
    const std::size_t spoilt_meter = fault_details.index(building.meters.size());
    files_.add(building.listed);

    std::vector<double> normal_year_kwh;
    for (std::size_t m = 0; m < building.meters.size(); ++m) {
      const SimulatedMeter& meter = building.meters[m];
      const std::vector<double> noise = noise_of(meter, index, m);
      const std::vector<double> energy = energy_of(meter, building.listed.calendar, outdoor, noise);
      const std::vector<double> without =
          energy_of(as_drawn[m], building.listed.calendar, outdoor, noise);
      MeterReadings readings = readings_of(meter, energy, building.listed.hours_per_week,
                                           {options_.seed, Draw::readings, 2 * index + m});
      if (spoil && m == spoilt_meter) {
        fault = inject_reading_fault(*building.planned_fault, readings, zone_, fault_details);
        fault->meter = m;
      } else if (fault && !spoil) {
        fault->energy_kwh += meter.listed ? sum_of(energy) - sum_of(without) : -sum_of(energy);
      }
      if (meter.listed) files_.add(meter, building.listed.id, readings, zone_);
      write_truth(meter, building.listed.id, outdoor, energy);
      normal_year_kwh.push_back(normal_year_energy(meter.signature.back().signature, outdoor));
      if (building.retrofit && m == building.retrofit->meter)
        write_saving(building, as_drawn[m], outdoor, energy, without);
    }
    truth_.add(building, normal_year_kwh);
    if (fault) truth_.add(*fault, building);
  }

  void write_truth(const SimulatedMeter& meter, const std::string& building_id,
                   DailyView<Celsius> outdoor, const std::vector<double>& energy) {
    truth_.add(meter, building_id, outdoor);
    for (int year = options_.first_year; year < options_.first_year + options_.years; ++year) {
      truth_.add_year(meter, building_id, year, sum_of(energy, years_.from, calendar_year(year)));
    }
  }

  void write_saving(const SimulatedBuilding& building, const SimulatedMeter& before,
                    DailyView<Celsius> outdoor, const std::vector<double>& energy,
                    const std::vector<double>& without) {
    const SimulatedRetrofit& retrofit = *building.retrofit;
    const CivilPeriod after{retrofit.works.to, years_.to};
    TrueSaving saving;
    saving.normal_year_kwh =
        normal_year_energy(before.signature.front().signature, outdoor) -
        normal_year_energy(building.meters[retrofit.meter].signature.back().signature, outdoor);
    saving.avoided_kwh = sum_of(without, years_.from, after) - sum_of(energy, years_.from, after);
    saving.promised_kwh_year = retrofit.promise_factor * saving.normal_year_kwh;
    files_.add(retrofit, building, saving.promised_kwh_year);
    truth_.add(saving, building, years_.to);
  }

  const ReferenceTables& reference_ = embedded_reference();
  PublicStockOptions options_;
  CivilPeriod years_;
  TimeZone zone_;
  RegionalWeather weather_;
  DayCalendar holidays_;
  DayCalendar schools_;
  StockDraw draw_;
  StockFiles files_;
  TruthFiles truth_;
  std::map<std::string, Station> stations_;
};

bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

} // namespace

void simulate_public_stock(const std::filesystem::path& folder, const PublicStockOptions& options) {
  EMPOWER_EXPECTS(options.years >= 1, "at least one year is simulated");
  EMPOWER_EXPECTS(options.first_year >= 1996 && options.first_year + options.years <= 2040,
                  "summer time is known 1996-2039");
  EMPOWER_EXPECTS(is_share(options.daily_share) && is_share(options.hourly_share),
                  "shares lie in [0, 1]");
  if (std::filesystem::exists(folder / "buildings.csv") &&
      !std::filesystem::exists(folder / "truth"))
    throw InputError({folder.string(), 0, {}}, "a new folder, or one that a simulation wrote",
                     "a stock of somebody");
  std::filesystem::create_directories(folder / "truth");
  Simulation{folder, options}.run();
}

} // namespace empower
