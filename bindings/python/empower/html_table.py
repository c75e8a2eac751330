# SPDX-License-Identifier: Apache-2.0
"""Tables of a report as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from .tables import Column

_SHORT = 12


class Markup(str):
    """Text of a cell that is HTML already."""


@dataclass(frozen=True)
class Head:
    """A header cell."""

    text: str
    unit: str = ""
    meaning: str = ""


def html_table(
    caption: str, heads: Sequence[Head], rows: Iterable[Sequence[Any]], kind: str = ""
) -> str:
    """A table with caption; units stand in the header, meanings are its titles.

    Cells are escaped unless they are `Markup`.
    """
    rows = list(rows)
    numeric = [any(_is_number(row[i]) for row in rows) for i in range(len(heads))]
    header = "".join(_head(head, number) for head, number in zip(heads, numeric, strict=True))
    body = "".join(
        "<tr>" + "".join(_cell(v, n) for v, n in zip(row, numeric, strict=True)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="{kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def dictionary_heads(columns: Iterable[Column]) -> list[Head]:
    """Header cells from the data dictionary."""
    return [Head(c["column"], c["unit"], c["meaning"]) for c in columns]


def number(value: float) -> str:
    """Whole numbers from 100 on, three significant digits below."""
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _written(unit: str) -> str:
    """A unit of the data dictionary as people write it."""
    for plain, written in {
        "m2": "m²",
        "m3": "m³",
        "degC": "°C",
        "K.d": "K·d",
        "CO2": "CO₂",
    }.items():
        unit = unit.replace(plain, written)
    return unit


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _head(head: Head, numeric: bool) -> str:
    title = f' title="{escape(head.meaning)}"' if head.meaning else ""
    unit = f"<small>{escape(_written(head.unit))}</small>" if head.unit not in ("", "1") else ""
    align = ' class="number"' if numeric else ""
    return f'<th scope="col"{align}{title}>{escape(head.text)}{unit}</th>'


def _cell(value: Any, numeric: bool) -> str:
    if value is None:
        text = "–"
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif _is_number(value):
        text = number(value)
    elif isinstance(value, Markup):
        text = value
    else:
        text = escape(str(value))
    kind = "number" if numeric else "short" if len(text) <= _SHORT else ""
    return f'<td class="{kind}">{text}</td>'
