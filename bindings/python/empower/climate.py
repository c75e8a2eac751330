# SPDX-License-Identifier: Apache-2.0
"""Legal climate of Italian municipalities (DPR 412/1993)."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from . import reference
from ._degree_days import run_of_days
from ._outcome import Described


class _Fields(NamedTuple):
    municipality: str
    province: str
    istat_code: str
    zone: str
    degree_days: float
    altitude_m: float
    season_start: tuple[int, int] | None
    season_end: tuple[int, int] | None
    hours_per_day: float
    regime: str
    basis: str
    alternatives: list[tuple[str, str, float]]
    notes: list[str]
    source: str
    confidence: str


class MunicipalClimate(_Fields, Described):
    """Zone, legal degree-days (K·d, base 20 °C) and heating season of a municipality.

    `degree_days` is NaN where the decree has none. `season_start` and `season_end` are (month,
    day), both heating days; None means no limit (zone F). `alternatives` are parts in another zone.
    """

    def _lines(self) -> list[tuple[str, str]]:
        days = "none" if math.isnan(self.degree_days) else f"{self.degree_days:,.0f} K·d"
        season = "no limit"
        if self.season_start and self.season_end:
            first, last = self.season_start, self.season_end
            season = (
                f"{first[1]}/{first[0]} to {last[1]}/{last[0]}, at most {self.hours_per_day:g} h/d"
            )
        return [
            ("municipality", f"{self.municipality} ({self.province}) {self.istat_code}".strip()),
            ("zone", self.zone),
            ("degree-days", days),
            ("season", season),
            *(("note", note) for note in self.notes),
            ("source", f"{self.source} ({self.confidence})"),
        ]


def climate_zone(
    municipality: str,
    *,
    province: str = "",
    zone: str = "",
    day: date | None = None,
    folder: str | Path | None = None,
) -> MunicipalClimate:
    """Legal climate of a municipality by name or code.

    Parameters
    ----------
    municipality : str
        Name of today or of the decree, in any case and with or without accents; ISTAT code;
        Sardinian code before 2025; cadastral code.
    province : str
        Letters or name, of today or of the decree, where a name is not unique.
    zone : str
        Zone of the building's record: it decides where a merger joins different zones.
    day : datetime.date
        For the season of another winter than the ordinary one, such as 2022-23; default today.
    folder : str or pathlib.Path
        Reference tables that replace the embedded ones.

    Raises
    ------
    FigureError
        With `reason` `unknown_municipality` (and the nearest names), `ambiguous_municipality` (and
        the candidates) or `no_climate_zone` (and the parts).
    """
    tables = reference.opened(folder)
    found = tables.climate(municipality, province, zone)
    first, last, hours, regime = tables.season(
        found.zone, reference.day_number(day or date.today())
    )
    return MunicipalClimate(
        municipality=found.name,
        province=found.province,
        istat_code=found.istat_code,
        zone=found.zone,
        degree_days=found.degree_days,
        altitude_m=found.altitude_m,
        season_start=first,
        season_end=last,
        hours_per_day=hours,
        regime=regime,
        basis=found.basis,
        alternatives=[(part.name, part.zone, part.degree_days) for part in found.alternatives],
        notes=found.notes,
        source=found.source,
        confidence=found.confidence,
    )


class _LegalAndActual(NamedTuple):
    municipality: str
    zone: str
    legal: float
    actual: float
    difference: float
    seasons: list[tuple[str, float]]
    left_out: int


class LegalAndActual(_LegalAndActual, Described):
    """Legal degree-days of a municipality beside those of its winters (K·d, base 20 °C).

    `actual` is the mean of `seasons`, the complete ones, each with its name (`2012/13`) and sum;
    `difference` is actual over legal, less 1; `left_out` seasons have missing days. The legal value
    rests on the climate before 1993.
    """

    def _lines(self) -> list[tuple[str, str]]:
        return [
            ("municipality", f"{self.municipality}, zone {self.zone}"),
            ("legal", f"{self.legal:,.0f} K·d (DPR 412/1993)"),
            ("actual", f"{self.actual:,.1f} K·d, mean of {len(self.seasons)} complete seasons"),
            ("difference", f"{self.difference:+.1%}"),
            ("left out", f"{self.left_out} seasons with missing days"),
        ]


def legal_and_actual_degree_days(
    municipality: str,
    temperatures: Any,
    *,
    province: str = "",
    zone: str = "",
    tz: str | None = None,
    folder: str | Path | None = None,
) -> LegalAndActual:
    """Legal degree-days of a municipality beside those of its weather.

    Sums the positive differences from 20 °C over each ordinary season of the zone (DPR 412/1993
    art. 1) that lies in the data and misses no day.

    Parameters
    ----------
    municipality, province, zone, folder
        As in `climate_zone`.
    temperatures : table
        `date` and `temperature_c`: daily means in order without holes; a missing one is empty.
    tz : str, optional
        Zone of stamps, where `date` holds instants.

    Raises
    ------
    FigureError
        As `climate_zone`; or with `reason` `no_legal_degree_days` where the decree has none,
        `no_legal_season` in zone F, `low_weather_coverage` without a complete season.
    """
    tables = reference.opened(folder)
    found = tables.climate(municipality, province, zone)
    first, (means,) = run_of_days(temperatures, "temperature_c", tz=tz)
    legal, actual, difference, seasons, left_out = tables.legal_and_actual(found, first, means)
    named = [(f"{start.year}/{(start.year + 1) % 100:02}", total) for start, total in seasons]
    return LegalAndActual(found.name, found.zone, legal, actual, difference, named, left_out)


class _DegreeDayEstimate(NamedTuple):
    degree_days: float
    basis: str
    neighbour: str
    legal_of_neighbour: float
    altitude_difference_m: float
    per_metre: float


class DegreeDayEstimate(_DegreeDayEstimate, Described):
    """Degree-days of a place that the decree does not list: an estimate, never the legal value.

    K·d, base 20 °C. `basis` is `estimate_by_altitude`, which no row of the decree's table has.
    """

    def _lines(self) -> list[tuple[str, str]]:
        rise = self.altitude_difference_m
        return [
            ("ESTIMATE", f"{self.degree_days:,.0f} K·d, no legal value"),
            ("from", f"{self.neighbour}: {self.legal_of_neighbour:,.0f} K·d"),
            ("altitude", f"{rise:+,.0f} m at {self.per_metre:.2f} K·d/m"),
            ("legal value", "set by the mayor (DPR 412/1993 art. 2): ask for the act"),
        ]


def degree_days_by_altitude(
    neighbour: str,
    altitude_m: float,
    *,
    province: str = "",
    folder: str | Path | None = None,
) -> DegreeDayEstimate:
    """Estimate the degree-days of a place without a legal value (a merger, a new municipality).

    The decree's correction: the value of the nearest listed municipality on the same slope, plus
    1/100 of the days of its season for each metre above its town hall.

    Parameters
    ----------
    neighbour, province
        Nearest listed municipality on the same slope, by name or code; yours to choose.
    altitude_m : float
        Of the place, in metres.

    Raises
    ------
    FigureError
        As `climate_zone`; or with `reason` `no_legal_degree_days`, `no_legal_season` (zone F) or
        `no_altitude` where the neighbour lacks what the rule needs.
    """
    tables = reference.opened(folder)
    found = tables.climate(neighbour, province, "")
    return DegreeDayEstimate(*tables.degree_days_by_altitude(found, altitude_m))
