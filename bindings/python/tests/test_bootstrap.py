# SPDX-License-Identifier: Apache-2.0
"""Intervals by resampling beside those that a fit states."""

import empower
import numpy as np
import pyarrow as pa
import pytest

DAYS = np.datetime64("2022-01-01") + np.arange(365)
RANDOM = np.random.default_rng(4)
TEMPERATURE = (
    14.0 - 11.0 * np.cos(2 * np.pi * (np.arange(365) - 20) / 365) + RANDOM.normal(0.0, 3.0, 365)
)
ENERGY = 100.0 + 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE) + RANDOM.normal(0.0, 10.0, 365)
READINGS = pa.table({"start": DAYS, "energy_kwh": ENERGY})
WEATHER = pa.table({"time": DAYS, "temperature_c": TEMPERATURE})
FIT = empower.fit_change_point(TEMPERATURE, ENERGY)
NORMAL = empower.normal_year_of([5.0] * 6 + [20.0] * 6, standard_deviation_k=[3.0] * 12)


def test_without_autocorrelation_the_errors_agree_with_those_stated() -> None:
    drawn = empower.block_bootstrap(FIT, READINGS, WEATHER, normal_year=NORMAL)
    assert drawn.replications == 200
    for name in ("base", "heating_slope", "heating_balance"):
        mine, stated = getattr(drawn, name), getattr(FIT, name)
        assert mine.value == stated.value
        assert mine.low < mine.value < mine.high
        assert mine.standard_error == pytest.approx(stated.standard_error, rel=0.35)
    assert np.isnan(drawn.cooling_slope.value)
    assert drawn.normal_year.value == FIT.normal_year(NORMAL).total
    assert "heating balance" in drawn.summary()
    assert "cooling" not in drawn.summary()
    assert drawn._repr_html_().startswith("<table>")


def test_the_same_arguments_give_the_same_bits_in_any_order_of_rows() -> None:
    order = RANDOM.permutation(365)
    one = empower.block_bootstrap(FIT, READINGS, WEATHER, replications=20)
    two = empower.block_bootstrap(FIT, READINGS.take(order), WEATHER, replications=20)
    other = empower.block_bootstrap(FIT, READINGS, WEATHER, replications=20, seed=2)
    assert one.base.low == two.base.low
    assert one.base.low != other.base.low
    assert np.isnan(one.normal_year.value)


def test_bills_are_resampled_as_bills() -> None:
    edges = DAYS[0] + np.arange(0, 366, 14)
    energy = np.add.reduceat(ENERGY, np.arange(0, 364, 14))[: len(edges) - 1]
    bills = pa.table({"start": edges[:-1], "end": edges[1:], "energy_kwh": energy})
    fit = empower.fit_bills(bills, WEATHER)
    drawn = empower.block_bootstrap(fit, bills, WEATHER, replications=50)
    assert drawn.heating_slope.value == fit.heating_slope.value
    assert drawn.heating_slope.low < 8.0 < drawn.heating_slope.high


def test_other_data_than_the_fit_s_are_refused() -> None:
    with pytest.raises(empower.ContractError, match="data are those of the fit"):
        empower.block_bootstrap(FIT, READINGS.slice(0, 300), WEATHER)
    refused = empower.fit_change_point(TEMPERATURE[:3], ENERGY[:3])
    with pytest.raises(empower.CoverageError):
        empower.block_bootstrap(refused, READINGS, WEATHER)
    with pytest.raises(TypeError, match="Expected Fit as fit, got 3"):
        empower.block_bootstrap(3, READINGS, WEATHER)  # type: ignore[arg-type]
