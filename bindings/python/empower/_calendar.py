# SPDX-License-Identifier: Apache-2.0
"""Closed days as arguments."""

from collections.abc import Iterable, Mapping
from datetime import date

from ._arrays import civil_day

Closed = Mapping[date, str] | Iterable[date]
"""Closed days, with their kinds or without."""


def closed_days(closed: Closed) -> list[tuple[date, str]]:
    """As the compiled part takes them; TypeError for an instant."""
    kinds = closed.items() if isinstance(closed, Mapping) else ((day, "closed") for day in closed)
    return [(civil_day(day, "closed"), kind) for day, kind in kinds]
