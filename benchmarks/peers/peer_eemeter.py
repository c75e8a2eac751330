# SPDX-License-Identifier: Apache-2.0
"""CalTRACK 2.0 by eemeter 3.2.0, the last release that has it."""

import sys
import warnings

import eemeter
import pandas as pd
from measure import columns, report, timed

BASELINE_END = pd.Timestamp("2016-12-26", tz="UTC")


def series(path, name):
    """A column by its instants."""
    table = columns(path)
    index = pd.to_datetime([int(s) for s in table["start"]], unit="s", utc=True)
    return pd.Series([float(v) for v in table[name]], index=index)


def per_day(baseline, temperature, kind):
    """Design and search of the daily and billing methods."""
    if kind == "daily":
        design = eemeter.create_caltrack_daily_design_matrix(baseline, temperature)
        return eemeter.fit_caltrack_usage_per_day_model(design)
    design = eemeter.create_caltrack_billing_design_matrix(baseline, temperature)
    return eemeter.fit_caltrack_usage_per_day_model(
        design, use_billing_presets=True, weights_col="n_days_kept"
    )


def hourly(baseline, temperature):
    """The hourly method, a model per month."""
    design = eemeter.create_caltrack_hourly_preliminary_design_matrix(baseline, temperature)
    months = eemeter.segment_time_series(design.index, "three_month_weighted")
    occupancy = eemeter.estimate_hour_of_week_occupancy(design, segmentation=months)
    bins = eemeter.fit_temperature_bins(design, segmentation=months, occupancy_lookup=occupancy)
    matrices = eemeter.create_caltrack_hourly_segmented_design_matrices(
        design, months, occupancy, *bins
    )
    return eemeter.fit_caltrack_hourly_model(matrices, occupancy, *bins)


def per_day_figures(model):
    """Coefficients as the method names them."""
    parameters = model.model.model_params
    return {
        "model": model.model.model_type,
        "heating_balance_f": parameters.get("heating_balance_point"),
        "cooling_balance_f": parameters.get("cooling_balance_point"),
        "intercept": parameters.get("intercept"),
        "beta_hdd": parameters.get("beta_hdd"),
        "beta_cdd": parameters.get("beta_cdd"),
        "adjusted_r_squared": model.model.r_squared_adj,
    }


def hourly_figures(model, baseline, temperature):
    """In-sample figures over all hours that have both."""
    predicted = model.predict(baseline.index[:-1], temperature).result["predicted_usage"]
    pairs = pd.DataFrame({"observed": baseline["value"], "predicted": predicted}).dropna()
    error = pairs["predicted"] - pairs["observed"]
    return {
        "r_squared": pairs["observed"].corr(pairs["predicted"]) ** 2,
        "rmse": (error**2).mean() ** 0.5,
    }


def main():
    """Fit `daily`, `billing` or `hourly` readings."""
    warnings.simplefilter("ignore")
    kind, readings, hours = sys.argv[1:4]
    meter = series(readings, "energy").to_frame("value")
    meter.iloc[-1] = float("nan")
    temperature = series(hours, "temperature_f").asfreq("H")
    if kind == "hourly":
        meter = meter.asfreq("H")
    baseline, _ = eemeter.get_baseline_data(meter, end=BASELINE_END, max_days=365)
    if kind == "hourly":
        model, seconds = timed(lambda: hourly(baseline, temperature), warm_up=0, runs=1)
        report(seconds, hourly_figures(model, baseline, temperature))
    else:
        model, seconds = timed(lambda: per_day(baseline, temperature, kind), warm_up=0, runs=1)
        report(seconds, per_day_figures(model))


main()
