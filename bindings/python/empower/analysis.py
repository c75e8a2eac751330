# SPDX-License-Identifier: Apache-2.0
"""The whole job: a stock folder in, every table out."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _core
from ._degree_days import CoolingRule, HeatingRule
from .errors import ContractError
from .tables import Column, arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

_DEFAULTS = _core.AnalysisOptions()
_HEATING_RULE = HeatingRule(*_DEFAULTS.heating_rule)
_COOLING_RULE = CoolingRule(*_DEFAULTS.cooling_rule)


class Analysis:
    """All tables of an analysis, as pyarrow tables that are made when first asked for.

    Columns, units and meanings are in `dictionary` and in each field's metadata; how types and
    missing values cross is in `empower.tables`. Numbers equal the CSV files' to the last bit.
    """

    def __init__(self, core: _core.Analysis, stock: _core.Stock) -> None:
        self._core = core
        self._tables: dict[str, pa.Table] = {}
        self.stock = stock
        self.dictionary: dict[str, list[Column]] = json.loads(core.dictionary)
        self.run: dict[str, Any] = json.loads(core.run_json)
        """Version, settings, input digests and the reference rows that figures rest on."""
        self.plan_summary: dict[str, Any] | None = (
            json.loads(core.plan_json) if core.plan_json else None
        )
        """Budget, spent, NPV, bound and gap of the plan; None without a budget."""

    def table(self, name: str) -> pa.Table:
        """A table by name; ContractError if the analysis has not got it."""
        if name not in self.dictionary:
            raise ContractError(
                f'Expected one of {", ".join(self.dictionary)}, got "{name}"'
                + (" (ask for it: analyse(…, expected=True))." if name == "expected" else ".")
            )
        if name not in self._tables:
            self._tables[name] = arrow_table(self._core.table(name))
        return self._tables[name]

    @property
    def consumption(self) -> pa.Table:
        """Building, carrier and year: energy, degree-days, intensities, emissions, cost."""
        return self.table("consumption")

    @property
    def baselines(self) -> pa.Table:
        """Meter: its model, or the reason why there is none."""
        return self.table("baselines")

    @property
    def findings(self) -> pa.Table:
        """What is wrong: where, when, kWh, EUR, how sure, what to do."""
        return self.table("findings")

    @property
    def benchmarks(self) -> pa.Table:
        """Building and carrier among its peers."""
        return self.table("benchmarks")

    @property
    def measures(self) -> pa.Table:
        """Building and retrofit package: saving, cost, grant, NPV."""
        return self.table("measures")

    @property
    def ranking(self) -> pa.Table:
        """Packages by expected rank."""
        return self.table("ranking")

    @property
    def plan(self) -> pa.Table:
        """The packages chosen for the budget; no rows without one."""
        return self.table("plan")

    @property
    def savings(self) -> pa.Table:
        """Retrofits done: what they saved."""
        return self.table("savings")

    @property
    def statement(self) -> pa.Table:
        """Organisation and year: energy, coverage, perimeter, targets; see `empower.statement`."""
        return self.table("statement")

    @property
    def obligations(self) -> pa.Table:
        """What the law asks of an organisation or building, and how that stands."""
        return self.table("obligations")

    @property
    def indicators(self) -> pa.Table:
        """Building, site, municipality, organisation, use or stock, by year: figures per m2, m3."""
        return self.table("indicators")

    @property
    def weather(self) -> pa.Table:
        """Building: its weather station, how it was chosen, days in doubt and filled."""
        return self.table("weather")

    @property
    def load(self) -> pa.Table:
        """Electricity meter and year, readings of an hour or less: bands, peak, base load, cost."""
        return self.table("load")

    @property
    def school_indicators(self) -> pa.Table:
        """School and year: IENR and IENE with their classes, or what is missing for them."""
        return self.table("school_indicators")

    @property
    def rejects(self) -> pa.Table:
        """Input that was refused: file, line, column, expected, found."""
        return self.table("rejects")

    @property
    def inputs(self) -> pa.Table:
        """Files read: rows, accepted, rejected."""
        return self.table("inputs")

    @property
    def references(self) -> pa.Table:
        """Reference rows that figures rest on: source, validity, tables that use them, warning."""
        return self.table("references")

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """What has to be said of the reference rows: `code`, `table`, `keys`, `text`, `used_in`.

        Figures that could not be had first (`no_row`, `not_valid_then`, `no_reference_figure`),
        then `placeholder_figure`, `expired_figure`, `undated_figure`, `weak_figure`.
        """
        return list(self.run["warnings"])

    @property
    def vintage(self) -> dict[str, dict[str, list[str]]]:
        """By table of the analysis and reference table: the rows it rests on, with validity."""
        return dict(self.run["vintage"])

    @property
    def expected(self) -> pa.Table:
        """Observations beside what the model expects; only with `analyse(…, expected=True)`."""
        return self.table("expected")

    def write(self, folder: str | PathLike[str]) -> None:
        """Write `<table>.csv`, `tables.json`, `run.json` and `plan.json` into a folder.

        Raises
        ------
        InputError, OSError
            If the folder cannot be written.
        """
        self._core.write(Path(folder))

    def summary(self) -> str:
        """What was read, what is wrong, what to do: a page of text."""
        from .summary import text_summary

        return text_summary(self)

    def report(self, path: str | PathLike[str]) -> Path:
        """Write everything as one HTML file that needs nothing else.

        The signature plot has its points only with `analyse(…, expected=True)`.
        """
        from .report import html_report

        path = Path(path)
        path.write_text(html_report(self), encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        from .report import html_summary

        return html_summary(self)

    def __repr__(self) -> str:
        return f"<empower.Analysis of {self.stock!r}>"


def read_stock(
    folder: str | PathLike[str], *, reference: str | PathLike[str] | None = None
) -> _core.Stock:
    """Read a stock folder.

    A row that cannot be used is counted in `Stock.rejects`, listed in `Analysis.rejects`, and the
    rest goes on.

    Parameters
    ----------
    folder : path
        With `buildings.csv`, `meters.csv`, `readings.csv` …
    reference : path, optional
        Folder of reference tables that replace the library's own: heating values, units, names of
        uses.

    Raises
    ------
    InputError
        When nothing can go on: the folder, a required file or a required column is missing.
    """
    return _core.read_stock(Path(folder), None if reference is None else Path(reference))


def analyse(
    stock: _core.Stock | str | PathLike[str],
    *,
    budget_eur: float | None = None,
    top_k: int = _DEFAULTS.top_k,
    threads: int = _DEFAULTS.threads,
    expected: bool = False,
    heating_rule: HeatingRule = _HEATING_RULE,
    cooling_rule: CoolingRule = _COOLING_RULE,
    emission_set: str = _DEFAULTS.emission_set,
    reference_station: str | None = None,
    undecided_as_f3: bool | None = None,
    reference: str | PathLike[str] | None = None,
) -> Analysis:
    """Analyse a stock: consumption, baselines, findings, benchmarks, measures, plan.

    The result is the same to the last bit for any number of threads, and from C++. Other Python
    threads run meanwhile.

    Parameters
    ----------
    stock : Stock or path
        From `read_stock`, or the folder.
    budget_eur : float, optional
        What the plan may spend; without it the one of `stock.toml`, else there is no plan.
    top_k : int
        For `ranking.probability_top_k`.
    threads : int
        0 = as many as the machine has.
    expected : bool
        Also fill the table `expected`.
    heating_rule, cooling_rule : HeatingRule, CoolingRule
        For the degree-day columns; named in each row.
    emission_set : str
        Set of emission factors of the reference tables.
    reference_station : str, optional
        Weather station of the folder whose normal year is the climate of
        `consumption.climate_normalised_kwh`; without it the one of `stock.toml`, else none.
    undecided_as_f3 : bool, optional
        Whether holidays count as band F3 of which that is not known (4 October from 2026); without
        it they are ordinary days, and the notes of `load` say so.
    reference : path, optional
        Folder of reference tables that replace the library's own of the same name. A stock that
        was read before keeps the heating values that it was read with.

    Returns
    -------
    Analysis

    Raises
    ------
    InputError
        If the folder, a reference table or the reference station cannot be used.
    """
    if not isinstance(stock, _core.Stock):
        stock = read_stock(stock, reference=reference)
    options = _core.AnalysisOptions()
    options.budget_eur = budget_eur
    options.top_k = top_k
    options.threads = threads
    options.expected = expected
    options.heating_rule = heating_rule
    options.cooling_rule = cooling_rule
    options.emission_set = emission_set
    options.reference_station = reference_station or ""
    options.undecided_as_f3 = undecided_as_f3
    core = _core.analyse(stock, options, None if reference is None else Path(reference))
    return Analysis(core, stock)
