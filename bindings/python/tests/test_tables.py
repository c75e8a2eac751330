# SPDX-License-Identifier: Apache-2.0
"""Arrow tables and the CSV files that C++ writes say the same, to the last bit."""

import csv
import gc
import json
import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import empower
import numpy as np
import pyarrow as pa
import pytest
from empower import tables
from hypothesis import given
from hypothesis import strategies as st

ARROW_TYPES = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "instant": pa.timestamp("s", tz="UTC"),
    "text": pa.large_string(),
}
PROMISED = (
    *("consumption", "baselines", "findings", "benchmarks", "measures", "ranking", "plan"),
    *("savings", "statement", "obligations", "indicators", "weather", "load"),
    *("school_indicators", "rejects", "inputs", "expected", "references"),
)


@pytest.fixture(scope="session")
def csv_folder(analysis: empower.Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "tables"
    analysis.write(folder)
    return folder


def test_every_promised_table_is_an_attribute(analysis: empower.Analysis) -> None:
    assert tuple(analysis.dictionary) == PROMISED
    for name in PROMISED:
        assert getattr(analysis, name) is analysis.table(name)


@pytest.mark.parametrize("name", PROMISED)
def test_types_units_and_meanings_are_those_of_the_dictionary(
    analysis: empower.Analysis, name: str
) -> None:
    schema = analysis.table(name).schema
    for column in analysis.dictionary[name]:
        field = schema.field(column["column"])
        assert field.metadata == {
            b"unit": column["unit"].encode(),
            b"meaning": column["meaning"].encode(),
        }
        if "codes" in column:
            assert field.type == pa.dictionary(pa.int32(), pa.string())
        else:
            assert field.type == ARROW_TYPES[column["type"]]


def test_the_written_dictionary_is_the_one_in_memory(
    analysis: empower.Analysis, csv_folder: Path
) -> None:
    assert json.loads((csv_folder / "tables.json").read_text("utf-8")) == analysis.dictionary
    assert json.loads((csv_folder / "plan.json").read_text("utf-8")) == analysis.plan_summary
    assert json.loads((csv_folder / "run.json").read_text("utf-8")) == analysis.run


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


def same(text: str, type_: str, value: object, offset: object) -> bool:
    """Whether a CSV cell and an Arrow value are the same."""
    if text == "" or value is None:
        return text == "" and value is None
    if type_ == "number":
        assert isinstance(value, float)
        return bits(float(text)) == bits(value)
    if type_ == "instant":
        instant = datetime.fromisoformat(text)
        return instant == value and instant.utcoffset() == offset
    read: dict[str, Callable[[str], object]] = {
        "integer": int,
        "boolean": lambda cell: {"true": True, "false": False}[cell],
        "date": date.fromisoformat,
        "text": str,
    }
    return read[type_](text) == value


@pytest.mark.parametrize("name", PROMISED)
def test_a_table_equals_its_csv_to_the_last_bit(
    analysis: empower.Analysis, csv_folder: Path, name: str
) -> None:
    with (csv_folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file)
    columns = analysis.dictionary[name]
    rows = analysis.table(name).to_pylist()
    assert header == [column["column"] for column in columns]
    assert len(cells) == len(rows)
    for line, row in zip(cells, rows, strict=True):
        for text, column in zip(line, columns, strict=True):
            value, offset = row[column["column"]], row.get(column["column"] + "_offset")
            assert same(text, column["type"], value, offset), (column["column"], text, value)


def test_numbers_are_not_copied(analysis: empower.Analysis) -> None:
    columns = [column["column"] for column in analysis.dictionary["consumption"]]
    for name in ("energy_kwh", "year"):
        table = analysis._core.table("consumption")
        array = table.column(columns.index(name))
        buffer = analysis.consumption[name].chunk(0).buffers()[1]
        assert buffer.address == array.ctypes.data
        assert array.base is table


def test_columns_are_read_only(analysis: empower.Analysis) -> None:
    columns = analysis.dictionary["findings"]
    for index, _ in enumerate(columns):
        arrays = analysis._core.table("findings").column(index)
        for array in arrays if isinstance(arrays, tuple) else (arrays,):
            assert not array.flags.writeable


def test_a_table_outlives_its_analysis(stock_folder: Path) -> None:
    analysis = empower.analyse(stock_folder)
    table = analysis.consumption
    before = table.to_pylist()
    del analysis
    gc.collect()
    assert table.to_pylist() == before


def test_pandas_reads_the_tables(analysis: empower.Analysis) -> None:
    pandas = pytest.importorskip("pandas")
    frame = analysis.findings.to_pandas()
    assert len(frame) == analysis.findings.num_rows
    assert isinstance(frame["kind"].dtype, pandas.CategoricalDtype)
    local = (frame["start"] + frame["start_offset"]).dt.tz_localize(None)
    assert (local == local.dt.normalize()).all()


def test_an_unknown_column_or_table_is_refused(analysis: empower.Analysis) -> None:
    with pytest.raises(IndexError):
        analysis._core.table("plan").column(99)
    with pytest.raises(empower.ContractError):
        analysis._core.table("plans")
    with pytest.raises(empower.ContractError, match=r"Expected one of .*, got \"plans\""):
        analysis.table("plans")


def test_the_table_expected_has_to_be_asked_for(stock_folder: Path) -> None:
    with pytest.raises(empower.ContractError, match="expected=True"):
        _ = empower.analyse(stock_folder).expected


def column(type_: str, **more: list[str]) -> tables.Column:
    return {"column": "c", "unit": "kWh", "type": type_, "meaning": "m", **more}  # type: ignore[typeddict-item]


@given(st.lists(st.floats()))
def test_only_nan_becomes_null(values: list[float]) -> None:
    ((_, array),) = tables._numbers(np.array(values, dtype=np.float64), column("number"))
    array.validate(full=True)
    for value, crossed in zip(values, array.to_pylist(), strict=True):
        assert crossed is None if value != value else bits(value) == bits(crossed)


@given(st.lists(st.text()))
def test_only_the_empty_text_becomes_null(texts: list[str]) -> None:
    encoded = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    data = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    ((_, array),) = tables._texts((offsets, data), column("text"))
    array.validate(full=True)
    assert array.to_pylist() == [text or None for text in texts]


def test_a_value_outside_its_closed_list_is_refused() -> None:
    offsets, data = np.array([0, 1, 2]), np.frombuffer(b"ab", dtype=np.uint8)
    closed = column("text", codes=["a"])
    with pytest.raises(empower.ContractError, match="closed list"):
        list(tables._texts((offsets, data), closed))
