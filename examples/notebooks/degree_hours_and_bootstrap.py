# SPDX-License-Identifier: Apache-2.0
"""How sure a signature is, and whether a building answers to the day or to the hour."""

import empower
import numpy as np
import pyarrow as pa

# %% A year of an office whose boiler answers to each hour: 48 kWh a day, and 12 kWh per kelvin and
# day below 15 °C. Only the simulation knows that.
hours = np.datetime64("2022-01-01T00", "s") + np.arange(365 * 24) * np.timedelta64(3600, "s")
t = np.arange(hours.size)
random = np.random.default_rng(3)
outdoor = 13.0 - 9.0 * np.cos(2 * np.pi * t / 8760) + 5.0 * np.sin(2 * np.pi * t / 24)
outdoor += np.repeat(random.normal(0.0, 2.5, 365), 24)
used = (48.0 + 12.0 * np.maximum(0.0, 15.0 - outdoor)).reshape(365, 24).mean(axis=1)
used += random.normal(0.0, 4.0, 365)
days = hours.astype("datetime64[D]")[::24]
readings = pa.table({"start": days, "energy_kwh": used})
hourly = pa.table({"time": pa.array(hours), "temperature_c": outdoor})
daily = pa.table({"time": days, "temperature_c": outdoor.reshape(365, 24).mean(axis=1)})

# %% On daily means the base swallows part of the heating; on the hours it does not.
of_days = empower.fit_change_point(daily["temperature_c"].to_numpy(), used, start=days[0])
of_hours = empower.fit_degree_hours(readings, hourly, tz="UTC")
print(of_days.summary(), of_hours.summary(), sep="\n\n")
assert of_hours.cv_rmse < of_days.cv_rmse
assert of_hours.base.low < 48.0 < of_hours.base.high < of_days.base.low
expected = of_hours.predict(readings.slice(0, 31), hourly)
print(f"January: {sum(expected['expected_kwh'].to_pylist()):,.0f} kWh expected")

# %% The intervals of the daily model, checked by resampling, with the energy of a normal year made
# of published monthly means and the days at hand.
months = [5.0, 6.5, 9.5, 12.5, 17.0, 21.0, 24.0, 24.0, 20.0, 15.5, 10.0, 6.0]
normal = empower.normal_year_of(months, temperatures=daily, source="1991-2020")
drawn = empower.block_bootstrap(of_days, readings, daily, normal_year=normal)
print(drawn.summary())
assert drawn.heating_slope.low < of_days.heating_slope.value < drawn.heating_slope.high
assert drawn.normal_year.value == of_days.normal_year(normal).total
of_days.plot().save("signature.html")
