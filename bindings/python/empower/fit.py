# SPDX-License-Identifier: Apache-2.0
"""Change-point models: energy per day as a function of outdoor temperature."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._arrays import days, doubles
from .errors import CoverageError

_LIMITS = _core.FitOptions()


@dataclass(frozen=True)
class Estimate:
    """A coefficient with standard error and 90 % interval; all NaN if the model has not got it."""

    value: float = nan
    standard_error: float = nan
    low: float = nan
    high: float = nan


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted energy signature, or the named reason why there is none.

    True as a boolean when there is a model.

    Attributes
    ----------
    model : str
        `1P` mean, `3PH` heating, `3PC` cooling, `5P` both; empty if refused.
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
    observations : int
        Days or bills used.
    r_squared, cv_rmse, nmbe, autocorrelation, effective_observations : float
        How good it is.
    reason : str or None
        Code of the refusal (`too_few_observations`, `no_variation` …), None if there is a model.
    detail : str
        The refusal in words.
    """

    model: str = ""
    search: str = ""
    base: Estimate = Estimate()
    heating_slope: Estimate = Estimate()
    heating_balance: Estimate = Estimate()
    cooling_slope: Estimate = Estimate()
    cooling_balance: Estimate = Estimate()
    heating_balance_at_bound: bool = False
    cooling_balance_at_bound: bool = False
    observations: int = 0
    r_squared: float = nan
    cv_rmse: float = nan
    nmbe: float = nan
    autocorrelation: float = nan
    effective_observations: float = nan
    reason: str | None = None
    detail: str = ""
    _core_fit: _core.Fit | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return self._core_fit is not None

    def predict(self, temperature: ArrayLike) -> NDArray[np.float64]:
        """Energy expected of days with these mean temperatures.

        Parameters
        ----------
        temperature : array of float64, shape (days,)
            °C; NaN gives NaN.

        Returns
        -------
        array of float64, shape (days,)
            kWh per day.

        Raises
        ------
        CoverageError
            If there is no model.
        """
        if self._core_fit is None:
            raise CoverageError(f"Expected a model, got a refusal: {self.reason}, {self.detail}")
        return self._core_fit.expected(doubles(temperature, "temperature"))

    def summary(self) -> str:
        """The model as a few lines of text."""
        return "\n".join(f"{name:<20} {value}" for name, value in self._lines())

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in self._lines()
        )
        return f"<table>{rows}</table>"

    def _lines(self) -> list[tuple[str, str]]:
        if not self:
            return [("no model", f"{self.reason}: {self.detail}")]
        coefficients = [
            ("base", self.base, "kWh/day"),
            ("heating slope", self.heating_slope, "kWh/(K·d)"),
            ("heating balance", self.heating_balance, "°C"),
            ("cooling slope", self.cooling_slope, "kWh/(K·d)"),
            ("cooling balance", self.cooling_balance, "°C"),
        ]
        return [
            ("model", f"{self.model} ({self.search} search)"),
            *(
                (name, f"{e.value:.4g} {unit} (90 %: {e.low:.4g} to {e.high:.4g})")
                for name, e, unit in coefficients
                if _is_part(name, self.model)
            ),
            ("observations", f"{self.observations} (effective: {self.effective_observations:.0f})"),
            ("R²", f"{self.r_squared:.3f}"),
            ("CV(RMSE)", f"{self.cv_rmse:.1%}"),
        ]


def _is_part(coefficient: str, model: str) -> bool:
    if coefficient.startswith("heating"):
        return model in ("3PH", "5P")
    if coefficient.startswith("cooling"):
        return model in ("3PC", "5P")
    return True


def fit_change_point(
    temperature: ArrayLike,
    energy: ArrayLike,
    *,
    heating_balance: tuple[float, float] = _LIMITS.heating_balance,
    cooling_balance: tuple[float, float] = _LIMITS.cooling_balance,
    resolution_kwh: float = _LIMITS.resolution_kwh,
    min_observations: int = _LIMITS.min_observations,
    min_leg_days: int = _LIMITS.min_leg_days,
) -> Fit:
    """Fit the four shapes to daily energy over daily mean temperature and select one.

    Parameters
    ----------
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C, in order of time. NaN drops the day.
    energy : array of float64, shape (days,)
        Energy of the same days, kWh. NaN drops the day.
    heating_balance, cooling_balance : (float, float)
        Limits of the balance temperatures, °C.
    resolution_kwh : float
        Smallest step of the meter's register, a floor under the residuals.
    min_observations, min_leg_days : int
        Fewest days in all, and on each sloped side.

    Returns
    -------
    Fit
        Too little data or no admissible shape is a `Fit` with a `reason`, not an exception.

    Raises
    ------
    TypeError, ShapeError
        For values that are not one dimension of contiguous float64, or of different lengths.
    """
    limits = _core.FitOptions()
    limits.heating_balance = heating_balance
    limits.cooling_balance = cooling_balance
    limits.resolution_kwh = resolution_kwh
    limits.min_observations = min_observations
    limits.min_leg_days = min_leg_days
    outcome = _core.fit_change_point(
        doubles(temperature, "temperature"), doubles(energy, "energy"), limits
    )
    return _fit_of(outcome)


def fit_bills(
    start: ArrayLike,
    end: ArrayLike,
    energy: ArrayLike,
    *,
    temperature: ArrayLike,
    first_temperature_day: date | np.datetime64,
    heating_balance: tuple[float, float] = _LIMITS.heating_balance,
    cooling_balance: tuple[float, float] = _LIMITS.cooling_balance,
    resolution_kwh: float = _LIMITS.resolution_kwh,
    min_observations: int = _LIMITS.min_observations,
    min_leg_bills: int = _LIMITS.min_leg_bills,
) -> Fit:
    """Fit the four shapes to bills on the degree-days of their own days and select one.

    Parameters
    ----------
    start, end : array of datetime64[D], shape (bills,)
        First day of each bill and the day after its last, in order and without overlap.
    energy : array of float64, shape (bills,)
        kWh; NaN leaves the bill out.
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on. A bill with
        a missing day is left out.
    first_temperature_day : date or datetime64
        Day of `temperature[0]`.
    heating_balance, cooling_balance : (float, float)
        Limits of the balance temperatures, °C.
    resolution_kwh : float
        Smallest step of the meter's register, a floor under the residuals.
    min_observations, min_leg_bills : int
        Fewest bills in all, and on each sloped side.

    Returns
    -------
    Fit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    TypeError, ShapeError
        For arrays of other types or of different lengths.
    """
    limits = _core.FitOptions()
    limits.heating_balance = heating_balance
    limits.cooling_balance = cooling_balance
    limits.resolution_kwh = resolution_kwh
    limits.min_observations = min_observations
    limits.min_leg_bills = min_leg_bills
    outcome = _core.fit_bills(
        days(start, "start"),
        days(end, "end"),
        doubles(energy, "energy"),
        np.asarray(first_temperature_day, "datetime64[D]").astype(np.int64).item(),
        doubles(temperature, "temperature"),
        limits,
    )
    return _fit_of(outcome)


def _estimate_of(core: _core.Estimate) -> Estimate:
    return Estimate(core.value, core.standard_error, core.low, core.high)


def _fit_of(outcome: _core.FitOutcome) -> Fit:
    fit = outcome.fit
    if fit is None:
        return Fit(reason=outcome.reason, detail=outcome.detail)
    return Fit(
        model=fit.model,
        search=fit.search,
        base=_estimate_of(fit.base),
        heating_slope=_estimate_of(fit.heating_slope),
        heating_balance=_estimate_of(fit.heating_balance),
        cooling_slope=_estimate_of(fit.cooling_slope),
        cooling_balance=_estimate_of(fit.cooling_balance),
        heating_balance_at_bound=fit.heating_balance_at_bound,
        cooling_balance_at_bound=fit.cooling_balance_at_bound,
        observations=fit.observations,
        r_squared=fit.r_squared,
        cv_rmse=fit.cv_rmse,
        nmbe=fit.nmbe,
        autocorrelation=fit.autocorrelation,
        effective_observations=fit.effective_observations,
        _core_fit=fit,
    )
