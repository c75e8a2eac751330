# SPDX-License-Identifier: Apache-2.0
"""A daily model as an Altair chart: what was metered, what it expects of the same days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ._altair import altair, styled, titled
from .fit_plot import points

if TYPE_CHECKING:
    import altair as alt

    from .daily import DailyFit


def daily_chart(
    fit: DailyFit,
    temperature: NDArray[np.float64],
    energy: NDArray[np.float64],
    expected: NDArray[np.float64],
) -> alt.LayerChart:
    """A model with a calendar has no one line over the temperature, but a value for each day."""
    both = np.isfinite(energy) & np.isfinite(expected)
    days = np.ones(int(both.sum()))
    layers = [
        points((temperature[both], values[both], days, [kind] * len(days)))
        for kind, values in (("metered", energy), ("expected", expected))
    ]
    title = titled(
        f"Daily model, average of {len(fit.members)}",
        f"R² {fit.r_squared:.2f}, CV(RMSE) {fit.cv_rmse:.0%}, {fit.observations:,} days",
    )
    return styled(altair().layer(*layers).properties(title=title, description=fit.summary()))
