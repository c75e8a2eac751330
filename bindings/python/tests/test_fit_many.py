# SPDX-License-Identifier: Apache-2.0
import sys
import threading
from datetime import date, datetime
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest
from empower import many_meters
from empower._meter_tables import meters_of, weather_of
from numpy.typing import NDArray

FIRST = np.datetime64("2022-01-01")
DAYS = FIRST + np.arange(730)
TEMPERATURE = (
    14.0
    - 11.0 * np.cos(2 * np.pi * (np.arange(730) - 20) / 365)
    + 3.0 * np.sin(1.7 * np.arange(730))
)
WEATHER = pa.table({"time": DAYS, "temperature_c": TEMPERATURE})


def used(seed: int) -> NDArray[np.float64]:
    random = np.random.default_rng(seed)
    return 100.0 + 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE) + random.normal(0.0, 10.0, 730)


def daily_readings(meters: int) -> pa.Table:
    return pa.table(
        {
            "meter_id": np.repeat([f"m{i:03}" for i in range(meters)], 730),
            "start": np.tile(DAYS, meters),
            "energy_kwh": np.concatenate([used(i) for i in range(meters)]),
        }
    )


def bills(seed: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float64]]:
    edges = FIRST + np.arange(0, 731, 30)
    energy = np.add.reduceat(used(seed), np.arange(0, 730, 30))[: len(edges) - 1]
    return edges[:-1], edges[1:], energy


COEFFICIENTS = {
    "base_kwh_day": ("base", "value"),
    "base_low_kwh_day": ("base", "low"),
    "heating_slope_kwh_kd": ("heating_slope", "value"),
    "heating_slope_high_kwh_kd": ("heating_slope", "high"),
    "heating_balance_c": ("heating_balance", "value"),
    "heating_balance_low_c": ("heating_balance", "low"),
}


def assert_same_bits(row: dict[str, Any], fit: empower.Fit) -> None:
    assert row["model"] == fit.model
    for column, (coefficient, part) in COEFFICIENTS.items():
        assert row[column] == getattr(getattr(fit, coefficient), part)
    assert row["cv_rmse"] == fit.cv_rmse
    assert row["effective_observations"] == fit.effective_observations


@pytest.mark.parametrize("threads", [1, 2])
def test_each_row_is_the_single_call_to_the_last_bit(threads: int) -> None:
    table = empower.fit_many(daily_readings(6), WEATHER, threads=threads)
    for i, row in enumerate(table.to_pylist()):
        assert row["meter_id"] == f"m{i:03}"
        assert row["method"] == "empower-daily-2"
        assert (row["start"], row["end"]) == (date(2022, 1, 1), date(2024, 1, 1))
        fit = empower.fit_change_point(TEMPERATURE, used(i), start=FIRST)
        assert_same_bits(row, fit)
        year = fit.normal_year(TEMPERATURE, first_temperature_day=FIRST)
        assert row["normal_year_kwh"] == year.total
        assert row["normal_year_high_kwh"] == year.expectation_high


def test_other_python_threads_run_meanwhile() -> None:
    meters = meters_of(daily_readings(20), None)
    weather = weather_of(WEATHER, None)
    columns = (*meters[1:5], many_meters._station_of_meter(meters, weather, None), *weather[1:])
    go, ran = threading.Lock(), threading.Event()
    go.acquire()

    def other() -> None:
        with go:
            ran.set()

    thread = threading.Thread(target=other)
    interval = sys.getswitchinterval()
    # From here on a thread gets the interpreter only from one that gives it up by itself.
    sys.setswitchinterval(1000.0)
    try:
        thread.start()
        go.release()
        for _ in range(100):
            empower._core.fit_many(*columns, empower._core.FitOptions(), 1)
            if ran.is_set():
                break
        assert ran.is_set()
    finally:
        sys.setswitchinterval(interval)
        thread.join()


def test_bills_are_told_by_their_length() -> None:
    start, end, energy = bills(3)
    readings = pa.table(
        {"meter_id": ["gas"] * len(start), "start": start, "end": end, "energy_kwh": energy}
    )
    (row,) = empower.fit_many(readings, WEATHER).to_pylist()
    assert row["method"] == "empower-bills-2"
    fit = empower.fit_bills(
        start, end, energy, temperature=TEMPERATURE, first_temperature_day=FIRST
    )
    assert_same_bits(row, fit)


def test_rows_come_in_any_order_and_meters_in_that_of_their_first() -> None:
    readings = daily_readings(3)
    shuffled = readings.take(np.random.default_rng(1).permutation(readings.num_rows))
    weather = WEATHER.take(np.random.default_rng(2).permutation(WEATHER.num_rows))
    table = empower.fit_many(shuffled, weather)
    firsts = list(dict.fromkeys(shuffled["meter_id"].to_pylist()))
    assert table["meter_id"].to_pylist() == firsts
    sorted_table = empower.fit_many(readings, WEATHER)
    assert table.sort_by("meter_id").equals(sorted_table)


def test_a_meter_that_cannot_be_fitted_is_a_row() -> None:
    readings = pa.concat_tables([daily_readings(2).slice(0, 735)])
    table = empower.fit_many(readings, WEATHER)
    fitted, refused = table.to_pylist()
    assert fitted["status"] == "fitted"
    assert refused["status"] == "refused"
    assert refused["reason"] == "too_few_observations"
    assert refused["model"] is None
    assert refused["base_kwh_day"] is None


@pytest.mark.parametrize("with_quality", [False, True])
@pytest.mark.parametrize(
    ("start", "end", "detail"),
    [
        (
            DAYS[399],
            DAYS[400],
            "The reading from 2023-02-04 starts before the one before it ends, on 2023-02-05.",
        ),
        (None, DAYS[401], "The reading of 7.5 kWh has no date."),
        (DAYS[400], None, "The reading of 7.5 kWh has no date."),
        (
            DAYS[400],
            DAYS[400],
            "The reading from 2023-02-05 ends on 2023-02-05, not after its start.",
        ),
    ],
)
def test_a_reading_out_of_order_refuses_its_meter_alone(
    start: Any, end: Any, detail: str, with_quality: bool
) -> None:
    readings = daily_readings(3).append_column("end", pa.array(np.tile(DAYS + 1, 3)))
    columns = {name: readings[name].to_pylist() for name in readings.column_names}
    columns["start"][730 + 400] = None if start is None else start.item()
    columns["end"][730 + 400] = None if end is None else end.item()
    columns["energy_kwh"][730 + 400] = 7.5
    if with_quality:
        columns["quality"] = ["actual"] * (3 * 730)
        columns["quality"][5] = columns["quality"][735] = "estimated"
    first, refused, last = empower.fit_many(pa.table(columns), WEATHER).to_pylist()
    assert refused["status"] == "refused"
    assert refused["reason"] == "unordered_readings"
    assert refused["detail"] == detail
    assert refused["start"] is None
    assert first["status"] == "fitted"
    assert_same_bits(last, empower.fit_change_point(TEMPERATURE, used(2), start=FIRST))


def test_each_meter_has_the_temperatures_of_its_station() -> None:
    hills = WEATHER.set_column(1, "temperature_c", pa.array(TEMPERATURE - 4.0))
    both = pa.concat_tables(
        [
            WEATHER.append_column("station", pa.array(["plain"] * 730)),
            hills.append_column("station", pa.array(["hills"] * 730)),
        ]
    )
    readings = daily_readings(3)
    stations = {"m000": "plain", "m001": "hills"}
    plain, high, nowhere = empower.fit_many(readings, both, stations=stations).to_pylist()
    assert_same_bits(plain, empower.fit_change_point(TEMPERATURE, used(0), start=FIRST))
    assert_same_bits(high, empower.fit_change_point(TEMPERATURE - 4.0, used(1), start=FIRST))
    assert nowhere["reason"] == "no_temperature"
    with pytest.raises(empower.InputError, match="stations"):
        empower.fit_many(readings, both)


def test_pandas_and_polars_are_tables_too() -> None:
    expected = empower.fit_many(daily_readings(2), WEATHER)
    pandas = pytest.importorskip("pandas")
    frame = daily_readings(2).to_pandas()
    frame["start"] = frame["start"].dt.date if hasattr(frame["start"], "dt") else frame["start"]
    assert empower.fit_many(frame, WEATHER).equals(expected)
    frame["start"] = pandas.to_datetime(frame["start"]).dt.tz_localize("Europe/Rome")
    assert empower.fit_many(frame, WEATHER).equals(expected)
    polars = pytest.importorskip("polars")
    assert empower.fit_many(polars.from_arrow(daily_readings(2)), WEATHER).equals(expected)


def test_a_stamp_without_a_zone_is_refused_and_one_within_a_day_too() -> None:
    naive = daily_readings(1).cast(
        pa.schema(
            [("meter_id", pa.string()), ("start", pa.timestamp("s")), ("energy_kwh", pa.float64())]
        )
    )
    with pytest.raises(empower.InputError, match="zone") as caught:
        empower.fit_many(naive, WEATHER)
    assert caught.value.field == "start"
    told = empower.fit_many(naive, WEATHER, tz="Europe/Rome")
    assert told.equals(empower.fit_many(daily_readings(1), WEATHER))
    noon = pa.table({"meter_id": ["a"], "start": [datetime(2022, 1, 1, 12)], "energy_kwh": [1.0]})
    with pytest.raises(empower.InputError, match="within a day"):
        empower.fit_many(noon, WEATHER, tz="UTC")


def changed(**columns: Any) -> pa.Table:
    table = daily_readings(1)
    for name, values in columns.items():
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(values))
    return table


@pytest.mark.parametrize(
    ("readings", "field", "words"),
    [
        (daily_readings(1).drop_columns("energy_kwh"), "energy_kwh", "a column energy_kwh"),
        (changed(energy_kwh=["1"] * 730), "energy_kwh", "numbers"),
        (changed(start=["2022-01-01"] * 730), "start", "dates"),
        (changed(meter_id=["a"] * 729 + [None]), "meter_id", "an id in each row"),
    ],
)
def test_a_table_that_cannot_be_used_names_the_column(
    readings: pa.Table, field: str, words: str
) -> None:
    with pytest.raises(empower.InputError, match=words) as caught:
        empower.fit_many(readings, WEATHER)
    assert caught.value.source == "readings"
    assert caught.value.field == field


def test_two_temperatures_of_one_day_are_refused() -> None:
    twice = pa.concat_tables([WEATHER, WEATHER.slice(5, 1)])
    with pytest.raises(empower.InputError, match="two of 2022-01-06"):
        empower.fit_many(daily_readings(1), twice)


def test_what_is_no_table_or_no_setting_is_refused() -> None:
    with pytest.raises(TypeError, match="as a table"):
        empower.fit_many([1, 2], WEATHER)
    with pytest.raises(TypeError, match="heating_balanse"):
        empower.fit_many(daily_readings(1), WEATHER, heating_balanse=(5.0, 12.0))  # type: ignore[call-arg]
    (row,) = empower.fit_many(daily_readings(1), WEATHER, heating_balance=(5.0, 12.0)).to_pylist()
    assert row["heating_balance_c"] == 12.0


def test_a_missing_value_is_missing_and_no_meters_are_no_rows() -> None:
    energy = used(0)
    energy[100] = np.nan
    with_null = changed(energy_kwh=[None if e != e else e for e in energy.tolist()])
    (row,) = empower.fit_many(with_null, WEATHER).to_pylist()
    assert row["observations"] == 729
    assert_same_bits(row, empower.fit_change_point(TEMPERATURE, energy, start=FIRST))
    assert empower.fit_many(daily_readings(1).slice(0, 0), WEATHER).num_rows == 0


def test_estimates_are_joined_to_the_reading_after_them() -> None:
    start, end, energy = bills(0)
    energy = energy.copy()
    energy[3] += 500.0
    energy[4] -= 500.0
    quality = ["estimated" if i == 3 else "actual" for i in range(len(energy))]
    table = pa.table(
        {
            "meter_id": ["a"] * len(energy),
            "start": start,
            "end": end,
            "energy_kwh": energy,
            "quality": quality,
        }
    )
    row = empower.fit_many(table, WEATHER).to_pylist()[0]
    keep = np.arange(len(energy)) != 4
    joined = np.where(np.arange(len(energy)) == 3, energy[3] + energy[4], energy)[keep]
    alone = empower.fit_bills(
        start[keep],
        np.where(np.arange(len(end)) == 3, end[4], end)[keep],
        joined,
        temperature=TEMPERATURE,
        first_temperature_day=FIRST,
    )
    assert_same_bits(row, alone)
    assert_same_bits(row, empower.fit_bills(table, WEATHER))
    # The last reading of a meter is not joined to the first of the next.
    two = pa.table(
        {
            "meter_id": ["a", "b"],
            "start": DAYS[[0, 30]],
            "end": DAYS[[30, 60]],
            "energy_kwh": [1.0, 2.0],
            "quality": ["estimated", "actual"],
        }
    )
    assert empower.fit_many(two, WEATHER).num_rows == 2


def test_of_days_the_estimated_and_the_settling_one_have_no_energy() -> None:
    table = daily_readings(1)
    quality = np.full(730, "actual", dtype=object)
    quality[[10, 11, 300]] = "estimated"
    guessed = used(0)
    guessed[[10, 11, 12, 300, 301]] = np.nan
    row = empower.fit_many(table.append_column("quality", pa.array(quality)), WEATHER)
    assert_same_bits(
        row.to_pylist()[0], empower.fit_change_point(TEMPERATURE, guessed, start=FIRST)
    )


def test_a_table_without_rows_gives_one() -> None:
    table = empower.fit_many(daily_readings(1).slice(0, 0), WEATHER)
    assert table.num_rows == 0
