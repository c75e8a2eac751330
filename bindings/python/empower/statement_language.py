# SPDX-License-Identifier: Apache-2.0
"""How a statement speaks: sentences, numbers, units and dates in English and Italian."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from math import isnan
from typing import Any, Literal, get_args

from . import reference
from .errors import ContractError

Language = Literal["en", "it"]

_COMMA = str.maketrans(",.", ".,")
_ACTS = (("Directive (EU)", "Direttiva (UE)"), ("annex", "allegato"), (" of ", " del "))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def rows_of(file: str) -> list[dict[str, str]]:
    """Rows of a table of texts that lies beside this module."""
    text = files("empower").joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# No figure of a law stands there: shares, thresholds and dates come from the tables. Percentages
# stand without an Italian article, which would have to change with the number.
_TEXTS = {row["key"]: (row["en"], row["it"]) for row in rows_of("statement_texts.csv")}


class Count:
    """A count; `{count:building|buildings}` writes it with the noun that goes with it."""

    def __init__(self, count: int, words: Words) -> None:
        self._count = count
        self._words = words

    def __format__(self, nouns: str) -> str:
        written = self._words.number(self._count)
        if not nouns:
            return written
        one, _, many = nouns.partition("|")
        return f"{written} {one if self._count == 1 else many}"


class Words:
    """One language. Texts are picked by key; figures come with their unit."""

    def __init__(self, language: Language) -> None:
        known = get_args(Language)
        if language not in known:
            raise ContractError(f'Expected one of {", ".join(known)}, got "{language}".')
        self.language = language
        self._place = known.index(language)

    def pick(self, texts: tuple[str, str]) -> str:
        """The text of this language."""
        return texts[self._place]

    def text(self, key: str, /, **values: Any) -> str:
        """A sentence by key, with its values; whole numbers become counts."""
        return self.fill(_TEXTS[key], values)

    def fill(self, texts: tuple[str, str], values: Mapping[str, Any]) -> str:
        """A pair of templates with its values; whole numbers become counts."""
        shown = {k: Count(v, self) if isinstance(v, int) else v for k, v in values.items()}
        return self.pick(texts).format_map(shown)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in _TEXTS

    def number(self, value: float, digits: int | None = None) -> str:
        """Whole from 100 on, else three significant digits, or `digits` after the point."""
        if digits is None and not isinstance(value, int) and abs(value) < 100:
            short = f"{value:.3g}"
            digits = len(short.partition(".")[2]) if "e" not in short else 0
        written = f"{value:,.{digits or 0}f}"
        return written.translate(_COMMA) if self.language == "it" else written

    def share(self, value: float, digits: int = 0) -> str:
        """A percentage; what rounds to nothing or to all without being it is not called so."""
        rounded = round(value, digits + 2)
        if 0.0 < value < 1.0 and rounded in (0.0, 1.0):
            digits = 1
        return f"{self.number(100.0 * value, digits)} %" if not isnan(value) else "–"

    def energy(self, kwh: float) -> str:
        """In kWh, MWh or GWh."""
        size = abs(kwh)
        if size >= 9.995e6:
            return f"{self.number(kwh / 1e6, 1)} GWh"
        if size >= 9.995e3:
            return f"{self.number(kwh / 1e3, 0 if size >= 99_950 else 1)} MWh"
        return f"{self.number(kwh, 0)} kWh"

    def amount(self, value: float, unit: str) -> str:
        """A figure of the tables with its unit as people write it."""
        if unit == "kWh":
            return self.energy(value)
        if unit == "buildings":
            return self.text("count_buildings", buildings=round(value))
        written = self.number(round(value) if abs(value) >= 100 or value == round(value) else value)
        key = f"unit_{unit}"
        return f"{written} {self.text(key) if self.has(key) else unit}".strip()

    def money(self, eur: float) -> str:
        """In EUR, to three significant digits."""
        return f"{self.number(round(float(f'{eur:.3g}')))} EUR"

    def date(self, day: date) -> str:
        """A day as it is written in a letter."""
        if self.language == "it":
            return f"{day:%d/%m/%Y}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def carrier(self, code: str) -> str:
        """Name of a carrier in the middle of a sentence."""
        key = "electricity_grid" if code == "electricity" else code
        names = _names("energy_carriers", "carrier").get(key)
        return self.pick(names).lower() if names else code.replace("_", " ")

    def use(self, code: str) -> str:
        """Name of a building use."""
        names = _names("building_uses", "use_id").get(code)
        return self.pick(names) if names else code.replace("_", " ")

    def act(self, act: str) -> str:
        """An act as this language cites it."""
        if self.language == "it":
            for english, italian in _ACTS:
                act = act.replace(english, italian)
        return act


@functools.cache
def _names(table: str, key: str) -> dict[str, tuple[str, str]]:
    rows = reference.table(table).select([key, "name_en", "name_it"]).to_pylist()
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row["name_en"] and row["name_it"]:
            found.setdefault(row[key], (row["name_en"], row["name_it"]))
    return found
