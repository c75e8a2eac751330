# SPDX-License-Identifier: Apache-2.0
"""The yearly statement of a public body: energy, targets, duties, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .analysis import Analysis, analyse
from .errors import ContractError
from .overview import FULL_COVERAGE, Row
from .statement_language import Language, Words

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa

_NAMES_SHOWN = 5


class Statement:
    """One organisation in one year, over the tables `statement` and `obligations`.

    Attributes
    ----------
    organisation : str
        Empty for the buildings that name none.
    year : int
    row : dict
        The row of `table` of this year.
    analysis : Analysis
    words : Words
        How the statement speaks: language, numbers, dates.
    """

    def __init__(self, analysis: Analysis, organisation: str, year: int, words: Words) -> None:
        self.analysis = analysis
        self.organisation = organisation
        self.year = year
        self.words = words
        self.row: Row = next(r for r in self.table.to_pylist() if r["year"] == year)

    @property
    def table(self) -> pa.Table:
        """The organisation's rows of `Analysis.statement`, one per year."""
        return _of(self.analysis.statement, self.organisation)

    @property
    def obligations(self) -> pa.Table:
        """Its rows of `Analysis.obligations` of the year; those of buildings are of the last one.

        The library lists buildings as they stand at the end of the last year with consumption.
        """
        import pyarrow.compute as pc

        own = _of(self.analysis.obligations, self.organisation)
        return own.filter(pc.or_(pc.equal(own["year"], self.year), pc.is_valid(own["building_id"])))

    @property
    def name(self) -> str:
        """The organisation as a title shows it."""
        return self.organisation or self.words.text("no_organisation")

    def summary(self) -> str:
        """The statement as text for a terminal."""
        from .statement_summary import text_statement

        return text_statement(self)

    def page(self, path: str | PathLike[str]) -> Path:
        """Write the statement as one HTML file that needs nothing else; return its path."""
        from .statement_page import html_statement

        path = Path(path)
        path.write_text(html_statement(self), encoding="utf-8")
        return path

    def plot(self) -> alt.LayerChart:
        """Final energy by year beside its targets, as an Altair chart."""
        from .statement_plot import statement_chart

        return statement_chart(self)

    def _repr_html_(self) -> str:
        from .statement_page import html_excerpt

        return html_excerpt(self)

    def __repr__(self) -> str:
        return f"<empower.Statement of {self.organisation!r}, {self.year}>"


def statement(
    analysis_or_folder: Analysis | str | PathLike[str],
    organisation: str | None = None,
    *,
    year: int | None = None,
    language: Language = "en",
) -> Statement:
    """The yearly statement of one organisation.

    Final energy beside the target of directive (EU) 2023/1791 art. 5, the floor area to renovate
    (art. 6), the worst buildings (directive (EU) 2024/1275 art. 9, indicative), energy manager,
    building automation, solar installations and inventory; with coverage, changes of perimeter
    and what is missing. `docs/reference/obligations.md` says what each figure means.

    Parameters
    ----------
    analysis_or_folder : Analysis or path
        From `analyse`, or a stock folder, which is analysed.
    organisation : str, optional
        As `buildings.csv` names it, upper and lower case alike; empty for buildings that name
        none. It may be left out where there is only one.
    year : int, optional
        Without it the last one with readings of nine tenths of the days, else the last one.
    language : {"en", "it"}
        Of `summary`, `page` and `plot`. The tables stay as they are.

    Returns
    -------
    Statement

    Raises
    ------
    ContractError
        If there is no such organisation, year or language; the sentence names the nearest.
    InputError
        If the folder cannot be used.
    """
    words = Words(language)
    analysis = _analysed(analysis_or_folder)
    own = _chosen(_organisations(analysis), organisation)
    return Statement(analysis, own, _year(analysis, own, year), words)


def statements(
    analysis_or_folder: Analysis | str | PathLike[str],
    *,
    year: int | None = None,
    language: Language = "en",
) -> Iterator[Statement]:
    """The statement of every organisation, by name; see `statement`.

    An organisation without buildings in the `year` asked for is left out.
    """
    words = Words(language)
    analysis = _analysed(analysis_or_folder)
    for own in _organisations(analysis):
        if year is None or year in _of(analysis.statement, own)["year"].to_pylist():
            yield Statement(analysis, own, _year(analysis, own, year), words)


def _analysed(analysis_or_folder: Analysis | str | PathLike[str]) -> Analysis:
    if isinstance(analysis_or_folder, Analysis):
        return analysis_or_folder
    return analyse(analysis_or_folder)


def _of(table: pa.Table, organisation: str) -> pa.Table:
    import pyarrow.compute as pc

    column = table["organisation"]
    return table.filter(pc.equal(column, organisation) if organisation else pc.is_null(column))


def _organisations(analysis: Analysis) -> list[str]:
    names: list[Any] = analysis.statement["organisation"].unique().to_pylist()
    return sorted(name or "" for name in names)


def _chosen(names: list[str], asked: str | None) -> str:
    if not names:
        raise ContractError("Expected a stock with readings, got none: there is no statement.")
    if asked is None and len(names) == 1:
        return names[0]
    if asked in names:
        return asked
    alike = [name for name in names if asked is not None and name.casefold() == asked.casefold()]
    if len(alike) == 1:
        return alike[0]
    near = _nearest(names, asked) if asked is not None else names
    shown = ", ".join(f'"{name}"' for name in near[:_NAMES_SHOWN])
    rest = f" … {len(names)} in all" if len(names) > len(near[:_NAMES_SHOWN]) else ""
    got = "none" if asked is None else f'"{asked}"'
    raise ContractError(f"Expected an organisation such as {shown}{rest}, got {got}.")


def _nearest(names: list[str], asked: str) -> list[str]:
    """Names that hold the word asked for, then those that are spelt like it, then the first."""
    folded = {name.casefold(): name for name in names}
    holding = [name for low, name in folded.items() if asked and asked.casefold() in low]
    spelt = [folded[low] for low in get_close_matches(asked.casefold(), folded, _NAMES_SHOWN, 0.5)]
    return list(dict.fromkeys([*holding, *spelt])) or names


def _year(analysis: Analysis, organisation: str, asked: int | None) -> int:
    rows = _of(analysis.statement, organisation).select(["year", "coverage"]).to_pylist()
    years: list[int] = [row["year"] for row in rows]
    if asked is None:
        full = [r["year"] for r in rows if (r["coverage"] or 0.0) >= FULL_COVERAGE]
        return max(full or years)
    if asked not in years:
        listed = ", ".join(str(year) for year in years)
        raise ContractError(f'Expected a year of "{organisation}" ({listed}), got {asked}.')
    return asked
