# SPDX-License-Identifier: Apache-2.0
"""The sections of a statement's page on obligations, worst buildings, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .html_table import Head, Markup, html_table
from .overview import Row
from .statement_facts import STATUSES, WORST, Facts, capital
from .statement_missing import missing, not_in_force
from .statement_phrases import Clause, sentence


def duties(facts: Facts) -> str:
    """Each obligation of the body, and of its buildings in sum; the buildings one by one below."""
    words = facts.words
    keys = ("duty", "asks", "stands", "deadline", "act", "confidence")
    heads = [Head(words.text(f"head_{key}")) for key in keys]
    groups = facts.grouped()
    rows = [_row(facts, [row], _stands(facts, row)) for row in facts.duties]
    rows += [_row(facts, group, _counted(facts, group)) for group in groups.values()]
    title = f"<h2>{escape(words.text('duties_title'))}</h2>"
    if not rows:
        return f"<section>{title}<p>{escape(words.text('duties_none'))}</p></section>"
    caption = words.text("duties_caption", year=str(facts.row["year"]))
    notes = (not_in_force(facts), words.text("due_note"), words.text("confidence_note"))
    return (
        f"<section>{title}{html_table(caption, heads, rows, 'duties')}"
        f'<p class="soft">{escape(" ".join(filter(None, notes)))}</p>'
        f"{''.join(_one_by_one(facts, *group) for group in groups.items())}"
        f"{_sources(facts, [*facts.duties, *(group[0] for group in groups.values())])}</section>"
    )


def _row(facts: Facts, rows: list[Row], stands: Markup) -> list[Markup]:
    words, row = facts.words, rows[0]
    confidence = facts.confidence(row["confidence"])
    if row["obligation"] in WORST:
        confidence = words.text("confidence_indicative", confidence=confidence)
    indicative = f"<small>{words.pick(('indicative', 'indicativo'))}</small>"
    return [
        Markup(
            f"<strong>{escape(facts.duty(row['obligation']))}</strong>"
            + indicative * (row["obligation"] in WORST)
        ),
        marked([facts.asks(row)], facts),
        stands,
        _labelled(words.text("head_deadline"), facts.until(rows)),
        _labelled(words.text("head_act"), words.act(row["act"])),
        _labelled(words.text("head_confidence"), confidence),
    ]


def _labelled(head: str, text: str) -> Markup:
    """A cell that keeps its head where the page is too narrow for columns."""
    return Markup(f'<span class="head">{escape(head)}: </span>{escape(text)}')


def _stands(facts: Facts, row: Row) -> Markup:
    figure = facts.figure(row)
    return Markup(
        f"{_chip(facts, row)}{' ' + escape(figure) if figure else ''}"
        f"<small>{marked(facts.reason(row), facts)}</small>"
    )


def _counted(facts: Facts, rows: list[Row]) -> Markup:
    chips = "<br>".join(
        f'<span class="chip {status}">{escape(text)}</span>' for status, text in facts.counted(rows)
    )
    return Markup(f"{chips}<small>{escape(facts.as_of(rows))}</small>")


def _chip(facts: Facts, row: Row) -> str:
    return f'<span class="chip {row["status"]}">{escape(facts.status(row))}</span>'


def _one_by_one(facts: Facts, obligation: str, rows: list[Row]) -> str:
    """The buildings that a duty binds, or may bind."""
    words = facts.words
    bound = [row for row in rows if row["status"] != "not_applicable"]
    if not bound:
        return ""
    keys = ("building", "status", "value", "why")
    heads = [Head(words.text(f"head_{key}")) for key in keys]
    cells = [
        (
            facts.building(row["building_id"]),
            Markup(_chip(facts, row)),
            None if row["value"] is None else facts.amount(row["value"], row["unit"]),
            marked(facts.reason(row), facts),
        )
        for row in sorted(bound, key=lambda r: (STATUSES.index(r["status"]), r["building_id"]))
    ]
    title = words.text(
        "duty_buildings",
        name=facts.duty(obligation),
        threshold=facts.amount(rows[0]["threshold"] or 0.0, rows[0]["unit"]),
        n=len(bound),
        year=str(rows[0]["year"]),
    )
    return f"<details><summary>{escape(title)}</summary>{html_table(title, heads, cells)}</details>"


def _sources(facts: Facts, rows: list[Row]) -> str:
    words = facts.words
    keys = ("duty", "act", "since", "source")
    heads = [Head(words.text(f"head_{key}")) for key in keys]
    cells = [
        (
            facts.duty(row["obligation"]),
            words.act(row["act"]),
            words.date(row["valid_from"]) if row["valid_from"] else None,
            marked([Clause(row["source"], raw=True)], facts) if row["source"] else None,
        )
        for row in rows
    ]
    title = words.text("sources_title")
    return f"<details><summary>{escape(title)}</summary>{html_table(title, heads, cells)}</details>"


def worst(facts: Facts) -> str:
    """The buildings above the percentiles of the own stock."""
    words = facts.words
    rows = [row for row in facts.of_buildings if row["obligation"] in WORST]
    title = f"<h2>{escape(words.text('worst_title'))}</h2>"
    if not rows:
        duty = next((row for row in facts.duties if row["obligation"] in WORST), None)
        if duty is None:
            return ""
        why = words.text("worst_none", why=sentence(duty["reason"], words, facts.duty))
        return f"<section>{title}<p>{escape(why)}</p></section>"
    basis = "primary" if "primary energy" in rows[0]["reason"] else "final"
    heads = [Head(words.text(f"head_{key}")) for key in ("building", "use")]
    heads += [Head(words.text("head_intensity"), "kWh/m2"), Head(words.text("head_among"))]
    shares = {name: facts.share_of(name) for name in WORST}
    buildings: dict[str, list[Row]] = {}
    for row in rows:
        buildings.setdefault(row["building_id"], []).append(row)
    cells = [
        (
            facts.building(building),
            words.use(facts.statement.analysis.stock.building(building).use),
            words.number(found[0]["value"]),
            ", ".join(shares[row["obligation"]] for row in found),
        )
        for building, found in sorted(
            buildings.items(), key=lambda item: (-item[1][0]["value"], item[0])
        )
    ]
    caption = words.text("worst_caption", basis=words.text(f"worst_{basis}"))
    text = words.text("worst_text", year=str(rows[0]["year"]))
    return f"<section>{title}<p>{escape(text)}</p>{html_table(caption, heads, cells)}</section>"


def gaps(facts: Facts) -> str:
    """What is not known."""
    words = facts.words
    items = "".join(
        f"<li>{marked([Clause(capital(clause.text), clause.raw)], facts)}</li>"
        for clause in missing(facts)
    )
    body = f"<ul>{items}</ul>" if items else f"<p>{escape(words.text('missing_nothing'))}</p>"
    return f"<section><h2>{escape(words.text('missing_title'))}</h2>{body}</section>"


def marked(clauses: Iterable[Clause], facts: Facts) -> Markup:
    """Clauses as HTML; what stays English in another language is marked so."""
    foreign = facts.words.language != "en"
    parts = [
        f'<i lang="en" title="EN">{escape(clause.text)} <small>EN</small></i>'
        if clause.raw and foreign
        else escape(clause.text)
        for clause in clauses
    ]
    return Markup("; ".join(parts))
