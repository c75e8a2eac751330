# SPDX-License-Identifier: Apache-2.0
"""Hourly models: energy by civil time of week and outdoor temperature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import nan
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._calendar import Closed, closed_days
from ._frames import every_step, regular_series, table_of
from ._outcome import Outcome
from ._settings import HourlySettings, filled

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa


class HourlyPrediction:
    """What an hourly model expects of a stretch of time; totals in kWh.

    Attributes
    ----------
    total, low, high : float
        Of the counted intervals, with the 90 % interval of what a meter would read.
    observed : float
        Total of the readings over the same intervals, where they were given.
    coverage : float
        Share of the intervals that are counted.
    extrapolated, inferred, at_zero : int
        Counted intervals colder or warmer than any that was fitted, in slots of the week that the
        fit had not seen, and with an expectation below 0.
    """

    def __init__(self, core: _core.HourlyPrediction) -> None:
        self._core = core
        self.total = core.total
        self.low = core.low
        self.high = core.high
        self.observed = core.observed
        self.coverage = core.coverage
        self.extrapolated = core.extrapolated
        self.inferred = core.inferred
        self.at_zero = core.at_zero

    @property
    def energy(self) -> NDArray[np.float64]:
        """Expected kWh of each interval; NaN where the temperature is missing. A read-only view."""
        return self._core.energy_kwh

    @property
    def table(self) -> pa.Table:
        """`start`, in UTC, and `energy_kwh` of each interval."""
        import pyarrow as pa

        step = self._core.step_seconds
        start = self._core.first + step * np.arange(len(self.energy))
        instants = pa.array(start).cast(pa.timestamp("s", "UTC"))
        expected = pa.array(self.energy, from_pandas=True)
        return pa.table({"start": instants, "energy_kwh": expected})

    def __repr__(self) -> str:
        return (
            f"HourlyPrediction(total={self.total:,.0f} kWh,"
            f" 90 %: {self.low:,.0f} to {self.high:,.0f})"
        )


@dataclass(frozen=True, eq=False)
class HourlyFit(Outcome[_core.HourlyFit]):
    """A fitted hourly model, or the named reason why there is none.

    True as a boolean when there is a model.

    Attributes
    ----------
    zone : str
        Whose civil time the week is told in.
    regressors : list of str
        Beside temperature, by name.
    temperature_min, temperature_max : float
        Coldest and warmest interval that was fitted, °C.
    coverage : float
        Share of the period's intervals with all that is needed.
    parameters, clipped : int
        Coefficients; residuals that the robust pass shortened.
    r_squared, cv_rmse, nmbe : float
        How good it is, of intervals.
    daily_r_squared, daily_cv_rmse, autocorrelation, effective_days, degrees_of_freedom : float
        The same of days, on which intervals of totals rest.
    days : int
        Civil days with at least three quarters of their intervals.
    reason : str or None
        Code of the refusal, None if there is a model.
    detail : str
        The refusal in words.
    """

    zone: str = ""
    regressors: list[str] = field(default_factory=list)
    temperature_min: float = nan
    temperature_max: float = nan
    coverage: float = nan
    parameters: int = 0
    clipped: int = 0
    r_squared: float = nan
    cv_rmse: float = nan
    nmbe: float = nan
    daily_r_squared: float = nan
    daily_cv_rmse: float = nan
    days: int = 0
    autocorrelation: float = nan
    effective_days: float = nan
    degrees_of_freedom: float = nan

    @property
    def step(self) -> timedelta:
        """Length of an interval."""
        return timedelta(seconds=self._core.step_seconds)

    def week(self, window: int = 0) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Energy of each slot of the week in its mean weather, kWh, and whether it is occupied.

        From Monday 00:00 on; after Sunday's follow those of a closed day, where it has its own. NaN
        in a slot that the fit has not seen. `window` counts the models of a year where there are
        several.
        """
        energy, occupied, inferred = self._core.week(window)
        return np.where(inferred, np.nan, energy), occupied.astype(np.bool_)

    def effects(self, window: int = 0) -> dict[str, tuple[float, float]]:
        """Energy per unit of each regressor, kWh, when the building is not occupied and when it is.

        NaN for a mode that no slot of the week is in.
        """
        kwh = ((low, high) for low, high in self._core.effects(window))
        return dict(zip(self.regressors, kwh, strict=True))

    def predict(
        self,
        temperatures: Any,
        *,
        observed: Any = None,
        closed: Closed = (),
        tz: str | None = None,
    ) -> HourlyPrediction:
        """Energy expected of the intervals of a stretch of time.

        Parameters
        ----------
        temperatures : table
            `time` and `temperature_c`, as for `fit_hourly`.
        observed : table, optional
            `start` and `energy_kwh`: then only intervals with a reading are counted, so that
            `total - observed` is avoided energy. The model's regressors are columns of it, or of
            `temperatures` where it is not given.
        closed : mapping of date to str, or dates
            Closed days of the stretch.
        tz : str, optional
            Zone of timestamps that have none.

        Raises
        ------
        CoverageError
            If there is no model.
        InputError
            For a table that cannot be used.
        """
        if observed is None:
            used = None
            beside = _columns(temperatures, "temperatures", "time", self.regressors, tz)
        else:
            readings = table_of(observed, "observed", ("start", "energy_kwh"))
            used = regular_series(readings, "observed", "start", "energy_kwh", tz)
            beside = _columns(readings, "observed", "start", self.regressors, tz)
        weather = _weather(temperatures, tz)
        return HourlyPrediction(self._core.predict(weather, closed_days(closed), used, beside))

    def plot(self, window: int = 0) -> alt.LayerChart:
        """The week: energy of each slot in its mean weather, occupied hours marked.

        Needs altair (`pip install "empower-energy[plot]"`).
        """
        from .week_plot import week_chart

        return week_chart(self, window)

    @classmethod
    def _read(cls, text: str) -> _core.HourlyFit:
        return _core.HourlyFit.from_json(text)

    def _result_lines(self) -> list[tuple[str, str]]:
        return [
            ("model", f"time of week and temperature, steps of {self.step}, {self.zone}"),
            ("coverage", f"{self.coverage:.1%} of the intervals, {self.days} days"),
            ("of intervals", f"R² {self.r_squared:.3f}, CV(RMSE) {self.cv_rmse:.1%}"),
            ("of days", f"R² {self.daily_r_squared:.3f}, CV(RMSE) {self.daily_cv_rmse:.1%}"),
            ("temperatures", f"{self.temperature_min:.1f} to {self.temperature_max:.1f} °C"),
            ("autocorrelation", f"{self.autocorrelation:.2f} ({self.effective_days:.0f} days)"),
        ]


def fit_hourly(
    readings: Any,
    temperatures: Any,
    *,
    tz: str,
    closed: Closed = (),
    regressors: Sequence[str] = (),
    **settings: Unpack[HourlySettings],
) -> HourlyFit:
    """Fit energy of equal intervals to civil time of week and outdoor temperature.

    Parameters
    ----------
    readings : table
        From pyarrow, pandas, polars or DuckDB, in any order: `start`, a timestamp; `energy_kwh`,
        empty = missing. Steps of an hour, a quarter, or any other that divides a day.
    temperatures : table
        `time`, the start of its interval, and `temperature_c`; on the same steps, finer or coarser.
    tz : str
        Zone of the place: the week is told in its civil time, and so are timestamps without a zone.
    closed : mapping of date to str, or dates
        Closed days, with their kinds or without.
    regressors : sequence of str, optional
        Columns of `readings` that explain energy beside the temperature: solar irradiation,
        occupancy. Each has a coefficient when occupied and one when not; empty = missing.
    **settings
        `temperature_segments`, `knots_c`, `min_segment_intervals` : of the temperature curve.
        `occupied_share` : a slot is occupied when more of its residuals are positive.
        `robust`, `clip_deviations` : clip the residuals of a first fit and fit again.
        `closed_days` : `own` slots, those of `sunday`, or `ordinary` ones.
        `windows` : one model of the `whole`, of `three_months` each, or of `fortnights`.
        `min_days`, `min_coverage` : what a fit needs.

    Returns
    -------
    HourlyFit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    InputError
        For a table that cannot be used, with its column.
    TypeError
        For something that is no table, and for an unknown setting.
    """
    options = filled(_core.HourlyOptions(), settings, HourlySettings, "fit_hourly")
    table = table_of(readings, "readings", ("start", "energy_kwh"))
    energy = regular_series(table, "readings", "start", "energy_kwh", tz)
    beside = _columns(table, "readings", "start", regressors, tz)
    weather = _weather(temperatures, tz)
    outcome = _core.fit_hourly(energy, weather, tz, options, closed_days(closed), beside)
    if outcome.value is None:
        return HourlyFit(outcome.reason, outcome.detail)
    return HourlyFit._of(outcome.value)


def _columns(
    readings: Any, name: str, time: str, columns: Sequence[str], tz: str | None
) -> list[tuple[str, NDArray[np.float64]]]:
    if not columns:
        return []
    table = table_of(readings, name, (time, *columns))
    return [(column, every_step(table, name, time, column, tz)[2]) for column in columns]


def _weather(temperatures: Any, tz: str | None) -> _core.RegularSeries:
    table = table_of(temperatures, "temperatures", ("time", "temperature_c"))
    return regular_series(table, "temperatures", "time", "temperature_c", tz)
