# SPDX-License-Identifier: Apache-2.0
"""Keyword settings of the fits, checked by name."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, TypeVar, get_type_hints

from . import _core
from ._checked import check

Options = TypeVar("Options")


class FitSettings(TypedDict, total=False):
    """Settings of all change-point fits; what is left out has the library's default."""

    heating_balance: tuple[float, float]
    cooling_balance: tuple[float, float]
    resolution_kwh: float
    min_observations: int
    free_signs: bool
    robust: bool


class DailySettings(FitSettings, total=False):
    """Of fits on days."""

    min_leg_days: int


class BillSettings(FitSettings, total=False):
    """Of fits on bills."""

    min_leg_bills: int


class ManySettings(DailySettings, BillSettings, total=False):
    """Of `fit_many`, which meets both."""


class CalendarSettings(TypedDict, total=False):
    """Of `fit_daily`."""

    heating_balance: tuple[float, float]
    cooling_balance: tuple[float, float]
    resolution_kwh: float
    min_observations: int
    min_leg_days: int
    zero_is_missing: bool
    year_end: bool
    weekend: Sequence[bool]
    drift: float


class HourlySettings(TypedDict, total=False):
    """Of `fit_hourly`."""

    temperature_segments: int
    knots_c: Sequence[float]
    min_segment_intervals: int
    occupied_share: float
    robust: bool
    clip_deviations: float
    closed_days: str
    windows: str
    min_days: float
    min_coverage: float


class CaltrackWindows(TypedDict, total=False):
    """Of all methods of `fit_caltrack`."""

    baseline_days: int
    reporting_days: int
    confidence: float


class CaltrackHourlySettings(CaltrackWindows, total=False):
    """Of `fit_caltrack` on hours."""

    neighbour_weight: float
    occupied_share: float
    endpoints_f: Sequence[float]
    min_bin_hours: int


class CaltrackSettings(CaltrackWindows, total=False):
    """Of `fit_caltrack` on days and bills."""

    fuel: str
    exact_span: bool
    min_span_days: int
    max_span_days: int
    min_day_share: float
    min_hour_share: float
    lowest_balance_f: int
    highest_balance_f: int
    corrections: Sequence[str]


def filled(options: Options, settings: Mapping[str, object], known: type, caller: str) -> Options:
    """The options with these settings; TypeError for one that is not known or of another type."""
    types = get_type_hints(known)
    for name, value in settings.items():
        if name not in types:
            raise TypeError(f"{caller}() got an unexpected keyword argument '{name}'")
        check(value, types[name], name)
        setattr(options, name, value)
    return options


def fit_options(settings: Mapping[str, object], known: type, caller: str) -> _core.FitOptions:
    """Settings of a change-point fit as the compiled part takes them."""
    return filled(_core.FitOptions(), settings, known, caller)
