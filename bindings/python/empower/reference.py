# SPDX-License-Identifier: Apache-2.0
"""The reference tables: every figure with its source, validity and confidence."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ._checked import check_arguments
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


class TemperatureLimit(NamedTuple):
    """A limit of the indoor temperature: `kind` is `maximum` in winter, `minimum` in summer."""

    kind: str
    limit: Figure
    tolerance_k: float


class Envelope(NamedTuple):
    """U values to assume, W/(m2.K), with how many archetypes stand behind the weakest of them."""

    wall: float
    roof: float
    ground_floor: float
    window: float
    archetypes: int
    of_homes: bool
    note: str
    source: str
    confidence: str


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


def benchmark(
    group: str, metric: str, *, statistic: str = "typical", folder: str | Path | None = None
) -> Figure:
    """Outside figure for a `benchmark_group` of `building_uses`; its unit names the denominator."""
    return _figure(opened(folder).benchmark(group, metric, statistic))


def envelope_limit(
    element: str,
    zone: str,
    day: date,
    *,
    rule: str = "dm_2015_refurbished",
    folder: str | Path | None = None,
) -> Figure:
    """Legal limit of a refurbished element (`wall`, `roof` …) in a climate zone, W/(m2.K)."""
    return _figure(opened(folder).envelope_limit(element, zone, day_number(day), rule))


def indoor_temperature_limit(
    day: date,
    *,
    season: Literal["winter", "summer"] = "winter",
    group: str = "all_but_industrial",
    folder: str | Path | None = None,
) -> TemperatureLimit:
    """Legal limit of the indoor temperature on a day, by the regime that holds then.

    Groups are those of the table: `public_bodies` have rows of their own in some times, and else
    the limits of all but industrial buildings.
    """
    found = opened(folder).indoor_temperature_limit(group, season, day_number(day))
    kind, limit, tolerance_k = found
    return TemperatureLimit(kind, _figure(limit), tolerance_k)


def typical_envelope(
    group: str, zone: str, year_built: int, *, folder: str | Path | None = None
) -> Envelope:
    """U values of a use group, zone and age where nothing better is known.

    Where fewer than five archetypes stand behind a group's medians, those of homes take their
    place, and `of_homes` and `note` say so. NaN where no archetype knows the element.
    """
    return Envelope(*opened(folder).typical_envelope(group, zone, year_built))


def epc_class(ratio: float, day: date, *, folder: str | Path | None = None) -> str:
    """Class of a certificate by its non-renewable energy over that of its reference building.

    Metered energy has no such ratio and no class.
    """
    return opened(folder).epc_class(ratio, day_number(day))


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


globals().update(check_arguments(globals(), __name__))
