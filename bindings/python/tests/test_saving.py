# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any, NamedTuple

import empower
import numpy as np
import pytest
from numpy.typing import NDArray

FIRST = np.datetime64("2021-01-01")
DAYS = FIRST + np.arange(3 * 365)
WORKS = 2 * 365
REPORTING = (date(2023, 1, 1), date(2024, 1, 1))


class Meter(NamedTuple):
    """Three years of days; the works take a fifth of the heating away after two."""

    temperature: NDArray[np.float64]
    energy: NDArray[np.float64]
    saved: float


def meter(seed: int) -> Meter:
    random = np.random.default_rng(seed)
    season = 14.0 - 10.0 * np.cos(2 * np.pi * (np.arange(DAYS.size) - 20) / 365)
    temperature = season + random.normal(0.0, 3.0, DAYS.size)
    cold = np.maximum(0.0, 15.0 - temperature)
    slope = np.where(np.arange(DAYS.size) < WORKS, 8.0, 6.4)
    energy = 100.0 + slope * cold + random.normal(0.0, 8.0, DAYS.size)
    return Meter(temperature, energy, 1.6 * cold[WORKS:].sum())


TEMPERATURE, ENERGY, TRUE_SAVING = meter(1)


def baseline_of(temperature: NDArray[np.float64], energy: NDArray[np.float64]) -> empower.Fit:
    return empower.fit_change_point(temperature[:WORKS], energy[:WORKS], start=FIRST)


def measured(
    temperature: NDArray[np.float64] = TEMPERATURE,
    energy: NDArray[np.float64] = ENERGY,
    **more: Any,
) -> empower.Saving:
    return empower.savings(
        baseline_of(temperature, energy),
        DAYS,
        None,
        energy,
        temperature=temperature,
        first_temperature_day=FIRST,
        reporting=more.pop("reporting", REPORTING),
        **more,
    )


def test_nine_intervals_in_ten_hold_what_the_works_saved() -> None:
    held = 0
    for seed in range(20):
        temperature, energy, saved = meter(seed)
        avoided = measured(temperature, energy).cumulative.avoided
        held += avoided.low < saved < avoided.high
        assert avoided.high - avoided.low < 0.4 * saved
    assert held >= 14  # fewer happen once in five hundred times at 0.9


def test_a_saving_says_what_it_is_the_saving_of() -> None:
    saving = measured(encloses="all of the school")
    assert saving
    avoided = saving.cumulative.avoided
    assert saving.baseline == (date(2021, 1, 1), date(2023, 1, 1))
    assert saving.cumulative.period == REPORTING
    assert saving.boundary == ("C", "all of the school")
    assert len(saving.months) == 12
    assert sum(m.avoided.value for m in saving.months) == pytest.approx(avoided.value)
    assert len(saving.observed) == 365


def test_each_year_has_its_parts_and_that_of_a_normal_year() -> None:
    (year,) = measured().years
    assert year.whole
    assert year.doubtful is None
    assert year.parts is not None
    assert year.normalised is not None
    parts = year.parts.base + year.parts.heating + year.parts.cooling
    assert parts == pytest.approx(year.avoided.avoided.value)
    assert year.parts.heating == pytest.approx(TRUE_SAVING, rel=0.2)
    assert year.normalised.saved.low < year.normalised.saved.value < year.normalised.saved.high


def test_what_a_person_states_is_added() -> None:
    extra = empower.NonRoutineAdjustment(
        (date(2023, 3, 1), date(2023, 4, 1)), 500.0, "a second class in the gym"
    )
    with_extra = measured(adjustments=[extra]).cumulative
    assert with_extra.non_routine_kwh == pytest.approx(500.0)
    assert with_extra.avoided.value == pytest.approx(measured().cumulative.avoided.value + 500.0)


def test_savings_cross_json_without_loss() -> None:
    saving = measured()
    again = empower.Saving.from_json(saving.to_json())
    assert again.to_json() == saving.to_json()
    assert again.cumulative.avoided.low == saving.cumulative.avoided.low
    refused = measured(reporting=(date(2023, 1, 1), date(2023, 1, 10)))
    assert empower.Saving.from_json(refused.to_json()).reason == refused.reason
    with pytest.raises(empower.InputError):
        empower.Saving.from_json("{}")


def test_too_short_a_period_is_a_value_with_a_reason() -> None:
    saving = measured(reporting=(date(2023, 1, 1), date(2023, 1, 10)))
    assert not saving
    assert saving.reason == "short_reporting"
    assert saving.reason in saving.summary()
    with pytest.raises(empower.CoverageError, match="short_reporting"):
        _ = saving.cumulative


def test_a_summary_says_boundary_interval_and_method() -> None:
    saving = measured()
    assert "IPMVP option C" in saving.summary()
    assert "90 %" in saving.summary()
    assert saving.record.input_digest in saving.summary()
    assert "<th>avoided</th>" in saving._repr_html_()


def test_a_baseline_without_period_or_model_is_refused() -> None:
    with pytest.raises(ValueError, match="start="):
        empower.savings(
            empower.fit_change_point(TEMPERATURE, ENERGY),
            DAYS,
            None,
            ENERGY,
            temperature=TEMPERATURE,
            first_temperature_day=FIRST,
            reporting=REPORTING,
        )
    with pytest.raises(ValueError, match="B, C"):
        measured(option="D")
    with pytest.raises(TypeError, match=r"\(a date, a date\) as reporting"):
        measured(reporting=("2023-01-01", "2024-01-01"))


def test_a_portfolio_adds_with_the_correlation_that_is_told() -> None:
    one = measured().cumulative
    alone = empower.portfolio_saving([one, one, one, one])
    together = empower.portfolio_saving([one, one, one, one], correlation="full")
    assert alone.avoided.value == pytest.approx(4 * one.avoided.value)
    half = one.avoided.high - one.avoided.value
    assert alone.avoided.high - alone.avoided.value == pytest.approx(2 * half)
    assert together.avoided.high - together.avoided.value == pytest.approx(4 * half)
    with pytest.raises(ValueError, match="independent, common_factor, full"):
        empower.portfolio_saving([one], correlation="none")
    shared = empower.portfolio_saving([one] * 4, correlation="common_factor", rho=1.0)
    assert shared.avoided.high == together.avoided.high
    for wrong in ({"rho": 0.5}, {"correlation": "full", "rho": 0.5}):
        with pytest.raises(empower.InputError, match="a rho for common_factor, and only for it"):
            empower.portfolio_saving([one], **wrong)
    with pytest.raises(empower.InputError, match="None for common_factor"):
        empower.portfolio_saving([one], correlation="common_factor")


def test_a_comparison_group_takes_off_what_changed_everywhere() -> None:
    one = measured().cumulative
    group = empower.comparison_group([one] * 6)
    assert group.meters == 6
    assert group.change == pytest.approx(-one.fraction.value)
    assert group.correct(one).avoided.value == pytest.approx(0.0, abs=1e-6)
    with pytest.raises(empower.CoverageError):
        empower.comparison_group([one] * 2)
    assert group.period == one.period
    month = measured().months[0]
    with pytest.raises(empower.InputError, match="the period of the comparison group"):
        group.correct(month)
    with pytest.raises(empower.InputError, match=r"meters:3, column period"):
        empower.comparison_group([one, one, month, one, one, one])


def test_a_baseline_with_regressors_takes_them_for_the_reporting_period() -> None:
    pupils = np.arange(DAYS.size) % 7 * 1.0
    energy = ENERGY + 3.0 * pupils
    energy[WORKS:] += 3.0 * 2.0  # two more pupils a day
    more = pupils + np.where(np.arange(DAYS.size) < WORKS, 0.0, 2.0)
    baseline = empower.fit_change_point(
        TEMPERATURE[:WORKS], energy[:WORKS], start=FIRST, regressors={"pupils": pupils[:WORKS]}
    )

    def saving(**regressors: NDArray[np.float64]) -> empower.Saving:
        return empower.savings(
            baseline,
            DAYS,
            None,
            energy,
            temperature=TEMPERATURE,
            first_temperature_day=FIRST,
            reporting=REPORTING,
            regressors=regressors,
        )

    avoided = saving(pupils=more).cumulative.avoided
    assert avoided.low < TRUE_SAVING < avoided.high
    assert saving(pupils=pupils).cumulative.avoided.value < avoided.value - 2000.0
    with pytest.raises(empower.ContractError):
        saving(people=more)
    with pytest.raises(empower.ShapeError):
        saving()


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(empower.InputError, match="in order and without overlap"):
        empower.savings(
            baseline_of(TEMPERATURE, ENERGY),
            DAYS.repeat(2),
            None,
            ENERGY.repeat(2),
            temperature=TEMPERATURE,
            first_temperature_day=FIRST,
            reporting=REPORTING,
        )
    turned = empower.NonRoutineAdjustment((date(2023, 4, 1), date(2023, 3, 1)), 500.0, "a class")
    with pytest.raises(empower.InputError, match="an end after the start"):
        measured(adjustments=[turned])
    slip = empower.NonRoutineAdjustment((date(2032, 3, 1), date(2032, 4, 1)), 500.0, "a class")
    with pytest.raises(empower.InputError, match="days of the reporting period"):
        measured(adjustments=[slip])


def test_figures_of_a_saving_say_what_they_are() -> None:
    saving = measured()
    avoided = saving.cumulative.avoided
    words = f"({avoided.value:,.0f} kWh, 90 %: {avoided.low:,.0f} to {avoided.high:,.0f})"
    assert repr(saving.cumulative) == f"AvoidedEnergy{words}"
    assert repr(saving.years[0]) == f"PeriodSaving{words}"
    assert repr(empower.portfolio_saving([saving.cumulative])) == f"PortfolioSaving{words}"


def test_the_summary_says_how_much_rests_on_weather_never_seen() -> None:
    colder = TEMPERATURE.copy()
    colder[WORKS:] -= 15.0
    saving = empower.savings(
        baseline_of(TEMPERATURE, ENERGY),
        DAYS,
        None,
        ENERGY,
        temperature=colder,
        first_temperature_day=FIRST,
        reporting=REPORTING,
    )
    assert "colder or warmer than any day of the baseline" in saving.summary()
    assert repr(saving.years[0]).endswith("not to be stated: reporting_extrapolation)")
    assert "colder" not in measured().summary()
