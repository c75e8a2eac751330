# SPDX-License-Identifier: Apache-2.0
"""Change-point models on degree-hours, for buildings that answer to the hour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Unpack

from . import _core
from ._frames import civil_days, regular_series, table_of
from ._meter_tables import one_meter
from ._settings import ManySettings, fit_options
from .fit_result import FittedSignature

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, eq=False)
class DegreeHourFit(FittedSignature):
    """A signature fitted on the hours of days or bills, or the reason why there is none.

    True as a boolean when there is a model. Attributes as of `FittedSignature`. Coefficients are in
    kWh/day and °C as ever but hold of an hour (times 1/24), so it predicts from hours alone.
    """

    _of_hours: ClassVar[bool] = True
    _tz: str | None = field(default=None, repr=False)

    def predict(self, periods: Any, temperatures: Any, *, tz: str | None = None) -> pa.Table:
        """Energy expected of days or longer runs of them.

        Parameters
        ----------
        periods : table
            `start`, a day, and `end`, the day after the last; without `end` single days.
        temperatures : table
            `time` (start of the hour) and `temperature_c`.
        tz : str, optional
            Zone whose civil days they are; that of the fit by default.

        Returns
        -------
        pyarrow.Table
            `start`, `end`, `expected_kwh`; null where an hour has no temperature.

        Raises
        ------
        CoverageError
            If there is no model.
        InputError
            For a table that cannot be used.
        TypeError
            Without a zone, for a fit that came from JSON.
        """
        import pyarrow as pa

        zone = tz or self._tz
        if zone is None:
            raise TypeError("Expected tz=…, the zone whose civil days are asked for, got none.")
        table = table_of(periods, "periods", ("start",))
        start = civil_days(table, "periods", "start", zone)
        has_end = "end" in table.column_names
        end = civil_days(table, "periods", "end", zone) if has_end else start + 1
        energy = _core.expected_of_hours(self._core, start, end, _hours(temperatures, zone), zone)
        return pa.table(
            {
                "start": pa.array(start.astype("int32")).cast(pa.date32()),
                "end": pa.array(end.astype("int32")).cast(pa.date32()),
                "expected_kwh": pa.array(energy, from_pandas=True),
            }
        )


def fit_degree_hours(
    readings: Any, temperatures: Any, *, tz: str, **settings: Unpack[ManySettings]
) -> DegreeHourFit:
    """Fit all shapes to days or bills on the degree-hours of their own hours and select one.

    Near a balance temperature a day's mean hides the hours beyond it, so a model of means takes
    part of the leg for base. For buildings that answer to the hour; most answer to the day.

    Parameters
    ----------
    readings : table
        Of one meter, in any order: `start`, its first day; `end`, the day after its last (without
        this column single days); `energy_kwh`, empty = missing; `quality`, if known, as for
        `fit_many`.
    temperatures : table
        `time` (start of the hour) and `temperature_c`. A reading with an hour missing is left out.
    tz : str
        Zone whose civil days the readings are; it says which days have 23 or 25 hours.
    **settings
        As for `fit_change_point` and `fit_bills`.

    Returns
    -------
    DegreeHourFit
        With a `reason` instead of a model where there is none.

    Raises
    ------
    InputError
        For a table that cannot be used, with its column.
    TypeError
        For something that is no table, and for an unknown setting.
    """
    options = fit_options(settings, ManySettings, "fit_degree_hours")
    meter = one_meter(readings, tz)
    outcome = _core.fit_degree_hours(
        meter.start, meter.end, meter.energy, _hours(temperatures, tz), tz, options
    )
    if outcome.value is None:
        return DegreeHourFit(outcome.reason, outcome.detail, _tz=tz)
    return DegreeHourFit._of(outcome.value, _tz=tz)


def _hours(temperatures: Any, tz: str) -> _core.RegularSeries:
    table = table_of(temperatures, "temperatures", ("time", "temperature_c"))
    return regular_series(table, "temperatures", "time", "temperature_c", tz)
