# SPDX-License-Identifier: Apache-2.0
"""A normal year of long-term monthly means, as weather services publish them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import nan
from typing import Any

import numpy as np

from . import _core
from ._core import NormalYear
from ._meter_tables import one_station
from .errors import CoverageError, ShapeError

_MONTHS = 12


def normal_year_of(
    temperature_c: Sequence[float],
    *,
    standard_deviation_k: Sequence[float] | None = None,
    temperatures: Any = None,
    tz: str | None = None,
    source: str = "",
) -> NormalYear:
    """A normal year whose months have these means.

    Means alone underestimate degree-days, those of Firenze by 3 to 4 %, so the days of a month need
    a spread: of measured days where there is a complete calendar year of them, else a normal
    distribution of the standard deviations. `name` of the result says which.

    Parameters
    ----------
    temperature_c : sequence of 12 floats
        Mean of the daily means of each calendar month, January first, °C.
    standard_deviation_k : sequence of 12 floats, optional
        Of the daily means within each month, K.
    temperatures : table, optional
        `time`, a day, and `temperature_c`, its mean: days of the place, over complete years.
    tz : str, optional
        Zone whose midnights timestamps are; dates need none.
    source : str
        Such as `1991-2020`, for the name of the year.

    Returns
    -------
    NormalYear
        For `Fit.normal_year`, `savings`, `fit_many` and `heating_degree_days`.

    Raises
    ------
    CoverageError
        Where a month has no mean, or the days of a month no spread.
    ShapeError
        For other than 12 months.
    InputError
        For a table that cannot be used.
    """
    deviations = [nan] * _MONTHS if standard_deviation_k is None else standard_deviation_k
    first_day, days = (date(1970, 1, 1), np.empty(0))
    if temperatures is not None:
        first_day, days = one_station(temperatures, tz)
    outcome = _core.normal_year_of(
        _of_months(temperature_c, "temperature_c"),
        _of_months(deviations, "standard_deviation_k"),
        source,
        first_day,
        days,
    )
    if outcome.value is None:
        raise CoverageError(
            f"Expected a normal year, got a refusal: {outcome.reason}, {outcome.detail}"
        )
    return outcome.value


def _of_months(values: Sequence[float], name: str) -> list[float]:
    if len(values) != _MONTHS:
        raise ShapeError(f"Expected {_MONTHS} values of {name}, got {len(values)}.")
    return [float(value) for value in values]
