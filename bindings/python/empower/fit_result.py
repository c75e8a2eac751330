# SPDX-License-Identifier: Apache-2.0
"""A fitted energy signature and what can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import nan
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import civil_day, columns, doubles
from ._core import AcceptanceCheck, Estimate, NormalYear, Prediction
from ._outcome import Outcome
from .errors import CoverageError, InputError

if TYPE_CHECKING:
    import altair as alt


_ABSENT = Estimate()
_OF_HOURS = "empower-degree-hours-1"


class Observations(NamedTuple):
    """What a fit was made of, for its plot: views of the arrays that were given."""

    temperature: NDArray[np.float64]
    """Mean outdoor temperature of each observation, °C."""
    energy: NDArray[np.float64]
    """kWh per day."""
    days: NDArray[np.float64]
    """Length of each."""


class Candidate(NamedTuple):
    """A shape that was tried. Balance temperatures in °C; a leg it has not got has slope 0."""

    model: str
    criterion: float
    """AICc up to 36 observations, BIC with the effective sample size above; NaN = none."""
    delta: float
    """`criterion` above that of the chosen shape: below 2 the data hardly prefer the chosen one."""
    admissible: bool
    """It has all its legs, and observations enough for its parameters."""
    search: str
    sse: float
    base: float
    heating_slope: float
    heating_balance: float
    cooling_slope: float
    cooling_balance: float


@dataclass(frozen=True, eq=False)
class FittedSignature(Outcome[_core.Fit]):
    """What all fits of the six shapes have, or the named reason why there is none.

    True as a boolean when there is a model.

    Attributes
    ----------
    model : str
        `1P` mean, `2P` line, `3PH` heating, `3PC` cooling, `4P` both from one balance temperature,
        `5P` both; empty if refused.
    search : str
        `exact` = the global optimum; `multistart` = the best of many local ones (5P on bills).
    base : Estimate
        kWh/day.
    heating_slope, cooling_slope : Estimate
        kWh/(K·d).
    heating_balance, cooling_balance : Estimate
        Balance temperatures, °C.
    heating_balance_at_bound, cooling_balance_at_bound : bool
        Whether the search stopped at its limit, so that the optimum may lie beyond.
    regressors : dict of str to Estimate
        Coefficients of further regressors, kWh per unit.
    temperature_min, temperature_max : float
        Coldest and warmest day that was fitted, °C.
    observations, parameters : int
        Days or bills used; coefficients, balance temperatures among them.
    r_squared, cv_rmse, nmbe, autocorrelation, effective_observations, degrees_of_freedom : float
        How good it is.
    reason : str or None
        Code of the refusal (`too_few_observations`, `no_variation` …), None if there is a model.
    detail : str
        The refusal in words.
    """

    model: str = ""
    search: str = ""
    base: Estimate = _ABSENT
    heating_slope: Estimate = _ABSENT
    heating_balance: Estimate = _ABSENT
    cooling_slope: Estimate = _ABSENT
    cooling_balance: Estimate = _ABSENT
    heating_balance_at_bound: bool = False
    cooling_balance_at_bound: bool = False
    regressors: dict[str, Estimate] = field(default_factory=dict)
    temperature_min: float = nan
    temperature_max: float = nan
    observations: int = 0
    parameters: int = 0
    r_squared: float = nan
    cv_rmse: float = nan
    nmbe: float = nan
    autocorrelation: float = nan
    effective_observations: float = nan
    degrees_of_freedom: float = nan
    _of_hours: ClassVar[bool] = False

    @property
    def period(self) -> tuple[date, date] | None:
        """First day and the day after the last that were offered; None if the fit was not told."""
        return self._core.period

    @property
    def covariance(self) -> NDArray[np.float64]:
        """Covariance of base, heating slope, heating balance, cooling slope, cooling balance and
        regressors, inflated for autocorrelation; zero where the model has no such coefficient.
        A read-only view, shape (coefficients, coefficients).
        """  # noqa: D205
        count = 5 + len(self.regressors)
        return self._core.covariance.reshape(count, count)

    @property
    def candidates(self) -> list[Candidate]:
        """All shapes that were tried, with the criterion that chose among them."""
        core = self._core
        names = [name for name in Candidate._fields if name != "delta"]
        return [
            Candidate(
                delta=core.delta_criterion(tried), **{name: getattr(tried, name) for name in names}
            )
            for tried in core.candidates
        ]

    def acceptance(self, *, reporting_mean: float | None = None) -> list[AcceptanceCheck]:
        """Rules by which others accept a baseline (ASHRAE Guideline 14, DOE, BETTER).

        They are reported and select nothing: a flat building has a good model with an R² of 0.

        Parameters
        ----------
        reporting_mean : float, optional
            Mean outdoor temperature of the period to predict, °C, for `doe_driver_range`.
        """
        return self._core.acceptance(reporting_mean)

    @classmethod
    def _read(cls, text: str) -> _core.Fit:
        core = _core.Fit.from_json(text)
        if (core.record.method == _OF_HOURS) != cls._of_hours:
            other = "Fit" if cls._of_hours else "DegreeHourFit"
            raise InputError(
                f"Expected a {cls.__name__}, got one by {core.record.method}"
                f" (read it by {other}.from_json).",
                field="record.method",
            )
        return core

    def _result_lines(self) -> list[tuple[str, str]]:
        coefficients = [
            ("base", self.base, "kWh/day"),
            ("heating slope", self.heating_slope, "kWh/(K·d)"),
            ("heating balance", self.heating_balance, "°C"),
            ("cooling slope", self.cooling_slope, "kWh/(K·d)"),
            ("cooling balance", self.cooling_balance, "°C"),
            *((name, effect, "kWh per unit") for name, effect in self.regressors.items()),
        ]
        if self.model == "2P":  # one leg over all temperatures: its end is no balance temperature
            coefficients = [c for c in coefficients if not c[0].endswith("balance")]
        others = sorted((c for c in self.candidates if c.admissible), key=lambda c: c.delta)[1:]
        return [
            ("model", f"{self.model} ({self.search} search)"),
            *((name, _estimate(e, unit)) for name, e, unit in coefficients if e.value == e.value),
            ("observations", f"{self.observations} (effective: {self.effective_observations:.0f})"),
            ("R²", f"{self.r_squared:.3f}"),
            ("CV(RMSE)", f"{self.cv_rmse:.1%}"),
            ("autocorrelation", f"{self.autocorrelation:.2f}"),
            (
                "other models",
                ", ".join(f"{c.model} worse by {c.delta:.1f}" for c in others) or "none fits",
            ),
        ]


@dataclass(frozen=True, eq=False)
class Fit(FittedSignature):
    """A fitted energy signature on daily mean temperatures, or the reason why there is none.

    True as a boolean when there is a model. Attributes as of `FittedSignature`: coefficients with
    intervals, how good it is, the candidates that were tried.
    """

    _data: Observations | None = field(default=None, repr=False)

    def predict(
        self, temperature: ArrayLike, *, regressors: Mapping[str, ArrayLike] | None = None
    ) -> NDArray[np.float64]:
        """Energy expected of days with these mean temperatures.

        Parameters
        ----------
        temperature : array of float64, shape (days,)
            °C; NaN gives NaN.
        regressors : mapping of str to array of float64
            A value per day of each regressor of the fit, in its order.

        Returns
        -------
        array of float64, shape (days,)
            kWh per day.

        Raises
        ------
        CoverageError
            If there is no model.
        ShapeError, ContractError
            If the regressors are not those of the fit.
        """
        return self._core.expected(doubles(temperature, "temperature"), columns(regressors))

    def predict_total(
        self, temperature: ArrayLike, *, regressor_totals: Sequence[float] = ()
    ) -> Prediction:
        """Energy expected of all days with a temperature together, with 90 % intervals.

        `low` and `high` are those of what a meter would read; `expectation_low` and
        `expectation_high` know the error of the coefficients alone. `extrapolated_share` says how
        much rests on weather that the fit has not seen.

        Parameters
        ----------
        temperature : array of float64, shape (days,)
            °C; a day with NaN is left out of the sum.
        regressor_totals : sequence of float
            Sum over the same days of each regressor of the fit, in its order.

        Raises
        ------
        CoverageError
            If there is no model.
        """
        return self._core.total(doubles(temperature, "temperature"), list(regressor_totals))

    def normal_year(
        self,
        temperature: ArrayLike | NormalYear,
        *,
        first_temperature_day: date | np.datetime64 | None = None,
        regressor_totals: Sequence[float] = (),
    ) -> Prediction:
        """Energy expected of a normal year.

        Parameters
        ----------
        temperature : array of float64, shape (days,), or NormalYear
            Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on, whose
            complete calendar years are averaged; or a normal year as `read_epw(…).normal_year`
            and `read_open_meteo(…).normal_year()` have it.
        first_temperature_day : date or datetime64
            Day of `temperature[0]`; not with a `NormalYear`.
        regressor_totals : sequence of float
            Sum over a year of each regressor of the fit, in its order.

        Raises
        ------
        CoverageError
            If there is no model, no calendar year with a temperature on each day, or more than a
            tenth of the year's days or degree-days is colder or warmer than any day of the fit;
            `predict_total` shows the figure all the same.
        TypeError
            For temperatures without a first day, and for a normal year with one.
        """
        regressors = list(regressor_totals)
        if isinstance(temperature, NormalYear):
            if first_temperature_day is not None:
                raise TypeError("Expected no first_temperature_day of a normal year.")
            return self._core.of_normal_year(temperature, regressors)
        if first_temperature_day is None:
            raise TypeError("Expected first_temperature_day, the day of temperature[0].")
        year = self._core.normal_year(
            civil_day(first_temperature_day, "first_temperature_day"),
            doubles(temperature, "temperature"),
            regressors,
        )
        if year is None:
            raise CoverageError(
                "Expected a calendar year with a temperature on each day, got none."
            )
        return year

    def band(
        self, temperature: ArrayLike, *, days: float = 1.0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """5 % and 95 % points of a reading, kWh per day, over `days` days of each temperature."""
        return self._core.band(doubles(temperature, "temperature"), days)

    def plot(
        self,
        temperature: ArrayLike | None = None,
        energy: ArrayLike | None = None,
        *,
        day_type: Sequence[str] | None = None,
    ) -> alt.Chart | alt.LayerChart:
        """Energy over outdoor temperature: observations, legs, balance temperatures and 90 % band.

        Needs altair (`pip install "empower-energy[plot]"`).

        Parameters
        ----------
        temperature, energy : array of float64, optional
            Daily points to show, °C and kWh; by default what was fitted. A fit that came from JSON
            has none of its own.
        day_type : sequence of str, optional
            A word for each point, by which it is coloured (`working`, `weekend` …).

        Returns
        -------
        altair.LayerChart
            `.save("signature.html")`, or shown by a notebook as it is.

        Raises
        ------
        CoverageError
            If there is no model.
        """
        from .fit_plot import signature_chart

        data = self._data
        if temperature is not None and energy is not None:
            shown = doubles(temperature, "temperature")
            data = Observations(shown, doubles(energy, "energy"), np.ones_like(shown))
        return signature_chart(self, data, day_type)


def fit_of(outcome: _core.FitOutcome, data: Observations) -> Fit:
    """A fit of the compiled part as the public one."""
    if outcome.value is None:
        return Fit(outcome.reason, outcome.detail)
    return Fit._of(outcome.value, _data=data)


def _estimate(e: Estimate, unit: str) -> str:
    if e.low != e.low:
        return f"{e.value:.4g} {unit} (at the limit of the search)"
    return f"{e.value:.4g} {unit} (90 %: {e.low:.4g} to {e.high:.4g})"
