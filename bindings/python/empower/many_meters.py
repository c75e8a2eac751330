# SPDX-License-Identifier: Apache-2.0
"""Change-point models of thousands of meters in one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._arrays import day_of
from ._core import NormalYear
from ._frames import civil_days, groups, input_error, numbers, table_of
from ._settings import ManySettings, fit_options
from .tables import arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

_NO_STATION = np.iinfo(np.uint32).max


def fit_many(
    readings: Any,
    temperatures: Any,
    *,
    stations: Mapping[str, str] | None = None,
    tz: str | None = None,
    threads: int = 0,
    normal_year: NormalYear | Mapping[str, NormalYear] | None = None,
    **settings: Unpack[ManySettings],
) -> pa.Table:
    """Fit a change-point model to each of many meters.

    A meter whose readings are all of one day gets `fit_change_point`, another `fit_bills`; its row
    equals the single call's to the last bit, for any number of threads. Other Python threads run
    meanwhile.

    Parameters
    ----------
    readings : table
        From pyarrow, pandas, polars or DuckDB, a row per reading in any order: `meter_id`; `start`,
        its first day; `end`, the day after its last (without this column each reading is of one
        day); `energy_kwh`, empty = missing.
    temperatures : table
        `time`, a day; `temperature_c`, its mean outdoor temperature; `station`, if there are
        several.
    stations : mapping of str to str, optional
        Station of each meter, where there are several. A meter without one is refused in its row.
    tz : str, optional
        Zone whose midnights timestamps are. Timestamps without a zone are refused without it;
        dates need none.
    threads : int
        0 = as many as the machine has.
    normal_year : NormalYear, or mapping of str to NormalYear, optional
        Of all stations, or of each by name, such as `read_epw(…).normal_year`. A station without
        one has the mean over the complete calendar years of its temperatures.
    **settings
        As for `fit_change_point` and `fit_bills`.

    Returns
    -------
    pyarrow.Table
        The columns of `Analysis.baselines`, a row per meter in the order of first appearance in
        `readings`; without building and carrier, which are not known here. A meter that cannot be
        fitted is a row with `status` `refused`, `reason` and `detail`.

    Raises
    ------
    InputError
        For a missing column, one of another type, a reading that ends before it starts or overlaps
        the one before, two temperatures of one day.
    TypeError
        For something that is no table, and for an unknown setting.
    """
    options = fit_options(settings, ManySettings.__optional_keys__, "fit_many")
    meters = _meters(table_of(readings, "readings", ("meter_id", "start", "energy_kwh")), tz)
    weather = _weather(table_of(temperatures, "temperatures", ("time", "temperature_c")), tz)
    rows = _core.fit_many(
        meters.offsets,
        meters.start,
        meters.end,
        meters.energy,
        _station_of_meter(meters, weather, stations),
        weather.first_days,
        weather.offsets,
        weather.temperature,
        options,
        threads,
        _normal_years(weather, normal_year),
    )
    table = arrow_table(rows)
    field = table.schema.field("meter_id")
    return table.set_column(table.schema.get_field_index("meter_id"), field, meters.ids)


def _normal_years(
    weather: _Weather, given: NormalYear | Mapping[str, NormalYear] | None
) -> list[NormalYear | None]:
    """Of each station; None where it is to be made of the temperatures."""
    if given is None or isinstance(given, NormalYear):
        return [given] * len(weather.ids)
    return [given.get(name) for name in weather.ids]


class _Meters(NamedTuple):
    ids: pa.Array
    offsets: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    energy: NDArray[np.float64]


class _Weather(NamedTuple):
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


def _meters(table: pa.Table, tz: str | None) -> _Meters:
    ids, meter = groups(table, "readings", "meter_id")
    start = civil_days(table, "readings", "start", tz)
    has_end = "end" in table.column_names
    end = civil_days(table, "readings", "end", tz) if has_end else start + 1
    energy = numbers(table, "readings", "energy_kwh")
    meter, start, end, energy = _in_order(meter, start, end, energy)

    empty = np.flatnonzero(end <= start)
    if len(empty):
        raise _bad_reading("an end after the start", ids, meter, start, empty[0])
    overlap = np.flatnonzero((meter[1:] == meter[:-1]) & (start[1:] < end[:-1])) + 1
    if len(overlap):
        raise _bad_reading("readings that do not overlap", ids, meter, start, overlap[0])
    return _Meters(ids, _offsets(meter, len(ids)), start, end, energy)


def _bad_reading(
    expected: str, ids: pa.Array, meter: NDArray[np.int64], start: NDArray[np.int64], row: int
) -> Exception:
    got = f"one of meter {ids[meter[row]]} from {day_of(int(start[row]))}"
    return input_error("readings", "start", expected, got)


def _weather(table: pa.Table, tz: str | None) -> _Weather:
    """All stations' days without holes: a day that is not there is NaN."""
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
    return _Weather(ids, first, offsets, every_day)


def _station_of_meter(
    meters: _Meters, weather: _Weather, stations: Mapping[str, str] | None
) -> NDArray[np.uint32]:
    if stations is None:
        if len(weather.ids) > 1:
            expected = "stations=… for each meter, as there are several stations"
            raise input_error("temperatures", "station", expected, f"{len(weather.ids)} stations")
        only = _NO_STATION if not weather.ids else 0
        return np.full(len(meters.ids), only, dtype=np.uint32)
    index = {name: place for place, name in enumerate(weather.ids)}
    places = (index.get(stations.get(meter, ""), _NO_STATION) for meter in meters.ids.to_pylist())
    return np.fromiter(places, dtype=np.uint32, count=len(meters.ids))
