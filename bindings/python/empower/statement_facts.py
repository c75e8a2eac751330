# SPDX-License-Identifier: Apache-2.0
"""What a statement has to say, in words, from its tables; terminal and page show the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .overview import FULL_COVERAGE, Row
from .statement_phrases import Clause, clauses, sentence

if TYPE_CHECKING:
    from .yearly_statement import Statement

TARGET = "eed_art5_reduction"
WORST = ("epbd_art9_meps_2030", "epbd_art9_meps_2033")
STATUSES = ("not_met", "due", "unknown", "met", "not_applicable")


@dataclass(frozen=True)
class Verdict:
    """Whether the target of the year is met; `gap_kwh` is positive for too much."""

    status: str
    """`met`, `not_met`, `unknown`, or `absent` where no target was in force."""
    why: str
    gap_kwh: float | None = None
    target_kwh: float | None = None
    same_buildings: bool = False

    @property
    def share(self) -> float | None:
        """Gap over target."""
        if self.gap_kwh is None or not self.target_kwh:
            return None
        return self.gap_kwh / self.target_kwh


class Facts:
    """The tables of a statement in its language."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.words = statement.words
        self.row = statement.row
        rows: list[Row] = statement.obligations.to_pylist()
        self.duties = [row for row in rows if not row["building_id"]]
        self.of_buildings = [row for row in rows if row["building_id"]]
        self._reference: list[Row] = statement.analysis.run["reference_rows"]
        self._shares: dict[str, float] = {
            row["key"]: row["value"]
            for row in self._reference
            if row["table"] == "obligations.csv" and row["value"] is not None
        }

    def duty(self, obligation: str) -> str:
        """Name of an obligation."""
        key = f"duty_{obligation}"
        return self.words.text(key) if self.words.has(key) else obligation.replace("_", " ")

    def asks(self, row: Row) -> Clause:
        """What an obligation asks; of one that is not known, the subject of the reference table."""
        key = f"asks_{row['obligation']}"
        if not self.words.has(key):
            return Clause(row["subject"], raw=True)
        threshold = row["threshold"]
        values = {
            "share": self.share_of(row["obligation"]),
            "base": str(self.row["eed_baseline_year"]),
            "threshold": "–" if threshold is None else self.amount(threshold, row["unit"]),
        }
        return Clause(self.words.text(key, **values))

    def share_of(self, obligation: str) -> str:
        """The share that an obligation asks for, from the reference row."""
        share = self._shares.get(obligation)
        return "–" if share is None else f"{self.words.number(100.0 * share)} %"

    def building(self, building_id: str) -> str:
        """Name of a building, or its id where it has none."""
        return self.statement.analysis.stock.building(building_id).name or building_id

    def amount(self, value: float, unit: str | None) -> str:
        """A figure of the table `obligations`."""
        return self.words.amount(value, unit or "")

    def reason(self, row: Row) -> list[Clause]:
        """What the status of a duty rests on."""
        return clauses(row["reason"], self.words, self.duty)

    def figure(self, row: Row) -> str:
        """Value and threshold of a duty; empty without a value."""
        if row["value"] is None:
            return ""
        value = self.amount(row["value"], row["unit"])
        if row["threshold"] is None:
            return value
        threshold = self.amount(row["threshold"], row["unit"])
        key = {TARGET: "against_target", "eed_art6_renovation": "of_threshold"}.get(
            row["obligation"], "against"
        )
        return self.words.text(key, value=value, threshold=threshold)

    def confidence(self, code: str | None) -> str:
        """A confidence in words."""
        return self.words.text(f"confidence_{code}") if code else "–"

    @property
    def verdict(self) -> Verdict:
        """On target or not, by the row of the obligation."""
        row = next((row for row in self.duties if row["obligation"] == TARGET), None)
        if row is None:
            return Verdict("absent", "")
        if row["status"] not in ("met", "not_met"):
            return Verdict("unknown", sentence(row["reason"], self.words, self.duty))
        changed = bool(self.row["joined"] or self.row["left"])
        target = row["threshold"]
        return Verdict(row["status"], "", row["value"] - target, target, changed)

    @property
    def headline(self) -> tuple[str, str]:
        """The verdict in a few words, and the status that colours it.

        Where normal weather would turn it round, both are said: the directive allows for weather.
        """
        verdict, corrected = self.verdict, self.row["eed_gap_normalised_kwh"]
        turned = (
            verdict.gap_kwh is not None
            and not verdict.same_buildings
            and corrected is not None
            and (corrected > 0) != (verdict.gap_kwh > 0)
        )
        if turned:
            return self.words.text(f"{verdict.status}_but_weather"), "due"
        return self.words.text(verdict.status), verdict.status

    def lead(self) -> list[str]:
        """The sentences at the top."""
        words, row, verdict = self.words, self.row, self.verdict
        if row["final_kwh"] is None:
            return [words.text("used_nothing", name=self.statement.name, year=str(row["year"]))]
        said = [
            words.text(
                "used",
                name=self.statement.name,
                year=str(row["year"]),
                energy=words.energy(row["final_kwh"]),
                buildings=row["buildings"],
            )
        ]
        if verdict.status == "absent":
            return [*said, words.text("absent_target")]
        if verdict.gap_kwh is None or verdict.share is None:
            return [*said, words.text("unknown_target", why=verdict.why)]
        said.append(self._against(verdict))
        if not verdict.same_buildings and row["eed_gap_normalised_kwh"] is not None:
            gap = row["eed_gap_normalised_kwh"]
            share = words.share(abs(gap) / (row["normalised_kwh"] - gap), 1)
            said.append(words.text("corrected_above" if gap > 0 else "corrected_below", gap=share))
        return said

    def _against(self, verdict: Verdict) -> str:
        assert verdict.gap_kwh is not None
        assert verdict.share is not None
        key = "above" if verdict.gap_kwh > 0 else "below"
        return self.words.text(
            key + "_same" * verdict.same_buildings,
            n=self.row["like_for_like_buildings"],
            base=str(self.row["eed_baseline_year"]),
            year=str(self.row["year"]),
            gap=self.words.share(abs(verdict.share), 1),
            energy=self.words.energy(abs(verdict.gap_kwh)),
        )

    def weak(self) -> list[str]:
        """Figures of the statement that rest on prices or factors not to be relied on."""
        said = []
        if self.row["price_confidence"] in ("placeholder", "general_knowledge"):
            confidence = self.confidence(self.row["price_confidence"])
            said.append(self.words.text("weak_price", confidence=confidence))
        for table, key, figure in (
            ("co2_factors.csv", "weak_emissions", "emissions_tco2e"),
            ("primary_energy_factors.csv", "weak_primary", "primary_kwh"),
        ):
            carriers = self.placeholders(table)
            if carriers and self.row[figure] is not None:
                said.append(self.words.text(key, carriers=", ".join(carriers)))
        return said

    def placeholders(self, table: str) -> list[str]:
        """Carriers of the body whose factor of the year is a placeholder."""
        weak = [
            row["key"].split()
            for row in self._reference
            if row["table"] == table and row["confidence"] == "placeholder"
        ]
        year = str(self.row["year"])
        carriers = [
            key[0]
            for key in weak
            if key[1] == year and key[-1] != "measures" and key[0] in self._carriers
        ]
        return [self.words.carrier(carrier) for carrier in dict.fromkeys(carriers)]

    @property
    def _carriers(self) -> frozenset[str]:
        """Carriers that a toe factor was looked for, as the reference tables name them."""
        convention = self.row["toe_convention"] or ""
        return frozenset(part.split()[0] for part in convention.split(", ") if part)

    def grouped(self) -> dict[str, list[Row]]:
        """Duties of buildings by obligation, without the worst buildings."""
        groups: dict[str, list[Row]] = {}
        for row in self.of_buildings:
            if row["obligation"] not in WORST:
                groups.setdefault(row["obligation"], []).append(row)
        return dict(
            sorted(groups.items(), key=lambda g: (self.duty(g[0]), str(g[1][0]["deadline"])))
        )

    def status(self, row: Row) -> str:
        """Status of a duty in words; what stands in for a threshold not set yet is a risk."""
        at_risk = row["status"] == "due" and row["obligation"] in WORST
        return self.words.text("status_at_risk" if at_risk else f"status_{row['status']}")

    def until(self, rows: list[Row]) -> str:
        """Until when a duty is due; empty where it binds nobody."""
        if all(row["status"] == "not_applicable" for row in rows):
            return "–"
        deadline = rows[0]["deadline"]
        return self.words.date(deadline) if deadline else self.words.text("every_year")

    def counted(self, rows: list[Row]) -> list[tuple[str, str]]:
        """Status and its count of buildings in words, what needs doing first."""
        counts = Counter(row["status"] for row in rows)
        return [(s, self.words.text(f"count_{s}", n=counts[s])) for s in STATUSES if counts[s]]

    def as_of(self, rows: list[Row]) -> str:
        """The year of the duties of buildings where it is not the statement's."""
        year = rows[0]["year"]
        return "" if year == self.row["year"] else self.words.text("as_of", year=str(year))


def complete(row: Row) -> bool:
    """Whether the readings of a year cover enough of it to be judged."""
    return row["coverage"] is not None and row["coverage"] >= FULL_COVERAGE


def capital(text: str) -> str:
    """With a capital first letter, and the rest as it is."""
    return text[:1].upper() + text[1:]
