# SPDX-License-Identifier: Apache-2.0
"""The sections of the report below its first screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

from .analysis import Analysis
from .html_table import Head, dictionary_heads, html_table, number
from .overview import DATA_FAULTS, Overview, Row, WorstBuilding, label
from .signature_plot import Legs, Point, signature_svg
from .tables import Column

_SHOWN = 10
_HEAD_ROWS = 5


def signature(analysis: Analysis, figures: Overview) -> str:
    """The plot of the worst building that has a model, of its most weather-dependent meter."""
    models: dict[str, list[Row]] = {}
    for row in analysis.baselines.to_pylist():
        if row["status"] != "refused":
            models.setdefault(row["building_id"], []).append(row)
    worst = next((b for b in figures.worst if b.building_id in models), None)
    if worst is None:
        return ""
    model = max(models[worst.building_id], key=lambda row: row["heating_slope_kwh_kd"] or 0.0)
    points = _points(analysis, model["meter_id"])
    plot = signature_svg(points, _legs(model), f"Energy signature of meter {model['meter_id']}")
    return (
        "<section><h2>How the worst building uses energy</h2>"
        f"<p>{_signature_words(worst, model)}</p>"
        f"<figure>{plot}<figcaption>{escape(_caption(model, points))}</figcaption></figure>"
        "</section>"
    )


def _signature_words(worst: WorstBuilding, model: Row) -> str:
    carrier = _words(model["carrier"])
    words = [f"Its {carrier} meter takes {number(model['base_kwh_day'])} kWh a day in any weather"]
    if model["heating_slope_kwh_kd"]:
        words.append(
            f"each degree colder than {model['heating_balance_c']:.1f} °C outside adds"
            f" {number(model['heating_slope_kwh_kd'])} kWh a day"
        )
    if model["cooling_slope_kwh_kd"]:
        words.append(
            f"each degree warmer than {model['cooling_balance_c']:.1f} °C outside adds"
            f" {number(model['cooling_slope_kwh_kd'])} kWh a day"
        )
    return (
        f"<strong>{escape(worst.name)}</strong> ({escape(worst.use)}){_above(worst.gap_kwh)}."
        f" {'; '.join(words)}."
    )


def _above(gap_kwh: float | None) -> str:
    if not gap_kwh:
        return " has too few peers to compare with"
    return f" uses {gap_kwh:,.0f} kWh a year more than a typical building of its use"


def _caption(model: Row, points: list[Point]) -> str:
    left_out = sum(not point.used_for_fit for point in points)
    dots = f"each of {len(points):,} dots is a bill or a day" if points else "the model only"
    if left_out:
        dots += f", {left_out} of them (hollow) left out of the model"
    quality = "" if model["r_squared"] is None else f", R² {model['r_squared']:.2f}"
    return (
        f"{_words(model['carrier']).capitalize()}, meter {model['meter_id']}, {model['start']} to"
        f" {model['end']}: {dots}. Lines: model {model['model']}{quality}. A bill joins cold and"
        " mild days, so near a balance temperature its dot lies above the lines."
    )


def _points(analysis: Analysis, meter_id: str) -> list[Point]:
    if "expected" not in analysis.dictionary:
        return []
    import pyarrow.compute as pc

    table = analysis.expected
    rows = table.filter(pc.equal(table["meter_id"], meter_id)).to_pylist()
    return [
        Point(
            row["temperature_c"],
            row["observed_kwh"] / (row["end"] - row["start"]).days,
            row["used_for_fit"],
        )
        for row in rows
        if row["temperature_c"] is not None and row["observed_kwh"] is not None
    ]


def _legs(model: Row) -> Legs:
    return Legs(
        model["base_kwh_day"],
        model["heating_slope_kwh_kd"],
        model["heating_balance_c"],
        model["cooling_slope_kwh_kd"],
        model["cooling_balance_c"],
    )


def worst_buildings(figures: Overview) -> str:
    """The table of the worst."""
    if not figures.worst:
        return ""
    heads = [
        Head("Building"),
        Head("Owner"),
        Head("Use"),
        Head("Intensity", "kWh/m2", "energy of the year over floor area, all carriers"),
        Head("Above peers", "kWh/year", "energy above the median of the peers"),
        Head("Above peers", "EUR/year", "the same at the building's price"),
        Head("Check the data first", meaning="findings about the building's data"),
    ]
    rows = [
        (
            w.name,
            w.organisation,
            w.use,
            w.intensity_kwh_m2,
            w.gap_kwh,
            w.gap_eur,
            _words(", ".join(w.data_faults)) or None,
        )
        for w in figures.worst[:_SHOWN]
    ]
    caption = "By what they cost above the median of buildings of the same use, then by intensity"
    return f"<section><h2>Worst buildings</h2>{html_table(caption, heads, rows)}</section>"


def findings(analysis: Analysis, figures: Overview) -> str:
    """The dearest findings about the use of energy, and all findings by kind."""
    dearest_heads = [
        Head("Building"),
        Head("What"),
        Head("Cost", "EUR/year", "of one-off events: the cost of the event"),
        Head("Sure", "%", "probability that the finding is real"),
        Head("Evidence"),
        Head("What to do"),
    ]
    dearest = sorted(
        (row for row in analysis.findings.to_pylist() if row["kind"] not in DATA_FAULTS),
        key=lambda f: (-(f["cost_eur_year"] or 0.0), f["finding_id"]),
    )
    dearest_rows = [
        (
            label(f["building_id"], analysis),
            _words(f["kind"]),
            f["cost_eur_year"],
            None if f["confidence"] is None else round(100 * f["confidence"]),
            f["evidence"],
            f["action"],
        )
        for f in dearest[:_SHOWN]
    ]
    kind_heads = [
        Head("Kind"),
        Head("About"),
        Head("Findings"),
        Head("Energy", "kWh", "above what is expected; of data faults the size of the error"),
        Head("Cost", "EUR/year", "of one-off events: the cost of the event"),
    ]
    kind_rows = [
        (_words(k.kind), "data" if k.in_data else "building", k.count, k.energy_kwh, k.cost_eur)
        for k in figures.kinds
    ]
    return (
        "<section><h2>What is wrong</h2>"
        + html_table("The dearest findings about buildings", dearest_heads, dearest_rows)
        + html_table("All findings by kind", kind_heads, kind_rows)
        + "</section>"
    )


def plan(analysis: Analysis) -> str:
    """What to do with the budget."""
    summary = analysis.plan_summary
    if summary is None:
        return (
            "<section><h2>What to do first</h2><p>No budget was given, so there is no plan; the"
            " table <code>ranking</code> orders all works.</p></section>"
        )
    title = f"<h2>What to do first with {summary['budget_eur']:,.0f} EUR</h2>"
    if not analysis.plan.num_rows:
        return (
            f"<section>{title}<p>No works within this budget could be shown to pay; the table"
            " <code>measures</code> says why for each.</p></section>"
        )
    bound, gap = summary["bound_eur"], summary["gap"]
    best = (
        f"No other choice within the budget is worth more (bound {bound:,.0f} EUR, gap {gap:.2%})."
        if summary["optimal"]
        else f"No choice can be worth more than {bound:,.0f} EUR: the gap is {gap:.2%} at most."
    )
    heads = [
        Head("Building"),
        Head("Works"),
        Head("Own outlay", "EUR", "investment less grant"),
        Head("Saving", "kWh/year"),
        Head("Net present value", "EUR"),
    ]
    rows = [
        (
            label(row["building_id"], analysis),
            _words(row["package"]).replace("+", " + "),
            row["outlay_eur"],
            row["saving_kwh"],
            row["npv_eur"],
        )
        for row in sorted(
            analysis.plan.to_pylist(), key=lambda r: (-r["npv_eur"], r["building_id"])
        )
    ]
    return (
        f"<section>{title}<p>{len(rows):,} works spend {summary['spent_eur']:,.0f} EUR and are"
        f" worth {summary['npv_eur']:,.0f} EUR (net present value). {best}</p>"
        + html_table("The plan, largest value first", heads, rows[:_SHOWN])
        + _more(rows[_SHOWN:], heads)
        + "</section>"
    )


def _more(rows: Sequence[Sequence[Any]], heads: Sequence[Head]) -> str:
    if not rows:
        return ""
    table = html_table("The rest of the plan", heads, rows)
    return f"<details><summary>{len(rows):,} more works</summary>{table}</details>"


def benchmarks(analysis: Analysis) -> str:
    """What is usual for each use."""
    groups: dict[tuple[str, str], Row] = {}
    for row in analysis.benchmarks.to_pylist():
        if row["peer_median_kwh_m2"] is not None:
            groups.setdefault((_words(row["peer_group"]), _words(row["carrier"])), row)
    if not groups:
        return ""
    heads = [
        Head("Peers"),
        Head("Carrier"),
        Head("Buildings"),
        Head("Median", "kWh/m2", "energy over floor area that half of the peers stay below"),
    ]
    rows = [(*key, row["peers"], row["peer_median_kwh_m2"]) for key, row in sorted(groups.items())]
    caption = "Energy over floor area by use of the building, where there are enough to compare"
    table = html_table(caption, heads, rows)
    return f"<section><h2>What is usual</h2>{table}</section>"


def trust(analysis: Analysis, figures: Overview) -> str:
    """Models, refusals, rejects, and the vintages of the reference figures."""
    reference = analysis.run["reference_rows"]
    counted = {
        "Models of meters": figures.models,
        "Refused because of": figures.refusals,
        "Reference figures": Counter(row["confidence"] for row in reference),
    }
    lines = "".join(
        f"<li>{name}: {', '.join(f'{n:,} {_words(c)}' for c, n in sorted(counts.items()))}.</li>"
        for name, counts in counted.items()
        if counts
    )
    keys = ("table", "key", "value", "unit", "valid_from", "valid_to", "confidence", "source")
    heads = [Head(_words(key).capitalize()) for key in keys]
    first = sorted(reference, key=lambda r: (r["confidence"] != "placeholder", r["table"]))
    vintages = html_table(
        "Prices, factors and assumptions used, placeholders first",
        heads,
        [[row[key] for key in keys] for row in first],
    )
    return (
        f"<section><h2>How far this can be trusted</h2><ul>{lines}</ul>"
        + _head_of("What was read", analysis, "inputs", analysis.inputs.num_rows)
        + (
            _head_of("Input that was refused or changed", analysis, "rejects", _SHOWN)
            if analysis.rejects.num_rows
            else "<p>No input was refused.</p>"
        )
        + f"<details><summary>Reference figures and their vintage</summary>{vintages}</details>"
        + "</section>"
    )


def table_heads(analysis: Analysis) -> str:
    """The first rows of every table."""
    parts = [
        f"<details><summary><code>{name}</code> {analysis.table(name).num_rows:,} rows</summary>"
        f"{_head_of(f'First rows of {name}', analysis, name, _HEAD_ROWS)}</details>"
        for name in analysis.dictionary
    ]
    return (
        "<section><h2>The tables</h2><p>The first rows of each. What a column means shows when you"
        " point at its name, and stands in <code>tables.json</code>.</p>"
        f"{''.join(parts)}</section>"
    )


def _head_of(caption: str, analysis: Analysis, name: str, rows: int) -> str:
    columns = analysis.dictionary[name]
    head = analysis.table(name).slice(0, rows).to_pylist()
    cells = [[_shown(row, column) for column in columns] for row in head]
    return html_table(caption, dictionary_heads(columns), cells, "heads")


def _shown(row: Row, column: Column) -> Any:
    """Instants as local time, and years without a comma."""
    name = column["column"]
    if column["type"] == "instant":
        return f"{row[name] + row[name + '_offset']:%Y-%m-%d %H:%M}"
    return str(row[name]) if name == "year" else row[name]


def _words(code: str) -> str:
    return code.replace("_", " ")
