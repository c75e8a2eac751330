# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, date, datetime, timedelta

import empower
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

TEMPERATURES = st.lists(st.one_of(st.floats(-40, 50), st.just(float("nan"))), max_size=400)


def test_the_rules_are_those_of_the_library() -> None:
    assert empower.eurostat_heating == (18.0, 15.0)
    assert empower.eurostat_cooling == (21.0, 24.0)
    assert empower.italian_gradi_giorno == (20.0, 20.0)


def test_a_missing_day_is_counted_as_missing() -> None:
    days = np.array([10.0, np.nan, 16.0, 15.0])
    found = empower.heating_degree_days(days, empower.eurostat_heating)
    assert found[:4] == (11.0, 3, 1, empower.eurostat_heating)
    assert found.coverage == 0.75


def test_a_rule_has_no_default() -> None:
    with pytest.raises(TypeError, match="rule"):
        empower.heating_degree_days(np.array([1.0]))  # type: ignore[call-arg]


@given(TEMPERATURES)
def test_both_sums_are_the_textbook_ones(temperatures: list[float]) -> None:
    days = np.array(temperatures, dtype=np.float64)
    known = days[~np.isnan(days)]
    heating = empower.heating_degree_days(days, empower.eurostat_heating)
    cooling = empower.cooling_degree_days(days, empower.eurostat_cooling)
    assert heating.total == pytest.approx((18.0 - known[known <= 15.0]).sum())
    assert cooling.total == pytest.approx((known[known >= 24.0] - 21.0).sum())
    assert heating.days_counted + heating.days_missing == len(temperatures)


UK = empower.heating_rules["uk"]
FIRST = datetime(2024, 10, 26, 22, tzinfo=UTC)  # midnight in Rome, before a day of 25 h


def hours(count: int, value: float = 5.5) -> pa.Table:
    times = [FIRST + timedelta(hours=i) for i in range(count)]
    return pa.table({"time": times, "temperature_c": [value] * count})


def test_hours_are_integrated_over_civil_days() -> None:
    found = empower.degree_days(hours(25), UK, method="integration", tz="Europe/Rome")
    assert found.total == pytest.approx(10.0 * 25 / 24)
    assert (found.start, found.end) == (date(2024, 10, 27), date(2024, 10, 28))
    assert found.method == "integration"


def test_a_period_cuts_the_hours() -> None:
    cut = (date(2024, 10, 28), date(2024, 10, 29))
    found = empower.degree_days(hours(73), UK, method="integration", tz="Europe/Rome", period=cut)
    assert found.total == pytest.approx(10.0)
    assert (found.start, found.end) == cut
    beyond = (date(2025, 10, 28), date(2025, 10, 29))
    none = empower.degree_days(hours(73), UK, method="integration", tz="Europe/Rome", period=beyond)
    assert none.days_counted == none.days_missing == 0


@pytest.mark.parametrize("method", ["daily_mean", "min_max_mean", "ukmo"])
def test_constant_hours_are_the_same_by_every_method_of_days(method: str) -> None:
    found = empower.degree_days(hours(25 + 24), UK, method=method, tz="Europe/Rome")  # type: ignore[arg-type]
    assert found.total == pytest.approx(20.0)
    assert found.days_counted == 2


def test_days_by_minimum_and_maximum() -> None:
    days = pa.table(
        {
            "date": [date(2024, 1, d) for d in (1, 2, 3)],
            "minimum_c": [10.0, 10.0, 12.0],
            "maximum_c": [14.0, 20.0, 22.0],
        }
    )
    found = empower.degree_days(days, UK, method="ukmo")
    assert found.total == pytest.approx(3.5 + 1.625 + 0.875)
    only = empower.degree_days(days, UK, method="ukmo", period=(date(2024, 1, 2), date(2024, 1, 3)))
    assert only.total == pytest.approx(1.625)


def test_what_does_not_suit_the_method_is_refused() -> None:
    days = pa.table({"date": [date(2024, 1, 1), date(2024, 1, 3)], "temperature_c": [1.0, 2.0]})
    with pytest.raises(empower.InputError, match="without holes"):
        empower.degree_days(days, UK)
    with pytest.raises(empower.InputError, match="hours"):
        empower.degree_days(days, UK, method="integration")
    with pytest.raises(empower.InputError, match="minimum_c"):
        empower.degree_days(days, UK, method="ukmo")
    with pytest.raises(empower.InputError, match="tz"):
        empower.degree_days(hours(25), UK)
    with pytest.raises(ValueError, match="Expected one of"):
        empower.degree_days(days, UK, method="mean")  # type: ignore[arg-type]
    with pytest.raises(empower.ContractError, match="one temperature"):
        empower.degree_days(hours(25), empower.eurostat_heating, method="ukmo", tz="Europe/Rome")
