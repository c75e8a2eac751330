# SPDX-License-Identifier: Apache-2.0
"""Tables as arguments: anything with `__arrow_c_stream__`; pyarrow does casts and zones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _core
from .errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa


def is_table(data: Any) -> bool:
    """Whether it is a table of pyarrow, pandas, polars, DuckDB or another of Arrow's family."""
    return hasattr(data, "__arrow_c_stream__") and hasattr(data, "columns")


def table_of(data: Any, name: str, columns: Iterable[str]) -> pa.Table:
    """The data as a pyarrow table that has these columns; TypeError or InputError otherwise."""
    import pyarrow as pa

    if not hasattr(data, "__arrow_c_stream__"):
        raise TypeError(
            f"Expected {name} as a table of pyarrow, pandas, polars or DuckDB,"
            f" got {type(data).__name__}."
        )
    table = pa.table(data)
    for column in columns:
        if column not in table.column_names:
            got = ", ".join(table.column_names)
            raise input_error(name, column, f"a column {column}", f"the columns {got}")
    return table


def numbers(table: pa.Table, name: str, column: str) -> NDArray[np.float64]:
    """A column of numbers as contiguous float64; null becomes NaN."""
    import pyarrow as pa

    type_ = table.schema.field(column).type
    is_number = pa.types.is_floating(type_) or pa.types.is_integer(type_)
    if not (is_number or pa.types.is_decimal(type_)):
        raise input_error(name, column, "numbers", str(type_))
    chunks = table[column].cast(pa.float64())
    values: NDArray[np.float64] = chunks.to_numpy()  # null becomes NaN
    return np.ascontiguousarray(values)


def estimates(table: pa.Table, name: str) -> NDArray[np.uint8]:
    """1 for each row whose `quality` is `estimated`; without that column there is none."""
    if "quality" not in table.column_names:
        return np.zeros(len(table), dtype=np.uint8)
    words = ["actual" if word is None else word for word in table["quality"].to_pylist()]
    for word in set(words) - {"actual", "estimated", "corrected"}:
        raise input_error(name, "quality", "actual, estimated or corrected", f"{word!r}")
    return np.array([word == "estimated" for word in words], dtype=np.uint8)


def civil_days(
    table: pa.Table, name: str, column: str, tz: str | None, missing: int | None = None
) -> NDArray[np.int64]:
    """A column of civil days as days since 1970.

    Dates are taken as they are. A timestamp has to be a midnight: of `tz` if that is given, else of
    its own zone; without either it is refused. A row without a day becomes `missing`, or is refused
    where that is not given.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    values = table[column]
    if values.null_count and missing is None:
        raise input_error(name, column, "a day in each row", f"{values.null_count} rows without")
    if pa.types.is_timestamp(values.type):
        values = _local_midnights(values, name, column, tz)
    elif not pa.types.is_date(values.type):
        raise input_error(name, column, "dates", str(values.type))
    days = pc.cast(pc.cast(values, pa.date32()), pa.int32())
    if missing is not None:
        days = pc.fill_null(days, missing)
    return np.ascontiguousarray(days.to_numpy(), dtype=np.int64)


def intervals(
    table: pa.Table, name: str, tz: str | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """`start` and `end` of readings as seconds since 1970 UTC.

    Dates are the midnights of `tz`; without a column `end` they are days.
    """
    import pyarrow as pa

    if not pa.types.is_date(table.schema.field("start").type):
        if "end" not in table.column_names:
            raise input_error(name, "end", "a column end, as start is no date", "none")
        return instants(table, name, "start", tz), instants(table, name, "end", tz)
    if tz is None:
        raise input_error(name, "start", "tz=…, as dates are midnights of a place", "none")
    start = civil_days(table, name, "start", None)
    has_end = "end" in table.column_names
    end = civil_days(table, name, "end", None) if has_end else start + 1
    return _midnights(start, tz), _midnights(end, tz)


def _midnights(days: NDArray[np.int64], tz: str) -> NDArray[np.int64]:
    import pyarrow as pa
    import pyarrow.compute as pc

    local = pa.array(days.view("datetime64[D]")).cast(pa.timestamp("s"))
    at = pc.assume_timezone(local, tz, ambiguous="earliest", nonexistent="latest")
    return np.ascontiguousarray(at.cast(pa.int64()).to_numpy())


def instant(at: date | datetime, name: str, tz: str | None) -> int:
    """Seconds since 1970 UTC of an instant with a zone, or of a date's midnight in `tz`."""
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise TypeError(f"Expected {name} with a zone, got {at!r}.")
        return round(at.timestamp())
    if not isinstance(at, date):
        raise TypeError(f"Expected a date or a datetime as {name}, got {at!r}.")
    if tz is None:
        raise TypeError(f"Expected tz=… for {name}, as a date is a midnight of a place.")
    days = np.array([np.datetime64(at, "D")]).astype(np.int64)
    return int(_midnights(days, tz)[0])


def instants(table: pa.Table, name: str, column: str, tz: str | None) -> NDArray[np.int64]:
    """A column of timestamps as seconds since 1970 UTC.

    One without a zone is local time of `tz`, and refused without it; so is a local time that the
    clocks skip or show twice.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    values = table[column]
    if not pa.types.is_timestamp(values.type):
        raise input_error(name, column, "timestamps", str(values.type))
    if values.null_count:
        raise input_error(name, column, "an instant in each row", f"{values.null_count} without")
    if values.type.tz is None:
        if tz is None:
            raise input_error(
                name, column, "timestamps with a zone, or tz=…", "timestamps without a zone"
            )
        try:
            values = pc.assume_timezone(values, tz)
        except pa.ArrowInvalid as error:
            raise input_error(name, column, f"local times of {tz}", str(error)) from error
    try:
        whole = values.cast(pa.timestamp("s", "UTC"))
    except pa.ArrowInvalid as error:
        raise input_error(name, column, "whole seconds", str(error)) from error
    return np.ascontiguousarray(whole.cast(pa.int64()).to_numpy())


def regular_series(
    table: pa.Table, name: str, time: str, value: str, tz: str | None
) -> _core.RegularSeries:
    """Values at equal steps, in any order; a step without a row is missing."""
    return _core.RegularSeries(*every_step(table, name, time, value, tz))


def every_step(
    table: pa.Table, name: str, time: str, value: str, tz: str | None
) -> tuple[int, int, NDArray[np.float64]]:
    """First instant and step in seconds, and the value of each step."""
    at = instants(table, name, time, tz)
    values = numbers(table, name, value)
    order = np.argsort(at, kind="stable")
    at, values = at[order], values[order]
    gaps = np.diff(at)
    if len(gaps) == 0:
        raise input_error(name, time, "at least two instants", str(len(at)))
    step = int(gaps.min())
    if step == 0:
        twice = np.datetime64(int(at[int(np.argmin(gaps))]), "s")
        raise input_error(name, time, "one value of an instant", f"two of {twice}Z")
    if (gaps % step).any():
        raise input_error(name, time, f"instants at equal steps of {step} s", "others between them")
    of_step = np.full((at[-1] - at[0]) // step + 1, np.nan)
    of_step[(at - at[0]) // step] = values
    return int(at[0]), step, of_step


def _local_midnights(values: Any, name: str, column: str, tz: str | None) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if values.type.tz is not None:
        if tz is not None:
            values = values.cast(pa.timestamp(values.type.unit, tz))
        values = pc.local_timestamp(values)
    elif tz is None:
        raise input_error(
            name, column, "dates, or timestamps with a zone or tz=…", "timestamps without a zone"
        )
    days = pc.floor_temporal(values, unit="day")
    if pc.any(pc.not_equal(values, days)).as_py():
        raise input_error(name, column, "days or midnights", "timestamps within a day")
    return days


def groups(table: pa.Table, name: str, column: str) -> tuple[pa.Array, NDArray[np.int64]]:
    """Distinct texts of a column in the order of first appearance, and their index in each row."""
    import pyarrow as pa

    values = table[column]
    if values.null_count:
        raise input_error(name, column, "an id in each row", f"{values.null_count} rows without")
    if pa.types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    encoded = values.cast(pa.large_string()).combine_chunks().dictionary_encode()
    return encoded.dictionary, np.asarray(encoded.indices.to_numpy(), dtype=np.int64)


def input_error(name: str, column: str, expected: str, got: str) -> InputError:
    """A refusal of a table, with its place."""
    return InputError(
        f"Expected {expected}, got {got} ({name}, column {column}).",
        source=name,
        field=column,
        expected=expected,
        got=got,
    )
