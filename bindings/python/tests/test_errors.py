# SPDX-License-Identifier: Apache-2.0
import pickle
from pathlib import Path

import empower
import pytest


@pytest.mark.parametrize(
    "error", ["InputError", "UnitError", "CoverageError", "ShapeError", "ContractError"]
)
def test_every_error_is_an_empower_error_and_a_value_error(error: str) -> None:
    assert issubclass(getattr(empower, error), empower.EmpowerError)
    assert issubclass(empower.EmpowerError, ValueError)


def test_a_missing_column_names_its_place(stock_folder: Path, tmp_path: Path) -> None:
    for file in stock_folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    meters = (tmp_path / "meters.csv").read_text("utf-8")
    (tmp_path / "meters.csv").write_text(meters.replace("carrier", "fuel", 1), "utf-8")
    with pytest.raises(empower.InputError) as raised:
        empower.read_stock(tmp_path)
    error = raised.value
    assert error.source == "meters.csv"
    assert error.line == 1
    assert "carrier" in error.expected + error.field
    assert str(error).startswith("Expected ")
    assert "meters.csv:1" in str(error)


def test_an_input_error_survives_pickling() -> None:
    error = empower.InputError("Expected a, got b.", source="meters.csv", line=3, field="unit")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert (copy.source, copy.line, copy.field) == ("meters.csv", 3, "unit")


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(empower.InputError, match="nowhere"):
        empower.read_stock(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_made_is_an_os_error(
    analysis: empower.Analysis, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(OSError, match="file"):
        analysis.write(tmp_path / "file" / "folder")
