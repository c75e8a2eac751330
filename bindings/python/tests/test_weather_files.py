# SPDX-License-Identifier: Apache-2.0
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest

HEADER = "LOCATION,Forl\xec,-,ITA,made,161580,44.22,12.04,1.0,34.0\n2\n3\n4\n5\n6\n7\n8\n"
DAYS = np.arange(365)
DAY_C = 14.0 - 11.0 * np.cos(2 * np.pi * DAYS / 365)


def epw(folder: Path) -> Path:
    """A year of days, each hour at the temperature of its day; the name is not UTF-8."""
    path = folder / "forli.epw"
    lines = []
    for day, temperature in zip(DAYS, DAY_C, strict=True):
        on = date(2001, 1, 1) + timedelta(days=int(day))
        lines += [
            f"2001,{on.month},{on.day},{hour},0,x,{temperature:.6f},9" for hour in range(1, 25)
        ]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="cp1252")
    return path


def answer(folder: Path, **changes: Any) -> Path:
    """Days 2022-01-01 to 2023-12-31 asked for in summer: stamps of UTC+2."""
    first = datetime(2021, 12, 31)
    hours = [first + timedelta(hours=i) for i in range(24 * 732)]
    content = {
        "latitude": 43.76,
        "longitude": 11.27,
        "elevation": 52.0,
        "utc_offset_seconds": 7200,
        "timezone": "Europe/Rome",
        "hourly_units": {"time": "iso8601", "temperature_2m": "°C"},
        "hourly": {
            "time": [f"{at:%Y-%m-%dT%H:%M}" for at in hours],
            "temperature_2m": [float(at.month) for at in hours],
        },
        **changes,
    }
    path = folder / "firenze.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def bills_fit() -> empower.Fit:
    temperature = 14.0 - 11.0 * np.cos(2 * np.pi * np.arange(730) / 365)
    energy = 50.0 + 10.0 * np.maximum(16.0 - temperature, 0.0)
    return empower.fit_change_point(temperature, energy, start=date(2022, 1, 1))


def test_a_typical_year_is_read_with_its_place(tmp_path: Path) -> None:
    year = empower.read_epw(epw(tmp_path))
    assert year.place_name == "Forlì"
    assert (year.latitude, year.longitude, year.altitude_m) == (44.22, 12.04, 34.0)
    assert year.utc_offset_hours == 1.0
    assert year.temperature_c.shape == (8760,)
    assert not year.temperature_c.flags.writeable
    assert year.daily_mean_c == pytest.approx(DAY_C, abs=1e-6)
    assert year.year_of_month == [2001] * 12
    assert repr(year) == "<empower.TypicalYear: Forlì (made)>"


def test_columns_outlive_the_year(tmp_path: Path) -> None:
    hours = empower.read_epw(epw(tmp_path)).temperature_c
    normal = empower.read_epw(epw(tmp_path)).normal_year
    assert normal is not None
    days = normal.temperature_c
    del normal
    assert hours[0] == pytest.approx(3.0)
    assert days == pytest.approx(np.sort(DAY_C), abs=1e-6)


def test_a_normal_year_counts_degree_days(tmp_path: Path) -> None:
    normal = empower.read_epw(epw(tmp_path)).normal_year
    assert normal is not None
    assert normal.name == "typical year Forlì (made)"
    assert normal.years == 1.0
    assert normal.heating_degree_days(18.0) == pytest.approx(np.maximum(18.0 - DAY_C, 0).sum())
    assert normal.cooling_degree_days(21.0) == pytest.approx(np.maximum(DAY_C - 21.0, 0).sum())


def test_a_fit_is_moved_to_a_typical_year(tmp_path: Path) -> None:
    fit = bills_fit()
    normal = empower.read_epw(epw(tmp_path)).normal_year
    assert normal is not None
    expected = 365 * 50.0 + 10.0 * np.maximum(16.0 - DAY_C, 0).sum()
    assert fit.normal_year(normal).total == pytest.approx(expected, rel=1e-6)
    with pytest.raises(TypeError, match="no first_temperature_day"):
        fit.normal_year(normal, first_temperature_day=date(2022, 1, 1))
    with pytest.raises(TypeError, match="first_temperature_day"):
        fit.normal_year(DAY_C)


def test_savings_and_many_meters_take_a_normal_year(tmp_path: Path) -> None:
    normal = empower.read_epw(epw(tmp_path)).normal_year
    assert normal is not None
    start = np.arange("2022-01-01", "2024-01-01", dtype="datetime64[D]")
    temperature = 14.0 - 12.0 * np.cos(2 * np.pi * np.arange(len(start)) / 365)
    energy = 50.0 + 10.0 * np.maximum(16.0 - temperature, 0.0)
    readings = pa.table(
        {"meter_id": ["m"] * len(start), "start": pa.array(start), "energy_kwh": energy}
    )
    temperatures = pa.table(
        {"station": ["s"] * len(start), "time": pa.array(start), "temperature_c": temperature}
    )
    expected = 365 * 50.0 + 10.0 * np.maximum(16.0 - DAY_C, 0).sum()
    for given in (normal, {"s": normal}):
        table = empower.fit_many(readings, temperatures, normal_year=given)
        assert table["normal_year_kwh"][0].as_py() == pytest.approx(expected, rel=1e-6)
    of_2022 = empower.fit_many(readings, temperatures, normal_year={"other": normal})
    assert of_2022["normal_year_kwh"][0].as_py() != pytest.approx(expected, rel=1e-9)

    baseline = empower.fit_change_point(temperature[:365], energy[:365], start=date(2022, 1, 1))
    saving = empower.savings(
        baseline,
        start[365:],
        None,
        0.9 * energy[365:],
        temperature=temperature,
        first_temperature_day=date(2022, 1, 1),
        reporting=(date(2023, 1, 1), date(2024, 1, 1)),
        normal_year=normal,
    )
    assert saving, saving.detail
    normalised = saving.years[0].normalised
    assert normalised is not None
    assert normalised.saved.value == pytest.approx(0.1 * expected, rel=1e-6)


def test_hours_are_read_by_the_one_offset_of_the_answer(tmp_path: Path) -> None:
    archive = empower.read_open_meteo(answer(tmp_path))
    assert (archive.latitude, archive.longitude, archive.altitude_m) == (43.76, 11.27, 52.0)
    assert archive.zone == "Europe/Rome"
    assert archive.utc_offset == timedelta(hours=2)
    hours = archive.hourly
    assert hours is not None
    assert hours["time"][0].as_py() == datetime(2021, 12, 30, 22, tzinfo=UTC)
    assert archive.daily is None
    found = empower.degree_days(
        hours, empower.heating_rules["uk"], method="integration", tz="Europe/Rome"
    )
    assert found.days_counted > 730


def test_civil_days_and_normal_years_of_an_answer(tmp_path: Path) -> None:
    archive = empower.read_open_meteo(answer(tmp_path))
    days = archive.daily_mean()
    by_day = dict(zip(days["date"].to_pylist(), days["temperature_c"].to_pylist(), strict=True))
    assert by_day[date(2022, 7, 15)] == 7.0
    # 31 January of Rome ends at the stamp 01:00 of 1 February.
    assert by_day[date(2022, 1, 31)] == pytest.approx(1.0 + 1 / 24)
    assert archive.normal_year().name == "mean of 2022, 2023"  # type: ignore[union-attr]
    assert archive.normal_year(years=1).name == "mean of 2023"  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="at least one year"):
        archive.normal_year(years=0)


def test_an_answer_without_a_zone_wants_one(tmp_path: Path) -> None:
    archive = empower.read_open_meteo(answer(tmp_path, timezone="GMT"))
    assert archive.zone is None
    with pytest.raises(empower.InputError, match="tz="):
        archive.daily_mean()
    assert archive.daily_mean("Europe/Rome").num_rows > 730


def test_days_of_an_answer(tmp_path: Path) -> None:
    daily = {"time": ["2024-01-01", "2024-01-02"], "temperature_2m_mean": [50.0, None]}
    units = {"time": "iso8601", "temperature_2m_mean": "°F"}
    archive = empower.read_open_meteo(answer(tmp_path, hourly={}, daily=daily, daily_units=units))
    assert archive.hourly is None
    assert archive.daily is not None
    assert archive.daily.to_pydict() == {
        "date": [date(2024, 1, 1), date(2024, 1, 2)],
        "temperature_c": [10.0, None],
    }
    assert archive.normal_year() is None


def test_faults_name_their_field(tmp_path: Path) -> None:
    with pytest.raises(empower.InputError) as caught:
        empower.read_open_meteo(answer(tmp_path, utc_offset_seconds=19800))
    assert caught.value.field == "utc_offset_seconds"
    with pytest.raises(empower.InputError, match="file that can be read"):
        empower.read_epw(tmp_path / "none.epw")
    broken = epw(tmp_path)
    broken.write_text(HEADER, encoding="cp1252")
    with pytest.raises(empower.InputError, match="8760"):
        empower.read_epw(broken)
