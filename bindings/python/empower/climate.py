# SPDX-License-Identifier: Apache-2.0
"""Legal climate of Italian municipalities (DPR 412/1993)."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import NamedTuple

from . import reference
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
