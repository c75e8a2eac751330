# SPDX-License-Identifier: Apache-2.0
"""A normal year of monthly means, and its degree-days by any rule."""

import math
from datetime import date

import empower
import numpy as np
import pyarrow as pa
import pytest


def shortfall(base: float, mean: float, deviation: float) -> float:
    """E[(b - T)+] of a normal T, in closed form."""
    z = (base - mean) / deviation
    below = 0.5 * math.erfc(-z / math.sqrt(2.0))
    return (base - mean) * below + deviation * math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)


def test_normally_distributed_days_have_the_degree_days_of_the_closed_form() -> None:
    year = empower.normal_year_of([10.0] * 12, standard_deviation_k=[4.0] * 12, source="1991-2020")
    assert "1991-2020" in year.name
    whole = date(2023, 1, 1), date(2024, 1, 1)
    by_rule = empower.heating_degree_days(year, empower.HeatingRule(15.0, 15.0), period=whole)
    assert by_rule.total == pytest.approx(365 * shortfall(15.0, 10.0, 4.0), rel=1e-3)
    assert (by_rule.days_counted, by_rule.start, by_rule.end) == (365, *whole)
    # Days above the threshold do not count: below 20 degC of those not warmer than 15 degC.
    some = empower.heating_degree_days(year, empower.HeatingRule(20.0, 15.0), period=whole)
    warm = 0.5 * math.erfc((15.0 - 10.0) / 4.0 / math.sqrt(2.0))
    truth = 365 * (shortfall(15.0, 10.0, 4.0) + 5.0 * (1.0 - warm))
    assert some.total == pytest.approx(truth, rel=1e-2)


def test_a_normal_year_divides_by_a_calendar_year() -> None:
    days = np.datetime64("2022-01-01") + np.arange(365)
    means = 12.0 - 8.0 * np.cos(2 * np.pi * np.arange(365) / 365)
    measured = empower.degree_days(
        pa.table({"date": days, "temperature_c": means}), empower.italian_gradi_giorno
    )
    months = [
        means[days.astype("datetime64[M]") == m].mean() for m in np.unique(days.astype("M8[M]"))
    ]
    weather = pa.table({"time": days, "temperature_c": means})
    normal = empower.normal_year_of(months, temperatures=weather)
    period = date(2022, 1, 1), date(2023, 1, 1)
    same = empower.heating_degree_days(normal, empower.italian_gradi_giorno, period=period)
    assert float(empower.degree_day_ratio(same, measured)) == pytest.approx(1.0, rel=1e-12)
    warmer = empower.normal_year_of([m + 1.0 for m in months], temperatures=weather)
    milder = empower.heating_degree_days(warmer, empower.italian_gradi_giorno, period=period)
    assert milder.total < same.total


def test_what_makes_no_year_is_said() -> None:
    with pytest.raises(empower.CoverageError, match="no_daily_spread"):
        empower.normal_year_of([10.0] * 12)
    with pytest.raises(empower.CoverageError, match="months_missing"):
        empower.normal_year_of([math.nan] + [10.0] * 11, standard_deviation_k=[1.0] * 12)
    with pytest.raises(empower.ShapeError, match="12 values of temperature_c, got 11"):
        empower.normal_year_of([10.0] * 11)
    year = empower.normal_year_of([10.0] * 12, standard_deviation_k=[4.0] * 12)
    with pytest.raises(TypeError, match="period"):
        empower.heating_degree_days(year, empower.eurostat_heating)
    with pytest.raises(TypeError, match="normal year only"):
        empower.heating_degree_days(
            np.zeros(3), empower.eurostat_heating, period=(date(2022, 1, 1), date(2023, 1, 1))
        )
