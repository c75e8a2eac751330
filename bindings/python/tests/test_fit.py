# SPDX-License-Identifier: Apache-2.0
import json
import math
import os
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

ROOT = Path(__file__).parents[3]
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


def noisy() -> NDArray[np.float64]:
    return energy(100.0, 8.0) + np.random.default_rng(2).normal(0.0, 10.0, 365)


def test_all_candidates_are_kept_with_their_criterion() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy())
    tried = {candidate.model: candidate for candidate in fit.candidates}
    assert {"1P", "3PH", "3PC", "5P"} <= set(tried)
    chosen = tried[fit.model]
    assert chosen.delta == 0.0
    assert chosen.heating_slope == pytest.approx(fit.heating_slope.value)
    assert tried["1P"].delta > 10.0
    assert tried["1P"].heating_slope == 0.0
    assert f"1P worse by {tried['1P'].delta:.1f}" in fit.summary()


def test_the_record_says_method_settings_and_input() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy())
    assert fit.record.method == "empower-daily-2"
    assert fit.record.standard
    assert fit.record.library == empower.__version__
    changed = empower.fit_change_point(TEMPERATURE, noisy(), min_leg_days=20)
    assert not changed.record.standard
    assert json.loads(changed.record.settings)["min_leg_days"] == 20
    assert changed.record.input_digest == fit.record.input_digest
    other = empower.fit_change_point(TEMPERATURE, noisy() + 1.0)
    assert other.record.input_digest != fit.record.input_digest


def test_a_fit_crosses_json_without_loss() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy(), start=date(2023, 1, 1))
    again = empower.Fit.from_json(fit.to_json())
    assert again.to_json() == fit.to_json()
    assert again.period == (date(2023, 1, 1), date(2024, 1, 1))
    assert again.heating_slope.low == fit.heating_slope.low
    assert (again.predict(TEMPERATURE) == fit.predict(TEMPERATURE)).all()
    refused = empower.fit_change_point(TEMPERATURE[:3], energy(1.0)[:3])
    assert empower.Fit.from_json(refused.to_json()).detail == refused.detail
    with pytest.raises(empower.InputError) as caught:
        empower.Fit.from_json(fit.to_json().replace("sse", "sss"))
    assert "sse" in caught.value.field


def test_the_covariance_is_a_read_only_view() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy())
    assert fit.covariance.shape == (5, 5)
    assert not fit.covariance.flags.writeable
    assert np.shares_memory(fit.covariance, fit.covariance)
    assert np.sqrt(fit.covariance[1, 1]) == pytest.approx(fit.heating_slope.standard_error)


def test_a_total_has_an_interval_and_says_what_it_extrapolates() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy())
    year = fit.predict_total(TEMPERATURE)
    assert year.total == pytest.approx(fit.predict(TEMPERATURE).sum())
    assert year.total == pytest.approx(year.base + year.heating + year.cooling)
    assert year.low < year.expectation_low < year.total < year.expectation_high < year.high
    assert year.extrapolated_share == 0.0
    assert fit.predict_total(TEMPERATURE - 20.0).extrapolated_share > 0.5
    normal = fit.normal_year(TEMPERATURE, first_temperature_day=np.datetime64("2023-01-01"))
    assert normal.total == pytest.approx(year.total)
    with pytest.raises(empower.CoverageError, match="calendar year"):
        fit.normal_year(TEMPERATURE, first_temperature_day=np.datetime64("2023-02-01"))
    assert repr(year) == (
        f"Prediction({year.total:,.0f} kWh, 90 %: {year.low:,.0f} to {year.high:,.0f})"
    )
    assert repr(fit.predict_total(TEMPERATURE - 40.0)).endswith(", 100% extrapolated)")


def test_a_normal_year_of_unseen_weather_is_refused() -> None:
    fit = empower.fit_change_point(TEMPERATURE, noisy())
    with pytest.raises(empower.CoverageError, match="colder or warmer than any day of the fit"):
        fit.normal_year(TEMPERATURE - 12.0, first_temperature_day=date(2023, 1, 1))


def test_bills_that_overlap_are_refused_by_their_place() -> None:
    edges = np.array("2023-01-01", "datetime64[D]") + np.arange(0, 366, 28)
    start, end = np.append(edges[:-1], edges[-2]), np.append(edges[1:], edges[-1])
    with pytest.raises(empower.InputError, match="in order and without overlap") as refused:
        empower.fit_bills(
            start,
            end,
            np.full(len(start), 100.0),
            temperature=TEMPERATURE,
            first_temperature_day=date(2023, 1, 1),
        )
    assert refused.value.line == len(start)
    start[2] = np.datetime64("NaT")
    with pytest.raises(empower.InputError, match=r"NaT.*start:3"):
        empower.fit_bills(
            start,
            end,
            np.full(len(start), 100.0),
            temperature=TEMPERATURE,
            first_temperature_day=date(2023, 1, 1),
        )


def test_a_range_that_falls_is_refused() -> None:
    with pytest.raises(empower.ContractError, match="range of balance temperatures"):
        empower.fit_change_point(TEMPERATURE, noisy(), heating_balance=(25.0, 5.0))


def test_rules_of_others_are_reported() -> None:
    checks = {c.rule: c for c in empower.fit_change_point(TEMPERATURE, noisy()).acceptance()}
    assert checks["guideline_14_cv_rmse"].passed
    assert checks["guideline_14_cv_rmse"].limit == 0.30
    scattered = 100.0 + 4.0 * (noisy() - energy(100.0, 8.0))
    failed = [c for c in empower.fit_change_point(TEMPERATURE, scattered).acceptance() if c.reason]
    assert "guideline_14_cv_rmse" in [c.rule for c in failed]
    assert not any(c.passed for c in failed)


def test_an_instant_is_no_day() -> None:
    with pytest.raises(TypeError, match="Expected a date as start"):
        empower.fit_change_point(TEMPERATURE, noisy(), start=datetime(2023, 1, 1))
    with pytest.raises(TypeError, match="Expected a date as start"):
        empower.fit_change_point(TEMPERATURE, noisy(), start=np.datetime64("2023-01-01T00"))


def test_the_cpp_example_prints_the_same_figures() -> None:
    build = Path(os.environ.get("EMPOWER_BUILD", ROOT / "build" / "release"))
    program = build / "examples" / "energy_signature"
    if not program.exists():
        pytest.skip(f"no {program}: build the examples, or set EMPOWER_BUILD")
    season = [2.0 * math.pi * day / 365.25 for day in range(730)]
    outdoor = [15.0 - 9.5 * math.cos(s) + 3.0 * math.sin(17.0 * s) for s in season]
    start = np.arange("2022-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")
    end = np.append(start[1:], np.datetime64("2024-01-01"))
    billed = []
    for a, b in zip(start - start[0], end - start[0], strict=True):
        billed.append(0.0)
        for t in outdoor[int(a.astype(int)) : int(b.astype(int))]:
            billed[-1] += 40.0 + (62.0 * (16.3 - t) if t < 16.3 else 0.0)
    fit = empower.fit_bills(
        start,
        end,
        np.array(billed),
        temperature=np.array(outdoor),
        first_temperature_day=start[0],
    )
    year = fit.normal_year(np.array(outdoor), first_temperature_day=start[0])
    printed = (
        f"model {fit.model}, R2 {fit.r_squared:.4f}\n"
        f"base          {fit.base.value:8.3f} kWh/day\n"
        f"heating slope {fit.heating_slope.value:8.3f} kWh/(K.d)\n"
        f"balance       {fit.heating_balance.value:8.3f} degC\n"
        f"normal year   {year.total:8.0f} kWh, of it heating {year.heating:.0f}\n"
    )
    assert subprocess.run([program], check=True, capture_output=True, text=True).stdout == printed


def test_regressors_are_terms_of_the_model() -> None:
    occupied = np.where(DAYS % 7 < 5, 1.0, 0.0)
    fit = empower.fit_change_point(
        TEMPERATURE, noisy() + 40.0 * occupied, regressors={"occupied": occupied}
    )
    assert fit.model == "3PH"
    effect = fit.regressors["occupied"]
    assert effect.low < 40.0 < effect.high
    assert "occupied" in fit.summary()
    assert fit.covariance.shape == (6, 6)
    week = fit.predict(TEMPERATURE[:7], regressors={"occupied": occupied[:7]})
    weekend = fit.predict(TEMPERATURE[:7], regressors={"occupied": np.zeros(7)})
    assert week - weekend == pytest.approx(effect.value * occupied[:7])
    total = fit.predict_total(TEMPERATURE[:7], regressor_totals=[5.0])
    assert total.total == pytest.approx(week.sum())
    with pytest.raises(empower.ShapeError):
        fit.predict_total(TEMPERATURE[:7])
    with pytest.raises(empower.ContractError):
        fit.predict(TEMPERATURE[:7], regressors={"other": np.zeros(7)})
    with pytest.raises(empower.ShapeError, match="occupied"):
        empower.fit_change_point(TEMPERATURE, noisy(), regressors={"occupied": occupied[1:]})
    constant = empower.fit_change_point(TEMPERATURE, noisy(), regressors={"c": np.ones(365)})
    assert constant.reason == "dependent_regressor"


def test_outliers_do_not_move_a_robust_fit() -> None:
    spoiled = noisy()
    spoiled[10:20] += 2000.0
    plain = empower.fit_change_point(TEMPERATURE, spoiled)
    robust = empower.fit_change_point(TEMPERATURE, spoiled, robust=True)
    truth = energy(100.0, 8.0)
    off = abs(plain.predict(TEMPERATURE) - truth).mean()
    assert abs(robust.predict(TEMPERATURE) - truth).mean() < 0.1 * off
    assert robust.heating_slope.value == pytest.approx(8.0, rel=0.05)


def test_signs_may_be_free() -> None:
    falling = 500.0 - 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE)
    assert empower.fit_change_point(TEMPERATURE, falling).heating_slope.value != -8.0
    free = empower.fit_change_point(TEMPERATURE, falling, free_signs=True)
    shapes = {c.model: c for c in free.candidates}
    assert shapes["4P"].sse < shapes["1P"].sse


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
        empower._core.heating_of_means("daily_mean", np.arange(3), date(2024, 1, 1), (18.0, 15.0))  # type: ignore[arg-type]
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


def test_bills_may_come_as_tables() -> None:
    days = np.datetime64("2023-01-01") + np.arange(365)
    edges = days[0] + np.arange(0, 365, 28)
    daily = energy(100.0, 8.0)
    billed = np.add.reduceat(daily, np.arange(0, 365, 28))[:13]
    area = np.linspace(0.0, 1.0, 13) ** 2
    arrays: dict[str, Any] = {"temperature": TEMPERATURE, "first_temperature_day": days[0]}
    readings = pa.table({"start": edges[:-1], "end": edges[1:], "energy_kwh": billed})
    weather = pa.table({"time": days, "temperature_c": TEMPERATURE})
    alone = empower.fit_bills(
        edges[:-1], edges[1:], billed[: len(edges) - 1], regressors={"area": area}, **arrays
    )
    order = np.random.default_rng(1).permutation(len(readings))
    tables = empower.fit_bills(readings.take(order), weather, regressors={"area": area[order]})
    assert tables.to_json() == alone.to_json()
    assert empower.fit_bills(readings.to_pandas(), weather.to_pandas()).model == "3PH"
    two = pa.concat_tables([readings, readings]).append_column(
        "meter_id", pa.array(["a"] * 13 + ["b"] * 13)
    )
    with pytest.raises(empower.InputError, match="one meter, got 2 of them"):
        empower.fit_bills(two, weather)
    with pytest.raises(TypeError, match="two tables"):
        empower.fit_bills(readings, weather, energy=billed, **arrays)
    with pytest.raises(TypeError, match="or two tables"):
        empower.fit_bills(edges[:-1], edges[1:], billed)  # type: ignore[call-overload]
    with pytest.raises(empower.ShapeError, match="13 values of area, got 2"):
        empower.fit_bills(readings, weather, regressors={"area": np.zeros(2)})
