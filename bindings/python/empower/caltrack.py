# SPDX-License-Identifier: Apache-2.0
"""CalTRACK 2.0, frozen: the figures of eemeter 3.2.0 for days and bills."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._core import (
    CaltrackBands,
    CaltrackCandidate,
    CaltrackFinding,
    CaltrackMetrics,
)
from ._frames import (
    estimates,
    every_step,
    instant,
    intervals,
    numbers,
    regular_series,
    table_of,
)
from ._outcome import Described, Outcome

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa

    from .fit_plot import Shown


@dataclass(frozen=True, eq=False)
class CaltrackFit(Outcome[_core.CaltrackModel]):
    """A CalTRACK model of days or bills, or the named reason why there is none.

    True as a boolean when there is a model. Energies are in the unit of the readings; the method
    counts in °F.

    Attributes
    ----------
    reason : str or None
        `caltrack_no_data`, `caltrack_no_model`; None if there is a model.
    detail : str
        The refusal in words.
    """

    _tz: str | None = field(default=None, repr=False)

    @property
    def best(self) -> CaltrackCandidate:
        """The model that was chosen."""
        return self._core.best

    @property
    def best_of_shape(self) -> list[CaltrackCandidate]:
        """The best qualified candidate of each shape that has one."""
        return self._core.best_of_shape

    @property
    def periods(self) -> int:
        """Days or bills that were fitted."""
        return self._core.periods

    @property
    def averages(self) -> CaltrackMetrics:
        """How good it is, of usage per day."""
        return self._core.averages

    @property
    def totals(self) -> CaltrackMetrics:
        """How good it is, of usage per period."""
        return self._core.totals

    @property
    def sufficient(self) -> bool:
        """Whether the data are enough for the method; a model is fitted all the same."""
        return self._core.sufficient

    @property
    def critical(self) -> list[CaltrackFinding]:
        """Why the data are not enough."""
        return self._core.critical

    @property
    def warnings(self) -> list[CaltrackFinding]:
        """What else is wrong with the data."""
        return self._core.warnings

    def predict(self, periods: Any, temperatures: Any, *, tz: str | None = None) -> pa.Table:
        """Expected energy of periods.

        Parameters
        ----------
        periods : table
            `start` and `end`, as the readings of `fit_caltrack`.
        temperatures : table
            `time` and `temperature_c` of each hour.
        tz : str, optional
            Zone of dates and of timestamps that have none; that of the fit by default.

        Returns
        -------
        pyarrow.Table
            `start`, `end`, `predicted`, `base`, `heating`, `cooling`; null where the temperature is
            not known well enough.

        Raises
        ------
        CoverageError
            If there is no model.
        InputError
            For a table that cannot be used.
        """
        tz = tz or self._tz
        start, end = intervals(table_of(periods, "periods", ("start",)), "periods", tz)
        return _table(start, end, self._core.predict(start, end, hours_of(temperatures, tz)))

    def savings(
        self,
        readings: Any,
        temperatures: Any,
        *,
        reporting_start: date | datetime,
        tz: str | None = None,
    ) -> CaltrackSaving:
        """Metered savings of the reporting period from `reporting_start` on.

        Parameters
        ----------
        readings, temperatures : table
            As for `fit_caltrack`.
        reporting_start : date or datetime
            Where the blackout ends.
        tz : str, optional
            Zone of dates and of timestamps that have none; that of the fit by default.

        Raises
        ------
        InputError
            If the reporting period overlaps the baseline.
        CoverageError
            If no reading of it has both usage and temperature.
        """
        tz = tz or self._tz
        start, end, energy, _ = readings_of(readings, tz)
        at = instant(reporting_start, "reporting_start", tz)
        weather = hours_of(temperatures, tz)
        return CaltrackSaving(self._core.savings(start, end, energy, weather, at))

    def plot(
        self, readings: Any = None, temperatures: Any = None, *, tz: str | None = None
    ) -> alt.LayerChart:
        """Usage per day over outdoor temperature: readings, legs, balance points.

        Needs altair (`pip install "empower-energy[plot]"`).

        Parameters
        ----------
        readings, temperatures : table, optional
            As for `fit_caltrack`, to show beside the model.
        tz : str, optional
            Zone of dates and of timestamps that have none; that of the fit by default.

        Raises
        ------
        CoverageError
            If there is no model.
        """
        from .caltrack_plot import caltrack_chart

        shown = None
        if readings is not None and temperatures is not None:
            shown = _usage_and_weather(readings, temperatures, tz or self._tz)
        return caltrack_chart(self, shown)

    @classmethod
    def _read(cls, text: str) -> _core.CaltrackModel:
        return _core.CaltrackModel.from_json(text)

    def _result_lines(self) -> list[tuple[str, str]]:
        best = self.best
        parts = [
            ("intercept", best.intercept, "per day"),
            ("heating slope", best.beta_hdd, "per °F and day"),
            ("heating balance", best.heating_balance_f, "°F"),
            ("cooling slope", best.beta_cdd, "per °F and day"),
            ("cooling balance", best.cooling_balance_f, "°F"),
        ]
        core = self._core
        return [
            ("model", best.shape),
            *((name, f"{value:.6g} {unit}") for name, value, unit in parts if value == value),
            ("adjusted R²", f"{best.adjusted_r_squared:.4f}"),
            ("CV(RMSE)", f"{self.totals.cv_rmse_adjusted:.1%}"),
            ("periods", f"{self.periods}"),
            ("candidates", f"{core.qualified} qualified, {core.disqualified} disqualified"),
            ("data", "sufficient" if self.sufficient else "not sufficient"),
            *(("", finding.detail) for finding in self.critical),
        ]


class CaltrackSaving(Described):
    """Avoided energy by CalTRACK, positive where less was used than the baseline expects.

    Attributes
    ----------
    periods : int
        Periods with usage and temperature; sums are over these.
    total_observed, total_predicted, total_avoided : float
        In the unit of the readings.
    total_base, total_heating, total_cooling : float
        Parts of `total_predicted`.
    bands : CaltrackBands
        Half widths of `total_avoided`.
    """

    def __init__(self, core: _core.CaltrackSavings) -> None:
        self._core = core
        self.periods: int = core.periods
        self.total_observed: float = core.total_observed
        self.total_predicted: float = core.total_predicted
        self.total_base: float = core.total_base
        self.total_heating: float = core.total_heating
        self.total_cooling: float = core.total_cooling
        self.total_avoided: float = core.total_avoided
        self.bands: CaltrackBands = core.bands

    @property
    def table(self) -> pa.Table:
        """Each period: `start`, `end`, `observed`, `predicted` with its parts, `avoided`."""
        import pyarrow as pa

        table = _table(self._core.start, self._core.end, self._core.prediction)
        observed = pa.array(self._core.observed, from_pandas=True)
        avoided = pa.array(self._core.avoided, from_pandas=True)
        return table.add_column(2, "observed", observed).append_column("avoided", avoided)

    def _lines(self) -> list[tuple[str, str]]:
        return [
            ("periods", f"{self.periods}"),
            ("counterfactual", f"{self.total_predicted:,.2f}"),
            ("observed", f"{self.total_observed:,.2f}"),
            ("avoided", f"{self.total_avoided:,.2f} ± {self.bands.fsu:,.2f} (FSU)"),
        ]


def readings_of(
    readings: Any, tz: str | None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.uint8]]:
    """Start, end, energy and whether it is an estimate, of a table of readings."""
    table = table_of(readings, "readings", ("start", "energy_kwh"))
    energy = numbers(table, "readings", "energy_kwh")
    return (*intervals(table, "readings", tz), energy, estimates(table, "readings"))


def _usage_and_weather(readings: Any, temperatures: Any, tz: str | None) -> Shown:
    """Mean temperature, usage per day and days of the readings that have both."""
    start, end, energy, _ = readings_of(readings, tz)
    table = table_of(temperatures, "temperatures", ("time", "temperature_c"))
    first, step, celsius = every_step(table, "temperatures", "time", "temperature_c", tz)
    known = np.isfinite(celsius)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, celsius, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    at = [np.clip((edge - first) // step, 0, len(celsius)) for edge in (start, end)]
    hours = counts[at[1]] - counts[at[0]]
    days = (end - start) / 86400.0
    both = np.isfinite(energy) & (hours > 0) & (days > 0.0)
    mean = (sums[at[1]] - sums[at[0]])[both] / hours[both]
    return mean, energy[both] / days[both], days[both], None


def hours_of(temperatures: Any, tz: str | None) -> _core.RegularSeries:
    """A table of hourly temperatures."""
    table = table_of(temperatures, "temperatures", ("time", "temperature_c"))
    return regular_series(table, "temperatures", "time", "temperature_c", tz)


def _table(
    start: NDArray[np.int64], end: NDArray[np.int64], parts: tuple[NDArray[np.float64], ...]
) -> pa.Table:
    import pyarrow as pa

    utc = pa.timestamp("s", "UTC")
    names = ("predicted", "base", "heating", "cooling")
    return pa.table(
        {
            "start": pa.array(start).cast(utc),
            "end": pa.array(end).cast(utc),
            **{n: pa.array(p, from_pandas=True) for n, p in zip(names, parts, strict=True)},
        }
    )
