// SPDX-License-Identifier: Apache-2.0
#include "bill_columns.hpp"
#include "bind.hpp"
#include "civil_day_caster.hpp"
#include "codes.hpp"
#include "described.hpp"
#include "named_columns.hpp"
#include "numpy_views.hpp"

#include <empower/baseline/comparison_group.hpp>
#include <empower/baseline/portfolio_savings.hpp>
#include <empower/baseline/savings.hpp>

#include <pybind11/stl.h>

#include <array>
#include <optional>

namespace py = pybind11;
using namespace py::literals;

namespace empower::python {

namespace {

using DatePair = std::pair<CivilDay, CivilDay>;

DatePair dates(CivilPeriod period) { return {period.from, period.to}; }

SavingsCorrelation correlation_named(std::string_view name) {
  static constexpr std::array<std::string_view, 3> codes{"independent", "common_factor", "full"};
  return member<SavingsCorrelation>(codes, name);
}

SavingsOutcome measure(const Fit& baseline, const Array<std::int64_t>& start,
                       const Array<std::int64_t>& end, const Array<double>& energy_kwh,
                       CivilDay first_temperature_day, const Array<double>& temperature_c,
                       DatePair reporting, const std::vector<NonRoutineAdjustment>& adjustments,
                       std::string_view option, std::string encloses,
                       const NamedColumns& regressors, const std::optional<NormalYear>& given) {
  const BillColumns bills{start, end, energy_kwh};
  const DailyView<Celsius> outdoor{first_temperature_day, view(temperature_c)};
  SavingsInput input;
  input.baseline = &baseline;
  input.observed = bills.view();
  input.outdoor = outdoor;
  input.reporting = {reporting.first, reporting.second};
  input.adjustments = adjustments;
  input.regressors = regressors_of(regressors, bills.energy.size());
  input.boundary = {member<IpmvpOption>(ipmvp_option_codes(), option), std::move(encloses)};
  const py::gil_scoped_release unlocked;
  const NormalYear normal = given ? *given : mean_of_complete_years(outdoor);
  if (!normal.missing()) input.normal = &normal;
  return measured_saving(input);
}

std::string described_kwh(std::string_view name, const Estimate& kwh, std::string_view more = {}) {
  return described(name, kwh.value, kwh.low, kwh.high, more);
}

void bind_parts(py::module_& module) {
  py::class_<NonRoutineAdjustment>{
      module, "NonRoutineAdjustment",
      "Energy used more (positive) or less over a period for a reason that is neither the works "
      "nor the weather, as an engineer worked it out."}
      .def(py::init([](DatePair period, double energy_kwh, std::string reason) {
             return NonRoutineAdjustment{{period.first, period.second}, energy_kwh, reason};
           }),
           "period"_a, "energy_kwh"_a, "reason"_a)
      .def_property_readonly("period",
                             [](const NonRoutineAdjustment& a) { return dates(a.period); })
      .def_readonly("energy_kwh", &NonRoutineAdjustment::energy_kwh)
      .def_readonly("reason", &NonRoutineAdjustment::reason);
  py::class_<AvoidedEnergy>{module, "AvoidedEnergy",
                            "Expected + non-routine - observed energy of a period, kWh."}
      .def_property_readonly("period", [](const AvoidedEnergy& a) { return dates(a.period); })
      .def_readonly("observations", &AvoidedEnergy::observations)
      .def_readonly("coverage", &AvoidedEnergy::coverage,
                    "Share of the period's days that are counted.")
      .def_readonly("observed_kwh", &AvoidedEnergy::observed_kwh)
      .def_readonly("expected_kwh", &AvoidedEnergy::expected_kwh)
      .def_readonly("non_routine_kwh", &AvoidedEnergy::non_routine_kwh)
      .def_readonly("avoided", &AvoidedEnergy::avoided)
      .def_readonly("fraction", &AvoidedEnergy::fraction, "Over expected + non-routine.")
      .def_readonly("extrapolated_share", &AvoidedEnergy::extrapolated_share,
                    "Share of days or degree-days outside the baseline's temperatures.")
      .def("__repr__",
           [](const AvoidedEnergy& a) { return described_kwh("AvoidedEnergy", a.avoided); });
  py::class_<ComponentSavings>{module, "ComponentSavings", "Avoided energy by part, kWh."}
      .def_readonly("base", &ComponentSavings::base)
      .def_readonly("heating", &ComponentSavings::heating)
      .def_readonly("cooling", &ComponentSavings::cooling);
  py::class_<NormalisedSaving>{module, "NormalisedSaving", "Saving of a normal year, kWh/year."}
      .def_readonly("saved", &NormalisedSaving::saved)
      .def_readonly("fraction", &NormalisedSaving::fraction)
      .def_readonly("parts", &NormalisedSaving::parts)
      .def("__repr__",
           [](const NormalisedSaving& n) { return described_kwh("NormalisedSaving", n.saved); });
  py::class_<PeriodSaving>{module, "PeriodSaving",
                           "One reporting period with everything that is known of it."}
      .def_readonly("avoided", &PeriodSaving::avoided)
      .def_readonly("whole", &PeriodSaving::whole, "12 months.")
      .def_property_readonly(
          "doubtful",
          [](const PeriodSaving& p) {
            return p.doubtful ? std::optional{code(*p.doubtful)} : std::nullopt;
          },
          "Why the figures, although there, are not to be stated; None if they are.")
      .def_readonly("parts", &PeriodSaving::parts)
      .def_readonly("normalised", &PeriodSaving::normalised)
      .def_readonly("guideline_14", &PeriodSaving::guideline_14,
                    "Fractional savings uncertainty of ASHRAE Guideline 14, 68 % confidence.")
      .def("__repr__", [](const PeriodSaving& p) {
        const std::string more =
            p.doubtful ? ", not to be stated: " + std::string{code(*p.doubtful)} : "";
        return described_kwh("PeriodSaving", p.avoided.avoided, more);
      });
}

void bind_groups(py::module_& module) {
  py::class_<PortfolioSaving>{module, "PortfolioSaving", "Savings of several meters, added, kWh."}
      .def_readonly("meters", &PortfolioSaving::meters)
      .def_readonly("observed_kwh", &PortfolioSaving::observed_kwh)
      .def_readonly("expected_kwh", &PortfolioSaving::expected_kwh)
      .def_readonly("non_routine_kwh", &PortfolioSaving::non_routine_kwh)
      .def_readonly("avoided", &PortfolioSaving::avoided)
      .def_readonly("fraction", &PortfolioSaving::fraction)
      .def("__repr__",
           [](const PortfolioSaving& p) { return described_kwh("PortfolioSaving", p.avoided); });
  module.def(
      "portfolio_saving",
      [](const std::vector<AvoidedEnergy>& savings, std::string_view correlation, double rho) {
        return portfolio_saving(savings, correlation_named(correlation), rho);
      },
      "savings"_a, "correlation"_a, "rho"_a);
  py::class_<ComparisonGroup>{module, "ComparisonGroup",
                              "What changed at meters where nothing was done."}
      .def_readonly("meters", &ComparisonGroup::meters)
      .def_readonly("change", &ComparisonGroup::change, "Mean of (observed - expected) / expected.")
      .def_readonly("variance", &ComparisonGroup::variance)
      .def_property_readonly("period", [](const ComparisonGroup& g) { return dates(g.period); })
      .def("correct", &corrected_by, "saving"_a,
           "The saving as a difference in differences on the percentage change.");
  module.def(
      "comparison_group",
      [](const std::vector<AvoidedEnergy>& meters, std::size_t least) {
        const auto group = comparison_group(meters, least);
        if (!group) throw CoverageError{group.failure().detail};
        return *group;
      },
      "meters"_a, "least"_a);
}

} // namespace

void bind_savings(py::module_& module) {
  bind_parts(module);
  py::class_<MeasuredSaving>{module, "MeasuredSaving"}
      .def_property_readonly("option",
                             [](const MeasuredSaving& s) { return code(s.boundary.option); })
      .def_property_readonly("encloses",
                             [](const MeasuredSaving& s) { return s.boundary.encloses; })
      .def_property_readonly("baseline", [](const MeasuredSaving& s) { return dates(s.baseline); })
      .def_readonly("years", &MeasuredSaving::years)
      .def_readonly("cumulative", &MeasuredSaving::cumulative)
      .def_readonly("rolling", &MeasuredSaving::rolling)
      .def_readonly("months", &MeasuredSaving::months)
      .def_readonly("observed", &MeasuredSaving::observed)
      .def_readonly("record", &MeasuredSaving::record)
      .def("to_json", [](const MeasuredSaving& s) { return to_json(s); })
      .def_static("from_json", &measured_saving_from_json, "text"_a);
  bind_outcome<SavingsOutcome>(module, "SavingsOutcome");
  module.def("measured_saving", &measure, "baseline"_a, "start_days"_a.noconvert(),
             "end_days"_a.noconvert(), "energy_kwh"_a.noconvert(), "first_temperature_day"_a,
             "temperature_c"_a.noconvert(), "reporting"_a, "adjustments"_a, "option"_a,
             "encloses"_a, "regressors"_a, "normal"_a);
  bind_groups(module);
}

} // namespace empower::python
