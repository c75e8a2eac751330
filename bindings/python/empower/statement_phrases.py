# SPDX-License-Identifier: Apache-2.0
"""The sentences of the library's notes and reasons, in both languages.

The library writes `note` and `reason` as English clauses joined by `; `. Each clause it can write
is a pattern of `statement_clauses.csv` with an English and an Italian sentence; a clause that is
none stays as it is, marked as English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .statement_language import Words, rows_of

_QUANTITIES = {
    "plant_kw": ("rated output of the plant", "potenza dell'impianto"),
    "floor_area_m2": ("floor area", "superficie"),
    "primary": ("primary", "primaria"),
    "final": ("final", "finale"),
    "primary energy": ("primary energy", "energia primaria"),
    "emissions": ("emissions", "emissioni"),
    "cost": ("cost", "costo"),
}

_PATTERNS = tuple(
    (re.compile(row["clause"]), (row["en"], row["it"])) for row in rows_of("statement_clauses.csv")
)

# `toe without CARRIER: why, CARRIER: why` of a note, `without …` of a reason.
_WITHOUT = re.compile(r"(?:toe )?without (?P<list>\w+: .+)")
_NO_TOTAL = re.compile(r"(?P<what>no (?:primary energy|emissions|cost) of )(?P<carrier>\w+)")
_TARGET = "no EED target: "


@dataclass(frozen=True)
class Clause:
    """A clause as it is shown; `raw` if it is the library's English."""

    text: str
    raw: bool = False


def clauses(text: str | None, words: Words, duty: Callable[[str], str] = str) -> list[Clause]:
    """A note or a reason, clause by clause. `duty` names an obligation by its id."""
    return [_clause(part, words, duty) for part in _joined((text or "").split("; ")) if part]


def sentence(text: str | None, words: Words, duty: Callable[[str], str] = str) -> str:
    """A note or a reason as one text; what stays English is marked."""
    found = clauses(text, words, duty)
    return "; ".join(
        f"[en: {c.text}]" if c.raw and words.language != "en" else c.text for c in found
    )


def _joined(parts: list[str]) -> list[str]:
    """`no cost of a` and `no cost of b` as `no cost of a, b`."""
    carriers: dict[str, list[str]] = {}
    for part in parts:
        if found := _NO_TOTAL.fullmatch(part):
            carriers.setdefault(found["what"], []).append(found["carrier"])
    joined = (
        f"{found['what']}{', '.join(carriers[found['what']])}"
        if (found := _NO_TOTAL.fullmatch(part))
        else part
        for part in parts
    )
    return list(dict.fromkeys(joined))


def _clause(part: str, words: Words, duty: Callable[[str], str]) -> Clause:
    if part.startswith(_TARGET):
        inner = _clause(part.removeprefix(_TARGET), words, duty)
        lead = words.pick(("no target: ", "nessun obiettivo: "))
        return Clause(lead + inner.text, inner.raw)
    if found := _WITHOUT.fullmatch(part):
        carriers = re.split(r": [^:]+?(?:, (?=\w+: )|$)", found["list"])
        named = ", ".join(words.carrier(c) for c in carriers if c)
        pair = ("without {named}: no figure for it", "senza {named}: manca il dato")
        return Clause(words.fill(pair, {"named": named}))
    for pattern, pair in _PATTERNS:
        if found := pattern.fullmatch(part):
            values = {k: _value(k, v, words, duty) for k, v in found.groupdict().items()}
            return Clause(words.fill(pair, values))
    return Clause(part, raw=True)


def _value(name: str, text: str, words: Words, duty: Callable[[str], str]) -> int | str:
    """A value of a clause as its language writes it; the name says what it is."""
    match name:
        case "n":
            return int(text)
        case "what":
            return words.pick(_QUANTITIES[text])
        case "carriers":
            return ", ".join(words.carrier(carrier) for carrier in text.split(", "))
        case "duty":
            return duty(text)
        case "day":
            return words.date(date.fromisoformat(text))
        case "percent":
            return words.share(float(text) / 100.0)
        case "kwh":
            sign = "+" if float(text) > 0 else ""
            return sign + words.energy(float(text))
        case "area":
            return words.amount(float(text), "m2")
        case "low_eur" | "high_eur":
            return f"{words.number(float(text), 2)} EUR"
        case _:
            return text
