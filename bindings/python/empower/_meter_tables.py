# SPDX-License-Identifier: Apache-2.0
"""Tables of readings and of daily temperatures as the columns that fits are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._arrays import day_of
from ._frames import civil_days, estimates, groups, input_error, numbers, table_of
from .errors import ShapeError

if TYPE_CHECKING:
    import pyarrow as pa

_NOTHING: Mapping[str, NDArray[np.float64]] = MappingProxyType({})


class Meters(NamedTuple):
    """Readings of all meters one after the other; meter i has those from offsets[i] on."""

    ids: pa.Array
    offsets: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    energy: NDArray[np.float64]
    beside: dict[str, NDArray[np.float64]]


class Weather(NamedTuple):
    """Daily means of all stations one after the other."""

    ids: list[str]
    first_days: NDArray[np.int64]
    offsets: NDArray[np.int64]
    temperature: NDArray[np.float64]


def _offsets(index: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Where each group of sorted rows begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.bincount(index, minlength=count))])


def _in_order(
    index: NDArray[np.int64], day: NDArray[np.int64], *columns: NDArray[Any]
) -> list[NDArray[Any]]:
    """Everything sorted by group and then by day; not touched where it is."""
    later = index[1:] > index[:-1]
    same = index[1:] == index[:-1]
    if (later | (same & (day[1:] >= day[:-1]))).all():
        return [index, day, *columns]
    order = np.lexsort((day, index))
    return [index[order], day[order], *(column[order] for column in columns)]


def meters_of(readings: Any, tz: str | None) -> Meters:
    """The readings of many meters (`meter_id`), sorted, with estimates joined.

    Readings that overlap, end before they start or have no day stay as they are: each meter is
    judged by itself later on.
    """
    table = table_of(readings, "readings", ("meter_id", "start", "energy_kwh"))
    ids, meter = groups(table, "readings", "meter_id")
    return _meters(table, ids, meter, tz, undated=_core.undated)


def one_meter(
    readings: Any, tz: str | None, beside: Mapping[str, NDArray[np.float64]] | None = None
) -> Meters:
    """The readings of one meter, with or without its id; `beside` are values of the same rows,
    which are sorted with them and take no estimates.
    """  # noqa: D205
    import pyarrow as pa

    table = table_of(readings, "readings", ("start", "energy_kwh"))
    ids = pa.array(["of the table"])
    if "meter_id" in table.column_names:
        ids = groups(table, "readings", "meter_id")[0]
        if len(ids) > 1:
            raise input_error("readings", "meter_id", "one meter", f"{len(ids)} of them")
    return _meters(table, ids, np.zeros(len(table), dtype=np.int64), tz, beside or {})


def _meters(
    table: pa.Table,
    ids: pa.Array,
    meter: NDArray[np.int64],
    tz: str | None,
    beside: Mapping[str, NDArray[np.float64]] = _NOTHING,
    undated: int | None = None,
) -> Meters:
    start = civil_days(table, "readings", "start", tz, undated)
    has_end = "end" in table.column_names
    end = civil_days(table, "readings", "end", tz, undated) if has_end else start + 1
    energy = numbers(table, "readings", "energy_kwh")
    guessed = estimates(table, "readings")
    for name, values in beside.items():
        if len(values) != len(start):
            raise ShapeError(f"Expected {len(start)} values of {name}, got {len(values)}.")
    meter, start, end, energy, guessed, *others = _in_order(
        meter, start, end, energy, guessed, *beside.values()
    )

    if undated is None:
        _refuse_unordered(ids, meter, start, end)
    offsets = _offsets(meter, len(ids))
    if guessed.any():
        if beside:
            raise input_error("readings", "quality", "no estimates beside regressors", "some")
        offsets, start, end, energy = _core.join_estimates(offsets, start, end, energy, guessed)
    return Meters(ids, offsets, start, end, energy, dict(zip(beside, others, strict=True)))


def _refuse_unordered(
    ids: pa.Array, meter: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> None:
    empty = np.flatnonzero(end <= start)
    if len(empty):
        raise _bad_reading("an end after the start", ids, meter, start, empty[0])
    overlap = np.flatnonzero((meter[1:] == meter[:-1]) & (start[1:] < end[:-1])) + 1
    if len(overlap):
        raise _bad_reading("readings that do not overlap", ids, meter, start, overlap[0])


def _bad_reading(
    expected: str,
    ids: pa.Array,
    meter: NDArray[np.int64],
    start: NDArray[np.int64],
    row: int,
) -> Exception:
    got = f"one of meter {ids[meter[row]]} from {day_of(int(start[row]))}"
    return input_error("readings", "start", expected, got)


def weather_of(temperatures: Any, tz: str | None) -> Weather:
    """All stations' days without holes: a day that is not there is NaN."""
    table = table_of(temperatures, "temperatures", ("time", "temperature_c"))
    day = civil_days(table, "temperatures", "time", tz)
    temperature = numbers(table, "temperatures", "temperature_c")
    if "station" in table.column_names:
        names, station = groups(table, "temperatures", "station")
        ids: list[str] = names.to_pylist()
    else:
        ids, station = [""] if len(day) else [], np.zeros(len(day), dtype=np.int64)
    station, day, temperature = _in_order(station, day, temperature)

    twice = np.flatnonzero((station[1:] == station[:-1]) & (day[1:] == day[:-1]))
    if len(twice):
        got = f"two of {day_of(int(day[twice[0]]))}"
        raise input_error("temperatures", "time", "one temperature of a day", got)
    rows = _offsets(station, len(ids))
    first, last = day[rows[:-1]], day[rows[1:] - 1]
    offsets = np.concatenate([[0], np.cumsum(last - first + 1)])
    every_day = np.full(offsets[-1], np.nan)
    every_day[offsets[station] + day - first[station]] = temperature
    return Weather(ids, first, offsets, every_day)


def one_station(temperatures: Any, tz: str | None) -> tuple[date, NDArray[np.float64]]:
    """First day and daily means of one station."""
    weather = weather_of(temperatures, tz)
    if len(weather.ids) != 1:
        got = f"{len(weather.ids)} of them" if weather.ids else "no rows"
        raise input_error("temperatures", "station", "the days of one station", got)
    return day_of(int(weather.first_days[0])), weather.temperature
