# SPDX-License-Identifier: Apache-2.0
import copy
import pickle
from datetime import date
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest

START = date(2022, 1, 1)
TEMPERATURE = 14.0 - 11.0 * np.cos(2 * np.pi * (np.arange(365) - 20) / 365)
ENERGY = (
    100.0
    + 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE)
    + np.random.default_rng(4).normal(0.0, 5.0, 365)
)
HOURS = np.datetime64("2022-01-01T00", "s") + np.arange(365 * 24) * np.timedelta64(3600, "s")
UTC = pa.array(HOURS).cast(pa.timestamp("s", "UTC"))
WEATHER = pa.table({"time": UTC, "temperature_c": np.repeat(TEMPERATURE, 24)})
DAYS = pa.array(np.datetime64(START) + np.arange(365))


def results() -> list[Any]:
    days = pa.table({"start": DAYS, "energy_kwh": ENERGY})
    hours = pa.table({"start": UTC, "energy_kwh": np.repeat(ENERGY / 24.0, 24)})
    end = date(2023, 1, 1)
    return [
        empower.fit_change_point(TEMPERATURE, ENERGY, start=START),
        empower.fit_change_point(TEMPERATURE[:5], ENERGY[:5], start=START),  # a refusal
        empower.fit_daily(
            ENERGY, start=START, temperature=TEMPERATURE, first_temperature_day=START
        ),
        empower.fit_hourly(hours, WEATHER, tz="UTC"),
        empower.fit_caltrack(days, WEATHER, method="daily", baseline_end=end, tz="UTC"),
    ]


@pytest.mark.parametrize("result", results(), ids=lambda r: type(r).__name__)
def test_a_result_is_copied_and_pickled_without_loss(result: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert type(twin) is type(result)
        assert twin.to_json() == result.to_json()
        assert bool(twin) == bool(result)
        if result:
            assert twin.summary() == result.summary()
            assert twin.plot().to_dict()["layer"] == result.plot().to_dict()["layer"]
