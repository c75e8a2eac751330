# SPDX-License-Identifier: Apache-2.0
"""Daily models with a calendar: weather with inertia, day types, season; an average of many."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import civil_day, day_of, days, doubles
from ._calendar import Closed, closed_days
from ._core import DailyMember, DailyTotal
from ._frames import input_error, is_table
from ._meter_tables import one_meter, one_station
from ._outcome import Outcome
from ._settings import CalendarSettings, filled
from .errors import CoverageError

if TYPE_CHECKING:
    import altair as alt


class _Fitted(NamedTuple):
    """What a fit was made of, for its plot."""

    first_day: date
    energy: NDArray[np.float64]
    first_temperature_day: date
    temperature: NDArray[np.float64]
    closed: list[tuple[date, str]]


@dataclass(frozen=True, eq=False)
class DailyFit(Outcome[_core.DailyFit]):
    """A daily model, the weighted mean of its members, or the named reason why there is none.

    True as a boolean when there is a model.

    Attributes
    ----------
    temperature_min, temperature_max : float
        Coldest and warmest day that was fitted, °C.
    observations : int
        Days used.
    mean_kwh, r_squared, cv_rmse, nmbe : float
        Energy of a mean day, and how good the weighted mean is.
    autocorrelation, effective_observations, degrees_of_freedom : float
        What intervals rest on.
    reason : str or None
        Code of the refusal, None if there is a model.
    detail : str
        The refusal in words.
    """

    temperature_min: float = nan
    temperature_max: float = nan
    observations: int = 0
    mean_kwh: float = nan
    r_squared: float = nan
    cv_rmse: float = nan
    nmbe: float = nan
    autocorrelation: float = nan
    effective_observations: float = nan
    degrees_of_freedom: float = nan
    _data: _Fitted | None = field(default=None, repr=False)

    @property
    def period(self) -> tuple[date, date]:
        """First day and the day after the last that were offered."""
        return self._core.period

    @property
    def members(self) -> list[DailyMember]:
        """The least-squares models of the average, by falling weight."""
        return self._core.members

    @property
    def term_shares(self) -> dict[str, float]:
        """Share of the weight that members with a term have: how sure it is that it belongs."""
        return self._core.term_shares()

    @property
    def day_type_effects(self) -> dict[str, float]:
        """What a kind of day uses more or less, kWh/day at rest of both legs.

        A day of the week against the mean of the seven, `year_end` and closed days against their
        own day of the week.
        """
        return self._core.day_type_effects()

    def coefficients(self, member: DailyMember) -> dict[str, float]:
        """Coefficients of a member by name, kWh/day or kWh/(K·d)."""
        return self._core.coefficients(member)

    def predict(
        self,
        day: ArrayLike,
        *,
        temperature: ArrayLike,
        first_temperature_day: date | np.datetime64,
        closed: Closed = (),
    ) -> NDArray[np.float64]:
        """Energy expected of days, kWh; NaN where a day has no temperature.

        Parameters
        ----------
        day : array of datetime64[D], shape (days,)
            Which days, in any order.
        temperature : array of float64
            Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on; a week
            or more before the first day asked for, as the model has a memory.
        first_temperature_day : date or datetime64
            Day of `temperature[0]`.
        closed : mapping of date to str, or dates
            Closed days.

        Raises
        ------
        CoverageError
            If there is no model.
        """
        return self._core.predict(*_asked(day, temperature, first_temperature_day, closed))

    def predict_total(
        self,
        day: ArrayLike,
        *,
        temperature: ArrayLike,
        first_temperature_day: date | np.datetime64,
        closed: Closed = (),
    ) -> DailyTotal:
        """What a meter would read over days together, with its 90 % interval; as `predict`."""
        return self._core.total(*_asked(day, temperature, first_temperature_day, closed))

    def plot(self) -> alt.LayerChart:
        """Energy of the fitted days over outdoor temperature, as metered and as expected.

        Needs altair (`pip install "empower-energy[plot]"`).

        Raises
        ------
        CoverageError
            If there is no model, or it came from JSON and has no days of its own.
        """
        from .daily_plot import daily_chart

        core = self._core
        if self._data is None:
            raise CoverageError("Expected a model with its days, got one from JSON.")
        first, energy, first_temperature, outdoor, closed = self._data
        at = np.arange(len(energy)) + (first - first_temperature).days
        inside = (at >= 0) & (at < len(outdoor))
        day = np.datetime64(first, "D").astype(np.int64) + np.flatnonzero(inside)
        expected = core.predict(day, first_temperature, outdoor, closed)
        return daily_chart(self, outdoor[at[inside]], energy[inside], expected)

    @classmethod
    def _read(cls, text: str) -> _core.DailyFit:
        return _core.DailyFit.from_json(text)

    def _result_lines(self) -> list[tuple[str, str]]:
        leader = self.members[0]
        sure = [f"{name} {share:.0%}" for name, share in self.term_shares.items() if share >= 0.01]
        return [
            ("model", f"average of {len(self.members)}, the first {leader.shape}"),
            *(
                (f"{name.replace('_', ' ')}", f"{value:.4g}")
                for name, value in self.coefficients(leader).items()
            ),
            ("terms", ", ".join(sure)),
            ("observations", f"{self.observations} (effective: {self.effective_observations:.0f})"),
            ("R²", f"{self.r_squared:.3f}"),
            ("CV(RMSE)", f"{self.cv_rmse:.1%}"),
        ]


@overload
def fit_daily(
    readings: Any,
    temperatures: Any,
    /,
    *,
    tz: str | None = None,
    closed: Closed = (),
    **settings: Unpack[CalendarSettings],
) -> DailyFit: ...


@overload
def fit_daily(
    energy: ArrayLike,
    *,
    start: date | np.datetime64,
    temperature: ArrayLike,
    first_temperature_day: date | np.datetime64,
    closed: Closed = (),
    **settings: Unpack[CalendarSettings],
) -> DailyFit: ...


def fit_daily(
    energy: Any,
    temperatures: Any = None,
    *,
    start: date | np.datetime64 | None = None,
    temperature: ArrayLike | None = None,
    first_temperature_day: date | np.datetime64 | None = None,
    tz: str | None = None,
    closed: Closed = (),
    **settings: Unpack[CalendarSettings],
) -> DailyFit:
    """Fit daily energy over outdoor temperature and calendar.

    `fit_daily(readings, temperatures)` takes tables as `fit_many` does, of one meter and one
    station: `start`, a day, and `energy_kwh`; `time` and `temperature_c`. The parameters below are
    the same in arrays.

    Parameters
    ----------
    energy : array of float64, shape (days,)
        kWh of each day from `start` on; NaN drops the day.
    start : date or datetime64
        Day of `energy[0]`.
    temperature : array of float64
        Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on, which may
        lie before `start`: the model has a memory.
    first_temperature_day : date or datetime64
        Day of `temperature[0]`.
    tz : str, optional
        Of tables: zone whose midnights timestamps are; dates need none.
    closed : mapping of date to str, or dates
        Closed days, with their kinds or without.
    **settings
        `heating_balance`, `cooling_balance` : limits of the balance temperatures, (°C, °C).
        `resolution_kwh`, `min_observations`, `min_leg_days` : as for `fit_change_point`.
        `zero_is_missing` : a day of exactly 0 is no reading.
        `year_end` : the days from 24 December to 1 January may have a level of their own.
        `weekend` : seven truth values from Monday on.
        `drift` : standard deviation of the change of use, as a fraction; widens totals.

    Returns
    -------
    DailyFit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    TypeError, ShapeError
        For arrays of other types, an instant instead of a day, an unknown setting.
    InputError
        For a table that cannot be used, with its column.
    """
    options = filled(_core.DailyOptions(), settings, CalendarSettings, "fit_daily")
    if is_table(energy):
        if start is not None or temperature is not None or first_temperature_day is not None:
            raise TypeError(
                "Expected two tables, readings and temperatures, got arrays beside them."
            )
        day, used = _days_of(energy, tz)
        first_day, outdoor = one_station(temperatures, tz)
    elif start is None or temperature is None or first_temperature_day is None:
        raise TypeError(
            "Expected start, temperature and first_temperature_day beside energy,"
            " or two tables, readings and temperatures."
        )
    else:
        day, used = civil_day(start, "start"), doubles(energy, "energy")
        first_day = civil_day(first_temperature_day, "first_temperature_day")
        outdoor = doubles(temperature, "temperature")
    kinds = closed_days(closed)
    outcome = _core.fit_daily(day, used, first_day, outdoor, kinds, options)
    if outcome.value is None:
        return DailyFit(outcome.reason, outcome.detail)
    return DailyFit._of(outcome.value, _data=_Fitted(day, used, first_day, outdoor, kinds))


def _days_of(readings: Any, tz: str | None) -> tuple[date, NDArray[np.float64]]:
    """First day and energy of each day of a table; a day that is not there is NaN."""
    meter = one_meter(readings, tz)
    if not len(meter.start):
        raise input_error("readings", "start", "at least one day", "none")
    if (meter.end - meter.start != 1).any():
        raise input_error("readings", "end", "readings of one day each", "longer ones")
    every_day = np.full(meter.end[-1] - meter.start[0], np.nan)
    every_day[meter.start - meter.start[0]] = meter.energy
    return day_of(int(meter.start[0])), every_day


def _asked(
    day: ArrayLike,
    temperature: ArrayLike,
    first_temperature_day: date | np.datetime64,
    closed: Closed,
) -> tuple[NDArray[np.int64], date, NDArray[np.float64], list[tuple[date, str]]]:
    return (
        days(day, "day"),
        civil_day(first_temperature_day, "first_temperature_day"),
        doubles(temperature, "temperature"),
        closed_days(closed),
    )
