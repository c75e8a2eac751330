# SPDX-License-Identifier: Apache-2.0
"""The reference tables: every figure with its source, validity and confidence."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ._core import Reference, embedded_tables
from .errors import FigureError

if TYPE_CHECKING:
    import pyarrow

_EPOCH = date(1970, 1, 1)


class Figure(NamedTuple):
    """A figure with what it rests on; `valid_from` and `valid_to` are both included."""

    value: float
    unit: str
    source: str
    confidence: str
    valid_from: date | None
    valid_to: date | None

    def __float__(self) -> float:
        return self.value


def tables(*, folder: str | Path | None = None) -> list[str]:
    """Names of the tables. A folder replaces some of them, adds none, and is checked here."""
    opened(folder)
    return sorted(name.removesuffix(".csv") for name in _embedded_text())


def table(name: str, *, folder: str | Path | None = None) -> pyarrow.Table:
    """A reference table as a pyarrow table of text.

    Every column is text as it stands in the file, so that codes keep their zeros and `NA` and
    `None` stay names; an empty cell is null.

    Raises
    ------
    FigureError
        If there is no such table.
    """
    import pyarrow
    from pyarrow import csv

    text = _text_of(name, folder)
    header = text.split(b"\n", 1)[0].decode().strip().split(",")
    return csv.read_csv(
        pyarrow.BufferReader(text),
        convert_options=csv.ConvertOptions(
            column_types={column: pyarrow.string() for column in header},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def co2(
    carrier: str, year: int, *, method_set: str = "ispra-year", folder: str | Path | None = None
) -> Figure:
    """Emission factor for the consumption of a year, kg CO2 per kWh.

    Factors of different sets (`ispra-year`, `ape`, `paesc-baseline`) are never added.

    Raises
    ------
    FigureError
        If the set has no row or no figure for the year; there is no silent default.
    """
    return _figure(opened(folder).co2(carrier, year, method_set))


def primary_energy(
    carrier: str,
    day: date,
    *,
    part: Literal["total", "non_renewable", "renewable"] = "total",
    folder: str | Path | None = None,
) -> Figure:
    """Primary energy factor that holds on a day, kWh per kWh delivered (lower heating value)."""
    if part not in ("total", "non_renewable", "renewable"):
        raise FigureError(f"Expected total, non_renewable or renewable, got {part}")
    return _figure(opened(folder).primary_energy(carrier, day_number(day), part))


def toe(
    carrier: str, day: date, *, convention: str = "", folder: str | Path | None = None
) -> Figure:
    """Tonnes of oil equivalent per unit of a carrier; without a convention, its default."""
    return _figure(opened(folder).toe(carrier, day_number(day), convention))


def price(carrier: str, day: date, *, folder: str | Path | None = None) -> Figure:
    """Default price, EUR/kWh; see its `confidence` before it decides money."""
    return _figure(opened(folder).price(carrier, day_number(day)))


def heating_value(
    carrier: str,
    *,
    convention: str = "",
    higher: bool = False,
    folder: str | Path | None = None,
) -> Figure:
    """Lower heating value of a carrier, or the higher one, kWh per unit."""
    return _figure(opened(folder).heating_value(carrier, convention, higher))


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def _day(number: int | None) -> date | None:
    return None if number is None else _EPOCH + timedelta(days=number)


def _figure(found: tuple[float, str, str, str, int | None, int | None]) -> Figure:
    value, unit, source, confidence, first, last = found
    return Figure(value, unit, source, confidence, _day(first), _day(last))


@functools.cache
def _embedded() -> Reference:
    return Reference()


def opened(folder: str | Path | None) -> Reference:
    """The compiled tables: the embedded ones, or with those of a folder."""
    return _embedded() if folder is None else Reference(Path(folder))


@functools.cache
def _embedded_text() -> dict[str, bytes]:
    """The embedded files by name, without their folder."""
    return {name.rpartition("/")[2]: text for name, text in embedded_tables().items()}


def _text_of(name: str, folder: str | Path | None) -> bytes:
    """The file of a table: that of the folder, or the embedded one."""
    file = f"{name}.csv"
    if folder is not None:
        for path in (Path(folder) / part / file for part in ("", "eu", "it")):
            if path.exists():
                return path.read_bytes()
    if file in _embedded_text():
        return _embedded_text()[file]
    known = ", ".join(tables())
    raise FigureError(f"Expected one of {known}, got {name}", reason="no_row")
