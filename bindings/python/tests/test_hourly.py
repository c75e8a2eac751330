# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from numpy.typing import NDArray

HOURS = 365 * 24
START = pa.array(np.datetime64("2022-12-31T23", "s") + np.arange(HOURS) * np.timedelta64(3600, "s"))
UTC = START.cast(pa.timestamp("s", "UTC"))
DAY = np.arange(HOURS) / 24.0
TEMPERATURE = (
    14.0 - 10.0 * np.cos(2 * np.pi * (DAY - 20) / 365) - 4.0 * np.cos(2 * np.pi * (DAY - 0.6))
)
WEATHER = pa.table({"time": UTC, "temperature_c": TEMPERATURE})


def used(seed: int = 1) -> NDArray[np.float64]:
    """A school in Rome: open from 7 to 18 on working days, heated then."""
    local = UTC.cast(pa.timestamp("s", "Europe/Rome"))
    weekday, hour = pc.day_of_week(local).to_numpy(), pc.hour(local).to_numpy()
    open_ = (weekday < 5) & (hour >= 7) & (hour < 18)
    heating = np.maximum(0.0, 16.0 - TEMPERATURE)
    noise = np.random.default_rng(seed).normal(0.0, 0.4, HOURS)
    return np.where(open_, 12.0 + 0.8 * heating, 4.0 + 0.1 * heating) + noise


def readings(**more: Any) -> pa.Table:
    return pa.table({"start": UTC, "energy_kwh": used(), **more})


FIT = empower.fit_hourly(readings(), WEATHER, tz="Europe/Rome")


def test_the_week_of_a_school_is_found() -> None:
    assert FIT
    assert FIT.step == timedelta(hours=1)
    assert FIT.zone == "Europe/Rome"
    assert FIT.coverage == pytest.approx(1.0)
    assert FIT.r_squared > 0.97
    energy, occupied = FIT.week()
    assert len(energy) == 192  # the closed day's slots, of which none was seen
    assert np.isnan(energy[168:]).all()
    assert not np.isnan(energy[:168]).any()
    assert occupied[24 + 9]
    assert not occupied[24 + 3]
    assert not occupied[5 * 24 + 9]
    assert FIT.record.method == "empower-hourly-1"


def test_a_year_is_predicted_with_an_interval_and_hour_by_hour() -> None:
    year = FIT.predict(WEATHER)
    assert year.low < used(2).sum() < year.high
    assert year.total == pytest.approx(year.energy.sum())
    assert year.extrapolated == 0
    assert year.table.num_rows == HOURS
    assert year.table["start"][0].as_py() == UTC[0].as_py()
    assert not year.energy.flags.writeable
    assert np.shares_memory(year.energy, year.energy)
    against = FIT.predict(WEATHER, observed=readings().slice(0, 24 * 60))
    assert against.observed == pytest.approx(used()[: 24 * 60].sum())
    assert against.total == pytest.approx(against.observed, rel=0.02)


def test_an_hourly_fit_crosses_json_without_loss() -> None:
    again = empower.HourlyFit.from_json(FIT.to_json())
    assert again.to_json() == FIT.to_json()
    assert (again.predict(WEATHER).energy == FIT.predict(WEATHER).energy).all()


def test_rows_come_in_any_order_and_holes_are_missing() -> None:
    shuffled = readings().take(np.random.default_rng(3).permutation(HOURS))
    assert empower.fit_hourly(shuffled, WEATHER, tz="Europe/Rome").to_json() == FIT.to_json()
    holes = pa.concat_tables([readings().slice(0, 2000), readings().slice(2100)])
    fit = empower.fit_hourly(holes, WEATHER, tz="Europe/Rome")
    assert fit.coverage == pytest.approx(1.0 - 100 / HOURS)


def test_a_stamp_without_a_zone_is_local_time_and_may_not_be_skipped_or_twice() -> None:
    local = UTC.cast(pa.timestamp("s", "Europe/Rome"))
    naive = readings(start=pc.local_timestamp(local))
    with pytest.raises(empower.InputError, match="Europe/Rome") as caught:
        empower.fit_hourly(naive, WEATHER, tz="Europe/Rome")
    assert caught.value.field == "start"
    winter = empower.fit_hourly(naive.slice(0, 1500), WEATHER, tz="Europe/Rome")
    assert (
        winter.to_json()
        == empower.fit_hourly(readings().slice(0, 1500), WEATHER, tz="Europe/Rome").to_json()
    )


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (readings().slice(0, 1), "at least two instants"),
        (pa.concat_tables([readings(), readings().slice(7, 1)]), "one value of an instant"),
        (readings(start=pa.array(np.arange(HOURS))), "timestamps"),
        (readings().drop_columns("energy_kwh"), "a column energy_kwh"),
    ],
)
def test_readings_that_cannot_be_used_are_refused(table: pa.Table, words: str) -> None:
    with pytest.raises(empower.InputError, match=words):
        empower.fit_hourly(table, WEATHER, tz="Europe/Rome")


def test_closed_days_have_slots_of_their_own() -> None:
    august = [date(2023, 8, 1) + timedelta(days=i) for i in range(31)]
    fit = empower.fit_hourly(readings(), WEATHER, tz="Europe/Rome", closed=august)
    assert not np.isnan(fit.week()[0]).any()
    same = empower.fit_hourly(
        readings(), WEATHER, tz="Europe/Rome", closed=dict.fromkeys(august, "summer")
    )
    assert same.week()[0] == pytest.approx(fit.week()[0], abs=0.0)


def test_settings_are_recorded_and_unknown_ones_refused() -> None:
    fit = empower.fit_hourly(readings(), WEATHER, tz="Europe/Rome", robust=False)
    assert not fit.record.standard
    with pytest.raises(TypeError, match="robusst"):
        empower.fit_hourly(readings(), WEATHER, tz="Europe/Rome", robusst=True)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="ordinary, sunday, own"):
        empower.fit_hourly(readings(), WEATHER, tz="Europe/Rome", closed_days="monday")
    with pytest.raises(ValueError, match="Rome"):
        empower.fit_hourly(readings(), WEATHER, tz="Rome")


def test_too_few_hours_are_a_value_with_a_reason() -> None:
    fit = empower.fit_hourly(readings().slice(0, 200), WEATHER, tz="Europe/Rome")
    assert not fit
    assert fit.reason == "too_few_observations"
    assert empower.HourlyFit.from_json(fit.to_json()).reason == fit.reason
    with pytest.raises(empower.CoverageError, match="too_few_observations"):
        fit.predict(WEATHER)


def test_a_summary_and_a_plot_show_the_week() -> None:
    assert "Europe/Rome" in FIT.summary()
    assert "<th>of days</th>" in FIT._repr_html_()
    pytest.importorskip("altair")
    slots = FIT.plot().to_dict()["data"]["values"]
    assert len(slots) == 168
    assert slots[24 + 9]["mode"] == "occupied"


def test_a_regressor_beside_temperature_has_an_effect_in_each_mode() -> None:
    local = UTC.cast(pa.timestamp("s", "Europe/Rome"))
    weekday, hour = pc.day_of_week(local).to_numpy(), pc.hour(local).to_numpy()
    open_ = (weekday < 5) & (hour >= 7) & (hour < 18)
    sun = np.maximum(0.0, np.cos(2 * np.pi * (DAY - 0.5))) * np.random.default_rng(5).random(HOURS)
    energy = used() - np.where(open_, 3.0, 0.5) * sun
    table = pa.table({"start": UTC, "energy_kwh": energy, "sun": sun})
    fit = empower.fit_hourly(table, WEATHER, tz="Europe/Rome", regressors=["sun"])
    assert fit.regressors == ["sun"]
    closed, opened = fit.effects()["sun"]
    assert closed == pytest.approx(-0.5, abs=0.1)
    assert opened == pytest.approx(-3.0, abs=0.1)
    shaded = table.set_column(2, "sun", pa.array(np.zeros(HOURS)))
    saved = fit.predict(WEATHER, observed=shaded).total - fit.predict(WEATHER, observed=table).total
    assert saved == pytest.approx((np.where(open_, 3.0, 0.5) * sun).sum(), rel=0.03)
    beside = WEATHER.append_column("sun", pa.array(sun))
    assert fit.predict(beside).total == pytest.approx(fit.predict(WEATHER, observed=table).total)
    with pytest.raises(empower.InputError, match="sun"):
        fit.predict(WEATHER)
    again = empower.HourlyFit.from_json(fit.to_json())
    assert again.effects() == fit.effects()
