# SPDX-License-Identifier: Apache-2.0
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest

pytest.importorskip("altair")

DAYS = np.arange(365.0)
TEMPERATURE = 14.0 - 11.0 * np.cos(2 * np.pi * (DAYS - 20) / 365) + 3.0 * np.sin(1.7 * DAYS)
NOISE = np.random.default_rng(9).normal(0.0, 12.0, 365)
ENERGY = (
    100.0
    + 8.0 * np.maximum(0.0, 15.0 - TEMPERATURE)
    + 9.0 * np.maximum(0.0, TEMPERATURE - 21.0)
    + NOISE
)
FIT = empower.fit_change_point(TEMPERATURE, ENERGY)


def marks(chart: Any) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


def values(chart: Any, mark: str) -> list[dict[str, Any]]:
    return [
        row
        for layer in chart.to_dict()["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def test_a_signature_has_points_band_legs_and_balance_temperatures() -> None:
    assert FIT.model == "5P"
    chart = FIT.plot()
    assert marks(chart).count("line") == 3
    assert marks(chart).count("rule") == 2
    assert len(values(chart, "circle")) == 365
    (heating, cooling) = values(chart, "rect")
    assert heating == {
        "temperature": FIT.heating_balance.low,
        "high": FIT.heating_balance.high,
    }
    assert cooling["temperature"] == FIT.cooling_balance.low
    assert "heating below 1" in json.dumps(values(chart, "text"))
    assert FIT.summary() == chart.to_dict()["description"]


def test_nine_of_ten_points_lie_in_the_band() -> None:
    low, high = FIT.band(TEMPERATURE)
    share = ((low <= ENERGY) & (high >= ENERGY)).mean()
    assert 0.86 < share < 0.94
    band = values(FIT.plot(), "area")
    assert band[0]["low"] < FIT.predict(np.array([band[0]["temperature"]]))[0] < band[0]["high"]


def test_day_types_have_colours_and_have_to_be_as_many_as_the_points() -> None:
    kinds = np.where(DAYS % 7 < 5, "working", "weekend")
    chart = FIT.plot(day_type=kinds.tolist())
    assert {row["kind"] for row in values(chart, "circle")} == {"working", "weekend"}
    with pytest.raises(empower.ShapeError, match="day_type"):
        FIT.plot(day_type=["working"])


def test_a_fit_from_json_shows_the_model_and_the_points_it_is_given() -> None:
    again = empower.Fit.from_json(FIT.to_json())
    assert "circle" not in marks(again.plot())
    assert len(values(again.plot(TEMPERATURE, ENERGY), "circle")) == 365


def test_bills_are_points_at_their_mean_temperature_per_day() -> None:
    start = np.datetime64("2023-01-01") + np.arange(0, 360, 30)
    energy = np.add.reduceat(ENERGY, np.arange(0, 360, 30))[:12]
    energy[3] = np.nan
    fit = empower.fit_bills(
        start,
        start + 30,
        energy,
        temperature=TEMPERATURE,
        first_temperature_day=np.datetime64("2023-01-01"),
    )
    points = values(fit.plot(), "circle")
    assert len(points) == 11
    assert points[0]["temperature"] == pytest.approx(TEMPERATURE[:30].mean())
    assert points[0]["energy"] == pytest.approx(energy[0] / 30)


def test_a_refusal_has_no_plot() -> None:
    with pytest.raises(empower.CoverageError, match="too_few_observations"):
        empower.fit_change_point(TEMPERATURE[:3], ENERGY[:3]).plot()


def test_altair_is_imported_at_the_first_plot_only() -> None:
    code = "import empower, sys; assert not {'altair', 'pyarrow', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_altair_a_plot_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ModuleNotFoundError, match=r"empower-energy\[plot\]"):
        FIT.plot()


def test_plots_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    FIT.plot().save(tmp_path / "signature.png")
    assert (tmp_path / "signature.png").read_bytes().startswith(b"\x89PNG")
    FIT.plot().save(tmp_path / "signature.html")
    assert "vega" in (tmp_path / "signature.html").read_text(encoding="utf-8")


def test_a_caltrack_model_is_drawn_in_celsius_beside_its_readings() -> None:
    hours = np.datetime64("2022-01-01T00", "s") + np.arange(365 * 24) * np.timedelta64(3600, "s")
    weather = pa.table(
        {
            "time": pa.array(hours).cast(pa.timestamp("s", "UTC")),
            "temperature_c": np.repeat(TEMPERATURE, 24),
        }
    )
    days = pa.array(np.datetime64("2022-01-01") + np.arange(365))
    readings = pa.table({"start": days, "energy_kwh": ENERGY})
    fit = empower.fit_caltrack(
        readings, weather, method="daily", baseline_end=date(2023, 1, 1), tz="UTC"
    )
    assert fit.best.shape == "cdd_hdd"
    chart = fit.plot(readings, weather)
    shown = values(chart, "circle")
    assert len(shown) == 365
    np.testing.assert_allclose([row["temperature"] for row in shown], TEMPERATURE, atol=1e-9)
    np.testing.assert_allclose([row["energy"] for row in shown], ENERGY, rtol=1e-12)
    heating, cooling = (row["temperature"] for row in values(chart, "rule"))
    assert heating == pytest.approx((fit.best.heating_balance_f - 32) / 1.8)
    assert cooling == pytest.approx((fit.best.cooling_balance_f - 32) / 1.8)
    predicted = fit.predict(readings, weather).column("predicted").to_numpy(zero_copy_only=False)
    ends = values(chart, "line")
    coldest = int(TEMPERATURE.argmin())
    assert ends[0]["energy"] == pytest.approx(predicted[coldest])
    assert marks(fit.plot()).count("line") == 3


def test_a_daily_model_shows_what_was_metered_and_what_it_expects() -> None:
    start = date(2022, 1, 1)
    fit = empower.fit_daily(
        ENERGY, start=start, temperature=TEMPERATURE, first_temperature_day=start
    )
    shown = values(fit.plot(), "circle")
    metered = [row["energy"] for row in shown if row["kind"] == "metered"]
    expected = [row["energy"] for row in shown if row["kind"] == "expected"]
    assert len(metered) == len(expected) == 365
    np.testing.assert_allclose(metered, ENERGY)
    assert np.corrcoef(metered, expected)[0, 1] ** 2 == pytest.approx(fit.r_squared, abs=0.01)
    with pytest.raises(empower.CoverageError, match="JSON"):
        empower.DailyFit.from_json(fit.to_json()).plot()
