# SPDX-License-Identifier: Apache-2.0
"""The statement as one HTML page, in English or Italian, that opens with one sentence."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from .html_table import Head, html_table
from .overview import Row
from .statement_duties import duties, gaps, worst
from .statement_facts import Facts
from .statement_plot import statement_svg
from .statement_summary import tiles

if TYPE_CHECKING:
    from .yearly_statement import Statement

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><p class="soft">{year}</p><h1>{name}</h1></header>
<main>
{main}
</main>
<footer>{footer}</footer>
</body>
</html>
"""


# A figure and its unit stay on one line.
_UNIT = re.compile(r"(?<=\d) (?=[kMG]?Wh|kW|%|EUR|m²|toe|tep|t CO)")


def html_statement(statement: Statement) -> str:
    """The whole document."""
    facts = Facts(statement)
    words = statement.words
    title = words.text("title", name=statement.name, year=str(statement.year))
    main = [
        _lead(facts),
        _weak(facts),
        _tiles(facts),
        _chart(facts),
        _perimeter(facts),
        duties(facts),
        worst(facts),
        gaps(facts),
    ]
    style = (files("empower").joinpath(f"{name}.css") for name in ("report", "statement"))
    return _PAGE.format(
        language=words.language,
        title=escape(title),
        style="".join(sheet.read_text(encoding="utf-8") for sheet in style),
        year=escape(words.text("kicker", year=str(statement.year))),
        name=escape(statement.name),
        main=_UNIT.sub("\u00a0", "\n".join(filter(None, main))),
        footer=escape(words.text("footer", version=statement.analysis.run["empower"])),
    )


def html_excerpt(statement: Statement) -> str:
    """Verdict and figures for a notebook cell."""
    facts = Facts(statement)
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td><td>{escape(remark)}</td></tr>"
        for name, value, remark in tiles(facts)
    )
    words = statement.words
    title = words.text("title", name=statement.name, year=str(statement.year))
    verdict = escape(facts.headline[0])
    return (
        f"<p><strong>{escape(title)}. {verdict}.</strong> {escape(' '.join(facts.lead()))}</p>"
        f"<table>{rows}</table>"
    )


def _lead(facts: Facts) -> str:
    verdict, status = facts.headline
    return (
        f'<p class="verdict {status}"><strong>{escape(verdict)}</strong></p>'
        f'<p class="lead">{escape(" ".join(facts.lead()))}</p>'
    )


def _weak(facts: Facts) -> str:
    said = facts.weak()
    if not said:
        return ""
    title = escape(facts.words.text("weak_title"))
    return (
        f'<div class="warning" role="note"><p><strong>{title}</strong>'
        f" {escape(' '.join(said))}</p></div>"
    )


def _tiles(facts: Facts) -> str:
    inner = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        + f"<dd>{escape(remark)}</dd>" * bool(remark)
        + "</div>"
        for name, value, remark in tiles(facts)
    )
    return f'<dl class="tiles">{inner}</dl>'


def _chart(facts: Facts) -> str:
    words, row = facts.words, facts.row
    said = []
    if row["eed_target_linear_kwh"] is not None:
        said.append(words.text("chart_readings"))
        if row["eed_gap_normalised_kwh"] is not None:
            said.append(words.text("chart_weather", base=str(row["eed_baseline_year"])))
        if facts.verdict.same_buildings:
            base = str(row["eed_baseline_year"])
            values = {"base": base, "joined": row["joined"], "left": row["left"]}
            said.append(words.text("chart_perimeter", **values))
    caption = f"<figcaption>{escape(' '.join(said))}</figcaption>" if said else ""
    return (
        f"<section><h2>{escape(words.text('chart_title'))}</h2>"
        f"<figure>{statement_svg(facts.statement)}{caption}</figure>{_years(facts)}</section>"
    )


def _years(facts: Facts) -> str:
    words = facts.words
    columns = ("final", "normalised", "eed_target_linear", "eed_target_compound")

    def energy(row: Row, column: str) -> str | None:
        kwh = row[f"{column}_kwh"]
        return None if kwh is None else words.energy(kwh)

    rows = [
        (
            str(row["year"]),
            words.number(row["buildings"]),
            *(energy(row, column) for column in columns),
            None if row["coverage"] is None else words.share(row["coverage"]),
        )
        for row in facts.statement.table.to_pylist()
    ]
    keys = ("year", "buildings", "measured", "normalised", "linear", "compound", "coverage")
    heads = [Head(words.text(f"head_{key}")) for key in keys]
    caption = words.text("years_caption")
    table = html_table(caption, heads, rows, "figures")
    return f"<details><summary>{escape(caption)}</summary>{table}</details>"


def _perimeter(facts: Facts) -> str:
    words, row = facts.words, facts.row
    year, base = str(row["year"]), str(row["eed_baseline_year"])
    area = words.amount(row["floor_area_m2"], "m2")
    said = [words.text("perimeter_buildings", buildings=row["buildings"], year=year, area=area)]
    if row["eed_baseline_year"] is not None:
        if row["joined"] or row["left"]:
            counts = {"joined": row["joined"], "left": row["left"]}
            said.append(words.text("perimeter_changed", base=base, **counts))
        else:
            said.append(words.text("perimeter_same", base=base))
        if row["like_for_like_kwh"] is not None:
            values = {
                "n": row["like_for_like_buildings"],
                "before": words.energy(row["like_for_like_baseline_kwh"]),
                "now": words.energy(row["like_for_like_kwh"]),
            }
            said.append(words.text("perimeter_like", base=base, year=year, **values))
    shares = ("coverage", "estimated_share", "normalised_share")
    for key, column in zip(("coverage", "estimated", "normalised"), shares, strict=True):
        if row[column] is not None:
            whole = "_all" * (key == "normalised" and row[column] > 0.9995)
            said.append(words.text(f"perimeter_{key}{whole}", share=words.share(row[column])))
    items = "".join(f"<li>{escape(text)}</li>" for text in said)
    return f"<section><h2>{escape(words.text('perimeter_title'))}</h2><ul>{items}</ul></section>"
