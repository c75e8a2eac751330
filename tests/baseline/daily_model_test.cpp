// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/daily_model.hpp>

#include "baseline/simulated.hpp"

#include <empower/baseline/detail/daily_search.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/least_squares.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

using namespace empower;

namespace {

constexpr std::size_t year = 365;

DailySeries weather(std::uint64_t seed, std::size_t days = 2 * year) {
  Random random{seed};
  return testing::weather(random, days);
}

bool is_weekend(CivilDay day) { return std::chrono::weekday{day}.iso_encoding() >= 6; }

using Truth = std::function<double(CivilDay, double)>;

DailySeries energy_of(const DailySeries& outdoor, std::size_t days, const Truth& truth) {
  DailySeries series{outdoor.first, {}};
  for (std::size_t i = 0; i < days; ++i)
    series.values.push_back(
        truth(outdoor.first + std::chrono::days{static_cast<long>(i)}, outdoor.values[i]));
  return series;
}

DailySeries noisy(DailySeries series, double spread, std::uint64_t seed) {
  Random random{seed, 1};
  for (double& e : series.values) e += spread * random.normal();
  return series;
}

DailyOutcome fitted(const DailySeries& energy, const DailySeries& outdoor,
                    const DayCalendar& closed = {}, const DailyOptions& options = {}) {
  return fit_daily(energy.view<KilowattHours>(), outdoor.view<Celsius>(), closed, options);
}

std::vector<CivilDay> days_from(CivilDay first, std::size_t count) {
  std::vector<CivilDay> days;
  for (std::size_t i = 0; i < count; ++i)
    days.push_back(first + std::chrono::days{static_cast<long>(i)});
  return days;
}

double heated_week(CivilDay day, double t) {
  return 100.0 - (is_weekend(day) ? 30.0 : 0.0) + 5.0 * std::max(15.37 - t, 0.0);
}

double of_weekday(const DailyFit& fit, std::string_view name) {
  for (const DayTypeEffect& effect : day_type_effects(fit))
    if (effect.name == name) return effect.effect;
  return missing_value;
}

} // namespace

TEST_SUITE("baseline/daily_model") {

  TEST_CASE("a noiseless year gives back its terms, balance temperature and slope") {
    const DailySeries outdoor = weather(1);
    const DailyFit fit = fitted(energy_of(outdoor, year, heated_week), outdoor).value();
    const DailyMember& leader = fit.leader();
    CHECK(leader.terms == DailyTerms{.week = WeekTerm::weekend, .shape = SignatureShape::heating});
    CHECK(leader.heating_balance.value() == doctest::Approx(15.37).epsilon(1e-8));
    REQUIRE(coefficient_names(fit, leader) ==
            std::vector<std::string>{"base", "weekend", "heating_slope"});
    CHECK(leader.coefficients[0] == doctest::Approx(100.0).epsilon(1e-8));
    CHECK(leader.coefficients[1] == doctest::Approx(-30.0).epsilon(1e-8));
    CHECK(leader.coefficients[2] == doctest::Approx(5.0).epsilon(1e-8));
    CHECK(of_weekday(fit, "sunday") - of_weekday(fit, "monday") == doctest::Approx(-30.0));
    CHECK(term_shares(fit).weekend + term_shares(fit).each_day == doctest::Approx(1.0));
    CHECK(term_shares(fit).cooling == 0.0);

    const auto days = days_from(outdoor.first + std::chrono::days{year}, year);
    const std::vector<double> expected = predict(fit, days, outdoor.view<Celsius>());
    for (std::size_t i = 0; i < year; ++i)
      CHECK(expected[i] ==
            doctest::Approx(heated_week(days[i], outdoor.values[year + i])).epsilon(1e-6));
  }

  TEST_CASE("a building that remembers the days before is recognised and predicted") {
    const DailySeries outdoor = weather(2);
    const std::vector<double> felt = detail::smoothed(outdoor.view<Celsius>(), 2.5);
    const auto truth = [&](CivilDay day, double) {
      const double t = felt[static_cast<std::size_t>((day - outdoor.first).count())];
      return 60.0 + 8.0 * std::max(14.2 - t, 0.0) + 6.0 * std::max(t - 20.4, 0.0);
    };
    const DailyFit fit = fitted(energy_of(outdoor, year, truth), outdoor).value();
    CHECK(fit.leader().terms ==
          DailyTerms{.smoothing_days = 2.5, .shape = SignatureShape::heating_cooling});
    CHECK(fit.leader().heating_balance.value() == doctest::Approx(14.2).epsilon(1e-7));
    CHECK(fit.leader().cooling_balance.value() == doctest::Approx(20.4).epsilon(1e-7));
    const auto days = days_from(outdoor.first + std::chrono::days{year}, year);
    const std::vector<double> expected = predict(fit, days, outdoor.view<Celsius>());
    for (std::size_t i = 0; i < year; ++i)
      CHECK(expected[i] == doctest::Approx(truth(days[i], 0.0)).epsilon(1e-6));
  }

  TEST_CASE("slopes of the weekend are told from those of working days") {
    const DailySeries outdoor = weather(3);
    const auto truth = [](CivilDay day, double t) {
      return 50.0 + (is_weekend(day) ? 2.0 : 6.0) * std::max(15.0 - t, 0.0);
    };
    const DailyFit fit = fitted(noisy(energy_of(outdoor, year, truth), 3.0, 3), outdoor).value();
    CHECK(term_shares(fit).slopes_by_day_type > 0.99);
    const auto names = coefficient_names(fit, fit.leader());
    CHECK(names[names.size() - 2] == "heating_slope");
    CHECK(names.back() == "heating_slope_weekend");
    CHECK(fit.leader().coefficients[names.size() - 2] == doctest::Approx(6.0).epsilon(0.05));
    CHECK(fit.leader().coefficients.back() == doctest::Approx(2.0).epsilon(0.15));
  }

  TEST_CASE("what the search says of a structure is the least squares of its columns") {
    const DailySeries outdoor = weather(4, year);
    const auto truth = [](CivilDay day, double t) {
      return heated_week(day, t) + 4.0 * std::max(t - 19.0, 0.0);
    };
    const DailySeries energy = noisy(energy_of(outdoor, year, truth), 15.0, 4);
    const auto days = days_from(outdoor.first, year);
    const detail::DailyDesign design =
        detail::daily_design(days, outdoor.view<Celsius>(), {}, {}, {});
    const detail::DailyTermLimits limits{
        .weekend = true, .each_day = true, .year_end = true, .harmonics = 2};
    const detail::DailySearch search{design, energy.values, limits, {}};
    const auto sse_of = [&](const detail::DailyCandidate& candidate) {
      const auto columns = detail::member_columns(
          design, DailyMember{.terms = candidate.terms,
                              .heating_balance = Celsius{candidate.heating_balance},
                              .cooling_balance = Celsius{candidate.cooling_balance},
                              .coefficients = {}});
      std::vector<double> joined;
      for (const auto& column : columns) joined.insert(joined.end(), column.begin(), column.end());
      return least_squares(joined, energy.values).sse;
    };
    const auto candidates = search.candidates();
    // 18 choices of terms without temperature, and with it 3 constants, 2 day types, 3 shapes.
    CHECK(candidates.size() > 200);
    for (std::size_t i = 0; i < candidates.size(); i += 7) {
      detail::DailyCandidate candidate = candidates[i];
      CHECK(candidate.sse == doctest::Approx(sse_of(candidate)).epsilon(1e-9));
      const double on_grid = candidate.sse;
      search.refine(candidate);
      CHECK(candidate.sse <= on_grid);
      CHECK(candidate.sse == doctest::Approx(sse_of(candidate)).epsilon(1e-9));
      // The steps end in a local optimum: no hinge of a dense grid over the whole range is better
      // by more than 1 in 10,000.
      if (candidate.terms.shape != SignatureShape::heating) continue;
      detail::DailyCandidate other = candidate;
      for (other.heating_balance = 5.0; other.heating_balance <= 25.0; other.heating_balance += 0.1)
        CHECK(sse_of(other) >= candidate.sse * (1.0 - 1e-4));
    }
  }

  TEST_CASE("closed days enter where they matter and stay out where they do not") {
    const DailySeries outdoor = weather(5);
    DayCalendar calendar{"school", {}};
    for (long week = 0; week < 8; ++week)
      for (long day = 0; day < 5; ++day) // July and August
        calendar.closed.push_back(
            {civil_day(2021, 7, 5) + std::chrono::days{7 * week + day}, "school"});
    calendar.closed.push_back({civil_day(2021, 11, 1), "holiday"}); // too rare for a level
    const auto shut = [&](CivilDay day, double t) {
      return heated_week(day, t) - (calendar.is_closed(day) ? 40.0 : 0.0);
    };
    const DailyFit fit =
        fitted(noisy(energy_of(outdoor, year, shut), 6.0, 5), outdoor, calendar).value();
    CHECK(fit.closed_kinds == std::vector<std::string>{"school"});
    CHECK(term_shares(fit).closed_days > 0.99);
    CHECK(of_weekday(fit, "school") == doctest::Approx(-40.0).epsilon(0.1));

    const DailyFit open =
        fitted(noisy(energy_of(outdoor, year, heated_week), 6.0, 5), outdoor, calendar).value();
    CHECK(term_shares(open).closed_days < 0.3);
  }

  TEST_CASE("the days about New Year enter where they matter, unless that is switched off") {
    const DailySeries outdoor = weather(6);
    const auto shut = [](CivilDay day, double t) {
      const std::chrono::year_month_day date{day};
      const bool closed = (unsigned{date.month()} == 12 && unsigned{date.day()} >= 24) ||
                          (unsigned{date.month()} == 1 && unsigned{date.day()} == 1);
      return heated_week(day, t) - (closed ? 50.0 : 0.0);
    };
    const DailySeries energy = noisy(energy_of(outdoor, year, shut), 6.0, 6);
    CHECK(term_shares(fitted(energy, outdoor).value()).year_end > 0.99);
    CHECK(of_weekday(fitted(energy, outdoor).value(), "year_end") ==
          doctest::Approx(-50.0).epsilon(0.15));
    const DailyFit without = fitted(energy, outdoor, {}, {.year_end = false}).value();
    CHECK(term_shares(without).year_end == 0.0);
    CHECK_FALSE(without.record.standard);
    const DailySeries plain = noisy(energy_of(outdoor, year, heated_week), 6.0, 6);
    CHECK(term_shares(fitted(plain, outdoor).value()).year_end < 0.3);
  }

  TEST_CASE("no season is claimed from days that leave one out") {
    const DailySeries outdoor = weather(7);
    const auto seasonal = [&](CivilDay day, double t) {
      const auto i = static_cast<double>((day - outdoor.first).count());
      return heated_week(day, t) + 20.0 * std::sin(2.0 * std::numbers::pi * i / 365.0);
    };
    const DailySeries whole = noisy(energy_of(outdoor, year, seasonal), 4.0, 7);
    CHECK(term_shares(fitted(whole, outdoor).value()).season > 0.99);
    const DailySeries part = noisy(energy_of(outdoor, 300, seasonal), 4.0, 7);
    CHECK(term_shares(fitted(part, outdoor).value()).season == 0.0);
  }

  TEST_CASE("a day of 0 is a reading, unless the caller says that it is none") {
    const DailySeries outdoor = weather(8);
    DailySeries energy = noisy(energy_of(outdoor, year, heated_week), 5.0, 8);
    for (std::size_t i = 100; i < 120; ++i) energy.values[i] = 0.0;
    CHECK(fitted(energy, outdoor).value().observations == year);
    const DailyFit without = fitted(energy, outdoor, {}, {.zero_is_missing = true}).value();
    CHECK(without.observations == year - 20);
    CHECK(without.mean_kwh > fitted(energy, outdoor).value().mean_kwh);
  }

  TEST_CASE("what cannot be fitted is refused with its reason") {
    const DailySeries outdoor = weather(9, year);
    const DailySeries energy = energy_of(outdoor, year, heated_week);
    const auto reason = [](const DailyOutcome& outcome) { return outcome.failure().reason; };
    CHECK(reason(fitted({energy.first, {1.0, 2.0}}, outdoor)) ==
          BaselineReason::too_few_observations);
    CHECK(reason(fitted(energy, {civil_day(1990, 1, 1), outdoor.values})) ==
          BaselineReason::no_temperature);
    CHECK(reason(fitted(energy, {outdoor.first, std::vector<double>(year, 4.0)})) ==
          BaselineReason::no_variation);
    DailySeries exported = energy;
    for (double& e : exported.values) e = -e;
    CHECK(reason(fitted(exported, outdoor)) == BaselineReason::negative_energy);
    DailySeries gaps = outdoor;
    for (std::size_t i = 0; i < 200; ++i) gaps.values[i] = missing_value;
    CHECK(reason(fitted(energy, gaps)) == BaselineReason::coverage);
  }

  TEST_CASE("ranges far beyond the weather are those that the weather leaves") {
    const DailySeries outdoor = weather(3);
    const DailySeries energy = noisy(energy_of(outdoor, year, heated_week), 8.0, 3);
    const auto within = [&](double kelvin) {
      DailyOptions options;
      options.heating_balance_min = options.cooling_balance_min = Celsius{-kelvin};
      options.heating_balance_max = options.cooling_balance_max = Celsius{kelvin};
      return fitted(energy, outdoor, {}, options).value();
    };
    const DailyFit wide = within(1e9);
    CHECK(wide.leader().heating_balance == within(100.0).leader().heating_balance);
    CHECK(wide.leader().sse <= fitted(energy, outdoor).value().leader().sse);
  }

  TEST_CASE("options that mean nothing are refused") {
    const DailySeries outdoor = weather(3);
    const auto refused = [&](const auto& change) {
      DailyOptions options;
      change(options);
      CHECK_THROWS_AS(static_cast<void>(fitted(outdoor, outdoor, {}, options)), ContractError);
    };
    refused([](DailyOptions& o) { o.heating_balance_max = Celsius{4.0}; });
    refused([](DailyOptions& o) { o.cooling_balance_min = Celsius{missing_value}; });
    refused([](DailyOptions& o) { o.resolution_kwh = -1.0; });
    refused([](DailyOptions& o) { o.min_leg_days = 0; });
    refused([](DailyOptions& o) { o.drift = missing_value; });
  }

  TEST_CASE("a constant meter is a mean") {
    const DailySeries outdoor = weather(10);
    const DailyFit fit =
        fitted(energy_of(outdoor, year, [](CivilDay, double) { return 7.25; }), outdoor).value();
    CHECK(fit.leader().terms == DailyTerms{});
    const auto days = days_from(outdoor.first, 10);
    for (const double e : predict(fit, days, outdoor.view<Celsius>()))
      CHECK(e == doctest::Approx(7.25).epsilon(1e-9));
  }

  TEST_CASE("weights add up to 1, fall, and do not depend on the unit of energy") {
    const DailySeries outdoor = weather(11);
    const DailySeries energy = noisy(energy_of(outdoor, year, heated_week), 25.0, 11);
    DailySeries in_joule = energy;
    for (double& e : in_joule.values) e *= 3.6e6;
    const DailyFit fit = fitted(energy, outdoor).value();
    const DailyFit same = fitted(in_joule, outdoor).value();
    REQUIRE(fit.members.size() == same.members.size());
    double sum = 0.0;
    for (std::size_t k = 0; k < fit.members.size(); ++k) {
      sum += fit.members[k].weight;
      CHECK(fit.members[k].weight == doctest::Approx(same.members[k].weight).epsilon(1e-6));
    }
    CHECK(sum == doctest::Approx(1.0));
    CHECK(std::ranges::is_sorted(fit.members, std::greater<>{}, &DailyMember::weight));
    CHECK(fit.members.size() <= 32);
  }

  TEST_CASE("a total counts the days it has and says which lie outside the fitted weather") {
    const DailySeries outdoor = weather(12);
    const DailyFit fit =
        fitted(noisy(energy_of(outdoor, year, heated_week), 5.0, 12), outdoor).value();
    DailySeries next{outdoor.first + std::chrono::days{year}, {5.0, missing_value, -60.0, 8.0}};
    std::vector<CivilDay> days = days_from(next.first, 5); // the last has no weather at all
    const DailyTotal total = expected_total(fit, days, next.view<Celsius>());
    CHECK(total.days_counted == 3);
    CHECK(total.days_missing == 2);
    CHECK(total.days_extrapolated == 1);
    double sum = 0.0;
    const std::vector<double> expected = predict(fit, days, next.view<Celsius>());
    for (const double e : expected) sum += std::isnan(e) ? 0.0 : e;
    CHECK(total.total.value() == doctest::Approx(sum));
    std::ranges::reverse(days);
    std::vector<double> backwards = predict(fit, days, next.view<Celsius>());
    std::ranges::reverse(backwards);
    for (std::size_t i = 0; i < expected.size(); ++i)
      CHECK((backwards[i] == expected[i] || (std::isnan(backwards[i]) && std::isnan(expected[i]))));
  }

  TEST_CASE("a building that stays as it is has its next year in the interval") {
    int held = 0;
    constexpr int runs = 60;
    for (std::uint64_t run = 0; run < runs; ++run) {
      const DailySeries outdoor = weather(100 + run);
      const DailySeries both = noisy(energy_of(outdoor, 2 * year, heated_week), 25.0, 100 + run);
      const DailySeries before{both.first, {both.values.begin(), both.values.begin() + year}};
      const DailyFit fit = fitted(before, outdoor).value();
      const auto days = days_from(outdoor.first + std::chrono::days{year}, year);
      const DailyTotal total = expected_total(fit, days, outdoor.view<Celsius>());
      double used = 0.0;
      for (std::size_t i = year; i < 2 * year; ++i) used += both.values[i];
      held += total.low.value() <= used && used <= total.high.value() ? 1 : 0;
    }
    // 90 % of 60 is 54, with a standard deviation of 2.3.
    CHECK(held >= 48);
  }

  TEST_CASE("drift widens the interval of a total and nothing else") {
    const DailySeries outdoor = weather(13);
    const DailySeries energy = noisy(energy_of(outdoor, year, heated_week), 25.0, 13);
    const auto days = days_from(outdoor.first + std::chrono::days{year}, year);
    const auto total_with = [&](double drift) {
      const DailyFit fit = fitted(energy, outdoor, {}, {.drift = drift}).value();
      return expected_total(fit, days, outdoor.view<Celsius>());
    };
    const DailyTotal still = total_with(0.0);
    const DailyTotal moving = total_with(0.05);
    CHECK(moving.total == still.total);
    const double more = moving.high.value() - moving.low.value();
    CHECK(more > 2.0 * 1.6 * 0.05 * still.total.value());
  }

  TEST_CASE("a fit goes through JSON without losing a bit") {
    const DailySeries outdoor = weather(14);
    DayCalendar calendar{"school", {}};
    for (long day = 0; day < 30; ++day)
      calendar.closed.push_back({civil_day(2021, 8, 1) + std::chrono::days{day}, "school"});
    const DailySeries energy = noisy(energy_of(outdoor, year, heated_week), 25.0, 14);
    const DailyFit fit = fitted(energy, outdoor, calendar).value();
    const std::string text = to_json(fit);
    const DailyFit again = daily_fit_from_json(text);
    CHECK(to_json(again) == text);
    CHECK(again.record == fit.record);
    CHECK(fit.record.method == "empower-daily-calendar-1");
    CHECK(fit.record.standard);
    const auto days = days_from(outdoor.first, 2 * year);
    CHECK(predict(again, days, outdoor.view<Celsius>(), calendar) ==
          predict(fit, days, outdoor.view<Celsius>(), calendar));
    const auto band = [&](const DailyFit& of) {
      return expected_total(of, days, outdoor.view<Celsius>(), calendar).high;
    };
    CHECK(band(again) == band(fit));

    CHECK_THROWS_AS(static_cast<void>(daily_fit_from_json("{}")), InputError);
    const auto damaged = [&](std::string_view from, std::string_view to) {
      std::string copy = text;
      copy.replace(copy.find(from), from.size(), to);
      return copy;
    };
    for (const auto& [from, to] : {std::pair{R"("coefficients":[)", R"("coefficients":[1.0,)"},
                                   std::pair{R"("covariance":[)", R"("covariance":[1.0,)"},
                                   std::pair{R"(daily-calendar-1)", R"(daily-calendar-2)"},
                                   std::pair{R"("input_digest":")", R"("input_digest":"x)"},
                                   std::pair{R"("harmonics":)", R"("harmonics":7)"},
                                   std::pair{R"("smoothing_days":)", R"("smoothing_days":7)"},
                                   std::pair{R"("shape":"3PH")", R"("shape":"2P")"}})
      CHECK_THROWS_AS(static_cast<void>(daily_fit_from_json(damaged(from, to))), InputError);
  }

  TEST_CASE("the week's codes are told apart") {
    CHECK(code(WeekTerm::each_day) == "each_day");
    CHECK(week_term_codes().size() == 3);
  }
}
