# SPDX-License-Identifier: Apache-2.0
"""Weather as services and design data have it: EPW files and answers of Open-Meteo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from os import PathLike
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._core import NormalYear, OpenMeteoTemperatures, TypicalYear
from .errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa


def read_epw(path: str | PathLike[str]) -> TypicalYear:
    """Read the typical year of an EnergyPlus weather file.

    Its months may come from different years, so its days have no date: use `normal_year` in
    `Fit.normal_year`, `savings` and `fit_many`; never put them beside readings.

    Parameters
    ----------
    path : str or path
        Eight header lines, then the 8,760 or 8,784 hours of a year (EnergyPlus Auxiliary Programs,
        "Weather File Format").

    Returns
    -------
    TypicalYear
        `temperature_c`, float64, shape (hours,), read-only, °C, NaN = missing; `daily_mean_c`,
        shape (days,); `normal_year`; `place_name`, `latitude`, `longitude`, `altitude_m`,
        `utc_offset_hours`, `year_of_month`.

    Raises
    ------
    InputError
        With line and field, for a file of another form or that cannot be read.
    """
    return _core.read_epw(path)


def read_open_meteo(path: str | PathLike[str]) -> OpenMeteo:
    """Read the temperatures of one place from a saved JSON answer of Open-Meteo.

    Parameters
    ----------
    path : str or path
        Answer of `/v1/archive`, or of a forecast in the same form, with `hourly=temperature_2m`,
        `daily=temperature_2m_mean` or both; °C or °F; times as ISO 8601 or Unix time.

    Returns
    -------
    OpenMeteo

    Raises
    ------
    InputError
        With the path of the field (`hourly.time[7]`), for another form, several places, times that
        do not follow each other, temperatures outside -60 to 60 °C, an offset that is no whole
        hour.
    """
    return OpenMeteo(_core.read_open_meteo(path))


@dataclass(frozen=True, eq=False)
class OpenMeteo:
    """Outdoor temperatures of one place from Open-Meteo.

    All times of an answer keep one offset from UTC, that of the day of the request; hours are read
    by it. Its days are days of that offset the whole year.
    """

    _core: OpenMeteoTemperatures

    @property
    def latitude(self) -> float:
        """Of the cell of the weather model, WGS 84 degrees; NaN if the file has none."""
        return self._core.latitude

    @property
    def longitude(self) -> float:
        """Of the cell of the weather model."""
        return self._core.longitude

    @property
    def altitude_m(self) -> float:
        """That temperatures are brought to."""
        return self._core.altitude_m

    @property
    def zone(self) -> str | None:
        """Zone that the request named; None for GMT and for one that is not known here."""
        return self._core.zone

    @property
    def utc_offset(self) -> timedelta:
        """Of all local times and days of the file."""
        return timedelta(seconds=self._core.utc_offset_s)

    @property
    def hourly(self) -> pa.Table | None:
        """`time` (timestamp[s, UTC], start of the hour) and `temperature_c`; None without hours.

        As `degree_days`, `fit_hourly` and `fit_caltrack` take it.
        """
        import pyarrow as pa

        column = self._core.hourly()
        if column is None:
            return None
        first, values = column
        seconds = first + 3600 * np.arange(len(values), dtype=np.int64)
        return _table("time", pa.array(seconds).cast(pa.timestamp("s", "UTC")), values)

    @property
    def daily(self) -> pa.Table | None:
        """The file's own days, `date` and `temperature_c`; None without."""
        column = self._core.daily()
        return None if column is None else _days(*column)

    def daily_mean(self, tz: str | None = None) -> pa.Table:
        """Means of the civil days of a zone, from hours where there are any, else the file's own.

        Parameters
        ----------
        tz : str, optional
            `Europe/Rome`; by default the zone of the file.

        Returns
        -------
        pyarrow.Table
            `date` and `temperature_c`, a row per day, null = missing.

        Raises
        ------
        InputError
            If neither the call nor the file names a zone.
        """
        return _days(*self._core.daily_mean(self._zone(tz)))

    def normal_year(self, tz: str | None = None, *, years: int | None = None) -> NormalYear | None:
        """The mean over the complete calendar years, or the last `years` of them; None without.

        Parameters and errors as in `daily_mean`.
        """
        if years is not None and years < 1:
            raise ValueError(f"Expected at least one year, got {years}.")
        return self._core.normal_year(self._zone(tz), years)

    def _zone(self, tz: str | None) -> str:
        zone = tz or self.zone
        if zone is None:
            raise InputError(
                "Expected tz=…, the zone whose days are counted, as the file names none, got none."
            )
        return zone


def _days(first: int, values: NDArray[np.float64]) -> pa.Table:
    import pyarrow as pa

    days = (first + np.arange(len(values), dtype=np.int64)).view("datetime64[D]")
    return _table("date", pa.array(days), values)


def _table(name: str, times: pa.Array, values: NDArray[np.float64]) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: times, "temperature_c": pa.array(values, from_pandas=True)})
