# SPDX-License-Identifier: Apache-2.0
"""A CalTRACK model as an Altair chart, in °C."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ._altair import altair, styled, titled
from .fit_plot import Interval, Shown, balance_marks, leg_lines, points

if TYPE_CHECKING:
    import altair as alt

    from .caltrack import CaltrackFit

_BEYOND_K = 10.0
"""How far a model without observations is drawn beyond its balance points."""


def caltrack_chart(fit: CaltrackFit, shown: Shown | None) -> alt.LayerChart:
    """The chart of a fit; without readings the model alone. The method has no band of a reading."""
    alt = altair()
    best = fit.best
    heating, cooling = ((f - 32.0) / 1.8 for f in (best.heating_balance_f, best.cooling_balance_f))

    def usage(temperature: NDArray[np.float64]) -> NDArray[np.float64]:
        fahrenheit = 1.8 * temperature + 32.0
        cold = np.maximum(best.heating_balance_f - fahrenheit, 0.0) * best.beta_hdd
        warm = np.maximum(fahrenheit - best.cooling_balance_f, 0.0) * best.beta_cdd
        return best.intercept + np.nan_to_num(cold) + np.nan_to_num(warm)

    if shown is None or not len(shown[0]):
        known = [t for t in (heating, cooling) if t == t] or [15.0]
        ends = (min(known) - _BEYOND_K, max(known) + _BEYOND_K)
    else:
        ends = (float(shown[0].min()), float(shown[0].max()))
    layers = [
        *balance_marks(Interval(heating), Interval(cooling)),
        *leg_lines((heating, cooling), ends, usage),
    ]
    if shown is not None:
        layers.insert(0, points(shown))
    title = titled(
        f"CalTRACK 2.0, model {best.shape}",
        f"adjusted R² {best.adjusted_r_squared:.2f}, {fit.periods:,} periods",
    )
    return styled(alt.layer(*layers).properties(title=title, description=fit.summary()))
