# SPDX-License-Identifier: Apache-2.0
"""OpenDSM's daily model with its default settings on a year of days."""

import sys
import warnings

import numpy as np
import pandas as pd
from measure import columns, report, timed
from opendsm.eemeter import DailyBaselineData, DailyModel


def main():
    """Fit one file of days; `electricity` or `gas` says what a reading of 0 is."""
    warnings.simplefilter("ignore")
    path, fuel = sys.argv[1:3]
    table = columns(path)
    given = pd.DataFrame(
        {
            "temperature": np.array(table["temperature_c"], float) * 1.8 + 32.0,
            "observed": np.array(table["energy"], float),
        },
        index=pd.DatetimeIndex(table["day"], tz="UTC"),
    )
    days = given.reindex(pd.date_range(given.index[0], given.index[-1], freq="D"))
    data = DailyBaselineData(days, is_electricity_data=fuel == "electricity")
    model, seconds = timed(
        lambda: DailyModel().fit(data, ignore_disqualification=True), warm_up=1, runs=3
    )
    predicted = model.predict(data, ignore_disqualification=True)["predicted"].to_numpy()
    observed = days["observed"].to_numpy()
    both = ~np.isnan(predicted) & ~np.isnan(observed)
    error = (observed - predicted)[both]
    centred = observed[both] - observed[both].mean()
    report(
        seconds,
        {
            "model": model.best_combination if hasattr(model, "best_combination") else None,
            "r_squared": 1.0 - np.sum(error**2) / np.sum(centred**2),
            "cv_rmse": np.sqrt(np.mean(error**2)) / observed[both].mean(),
        },
    )


main()
