# SPDX-License-Identifier: Apache-2.0
import itertools
import json
from datetime import UTC, date, datetime
from typing import Any

import empower
import numpy as np
import pyarrow as pa
import pytest

HOURS = 2 * 365 * 24
FIRST = np.datetime64("2021-01-01T00", "s")
TIME = pa.array(FIRST + np.arange(HOURS) * np.timedelta64(3600, "s")).cast(pa.timestamp("s", "UTC"))
DAY = np.arange(HOURS) / 24.0
TEMPERATURE_F = np.round(
    58.0 - 22.0 * np.cos(2 * np.pi * (DAY - 20) / 365) + 5.0 * np.sin(1.7 * np.floor(DAY)), 1
)
WEATHER = pa.table({"time": TIME, "temperature_c": (TEMPERATURE_F - 32.0) / 1.8})
DAYS = np.datetime64("2021-01-01") + np.arange(2 * 365)
COLD = np.maximum(0.0, 60.0 - TEMPERATURE_F.reshape(-1, 24).mean(axis=1))
ENERGY = 20.0 + np.where(np.arange(2 * 365) < 365, 1.5, 1.2) * COLD
READINGS = pa.table({"start": DAYS, "energy_kwh": ENERGY})


def fit(**more: Any) -> empower.CaltrackFit:
    arguments: dict[str, Any] = {
        "method": "daily",
        "baseline_end": date(2022, 1, 1),
        "tz": "UTC",
        **more,
    }
    return empower.fit_caltrack(arguments.pop("readings", READINGS), WEATHER, **arguments)


def test_a_model_of_whole_degrees_is_recovered() -> None:
    model = fit()
    assert model
    assert model.record.method == "caltrack-2.0-daily"
    assert model.best.shape == "hdd_only"
    assert model.best.heating_balance_f == 60.0
    assert model.best.beta_hdd == pytest.approx(1.5, rel=1e-9)
    assert model.best.intercept == pytest.approx(20.0, rel=1e-9)
    assert model.best in [*model.best_of_shape] or len(model.best_of_shape) >= 2
    assert model.sufficient
    assert model.periods == 365


def test_bills_are_a_method_of_their_own() -> None:
    edges = np.array([f"2021-{m:02}-01" for m in range(1, 13)] + ["2022-01-01"], "datetime64[D]")
    energy = [ENERGY[(a <= DAYS) & (b > DAYS)].sum() for a, b in itertools.pairwise(edges)]
    bills = pa.table({"start": edges[:-1], "end": edges[1:], "energy_kwh": energy})
    model = fit(readings=bills, method="billing")
    assert model.record.method == "caltrack-2.0-billing"
    assert model.best.beta_hdd == pytest.approx(1.5, rel=0.05)
    assert model.periods == 12


def test_what_is_avoided_is_counted_period_by_period() -> None:
    saving = fit().savings(READINGS, WEATHER, reporting_start=date(2022, 1, 1))
    truth = 0.3 * COLD[365:]
    assert saving.periods == 365
    assert saving.total_avoided == pytest.approx(truth.sum(), rel=1e-9)
    assert saving.total_base + saving.total_heating == pytest.approx(saving.total_predicted)
    assert saving.table["avoided"].to_numpy() == pytest.approx(truth, abs=1e-9)
    assert saving.table["start"][0].as_py() == datetime(2022, 1, 1, tzinfo=UTC)
    assert "avoided" in saving.summary()
    with pytest.raises(empower.InputError, match="a reporting period outside the baseline"):
        fit().savings(READINGS, WEATHER, reporting_start=date(2021, 6, 1))
    with pytest.raises(empower.CoverageError, match="has both usage and temperature"):
        fit().savings(READINGS, WEATHER, reporting_start=date(2032, 6, 1))


def test_periods_are_predicted_by_part() -> None:
    expected = fit().predict(READINGS.slice(0, 31), WEATHER)
    assert expected["predicted"].to_numpy() == pytest.approx(ENERGY[:31])
    assert expected["base"].to_numpy() == pytest.approx(20.0)


def test_hours_are_a_method_of_their_own() -> None:
    busy = np.where((DAY % 1 > 0.3) & (DAY % 1 < 0.75), 4.0, 1.0)
    change = np.where(np.arange(HOURS) < HOURS // 2, 1.0, 0.8)
    hourly = pa.table(
        {"start": TIME, "energy_kwh": change * (busy + 0.1 * np.maximum(0.0, 60.0 - TEMPERATURE_F))}
    )
    model = empower.fit_caltrack(
        hourly, WEATHER, method="hourly", baseline_end=datetime(2022, 1, 1, tzinfo=UTC)
    )
    assert model.record.method == "caltrack-2.0-hourly"
    assert model.hours == HOURS // 2
    assert model.metrics.r_squared > 0.98
    saving = model.savings(hourly, WEATHER, reporting_start=datetime(2022, 1, 1, tzinfo=UTC))
    assert saving.total_avoided == pytest.approx(0.2 * saving.total_predicted, rel=0.05)
    for day, error in ((1, empower.InputError), (5000, empower.CoverageError)):
        start = datetime.fromordinal(date(2021, 1, 1).toordinal() + day).replace(tzinfo=UTC)
        with pytest.raises(error):
            model.savings(hourly, WEATHER, reporting_start=start)
    expected = model.predict(WEATHER)
    assert expected.num_rows == HOURS
    again = empower.CaltrackHourlyFit.from_json(model.to_json())
    assert again.predict(WEATHER).equals(expected)
    assert "hours" in model.summary()
    with pytest.raises(TypeError, match="fuel"):
        empower.fit_caltrack(  # type: ignore[call-overload]
            hourly, WEATHER, method="hourly", baseline_end=date(2022, 1, 1), tz="UTC", fuel="gas"
        )


def test_a_caltrack_model_crosses_json_without_loss() -> None:
    again = empower.CaltrackFit.from_json(fit().to_json())
    assert again.to_json() == fit().to_json()
    assert again.best.intercept == fit().best.intercept


def test_corrections_are_named_and_take_the_standard_away() -> None:
    assert fit().record.standard
    assert fit(tz="Europe/Rome").record.standard
    assert '"Europe/Rome"' in fit(tz="Europe/Rome", corrections=["calendar_days"]).record.settings
    corrected = fit(corrections=["bic", "degree_hours"])
    assert not corrected.record.standard
    settings = json.loads(corrected.record.settings)
    assert settings != json.loads(fit().record.settings)
    with pytest.raises(ValueError, match="calendar_days"):
        fit(corrections=["all"])


def test_short_data_are_fitted_and_said_not_to_suffice() -> None:
    short = fit(readings=READINGS.slice(200, 165))
    assert not short.sufficient
    assert short.critical[0].detail
    assert "not sufficient" in short.summary()


def test_no_data_are_a_value_with_a_reason() -> None:
    none = fit(baseline_end=date(2015, 1, 1))
    assert not none
    assert none.reason == "caltrack_no_data"
    assert empower.CaltrackFit.from_json(none.to_json()).reason == "caltrack_no_data"
    with pytest.raises(empower.CoverageError, match="caltrack_no_data"):
        _ = none.best


def test_an_instant_needs_a_zone_and_a_method_its_name() -> None:
    with pytest.raises(TypeError, match="with a zone"):
        fit(baseline_end=datetime(2022, 1, 1))
    with pytest.raises(empower.InputError, match="tz"):
        fit(tz=None, baseline_end=datetime(2022, 1, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="daily, billing or hourly"):
        fit(method="weekly")
    with pytest.raises(ValueError, match="electricity, gas"):
        fit(fuel="wood")
    with pytest.raises(TypeError, match="fule"):
        fit(fule="gas")
    stamps = READINGS.set_column(0, "start", READINGS["start"].cast(pa.timestamp("s", "UTC")))
    with pytest.raises(empower.InputError, match="a column end"):
        fit(readings=stamps)


def test_balance_points_between_whole_degrees_are_an_option() -> None:
    cold = np.maximum(0.0, 60.37 - TEMPERATURE_F.reshape(-1, 24).mean(axis=1))
    readings = pa.table({"start": DAYS, "energy_kwh": 20.0 + 1.5 * cold})
    exact = fit(readings=readings, corrections=["exact_balance"])
    assert exact.best.heating_balance_f == pytest.approx(60.37, abs=1e-6)
    assert exact.best.beta_hdd == pytest.approx(1.5, rel=1e-9)
    assert not exact.record.standard
    assert json.loads(exact.record.settings)["exact_balance"] is True
    copy = empower.CaltrackFit.from_json(exact.to_json())
    assert copy.to_json() == exact.to_json()
    assert fit(readings=readings).best.heating_balance_f == 60.0


def test_an_estimated_bill_is_joined_to_the_next() -> None:
    edges = np.array([f"2021-{m:02}-01" for m in range(1, 13)] + ["2022-01-01"], "datetime64[D]")
    energy = [ENERGY[(a <= DAYS) & (b > DAYS)].sum() for a, b in itertools.pairwise(edges)]
    energy[1] += 100.0  # February was guessed, and March settles it
    energy[2] -= 100.0
    quality = ["actual", "estimated", None, "corrected"] + ["actual"] * 8
    bills = pa.table(
        {"start": edges[:-1], "end": edges[1:], "energy_kwh": energy, "quality": quality}
    )
    options: dict[str, Any] = {"method": "billing", "corrections": ["full_bimonthly"]}
    model = fit(readings=bills, **options)
    assert model.periods == 11
    assert model.best.beta_hdd == pytest.approx(1.5, rel=1e-9)
    assert "estimated_bills" in [finding.code for finding in model.warnings]
    as_read = fit(readings=bills.drop_columns("quality"), **options)
    assert as_read.periods == 12
    assert as_read.best.beta_hdd != pytest.approx(1.5, rel=1e-3)
    wrong = bills.set_column(3, "quality", pa.array(["guessed"] * 12))
    with pytest.raises(empower.InputError, match="actual, estimated or corrected"):
        fit(readings=wrong, **options)
