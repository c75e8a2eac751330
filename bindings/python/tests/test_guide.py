# SPDX-License-Identifier: Apache-2.0
"""The snippets of docs/guide/python.md run as they stand, on data of the names they use."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "python.md"
SECTIONS = {
    section.split("\n", 1)[0]: re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    for section in GUIDE.read_text(encoding="utf-8").split("\n## ")
}
FIRST = np.datetime64("2021-01-01")
DAYS = FIRST + np.arange(3 * 365)
SEASON = 2 * np.pi * (np.arange(3 * 365) - 20) / 365
RANDOM = np.random.default_rng(12)
TEMPERATURE = 14.0 - 10.0 * np.cos(SEASON) + RANDOM.normal(0.0, 3.0, DAYS.size)
ENERGY = 100.0 + 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE) + RANDOM.normal(0.0, 8.0, DAYS.size)
HOURS = np.datetime64("2021-01-01T00", "s") + np.arange(3 * 365 * 24) * np.timedelta64(3600, "s")
HOURLY = pa.table(
    {
        "time": pa.array(HOURS).cast(pa.timestamp("s", "UTC")),
        "temperature_c": np.repeat(TEMPERATURE, 24),
    }
)
READINGS = pa.table({"start": DAYS, "energy_kwh": ENERGY})
USAGE = pa.table({"start": HOURLY["time"], "energy_kwh": np.repeat(ENERGY / 24.0, 24)})


def saving() -> empower.Saving:
    return empower.savings(
        empower.fit_change_point(TEMPERATURE[:730], ENERGY[:730], start=FIRST),
        DAYS,
        None,
        ENERGY,
        temperature=TEMPERATURE,
        first_temperature_day=FIRST,
        reporting=(date(2023, 1, 1), date(2024, 1, 1)),
    )


NAMES: dict[str, dict[str, Any]] = {
    "Fits of one meter": {"temperature": TEMPERATURE[:365], "energy": ENERGY[:365]},
    "By the hour, and how sure": {
        "fit": empower.fit_change_point(TEMPERATURE[:365], ENERGY[:365], start=FIRST),
        "readings": READINGS.slice(0, 365).select(["start", "energy_kwh"]),
        "hours": HOURLY,
        "days": pa.table({"time": DAYS, "temperature_c": TEMPERATURE}),
        "monthly_means": [6.0, 7.0, 10.0, 13.0, 17.0, 21.0, 24.0, 24.0, 20.0, 16.0, 10.0, 7.0],
    },
    "Thousands of meters": {
        "pc": pc,
        "readings": READINGS.append_column("meter_id", pa.array(["a"] * DAYS.size)),
        "temperatures": pa.table({"time": DAYS, "temperature_c": TEMPERATURE}),
    },
    "Days with a calendar": {
        "energy": ENERGY[:365],
        "temperature": TEMPERATURE,
        "days": np.datetime64("2023-02-01") + np.arange(300),
        "holidays": [date(2023, 8, 15)],
    },
    "Hours": {
        "readings": USAGE.slice(0, 365 * 24),
        "reporting": USAGE.slice(730 * 24),
        "temperatures": HOURLY,
        "holidays": [date(2021, 8, 15)],
    },
    "CalTRACK 2.0": {"readings": READINGS, "temperatures": HOURLY},
    "The yearly statement": {},
    "Savings": {
        "baseline": empower.fit_change_point(TEMPERATURE[:730], ENERGY[:730], start=FIRST),
        "start": DAYS,
        "end": DAYS + 1,
        "energy": ENERGY,
        "temperature": TEMPERATURE,
        "savings": [saving(), saving()],
    },
}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> empower.Analysis:
    folder = tmp_path_factory.mktemp("guide") / "stock"
    empower.simulate_public_stock(folder, buildings=60, seed=1, first_year=2021, years=4)
    return empower.analyse(folder)


@pytest.mark.parametrize("section", NAMES)
def test_the_snippets_run(
    section: str, result: empower.Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("altair")
    monkeypatch.chdir(tmp_path)
    assert SECTIONS[section]
    for snippet in SECTIONS[section]:
        exec(snippet, {"empower": empower, "date": date, "result": result, **NAMES[section]})
