# SPDX-License-Identifier: Apache-2.0
"""CalTRACK 2.0 for hours, frozen: time of week and temperature, a model per calendar month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from ._core import CaltrackHourlySavings, CaltrackMetrics
from ._frames import instant, regular_series, table_of
from ._outcome import Outcome
from .caltrack import hours_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, eq=False)
class CaltrackHourlyFit(Outcome[_core.CaltrackHourlyModel]):
    """A CalTRACK model of hours, one part per calendar month, or the reason why there is none.

    Energies are in the unit of the readings. It has no error band: CalTRACK states none for hours.
    """

    _tz: str | None = field(default=None, repr=False)

    @property
    def hours(self) -> int:
        """Hours with usage and temperature."""
        return self._core.hours

    @property
    def metrics(self) -> CaltrackMetrics:
        """How good it is, in sample, each hour by the model of its month."""
        return self._core.metrics

    def predict(self, temperatures: Any, *, tz: str | None = None) -> pa.Table:
        """Expected energy of each hour: `start` in UTC and `energy_kwh`.

        Null where the temperature is missing, and in hours of the week that the month's model has
        not seen.

        Parameters
        ----------
        temperatures : table
            `time` and `temperature_c` of each hour.
        tz : str, optional
            Zone of timestamps that have none; that of the fit by default.
        """
        import pyarrow as pa

        first, energy = self._core.predict(hours_of(temperatures, tz or self._tz))
        start = pa.array(first + 3600 * np.arange(len(energy)))
        instants = start.cast(pa.timestamp("s", "UTC"))
        return pa.table({"start": instants, "energy_kwh": pa.array(energy, from_pandas=True)})

    def savings(
        self,
        readings: Any,
        temperatures: Any,
        *,
        reporting_start: date | datetime,
        tz: str | None = None,
    ) -> CaltrackHourlySavings:
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
        at = instant(reporting_start, "reporting_start", tz)
        return self._core.savings(usage_of(readings, tz), hours_of(temperatures, tz), at)

    @classmethod
    def _read(cls, text: str) -> _core.CaltrackHourlyModel:
        return _core.CaltrackHourlyModel.from_json(text)

    def _result_lines(self) -> list[tuple[str, str]]:
        return [
            ("model", "time of week and temperature, by calendar month"),
            ("hours", f"{self.hours}"),
            ("R²", f"{self.metrics.r_squared:.4f}"),
            ("CV(RMSE)", f"{self.metrics.cv_rmse:.1%}"),
        ]


def usage_of(readings: Any, tz: str | None) -> _core.RegularSeries:
    """A table of hourly readings."""
    table = table_of(readings, "readings", ("start", "energy_kwh"))
    return regular_series(table, "readings", "start", "energy_kwh", tz)
