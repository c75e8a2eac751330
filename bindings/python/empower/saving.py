# SPDX-License-Identifier: Apache-2.0
"""What finished works saved at a meter: avoided energy with its 90 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from . import _core
from ._arrays import civil_day, columns, days, doubles
from ._core import (
    AvoidedEnergy,
    ComparisonGroup,
    Estimate,
    NonRoutineAdjustment,
    NormalYear,
    PeriodSaving,
    PortfolioSaving,
)
from ._frames import input_error
from ._outcome import Outcome
from .fit_result import Fit

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True, eq=False)
class Saving(Outcome[_core.MeasuredSaving]):
    """Savings of one meter by the rules of IPMVP, or the named reason why there are none.

    True as a boolean when there are figures. Every figure is the meter's.

    Attributes
    ----------
    reason : str or None
        Code of the refusal (`short_reporting` …), None if there are figures.
    detail : str
        The refusal in words.
    """

    _what = "savings"

    @property
    def cumulative(self) -> AvoidedEnergy:
        """Of the whole reporting period; its interval is not the sum of the years' intervals."""
        return self._core.cumulative

    @property
    def years(self) -> list[PeriodSaving]:
        """Of 12 months each, the last as far as it goes: by part, and of a normal year."""
        return self._core.years

    @property
    def months(self) -> list[AvoidedEnergy]:
        """Of calendar months."""
        return self._core.months

    @property
    def rolling(self) -> list[AvoidedEnergy]:
        """Of 12 months, a month apart."""
        return self._core.rolling

    @property
    def observed(self) -> list[AvoidedEnergy]:
        """Of each bill or day."""
        return self._core.observed

    @property
    def baseline(self) -> tuple[date, date]:
        """First day of the baseline period and the day after its last."""
        return self._core.baseline

    @property
    def boundary(self) -> tuple[str, str]:
        """IPMVP option (`B`, `C`) and what the meter encloses."""
        return self._core.option, self._core.encloses

    def plot(self) -> alt.LayerChart:
        """Avoided energy of each month, added up, with the 90 % interval of the sum.

        Needs altair (`pip install "empower-energy[plot]"`).
        """
        from .saving_plot import saving_chart

        return saving_chart(self)

    @classmethod
    def _read(cls, text: str) -> _core.MeasuredSaving:
        return _core.MeasuredSaving.from_json(text)

    def _result_lines(self) -> list[tuple[str, str]]:
        option, encloses = self.boundary
        whole = self.cumulative
        return [
            ("boundary", f"IPMVP option {option}" + (f": {encloses}" if encloses else "")),
            ("baseline", _span(self.baseline)),
            ("reporting", f"{_span(whole.period)}, coverage {whole.coverage:.0%}{_outside(whole)}"),
            ("expected", f"{whole.expected_kwh:,.0f} kWh"),
            *(
                [("non-routine", f"{whole.non_routine_kwh:+,.0f} kWh")]
                if whole.non_routine_kwh
                else []
            ),
            ("observed", f"{whole.observed_kwh:,.0f} kWh"),
            ("avoided", _amount(whole.avoided, "kWh")),
            ("fraction", _share(whole.fraction)),
            *(_year(year) for year in self.years),
        ]


def savings(
    baseline: Fit,
    start: ArrayLike,
    end: ArrayLike | None,
    energy: ArrayLike,
    *,
    temperature: ArrayLike,
    first_temperature_day: date | np.datetime64,
    reporting: tuple[date, date],
    regressors: Mapping[str, ArrayLike] | None = None,
    adjustments: Sequence[NonRoutineAdjustment] = (),
    option: str = "C",
    encloses: str = "",
    normal_year: NormalYear | None = None,
) -> Saving:
    """What a meter did not use in a reporting period, against its baseline.

    Avoided energy is what the baseline expects of the reporting period's own weather, plus
    non-routine adjustments, less what was observed. A normalised saving is added where there is a
    normal year: the given one, or the mean of the complete calendar years of the temperatures.

    Parameters
    ----------
    baseline : Fit
        Of `fit_change_point` (with `start`) or `fit_bills`, on the time before the works.
    start, end : array of datetime64[D], shape (readings,)
        First day of each reading of the meter and the day after its last; `end` None: each is of
        one day.
    energy : array of float64, shape (readings,)
        kWh; NaN = missing or not credible.
    temperature : array of float64, shape (days,)
        Daily mean outdoor temperature, °C, one per day from `first_temperature_day` on.
    first_temperature_day : date or datetime64
        Day of `temperature[0]`.
    reporting : (date, date)
        First day after the works, and the day after the last to report.
    regressors : mapping of str to array of float64, shape (readings,)
        Of a baseline with regressors: their values for each reading, by the same names in the same
        order. Such a saving has no parts and no normal year.
    adjustments : sequence of NonRoutineAdjustment
        Energy used more or less for a reason that is neither works nor weather.
    option : str
        IPMVP's: `C`, the meter of a building, or `B`, a sub-meter of what was changed.
    encloses : str
        In words, what the meter encloses.
    normal_year : NormalYear, optional
        Such as `read_epw(…).normal_year`.

    Returns
    -------
    Saving
        With a `reason` instead of figures where there are none.

    Raises
    ------
    CoverageError
        If the baseline is a refusal.
    ValueError
        If the baseline does not know its period.
    ContractError
        If the regressors are not the baseline's.
    TypeError, ShapeError
        For arrays of other types or of different lengths.
    InputError
        For readings that are not in order or overlap, and adjustments without days or amount, or
        wholly outside the reporting period.
    """
    core = baseline._core
    if core.period is None:
        raise ValueError("Expected a baseline that knows its period: fit_change_point(…, start=…).")
    from_days = days(start, "start")
    outcome = _core.measured_saving(
        core,
        from_days,
        from_days + 1 if end is None else days(end, "end"),
        doubles(energy, "energy"),
        civil_day(first_temperature_day, "first_temperature_day"),
        doubles(temperature, "temperature"),
        (civil_day(reporting[0], "reporting"), civil_day(reporting[1], "reporting")),
        list(adjustments),
        option,
        encloses,
        columns(regressors),
        normal_year,
    )
    return Saving(outcome.reason, outcome.detail, outcome.value)


def portfolio_saving(
    savings: Iterable[AvoidedEnergy], *, correlation: str = "independent", rho: float | None = None
) -> PortfolioSaving:
    """The sum of several meters' savings with its 90 % interval.

    Parameters
    ----------
    savings : iterable of AvoidedEnergy
        Such as each `Saving.cumulative`. A sub-meter is not to be added to its parent.
    correlation : str
        `independent`; `common_factor`, one correlation `rho` between any two, as where all share a
        weather station; `full`, all err together.
    rho : float
        From 0 to 1, for `common_factor` and only there.

    Raises
    ------
    InputError
        For a `rho` beside another correlation, and a `common_factor` without one.
    """
    needed = correlation == "common_factor"
    if needed == (rho is None) and (needed or correlation in ("independent", "full")):
        expected = "a rho for common_factor, and only for it"
        raise input_error("correlation", "rho", expected, f"{rho} for {correlation}")
    return _core.portfolio_saving(list(savings), correlation, rho or 0.0)


def comparison_group(meters: Iterable[AvoidedEnergy], *, least: int = 5) -> ComparisonGroup:
    """What changed at meters where nothing was done; `.correct(saving)` takes it off a saving.

    Parameters
    ----------
    meters : iterable of AvoidedEnergy
        Of meters without works, each measured over the same periods like a retrofit that never was.
    least : int
        Fewest meters that make a group.

    Raises
    ------
    CoverageError
        If there are fewer.
    InputError
        For a meter of another period than the first; `.correct` for a saving of another period.
    """
    return _core.comparison_group(list(meters), least)


def _outside(whole: AvoidedEnergy) -> str:
    """How much rests on weather that the baseline has not seen."""
    share = whole.extrapolated_share
    return f", {share:.0%} colder or warmer than any day of the baseline" if share > 0.0 else ""


def _span(period: tuple[date, date]) -> str:
    return f"{period[0]} to {period[1]}"


def _amount(e: Estimate, unit: str) -> str:
    return f"{e.value:,.0f} {unit} (90 %: {e.low:,.0f} to {e.high:,.0f})"


def _share(e: Estimate) -> str:
    return f"{e.value:.1%} (90 %: {e.low:.1%} to {e.high:.1%})"


def _year(year: PeriodSaving) -> tuple[str, str]:
    text = _amount(year.avoided.avoided, "kWh")
    if not year.whole:
        text += ", not a whole year"
    if year.doubtful is not None:
        text += f", not to be stated: {year.doubtful}"
    return f"from {year.avoided.period[0]}", text
