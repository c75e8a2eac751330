# SPDX-License-Identifier: Apache-2.0
"""Change-point models: energy per day as a function of outdoor temperature."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import civil_day, columns, days, doubles
from ._frames import is_table
from ._meter_tables import one_meter, one_station
from ._settings import BillSettings, DailySettings, fit_options
from .fit_result import Fit, Observations, fit_of


def fit_change_point(
    temperature: ArrayLike,
    energy: ArrayLike,
    *,
    start: date | np.datetime64 | None = None,
    regressors: Mapping[str, ArrayLike] | None = None,
    **settings: Unpack[DailySettings],
) -> Fit:
    """Fit all shapes to daily energy over daily mean temperature and select one.

    Parameters
    ----------
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C, in order of time. NaN drops the day.
    energy : array of float64, shape (days,)
        Energy of the same days, kWh. NaN drops the day.
    start : date or datetime64, optional
        Day of the first values: the fit then knows its period.
    regressors : mapping of str to array of float64, optional
        Further terms by name, a value per day: irradiation, occupancy, 0 or 1 for a mode of
        operation. Linear and of any sign; a day without a finite value of each is dropped.
    **settings
        `heating_balance`, `cooling_balance` : limits of the balance temperatures, (°C, °C).
        `resolution_kwh` : smallest step of the meter's register, a floor under the residuals.
        `min_observations`, `min_leg_days` : fewest days in all, and on each sloped side.
        `free_signs` : 2P and 4P may have slopes of any sign.
        `robust` : Huber weights around the exact search.

    Returns
    -------
    Fit
        Too little data or no admissible shape is a `Fit` with a `reason`, not an exception.

    Raises
    ------
    TypeError, ShapeError
        For values that are not one dimension of contiguous float64, or of different lengths.
    """
    outdoor, used = doubles(temperature, "temperature"), doubles(energy, "energy")
    outcome = _core.fit_change_point(
        outdoor,
        used,
        None if start is None else civil_day(start, "start"),
        fit_options(settings, DailySettings, "fit_change_point"),
        columns(regressors),
    )
    return fit_of(outcome, Observations(outdoor, used, np.ones_like(used)))


@overload
def fit_bills(
    readings: Any,
    temperatures: Any,
    /,
    *,
    tz: str | None = None,
    regressors: Mapping[str, ArrayLike] | None = None,
    **settings: Unpack[BillSettings],
) -> Fit: ...


@overload
def fit_bills(
    start: ArrayLike,
    end: ArrayLike,
    energy: ArrayLike,
    *,
    temperature: ArrayLike,
    first_temperature_day: date | np.datetime64,
    regressors: Mapping[str, ArrayLike] | None = None,
    **settings: Unpack[BillSettings],
) -> Fit: ...


def fit_bills(
    start: Any,
    end: Any,
    energy: ArrayLike | None = None,
    *,
    temperature: ArrayLike | None = None,
    first_temperature_day: date | np.datetime64 | None = None,
    tz: str | None = None,
    regressors: Mapping[str, ArrayLike] | None = None,
    **settings: Unpack[BillSettings],
) -> Fit:
    """Fit all shapes to bills on the degree-days of their own days and select one.

    `fit_bills(readings, temperatures)` takes tables as `fit_many` does, of one meter and one
    station: `start`, `end`, `energy_kwh` and, if known, `quality`; `time` and `temperature_c`. The
    parameters below are the same in arrays.

    Parameters
    ----------
    start, end : array of datetime64[D], shape (bills,)
        First day of each bill and the day after its last, in order and without overlap.
    energy : array of float64, shape (bills,)
        kWh; NaN leaves the bill out.
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on. A bill with
        a missing day is left out.
    first_temperature_day : date or datetime64
        Day of `temperature[0]`.
    tz : str, optional
        Of tables: zone whose midnights timestamps are; dates need none.
    regressors : mapping of str to array of float64, optional
        Further terms by name, a value per bill: the sum over its days.
    **settings
        As for `fit_change_point`, with `min_leg_bills` instead of `min_leg_days`.

    Returns
    -------
    Fit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    TypeError, ShapeError
        For arrays of other types or of different lengths.
    InputError
        For a table that cannot be used, with its column; for bills that are not in order, overlap
        or have no days, with `line`, which counts from 1.
    """
    options = fit_options(settings, BillSettings, "fit_bills")
    terms = columns(regressors)
    if is_table(start):
        if energy is not None or temperature is not None or first_temperature_day is not None:
            raise TypeError(
                "Expected two tables, readings and temperatures, got arrays beside them."
            )
        meter = one_meter(start, tz, dict(terms))
        terms = list(meter.beside.items())
        from_days, to_days, used = meter.start, meter.end, meter.energy
        first_day, outdoor = one_station(end, tz)
    elif energy is None or temperature is None or first_temperature_day is None:
        raise TypeError(
            "Expected energy, temperature and first_temperature_day beside start and end,"
            " or two tables, readings and temperatures."
        )
    else:
        from_days, to_days = days(start, "start"), days(end, "end")
        used, outdoor = doubles(energy, "energy"), doubles(temperature, "temperature")
        first_day = civil_day(first_temperature_day, "first_temperature_day")
    outcome = _core.fit_bills(from_days, to_days, used, first_day, outdoor, options, terms)
    first = np.datetime64(first_day, "D").astype(np.int64)
    return fit_of(outcome, _bill_observations(from_days - first, to_days - first, used, outdoor))


def _bill_observations(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    energy: NDArray[np.float64],
    temperature: NDArray[np.float64],
) -> Observations:
    """Means over each bill; one that is not wholly inside the temperatures has none."""
    inside = (first >= 0) & (last <= len(temperature)) & (first < last)
    mean = [
        temperature[a:b].mean() if known else np.nan
        for a, b, known in zip(first, last, inside, strict=True)
    ]
    length = (last - first).astype(np.float64)
    return Observations(np.array(mean, dtype=np.float64), energy / length, length)
