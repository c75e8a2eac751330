# SPDX-License-Identifier: Apache-2.0
"""The figures that a summary opens with; the terminal and the report show the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .analysis import Analysis

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

FULL_COVERAGE = 0.9

# Kinds of findings whose energy is the size of an error in the data, not energy wasted.
DATA_FAULTS = frozenset(
    {
        *("gap", "zero_run", "stuck", "spike", "negative", "catch_up", "rollover", "meter_swap"),
        *("unit_step", "clock_error", "estimated_run", "overlap", "copied_meter"),
        *("implausible_intensity", "false_zero_temperature", "missing_carrier", "area_error"),
        *("stuck_temperature", "temperature_spike", "temperature_out_of_range"),
    }
)


@dataclass
class CarrierYear:
    """What one carrier came to in the year; None where no price or factor is known."""

    carrier: str
    energy_kwh: float
    cost_eur: float | None
    emissions_kgco2e: float | None


@dataclass
class WorstBuilding:
    """A building and how far it is above the median of its peers; None where it has too few."""

    building_id: str
    name: str
    organisation: str
    use: str
    intensity_kwh_m2: float | None
    data_faults: list[str]
    gap_kwh: float | None = None
    gap_eur: float | None = None


@dataclass
class FindingKind:
    """All findings of one kind."""

    kind: str
    count: int = 0
    energy_kwh: float = 0.0
    cost_eur: float = 0.0

    @property
    def in_data(self) -> bool:
        """Whether the data are wrong, not the building."""
        return self.kind in DATA_FAULTS


@dataclass
class Overview:
    """The first screen."""

    year: int | None
    carriers: list[CarrierYear]
    models: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    worst: list[WorstBuilding] = field(default_factory=list)
    kinds: list[FindingKind] = field(default_factory=list)
    placeholders: Counter[str] = field(default_factory=Counter)

    @property
    def energy_kwh(self) -> float:
        """Final energy of the year."""
        return sum(carrier.energy_kwh for carrier in self.carriers)

    @property
    def cost_eur(self) -> float:
        """Its cost as far as prices are known."""
        return sum(carrier.cost_eur or 0.0 for carrier in self.carriers)

    @property
    def emissions_kgco2e(self) -> float:
        """Its emissions as far as factors are known."""
        return sum(carrier.emissions_kgco2e or 0.0 for carrier in self.carriers)


def overview(analysis: Analysis) -> Overview:
    """The figures, from the tables."""
    year = _year(analysis.consumption)
    consumption = _rows_of_year(analysis.consumption, year)
    baselines = analysis.baselines.select(["status", "reason"]).to_pylist()
    reference = analysis.run["reference_rows"]
    return Overview(
        year=year,
        carriers=_carriers(consumption),
        models=Counter(row["status"] for row in baselines),
        refusals=Counter(row["reason"] for row in baselines if row["reason"]),
        worst=_worst(analysis, consumption),
        kinds=_kinds(analysis.findings),
        placeholders=Counter(r["table"] for r in reference if r["confidence"] == "placeholder"),
    )


def label(building_id: str, analysis: Analysis) -> str:
    """Name of a building, or its id where it has none, and organisation."""
    building = analysis.stock.building(building_id)
    return ", ".join(filter(None, (building.name or building_id, building.organisation)))


def _year(consumption: pa.Table) -> int | None:
    """The latest year that at least half as many rows cover as the best one; None without any."""
    covered = Counter(
        row["year"]
        for row in consumption.select(["year", "coverage"]).to_pylist()
        if row["coverage"] is not None and row["coverage"] >= FULL_COVERAGE
    )
    most = max(covered.values(), default=0)
    return max((year for year, count in covered.items() if 2 * count >= most), default=None)


def _rows_of_year(consumption: pa.Table, year: int | None) -> list[Row]:
    """Energy of a year, without totals whose parts are there too."""
    import pyarrow.compute as pc

    names = ["building_id", "carrier", "energy_kwh", "energy_intensity_kwh_m2"]
    names += ["emissions_kgco2e", "cost_eur"]
    rows: list[Row] = (
        consumption.filter(pc.equal(consumption["year"], year)).select(names).to_pylist()
    )
    rows = [row for row in rows if row["carrier"] != "water"]
    parts = {row["building_id"] for row in rows if row["carrier"] != "site_total"}
    return [r for r in rows if r["carrier"] != "site_total" or r["building_id"] not in parts]


def _carriers(consumption: list[Row]) -> list[CarrierYear]:
    by_carrier: defaultdict[str, list[Row]] = defaultdict(list)
    for row in consumption:
        if row["energy_kwh"] is not None:
            by_carrier[row["carrier"]].append(row)
    carriers = [
        CarrierYear(
            carrier,
            sum(row["energy_kwh"] for row in rows),
            _total(row["cost_eur"] for row in rows),
            _total(row["emissions_kgco2e"] for row in rows),
        )
        for carrier, rows in by_carrier.items()
    ]
    return sorted(carriers, key=lambda c: (-c.energy_kwh, c.carrier))


def _total(values: Iterable[float | None]) -> float | None:
    """The sum, or None if a part of it is not known."""
    total = 0.0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _worst(analysis: Analysis, consumption: list[Row]) -> list[WorstBuilding]:
    """Buildings by what they cost above the median of their peers, then by intensity."""
    intensity: defaultdict[str, list[float]] = defaultdict(list)
    price: dict[tuple[str, str], float] = {}
    for row in consumption:
        if row["energy_intensity_kwh_m2"] is not None:
            intensity[row["building_id"]].append(row["energy_intensity_kwh_m2"])
        if row["energy_kwh"] and row["cost_eur"] is not None:
            price[row["building_id"], row["carrier"]] = row["cost_eur"] / row["energy_kwh"]
    faults: defaultdict[str, set[str]] = defaultdict(set)
    for row in analysis.findings.select(["building_id", "kind"]).to_pylist():
        if row["kind"] in DATA_FAULTS:
            faults[row["building_id"]].add(row["kind"])

    found: dict[str, WorstBuilding] = {}
    for row in analysis.benchmarks.select(["building_id", "carrier", "gap_kwh"]).to_pylist():
        key = row["building_id"]
        if key not in found:
            building = analysis.stock.building(key)
            found[key] = WorstBuilding(
                key,
                building.name or key,
                building.organisation,
                building.use.replace("_", " "),
                sum(intensity[key]) if key in intensity else None,
                sorted(faults[key]),
            )
        if (gap := row["gap_kwh"]) is None:
            continue
        found[key].gap_kwh = (found[key].gap_kwh or 0.0) + gap
        if (key, row["carrier"]) in price:
            found[key].gap_eur = (found[key].gap_eur or 0.0) + gap * price[key, row["carrier"]]
    return sorted(found.values(), key=_badness, reverse=True)


def _badness(building: WorstBuilding) -> tuple[float, float, float, str]:
    return (
        building.gap_eur or 0.0,
        building.gap_kwh or 0.0,
        building.intensity_kwh_m2 or 0.0,
        building.building_id,
    )


def _kinds(findings: pa.Table) -> list[FindingKind]:
    kinds: dict[str, FindingKind] = {}
    for row in findings.select(["kind", "energy_kwh", "cost_eur_year"]).to_pylist():
        kind = kinds.setdefault(row["kind"], FindingKind(row["kind"]))
        kind.count += 1
        kind.energy_kwh += row["energy_kwh"] or 0.0
        kind.cost_eur += row["cost_eur_year"] or 0.0
    return sorted(kinds.values(), key=lambda k: (k.in_data, -k.cost_eur, -k.count, k.kind))
