# SPDX-License-Identifier: Apache-2.0
"""`empower statement`: a page for each organisation of a stock folder."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, get_args

from .analysis import analyse
from .statement_facts import Facts
from .statement_language import Language
from .yearly_statement import Statement, statement, statements


def add_statement_command(commands: Any) -> None:
    """Add `statement` to the subparsers of `empower`."""
    parser = commands.add_parser(
        "statement", help="a stock folder in, the yearly statement of its organisations out"
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="stock folder")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    parser.add_argument(
        "--organisation", metavar="NAME", help="as in buildings.csv (default: each of them)"
    )
    parser.add_argument(
        "--year", type=int, metavar="Y", help="default: the last one with enough readings"
    )
    parser.add_argument("--language", choices=get_args(Language), default="en")
    parser.add_argument(
        "--reference",
        type=Path,
        metavar="DIR",
        help="reference tables that replace the built-in ones",
    )


def write_statements(options: argparse.Namespace) -> None:
    """Write the pages; print the statement of one organisation, or a line for each of several."""
    analysis = analyse(options.folder, reference=options.reference)
    how = {"year": options.year, "language": options.language}
    if options.organisation is not None:
        made = [statement(analysis, options.organisation, **how)]
    else:
        made = list(statements(analysis, **how))
        if not made:  # raises, and says what there is
            names = analysis.statement["organisation"].to_pylist()
            made = [statement(analysis, names[0] if names else None, **how)]
    options.out.mkdir(parents=True, exist_ok=True)
    taken: Counter[str] = Counter()
    for one in made:
        page = one.page(options.out / f"{_stem(one, taken)}.html")
        if len(made) == 1:
            print(f"{one.summary()}\n\n{page}")
        else:
            print(f"{one.name}: {Facts(one).headline[0]}. {page}")


def _stem(one: Statement, taken: Counter[str]) -> str:
    """A file name of plain letters; a second body of the same name gets a number."""
    plain = unicodedata.normalize("NFKD", one.name).encode("ascii", "ignore").decode()
    stem = f"statement-{re.sub('[^a-z0-9]+', '-', plain.lower()).strip('-')}-{one.year}"
    taken[stem] += 1
    return stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
