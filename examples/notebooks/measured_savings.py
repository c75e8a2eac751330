# SPDX-License-Identifier: Apache-2.0
"""What did the works on the boiler save? A baseline, a reporting year, an interval."""

from datetime import date
from pathlib import Path

import empower
import numpy as np

# %% Three years of a school's gas, days in kWh. The boiler is replaced at the end of the second:
# from then on each degree of cold takes a fifth less. Only the simulation knows that.
first = np.datetime64("2021-01-01")
day = np.arange(3 * 365)
random = np.random.default_rng(7)
temperature = 14.0 - 10.0 * np.cos(2 * np.pi * (day - 20) / 365.25) + random.normal(0, 3, day.size)
cold = np.maximum(0.0, 15.5 - temperature)
before = day < 2 * 365
energy = 60.0 + np.where(before, 25.0, 20.0) * cold + random.normal(0, 20, day.size)
truth = (5.0 * cold)[~before].sum()

# %% The baseline: energy as a function of the weather, before the works.
baseline = empower.fit_change_point(temperature[before], energy[before], start=first)
print(baseline.summary())
baseline.plot().save("signature.html")

# %% What the old boiler would have taken in the new year's weather.
expected = baseline.predict_total(temperature[~before])
print(f"expected {expected.total:,.0f} kWh (90 %: {expected.low:,.0f} to {expected.high:,.0f})")

# %% The saving, by IPMVP option C, with its interval.
saving = empower.savings(
    baseline,
    first + day,
    None,
    energy,
    temperature=temperature,
    first_temperature_day=first,
    reporting=(date(2023, 1, 1), date(2024, 1, 1)),
    encloses="all that the gas meter of the school feeds",
)
print(saving.summary())
saving.plot().save("saving.html")
assert saving.cumulative.avoided.low < truth < saving.cumulative.avoided.high

# %% Kept for the file, and read back without loss.
Path("saving.json").write_text(saving.to_json(), encoding="utf-8")
again = empower.Saving.from_json(Path("saving.json").read_text(encoding="utf-8"))
assert again.cumulative.avoided.low == saving.cumulative.avoided.low
