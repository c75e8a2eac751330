# SPDX-License-Identifier: Apache-2.0
"""Intervals of a fit by resampling, as a check on those it states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import _core
from ._core import Estimate, NormalYear
from ._meter_tables import one_meter, one_station
from ._outcome import Described
from .fit_result import Fit


@dataclass(frozen=True)
class BootstrapIntervals(Described):
    """Intervals of the chosen shape: the fit's own value, 5 and 95 % points of the replications.

    Attributes
    ----------
    base, heating_slope, heating_balance, cooling_slope, cooling_balance : Estimate
        As of the `Fit`; `standard_error` is the standard deviation over the replications.
    normal_year : Estimate
        kWh of the normal year; NaN without one.
    replications : int
        Those in which the shape could be fitted.
    """

    base: Estimate
    heating_slope: Estimate
    heating_balance: Estimate
    cooling_slope: Estimate
    cooling_balance: Estimate
    normal_year: Estimate
    replications: int

    def _lines(self) -> list[tuple[str, str]]:
        figures = [
            ("base", self.base, "kWh/day", ".4g"),
            ("heating slope", self.heating_slope, "kWh/(K·d)", ".4g"),
            ("heating balance", self.heating_balance, "°C", ".4g"),
            ("cooling slope", self.cooling_slope, "kWh/(K·d)", ".4g"),
            ("cooling balance", self.cooling_balance, "°C", ".4g"),
            ("normal year", self.normal_year, "kWh", ",.0f"),
        ]
        return [
            *(
                (name, f"{e.value:{form}} {unit} (90 %: {e.low:{form}} to {e.high:{form}})")
                for name, e, unit, form in figures
                if e.value == e.value
            ),
            ("replications", f"{self.replications}"),
        ]


def block_bootstrap(
    fit: Fit,
    readings: Any,
    temperatures: Any,
    *,
    tz: str | None = None,
    normal_year: NormalYear | None = None,
    replications: int = 200,
    block: int = 0,
    seed: int = 1,
) -> BootstrapIntervals:
    """Moving-block bootstrap of the residuals (Künsch 1989): a check on the intervals of a fit.

    Blocks of consecutive residuals are put on the fitted values and the shape is searched anew. It
    assumes no form of autocorrelation beyond the block and no linearisation; it takes a few hundred
    times as long as the fit. The same arguments give the same bits.

    Parameters
    ----------
    fit : Fit
        Of `fit_change_point` or `fit_bills` on these very data, without regressors.
    readings : table
        `start`, a day; `end`, the day after the last (without this column single days);
        `energy_kwh`, empty = missing; `quality`, if the fit had it.
    temperatures : table
        `time`, a day, and `temperature_c`, its mean outdoor temperature.
    tz : str, optional
        Zone whose midnights timestamps are; dates need none.
    normal_year : NormalYear, optional
        For an interval of its energy.
    replications : int
        How often it is resampled.
    block : int
        Observations of a block; 0 = 14 days, or 3 bills.
    seed : int
        Of the random numbers.

    Raises
    ------
    CoverageError
        If there is no model.
    ContractError
        For a fit of other data, of another method or with regressors.
    InputError
        For a table that cannot be used.
    """
    meter = one_meter(readings, tz)
    first_day, outdoor = one_station(temperatures, tz)
    found = _core.block_bootstrap(
        fit._core,
        meter.start,
        meter.end,
        meter.energy,
        first_day,
        outdoor,
        normal_year,
        replications,
        block,
        seed,
    )
    return BootstrapIntervals(
        found.base,
        found.heating_slope,
        found.heating_balance,
        found.cooling_slope,
        found.cooling_balance,
        found.normal_year,
        found.replications,
    )
