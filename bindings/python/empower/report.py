# SPDX-License-Identifier: Apache-2.0
"""The report: one HTML file that needs nothing else and opens with what a mayor wants to know."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from . import report_sections as sections
from .analysis import Analysis
from .overview import Overview, overview
from .report_savings import savings

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1></header>
<main>
{main}
</main>
<footer>Made by empower {version} from {inputs} input files. The tables stand in full beside this
report. Every low/high pair is a 90 % interval.</footer>
</body>
</html>
"""


def html_report(analysis: Analysis) -> str:
    """The whole document."""
    figures = overview(analysis)
    main = [
        _lead(analysis, figures),
        _warning(figures),
        _tiles(analysis, figures),
        sections.signature(analysis, figures),
        sections.worst_buildings(figures),
        sections.findings(analysis, figures),
        sections.plan(analysis),
        savings(analysis),
        sections.benchmarks(analysis),
        sections.trust(analysis, figures),
        sections.table_heads(analysis),
    ]
    return _PAGE.format(
        title=f"Energy report of {analysis.stock.buildings:,} public buildings",
        style=files("empower").joinpath("report.css").read_text(encoding="utf-8"),
        main="\n".join(filter(None, main)),
        version=escape(analysis.run["empower"]),
        inputs=len(analysis.run["inputs"]),
    )


def html_summary(analysis: Analysis) -> str:
    """The figures for a notebook cell."""
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{value} {escape(unit)}</td><td>{escape(remark)}</td></tr>"
        for name, value, unit, remark in _figures(analysis, overview(analysis))
    )
    return f"<table><caption>{analysis.stock.buildings:,} buildings</caption>{rows}</table>"


def _amount(value: float, unit: str) -> tuple[str, str]:
    """Millions from a million on, three significant digits below."""
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.1f}", f"million {unit}"
    return f"{float(f'{value:.3g}'):,.0f}", unit


def _lead(analysis: Analysis, figures: Overview) -> str:
    sentences = []
    if figures.year is not None:
        cost = " ".join(_amount(figures.cost_eur, "EUR"))
        sentences.append(
            f"In {figures.year} the buildings used <strong>{figures.energy_kwh / 1e6:,.1f}"
            f" GWh</strong> of energy for <strong>{cost}</strong>."
        )
    dear = [building.gap_eur for building in figures.worst[:10] if building.gap_eur]
    if dear:
        gap = " ".join(_amount(sum(dear), "EUR"))
        sentences.append(
            f"The {len(dear)} worst cost <strong>{gap}</strong> a year more than typical buildings"
            " of the same use."
        )
    if plan := analysis.plan_summary:
        budget = " ".join(_amount(plan["budget_eur"], "EUR"))
        sentences.append(_planned(analysis, figures, budget))
    return f'<p class="lead">{" ".join(sentences)}</p>' if sentences else ""


def _planned(analysis: Analysis, figures: Overview, budget: str) -> str:
    rows = analysis.plan.select(["saving_kwh"]).to_pylist()
    if not rows:
        return f"No works within {budget} could be shown to pay."
    saving = sum(row["saving_kwh"] or 0.0 for row in rows)
    share = f", {saving / figures.energy_kwh:.0%} of all" if figures.energy_kwh else ""
    return (
        f"With {budget}, works on <strong>{len(rows):,} buildings</strong> would save"
        f" {saving / 1e6:,.2f} GWh a year{share}."
    )


def _warning(figures: Overview) -> str:
    tables = figures.placeholders
    if not tables:
        return ""
    listed = ", ".join(f"{count} of {escape(table)}" for table, count in sorted(tables.items()))
    return (
        '<div class="warning" role="note"><p><strong>Placeholder prices and factors.</strong>'
        f" {tables.total()} figures this report rests on are stand-ins, not facts ({listed})."
        " Amounts in EUR show proportions, not your bills. Put your own prices into"
        " <code>prices.csv</code> of the stock folder and run again.</p></div>"
    )


def _figures(analysis: Analysis, figures: Overview) -> list[tuple[str, str, str, str]]:
    """Name, value, unit and remark of each figure."""
    found = []
    if figures.year is not None:
        carriers = ", ".join(
            f"{carrier.carrier.replace('_', ' ')} {carrier.energy_kwh / 1e6:,.1f}"
            for carrier in figures.carriers
        )
        emissions = f"{figures.emissions_kgco2e / 1e3:,.0f}"
        no_price = [c.carrier for c in figures.carriers if c.cost_eur is None]
        no_factor = [c.carrier for c in figures.carriers if c.emissions_kgco2e is None]
        found = [
            (f"Energy {figures.year}", f"{figures.energy_kwh / 1e6:,.1f}", "GWh", carriers),
            (
                f"Cost {figures.year}",
                *_amount(figures.cost_eur, "EUR"),
                _without(no_price, "price"),
            ),
            (f"Emissions {figures.year}", emissions, "t CO₂e", _without(no_factor, "factor")),
        ]
    count = sum(kind.count for kind in figures.kinds)
    buildings = len(analysis.findings["building_id"].drop_null().unique())
    found.append(("Findings", f"{count:,}", "", f"in {buildings:,} buildings"))
    plan = analysis.plan_summary
    if plan is not None and analysis.plan.num_rows:
        gap = "proved the best" if plan["optimal"] else f"at most {plan['gap']:.2%} from the best"
        found.append(("Plan", *_amount(plan["npv_eur"], "EUR"), f"net present value, {gap}"))
    return found


def _without(carriers: list[str], what: str) -> str:
    """What a sum leaves out."""
    if not carriers:
        return ""
    return f"without {', '.join(carriers).replace('_', ' ')}: no {what} known"


def _tiles(analysis: Analysis, figures: Overview) -> str:
    tiles = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value} <small>{escape(unit)}</small></dd>"
        + f"<dd>{escape(remark)}</dd>" * bool(remark)
        + "</div>"
        for name, value, unit, remark in _figures(analysis, figures)
    )
    return f'<dl class="tiles">{tiles}</dl>'
