# SPDX-License-Identifier: Apache-2.0
"""Result columns as Arrow tables, over the library's memory wherever the layouts agree.

========== ================================== ==============================================
dictionary Arrow                              missing
========== ================================== ==============================================
number     float64, not copied                NaN in the library, null here
integer    int64, not copied                  null
boolean    bool                               never
date       date32                             null
instant    timestamp[s, UTC]; the offset of   never
           the place follows in a column
           `<name>_offset`, duration[s]
text       large_string; dictionary<string>   the empty text is null
           where the list of values is closed
========== ================================== ==============================================

Each field carries its unit and meaning as metadata.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from . import _core
from .errors import ContractError

if TYPE_CHECKING:
    import pyarrow as pa

_MISSING_INTEGER = np.iinfo(np.int64).min
_MISSING_DAY = np.iinfo(np.int32).min


class Column(TypedDict):
    """A column of the data dictionary."""

    column: str
    unit: str
    type: str
    meaning: str
    codes: NotRequired[list[str]]


def arrow_table(table: _core.Table) -> pa.Table:
    """A table of the library."""
    import pyarrow as pa

    columns: list[Column] = json.loads(table.dictionary)[table.name]
    parts = [
        part
        for index, column in enumerate(columns)
        for part in _BUILDERS[column["type"]](table.column(index), column)
    ]
    return pa.Table.from_arrays(
        [array for _, array in parts], schema=pa.schema(f for f, _ in parts)
    )


def _field(column: Column, type_: pa.DataType, suffix: str = "", *, unit: str = "") -> pa.Field:
    import pyarrow as pa

    metadata = {"unit": unit or column["unit"], "meaning": column["meaning"]}
    return pa.field(column["column"] + suffix, type_, metadata=metadata)


def _primitive(type_: pa.DataType, values: np.ndarray, valid: NDArray[np.bool_]) -> pa.Array:
    import pyarrow as pa

    return pa.Array.from_buffers(type_, len(values), [_bitmap(valid), pa.py_buffer(values)])


def _bitmap(valid: NDArray[np.bool_]) -> pa.Buffer | None:
    import pyarrow as pa

    return None if valid.all() else pa.py_buffer(np.packbits(valid, bitorder="little"))


def _numbers(values: NDArray[np.float64], column: Column) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    yield _field(column, pa.float64()), _primitive(pa.float64(), values, ~np.isnan(values))


def _integers(values: NDArray[np.int64], column: Column) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    yield _field(column, pa.int64()), _primitive(pa.int64(), values, values != _MISSING_INTEGER)


def _booleans(values: NDArray[np.uint8], column: Column) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    yield _field(column, pa.bool_()), pa.array(values.view(np.bool_))


def _dates(values: NDArray[np.int32], column: Column) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    yield _field(column, pa.date32()), _primitive(pa.date32(), values, values != _MISSING_DAY)


def _instants(
    values: tuple[NDArray[np.int64], NDArray[np.int64]], column: Column
) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    seconds, offset = values
    everywhere = np.ones(len(seconds), dtype=np.bool_)
    instant = pa.timestamp("s", tz="UTC")
    yield _field(column, instant), _primitive(instant, seconds, everywhere)
    span = pa.duration("s")
    yield _field(column, span, "_offset", unit="s"), _primitive(span, offset, everywhere)


def _texts(
    values: tuple[NDArray[np.int64], NDArray[np.uint8]], column: Column
) -> Iterator[tuple[pa.Field, pa.Array]]:
    import pyarrow as pa

    offsets, data = values
    buffers = [_bitmap(np.diff(offsets) > 0), pa.py_buffer(offsets), pa.py_buffer(data)]
    texts = pa.Array.from_buffers(pa.large_string(), len(offsets) - 1, buffers)
    if codes := column.get("codes"):
        texts = _encoded(texts, codes, column["column"])
    yield _field(column, texts.type), texts


def _encoded(texts: pa.Array, codes: list[str], name: str) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    places = pc.index_in(texts, value_set=pa.array(codes, pa.large_string()))
    if places.null_count != texts.null_count:
        raise ContractError(f"Expected values of {name} from its closed list, got others.")
    return pa.DictionaryArray.from_arrays(places, pa.array(codes, pa.string()))


_BUILDERS: dict[str, Callable[[Any, Column], Iterator[tuple[pa.Field, pa.Array]]]] = {
    "number": _numbers,
    "integer": _integers,
    "boolean": _booleans,
    "date": _dates,
    "instant": _instants,
    "text": _texts,
}
