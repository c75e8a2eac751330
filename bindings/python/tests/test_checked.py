# SPDX-License-Identifier: Apache-2.0
"""An argument of a wrong type is one sentence that names it, never the compiled part's list."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import empower
import numpy as np
import pyarrow as pa
import pytest
from empower._checked import check, checked
from numpy.typing import ArrayLike

WEATHER = pa.table({"date": [date(2022, 1, 1)], "temperature_c": [5.0]})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: empower.climate_zone(48017), "a string as municipality, got 48017"),
        (lambda: empower.degree_days(WEATHER, 18), "HeatingRule or CoolingRule as rule, got 18"),
        (lambda: empower.heating_degree_days(np.zeros(3), 18.0), "HeatingRule as rule, got 18.0"),
        (lambda: empower.analyse("x", heating_rule=20), "HeatingRule as heating_rule, got 20"),
        (lambda: empower.analyse("x", threads="two"), "a whole number as threads, got 'two'"),
        (lambda: empower.analyse("x", expected=1), "True or False as expected, got 1"),
        (lambda: empower.analyse(3), "Stock or a string or a path as stock, got 3"),
        (lambda: empower.read_epw(3), "a string or a path as path, got 3"),
        (lambda: empower.fit_many(WEATHER, WEATHER, robust="yes"), "as robust, got 'yes'"),
        (
            lambda: empower.fit_change_point(np.zeros(3), np.zeros(3), heating_balance=15.0),
            "(a number, a number) as heating_balance, got 15.0",
        ),
        (
            lambda: empower.reference.primary_energy("natural_gas", "2025-01-01"),
            "got '2025-01-01'",
        ),
        (
            lambda: empower.Fit().predict_total(np.zeros(3), regressor_totals=3.0),
            "a sequence as regressor_totals, got 3.0",
        ),
    ],
)
def test_the_sentence_names_argument_type_and_what_was_given(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(TypeError) as raised:
        call()
    text = str(raised.value)
    assert text.startswith("Expected ")
    assert said in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (3, float),
        (np.float32(3.0), float),
        (Decimal("3.5"), float),
        (np.int64(3), int),
        (np.True_, bool),
        (None, int | None),
        ("x", str | Path),
        (empower.HeatingRule(20.0, 20.0), empower.HeatingRule | None),
        ([1, 2.5], tuple[float, float]),
        ((1, 2, 3), tuple[int, ...]),
        ("daily", Literal["daily", "monthly"]),
        (np.zeros(3), Sequence[float]),
        ({"a": 1}, Mapping[str, int]),
        ([1.0], ArrayLike),
        (object(), Any),
    ],
)
def test_what_fits_is_let_through(value: object, type_: Any) -> None:
    check(value, type_, "x")


@pytest.mark.parametrize(
    ("value", "type_", "words"),
    [
        (True, int, "a whole number"),
        (True, float, "a number"),
        (2.0, int, "a whole number"),
        (np.zeros(2), float, "a number"),
        (None, str, "a string"),
        ("x", tuple[float, float], "(a number, a number)"),
        ((1.0,), tuple[float, float], "(a number, a number)"),
        (5, Mapping[str, int], "a mapping"),
        ("x", date | None, "a date"),
    ],
)
def test_what_does_not_fit_is_said_in_words(value: object, type_: Any, words: str) -> None:
    with pytest.raises(TypeError) as raised:
        check(value, type_, "x")
    assert str(raised.value) == f"Expected {words} as x, got {value!r}."


def test_long_values_are_named_by_their_type() -> None:
    with pytest.raises(TypeError, match=r"^Expected a string as x, got a list\.$"):
        check(list(range(1000)), str, "x")


def test_python_s_own_words_stand_for_missing_and_unknown_arguments() -> None:
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'rule'"):
        empower.degree_days(WEATHER)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'rulle'"):
        empower.degree_days(WEATHER, rulle=3)  # type: ignore[call-arg]


def test_a_checked_function_keeps_its_name_and_words() -> None:
    def twice(x: int) -> int:
        """Two of it."""
        return 2 * x

    wrapped = checked(twice)
    assert (wrapped(2), wrapped.__name__, wrapped.__doc__) == (4, "twice", "Two of it.")
    assert checked(wrapped) is wrapped


def test_the_package_lists_what_is_for_users() -> None:
    assert set(dir(empower)) == set(empower.__all__)
    assert not {"daily", "hourly", "saving", "fit_plot"} & set(dir(empower))
    for name in dir(empower):
        assert hasattr(empower, name)
