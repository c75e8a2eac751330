// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/time_of_week.hpp>

#include <empower/core/version.hpp>

#include "json_fields.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace empower {

namespace {

using detail::digest_of;
using detail::double_of;
using detail::doubles_of;
using detail::enum_of;
using detail::Json;
using detail::json_of;
using detail::JsonField;
using detail::vector_of;

constexpr std::array<std::string_view, 3> closed_codes{"ordinary", "sunday", "own"};
constexpr std::array<std::string_view, 3> window_codes{"whole", "three_months", "fortnights"};

// The structured bindings name every member: one that is added does not compile until it is
// written here.

Json json_of(const HourlyOptions& options) {
  const auto& [segments, knots, least, share, robust, deviations, closed, windows, days, coverage] =
      options;
  return {{"temperature_segments", segments},
          {"knots_c", json_of(knots)},
          {"min_segment_intervals", least},
          {"occupied_share", json_of(share)},
          {"robust", robust},
          {"clip_deviations", json_of(deviations)},
          {"closed_days", code(closed)},
          {"windows", code(windows)},
          {"min_days", json_of(days)},
          {"min_coverage", json_of(coverage)}};
}

Json json_of(const TemperatureCurve& curve) {
  const auto& [knots, energy, regressors, covariance] = curve;
  return {{"knots_c", json_of(knots)},
          {"energy_kwh", json_of(energy)},
          {"regressors_kwh", json_of(regressors)},
          {"unscaled_covariance", json_of(covariance)}};
}

Json json_of(const WeekModel& model) {
  const auto& [energy, weight, occupied, inferred, mean, curve] = model;
  return {{"slot_kwh", json_of(energy)}, {"slot_weight", json_of(weight)},
          {"occupied", occupied},        {"inferred", inferred},
          {"slot_mean", json_of(mean)},  {"curve", {json_of(curve[0]), json_of(curve[1])}}};
}

template <class Part, class Write>
Json array_of(const std::vector<Part>& parts, Write write) {
  Json array = Json::array();
  for (const Part& part : parts) array.push_back(write(part));
  return array;
}

HourlyOptions options_of(const JsonField& json) {
  return {.temperature_segments = json.at("temperature_segments").get<std::size_t>(),
          .knots_c = doubles_of(json.at("knots_c")),
          .min_segment_intervals = json.at("min_segment_intervals").get<std::size_t>(),
          .occupied_share = double_of(json.at("occupied_share")),
          .robust = json.at("robust").get<bool>(),
          .clip_deviations = double_of(json.at("clip_deviations")),
          .closed_days = enum_of(json.at("closed_days"), ClosedDays::own),
          .windows = enum_of(json.at("windows"), HourlyWindows::fortnights),
          .min_days = double_of(json.at("min_days")),
          .min_coverage = double_of(json.at("min_coverage"))};
}

TemperatureCurve curve_of(const JsonField& json) {
  return {doubles_of(json.at("knots_c")), doubles_of(json.at("energy_kwh")),
          doubles_of(json.at("regressors_kwh")), doubles_of(json.at("unscaled_covariance"))};
}

std::vector<std::uint8_t> flags_of(const JsonField& json) {
  return vector_of(json, [](const JsonField& flag) {
    const auto value = flag.get<std::uint8_t>();
    if (value > 1) flag.refuse("0 or 1");
    return value;
  });
}

void expect_size(const JsonField& json, std::size_t size) {
  if (json.size() != size) json.refuse(fmt::format("{} values", size));
}

/// A window's model; nothing may be of another length than prediction relies on. A window without
/// data is empty.
WeekModel week_of(const JsonField& json, std::size_t slots, std::size_t regressors) {
  WeekModel model{doubles_of(json.at("slot_kwh")),  doubles_of(json.at("slot_weight")),
                  flags_of(json.at("occupied")),    flags_of(json.at("inferred")),
                  doubles_of(json.at("slot_mean")), {}};
  expect_size(json.at("curve"), 2);
  for (std::size_t m = 0; m < 2; ++m) model.curve[m] = curve_of(json.at("curve").at(m));
  if (model.slot_kwh.empty()) return model;
  const std::size_t knots = model.curve[0].knots_c.size();
  const std::size_t columns = knots + regressors;
  for (const std::string_view name : {"slot_kwh", "slot_weight", "occupied", "inferred"})
    expect_size(json.at(name), slots);
  expect_size(json.at("slot_mean"), slots * columns);
  for (std::size_t m = 0; m < 2; ++m) {
    const JsonField curve = json.at("curve").at(m);
    const std::vector<double>& at = model.curve[m].knots_c;
    if (at.size() < 2 || at.size() > 256 || at != model.curve[0].knots_c ||
        !std::ranges::is_sorted(at, std::ranges::less_equal{}))
      curve.at("knots_c").refuse("2 to 256 ascending temperatures, the same in both modes");
    const bool present = std::ranges::count(model.occupied, m) > 0;
    if (!present && model.curve[m].energy_kwh.empty()) continue;
    expect_size(curve.at("energy_kwh"), knots);
    expect_size(curve.at("regressors_kwh"), regressors);
    expect_size(curve.at("unscaled_covariance"), columns * columns);
  }
  return model;
}

TimeZone zone_of(const JsonField& json) {
  const auto zone = TimeZone::named(json.get<std::string>());
  if (!zone) json.refuse("the name or POSIX rule of a time zone");
  return *zone;
}

std::chrono::seconds step_of(const JsonField& json) {
  const std::chrono::seconds step{json.get<std::int32_t>()};
  if (step.count() <= 0 || std::chrono::hours{24} % step != std::chrono::seconds{0})
    json.refuse("seconds that divide a day");
  return step;
}

Instant instant_of(const JsonField& json) {
  return Instant{std::chrono::seconds{json.get<std::int64_t>()}};
}

HourlyFit fit_of(const JsonField& json) {
  const JsonField record = json.at("record");
  HourlyFit fit{
      .step = step_of(json.at("step")),
      .zone = zone_of(json.at("time_zone")),
      .period = {instant_of(json.at("period").at(0)), instant_of(json.at("period").at(1))},
      .windows = {},
      .centres = vector_of(json.at("centres"),
                           [](const JsonField& day) {
                             return CivilDay{std::chrono::days{day.get<std::int32_t>()}};
                           }),
      .regressors = vector_of(json.at("regressors"),
                              [](const JsonField& name) { return name.get<std::string>(); }),
      .temperature_min = Celsius{double_of(json.at("temperature_min"))},
      .temperature_max = Celsius{double_of(json.at("temperature_max"))},
      .coverage = {double_of(json.at("coverage").at(0)), double_of(json.at("coverage").at(1))},
      .overlap = double_of(json.at("overlap")),
      .parameters = json.at("parameters").get<std::size_t>(),
      .clipped = json.at("clipped").get<std::size_t>(),
      .r_squared = double_of(json.at("r_squared")),
      .cv_rmse = double_of(json.at("cv_rmse")),
      .nmbe = double_of(json.at("nmbe")),
      .daily_r_squared = double_of(json.at("daily_r_squared")),
      .daily_cv_rmse = double_of(json.at("daily_cv_rmse")),
      .days = json.at("days").get<std::size_t>(),
      .daily_parameters = json.at("daily_parameters").get<std::size_t>(),
      .autocorrelation = double_of(json.at("autocorrelation")),
      .effective_days = double_of(json.at("effective_days")),
      .degrees_of_freedom = double_of(json.at("degrees_of_freedom")),
      .interval_variance = double_of(json.at("interval_variance")),
      .options = options_of(record.at("settings")),
      .input_digest = digest_of(record.at("input_digest")),
  };
  if (record.at("method").get<std::string>() != code(BaselineMethod::hourly))
    record.at("method").refuse(code(BaselineMethod::hourly));
  const std::size_t slots =
      fit.day_slots() * (fit.options.closed_days == ClosedDays::own ? 8U : 7U);
  fit.windows = vector_of(json.at("windows"), [&](const JsonField& window) {
    return week_of(window, slots, fit.regressors.size());
  });
  const std::size_t windows = fit.options.windows == HourlyWindows::whole ? 1U
                              : fit.options.windows == HourlyWindows::three_months
                                  ? 12U
                                  : fit.centres.size();
  expect_size(json.at("windows"), windows);
  return fit;
}

} // namespace

std::span<const std::string_view> closed_days_codes() noexcept { return closed_codes; }
std::string_view code(ClosedDays rule) noexcept {
  return closed_codes[static_cast<std::size_t>(rule)];
}
std::span<const std::string_view> hourly_windows_codes() noexcept { return window_codes; }
std::string_view code(HourlyWindows windows) noexcept {
  return window_codes[static_cast<std::size_t>(windows)];
}

MethodRecord method_record(const HourlyFit& fit) {
  const Json settings = json_of(fit.options);
  return {std::string{code(BaselineMethod::hourly)}, fit.options == HourlyOptions{},
          settings.dump(), detail::digest_text(fit.input_digest), std::string{version}};
}

std::string to_json(const HourlyFit& fit) {
  const auto& [step, zone, period, windows, centres, regressors, temperature_min, temperature_max,
               coverage, overlap, parameters, clipped, r_squared, cv_rmse, nmbe, daily_r_squared,
               daily_cv_rmse, days, daily_parameters, autocorrelation, effective_days,
               degrees_of_freedom, interval_variance, options, input_digest] = fit;
  static_cast<void>(options);
  static_cast<void>(input_digest);
  const Json json{
      {"record", json_of(method_record(fit))},
      {"step", step.count()},
      {"time_zone", zone.name()},
      {"period", {period.from.time_since_epoch().count(), period.to.time_since_epoch().count()}},
      {"windows", array_of(windows, [](const WeekModel& model) { return json_of(model); })},
      {"centres",
       array_of(centres, [](CivilDay day) { return Json(day.time_since_epoch().count()); })},
      {"regressors", regressors},
      {"temperature_min", json_of(temperature_min.value())},
      {"temperature_max", json_of(temperature_max.value())},
      {"coverage", {json_of(coverage.expected), json_of(coverage.present)}},
      {"overlap", json_of(overlap)},
      {"parameters", parameters},
      {"clipped", clipped},
      {"r_squared", json_of(r_squared)},
      {"cv_rmse", json_of(cv_rmse)},
      {"nmbe", json_of(nmbe)},
      {"daily_r_squared", json_of(daily_r_squared)},
      {"daily_cv_rmse", json_of(daily_cv_rmse)},
      {"days", days},
      {"daily_parameters", daily_parameters},
      {"autocorrelation", json_of(autocorrelation)},
      {"effective_days", json_of(effective_days)},
      {"degrees_of_freedom", json_of(degrees_of_freedom)},
      {"interval_variance", json_of(interval_variance)},
  };
  return json.dump();
}

HourlyFit hourly_fit_from_json(std::string_view text) {
  return detail::from_json_text(text, "hourly fit", fit_of);
}

} // namespace empower
