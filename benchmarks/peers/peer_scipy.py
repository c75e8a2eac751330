# SPDX-License-Identifier: Apache-2.0
"""The 5P of a year of days by scipy's curve_fit from 28 starts, as LBNL's BETTER searches it."""

import itertools
import sys

import numpy as np
from measure import columns, report, timed
from scipy.optimize import curve_fit

LOW = [0.0, 0.0, 5.0, 0.0, 12.0]
HIGH = [np.inf, np.inf, 25.0, np.inf, 30.0]


def signature(t, base, heating_slope, heating_balance, cooling_slope, cooling_balance):
    """Energy of a day with mean temperature t."""
    return (
        base
        + heating_slope * np.maximum(heating_balance - t, 0.0)
        + cooling_slope * np.maximum(t - cooling_balance, 0.0)
    )


def fit(t, energy):
    """Best sum of squares over all starts; a start that fails is skipped, as BETTER does."""
    points = np.quantile(t, np.linspace(0.1, 0.9, 7))
    best = np.inf
    for heating, cooling in itertools.combinations_with_replacement(points, 2):
        start = [energy.mean(), 1.0, np.clip(heating, 5.1, 24.9), 1.0, np.clip(cooling, 12.1, 29.9)]
        try:
            found, _ = curve_fit(signature, t, energy, p0=start, bounds=(LOW, HIGH))
        except RuntimeError:
            continue
        best = min(best, float(np.sum((energy - signature(t, *found)) ** 2)))
    return best


def main():
    """Fit one file of days."""
    table = columns(sys.argv[1])
    t = np.array(table["temperature_c"], float)
    energy = np.array(table["energy"], float)
    sse, seconds = timed(lambda: fit(t, energy), warm_up=1, runs=3)
    report(seconds, {"sse_5p": sse})


main()
