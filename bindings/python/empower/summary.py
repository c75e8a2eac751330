# SPDX-License-Identifier: Apache-2.0
"""The summary of an analysis as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .analysis import Analysis
from .overview import Overview, overview

_SHOWN = 10


def text_summary(analysis: Analysis) -> str:
    """What was read, how well it can be modelled, what is wrong, what to do."""
    figures = overview(analysis)
    parts = [
        _read(analysis),
        _models(figures),
        _year(figures),
        _worst(figures),
        _findings(figures),
        _plan(analysis),
        _warnings(analysis),
    ]
    return "\n\n".join(filter(None, ("\n".join(part) for part in parts)))


def _read(analysis: Analysis) -> Iterator[str]:
    stock = analysis.stock
    what = f"{stock.buildings:,} buildings, {stock.meters:,} meters, {stock.stations:,} stations"
    yield f"Read {what}"
    for row in analysis.inputs.to_pylist():
        if not row["rows"]:
            continue
        span = f", {row['first']} to {row['last']}" if row["first"] else ""
        refused = f", {row['rejected']:,} REFUSED" if row["rejected"] else ""
        yield f"  {row['file']:<22} {row['accepted']:>12,} of {row['rows']:,} rows{refused}{span}"
    if rejects := analysis.rejects.num_rows:
        yield f"  refused or changed, each with its reason in rejects.csv: {rejects:,}"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))


def _models(figures: Overview) -> Iterator[str]:
    yield f"Baselines: {_counted(figures.models) or 'none'}"
    if figures.refusals:
        yield f"  refused because of: {_counted(figures.refusals)}"


def _year(figures: Overview) -> Iterator[str]:
    if figures.year is None:
        yield "Consumption: no year is covered well enough"
        return
    yield f"Consumption {figures.year}{'GWh':>25}{'EUR':>15}{'t CO2e':>11}"
    for carrier in figures.carriers:
        yield (
            f"  {carrier.carrier:<22} {carrier.energy_kwh / 1e6:>15,.2f}"
            f"{_amount(carrier.cost_eur):>15}{_amount(carrier.emissions_kgco2e, 1e-3):>11}"
        )


def _amount(value: float | None, factor: float = 1.0) -> str:
    return "not known" if value is None else f"{factor * value:,.0f}"


def _worst(figures: Overview) -> Iterator[str]:
    if not figures.worst:
        yield "Worst buildings: nothing to compare"
        return
    yield f"Worst buildings, above their peers' median per year{'kWh':>17}{'EUR':>12}"
    for building in figures.worst[:_SHOWN]:
        check = f"  check the data: {', '.join(building.data_faults)}" * bool(building.data_faults)
        yield (
            f"  {building.building_id:<16} {building.name:<32.32}{_amount(building.gap_kwh):>17}"
            f"{_amount(building.gap_eur):>12}{check.replace('_', ' ')}"
        )


def _findings(figures: Overview) -> Iterator[str]:
    for title, in_data in (("Findings about buildings", False), ("Findings about data", True)):
        kinds = [kind for kind in figures.kinds if kind.in_data == in_data]
        if kinds:
            yield f"{title:<31}{'number':>9}{'kWh':>14}{'EUR/year':>14}"
        for kind in kinds:
            yield (
                f"  {kind.kind.replace('_', ' '):<29}{kind.count:>9,}{kind.energy_kwh:>14,.0f}"
                f"{kind.cost_eur:>14,.0f}"
            )
    if not figures.kinds:
        yield "Findings: none"


def _plan(analysis: Analysis) -> Iterator[str]:
    plan = analysis.plan_summary
    if plan is None:
        yield "Plan: none without a budget"
        return
    rows = analysis.plan.to_pylist()
    if not rows:
        yield f"Plan for {plan['budget_eur']:,.0f} EUR: no works could be shown to pay"
        yield "  measures.csv says why for each"
        return
    saving = sum(row["saving_kwh"] or 0.0 for row in rows)
    best = "proved optimal" if plan["optimal"] else f"gap {plan['gap']:.3%}"
    yield f"Plan for {plan['budget_eur']:,.0f} EUR: {len(rows):,} packages"
    yield f"  spent {plan['spent_eur']:,.0f} EUR, saves {saving:,.0f} kWh a year"
    yield f"  NPV {plan['npv_eur']:,.0f} EUR, bound {plan['bound_eur']:,.0f} EUR, {best}"
    yield f"  {'largest first':<48} {'outlay EUR':>16}{'NPV EUR':>12}"
    for row in sorted(rows, key=lambda r: (-r["npv_eur"], r["building_id"]))[:_SHOWN]:
        name = analysis.stock.building(row["building_id"]).name
        yield (
            f"  {row['building_id']:<16} {name:<32.32}{row['outlay_eur']:>16,.0f}"
            f"{row['npv_eur']:>12,.0f}  {row['package'].replace('_', ' ').replace('+', ' + ')}"
        )
    if len(rows) > _SHOWN:
        yield f"  … and {len(rows) - _SHOWN:,} more in plan.csv"


_WORDS = {
    "placeholder_figure": "PLACEHOLDER",
    "expired_figure": "EXPIRED",
    "undated_figure": "WITHOUT DATES",
    "weak_figure": "NOT CHECKED",
}


def _warnings(analysis: Analysis) -> Iterator[str]:
    """Reference rows that must not be used in silence, a line per table and fault."""
    warnings = analysis.warnings
    if warnings:
        yield "Reference figures to be careful with; rows and sources in references.csv"
    for warning in warnings:
        what = _WORDS.get(warning["code"], "MISSING")
        rows = f"{warning['table']}, {len(warning['keys']):,} of its rows"
        if what == "MISSING":
            rows = f"{warning['table']}: {', '.join(warning['keys'])}"
        yield f"  {what:<14} {rows}; in {', '.join(warning['used_in']) or 'no table'}"
    if any(w["code"] == "placeholder_figure" and w["table"] == "prices.csv" for w in warnings):
        yield "Amounts in EUR show proportions, not your bills: put your prices into prices.csv."
