# SPDX-License-Identifier: Apache-2.0
"""Electricity by the hours it is used in, and the indicators of schools."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from . import _core
from ._frames import intervals, numbers, regular_series, table_of
from .tables import arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

By = Literal["year", "month"]

_OF_A_METER = (
    *("meter_id", "building_id", "carrier"),
    *("time_of_use_eur", "flat_eur", "time_of_use_difference_eur", "price_confidence"),
)
_SCHOOL_COLUMNS = (
    *("heating_kwh", "electricity_kwh", "heated_volume_m3", "surface_to_volume_1_m"),
    *("floor_area_m2", "hours_per_day", "degree_days_kd"),
)


def tariff_bands(
    readings: Any,
    *,
    tz: str,
    by: By = "year",
    undecided_as_f3: bool | None = None,
    reference: str | PathLike[str] | None = None,
) -> pa.Table:
    """Electricity by the bands F1, F2 and F3, with peak, load factor and base load.

    Parameters
    ----------
    readings : table
        `start`, `energy_kwh` and, where the steps are not equal, `end`. Quarters of an hour, hours
        or anything that nests in an hour of local time; what does not is left out, and the note of
        the period says how much. Null or NaN is missing, never zero.
    tz : str
        Zone whose hours are meant, such as `Europe/Rome`; also of timestamps that have none.
    by : str
        A row for each calendar `year`, or `month`.
    undecided_as_f3 : bool, optional
        Whether holidays count as F3 of which that is not known (4 October from 2026); without it
        they are ordinary days, and the note says so.
    reference : path, optional
        Folder of reference tables that replace the library's own of the same name.

    Returns
    -------
    pyarrow.Table
        `start`, `end`, `coverage`, `f1_kwh`, `f1_hours`, `peak_kw`, `peak_at` … as in
        `Analysis.load`, whose dictionary they carry as metadata. A period without any reading is a
        row with the reason in `note`.

    Raises
    ------
    TypeError, InputError, ContractError
        For a table that cannot be used, or readings that overlap.
    """
    import pyarrow.compute as pc

    if by not in get_args(By):
        raise ValueError(f"Expected one of {', '.join(get_args(By))}, got {by!r}.")
    table = table_of(readings, "readings", ("start", "energy_kwh"))
    folder = None if reference is None else Path(reference)
    asked = (tz, by == "month", undecided_as_f3, folder)
    if "end" in table.column_names:
        start, end = intervals(table, "readings", tz)
        order = np.argsort(start, kind="stable")
        energy = numbers(table, "readings", "energy_kwh")[order]
        core = _core.tariff_bands_of_intervals(start[order], end[order], energy, *asked)
    else:
        series = regular_series(table, "readings", "start", "energy_kwh", tz)
        core = _core.tariff_bands_of_steps(series, *asked)
    rows = arrow_table(core).drop_columns(list(_OF_A_METER))
    # A row that is refused has no peak; its instant is that of no reading.
    for name in ("peak_at", "peak_at_offset"):
        place = rows.column_names.index(name)
        known = pc.if_else(rows["peak_kw"].is_valid(), rows[name], None)
        rows = rows.set_column(place, rows.schema.field(name), known)
    return rows


def school_indicators(schools: Any, *, reference: str | PathLike[str] | None = None) -> pa.Table:
    """IENR and IENE of schools, with their classes (ENEA-FIRE guide, `general_knowledge`).

    `IENR = 1000 heating_kwh Fe Fh / (heated_volume_m3 degree_days_kd)`, `IENE = electricity_kwh Fh
    / floor_area_m2`; factors and classes are rows of `reference.table("school_indicators")`.

    Parameters
    ----------
    schools : table
        `use`: `nursery`, `school_primary`, `school_lower_secondary` or `school_upper_secondary`;
        another use has no level and is refused. And what is known of `heating_kwh`,
        `electricity_kwh`, `heated_volume_m3`, `surface_to_volume_1_m`, `floor_area_m2`,
        `hours_per_day` and `degree_days_kd` (base 20 °C); null or no column is missing.
    reference : path, optional
        Folder of reference tables that replace the library's own of the same name.

    Returns
    -------
    pyarrow.Table
        In the order of the schools: the inputs, the indicators, or the reasons in `note`. Without
        `surface_to_volume_1_m` the heating indicator is a range, `ienr_low_…` to `ienr_high_…`.

    Raises
    ------
    TypeError, InputError
        For a table that cannot be used.
    """
    table = table_of(schools, "schools", ("use",))
    uses = ["" if use is None else str(use) for use in table["use"].to_pylist()]
    columns = [
        numbers(table, "schools", column)
        if column in table.column_names
        else np.full(len(uses), np.nan)
        for column in _SCHOOL_COLUMNS
    ]
    folder = None if reference is None else Path(reference)
    rows = arrow_table(_core.school_indicators(uses, columns, folder))
    given = ["building_id", "year", "heating_basis", "degree_days_basis"]
    return rows.drop_columns(given)
