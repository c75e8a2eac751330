# SPDX-License-Identifier: Apache-2.0
"""Change-point models of thousands of meters in one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._core import NormalYear
from ._frames import input_error
from ._meter_tables import Meters, Weather, meters_of, weather_of
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
        day); `energy_kwh`, empty = missing; `quality`, if known: a run of `estimated` readings is
        joined to the one after it, for only their sum was measured.
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
        fitted is a row with `status` `refused`, `reason` and `detail`; so is one with a reading
        that has no day, ends before it starts or overlaps the one before (`unordered_readings`).

    Raises
    ------
    InputError
        For a missing column, one of another type, two temperatures of one day.
    TypeError
        For something that is no table, and for an unknown setting.
    """
    options = fit_options(settings, ManySettings, "fit_many")
    meters = meters_of(readings, tz)
    weather = weather_of(temperatures, tz)
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
    weather: Weather, given: NormalYear | Mapping[str, NormalYear] | None
) -> list[NormalYear | None]:
    """Of each station; None where it is to be made of the temperatures."""
    if given is None or isinstance(given, NormalYear):
        return [given] * len(weather.ids)
    return [given.get(name) for name in weather.ids]


def _station_of_meter(
    meters: Meters, weather: Weather, stations: Mapping[str, str] | None
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
