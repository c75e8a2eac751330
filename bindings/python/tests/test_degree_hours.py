# SPDX-License-Identifier: Apache-2.0
"""Models on degree-hours: the truth is one of hours, across both changes of the clocks."""

from datetime import UTC, datetime

import empower
import numpy as np
import pyarrow as pa
import pytest

ZONE = "Europe/Rome"
#: Local midnights of 2022-01-01 and 2023-01-01.
FIRST, LAST = (int(datetime(y, 12, 31, 23, tzinfo=UTC).timestamp()) for y in (2021, 2022))
AT = np.arange(FIRST, LAST, 3600)
HOUR = np.arange(len(AT))
TEMPERATURE = (
    13.0
    - 10.0 * np.cos(2 * np.pi * HOUR / 8760)
    + 5.0 * np.sin(2 * np.pi * HOUR / 24)
    + 2.0 * np.sin(0.07 * HOUR)
)
WEATHER = pa.table(
    {"time": pa.array(AT).cast(pa.timestamp("s", "UTC")), "temperature_c": TEMPERATURE}
)
DAYS = np.datetime64("2022-01-01") + np.arange(365)
LOCAL_DAY = (
    pa.compute.local_timestamp(WEATHER["time"].cast(pa.timestamp("s", ZONE)))
    .cast(pa.date32())
    .to_numpy()
)
HOURLY = (48.0 + 12.0 * np.maximum(0.0, 15.0 - TEMPERATURE)) / 24.0
ENERGY = np.array([HOURLY[day == LOCAL_DAY].sum() for day in DAYS])
READINGS = pa.table({"start": DAYS, "energy_kwh": ENERGY})
FIT = empower.fit_degree_hours(READINGS, WEATHER, tz=ZONE)


def test_a_meter_that_answers_to_the_hour_is_found_without_loss() -> None:
    assert FIT
    assert FIT.model == "3PH"
    assert FIT.base.value == pytest.approx(48.0, rel=1e-9)
    assert FIT.heating_slope.value == pytest.approx(12.0, rel=1e-9)
    assert FIT.heating_balance.value == pytest.approx(15.0, abs=1e-9)
    assert FIT.record.method == "empower-degree-hours-1"
    means = np.array([TEMPERATURE[day == LOCAL_DAY].mean() for day in DAYS])
    of_means = empower.fit_change_point(means, ENERGY)
    assert of_means.base.value > 50.0  # what it is for
    assert "15 °C" in FIT.summary()


def test_bills_of_hours_are_the_same_model() -> None:
    edges = DAYS[0] + np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365])
    bills = pa.table(
        {
            "start": edges[:-1],
            "end": edges[1:],
            "energy_kwh": np.add.reduceat(ENERGY, (edges[:-1] - DAYS[0]).astype(int)),
        }
    )
    fit = empower.fit_degree_hours(bills, WEATHER, tz=ZONE)
    assert fit.heating_slope.value == pytest.approx(12.0, rel=1e-6)
    assert fit.heating_balance.value == pytest.approx(15.0, abs=1e-6)
    expected = fit.predict(bills, WEATHER)
    assert expected["expected_kwh"].to_numpy() == pytest.approx(bills["energy_kwh"].to_numpy())


def test_it_predicts_from_hours() -> None:
    asked = READINGS.select(["start"]).slice(80, 10)  # the clocks change on 27 March
    expected = FIT.predict(asked, WEATHER)
    assert expected.column_names == ["start", "end", "expected_kwh"]
    assert expected["expected_kwh"].to_numpy() == pytest.approx(ENERGY[80:90], rel=1e-9)
    assert FIT.predict(asked, WEATHER.slice(0, 24))["expected_kwh"].null_count == 10


def test_it_crosses_json_as_what_it_is() -> None:
    copy = empower.DegreeHourFit.from_json(FIT.to_json())
    assert copy.to_json() == FIT.to_json()
    asked = READINGS.select(["start"]).slice(0, 3)
    assert copy.predict(asked, WEATHER, tz=ZONE) == FIT.predict(asked, WEATHER)
    with pytest.raises(TypeError, match="tz"):
        copy.predict(asked, WEATHER)
    with pytest.raises(empower.InputError, match=r"DegreeHourFit\.from_json"):
        empower.Fit.from_json(FIT.to_json())
    of_days = empower.fit_change_point(np.arange(20.0), np.arange(20.0))
    with pytest.raises(empower.InputError, match=r"\(read it by Fit\.from_json\)"):
        empower.DegreeHourFit.from_json(of_days.to_json())


def test_a_refusal_has_a_reason_and_wrong_arguments_one_sentence() -> None:
    refused = empower.fit_degree_hours(READINGS.slice(0, 3), WEATHER, tz=ZONE)
    assert not refused
    assert refused.reason == "too_few_observations"
    with pytest.raises(empower.CoverageError, match="too_few_observations"):
        refused.predict(READINGS, WEATHER)
    with pytest.raises(TypeError, match="unexpected keyword argument 'min_day'"):
        empower.fit_degree_hours(READINGS, WEATHER, tz=ZONE, min_day=3)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="Europe/Rome"):
        empower.fit_degree_hours(READINGS, WEATHER, tz="Mars/Olympus")
