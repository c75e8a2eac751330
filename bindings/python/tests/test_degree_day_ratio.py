# SPDX-License-Identifier: Apache-2.0
"""Quotients of degree-days and energy normalised by them, as in C++."""

from datetime import date, timedelta

import empower
import numpy as np
import pyarrow as pa
import pytest

GG = empower.italian_gradi_giorno


def days(first: date, values: list[float]) -> pa.Table:
    dates = [first + timedelta(days=i) for i in range(len(values))]
    return pa.table({"date": dates, "temperature_c": pa.array(values, pa.float64())})


def winter(year: int, celsius: float, count: int = 151) -> empower.DegreeDaySum:
    return empower.degree_days(days(date(year, 11, 1), [celsius] * count), GG)


def test_the_ratio_of_like_sums_is_a_number() -> None:
    ratio = empower.degree_day_ratio(winter(2021, 5.0), winter(2022, 10.0))
    assert ratio
    assert ratio.value == float(ratio) == pytest.approx(1.5)
    assert "1.5000" in ratio.summary()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (empower.degree_days(days(date(2022, 11, 1), [5.0] * 151), empower.eurostat_heating),
         "different_degree_day_rules"),
        (winter(2022, 5.0, 120), "different_degree_day_lengths"),
        (empower.degree_days(days(date(2022, 5, 1), [5.0] * 151), GG),
         "different_degree_day_seasons"),
        (winter(2022, 25.0), "no_degree_days"),
        (empower.degree_days(days(date(2022, 11, 1), [5.0] * 130 + [float("nan")] * 21), GG),
         "low_weather_coverage"),
    ],
)  # fmt: skip
def test_unlike_sums_are_refused_with_a_reason(other: empower.DegreeDaySum, reason: str) -> None:
    ratio = empower.degree_day_ratio(winter(2021, 5.0), other)
    assert not ratio
    assert ratio.reason == reason
    assert ratio.detail
    assert np.isnan(ratio.value)
    with pytest.raises(empower.CoverageError, match=reason):
        float(ratio)


def test_heating_over_cooling_and_undated_sums_are_errors() -> None:
    cooling = empower.degree_days(days(date(2021, 6, 1), [30.0] * 90), empower.eurostat_cooling)
    with pytest.raises(TypeError, match="heating"):
        empower.degree_day_ratio(winter(2021, 5.0), cooling)
    undated = empower.heating_degree_days(np.full(151, 5.0), GG)
    with pytest.raises(empower.InputError, match="dates"):
        empower.degree_day_ratio(winter(2021, 5.0), undated)
    with pytest.raises(TypeError, match="heating"):
        empower.degree_day_normalised(1.0, 0.5, cooling, cooling)


def test_only_the_heating_share_is_scaled() -> None:
    found = empower.degree_day_normalised(
        10_000.0, (0.6, 0.5, 0.7), winter(2021, 5.0), winter(2022, 10.0)
    )
    assert found
    assert found.ratio == pytest.approx(1.5)
    assert (found.base, found.heating) == (pytest.approx(4000.0), pytest.approx(9000.0))
    assert found.total == pytest.approx(13_000.0)
    assert (found.low, found.high) == (pytest.approx(12_500.0), pytest.approx(13_500.0))
    assert "kWh" in found.summary()
    refused = empower.degree_day_normalised(1.0, 0.6, winter(2021, 5.0), winter(2022, 25.0))
    assert refused.reason == "no_degree_days"
    with pytest.raises(empower.ContractError):
        empower.degree_day_normalised(1.0, 1.6, winter(2021, 5.0), winter(2022, 10.0))


def test_a_fit_brings_its_own_rule_and_share() -> None:
    means = 14.0 - 9.0 * np.cos(2.0 * np.pi * np.arange(365) / 365.0)
    energy = 100.0 + 20.0 * np.maximum(0.0, 16.0 - means)
    fit = empower.fit_change_point(means, energy)
    assert fit
    actual = days(date(2021, 1, 1), list(means))
    colder = days(date(2022, 1, 1), list(means - 1.0))
    found = empower.degree_day_normalised(float(energy.sum()), fit, colder, actual)
    truth = float((100.0 + 20.0 * np.maximum(0.0, 17.0 - means)).sum())
    assert found.total == pytest.approx(truth, rel=1e-6)
    assert found.base == pytest.approx(36_500.0, rel=1e-6)
    with pytest.raises(empower.InputError, match="holes"):
        empower.degree_day_normalised(1.0, fit, colder.take([0, 2]), actual)


def test_regressors_of_the_fit_count_with_the_base() -> None:
    means = 14.0 - 9.0 * np.cos(2.0 * np.pi * np.arange(365) / 365.0)
    open_ = (np.arange(365) % 7 < 5).astype(np.float64)
    energy = 100.0 + 20.0 * np.maximum(0.0, 16.0 - means) + 30.0 * open_
    fit = empower.fit_change_point(means, energy, regressors={"open": open_})
    actual = days(date(2021, 1, 1), list(means))
    colder = days(date(2022, 1, 1), list(means - 1.0))
    total = float(energy.sum())
    found = empower.degree_day_normalised(
        total, fit, colder, actual, regressor_totals=[float(open_.sum())]
    )
    more = 20.0 * (np.maximum(0.0, 17.0 - means) - np.maximum(0.0, 16.0 - means)).sum()
    assert found.total == pytest.approx(total + float(more), rel=1e-6)
    assert found.base == pytest.approx(36_500.0 + 30.0 * float(open_.sum()), rel=1e-6)
    with pytest.raises(empower.ShapeError):
        empower.degree_day_normalised(total, fit, colder, actual)
    with pytest.raises(TypeError, match="regressor_totals"):
        empower.degree_day_normalised(
            1.0, 0.5, winter(2021, 5.0), winter(2022, 10.0), regressor_totals=[1.0]
        )
