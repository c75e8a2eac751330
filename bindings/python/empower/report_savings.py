# SPDX-License-Identifier: Apache-2.0
"""The section of the report on works that were done: what they were to save and what they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from .analysis import Analysis
from .html_table import Head, html_table, number
from .overview import Row, label
from .signature_plot import ticks

_SHOWN = 12
_NAME = 28
_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 760, 250, 24, 34, 30


@dataclass(frozen=True)
class Measured:
    """Works with their first 12 months."""

    name: str
    works: str
    carrier: str
    avoided_kwh: float
    low_kwh: float
    high_kwh: float
    fraction: float
    promised_kwh: float | None


def measured(analysis: Analysis) -> list[Measured]:
    """The first 12 months of each retrofit and meter, largest saving first."""
    rows = [row for row in analysis.savings.to_pylist() if row["status"] == "measured"]
    first: dict[tuple[str, str, str], Row] = {}
    for row in _without_parts(rows):
        first.setdefault((row["building_id"], row["retrofit"], row["meter_id"]), row)
    found = [
        Measured(
            label(row["building_id"], analysis),
            _words(row["retrofit"]).replace("+", " + "),
            _words(row["carrier"]),
            row["avoided_kwh"],
            row["avoided_low_kwh"],
            row["avoided_high_kwh"],
            row["avoided_fraction"],
            row["promised_kwh"],
        )
        for row in first.values()
    ]
    return sorted(found, key=lambda m: (-m.avoided_kwh, m.name))


def _without_parts(rows: Sequence[Row]) -> list[Row]:
    """Without sub-meters (option B) of what a meter of the whole measures too."""
    wholes = {
        (row["building_id"], row["retrofit"], row["carrier"])
        for row in rows
        if row["option"] == "C"
    }
    return [
        row
        for row in rows
        if row["option"] == "C"
        or (row["building_id"], row["retrofit"], row["carrier"]) not in wholes
    ]


def savings(analysis: Analysis) -> str:
    """The section; empty where no works are on file."""
    if not analysis.savings.num_rows:
        return ""
    found = measured(analysis)
    body = _verdict(found) + _figure(found) + _table(found) if found else ""
    return (
        f"<section><h2>Measured savings</h2>{body}{_not_measured(analysis, bool(found))}</section>"
    )


def _verdict(found: Sequence[Measured]) -> str:
    total = sum(m.avoided_kwh for m in found)
    below = hypot(*(m.avoided_kwh - m.low_kwh for m in found))
    above = hypot(*(m.high_kwh - m.avoided_kwh for m in found))
    words = (
        f"In the first 12 months after the works, {_retrofits(len(found))} saved"
        f" <strong>{total / 1e3:,.0f} MWh</strong> (90 % interval {(total - below) / 1e3:,.0f} to"
        f" {(total + above) / 1e3:,.0f}, the meters' errors taken as independent)."
    )
    promises = [(m.avoided_kwh, m.promised_kwh) for m in found if m.promised_kwh]
    if promises:
        kept = sum(avoided for avoided, _ in promises)
        promised = sum(promise for _, promise in promises)
        fell_short = sum(m.promised_kwh is not None and m.high_kwh < m.promised_kwh for m in found)
        words += (
            f" Promised were {promised / 1e3:,.0f} MWh: <strong>{kept / promised:.0%}</strong> of"
            f" the promises were kept. At {fell_short} of {len(promises)} the promise lies above"
            " what the interval leaves open: there the contract, or what was built, is worth a"
            " look."
        )
    unclear = sum(m.low_kwh <= 0.0 <= m.high_kwh for m in found)
    if unclear:
        words += f" At {unclear} the interval includes 0: no saving is shown."
    return f"<p>{words}</p>"


def _retrofits(count: int) -> str:
    return "one retrofit" if count == 1 else f"{count:,} retrofits"


def _figure(found: Sequence[Measured]) -> str:
    caption = (
        "Bar: energy avoided in the first 12 months. Line: its 90 % interval. Diamond: what was"
        " promised for the same months."
    )
    if len(found) > _SHOWN:
        caption += f" The {_SHOWN} largest of {len(found)}."
    return f"<figure>{savings_svg(found[:_SHOWN])}<figcaption>{caption}</figcaption></figure>"


def savings_svg(rows: Sequence[Measured]) -> str:
    """A row for each retrofit: measured with its interval, and the promise."""
    ends = [value for m in rows for value in (m.low_kwh, m.high_kwh, m.promised_kwh or 0.0)]
    marks = ticks(min(0.0, *ends), max(ends))

    def x(kwh: float) -> float:
        return _LEFT + (kwh - marks[0]) / (marks[-1] - marks[0]) * (_WIDTH - _LEFT - _RIGHT)

    bottom = _TOP + _ROW * len(rows)
    parts = [
        f'<line class="grid" x1="{x(mark):.1f}" y1="{_TOP}" x2="{x(mark):.1f}" y2="{bottom}"/>'
        f'<text class="tick" x="{x(mark):.1f}" y="{bottom + 18}" text-anchor="middle">'
        f"{mark / 1e3:,.4g}</text>"
        for mark in marks
    ]
    parts.append(f'<text x="{_WIDTH - _RIGHT}" y="18" text-anchor="end">MWh in 12 months</text>')
    for place, m in enumerate(rows):
        parts.extend(_row(m, _TOP + _ROW * (place + 0.5), x(0.0), x))
    zero = x(0.0)
    parts.append(f'<line class="axis" x1="{zero:.1f}" y1="{_TOP}" x2="{zero:.1f}" y2="{bottom}"/>')
    return (
        f'<svg viewBox="0 0 {_WIDTH} {bottom + 28}" role="img" aria-label="Measured and promised'
        f' savings of {_retrofits(len(rows))}">{"".join(parts)}</svg>'
    )


def _row(m: Measured, y: float, zero: float, x: Callable[[float], float]) -> Iterable[str]:
    left, right = sorted((zero, x(m.avoided_kwh)))
    name = m.name if len(m.name) <= _NAME else m.name[: _NAME - 1] + "…"
    yield (
        f'<text x="{_LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">'
        f"<title>{escape(m.name)}: {escape(m.works)}</title>{escape(name)}</text>"
    )
    yield (
        f'<rect class="saved" x="{left:.1f}" y="{y - 9:.1f}" width="{right - left:.1f}"'
        ' height="18"/>'
    )
    yield (
        f'<line class="interval" x1="{x(m.low_kwh):.1f}" y1="{y:.1f}" x2="{x(m.high_kwh):.1f}"'
        f' y2="{y:.1f}"/>'
    )
    for end in (m.low_kwh, m.high_kwh):
        yield (
            f'<line class="interval" x1="{x(end):.1f}" y1="{y - 5:.1f}" x2="{x(end):.1f}"'
            f' y2="{y + 5:.1f}"/>'
        )
    if m.promised_kwh is not None:
        at = x(m.promised_kwh)
        yield (
            f'<path class="promised" d="M{at:.1f} {y - 8:.1f}l6 8l-6 8l-6 -8z"><title>promised'
            f" {number(m.promised_kwh)} kWh</title></path>"
        )


def _table(found: Sequence[Measured]) -> str:
    heads = [
        Head("Building"),
        Head("Works"),
        Head("Carrier"),
        Head("Avoided", "kWh", "expected without the works less observed, first 12 months"),
        Head("At least", "kWh", "5 % point"),
        Head("At most", "kWh", "95 % point"),
        Head("Avoided", "%", "of what was expected without the works"),
        Head("Promised", "kWh", "for the same 12 months"),
        Head("Kept", "%", "avoided over promised"),
    ]
    rows = [
        (
            m.name,
            m.works,
            m.carrier,
            m.avoided_kwh,
            m.low_kwh,
            m.high_kwh,
            round(100 * m.fraction),
            m.promised_kwh,
            round(100 * m.avoided_kwh / m.promised_kwh) if m.promised_kwh else None,
        )
        for m in found
    ]
    table = html_table("Works with 12 months of readings after them", heads, rows)
    return f"<details><summary>All {_retrofits(len(rows))}</summary>{table}</details>"


def _not_measured(analysis: Analysis, any_measured: bool) -> str:
    """Works without 12 months that can be stated, each with its reason."""
    done = set()
    reasons: dict[tuple[str, str], str] = {}
    for row in analysis.savings.to_pylist():
        works = (row["building_id"], row["retrofit"])
        if row["status"] == "measured":
            done.add(works)
        elif row["status"] == "partial":
            reasons.setdefault(works, "less than 12 months of readings after the works")
        else:
            reasons[works] = _words(row["reason"])
    counts = Counter(reason for works, reason in reasons.items() if works not in done)
    if not counts:
        return ""
    listed = ", ".join(f"{count:,} {escape(reason)}" for reason, count in sorted(counts.items()))
    start = "Not measured yet" if any_measured else "No works have a measured saving yet"
    return f"<p>{start}: {listed}. The table <code>savings</code> says why for each.</p>"


def _words(code: str) -> str:
    return code.replace("_", " ")
