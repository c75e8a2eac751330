# SPDX-License-Identifier: Apache-2.0
"""What a statement cannot say, and what it would take."""

from __future__ import annotations

import re

from .statement_facts import TARGET, Facts
from .statement_phrases import Clause, clauses, sentence

_NOT_IN_FORCE = re.compile(r"no obligation (?P<duty>\w+) holds on [\d-]+")


def missing(facts: Facts) -> list[Clause]:
    """What is not known, and what it keeps from being said."""
    notes = (facts.row["note"] or "").split("; ")
    known = "; ".join(note for note in notes if not _NOT_IN_FORCE.fullmatch(note))
    found = clauses(known, facts.words, facts.duty)
    found += [Clause(text) for text in (*_of_body(facts), *_of_buildings(facts), *_wanted(facts))]
    return list(dict.fromkeys(found))


def not_in_force(facts: Facts) -> str:
    """The obligations that did not hold yet at the end of the year; empty without any."""
    notes = (facts.row["note"] or "").split("; ")
    ids = (found["duty"] for note in notes if (found := _NOT_IN_FORCE.fullmatch(note)))
    names = "; ".join(facts.duty(obligation) for obligation in ids)
    year = str(facts.row["year"])
    return facts.words.text("not_in_force", year=year, names=names) if names else ""


def _of_body(facts: Facts) -> list[str]:
    why: dict[str, list[str]] = {}
    for row in facts.duties:
        if row["status"] == "unknown" and row["obligation"] != TARGET:
            why.setdefault(row["reason"], []).append(facts.duty(row["obligation"]))
    return [
        f"{'; '.join(names)}: {sentence(reason, facts.words, facts.duty)}"
        for reason, names in why.items()
    ]


def _of_buildings(facts: Facts) -> list[str]:
    said = []
    for obligation, rows in facts.grouped().items():
        unknown = [row for row in rows if row["status"] == "unknown"]
        if unknown:
            why = sentence(unknown[0]["reason"], facts.words, facts.duty)
            values = {"name": facts.duty(obligation), "n": len(unknown), "why": why}
            said.append(facts.words.text("missing_buildings", **values))
    return said


def _wanted(facts: Facts) -> list[str]:
    words, row = facts.words, facts.row
    said = []
    normalised = row["normalised_share"]
    if normalised is not None and 1.0 - normalised > 0.0005:
        said.append(words.text("missing_models", share=words.share(1.0 - normalised)))
    ids = {duty["obligation"] for duty in facts.duties}
    if "eed_art6_renovation" in ids:
        said.append(words.text("missing_nzeb"))
    if TARGET in ids:
        said.append(words.text("missing_inhabitants"))
    if row["price_confidence"] not in (None, "verified"):
        confidence = facts.confidence(row["price_confidence"])
        said.append(words.text("missing_prices", confidence=confidence))
    return said
