# SPDX-License-Identifier: Apache-2.0
"""A statement as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .statement_facts import WORST, Facts, capital
from .statement_missing import missing, not_in_force

if TYPE_CHECKING:
    from .yearly_statement import Statement


def text_statement(statement: Statement) -> str:
    """Verdict, figures, obligations, what is missing."""
    facts = Facts(statement)
    parts = [_lead(facts), _figures(facts), _duties(facts), _missing(facts)]
    return "\n\n".join("\n".join(part) for part in parts)


def _lead(facts: Facts) -> Iterator[str]:
    statement, words = facts.statement, facts.words
    yield words.text("title", name=statement.name, year=str(statement.year))
    yield f"{facts.headline[0]}. {' '.join(facts.lead())}"


def _figures(facts: Facts) -> Iterator[str]:
    for name, value, remark in tiles(facts):
        yield f"  {name:<24} {value:>14}{f'   {remark}' if remark else ''}"


def tiles(facts: Facts) -> list[tuple[str, str, str]]:
    """Name, value and remark of the figures that a statement opens with."""
    words, row, verdict = facts.words, facts.row, facts.verdict
    found: list[tuple[str, str, str]] = []

    def add(key: str, value: str, remark: str = "") -> None:
        found.append((words.text(f"tile_{key}"), value, remark))

    if row["final_kwh"] is not None:
        parts = {name: words.energy(row[f"{name}_kwh"]) for name in ("electricity", "thermal")}
        add("energy", words.energy(row["final_kwh"]), words.text("tile_energy_remark", **parts))
    if verdict.share is not None and verdict.target_kwh is not None:
        sign = "+" if verdict.share > 0 else ""
        target = words.energy(verdict.target_kwh)
        remark = words.text("tile_target_remark", target=target)
        add("target", sign + words.share(verdict.share, 1), remark)
    if row["cost_eur"] is not None:
        confidence = facts.confidence(row["price_confidence"])
        remark = words.text("price_quality", confidence=confidence)
        add("cost", words.money(row["cost_eur"]), remark)
    if row["emissions_tco2e"] is not None:
        weak = facts.placeholders("co2_factors.csv")
        quality = words.text("factor_quality", confidence=facts.confidence("placeholder"))
        add("emissions", words.amount(row["emissions_tco2e"], "tCO2e"), quality if weak else "")
    if row["coverage"] is not None:
        guess = row["estimated_share"]
        remark = words.text("tile_estimated", share=words.share(guess)) if guess else ""
        add("coverage", words.share(row["coverage"]), remark)
    area = words.amount(row["floor_area_m2"], "m2")
    add("area", area, words.text("count_buildings", buildings=row["buildings"]))
    return found


def _duties(facts: Facts) -> Iterator[str]:
    words = facts.words
    yield words.text("duties_title")
    for row in facts.duties:
        mark = ""
        if row["obligation"] in WORST:
            mark = f" ({words.pick(('indicative', 'indicativo'))})"
        status = facts.status(row)
        figure = facts.figure(row)
        until = facts.until([row])
        yield (
            f"  {facts.duty(row['obligation']) + mark}: {status}"
            f"{f' ({figure})' if figure else ''}; {until}   [{words.act(row['act'])}]"
        )
    for obligation, rows in facts.grouped().items():
        counts = "; ".join(text for _, text in facts.counted(rows))
        if as_of := facts.as_of(rows):
            counts += f" ({as_of})"
        until = facts.until(rows)
        yield f"  {facts.duty(obligation)}: {counts}; {until}   [{words.act(rows[0]['act'])}]"

    if later := not_in_force(facts):
        yield f"  {later}"


def _missing(facts: Facts) -> Iterator[str]:
    yield facts.words.text("missing_title")
    for clause in missing(facts):
        mark = "[en] " if clause.raw and facts.words.language != "en" else ""
        yield f"  - {mark}{capital(clause.text)}"
