# SPDX-License-Identifier: Apache-2.0
"""What the plots have in common. Altair is asked for when a plot is, not with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

INK, SOFT, DAYS = "#18202a", "#556270", "#0059b3"
HEAT, COOL = "#b3261e", "#00629b"
SAVED, MORE = "#00755e", "#b35c00"
_WIDTH, _HEIGHT = 640, 380


def altair() -> Any:
    """The module; ModuleNotFoundError says how to get it."""
    try:
        import altair
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'A plot needs altair: pip install "empower-energy[plot]".', name=missing.name
        ) from missing
    return altair


def titled(text: str, subtitle: str) -> Any:
    """A title with a line of particulars."""
    return altair().TitleParams(
        text=text, subtitle=subtitle, anchor="start", color=INK, subtitleColor=SOFT
    )


def styled(chart: Any) -> alt.LayerChart:
    """The chart in the size and colours of all plots."""
    whole: alt.LayerChart = (
        chart.properties(width=_WIDTH, height=_HEIGHT)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor="#e6ebf0", labelColor=SOFT, titleColor=INK, titleFontWeight="normal"
        )
    )
    return whole
