# SPDX-License-Identifier: Apache-2.0
"""Final energy by year beside its targets: an Altair chart, and the same as SVG for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ._altair import DAYS, HEAT, SAVED, SOFT, altair, styled, titled
from .overview import Row
from .signature_plot import ticks
from .statement_facts import Facts, capital, complete

if TYPE_CHECKING:
    import altair as alt

    from .yearly_statement import Statement

PALE = "#b3cfeb"  # a year whose readings are not complete
LINES = ("linear", "compound", "normalised", "corrected")
_WIDTH, _HEIGHT = 560, 330
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 12, 28, 30


@dataclass(frozen=True)
class Series:
    """What is drawn: measured energy by year, and lines, in one unit."""

    unit: str
    kwh_per_unit: float
    measured: dict[int, float]
    complete: dict[int, bool]
    coverage: dict[int, float | None]
    lines: dict[str, dict[int, float]]

    @property
    def years(self) -> list[int]:
        """All years from the first to the last."""
        all_years = [*self.measured, *(year for line in self.lines.values() for year in line)]
        return list(range(min(all_years), max(all_years) + 1)) if all_years else []


def series(statement: Statement) -> Series:
    """The figures of the chart; a target starts at the baseline year."""
    rows: list[Row] = statement.table.to_pylist()
    lines: dict[str, dict[int, float]] = {name: {} for name in LINES}
    for row in rows:
        for name in ("linear", "compound"):
            target = row[f"eed_target_{name}_kwh"]
            if target is not None:
                lines[name][row["eed_baseline_year"]] = row["eed_baseline_kwh"]
                lines[name][row["year"]] = target
        if row["normalised_share"]:
            lines["normalised"][row["year"]] = row["normalised_kwh"]
        if row["eed_gap_normalised_kwh"] is not None:
            gap = row["eed_gap_normalised_kwh"]
            lines["corrected"][row["year"]] = row["normalised_kwh"] - gap
            baseline = next(r for r in rows if r["year"] == row["eed_baseline_year"])
            lines["corrected"][row["eed_baseline_year"]] = baseline["normalised_kwh"]
    measured = {r["year"]: r["final_kwh"] for r in rows if r["final_kwh"] is not None}
    largest = max(
        [*measured.values(), *(v for line in lines.values() for v in line.values())], default=0
    )
    factor, unit = next(
        (f, u) for f, u in ((1e6, "GWh"), (1e3, "MWh"), (1.0, "kWh")) if largest >= 10 * f or f == 1
    )
    return Series(
        unit,
        factor,
        {year: kwh / factor for year, kwh in measured.items()},
        {row["year"]: complete(row) for row in rows},
        {row["year"]: row["coverage"] for row in rows},
        {
            name: {y: kwh / factor for y, kwh in sorted(line.items())}
            for name, line in lines.items()
        },
    )


def statement_chart(statement: Statement) -> alt.LayerChart:
    """Bars of the measured energy, lines of the targets; incomplete years are pale."""
    alt = altair()
    words, drawn = statement.words, series(statement)
    kinds = ("measured", "incomplete", *LINES)
    names = {kind: words.text(f"chart_{kind}") for kind in kinds}
    bars = [
        {
            "year": year,
            "energy": energy,
            "what": names["measured" if drawn.complete[year] else "incomplete"],
            "coverage": drawn.coverage[year],
        }
        for year, energy in drawn.measured.items()
    ]
    points = [
        {"year": year, "energy": energy, "what": names[name]}
        for name, line in drawn.lines.items()
        for year, energy in line.items()
    ]
    x = alt.X("year:O", title=words.text("chart_year"), axis=alt.Axis(labelAngle=0))
    y = alt.Y("energy:Q", title=f"{words.text('tile_energy')} ({drawn.unit})")
    color = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(
            domain=[names[kind] for kind in kinds],
            range=[DAYS, PALE, HEAT, SOFT, SAVED, SAVED],
        ),
        legend=alt.Legend(orient="bottom", columns=3),
    )
    coverage = alt.Tooltip("coverage:Q", format=".0%", title=words.text("chart_coverage"))
    energy = alt.Tooltip("energy:Q", format=",.1f", title=drawn.unit)
    chart: Any = alt.Chart(alt.Data(values=bars))
    measured = chart.mark_bar(size=40).encode(
        x=x, y=y, color=color, tooltip=["year:O", energy, coverage]
    )
    dashes = {"linear": [1, 0], "compound": [6, 4], "normalised": [1, 0], "corrected": [2, 3]}
    dashed = alt.StrokeDash(
        "what:N",
        scale=alt.Scale(domain=[names[k] for k in dashes], range=list(dashes.values())),
        legend=None,
    )
    lines = (
        alt.Chart(alt.Data(values=points))
        .mark_line(point=True, strokeWidth=2)
        .encode(x=x, y=y, color=color, strokeDash=dashed, tooltip=["year:O", energy, "what:N"])
    )
    facts = Facts(statement)
    heading = titled(
        words.text("title", name=statement.name, year=str(statement.year)),
        facts.headline[0],
    )
    layered = alt.layer(measured, lines)
    return styled(layered.properties(title=heading, description=" ".join(facts.lead())))


def statement_svg(statement: Statement) -> str:
    """The chart and its legend as HTML; nothing without a year to draw."""
    words, drawn = statement.words, series(statement)
    years = drawn.years
    if not years:
        return ""
    values = [
        *drawn.measured.values(),
        *(v for line in drawn.lines.values() for v in line.values()),
    ]
    axes = _Axes(years, ticks(0.0, max(*values, 1e-9)))
    label = f"{words.text('chart_title')}: {' '.join(Facts(statement).lead())}"
    parts = [
        *_frame(axes, f"{words.text('tile_energy')} ({drawn.unit})", statement),
        *_bars(axes, drawn, statement),
        *_lines(axes, drawn),
    ]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>{_legend(drawn, statement)}"
    )


class _Axes:
    """Years and energy to pixels."""

    def __init__(self, years: list[int], y_ticks: list[float]) -> None:
        self.years = years
        self.y_ticks = y_ticks
        self.step = (_WIDTH - _LEFT - _RIGHT) / len(years)

    def x(self, year: int) -> float:
        return _LEFT + (year - self.years[0] + 0.5) * self.step

    def y(self, energy: float) -> float:
        share = (energy - self.y_ticks[0]) / (self.y_ticks[-1] - self.y_ticks[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _text(text: str, x: float, y: float, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _frame(axes: _Axes, title: str, statement: Statement) -> Iterator[str]:
    for tick in axes.y_ticks:
        y = axes.y(tick)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        yield _text(statement.words.number(float(tick)), _LEFT - 8, y + 5, "end", "tick")
    for year in axes.years:
        yield _text(str(year), axes.x(year), _HEIGHT - 8, "middle", "tick")
    yield _text(escape(title), 0, 14, "start")


def _bars(axes: _Axes, drawn: Series, statement: Statement) -> Iterator[str]:
    width = min(64.0, 0.6 * axes.step)
    for year, energy in drawn.measured.items():
        top, bottom = axes.y(max(energy, 0.0)), axes.y(0.0)
        kind = "measured" if drawn.complete[year] else "measured incomplete"
        yield (
            f'<rect class="{kind}" x="{axes.x(year) - width / 2:.1f}" y="{top:.1f}"'
            f' width="{width:.1f}" height="{bottom - top:.1f}"/>'
        )
        coverage = drawn.coverage[year]
        if not drawn.complete[year] and coverage is not None:
            share = statement.words.share(coverage)
            yield _text(share, axes.x(year), bottom - 8, "middle", "tick")


def _lines(axes: _Axes, drawn: Series) -> Iterator[str]:
    for name, line in drawn.lines.items():
        at = [(axes.x(year), axes.y(energy)) for year, energy in sorted(line.items())]
        if len(at) > 1:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
            yield f'<polyline class="line {name}" points="{points}"/>'
        for x, y in at:
            yield f'<circle class="dot {name}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def _legend(drawn: Series, statement: Statement) -> str:
    kinds = ["measured"] * any(drawn.complete[year] for year in drawn.measured)
    kinds += ["incomplete"] * any(not drawn.complete[year] for year in drawn.measured)
    kinds += [name for name, line in drawn.lines.items() if line]
    items = "".join(
        f'<li class="{kind}">{escape(capital(statement.words.text(f"chart_{kind}")))}</li>'
        for kind in kinds
    )
    return f'<ul class="legend">{items}</ul>'
