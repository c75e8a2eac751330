// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "simulated.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_normalised.hpp>
#include <empower/baseline/weather_normalised.hpp>

#include <cstddef>
#include <cstdint>
#include <numeric>

namespace empower::testing {

/// How the ways of normalising did on the buildings of a simulated stock.
struct DegreeDayStudy {
  std::size_t buildings = 0;
  std::size_t agree = 0; ///< intervals of model and own-rule ratio overlap
  std::size_t eurostat_agree = 0;
  std::size_t italian_agree = 0;
  std::size_t model_holds = 0; ///< the truth
  std::size_t ratio_holds = 0;
  double model_bias = 0.0; ///< mean error relative to the truth
  double ratio_bias = 0.0;
  double naive_bias = 0.0;     ///< all of the gas scaled, own rule
  double naive_expected = 0.0; ///< (1 - s)(ratio - 1) of the truth
  double eurostat_bias = 0.0;  ///< heating share scaled, Eurostat's rule
  double italian_bias = 0.0;   ///< heating share scaled, base 20
};

inline bool within(double low, double value, double high) { return low <= value && value <= high; }

inline void add_building(DegreeDayStudy& study, std::uint64_t building, double shift) {
  Random random{42, building};
  const DailySeries usual = weather(random, 365);
  Random other_weather{43, building};
  const DailySeries year = weather(other_weather, 365, 14.0 + shift);
  const double base = 40.0 + 160.0 * random.uniform();
  const double balance = 14.0 + 5.0 * random.uniform();
  const Signature truth = signature(SignatureShape::heating, base, 20.0, balance);
  const DailySeries meter = daily_meter(truth, year, Noise{random, 25.0, 0.4});
  const auto outdoor = year.view<Celsius>();
  const auto reference = usual.view<Celsius>();
  const FitOutcome fit = fit_change_point(meter.view<KilowattHours>(), outdoor);
  if (!fit || fit->signature.heating_balance.missing()) return;

  const KilowattHours measured{std::accumulate(meter.values.begin(), meter.values.end(), 0.0)};
  const AnnualEnergy model =
      weather_normalised(*fit, measured, outdoor, 0, NormalYear{"usual", usual.values, 1.0});
  if (model.total.missing()) return; // beyond the fitted temperatures: refused
  const auto own = degree_day_normalised(measured, *fit, reference, outdoor);
  if (!own) return;
  const auto by_rule = [&](HeatingRule rule) {
    return *degree_day_normalised(measured, own->share, heating_degree_days(reference, rule),
                                  heating_degree_days(outdoor, rule));
  };
  const DegreeDayNormalised eurostat = by_rule(eurostat_heating);
  const DegreeDayNormalised italian = by_rule(italian_gradi_giorno);

  // What the building would have used: its own noise of the year stays in.
  double wanted = measured.value();
  for (std::size_t i = 0; i < 365; ++i)
    wanted += (truth.expected(reference[i]) - truth.expected(outdoor[i])).value();
  const auto error = [&](double normalised) { return normalised / wanted - 1.0; };
  ++study.buildings;
  const auto meets_model = [&](const DegreeDayNormalised& normalised) {
    return normalised.low <= model.high && model.low <= normalised.high ? 1U : 0U;
  };
  study.agree += meets_model(*own);
  study.eurostat_agree += meets_model(eurostat);
  study.italian_agree += meets_model(italian);
  study.model_holds += within(model.low.value(), wanted, model.high.value()) ? 1U : 0U;
  study.ratio_holds += within(own->low.value(), wanted, own->high.value()) ? 1U : 0U;
  study.model_bias += error(model.total.value());
  study.ratio_bias += error(own->total.value());
  study.naive_bias += error(measured.value() * own->ratio);
  study.naive_expected += (1.0 - own->share.value) * (own->ratio - 1.0) * measured.value() / wanted;
  study.eurostat_bias += error(eurostat.total.value());
  study.italian_bias += error(italian.total.value());
}

/// `count` buildings with a heating share of about a half, measured in a year `shift` warmer than
/// usual.
inline DegreeDayStudy degree_day_study(double shift, std::uint64_t count) {
  DegreeDayStudy study;
  for (std::uint64_t building = 0; building < count; ++building)
    add_building(study, building, shift);
  for (double* bias : {&study.model_bias, &study.ratio_bias, &study.naive_bias,
                       &study.naive_expected, &study.eurostat_bias, &study.italian_bias})
    *bias /= static_cast<double>(study.buildings);
  return study;
}

} // namespace empower::testing
