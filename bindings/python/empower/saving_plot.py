# SPDX-License-Identifier: Apache-2.0
"""Avoided energy month by month as an Altair chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._altair import INK, MORE, SAVED, SOFT, altair, styled, titled

if TYPE_CHECKING:
    import altair as alt

    from .saving import Saving


def saving_chart(saving: Saving) -> alt.LayerChart:
    """Bars of the months with their 90 % intervals; the sum stands in the title."""
    alt = altair()
    whole = saving.cumulative
    rows = [
        {
            "month": f"{month.period[0]:%Y-%m}",
            "avoided": month.avoided.value,
            "low": month.avoided.low,
            "high": month.avoided.high,
            "what": "saved" if month.avoided.value >= 0.0 else "used more",
        }
        for month in saving.months
    ]
    x = alt.X("month:O", title="month", axis=alt.Axis(labelAngle=-60))
    title = "avoided energy (kWh)"
    chart: Any = alt.Chart(alt.Data(values=rows))
    bars = chart.mark_bar().encode(
        x=x,
        y=alt.Y("avoided:Q", title=title),
        color=alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=["saved", "used more"], range=[SAVED, MORE]),
        ),
        tooltip=[
            alt.Tooltip("month:O"),
            *(alt.Tooltip(f"{name}:Q", format=",.0f") for name in ("avoided", "low", "high")),
        ],
    )
    intervals = chart.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=x, y=alt.Y("low:Q", title=title), y2="high:Q"
    )
    zero = alt.Chart(alt.Data(values=[{"avoided": 0.0}])).mark_rule(color=SOFT)
    layered = alt.layer(bars, intervals, zero.encode(y="avoided:Q"))
    heading = titled(
        f"Avoided energy: {whole.avoided.value:,.0f} kWh, {whole.fraction.value:.0%} of expected",
        f"{whole.period[0]} to {whole.period[1]}; 90 % interval of the sum"
        f" {whole.avoided.low:,.0f} to {whole.avoided.high:,.0f} kWh; lines: 90 % of each month",
    )
    return styled(layered.properties(title=heading, description=saving.summary()))
