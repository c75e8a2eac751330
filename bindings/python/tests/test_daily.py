# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

FIRST = np.datetime64("2022-01-01")
DAYS = FIRST + np.arange(730)
RANDOM = np.random.default_rng(5)
TEMPERATURE = (
    14.0 - 10.0 * np.cos(2 * np.pi * (np.arange(730) - 20) / 365.25) + RANDOM.normal(0.0, 3.0, 730)
)
WORKING = np.is_busday(DAYS)
CLOSED = [date(2022, 8, 1) + timedelta(days=i) for i in range(21)]
CLOSED += [date(2023, 8, 1) + timedelta(days=i) for i in range(21)]
IS_CLOSED = np.isin(DAYS, np.array(CLOSED, dtype="datetime64[D]"))
ENERGY = (
    60.0
    + 6.0 * np.maximum(0.0, 15.0 - TEMPERATURE)
    + 40.0 * (WORKING & ~IS_CLOSED)
    + RANDOM.normal(0.0, 5.0, 730)
)


def fitted(**more: Any) -> empower.DailyFit:
    return empower.fit_daily(
        ENERGY[:365],
        start=FIRST,
        temperature=TEMPERATURE,
        first_temperature_day=FIRST,
        closed=CLOSED,
        **more,
    )


FIT = fitted()


def test_week_and_closed_days_are_found() -> None:
    assert FIT
    assert FIT.record.method == "empower-daily-calendar-1"
    assert FIT.period == (date(2022, 1, 1), date(2023, 1, 1))
    assert FIT.observations == 365
    assert FIT.term_shares["weekend"] + FIT.term_shares["each_day"] > 0.99
    assert FIT.term_shares["closed_days"] > 0.99
    # Of three weeks of closed days fifteen would have been working days.
    assert FIT.day_type_effects["closed"] == pytest.approx(-40.0 * 15 / 21, abs=4.0)
    leader = FIT.members[0]
    assert leader.weight == max(member.weight for member in FIT.members)
    assert FIT.coefficients(leader)["heating_slope"] == pytest.approx(6.0, rel=0.1)


def test_a_second_year_is_predicted_within_its_interval() -> None:
    where: dict[str, Any] = {
        "temperature": TEMPERATURE,
        "first_temperature_day": FIRST,
        "closed": CLOSED,
    }
    days = DAYS[365:]
    expected = FIT.predict(days, **where)
    assert np.sqrt(np.mean((expected - ENERGY[365:]) ** 2)) < 7.0
    total = FIT.predict_total(days, **where)
    assert total.total == pytest.approx(expected.sum())
    assert total.low < ENERGY[365:].sum() < total.high
    assert total.days_counted == 365
    assert np.isnan(FIT.predict(np.array(["2030-01-01"], "datetime64[D]"), **where)).all()


def test_a_daily_fit_crosses_json_without_loss() -> None:
    again = empower.DailyFit.from_json(FIT.to_json())
    assert again.to_json() == FIT.to_json()
    assert again.term_shares == FIT.term_shares


def test_settings_are_recorded_and_unknown_ones_refused() -> None:
    assert FIT.record.standard
    assert not fitted(drift=0.05).record.standard
    with pytest.raises(TypeError, match="drifft"):
        fitted(drifft=0.05)
    with pytest.raises(TypeError, match="Expected a date as start"):
        empower.fit_daily(
            ENERGY,
            start=np.datetime64("2022-01-01T00"),
            temperature=TEMPERATURE,
            first_temperature_day=FIRST,
        )


def test_too_few_days_are_a_value_with_a_reason() -> None:
    fit = empower.fit_daily(
        ENERGY[:20], start=FIRST, temperature=TEMPERATURE, first_temperature_day=FIRST
    )
    assert not fit
    assert fit.reason == "too_few_observations"
    assert empower.DailyFit.from_json(fit.to_json()).reason == fit.reason
    with pytest.raises(empower.CoverageError, match="too_few_observations"):
        _ = fit.members


def test_a_summary_says_what_belongs() -> None:
    assert "closed_days" in FIT.summary()
    assert "<th>terms</th>" in FIT._repr_html_()


def test_days_may_come_as_tables() -> None:
    readings = pa.table({"start": DAYS[:365], "energy_kwh": ENERGY[:365]})
    weather = pa.table({"time": DAYS, "temperature_c": TEMPERATURE})
    order = np.random.default_rng(1).permutation(365)
    tables = empower.fit_daily(readings.take(order), weather, closed=CLOSED)
    assert tables.to_json() == FIT.to_json()
    # A day without a row is a day without energy.
    gap = np.where(np.arange(365) == 40, np.nan, ENERGY[:365])
    arrays = empower.fit_daily(
        gap, start=FIRST, temperature=TEMPERATURE, first_temperature_day=FIRST, closed=CLOSED
    )
    few = readings.filter(pc.field("start") != DAYS[40].item())
    assert empower.fit_daily(few, weather, closed=CLOSED).to_json() == arrays.to_json()
    long = readings.append_column("end", pa.array(DAYS[:365] + 2))
    with pytest.raises(empower.InputError, match="do not overlap"):
        empower.fit_daily(long, weather)
    with pytest.raises(empower.InputError, match="one day each"):
        empower.fit_daily(long.take(np.arange(0, 365, 2)), weather)
    with pytest.raises(TypeError, match="or two tables"):
        empower.fit_daily(ENERGY)  # type: ignore[call-overload]
