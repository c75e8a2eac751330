# SPDX-License-Identifier: Apache-2.0
"""The one door to CalTRACK 2.0 for days, bills and hours."""

from datetime import date, datetime
from typing import Any, Literal, Unpack, overload

from . import _core
from ._frames import instant
from ._settings import CaltrackHourlySettings, CaltrackSettings, filled
from .caltrack import CaltrackFit, hours_of, readings_of
from .caltrack_hourly import CaltrackHourlyFit, usage_of

_FITS = {"daily": _core.fit_caltrack_daily, "billing": _core.fit_caltrack_billing}


@overload
def fit_caltrack(
    readings: Any,
    temperatures: Any,
    *,
    method: Literal["daily", "billing"],
    baseline_end: date | datetime,
    tz: str | None = None,
    **settings: Unpack[CaltrackSettings],
) -> CaltrackFit: ...


@overload
def fit_caltrack(
    readings: Any,
    temperatures: Any,
    *,
    method: Literal["hourly"],
    baseline_end: date | datetime,
    tz: str | None = None,
    **settings: Unpack[CaltrackHourlySettings],
) -> CaltrackHourlyFit: ...


def fit_caltrack(
    readings: Any,
    temperatures: Any,
    *,
    method: str,
    baseline_end: date | datetime,
    tz: str | None = None,
    **settings: Any,
) -> CaltrackFit | CaltrackHourlyFit:
    """Fit CalTRACK 2.0 as eemeter 3.2.0 codes it.

    Parameters
    ----------
    readings : table
        From pyarrow, pandas, polars or DuckDB, in order of time: `start`, `end` and `energy_kwh`
        (or any other unit; empty = missing). Timestamps, or dates, which are midnights of `tz`;
        without a column `end` a date is a day. Hourly readings need no `end`. Bills may have a
        `quality` (`actual`, `estimated`, `corrected`): estimates are joined to the next reading.
    temperatures : table
        `time` and `temperature_c` of each hour.
    method : str
        `daily` (`caltrack-2.0-daily`), `billing` (`caltrack-2.0-billing`) or `hourly`
        (`caltrack-2.0-hourly`).
    baseline_end : date or datetime
        Where the baseline ends and the blackout begins.
    tz : str, optional
        Zone of dates and of timestamps that have none; of hours also that of their week, which is
        told in UTC without it, as the reference does.
    **settings
        All methods: `baseline_days`, `reporting_days`, `confidence`. Hours: `neighbour_weight`,
        `occupied_share`, `endpoints_f`, `min_bin_hours`. Days and bills:

        `fuel` : `electricity` or `gas`.
        `corrections` : known faults to repair, of `calendar_days`, `full_bimonthly`, `overshoot`,
        `degree_hours`, `bic`, `reporting_energy`, `exact_balance`; any makes the result
        non-standard.
        `exact_span`, `min_span_days`, `max_span_days`, `min_day_share`, `min_hour_share`,
        `lowest_balance_f`, `highest_balance_f` : what suffices, and where is searched.

    Returns
    -------
    CaltrackFit or CaltrackHourlyFit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    InputError
        For a table that cannot be used, with its column.
    ValueError
        For an unknown method, fuel or correction.
    TypeError
        For something that is no table, an instant without a zone, an unknown setting.
    """
    at = instant(baseline_end, "baseline_end", tz)
    weather = hours_of(temperatures, tz)
    if method == "hourly":
        hourly = filled(
            _core.CaltrackHourlySettings(), settings, CaltrackHourlySettings, "fit_caltrack"
        )
        if tz is not None:
            hourly.zone = tz
        hours = _core.fit_caltrack_hourly(usage_of(readings, tz), weather, at, hourly)
        return CaltrackHourlyFit(hours.reason, hours.detail, hours.value, tz)
    if method not in _FITS:
        raise ValueError(f'Expected daily, billing or hourly as method, got "{method}".')
    options = filled(_core.CaltrackSettings(), settings, CaltrackSettings, "fit_caltrack")
    if tz is not None and "calendar_days" in options.corrections:
        options.zone = tz  # a setting of its own: without the correction the method knows no zone
    start, end, energy, guessed = readings_of(readings, tz)
    if method == "billing" and guessed.any():
        outcome = _core.fit_caltrack_billing_with_estimates(
            start, end, energy, guessed, weather, at, options
        )
    else:
        outcome = _FITS[method](start, end, energy, weather, at, options)
    return CaltrackFit(outcome.reason, outcome.detail, outcome.value, tz)
