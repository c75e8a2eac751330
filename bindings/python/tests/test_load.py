# SPDX-License-Identifier: Apache-2.0
"""Tariff bands and school indicators: an independent count, and the analysis' own figures."""

import csv
import math
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import empower
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

ROME = ZoneInfo("Europe/Rome")
HOLIDAYS = {  # of 2023, from the calendar
    *((1, 1), (1, 6), (4, 9), (4, 10), (4, 25), (5, 1), (6, 2)),
    *((8, 15), (11, 1), (12, 8), (12, 25), (12, 26)),
}


def band(local: datetime) -> int:
    """1, 2 or 3 as resolution 181/06 has it."""
    holiday = (local.month, local.day) in HOLIDAYS
    if local.weekday() == 6 or holiday or local.hour < 7 or local.hour == 23:
        return 3
    return 1 if local.weekday() < 5 and 8 <= local.hour < 19 else 2


def hours_of_2023(minutes: int) -> tuple[list[datetime], list[float]]:
    first = datetime(2023, 1, 1, tzinfo=ROME).astimezone(UTC)
    count = 8760 * 60 // minutes
    start = [first + timedelta(minutes=minutes * i) for i in range(count)]
    random = np.random.default_rng(5)
    return start, list(random.uniform(0.5, 20.0, count))


@pytest.mark.parametrize("minutes", [15, 60])
def test_bands_are_those_of_a_count_hour_by_hour(minutes: int) -> None:
    start, energy = hours_of_2023(minutes)
    expected: dict[int, float] = defaultdict(float)
    hours: dict[int, float] = defaultdict(float)
    for at, kwh in zip(start, energy, strict=True):
        expected[band(at.astimezone(ROME))] += kwh
        hours[band(at.astimezone(ROME))] += minutes / 60
    readings = pa.table({"start": start, "energy_kwh": energy})
    (row,) = empower.tariff_bands(readings, tz="Europe/Rome").to_pylist()
    for b in (1, 2, 3):
        assert row[f"f{b}_kwh"] == pytest.approx(expected[b], rel=1e-12)
        assert row[f"f{b}_hours"] == hours[b]
    assert row["f1_hours"] == 2750
    assert row["coverage"] == 1
    top = int(np.argmax(energy))
    assert row["peak_kw"] == pytest.approx(energy[top] * 60 / minutes, rel=1e-12)
    assert row["peak_at"] == start[top]
    assert row["peak_at_offset"] == start[top].astimezone(ROME).utcoffset()
    assert row["note"] is None


def test_months_end_columns_and_the_order_of_rows_change_no_sum() -> None:
    start, energy = hours_of_2023(60)
    end = [at + timedelta(hours=1) for at in start]
    year = empower.tariff_bands(pa.table({"start": start, "energy_kwh": energy}), tz="Europe/Rome")
    mixed = pa.table({"start": start[::-1], "end": end[::-1], "energy_kwh": energy[::-1]})
    assert empower.tariff_bands(mixed, tz="Europe/Rome").equals(year)
    months = empower.tariff_bands(mixed, tz="Europe/Rome", by="month")
    assert months["start"].to_pylist() == [date(2023, m, 1) for m in range(1, 13)]
    total = sum(months["f2_kwh"].to_pylist())
    assert total == pytest.approx(year["f2_kwh"][0].as_py(), rel=1e-12)


def test_a_month_without_readings_is_a_row_with_its_reason() -> None:
    start = [datetime(2023, 1, 31, 22, tzinfo=UTC), datetime(2023, 3, 1, 9, tzinfo=UTC)]
    readings = pa.table({"start": start, "energy_kwh": [4.0, 5.0]})
    readings = readings.append_column("end", pa.array([at + timedelta(hours=1) for at in start]))
    rows = empower.tariff_bands(readings, tz="Europe/Rome", by="month").to_pylist()
    assert [row["energy_kwh"] for row in rows] == [4.0, None, 5.0]
    assert rows[1]["note"].startswith("no_intervals")
    assert rows[1]["peak_at"] is None
    assert rows[0]["f1_kwh"] is None  # missing, not zero


def test_an_undecided_holiday_is_a_note_until_somebody_decides() -> None:
    first = datetime(2027, 10, 3, 22, tzinfo=UTC)  # 4 October 2027 in Rome, a Monday
    start = [first + timedelta(hours=i) for i in range(24)]
    readings = pa.table({"start": start, "energy_kwh": [1.0] * 24})

    def f1(undecided_as_f3: bool | None) -> tuple[float | None, str]:
        table = empower.tariff_bands(
            readings, tz="Europe/Rome", by="month", undecided_as_f3=undecided_as_f3
        )
        return table["f1_kwh"][0].as_py(), table["note"][0].as_py()

    assert f1(None)[0] == 11
    assert "2027-10-04" in f1(None)[1]
    assert f1(False)[0] == 11
    assert "2027-10-04" not in f1(False)[1]
    assert f1(True)[0] is None


def test_what_cannot_be_asked_is_refused() -> None:
    readings = pa.table({"start": [datetime(2023, 1, 1)], "energy_kwh": [1.0]})
    with pytest.raises(ValueError, match="year, month"):
        empower.tariff_bands(readings, tz="Europe/Rome", by="week")  # type: ignore[arg-type]
    with pytest.raises(empower.InputError, match="at least two"):
        empower.tariff_bands(readings, tz="Europe/Rome")
    with pytest.raises(TypeError, match="as a table"):
        empower.tariff_bands([1.0], tz="Europe/Rome")


def test_the_same_readings_give_the_figures_of_the_analysis_to_the_last_bit(
    stock_folder: Path, analysis: empower.Analysis
) -> None:
    load = analysis.load
    assert load.num_rows > 0
    meter = load["meter_id"][0].as_py()
    start, energy = [], []
    with (stock_folder / "readings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["meter_id"] == meter and row["value"]:
                start.append(datetime.fromisoformat(row["start"]).astimezone(UTC))
                energy.append(float(row["value"]))
    rows = empower.tariff_bands(pa.table({"start": start, "energy_kwh": energy}), tz="Europe/Rome")
    of_meter = load.filter(pc.equal(load["meter_id"], meter))
    for name in rows.column_names:
        if name != "note":
            assert rows[name].to_pylist() == of_meter[name].to_pylist(), name


def test_school_indicators_by_hand() -> None:
    schools = pa.table(
        {
            "use": ["school_primary", "school_primary", "office"],
            "heating_kwh": [100_000.0, 100_000.0, 1.0],
            "electricity_kwh": [12_000.0, None, 1.0],
            "heated_volume_m3": [5_000.0, 5_000.0, 1.0],
            "surface_to_volume_1_m": [0.38, None, 0.4],
            "floor_area_m2": [1_200.0, 1_200.0, 1.0],
            "hours_per_day": [8.0, 8.0, 8.0],
            "degree_days_kd": [2_000.0, 2_000.0, 2_000.0],
        }
    )
    first, second, office = empower.school_indicators(schools).to_pylist()
    assert (first["ienr_wh_m3_kd"], first["ienr_class"]) == (10.0, "good")
    assert (first["iene_kwh_m2"], first["iene_class"]) == (10.0, "sufficient")
    assert first["confidence"] == "general_knowledge"
    assert second["ienr_wh_m3_kd"] is None
    assert second["ienr_low_wh_m3_kd"] == pytest.approx(8.0)
    assert second["ienr_high_wh_m3_kd"] == pytest.approx(12.0)
    assert "IENE: no_electricity" in second["note"]
    assert "IENR: no_school_level" in office["note"]
    assert office["confidence"] is None


def test_the_analysis_has_the_same_school_indicators_to_the_last_bit(
    analysis: empower.Analysis,
) -> None:
    uses = {
        "nursery": "nursery",
        **{level: f"school_{level}" for level in ("primary", "lower_secondary", "upper_secondary")},
    }
    rows = analysis.school_indicators
    assert rows.num_rows > 0
    levels = rows["school_level"].to_pylist()
    again = empower.school_indicators(
        rows.append_column("use", pa.array([uses[level] for level in levels]))
    )
    for name in ("ienr_wh_m3_kd", "ienr_low_wh_m3_kd", "ienr_class", "iene_kwh_m2", "iene_class"):
        assert again[name].to_pylist() == rows[name].to_pylist()
    low = [value for value in rows["ienr_low_wh_m3_kd"].to_pylist() if value is not None]
    assert low
    assert all(math.isfinite(value) and 0 <= value < 100 for value in low)
