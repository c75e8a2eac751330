// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/daily_model.hpp>

#include "daily_json.hpp"

#include <empower/baseline/detail/daily_search.hpp>
#include <empower/baseline/detail/entrance.hpp>
#include <empower/baseline/detail/frame.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/metrics.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace empower {

namespace {

using detail::DailyCandidate;
using detail::DailyDesign;
using detail::DailySearch;

constexpr std::array<std::string_view, 3> week_codes{"none", "weekend", "each_day"};

constexpr std::size_t least_days_of_a_level = 3;
constexpr long widest_season_gap = 45; ///< days without reading on the circle of the year
constexpr std::size_t most_refined = 96;
constexpr std::size_t most_members = 32;
constexpr double kept_weight = 0.99;

/// The fitted days.
struct Sample {
  std::vector<CivilDay> days;
  std::vector<long> position;
  std::vector<double> temperature_c;
  std::vector<double> energy_kwh;
  detail::ObservationCount count{.unit = "days"};
};

Sample fitted_days(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                   const DailyOptions& options) {
  Sample sample;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const double e = energy.values()[i];
    if (!std::isfinite(e) || (options.zero_is_missing && e == 0.0)) continue;
    ++sample.count.with_energy;
    const double t = outdoor.at(energy.day(i)).value();
    if (!std::isfinite(t)) continue;
    sample.days.push_back(energy.day(i));
    sample.position.push_back(static_cast<long>(i));
    sample.temperature_c.push_back(t);
    sample.energy_kwh.push_back(e);
  }
  sample.count.with_both = sample.count.used = sample.days.size();
  return sample;
}

std::optional<Failure<BaselineReason>> refusal(const Sample& sample, const DailyOptions& options) {
  std::vector<std::uint32_t> observation(sample.days.size());
  for (std::size_t i = 0; i < observation.size(); ++i)
    observation[i] = static_cast<std::uint32_t>(i);
  const detail::Design design =
      detail::make_design(std::vector<double>(sample.days.size(), 1.0), sample.position,
                          sample.temperature_c, observation);
  FitOptions limits;
  limits.min_observations = options.min_observations;
  return detail::refusal(design, sample.energy_kwh, sample.count, limits);
}

/// Kinds of closed days with days enough for a level, in byte order.
std::vector<std::string> frequent_kinds(std::span<const CivilDay> days, const DayCalendar& closed) {
  std::map<std::string, std::size_t> seen;
  for (const ClosedDay& day : closed.closed)
    if (std::ranges::binary_search(days, day.day)) ++seen[day.kind];
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : seen)
    if (count >= least_days_of_a_level) kinds.push_back(kind);
  return kinds;
}

/// The longest run of days of the year on which nothing was fitted, over its end into its start.
long season_gap(std::span<const CivilDay> days) {
  constexpr long year = 366;
  std::vector<bool> seen(static_cast<std::size_t>(year), false);
  for (const CivilDay day : days)
    seen[static_cast<std::size_t>((day - civil_day(year_of(day), 1, 1)).count())] = true;
  long longest = 0;
  long run = 0;
  for (std::size_t i = 0; i < 2 * seen.size(); ++i) {
    run = seen[i % seen.size()] ? 0 : run + 1;
    longest = std::max(longest, run);
  }
  return longest;
}

detail::DailyTermLimits term_limits(const DailyDesign& design, std::span<const CivilDay> days,
                                    const DailyOptions& options) {
  const auto told_apart = [&](std::size_t column) {
    const auto count = static_cast<std::size_t>(std::ranges::count(design.column(column), 1.0));
    return count >= least_days_of_a_level && count + least_days_of_a_level <= design.size();
  };
  detail::DailyTermLimits limits;
  limits.weekend = told_apart(detail::CalendarLayout::weekend);
  limits.each_day = true;
  std::size_t tuesday_to_sunday = 0;
  for (std::size_t j = detail::CalendarLayout::tuesday; j < detail::CalendarLayout::weekend; ++j) {
    limits.each_day = limits.each_day && told_apart(j);
    tuesday_to_sunday += static_cast<std::size_t>(std::ranges::count(design.column(j), 1.0));
  }
  limits.each_day = limits.each_day && tuesday_to_sunday + least_days_of_a_level <= design.size();
  limits.year_end = options.year_end && told_apart(detail::CalendarLayout::year_end);
  limits.closed_days = design.layout.kinds > 0;
  limits.harmonics = season_gap(days) <= widest_season_gap ? 2 : 0;
  return limits;
}

/// Least squares of a candidate at its balance temperatures; no member if columns depend on each
/// other.
std::optional<DailyMember> member_of(const DailyDesign& design, const Sample& sample,
                                     const DailyCandidate& candidate) {
  DailyMember member{.terms = candidate.terms,
                     .parameters = candidate.parameters,
                     .heating_balance = Celsius{candidate.heating_balance},
                     .cooling_balance = Celsius{candidate.cooling_balance},
                     .coefficients = {}};
  const auto columns = detail::member_columns(design, member);
  const std::vector<double> weight(design.size(), 1.0);
  detail::Frame frame{weight, sample.energy_kwh, columns.size()};
  for (const auto& column : columns)
    if (!frame.add(column)) return std::nullopt;
  member.coefficients = frame.coefficients();
  member.sse = detail::dot(frame.remainder(), frame.remainder());
  return member;
}

/// What the residuals of the member with the least SSE say: one autocorrelation per meter.
struct Noise {
  double lag_one = 0.0;
  double inflation = 1.0;
  double effective_observations = 0.0;
};

Noise noise_of(std::span<const double> residuals, std::span<const long> position) {
  const auto n = static_cast<double>(residuals.size());
  const double r1 = lag_one_autocorrelation(residuals, position);
  Noise noise;
  noise.lag_one = std::clamp(r1 + (1.0 + 3.0 * r1) / n, 0.0, 0.95);
  noise.inflation = (1.0 + noise.lag_one) / (1.0 - noise.lag_one);
  noise.effective_observations = n / noise.inflation;
  return noise;
}

/// BIC with the effective sample size; missing where too little is left for the parameters.
struct Criterion {
  double observations = 0.0;
  double effective = 0.0;
  double floor = 0.0; ///< no SSE is believed to be smaller

  [[nodiscard]] double operator()(double sse, std::size_t parameters) const {
    const double k = static_cast<double>(parameters) + 1.0; // the noise variance counts
    if (effective - k - 1.0 < 1.0) return missing_value;
    return effective * std::log(std::max(sse, floor) / observations) + k * std::log(effective);
  }
};

/// The steps of the register, and what the sums of the search can tell apart: a smaller SSE is
/// rounding.
double sse_floor(std::span<const double> energy_kwh, double resolution_kwh) {
  const auto n = static_cast<double>(energy_kwh.size());
  double sum = 0.0;
  double whole = 0.0;
  for (const double e : energy_kwh) {
    sum += e;
    whole += e * e;
  }
  const double about_mean = std::max(whole - sum * sum / n, 0.0);
  return std::max(
      {n * resolution_kwh * resolution_kwh / 12.0, 1e-13 * about_mean, 1e-24 * whole, 1e-280});
}

/// The candidates of smallest criterion, refined, by rising criterion; smaller ones first at equal
/// values.
std::vector<std::pair<double, DailyCandidate>> ranked(const DailySearch& search,
                                                      std::span<const DailyCandidate> candidates,
                                                      const Criterion& criterion) {
  std::vector<std::pair<double, DailyCandidate>> list;
  list.reserve(candidates.size());
  for (const DailyCandidate& candidate : candidates) {
    const double value = criterion(candidate.sse, candidate.parameters);
    if (std::isfinite(value)) list.emplace_back(value, candidate);
  }
  const auto smaller = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.parameters < b.second.parameters;
  };
  std::ranges::stable_sort(list, smaller);
  list.resize(std::min(list.size(), most_refined));
  for (auto& [value, candidate] : list) {
    search.refine(candidate);
    value = criterion(candidate.sse, candidate.parameters);
  }
  std::ranges::stable_sort(list, smaller);
  return list;
}

std::vector<DailyMember> members_of(const DailyDesign& design, const Sample& sample,
                                    std::span<const std::pair<double, DailyCandidate>> list,
                                    const Criterion& criterion) {
  double whole = 0.0;
  for (const auto& [value, candidate] : list) whole += std::exp(0.5 * (list.front().first - value));
  std::vector<DailyMember> members;
  double seen = 0.0;
  double kept = 0.0;
  for (const auto& [value, candidate] : list) {
    if (seen >= kept_weight * whole || members.size() == most_members) break;
    const double weight = std::exp(0.5 * (list.front().first - value));
    seen += weight;
    if (auto member = member_of(design, sample, candidate)) {
      member->weight = weight;
      member->criterion = criterion(member->sse, member->parameters);
      kept += weight;
      members.push_back(std::move(*member));
    }
  }
  for (DailyMember& member : members) member.weight /= kept;
  return members;
}

/// Covariance of the leader's coefficients and then its balance temperatures.
std::vector<double> covariance(const DailyDesign& design, const DailyMember& leader,
                               double variance) {
  auto columns = detail::member_columns(design, leader);
  auto balances = detail::balance_columns(design, leader);
  std::ranges::move(balances, std::back_inserter(columns));
  const std::vector<double> ones(design.size(), 1.0);
  detail::Frame frame{ones, ones, columns.size()};
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j < columns.size(); ++j)
    if (frame.add(columns[j])) kept.push_back(j);
  const std::vector<double> inverse = frame.covariance();
  std::vector<double> result(columns.size() * columns.size(), 0.0);
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = 0; j < kept.size(); ++j)
      result[kept[i] * columns.size() + kept[j]] = variance * inverse[i * kept.size() + j];
  return result;
}

void describe(DailyFit& fit, const DailyDesign& design, const Sample& sample, const Noise& noise) {
  const std::size_t n = design.size();
  const std::vector<double> expected = detail::expected_by(design, fit.members);
  const auto [coldest, warmest] = std::ranges::minmax(sample.temperature_c);
  fit.temperature_min = Celsius{coldest};
  fit.temperature_max = Celsius{warmest};
  fit.observations = n;
  double sum = 0.0;
  double sse = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    sum += sample.energy_kwh[i];
    sse += (sample.energy_kwh[i] - expected[i]) * (sample.energy_kwh[i] - expected[i]);
  }
  fit.mean_kwh = sum / static_cast<double>(n);
  const std::size_t parameters = fit.leader().parameters;
  fit.cv_rmse = cv_rmse(sample.energy_kwh, expected, parameters);
  fit.nmbe = nmbe(sample.energy_kwh, expected, parameters);
  fit.r_squared = r_squared(sample.energy_kwh, expected);
  fit.autocorrelation = noise.lag_one;
  fit.effective_observations = noise.effective_observations;
  fit.degrees_of_freedom =
      std::max(noise.effective_observations - static_cast<double>(parameters), 2.0);
  fit.residual_variance = noise.inflation * sse / static_cast<double>(n - parameters);
  fit.covariance = covariance(design, fit.leader(), fit.residual_variance);
}

std::string digest_of(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                      const DayCalendar& closed) {
  const auto day_number = [](CivilDay day) {
    return static_cast<std::int64_t>(day.time_since_epoch().count());
  };
  InputDigest digest;
  digest.add(day_number(energy.first()));
  digest.add(energy.values());
  digest.add(day_number(outdoor.first()));
  digest.add(outdoor.values());
  for (const ClosedDay& day : closed.closed) {
    digest.add(day_number(day.day));
    for (const char letter : day.kind) digest.add(static_cast<std::int64_t>(letter));
  }
  return digest.text();
}

void check(const DailyOptions& options) {
  EMPOWER_EXPECTS(options.heating_balance_min <= options.heating_balance_max &&
                      options.cooling_balance_min <= options.cooling_balance_max,
                  "a range of balance temperatures rises");
  EMPOWER_EXPECTS(options.resolution_kwh >= 0.0 && std::isfinite(options.resolution_kwh),
                  "a resolution is not negative");
  EMPOWER_EXPECTS(options.min_leg_days >= 1, "a leg has days");
  EMPOWER_EXPECTS(options.drift >= 0.0 && std::isfinite(options.drift), "a drift is not negative");
}

} // namespace

std::span<const std::string_view> week_term_codes() noexcept { return week_codes; }
std::string_view code(WeekTerm term) noexcept { return week_codes[static_cast<std::size_t>(term)]; }

DailyOutcome fit_daily(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                       const DayCalendar& closed, const DailyOptions& options) {
  check(options);
  const Sample sample = fitted_days(energy, outdoor, options);
  if (auto failure = refusal(sample, options)) return std::move(*failure);
  DailyFit fit;
  fit.period = energy.period();
  fit.closed_kinds = frequent_kinds(sample.days, closed);
  fit.options = options;
  const DailyDesign design =
      detail::daily_design(sample.days, outdoor, closed, fit.closed_kinds, options);
  const DailySearch search{design, sample.energy_kwh, term_limits(design, sample.days, options),
                           options};
  const std::vector<DailyCandidate> candidates = search.candidates();
  const auto richest = std::ranges::min_element(candidates, {}, &DailyCandidate::sse);
  Noise noise;
  if (const auto member = member_of(design, sample, *richest)) {
    std::vector<double> residuals = detail::expected_by(design, *member);
    for (std::size_t i = 0; i < residuals.size(); ++i)
      residuals[i] = sample.energy_kwh[i] - residuals[i];
    noise = noise_of(residuals, sample.position);
  }
  const Criterion criterion{static_cast<double>(design.size()), noise.effective_observations,
                            sse_floor(sample.energy_kwh, options.resolution_kwh)};
  const auto list = ranked(search, candidates, criterion);
  if (!list.empty()) fit.members = members_of(design, sample, list, criterion);
  if (fit.members.empty())
    return Failure{BaselineReason::no_admissible_model,
                   fmt::format("{} days are worth {:.1f} independent ones: too few for a mean.",
                               design.size(), noise.effective_observations)};
  describe(fit, design, sample, noise);
  fit.record = detail::daily_record(options, digest_of(energy, outdoor, closed));
  return fit;
}

} // namespace empower
