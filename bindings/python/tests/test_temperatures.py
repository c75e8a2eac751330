# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta
from pathlib import Path

import empower
import numpy as np
import pyarrow as pa
import pytest

FIRST = date(2021, 1, 1)


def days(values: np.ndarray) -> pa.Table:
    return pa.table(
        {
            "date": [FIRST + timedelta(days=i) for i in range(len(values))],
            "temperature_c": pa.array(values, from_pandas=True),
        }
    )


def year(seed: int = 3) -> np.ndarray:
    random = np.random.default_rng(seed)
    season = 14.0 - 9.0 * np.cos(2.0 * np.pi * (np.arange(365) - 15) / 365.0)
    return season + 1.2 * random.standard_normal(365)


def test_faults_are_rows_and_null_in_a_clean_table() -> None:
    values = year()
    values[200] = 0.0
    values[250:256] = values[250]
    found = empower.check_temperatures(days(values))
    assert found.faults["kind"].to_pylist() == ["false_zero_temperature", "stuck_temperature"]
    assert found.faults["start"].to_pylist() == [date(2021, 7, 20), date(2021, 9, 8)]
    assert found.faults["end"].to_pylist() == [date(2021, 7, 21), date(2021, 9, 14)]
    assert found.faults["neighbour_c"].null_count == 2
    assert found.clean["temperature_c"].null_count == 7
    assert empower.check_temperatures(found.clean).faults.num_rows == 0


def test_a_neighbour_on_a_line_fills_exactly_and_says_so() -> None:
    truth = year()
    own = truth.copy()
    own[100:107] = np.nan
    filled = empower.fill_gaps(days(own), neighbour=days(2.0 + 0.9 * truth))
    assert filled.counts == {"measured": 358, "interpolated": 0, "neighbour": 7, "missing": 0}
    np.testing.assert_allclose(filled.table["temperature_c"].to_numpy(), truth, rtol=1e-12)
    assert filled.table["origin"].to_pylist()[99:102] == ["measured", "neighbour", "neighbour"]
    assert filled.standard_error_k < 1e-9
    assert np.isnan(own[100])


def test_a_day_without_a_row_is_a_gap() -> None:
    table = days(year())
    without = pa.concat_tables([table.slice(0, 100), table.slice(110)])
    filled = empower.fill_gaps(without)
    assert filled.table.num_rows == 365
    assert filled.counts["missing"] == 10


def test_hours_are_checked_and_filled_as_hours() -> None:
    at = np.datetime64("2021-03-01T00:00:00") + np.arange(24 * 120).astype("timedelta64[h]")
    random = np.random.default_rng(1)
    values = 15.0 + 5.0 * np.sin(np.arange(len(at)) / 24.0 * 2.0 * np.pi)
    values += 0.2 * random.standard_normal(len(at))
    values[1000] = 0.0
    values[2000:2006] = np.nan
    table = pa.table({"time": pa.array(at).cast(pa.timestamp("s", "UTC")), "temperature_c": values})
    found = empower.check_temperatures(table)
    assert found.faults["kind"].to_pylist() == ["false_zero_temperature"]
    filled = empower.fill_gaps(found.clean)
    assert filled.counts["interpolated"] == 7
    assert filled.counts["missing"] == 0
    with pytest.raises(empower.InputError, match="straight line"):
        empower.fill_gaps(table, neighbour=table)
    with pytest.raises(empower.InputError, match="days beside days"):
        empower.check_temperatures(days(year()), neighbour=table)


def test_two_temperatures_of_a_day_are_refused() -> None:
    table = days(year())
    with pytest.raises(empower.InputError, match="one temperature of a day"):
        empower.check_temperatures(pa.concat_tables([table, table]))


def test_an_analysis_says_what_it_did_with_temperatures(tmp_path: Path) -> None:
    empower.simulate_public_stock(tmp_path, buildings=12)
    file = tmp_path / "temperatures.csv"
    lines = file.read_text().splitlines()
    spoilt = next(i for i, line in enumerate(lines) if ",2023-07-20," in line)
    station = lines[spoilt].split(",")[0]
    lines[spoilt] = f"{station},2023-07-20,0.0"
    file.write_text("\n".join(lines) + "\n")
    analysis = empower.analyse(tmp_path)
    (finding,) = [f for f in analysis.findings.to_pylist() if f["station"] == station]
    assert finding["finding_id"] == f"{station}:false_zero_temperature:2023-07-20"
    assert finding["building_id"] is None
    rows = {row["station"]: row for row in analysis.weather.to_pylist()}
    assert rows[station]["days_in_doubt"] == rows[station]["days_filled"] == 1
    assert rows[station]["chosen_by"] == "named"
    assert "false zero temperature" in analysis.summary()
    assert analysis.report(tmp_path / "report.html").stat().st_size > 0
