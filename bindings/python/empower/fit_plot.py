# SPDX-License-Identifier: Apache-2.0
"""An energy signature as an Altair chart: observations, legs, balance temperatures, band."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._altair import COOL, DAYS, HEAT, INK, SOFT, altair, styled, titled
from .errors import ShapeError

if TYPE_CHECKING:
    import altair as alt

    from .fit_result import Fit, Observations

# Wong's palette (2011), told apart by the colour-blind; without the reds and blues of the legs.
_DAY_TYPES = ["#0059b3", "#e69f00", "#009e73", "#cc79a7", "#556270", "#8a6d00"]
_STEPS = 121


Shown = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[str] | None]


class Interval(NamedTuple):
    """A balance temperature, °C; ends that are not known are NaN."""

    value: float
    low: float = nan
    high: float = nan


def signature_chart(
    fit: Fit, data: Observations | None, day_type: Sequence[str] | None
) -> alt.LayerChart:
    """The chart of a fit; without data the model alone."""
    alt = altair()
    shown = None if data is None else _known(data, day_type)
    low, high = _reach(fit, shown)
    grid = np.linspace(low, high, _STEPS)
    days = 1.0 if shown is None else float(np.median(shown[2]))
    heating, cooling = (
        Interval(balance.value, balance.low, balance.high)
        for balance in (fit.heating_balance, fit.cooling_balance)
    )
    layers = [_band(fit, grid, days)]
    # A straight line is one leg over all temperatures: it has no balance temperature to show.
    if fit.model != "2P":
        layers += balance_marks(heating, cooling)
    layers += leg_lines((heating.value, cooling.value), (low, high), fit._core.signature)
    if shown is not None:
        layers.insert(1, points(shown))
    title = titled(
        f"Energy signature, model {fit.model}",
        f"R² {fit.r_squared:.2f}, CV(RMSE) {fit.cv_rmse:.0%}, {fit.observations:,} observations;"
        " shaded: 90 % of readings",
    )
    return styled(alt.layer(*layers).properties(title=title, description=fit.summary()))


def _known(data: Observations, day_type: Sequence[str] | None) -> Shown:
    """Observations with temperature and energy."""
    known = np.isfinite(data.temperature) & np.isfinite(data.energy)
    if day_type is not None and len(day_type) != len(known):
        raise ShapeError(f"Expected {len(known)} values of day_type, got {len(day_type)}.")
    kinds = (
        None
        if day_type is None
        else [str(kind) for kind, seen in zip(day_type, known, strict=True) if seen]
    )
    return data.temperature[known], data.energy[known], data.days[known], kinds


def _reach(fit: Fit, shown: Shown | None) -> tuple[float, float]:
    ends = [fit.temperature_min, fit.temperature_max]
    if shown is not None and len(shown[0]):
        ends += [float(shown[0].min()), float(shown[0].max())]
    return min(ends), max(ends)


def _x(name: str = "temperature") -> Any:
    alt = altair()
    return alt.X(
        f"{name}:Q",
        title="mean outdoor temperature (°C)",
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(grid=False),
    )


def _y(name: str) -> Any:
    return altair().Y(f"{name}:Q", title="energy per day (kWh)")


def _data(**columns: Any) -> Any:
    """Rows of equally long columns."""
    rows = zip(*(np.asarray(values).tolist() for values in columns.values()), strict=True)
    return altair().Data(values=[dict(zip(columns, row, strict=True)) for row in rows])


def _band(fit: Fit, grid: NDArray[np.float64], days: float) -> Any:
    alt = altair()
    low, high = fit.band(grid, days=days)
    return (
        alt.Chart(_data(temperature=grid, low=low, high=high))
        .mark_area(opacity=0.14, color=SOFT)
        .encode(x=_x(), y=_y("low"), y2="high:Q")
    )


def points(shown: Shown) -> Any:
    """A circle for each observation, coloured by the kind of its day."""
    alt = altair()
    temperature, energy, days, kinds = shown
    columns: dict[str, Any] = {"temperature": temperature, "energy": energy, "days": days}
    colour: Any = alt.value(DAYS)
    tooltip = [
        alt.Tooltip("temperature:Q", title="°C", format=".1f"),
        alt.Tooltip("energy:Q", title="kWh/day", format=",.1f"),
        alt.Tooltip("days:Q", title="days"),
    ]
    if kinds is not None:
        columns["kind"] = kinds
        colour = alt.Color("kind:N", title="day", scale=alt.Scale(range=_DAY_TYPES))
        tooltip.append(alt.Tooltip("kind:N", title="day"))
    return (
        alt.Chart(_data(**columns))
        .mark_circle(size=38, opacity=0.55)
        .encode(x=_x(), y=_y("energy"), color=colour, tooltip=tooltip)
    )


def leg_lines(
    balances: tuple[float, float],
    ends: tuple[float, float],
    signature: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> Iterator[Any]:
    """One line for each straight part, in the colour of what it is; NaN is no balance."""
    alt = altair()
    heating, cooling = balances
    low, high = ends
    cold_end = low if np.isnan(heating) else min(max(heating, low), high)
    warm_end = high if np.isnan(cooling) else min(max(cooling, low), high)
    for colour, left, right in (
        (HEAT, low, cold_end),
        (INK, cold_end, warm_end),
        (COOL, warm_end, high),
    ):
        if left < right:
            both = np.array([left, right])
            yield (
                alt.Chart(_data(temperature=both, energy=signature(both)))
                .mark_line(color=colour, strokeWidth=2.5)
                .encode(x=_x(), y=_y("energy"))
            )


def balance_marks(heating: Interval, cooling: Interval) -> Iterator[Any]:
    """A dashed line at each balance temperature, its 90 % interval shaded, and its words."""
    alt = altair()
    for balance, colour, words, align, shift in (
        (heating, HEAT, "heating below", "right", -6),
        (cooling, COOL, "cooling above", "left", 6),
    ):
        if np.isnan(balance.value):
            continue
        at = _data(temperature=[balance.value], text=[f"{words} {balance.value:.1f} °C"])
        if not np.isnan(balance.low):
            yield (
                alt.Chart(_data(temperature=[balance.low], high=[balance.high]))
                .mark_rect(color=colour, opacity=0.15)
                .encode(x=_x(), x2="high:Q")
            )
        yield alt.Chart(at).mark_rule(color=colour, strokeDash=[5, 4]).encode(x=_x())
        yield (
            alt.Chart(at)
            .mark_text(align=align, dx=shift, baseline="top", color=colour)
            .encode(x=_x(), y=alt.value(4), text="text:N")
        )
