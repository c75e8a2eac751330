# SPDX-License-Identifier: Apache-2.0
"""Heating and cooling degree-days of outdoor temperatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import doubles
from ._core import NormalYear
from ._frames import civil_days, numbers, regular_series, table_of
from .errors import InputError


class HeatingRule(NamedTuple):
    """Degree-days below `base` (°C) of the days not warmer than `threshold` (°C)."""

    base: float
    threshold: float


class CoolingRule(NamedTuple):
    """Degree-days above `base` (°C) of the days not colder than `threshold` (°C)."""

    base: float
    threshold: float


eurostat_heating = HeatingRule(*_core.eurostat_heating)
eurostat_cooling = CoolingRule(*_core.eurostat_cooling)
italian_gradi_giorno = HeatingRule(*_core.italian_gradi_giorno)


#: Conventions by name. A day not warmer than the threshold counts; see
#: `docs/reference/degree-days.md` for who uses which.
heating_rules = {name: HeatingRule(*rule) for name, rule in _core.heating_rules.items()}
cooling_rules = {name: CoolingRule(*rule) for name, rule in _core.cooling_rules.items()}

Method = Literal["daily_mean", "min_max_mean", "ukmo", "integration", "monthly_mean"]
_EXTREMES = ("min_max_mean", "ukmo")
_METHODS = get_args(Method)
_EPOCH = date(1970, 1, 1)


class DegreeDaySum(NamedTuple):
    """Degree-days (K·d) with what they rest on.

    Totals by different rules or methods are different quantities: compare their `rule` and
    `method` before you divide.
    """

    total: float
    days_counted: int
    days_missing: int
    rule: HeatingRule | CoolingRule
    method: str = "daily_mean"
    start: date | None = None
    end: date | None = None

    @property
    def coverage(self) -> float:
        """Share of the days that have a temperature."""
        days = self.days_counted + self.days_missing
        return self.days_counted / days if days else 0.0


def heating_degree_days(
    temperature: ArrayLike | NormalYear,
    rule: HeatingRule,
    *,
    period: tuple[date, date] | None = None,
) -> DegreeDaySum:
    """Heating degree-days: the sum of `base - T` over the days with `T <= threshold`.

    Parameters
    ----------
    temperature : array of float64, shape (days,), or NormalYear
        Daily mean outdoor temperature, °C. NaN = missing: neither warm nor cold, but counted. Of a
        normal year: its average day times the days of `period`, a sum to divide by that of a
        calendar year.
    period : tuple of date
        First day and the day after the last, of a normal year only.
    rule : HeatingRule
        No default, as there is no neutral definition: `eurostat_heating`, `italian_gradi_giorno`
        (DPR 412/1993, on the days of the conventional heating period) or your own.

    Raises
    ------
    TypeError, ShapeError
        For values that are not one dimension of contiguous float64; for a normal year without a
        period, or days with one.
    """
    if isinstance(temperature, NormalYear):
        if period is None:
            raise TypeError("Expected period=(first day, day after the last) of a normal year.")
        total = _core.heating_of_normal_year(temperature, (rule.base, rule.threshold), *period)
        amount, counted, missing, start, end = total
        return DegreeDaySum(amount, counted, missing, rule, "daily_mean", start, end)
    if period is not None:
        raise TypeError("Expected a period of a normal year only, got one of days.")
    return _of_daily_means(_core.heating_of_means, temperature, rule)


def cooling_degree_days(temperature: ArrayLike, rule: CoolingRule) -> DegreeDaySum:
    """Cooling degree-days: the sum of `T - base` over the days with `T >= threshold`.

    Parameters and errors as in `heating_degree_days`; `eurostat_cooling` is a rule.
    """
    return _of_daily_means(_core.cooling_of_means, temperature, rule)


def _of_daily_means(
    total: Callable[..., Any], temperature: ArrayLike, rule: HeatingRule | CoolingRule
) -> DegreeDaySum:
    """Of days that the caller does not date."""
    days = doubles(temperature, "temperature")
    amount, counted, missing, *_ = total("daily_mean", days, _EPOCH, tuple(rule))
    return DegreeDaySum(amount, counted, missing, rule)


def degree_days(
    temperatures: Any,
    rule: HeatingRule | CoolingRule,
    *,
    method: Method = "daily_mean",
    tz: str | None = None,
    period: tuple[date, date] | None = None,
) -> DegreeDaySum:
    """Degree-days by any of the methods, from days or from hours.

    Parameters
    ----------
    temperatures : table
        Of days: `date` with `temperature_c` (daily means), or with `minimum_c` and `maximum_c` for
        the methods `min_max_mean` and `ukmo`. Of hours: `time` (start of the hour) and
        `temperature_c`. A missing temperature is neither warm nor cold, but counted.
    rule : HeatingRule or CoolingRule
        Base and threshold, °C. No default, as there is no neutral definition; `heating_rules` and
        `cooling_rules` hold the usual ones by name.
    method : str
        `daily_mean`; `min_max_mean` (US); `ukmo` (UK Met Office, base = threshold); `integration`
        (each hour); `monthly_mean` (whole months; only to reproduce figures of others).
    tz : str, optional
        Zone whose civil days are counted, such as `Europe/Rome`; needed for hours.
    period : tuple of date, optional
        First day and the day after the last; all days if not given.

    Raises
    ------
    TypeError, InputError
        For data that is no table, lacks a column or does not suit the method; for days that are
        not in order without holes.
    ContractError
        For months that are not whole, or a threshold beside the base by `ukmo`.
    """
    if method not in _METHODS:
        raise ValueError(f"Expected one of {', '.join(_METHODS)}, got {method!r}.")
    prefix = "heating" if isinstance(rule, HeatingRule) else "cooling"

    def total(source: str, *arguments: Any) -> DegreeDaySum:
        function = getattr(_core, f"{prefix}_of_{source}")
        amount, counted, missing, start, end = function(method, *arguments, tuple(rule))
        return DegreeDaySum(amount, counted, missing, rule, method, start, end)

    table = table_of(temperatures, "temperatures", ())
    if "time" in table.column_names:
        if tz is None:
            raise InputError("Expected tz, the zone whose civil days are counted, got none.")
        hours = regular_series(table, "temperatures", "time", "temperature_c", tz)
        return total("hours", hours, tz, period)
    columns = ("minimum_c", "maximum_c") if method in _EXTREMES else ("temperature_c",)
    if method == "integration":
        raise InputError("Expected hours (a column time) for integration, got days.")
    first, values = run_of_days(table, *columns, tz=tz, period=period)
    return total("extremes" if method in _EXTREMES else "means", *values, first)


def run_of_days(
    temperatures: Any,
    *columns: str,
    tz: str | None = None,
    period: tuple[date, date] | None = None,
) -> tuple[date, list[NDArray[np.float64]]]:
    """First day and columns of a table of days that follow one another without holes."""
    table = table_of(temperatures, "temperatures", ("date", *columns))
    days = civil_days(table, "temperatures", "date", tz)
    if not len(days) or (np.diff(days) != 1).any():
        raise InputError("Expected days in order without holes, got others (temperatures, date).")
    wanted = _within(days, period)
    values = [numbers(table, "temperatures", column)[wanted] for column in columns]
    return _EPOCH + timedelta(days=int(days[wanted.start])), values


def _within(days: NDArray[np.int64], period: tuple[date, date] | None) -> slice:
    """The places of the days of the period; InputError if there are none."""
    if period is None:
        return slice(0, len(days))
    first, last = (int(np.searchsorted(days, (day - _EPOCH).days)) for day in period)
    if first >= last:
        raise InputError(f"Expected days within {period[0]} to {period[1]}, got none.")
    return slice(first, last)
