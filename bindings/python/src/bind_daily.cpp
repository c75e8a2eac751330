// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "described.hpp"
#include "regular_series.hpp"

#include <empower/baseline/daily_model.hpp>

#include <pybind11/stl.h>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using Range = std::pair<double, double>;

template <Celsius DailyOptions::*Low, Celsius DailyOptions::*High>
void bind_range(py::class_<DailyOptions>& options, const char* name) {
  options.def_property(
      name,
      [](const DailyOptions& o) {
        return Range{(o.*Low).value(), (o.*High).value()};
      },
      [](DailyOptions& o, Range range) {
        o.*Low = Celsius{range.first};
        o.*High = Celsius{range.second};
      });
}

void bind_options(py::module_& module) {
  py::class_<DailyOptions> options{module, "DailyOptions"};
  options.def(py::init<>())
      .def_readwrite("resolution_kwh", &DailyOptions::resolution_kwh)
      .def_readwrite("min_observations", &DailyOptions::min_observations)
      .def_readwrite("min_leg_days", &DailyOptions::min_leg_days)
      .def_readwrite("zero_is_missing", &DailyOptions::zero_is_missing)
      .def_readwrite("year_end", &DailyOptions::year_end)
      .def_readwrite("weekend", &DailyOptions::weekend)
      .def_readwrite("drift", &DailyOptions::drift);
  bind_range<&DailyOptions::heating_balance_min, &DailyOptions::heating_balance_max>(
      options, "heating_balance");
  bind_range<&DailyOptions::cooling_balance_min, &DailyOptions::cooling_balance_max>(
      options, "cooling_balance");
}

DailyOutcome fit(CivilDay start, const Array<double>& energy_kwh, CivilDay first_temperature_day,
                 const Array<double>& temperature_c, const ClosedDayList& closed,
                 const DailyOptions& options) {
  const DailyView<KilowattHours> energy{start, view(energy_kwh)};
  const DailyView<Celsius> outdoor{first_temperature_day, view(temperature_c)};
  const DayCalendar calendar = calendar_of(closed);
  const py::gil_scoped_release unlocked;
  return fit_daily(energy, outdoor, calendar, options);
}

/// What a prediction is asked for.
struct Asked {
  std::vector<CivilDay> days;
  DailyView<Celsius> outdoor;
  DayCalendar calendar;

  Asked(const Array<std::int64_t>& days_since_1970, CivilDay first_temperature_day,
        const Array<double>& temperature_c, const ClosedDayList& closed)
      : days{civil_days(view(days_since_1970))},
        outdoor{first_temperature_day, view(temperature_c)}, calendar{calendar_of(closed)} {}
};

Array<double> predicted(const DailyFit& fit, const Array<std::int64_t>& days,
                        CivilDay first_temperature_day, const Array<double>& temperature_c,
                        const ClosedDayList& closed) {
  const Asked asked{days, first_temperature_day, temperature_c, closed};
  std::vector<double> energy;
  {
    const py::gil_scoped_release unlocked;
    energy = predict(fit, asked.days, asked.outdoor, asked.calendar);
  }
  return array_of(std::move(energy));
}

DailyTotal total(const DailyFit& fit, const Array<std::int64_t>& days,
                 CivilDay first_temperature_day, const Array<double>& temperature_c,
                 const ClosedDayList& closed) {
  const Asked asked{days, first_temperature_day, temperature_c, closed};
  const py::gil_scoped_release unlocked;
  return expected_total(fit, asked.days, asked.outdoor, asked.calendar);
}

py::dict coefficients(const DailyFit& fit, const DailyMember& member) {
  py::dict named;
  const std::vector<std::string> names = coefficient_names(fit, member);
  for (std::size_t i = 0; i < names.size(); ++i) named[py::str(names[i])] = member.coefficients[i];
  return named;
}

py::dict effects(const DailyFit& fit) {
  py::dict named;
  for (const DayTypeEffect& effect : day_type_effects(fit))
    named[py::str(effect.name)] = effect.effect;
  return named;
}

py::dict shares(const DailyFit& fit) {
  const DailyTermShares s = term_shares(fit);
  return py::dict("smoothing"_a = s.smoothing, "weekend"_a = s.weekend, "each_day"_a = s.each_day,
                  "slopes_by_day_type"_a = s.slopes_by_day_type, "year_end"_a = s.year_end,
                  "closed_days"_a = s.closed_days, "season"_a = s.season, "heating"_a = s.heating,
                  "cooling"_a = s.cooling);
}

void bind_parts(py::module_& module) {
  py::class_<DailyMember>{module, "DailyMember", "One least-squares model of the average."}
      .def_property_readonly("shape", [](const DailyMember& m) { return code(m.terms.shape); })
      .def_property_readonly("smoothing_days",
                             [](const DailyMember& m) { return m.terms.smoothing_days; })
      .def_property_readonly("week", [](const DailyMember& m) { return code(m.terms.week); })
      .def_property_readonly("harmonics", [](const DailyMember& m) { return m.terms.harmonics; })
      .def_readonly("weight", &DailyMember::weight)
      .def_readonly("criterion", &DailyMember::criterion)
      .def_readonly("sse", &DailyMember::sse)
      .def_readonly("parameters", &DailyMember::parameters)
      .def_property_readonly("heating_balance",
                             [](const DailyMember& m) { return m.heating_balance.value(); })
      .def_property_readonly("cooling_balance",
                             [](const DailyMember& m) { return m.cooling_balance.value(); });
  py::class_<DailyTotal>{module, "DailyTotal",
                         "What a meter would read over days, kWh, with its 90 % interval."}
      .def_property_readonly("total", [](const DailyTotal& t) { return t.total.value(); })
      .def_property_readonly("low", [](const DailyTotal& t) { return t.low.value(); })
      .def_property_readonly("high", [](const DailyTotal& t) { return t.high.value(); })
      .def_readonly("days_counted", &DailyTotal::days_counted)
      .def_readonly("days_missing", &DailyTotal::days_missing, "Without temperature.")
      .def_readonly("days_extrapolated", &DailyTotal::days_extrapolated,
                    "Colder or warmer than any fitted day.")
      .def("__repr__", [](const DailyTotal& t) {
        return described("DailyTotal", t.total.value(), t.low.value(), t.high.value());
      });
}

} // namespace

void bind_daily(py::module_& module) {
  bind_options(module);
  bind_parts(module);
  py::class_<DailyFit>{module, "DailyFit"}
      .def_property_readonly("period",
                             [](const DailyFit& f) {
                               return std::pair{f.period.from, f.period.to};
                             })
      .def_readonly("members", &DailyFit::members)
      .def_property_readonly("temperature_min",
                             [](const DailyFit& f) { return f.temperature_min.value(); })
      .def_property_readonly("temperature_max",
                             [](const DailyFit& f) { return f.temperature_max.value(); })
      .def_readonly("observations", &DailyFit::observations)
      .def_readonly("mean_kwh", &DailyFit::mean_kwh)
      .def_readonly("r_squared", &DailyFit::r_squared)
      .def_readonly("cv_rmse", &DailyFit::cv_rmse)
      .def_readonly("nmbe", &DailyFit::nmbe)
      .def_readonly("autocorrelation", &DailyFit::autocorrelation)
      .def_readonly("effective_observations", &DailyFit::effective_observations)
      .def_readonly("degrees_of_freedom", &DailyFit::degrees_of_freedom)
      .def_readonly("record", &DailyFit::record)
      .def("coefficients", &coefficients, "member"_a)
      .def("day_type_effects", &effects)
      .def("term_shares", &shares)
      .def("predict", &predicted, "days"_a.noconvert(), "first_temperature_day"_a,
           "temperature_c"_a.noconvert(), "closed"_a)
      .def("total", &total, "days"_a.noconvert(), "first_temperature_day"_a,
           "temperature_c"_a.noconvert(), "closed"_a)
      .def("to_json", [](const DailyFit& f) { return to_json(f); })
      .def_static("from_json", &daily_fit_from_json, "text"_a);
  bind_outcome<DailyOutcome>(module, "DailyOutcome");
  module.def("fit_daily", &fit, "start"_a, "energy_kwh"_a.noconvert(), "first_temperature_day"_a,
             "temperature_c"_a.noconvert(), "closed"_a, "options"_a);
}

} // namespace empower::python
