// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>

#include <pybind11/stl.h>

#include <algorithm>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using Range = std::pair<double, double>;

std::vector<CivilDay> civil_days(std::span<const std::int64_t> days) {
  std::vector<CivilDay> out;
  out.reserve(days.size());
  for (const std::int64_t day : days) out.emplace_back(std::chrono::days{day});
  return out;
}

FitOutcome fit_days(const Array<double>& temperature_c, const Array<double>& energy_kwh,
                    const FitOptions& options) {
  const auto temperature = view(temperature_c);
  const auto energy = view(energy_kwh);
  if (energy.size() != temperature.size()) {
    throw ShapeError{"energy", temperature.size(), energy.size()};
  }
  const py::gil_scoped_release unlocked;
  return fit_change_point(temperature, energy, options);
}

FitOutcome fit_days_of_bills(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
                             const Array<double>& energy_kwh, std::int64_t first_temperature_day,
                             const Array<double>& temperature_c, const FitOptions& options) {
  const auto energy = view(energy_kwh);
  const std::vector<CivilDay> from = civil_days(view(start));
  const std::vector<CivilDay> to = civil_days(view(end));
  if (from.size() != energy.size()) throw ShapeError{"start", energy.size(), from.size()};
  if (to.size() != energy.size()) throw ShapeError{"end", energy.size(), to.size()};
  const DailyView<Celsius> outdoor{CivilDay{std::chrono::days{first_temperature_day}},
                                   view(temperature_c)};
  const py::gil_scoped_release unlocked;
  return fit_bills({from, to, energy}, outdoor, options);
}

Array<double> expected(const Fit& fit, const Array<double>& temperature_c) {
  const auto temperature = view(temperature_c);
  std::vector<double> energy(temperature.size());
  {
    const py::gil_scoped_release unlocked;
    std::ranges::transform(temperature, energy.begin(),
                           [&](double t) { return fit.signature.expected(Celsius{t}).value(); });
  }
  return array_of(std::move(energy));
}

template <Celsius FitOptions::*Low, Celsius FitOptions::*High>
void bind_range(py::class_<FitOptions>& options, const char* name) {
  options.def_property(
      name,
      [](const FitOptions& o) {
        return Range{(o.*Low).value(), (o.*High).value()};
      },
      [](FitOptions& o, Range range) {
        o.*Low = Celsius{range.first};
        o.*High = Celsius{range.second};
      });
}

void bind_options(py::module_& module) {
  py::class_<FitOptions> options{module, "FitOptions"};
  options.def(py::init<>())
      .def_readwrite("resolution_kwh", &FitOptions::resolution_kwh)
      .def_readwrite("min_observations", &FitOptions::min_observations)
      .def_readwrite("min_leg_days", &FitOptions::min_leg_days)
      .def_readwrite("min_leg_bills", &FitOptions::min_leg_bills);
  bind_range<&FitOptions::heating_balance_min, &FitOptions::heating_balance_max>(options,
                                                                                 "heating_balance");
  bind_range<&FitOptions::cooling_balance_min, &FitOptions::cooling_balance_max>(options,
                                                                                 "cooling_balance");
}

void bind_fit(py::module_& module) {
  py::class_<Estimate>{module, "Estimate"}
      .def_readonly("value", &Estimate::value)
      .def_readonly("standard_error", &Estimate::standard_error)
      .def_readonly("low", &Estimate::low)
      .def_readonly("high", &Estimate::high);
  py::class_<Fit>{module, "Fit"}
      .def_property_readonly("model", [](const Fit& fit) { return code(fit.signature.shape); })
      .def_property_readonly("search", [](const Fit& fit) { return code(fit.search); })
      .def_readonly("heating_balance_at_bound", &Fit::heating_balance_at_bound)
      .def_readonly("cooling_balance_at_bound", &Fit::cooling_balance_at_bound)
      .def_readonly("base", &Fit::base)
      .def_readonly("heating_slope", &Fit::heating_slope)
      .def_readonly("heating_balance", &Fit::heating_balance)
      .def_readonly("cooling_slope", &Fit::cooling_slope)
      .def_readonly("cooling_balance", &Fit::cooling_balance)
      .def_readonly("observations", &Fit::observations)
      .def_readonly("r_squared", &Fit::r_squared)
      .def_readonly("cv_rmse", &Fit::cv_rmse)
      .def_readonly("nmbe", &Fit::nmbe)
      .def_readonly("autocorrelation", &Fit::autocorrelation)
      .def_readonly("effective_observations", &Fit::effective_observations)
      .def("expected", &expected, "temperature_c"_a.noconvert());
  py::class_<FitOutcome>{module, "FitOutcome"}
      .def_property_readonly(
          "fit", [](const FitOutcome& o) { return o ? std::optional{*o} : std::nullopt; })
      .def_property_readonly("reason",
                             [](const FitOutcome& o) {
                               return o ? std::nullopt : std::optional{code(o.failure().reason)};
                             })
      .def_property_readonly("detail",
                             [](const FitOutcome& o) { return o ? "" : o.failure().detail; });
}

} // namespace

void bind_baseline(py::module_& module) {
  bind_options(module);
  bind_fit(module);
  module.def("fit_change_point", &fit_days, "temperature_c"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "options"_a);
  module.def("fit_bills", &fit_days_of_bills, "start_days"_a.noconvert(), "end_days"_a.noconvert(),
             "energy_kwh"_a.noconvert(), "first_temperature_day"_a, "temperature_c"_a.noconvert(),
             "options"_a);
}

} // namespace empower::python
