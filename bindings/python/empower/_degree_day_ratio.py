# SPDX-License-Identifier: Apache-2.0
"""Quotients of degree-days, and energy normalised by them: a figure, or the reason for none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

from . import _core
from ._degree_days import CoolingRule, DegreeDaySum, HeatingRule, run_of_days
from ._outcome import Described
from .errors import CoverageError, InputError
from .fit_result import Fit


@dataclass(frozen=True)
class DegreeDayRatio(Described):
    """`a / b`, or the named reason why the two cannot be divided. True when there is a number.

    Attributes
    ----------
    value : float
        NaN if refused.
    reason : str or None
        `different_degree_day_rules`, `different_degree_day_methods`,
        `different_degree_day_lengths`, `different_degree_day_seasons`, `low_weather_coverage` or
        `no_degree_days`.
    detail : str
        The reason in words.
    """

    value: float = nan
    reason: str | None = None
    detail: str = ""

    def __bool__(self) -> bool:
        return self.reason is None

    def __float__(self) -> float:
        if self.reason is not None:
            raise CoverageError(f"Expected a ratio, got a refusal: {self.reason}, {self.detail}")
        return self.value

    def _lines(self) -> list[tuple[str, str]]:
        if self.reason is not None:
            return [("refused", f"{self.reason}: {self.detail}")]
        return [("ratio", f"{self.value:.4f}")]


@dataclass(frozen=True)
class DegreeDayNormalised(Described):
    """Energy as it would have been in other weather, or the reason why that cannot be said.

    Attributes
    ----------
    total, low, high : float
        kWh, with the 90 % interval; NaN if refused.
    base, heating : float
        Parts of `total`: left as it was, and scaled.
    ratio : float
        Reference over actual degree-days.
    share : tuple of three floats
        Heating share of the measured total, low and high.
    reason : str or None
        As in `DegreeDayRatio`.
    """

    total: float = nan
    low: float = nan
    high: float = nan
    base: float = nan
    heating: float = nan
    ratio: float = nan
    share: tuple[float, float, float] = (nan, nan, nan)
    reason: str | None = None
    detail: str = ""

    def __bool__(self) -> bool:
        return self.reason is None

    def _lines(self) -> list[tuple[str, str]]:
        if self.reason is not None:
            return [("refused", f"{self.reason}: {self.detail}")]
        return [
            ("normalised", f"{self.total:,.0f} kWh ({self.low:,.0f} to {self.high:,.0f})"),
            ("heating", f"{self.heating:,.0f} kWh, scaled by {self.ratio:.4f}"),
            ("base", f"{self.base:,.0f} kWh, as it was"),
        ]


def degree_day_ratio(a: DegreeDaySum, b: DegreeDaySum) -> DegreeDayRatio:
    """`a / b`, each per day counted, so that a missing day weighs nothing.

    Refused where the two differ in rule, method, length or season, where one has less than 90 % of
    its days, or where `b` is 0. There is no quotient of legal degree-days: see
    `empower.legal_and_actual_degree_days`.

    Raises
    ------
    TypeError
        For heating over cooling degree-days.
    InputError
        For sums of days that nobody dated: take them from `empower.degree_days`.
    """
    heating = isinstance(a.rule, HeatingRule)
    if heating != isinstance(b.rule, HeatingRule):
        raise TypeError("Expected two heating or two cooling sums, got one of each.")
    divide = _core.heating_ratio if heating else _core.cooling_ratio
    found = divide(_total(a), _total(b))
    if found.value is None:
        return DegreeDayRatio(reason=found.reason, detail=found.detail)
    return DegreeDayRatio(found.value)


def degree_day_normalised(
    measured_kwh: float,
    share: Fit | float | tuple[float, float, float],
    reference: Any,
    actual: Any,
    *,
    regressor_totals: Sequence[float] = (),
) -> DegreeDayNormalised:
    """Move a measured total to other weather by the ratio of degree-days, of its heating only.

    `normalised = measured * (1 - s) + measured * s * reference / actual`; scaling all of it would
    move the base with the weather.

    Parameters
    ----------
    measured_kwh : float
        Of the actual days.
    share : Fit, float or tuple of three floats
        A fit: its own balance temperature is the base, and its share and interval are used; the
        better way where daily temperatures are at hand. Else the heating share `s`, 0 to 1, stated
        with its source, with or without the interval (value, low, high). By a convention the
        interval does not hold the error of the rule: see `docs/reference/degree-days.md`.
    reference, actual : DegreeDaySum, or table of days
        Heating degree-days of one rule and method; with a fit, tables with `date` and
        `temperature_c` (daily means, °C), in order without holes, of the same part of a year.
    regressor_totals : sequence of float
        Sum over the actual days of each regressor of the fit, in its order; they count with the
        base.

    Raises
    ------
    ContractError
        For a share outside 0 to 1, or outside its interval.
    ShapeError
        If the totals are not as many as the fit's regressors.
    InputError
        For days with holes, or sums without dates.
    CoverageError
        For a fit that was refused.
    """
    if isinstance(share, Fit):
        reference_first, (reference_c,) = run_of_days(reference, "temperature_c")
        actual_first, (actual_c,) = run_of_days(actual, "temperature_c")
        found = _core.normalised_by_fit(
            measured_kwh,
            share._core,
            reference_first,
            reference_c,
            actual_first,
            actual_c,
            list(regressor_totals),
        )
    else:
        if len(regressor_totals):
            raise TypeError("Expected no regressor_totals beside a stated share, got some.")
        stated = share if isinstance(share, tuple) else (share, share, share)
        found = _core.normalised_by_share(
            measured_kwh, stated, _heating(reference), _heating(actual)
        )
    value = found.value
    if value is None:
        return DegreeDayNormalised(reason=found.reason, detail=found.detail)
    return DegreeDayNormalised(
        value.total, value.low, value.high, value.base, value.heating, value.ratio, value.share
    )


def _heating(total: DegreeDaySum) -> Any:
    if isinstance(total.rule, CoolingRule):
        raise TypeError("Expected heating degree-days, got cooling ones.")
    return _total(total)


def _total(total: DegreeDaySum) -> Any:
    """A sum as the compiled part takes it."""
    if total.start is None or total.end is None:
        raise InputError("Expected sums with their dates (empower.degree_days), got one without.")
    return (
        total.total,
        total.days_counted,
        total.days_missing,
        tuple(total.rule),
        total.method,
        total.start,
        total.end,
    )
