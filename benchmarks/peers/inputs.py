# SPDX-License-Identifier: Apache-2.0
"""The inputs of the side-by-side runs, out of the measured data, as plain CSV.

Every program of a comparison reads the same file, so that none is helped by its own loader.
"""

import csv
import gzip
import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

HOUR = 3600
DAY = 24 * HOUR
BASELINE_END = datetime(2016, 12, 26, tzinfo=UTC)
"""Where the blackout of the Illinois samples begins."""

YEARS = {
    "il-electricity-cdd-hdd": date(2015, 12, 26),
    "nmecr-commercial": date(2012, 3, 1),
    "cambridge-b17-electricity": date(2015, 1, 1),
    "cambridge-b58-gas": date(2015, 1, 1),
    "opengrid-electricity-0668": date(2016, 1, 1),
}
"""Meters of the daily comparisons, each with the first of its 365 days."""


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, names: list[str], table: list[tuple[object, ...]]) -> Path:
    """Write a table; numbers in full."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(table)
    return path


def days(data: Path, into: Path, meter: str) -> Path:
    """One year of days of a meter: day, temperature in °C, energy."""
    first = YEARS[meter]
    last = first + timedelta(days=365)
    table: list[tuple[object, ...]] = [
        (row["date"], row["temperature_c"], row["energy"])
        for row in rows(data / "opendsm/daily_inputs.csv.gz")
        if row["meter"] == meter and first <= date.fromisoformat(row["date"]) < last
    ]
    return write(into / f"days_{meter}.csv", ["day", "temperature_c", "energy"], table)


def bills(data: Path, into: Path) -> Path:
    """Twelve bills, one row a day: number of the bill, day, temperature, energy of the bill."""
    starts = rows(data / "eemeter/il-electricity-cdd-hdd-billing_monthly.csv.gz")[1:14]
    temperature = {
        row["date"]: row["temperature_c"]
        for row in rows(data / "opendsm/daily_inputs.csv.gz")
        if row["meter"] == "il-electricity-cdd-hdd"
    }
    table: list[tuple[object, ...]] = []
    for number, (row, following) in enumerate(itertools.pairwise(starts)):
        day = date.fromisoformat(row["start"][:10])
        while day < date.fromisoformat(following["start"][:10]):
            table.append((number, day, temperature[day.isoformat()], row["value"]))
            day += timedelta(days=1)
    return write(into / "bills.csv", ["bill", "day", "temperature_c", "energy"], table)


def readings(data: Path, into: Path, kind: str) -> Path:
    """Readings of an Illinois electricity meter as eemeter's loader gives them, in seconds of UTC.

    The loader moves local midnights of daily meters to midnights of UTC; the figures of
    the method for these samples rest on that. The last row ends the last period.
    """
    table: list[tuple[object, ...]] = []
    for row in rows(data / f"eemeter/il-electricity-cdd-hdd-{kind}.csv.gz"):
        start = datetime.fromisoformat(row["start"])
        if kind == "daily":
            start = start.replace(hour=0, tzinfo=UTC)
        table.append((int(start.timestamp()), row["value"]))
    return write(into / f"readings_{kind}.csv", ["start", "energy"], table)


def temperature(data: Path, into: Path) -> Path:
    """Hourly temperature of the Illinois samples in °F, in seconds of UTC."""
    table: list[tuple[object, ...]] = [
        (int(datetime.fromisoformat(row["dt"]).timestamp()), row["tempF"])
        for row in rows(data / "eemeter/il-tempF.csv.gz")
    ]
    return write(into / "temperature.csv", ["start", "temperature_f"], table)
