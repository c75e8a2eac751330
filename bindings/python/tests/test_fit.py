# SPDX-License-Identifier: Apache-2.0
import empower
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

DAYS = np.arange(365.0)
TEMPERATURE = 14.0 - 11.0 * np.cos(2 * np.pi * (DAYS - 20) / 365) + 3.0 * np.sin(1.7 * DAYS)


def energy(
    base: float,
    heating: float = 0.0,
    cooling: float = 0.0,
    below: float = 15.0,
    above: float = 21.0,
) -> NDArray[np.float64]:
    cold = np.maximum(0.0, below - TEMPERATURE)
    warm = np.maximum(0.0, TEMPERATURE - above)
    return base + heating * cold + cooling * warm


@pytest.mark.parametrize(
    ("model", "heating", "cooling"),
    [("3PH", 8.0, 0.0), ("3PC", 0.0, 5.0), ("5P", 8.0, 5.0)],
)
def test_a_noiseless_signature_is_recovered(model: str, heating: float, cooling: float) -> None:
    fit = empower.fit_change_point(TEMPERATURE, energy(100.0, heating, cooling))
    assert fit
    assert fit.model == model
    assert fit.search == "exact"
    assert fit.base.value == pytest.approx(100.0, rel=1e-9)
    if heating:
        assert fit.heating_slope.value == pytest.approx(heating, rel=1e-9)
        assert fit.heating_balance.value == pytest.approx(15.0, abs=1e-6)
    if cooling:
        assert fit.cooling_slope.value == pytest.approx(cooling, rel=1e-9)
        assert fit.cooling_balance.value == pytest.approx(21.0, abs=1e-6)
    assert fit.predict(TEMPERATURE) == pytest.approx(energy(100.0, heating, cooling), rel=1e-9)


def test_bills_are_fitted_on_the_degree_days_of_their_own_days() -> None:
    edges = np.array("2023-01-01", "datetime64[D]") + np.arange(0, 366, 28)
    daily = energy(100.0, 8.0)
    billed = np.add.reduceat(daily, np.arange(0, 365, 28))[: len(edges) - 1]
    fit = empower.fit_bills(
        edges[:-1],
        edges[1:],
        billed,
        temperature=TEMPERATURE,
        first_temperature_day=np.datetime64("2023-01-01"),
    )
    assert fit.model == "3PH"
    assert fit.heating_slope.value == pytest.approx(8.0, rel=1e-9)
    assert fit.heating_balance.value == pytest.approx(15.0, abs=1e-6)


def test_a_refusal_is_a_value_with_a_reason() -> None:
    fit = empower.fit_change_point(TEMPERATURE[:3], energy(100.0)[:3])
    assert not fit
    assert fit.reason == "too_few_observations"
    assert fit.reason in fit.summary()
    with pytest.raises(empower.CoverageError, match="too_few_observations"):
        fit.predict(TEMPERATURE)


def test_the_summary_has_units_and_only_the_legs_of_the_model() -> None:
    fit = empower.fit_change_point(TEMPERATURE, energy(100.0, 8.0))
    assert "8 kWh/(K·d)" in fit.summary()
    assert "cooling" not in fit.summary()
    assert "<th>heating slope</th>" in fit._repr_html_()


def test_limits_of_the_balance_temperature_are_kept() -> None:
    fit = empower.fit_change_point(TEMPERATURE, energy(100.0, 8.0), heating_balance=(5.0, 12.0))
    assert fit.heating_balance.value == 12.0
    assert fit.heating_balance_at_bound
    assert not empower.fit_change_point(TEMPERATURE, energy(100.0, 8.0)).heating_balance_at_bound


def test_a_missing_day_predicts_nothing() -> None:
    fit = empower.fit_change_point(TEMPERATURE, energy(100.0, 8.0))
    assert np.isnan(fit.predict(np.array([np.nan]))).all()


@settings(max_examples=25)
@given(st.floats(1e-3, 1e6))
def test_slopes_scale_with_the_unit_of_energy(factor: float) -> None:
    noise = 10.0 * np.sin(12.9898 * DAYS)
    fit = empower.fit_change_point(TEMPERATURE, energy(100.0, 8.0) + noise)
    scaled = empower.fit_change_point(TEMPERATURE, factor * (energy(100.0, 8.0) + noise))
    assert scaled.model == fit.model
    assert scaled.heating_slope.value == pytest.approx(factor * fit.heating_slope.value, rel=1e-6)


def test_arrays_are_never_converted_in_silence() -> None:
    with pytest.raises(TypeError, match="Expected float64 values of temperature, got int64"):
        empower.fit_change_point(np.arange(365), energy(1.0))
    with pytest.raises(TypeError, match="strided"):
        empower.fit_change_point(TEMPERATURE, np.repeat(energy(1.0), 2)[::2])
    with pytest.raises(TypeError, match="incompatible function arguments"):
        empower._core.heating_degree_days(np.arange(3), (18.0, 15.0))  # type: ignore[arg-type]
    with pytest.raises(empower.ShapeError, match="one dimension"):
        empower.fit_change_point(TEMPERATURE.reshape(5, 73), energy(1.0))
    with pytest.raises(empower.ShapeError, match="Expected 365 values of energy, got 364"):
        empower.fit_change_point(TEMPERATURE, energy(1.0)[1:])
    with pytest.raises(TypeError, match=r"datetime64\[D\]"):
        empower.fit_bills(
            DAYS,
            DAYS,
            DAYS,
            temperature=TEMPERATURE,
            first_temperature_day=np.datetime64("2023-01-01"),
        )


def test_an_unknown_keyword_is_refused() -> None:
    with pytest.raises(TypeError, match="heating_balanse"):
        empower.fit_change_point(TEMPERATURE, energy(1.0), heating_balanse=(5.0, 12.0))  # type: ignore[call-arg]
