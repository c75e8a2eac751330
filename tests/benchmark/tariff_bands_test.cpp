// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/tariff_bands.hpp>

#include "support/counter_random.hpp"
#include "support/shared_data.hpp"

#include <empower/core/error.hpp>
#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>

using namespace empower;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const TimeZone& rome() {
  static const TimeZone zone = TimeZone::named("Europe/Rome").value();
  return zone;
}

const TariffCalendar& calendar() {
  static const TariffCalendar once{embedded_reference(), 2006, 2027};
  return once;
}

/// Readings at equal steps over civil days; `kw` says the power at an instant.
struct Curve {
  std::vector<Instant> start;
  std::vector<Instant> end;
  std::vector<double> kwh;

  Curve(CivilPeriod days, seconds step, const std::function<double(Instant)>& kw) {
    const Instant to = rome().start_of(days.to);
    for (Instant at = rome().start_of(days.from); at < to; at += step) {
      start.push_back(at);
      end.push_back(at + step);
      kwh.push_back(kw(at) * static_cast<double>(step.count()) / 3600.0);
    }
  }
  [[nodiscard]] IntervalView view() const { return {start, end, kwh}; }
  [[nodiscard]] TariffBands bands(CivilPeriod days) const {
    return tariff_bands(view(), rome(), days, calendar()).value();
  }
};

double one(Instant /*at*/) { return 1.0; }

double some(Instant at) {
  return 1.0 + testing::uniform(3, static_cast<std::uint64_t>(at.time_since_epoch().count()));
}

double hours(const TariffBands& load, TariffBand band) { return load[band].hours.expected; }

} // namespace

TEST_SUITE("benchmark/tariff_bands") {
  // 2023: 260 weekdays, 52 Saturdays, 53 Sundays; 10 holidays on weekdays (6/1, 10/4, 25/4, 1/5,
  // 2/6, 15/8, 1/11, 8/12, 25/12, 26/12), none on a Saturday: 250 days of 11 and 5 hours, 52 of 16.
  // 2024: 262 weekdays, 52 Saturdays; 8 holidays on weekdays (1/1, 1/4, 25/4, 1/5, 15/8, 1/11,
  // 25/12, 26/12), one on a Saturday (6/1): 254 days of 11 and 5 hours, 51 of 16.
  TEST_CASE("the hours of 2023 and 2024 by hand; their sum is the year") {
    struct Year {
      int year;
      double f1;
      double f2;
      double all;
    };
    for (const Year& by_hand : {Year{2023, 250 * 11, 250 * 5 + 52 * 16, 8760},
                                Year{2024, 254 * 11, 254 * 5 + 51 * 16, 8784}}) {
      const CivilPeriod year = calendar_year(by_hand.year);
      for (const minutes step : {minutes{15}, minutes{60}}) {
        const TariffBands load = Curve{year, step, one}.bands(year);
        CHECK(hours(load, TariffBand::f1) == by_hand.f1);
        CHECK(hours(load, TariffBand::f2) == by_hand.f2);
        CHECK(hours(load, TariffBand::f3) == by_hand.all - by_hand.f1 - by_hand.f2);
        CHECK(load.all.hours.expected == by_hand.all);
        for (const BandLoad& band : load.bands) {
          CHECK(band.energy.value() == band.hours.expected); // a constant kilowatt
          CHECK(band.hours.share() == 1.0);
        }
      }
    }
  }

  TEST_CASE("a day of 23 and one of 25 hours have the bands of their hours") {
    const CivilPeriod spring{civil_day(2024, 3, 31), civil_day(2024, 4, 1)};
    CHECK(Curve{spring, minutes{15}, one}.bands(spring)[TariffBand::f3].energy.value() == 23.0);
    const CivilPeriod autumn{civil_day(2024, 10, 27), civil_day(2024, 10, 28)};
    CHECK(Curve{autumn, minutes{15}, one}.bands(autumn)[TariffBand::f3].energy.value() == 25.0);
    // The switch of Chicago's clocks, 2:00 on a Sunday, leaves the rest of its week in place.
    const TimeZone chicago = TimeZone::named("America/Chicago").value();
    const Instant at = chicago.instant_of(CivilDay{civil_day(2024, 3, 11)} + minutes{480}).value();
    const std::array start{at - minutes{60}, at};
    const std::array end{at, at + minutes{60}};
    const std::array kwh{3.0, 5.0};
    const TariffBands load =
        tariff_bands({start, end, kwh}, chicago, {civil_day(2024, 3, 10), civil_day(2024, 3, 12)},
                     calendar())
            .value();
    CHECK(load[TariffBand::f2].energy.value() == 3.0);
    CHECK(load[TariffBand::f1].energy.value() == 5.0);
    CHECK(load.all.hours.expected == 47.0);
  }

  TEST_CASE("each hour by the calendar one by one is the same as the pass") {
    const CivilPeriod year = calendar_year(2024);
    const Curve curve{year, minutes{60}, some};
    std::array<double, 3> slow{};
    double night = 0.0;
    for (std::size_t i = 0; i < curve.kwh.size(); ++i) {
      const std::chrono::local_seconds local{curve.start[i].time_since_epoch() +
                                             rome().offset(curve.start[i])};
      const CivilDay day = std::chrono::floor<std::chrono::days>(local);
      const auto hour = static_cast<unsigned>((local - day) / minutes{60});
      slow[static_cast<std::size_t>(calendar().band(day, hour).value())] += curve.kwh[i];
      if (hour < 7 || hour == 23) night += curve.kwh[i];
    }
    const TariffBands load = curve.bands(year);
    for (std::size_t b = 0; b < 3; ++b) CHECK(load.bands[b].energy.value() == slow[b]);
    CHECK(load.night_share ==
          doctest::Approx(night / std::accumulate(slow.begin(), slow.end(), 0.0)).epsilon(1e-12));
  }

  TEST_CASE("months add up to their year, and quarters of an hour to their hours") {
    const CivilPeriod year = calendar_year(2023);
    const Curve quarters{year, minutes{15}, some};
    const TariffBands whole = quarters.bands(year);
    const std::vector<CivilPeriod> months = months_of(year);
    REQUIRE(months.size() == 12);
    double f1 = 0.0;
    double expected = 0.0;
    double peak = 0.0;
    for (const CivilPeriod month : months) {
      const TariffBands part = quarters.bands(month);
      f1 += part[TariffBand::f1].energy.value();
      expected += part.all.hours.expected;
      peak = std::max(peak, part.all.peak.kw);
    }
    CHECK(f1 == doctest::Approx(whole[TariffBand::f1].energy.value()).epsilon(1e-12));
    CHECK(expected == 8760.0);
    CHECK(peak == whole.all.peak.kw);
    CHECK(months_of({civil_day(2024, 2, 10), civil_day(2024, 3, 2)}) ==
          std::vector<CivilPeriod>{{civil_day(2024, 2, 10), civil_day(2024, 3, 1)},
                                   {civil_day(2024, 3, 1), civil_day(2024, 3, 2)}});
  }

  TEST_CASE("the peak has its instant, its length and its band; quarters show what hours hide") {
    const CivilPeriod week{civil_day(2024, 2, 5), civil_day(2024, 2, 12)};
    const Instant top = rome().start_of(civil_day(2024, 2, 7)) + minutes{19 * 60 + 30}; // F2
    const auto spike = [&](Instant at) { return at == top ? 41.0 : 1.0; };
    const Curve quarters{week, minutes{15}, spike};
    const TariffBands load = quarters.bands(week);
    CHECK(load.all.peak.kw == 41.0);
    CHECK(load.all.peak.at == top);
    CHECK(load.all.peak.length == minutes{15});
    CHECK(load[TariffBand::f2].peak.at == top);
    CHECK(load[TariffBand::f1].peak.kw == 1.0);
    CHECK(load[TariffBand::f1].peak.at == rome().start_of(week.from) + minutes{480});
    CHECK(load.load_factor == doctest::Approx((168.0 + 10.0) / 168.0 / 41.0).epsilon(1e-12));
    const auto mean = [&](Instant at) { return at == top - minutes{30} ? 11.0 : 1.0; };
    CHECK(Curve{week, minutes{60}, mean}.bands(week).all.peak.kw == 11.0);
  }

  TEST_CASE("base load is the 5 % point of the hourly means, nearest rank") {
    // 100 hours of 1, 2, … 100 kW in 5 days less 20 hours: the fifth smallest is 5 kW.
    const CivilPeriod days{civil_day(2024, 2, 5), civil_day(2024, 2, 10)};
    const Instant first = rome().start_of(days.from);
    const auto ramp = [&](Instant at) {
      const auto i = (at - first) / minutes{60};
      return i < 100 ? static_cast<double>(100 - i) : missing_value;
    };
    CHECK(Curve{days, minutes{60}, ramp}.bands(days).base_load_kw == 5.0);
    // An hour with a quarter missing is not an hour: a lone low quarter makes no base load.
    const auto hole = [&](Instant at) {
      if (at == first) return missing_value;
      return at == first + minutes{15} ? 0.0 : 7.0;
    };
    CHECK(Curve{days, minutes{15}, hole}.bands(days).base_load_kw == 7.0);
  }

  TEST_CASE("a missing reading is missing from the coverage of its band, never zero") {
    const CivilPeriod days{civil_day(2024, 2, 5), civil_day(2024, 2, 7)}; // Monday, Tuesday
    const Instant first = rome().start_of(days.from);
    const auto no_morning = [&](Instant at) {
      return at >= first + minutes{480} && at < first + minutes{780} ? missing_value : 2.0;
    };
    const TariffBands load = Curve{days, minutes{60}, no_morning}.bands(days);
    CHECK(load[TariffBand::f1].energy.value() == 34.0);
    CHECK(load[TariffBand::f1].hours.present == 17.0);
    CHECK(load[TariffBand::f1].hours.expected == 22.0);
    CHECK(load[TariffBand::f2].hours.share() == 1.0);
    CHECK(load.all.hours.share() == doctest::Approx(43.0 / 48.0));

    const CivilPeriod saturday{civil_day(2024, 2, 10), civil_day(2024, 2, 11)};
    const TariffBands no_f1 = Curve{saturday, minutes{60}, one}.bands(saturday);
    CHECK(no_f1[TariffBand::f1].energy.missing());
    CHECK(std::isnan(no_f1[TariffBand::f1].peak.kw));
    CHECK(no_f1[TariffBand::f1].hours.expected == 0.0);
  }

  TEST_CASE("what lies in no single hour is left out and counted") {
    const Instant at = rome().start_of(civil_day(2024, 2, 5));
    const std::array start{at, at + minutes{60}, at + minutes{210}, at + minutes{250}};
    const std::array end{at + minutes{60}, at + minutes{180}, at + minutes{250}, at + minutes{300}};
    const std::array kwh{1.0, 10.0, 100.0, 1000.0}; // an hour, two hours, across 4:00, in an hour
    const CivilPeriod day{civil_day(2024, 2, 5), civil_day(2024, 2, 6)};
    const TariffBands load = tariff_bands({start, end, kwh}, rome(), day, calendar()).value();
    CHECK(load.all.energy.value() == 1001.0);
    CHECK(load.left_out == 2);
    CHECK(load.left_out_energy.value() == 110.0);
    CHECK(load.all.hours.present == doctest::Approx(110.0 / 60.0).epsilon(1e-12));
  }

  TEST_CASE("days, or nothing, are refused with the reason") {
    const CivilPeriod days{civil_day(2024, 2, 5), civil_day(2024, 2, 7)};
    const auto daily =
        tariff_bands(Curve{days, minutes{1440}, one}.view(), rome(), days, calendar());
    REQUIRE(!daily);
    CHECK(code(daily.failure().reason) == "intervals_too_long");
    const auto none = tariff_bands({}, rome(), days, calendar());
    REQUIRE(!none);
    CHECK(code(none.failure().reason) == "no_intervals");
    const auto missing = [](Instant) { return missing_value; };
    CHECK(!tariff_bands(Curve{days, minutes{60}, missing}.view(), rome(), days, calendar()));
    const CivilPeriod outside{civil_day(2030, 1, 1), civil_day(2030, 1, 2)};
    CHECK_THROWS_AS(static_cast<void>(tariff_bands({}, rome(), outside, calendar())),
                    ContractError);
  }

  TEST_CASE("before 2007 there is energy and a peak, but no band") {
    const CivilPeriod days{civil_day(2006, 12, 30), civil_day(2007, 1, 3)};
    const TariffBands load = Curve{days, minutes{60}, one}.bands(days);
    CHECK(load.all.energy.value() == 96.0);
    double in_bands = 0.0;
    for (const BandLoad& band : load.bands) in_bands += band.hours.expected;
    CHECK(in_bands == 48.0);
  }

  TEST_CASE("an undecided holiday stands in the result") {
    const CivilPeriod week{civil_day(2027, 10, 1), civil_day(2027, 10, 8)};
    CHECK(Curve{week, minutes{60}, one}.bands(week).undecided ==
          std::vector{civil_day(2027, 10, 4)});
  }

  TEST_CASE("measured: a school of 2018 uses more by day than its share of hours") {
    const auto file = testing::shared_file("nmecr/school_eload.csv");
    if (!file) return;
    std::vector<double> kwh;
    for (const std::string& field : testing::text_column(*file, R"("eload")"))
      kwh.push_back(field == "NA" ? missing_value : std::stod(field));
    REQUIRE(kwh.size() == 8760);
    // Its clock knows no summer time: hours from midnight of 1 January on.
    const TimeZone zone = TimeZone::named("-06:00").value();
    const Instant first = zone.start_of(civil_day(2018, 1, 1));
    std::vector<Instant> start;
    std::vector<Instant> end;
    for (std::size_t i = 0; i < kwh.size(); ++i) {
      start.push_back(first + minutes{60} * static_cast<long>(i));
      end.push_back(start.back() + minutes{60});
    }
    const TariffBands load =
        tariff_bands({start, end, kwh}, zone, calendar_year(2018), calendar()).value();
    double sum = 0.0;
    for (const double value : kwh) sum += std::isnan(value) ? 0.0 : value;
    CHECK(load.all.energy.value() == doctest::Approx(sum).epsilon(1e-12));
    const BandLoad& f1 = load[TariffBand::f1];
    CHECK(f1.energy.value() / sum > f1.hours.expected / 8760.0);
    CHECK(load.base_load_kw > 0.0);
    CHECK(load.base_load_kw < load.all.peak.kw);
  }
}
