# SPDX-License-Identifier: Apache-2.0
"""Outdoor temperatures that cannot be true, and gaps filled with a flag."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._arrays import day_of
from ._frames import civil_days, input_error, numbers, regular_series, table_of

if TYPE_CHECKING:
    import pyarrow as pa


class TemperatureCheck(NamedTuple):
    """What `check_temperatures` found."""

    faults: pa.Table
    """kind, start, end (exclusive; dates or instants), read_c, expected_c (by the values around),
    neighbour_c, confidence, evidence."""
    clean: pa.Table
    """The temperatures, those in doubt null; every day or hour from the first to the last."""


class FilledTemperatures(NamedTuple):
    """What `fill_gaps` made."""

    table: pa.Table
    """`date` or `time`, temperature_c, origin: measured, interpolated, neighbour or missing."""
    counts: dict[str, int]
    """Values of each origin."""
    standard_error_k: float
    """Of a filled day, by root mean square; NaN for hours and where nothing was filled."""


class _Days:
    """Daily means, one per day from the first to the last; a day without a row is missing."""

    def __init__(self, table: pa.Table, name: str, tz: str | None) -> None:
        days = civil_days(table, name, "date", tz)
        values = numbers(table, name, "temperature_c")
        if not len(days):
            raise input_error(name, "date", "at least one day", "none")
        if len(np.unique(days)) < len(days):
            raise input_error(name, "date", "one temperature of a day", "two")
        self.first = int(days.min())
        self.values = np.full(int(days.max()) - self.first + 1, np.nan)
        self.values[days - self.first] = values

    def beside(
        self, other: _Days | None
    ) -> tuple[NDArray[np.float64], date, NDArray[np.float64], date]:
        """Values and first day of both, as the library takes them; none of no neighbour."""
        first = day_of(self.first)
        if other is None:
            return self.values, first, np.empty(0), first
        return self.values, first, other.values, day_of(other.first)

    def at(self, index: int) -> date:
        return day_of(self.first) + timedelta(days=index)

    def table(self, values: NDArray[np.float64]) -> pa.Table:
        import pyarrow as pa

        days = pa.array(np.arange(self.first, self.first + len(values), dtype=np.int32))
        return pa.table(
            {"date": days.cast(pa.date32()), "temperature_c": pa.array(values, from_pandas=True)}
        )


def _hours_table(hours: _core.RegularSeries, values: NDArray[np.float64]) -> pa.Table:
    import pyarrow as pa

    at = hours.first + 3600 * np.arange(len(values), dtype=np.int64)
    return pa.table(
        {
            "time": pa.array(at).cast(pa.timestamp("s", "UTC")),
            "temperature_c": pa.array(values, from_pandas=True),
        }
    )


def _series(data: Any, name: str, tz: str | None) -> _Days | _core.RegularSeries:
    """Days or hours, by the column there is."""
    table = table_of(data, name, ("temperature_c",))
    if "time" in table.column_names:
        return regular_series(table, name, "time", "temperature_c", tz)
    return _Days(table_of(table, name, ("date", "temperature_c")), name, tz)


def check_temperatures(
    temperatures: Any, *, neighbour: Any = None, tz: str | None = None
) -> TemperatureCheck:
    """False zeros, stuck sensors, spikes and values out of range.

    A value is judged by the days (or hours) around it and, where there is one, by a neighbour
    station; limits and what they find are in `docs/reference/weather.md`.

    Parameters
    ----------
    temperatures : table
        `date` and `temperature_c` (daily means, °C), or `time` (start of the hour) and
        `temperature_c`.
    neighbour : table, optional
        The same of a station nearby, over any days.
    tz : str, optional
        Zone of naive times.

    Raises
    ------
    TypeError, InputError
        For data that is no table or lacks a column, two values of one day, steps other than hours.
    """
    import pyarrow as pa

    own = _series(temperatures, "temperatures", tz)
    other = None if neighbour is None else _series(neighbour, "neighbour", tz)
    _same_kind(own, other)
    if isinstance(own, _Days):
        assert other is None or isinstance(other, _Days)
        rows = _core.temperature_faults_of_days(*own.beside(other))
        values = own.values.copy()
        bounds = pa.array([own.at(at) for row in rows for at in row[1:3]], pa.date32())
    else:
        assert not isinstance(other, _Days)
        rows = _core.temperature_faults_of_hours(own, other)
        values = np.array(own.values)
        at_second = [own.first + 3600 * at for row in rows for at in row[1:3]]
        bounds = pa.array(at_second, pa.int64()).cast(pa.timestamp("s", "UTC"))
    for row in rows:
        values[row[1] : row[2]] = np.nan
    number = [pa.array([row[i] for row in rows], pa.float64(), from_pandas=True) for i in (3, 4, 5)]
    faults = pa.table(
        {
            "kind": pa.array([row[0] for row in rows], pa.string()),
            "start": bounds[::2],
            "end": bounds[1::2],
            "read_c": number[0],
            "expected_c": number[1],
            "neighbour_c": number[2],
            "confidence": pa.array([row[6] for row in rows], pa.float64()),
            "evidence": pa.array([row[7] for row in rows], pa.string()),
        }
    )
    clean = own.table(values) if isinstance(own, _Days) else _hours_table(own, values)
    return TemperatureCheck(faults, clean)


def fill_gaps(
    temperatures: Any, *, neighbour: Any = None, tz: str | None = None
) -> FilledTemperatures:
    """A new series in which short gaps are filled, each value with its origin.

    Hours: gaps up to 6 hours, a straight line. Days: the regression on a neighbour station over
    the 45 days on both sides, or the mean of the two days beside a single one where that is
    better; gaps up to 30 days, a tenth of a year at most. Limits and errors are in
    `docs/reference/weather.md`.

    Parameters
    ----------
    temperatures, neighbour, tz
        As of `check_temperatures`; hours take no neighbour.

    Raises
    ------
    TypeError, InputError
        As of `check_temperatures`, and for hours with a neighbour.
    """
    import pyarrow as pa

    own = _series(temperatures, "temperatures", tz)
    other = None if neighbour is None else _series(neighbour, "neighbour", tz)
    _same_kind(own, other)
    if isinstance(own, _Days):
        assert other is None or isinstance(other, _Days)
        values, origin, error = _core.fill_days(*own.beside(other))
        table = own.table(values)
    else:
        if other is not None:
            raise input_error("neighbour", "time", "none: hours are a straight line", "one")
        values, origin, error = _core.fill_hours(own)
        table = _hours_table(own, values)
    table = table.append_column("origin", pa.array(origin, pa.string()).dictionary_encode())
    counts = {
        word: origin.count(word) for word in ("measured", "interpolated", "neighbour", "missing")
    }
    return FilledTemperatures(table, counts, error)


def _same_kind(own: _Days | _core.RegularSeries, other: _Days | _core.RegularSeries | None) -> None:
    if other is not None and isinstance(own, _Days) is not isinstance(other, _Days):
        raise input_error("neighbour", "time", "days beside days, hours beside hours", "the other")
