# SPDX-License-Identifier: Apache-2.0
"""The week of an hourly model as an Altair chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._altair import DAYS, SOFT, altair, styled, titled

if TYPE_CHECKING:
    import altair as alt

    from .hourly import HourlyFit

_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "closed"]


def week_chart(fit: HourlyFit, window: int) -> alt.LayerChart:
    """A step for each slot of the week; occupied slots are filled."""
    alt = altair()
    energy, occupied = fit.week(window)
    hours = fit.step.total_seconds() / 3600.0
    at = hours * np.arange(len(energy))
    rows = [
        {
            "hour": hour,
            "end": hour + hours,
            "energy": value,
            "mode": "occupied" if busy else "unoccupied",
            "slot": f"{_NAMES[int(hour // 24)]} {int(hour % 24):02}:{round(hour % 1 * 60):02}",
        }
        for hour, value, busy in zip(at.tolist(), energy.tolist(), occupied.tolist(), strict=True)
        if value == value
    ]
    days = 8 if rows and rows[-1]["hour"] >= 7 * 24 else 7
    names = alt.Axis(
        values=[24 * day for day in range(days)],
        labelExpr=f"{_NAMES}[datum.value / 24]",
        labelAlign="left",
        grid=True,
    )
    chart: Any = alt.Chart(alt.Data(values=rows))
    bars = chart.mark_rect().encode(
        x=alt.X(
            "hour:Q",
            title="time of the week",
            axis=names,
            scale=alt.Scale(domain=[0, 24 * days], nice=False),
        ),
        x2="end:Q",
        y=alt.Y("energy:Q", title=f"energy of {hours * 60:g} minutes (kWh), mean weather"),
        y2=alt.datum(0),
        color=alt.Color(
            "mode:N",
            title=None,
            scale=alt.Scale(domain=["occupied", "unoccupied"], range=[DAYS, SOFT]),
        ),
        tooltip=[alt.Tooltip("slot:N"), alt.Tooltip("energy:Q", format=".2f"), "mode:N"],
    )
    title = titled(
        "The week of the model",
        f"R² {fit.r_squared:.2f}, CV(RMSE) {fit.cv_rmse:.0%} of intervals,"
        f" {fit.daily_cv_rmse:.0%} of days",
    )
    return styled(alt.layer(bars).properties(title=title, description=fit.summary()))
