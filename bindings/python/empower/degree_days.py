# SPDX-License-Identifier: Apache-2.0
"""Heating and cooling degree-days of daily mean outdoor temperatures."""

from typing import NamedTuple

from numpy.typing import ArrayLike

from . import _core
from ._arrays import doubles


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


class DegreeDaySum(NamedTuple):
    """Degree-days (K·d) with what they rest on."""

    total: float
    days_counted: int
    days_missing: int
    rule: HeatingRule | CoolingRule


def heating_degree_days(temperature: ArrayLike, rule: HeatingRule) -> DegreeDaySum:
    """Heating degree-days: the sum of `base - T` over the days with `T <= threshold`.

    Parameters
    ----------
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C. NaN = missing: neither warm nor cold, but counted.
    rule : HeatingRule
        No default, as there is no neutral definition: `eurostat_heating`, `italian_gradi_giorno`
        (DPR 412/1993, on the days of the conventional heating period) or your own.

    Raises
    ------
    TypeError, ShapeError
        For values that are not one dimension of contiguous float64.
    """
    return DegreeDaySum(*_core.heating_degree_days(doubles(temperature, "temperature"), rule), rule)


def cooling_degree_days(temperature: ArrayLike, rule: CoolingRule) -> DegreeDaySum:
    """Cooling degree-days: the sum of `T - base` over the days with `T >= threshold`.

    Parameters and errors as in `heating_degree_days`; `eurostat_cooling` is a rule.
    """
    return DegreeDaySum(*_core.cooling_degree_days(doubles(temperature, "temperature"), rule), rule)
