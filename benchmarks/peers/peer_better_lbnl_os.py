# SPDX-License-Identifier: Apache-2.0
"""Change-point search of LBNL's BETTER, open part, on days or on bills."""

import sys
import warnings

import numpy as np
from better_lbnl_os.core.changepoint import fit_changepoint_model
from measure import columns, report, timed


def points(kind, path):
    """Temperature and energy per day of each day, or of each bill by its mean temperature."""
    table = columns(path)
    temperature = np.array(table["temperature_c"], float)
    energy = np.array(table["energy"], float)
    if kind == "days":
        return temperature, energy
    bill = np.array(table["bill"], int)
    days = np.bincount(bill)
    total = energy[np.unique(bill, return_index=True)[1]]
    return np.bincount(bill, temperature) / days, total / days


def main():
    """Fit one file of `days` or `bills`."""
    warnings.simplefilter("ignore")
    temperature, energy = points(*sys.argv[1:3])
    model, seconds = timed(lambda: fit_changepoint_model(temperature, energy), warm_up=1, runs=3)
    report(
        seconds,
        {"model": model.model_type, "r_squared": model.r_squared, "cv_rmse": model.cvrmse},
    )


main()
