// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/assumed_calendar.hpp>
#include <empower/simulate/detail/stock_draw.hpp>
#include <empower/simulate/detail/tuscan_places.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace empower::detail {
namespace {

/// Degree-days of a whole year of cosine weather like that of Firenze at its legal 1,821 K·d: what
/// the intensities of the profiles are for.
double firenze_degree_days(double base, double sign) {
  double sum = 0.0;
  for (int day = 0; day < 365; ++day) {
    sum +=
        std::max(0.0, sign * (base - 15.2 + 9.4 * std::cos(2.0 * std::numbers::pi * day / 365.0)));
  }
  return sum;
}

/// Heat loss against a building of 1976-90: old walls are thick, post-war ones thin.
double age_factor(int year_built) {
  if (year_built <= 1945) return 1.05;
  if (year_built <= 1975) return 1.18;
  if (year_built <= 1990) return 1.0;
  return year_built <= 2005 ? 0.82 : 0.55;
}

int draw_year_built(bool heritage, RandomStream& random) {
  if (heritage) return random.integer(1250, 1930);
  const double u = random.uniform();
  if (u < 0.14) return random.integer(1870, 1945);
  if (u < 0.34) return random.integer(1946, 1960);
  if (u < 0.69) return random.integer(1961, 1980);
  if (u < 0.87) return random.integer(1981, 2000);
  return random.integer(2001, 2019);
}

const UseProfile& draw_profile(double inhabitants, RandomStream& random) {
  const auto profiles = use_profiles();
  const auto weight = [&](const UseProfile& p) {
    return inhabitants >= p.smallest_town ? p.weight : 0.0;
  };
  double total = 0.0;
  for (const UseProfile& p : profiles) total += weight(p);
  double left = random.uniform() * total;
  for (const UseProfile& p : profiles) {
    left -= weight(p);
    if (left < 0.0) return p;
  }
  return profiles.front();
}

bool is_school(BuildingUse use) {
  return use == BuildingUse::nursery || use == BuildingUse::school_primary ||
         use == BuildingUse::school_lower_secondary || use == BuildingUse::school_upper_secondary;
}

Carrier draw_heating_carrier(RandomStream& random) {
  const double u = random.uniform();
  if (u < 0.85) return Carrier::natural_gas;
  if (u < 0.92) return Carrier::electricity;
  return u < 0.96 ? Carrier::district_heating : Carrier::heating_oil;
}

double draw_efficiency(Carrier heating, RandomStream& random) {
  switch (heating) {
  case Carrier::electricity:
    return random.uniform(2.4, 3.4); // seasonal performance of a heat pump
  case Carrier::district_heating:
    return random.uniform(0.86, 0.94);
  case Carrier::heating_oil:
    return random.uniform(0.68, 0.80);
  default:
    return random.uniform(0.70, 0.90);
  }
}

/// `index` among `count` numbers that look drawn and never repeat: a step without a common factor
/// with `count`, from a start that the seed chooses.
std::size_t scattered(std::size_t index, std::size_t step, std::size_t count, std::uint64_t seed) {
  return (RandomStream{seed, Draw::names, std::uint64_t{0}}.index(count) + index * step) % count;
}

} // namespace

StockDraw::StockDraw(const ReferenceTables& reference, const PublicStockOptions& options)
    : reference_{reference}, options_{options},
      years_{civil_day(options.first_year, 1, 1),
             civil_day(options.first_year + options.years, 1, 1)} {
  for (const Municipality& m : reference.municipalities) {
    if (m.region == "Toscana" && !m.istat_code.empty() && m.degree_days.value() > 0.0)
      municipalities_.push_back(&m);
  }
  EMPOWER_EXPECTS(!municipalities_.empty(), "the reference tables hold municipalities of Tuscany");
  std::ranges::sort(municipalities_, {}, &Municipality::istat_code);
  double sum = 0.0;
  for (const Municipality* m : municipalities_) {
    sum += 1000.0 + (m->population_2011 > 0.0 ? m->population_2011 : 0.0);
    cumulative_weight_.push_back(sum);
  }
}

const Municipality& StockDraw::draw_municipality(RandomStream& random) const {
  const double at = random.uniform() * cumulative_weight_.back();
  const auto found = std::ranges::upper_bound(cumulative_weight_, at);
  return *municipalities_[static_cast<std::size_t>(found - cumulative_weight_.begin())];
}

std::string StockDraw::name_of(const UseProfile& profile, const Municipality& municipality) {
  const std::size_t before = same_use_in_[{municipality.istat_code, profile.use}]++;
  if (profile.use == BuildingUse::office && before == 0) return "Palazzo comunale";
  const auto persons = eponyms();
  RandomStream random{options_.seed, Draw::names,
                      municipality.istat_code + std::string{profile.name}};
  std::string name{profile.name};
  name.replace(name.find('%'), 1,
               persons[(random.index(persons.size()) + before) % persons.size()]);
  return before < persons.size() ? name
                                 : fmt::format("{}, sede {}", name, before / persons.size() + 1);
}

DrawnBuilding StockDraw::next() {
  RandomStream random{options_.seed, Draw::building, drawn_};
  const Municipality& place = draw_municipality(random);
  const UseProfile& profile = draw_profile(place.population_2011, random);

  SimulatedBuilding out;
  Building& listed = out.listed;
  listed.id = fmt::format("IT-{}-{:04}", place.istat_code, ++buildings_in_[place.istat_code]);
  listed.use = profile.use;
  listed.name = name_of(profile, place);
  listed.organisation = organisation_of(profile.owner, place);
  listed.owner_type = code(profile.owner);
  listed.municipality = place.istat_code;
  listed.climate_zone = place.climate_zone;
  listed.station = place.istat_code;
  listed.heritage =
      random.chance(listed.name == "Palazzo comunale" ? 0.75 : profile.heritage_share);
  listed.year_built = draw_year_built(listed.heritage, random);

  const double area = std::round(
      std::max(60.0, random.lognormal(profile.floor_area_m2, profile.floor_area_log_sd)));
  out.floor_area = SquareMetres{area};
  listed.floor_area = out.floor_area;
  listed.heated_volume = CubicMetres{std::round(area * random.uniform(3.0, 4.0))};
  listed.storeys =
      std::clamp(1 + static_cast<int>(area / 700.0 * random.uniform(0.6, 1.5)), 1, profile.storeys);
  listed.occupants =
      std::max(1.0, std::round(area / profile.area_per_person_m2 * random.uniform(0.7, 1.2)));
  listed.hours_per_week = profile.hours_per_week >= 168.0
                              ? 168.0
                              : std::round(profile.hours_per_week * random.uniform(0.8, 1.15));
  if (profile.hours_per_week < 168.0)
    listed.calendar = is_school(profile.use) ? school_calendar : holiday_calendar;

  const Coordinates town = invented_place(place);
  const auto near = [&](double degrees) {
    return std::round((degrees + 0.01 * random.normal()) * 1e5) / 1e5;
  };
  listed.latitude = near(town.latitude);
  listed.longitude = near(town.longitude);

  out.meters = draw_meters(profile, out, random);
  plan_event(out, RandomStream{options_.seed, Draw::events, drawn_});
  ++drawn_;
  return {std::move(out), &place};
}

std::vector<SimulatedMeter> StockDraw::draw_meters(const UseProfile& profile,
                                                   SimulatedBuilding& building,
                                                   RandomStream& random) const {
  const double area = building.floor_area.value();
  const Carrier heating_carrier = draw_heating_carrier(random);
  building.system_efficiency = draw_efficiency(heating_carrier, random);

  static const double heating_degree_days = firenze_degree_days(16.0, 1.0);
  static const double cooling_degree_days = firenze_degree_days(20.0, -1.0);

  // The profile's heat is what a middling gas boiler (0.80) burns.
  const double useful_heat = profile.heating_kwh_m2 * 0.80 * area * random.lognormal(1.0, 0.22);
  const double balance = random.uniform(14.0, 18.0);
  MeterSignature heat;
  heat.base_kwh_day = useful_heat * profile.hot_water_share / 365.0 / building.system_efficiency;
  heat.heating_balance_c = balance;
  heat.heating_slope_kwh_kd = useful_heat * (1.0 - profile.hot_water_share) *
                              age_factor(*building.listed.year_built) / heating_degree_days /
                              building.system_efficiency;
  // Space heating at 0 °C outdoors and a day's hot water in eight hours, and the usual oversizing.
  const double heat_loss_kw_k = heat.heating_slope_kwh_kd * building.system_efficiency / 24.0;
  const double hot_water_kw = heat.base_kwh_day * building.system_efficiency / 8.0;
  building.listed.plant_kw =
      std::round((heat_loss_kw_k * 20.0 + hot_water_kw) * random.uniform(1.3, 2.2) + 5.0);

  const double electric = profile.electricity_kwh_m2 * area * random.lognormal(1.0, 0.25);
  const bool cooled = random.chance(profile.cooled_share);
  MeterSignature power;
  power.base_kwh_day = electric * (cooled ? 1.0 - profile.cooling_share : 1.0) / 365.0;
  if (cooled) {
    power.cooling_balance_c = std::max(random.uniform(18.0, 22.0), balance + 1.0);
    power.cooling_slope_kwh_kd = electric * profile.cooling_share / cooling_degree_days;
  }

  const double interval_share = random.uniform();
  const bool daily = interval_share < options_.daily_share;
  const bool hourly = interval_share >= 1.0 - options_.hourly_share;
  const ReadingInterval interval = daily ? ReadingInterval::daily : ReadingInterval::monthly;
  const double electric_noise = std::clamp(random.lognormal(0.08, 0.35), 0.03, 0.25);
  const double heat_noise = std::clamp(random.lognormal(0.11, 0.35), 0.04, 0.30);

  if (heating_carrier == Carrier::electricity) {
    power.base_kwh_day += heat.base_kwh_day;
    power.heating_slope_kwh_kd = heat.heating_slope_kwh_kd;
    power.heating_balance_c = heat.heating_balance_c;
  }
  std::vector<SimulatedMeter> meters;
  const std::size_t pod = scattered(drawn_, 61803399U, 100000000U, options_.seed);
  meters.push_back({fmt::format("IT001E{:08}", pod),
                    Carrier::electricity,
                    "kWh",
                    1.0,
                    hourly ? ReadingInterval::hourly : interval,
                    electric_noise,
                    true,
                    {{years_, power}}});
  if (heating_carrier == Carrier::electricity) return meters;

  SimulatedMeter thermal{{},       heating_carrier, "MWh", 1000.0,
                         interval, heat_noise,      true,  {{years_, heat}}};
  switch (heating_carrier) {
  case Carrier::district_heating:
    thermal.id = fmt::format("TLR-{:06}", drawn_ + 1);
    break;
  case Carrier::heating_oil:
    thermal.id = fmt::format("OIL-{:06}", drawn_ + 1);
    break;
  default:
    thermal.id =
        fmt::format("0594{:010}", scattered(drawn_, 6180339887U, 10000000000U, options_.seed));
  }
  if (heating_carrier != Carrier::district_heating) {
    const CarrierFactor& factor = *reference_.heating_value(code(heating_carrier)).value();
    thermal.unit = factor.unit;
    thermal.kwh_per_unit = factor.lhv_kwh_per_unit;
  }
  if (heating_carrier == Carrier::heating_oil) thermal.interval = ReadingInterval::monthly;
  meters.push_back(std::move(thermal));
  return meters;
}

void StockDraw::plan_event(SimulatedBuilding& building, RandomStream random) const {
  const double u = random.uniform();
  if (u < 0.08) {
    plan_retrofit(building, random);
    return;
  }
  if (!options_.faults || u >= 0.26) return;
  using enum FindingKind;
  // A kind that stands twice is twice as frequent; the last three need a heating meter.
  // clang-format off
  static constexpr std::array kinds{gap, zero_run, stuck, spike, negative, catch_up, estimated_run, unit_step, level_step,
                                    level_step, closure, outlier_high, outlier_high, area_error, missing_carrier,
                                    heating_out_of_season, heating_out_of_season};
  // clang-format on
  const FindingKind kind =
      kinds[random.index(building.meters.size() > 1 ? kinds.size() : kinds.size() - 3)];
  const bool never_closes = building.listed.hours_per_week >= 168.0;
  building.planned_fault = kind == closure && never_closes ? level_step : kind;
}

void StockDraw::plan_retrofit(SimulatedBuilding& building, RandomStream& random) const {
  struct Work {
    std::string_view measure;
    double slope_factor;
    double eur_per_m2; ///< of floor
  };
  static constexpr std::array works{Work{"wall_external", 0.72, 95.0},
                                    Work{"roof_external", 0.82, 55.0}, Work{"windows", 0.86, 105.0},
                                    Work{"thermostatic_valves", 0.90, 9.0}};
  const Work& work = works[random.index(works.size())];
  const CivilDay begin = civil_day(options_.first_year + options_.years / 2, 5, 2) +
                         std::chrono::days{random.integer(0, 60)};
  SimulatedRetrofit& retrofit = building.retrofit.emplace();
  retrofit.measure = work.measure;
  retrofit.works = {begin, begin + std::chrono::days{random.integer(25, 110)}};
  retrofit.meter = building.meters.size() - 1;
  retrofit.slope_factor = work.slope_factor * random.uniform(0.94, 1.06);
  retrofit.promise_factor = random.uniform(1.05, 1.6);
  retrofit.cost_eur = std::round(work.eur_per_m2 * building.floor_area.value() *
                                 random.lognormal(1.0, 0.15) / 100.0) *
                      100.0;
}

} // namespace empower::detail
