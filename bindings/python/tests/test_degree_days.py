# SPDX-License-Identifier: Apache-2.0
import empower
import numpy as np
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
    assert found == (11.0, 3, 1, empower.eurostat_heating)


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
