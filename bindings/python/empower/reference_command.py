# SPDX-License-Identifier: Apache-2.0
"""`empower reference list` and `empower reference show NAME`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from . import reference

_WIDEST = 60
_PROVENANCE = ("valid_from", "valid_to", "source", "confidence")


def add_reference_command(commands: Any) -> None:
    """Add `reference` to the subparsers of `empower`."""
    command = commands.add_parser("reference", help="the reference tables with their sources")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="the tables: rows, confidence, validity")
    show = actions.add_parser("show", help="the rows of a table")
    show.add_argument("name", metavar="NAME", help="as `empower reference list` has it")
    show.add_argument("--csv", action="store_true", help="as CSV, uncut")
    for action in actions.choices.values():
        action.add_argument(
            "--reference", type=Path, metavar="DIR", help="tables that replace the built-in ones"
        )


def show_reference(options: argparse.Namespace) -> None:
    """Print what was asked for."""
    if options.action == "list":
        _print_aligned(
            [
                _summary(name, options.reference)
                for name in reference.tables(folder=options.reference)
            ]
        )
        return
    table = reference.table(options.name, folder=options.reference)
    if options.csv:
        from pyarrow import csv

        sys.stdout.flush()
        csv.write_csv(
            table, sys.stdout.buffer, csv.WriteOptions(include_header=True, quoting_style="needed")
        )
        return
    _print_aligned(table.to_pylist())


def _summary(name: str, folder: Path | None) -> dict[str, str]:
    rows = reference.table(name, folder=folder).to_pylist()
    confidences = [row["confidence"] for row in rows]
    counts = ", ".join(
        f"{confidences.count(word)} {word}" for word in sorted(set(confidences), key=str)
    )
    ends = [row["valid_to"] for row in rows if row["valid_to"]]
    return {
        "table": name,
        "rows": str(len(rows)),
        "rows that end": str(len(ends)),
        "confidence": counts,
    }


def _print_aligned(rows: list[dict[str, str | None]] | list[dict[str, str]]) -> None:
    """Columns side by side; those that are empty throughout are left out, the source goes last."""
    if not rows:
        print("no rows")
        return
    columns = [name for name in rows[0] if any(row[name] for row in rows)]
    columns.sort(key=lambda name: _PROVENANCE.index(name) if name in _PROVENANCE else -1)
    cells = [columns, *([_cut(row[name]) for name in columns] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def _cut(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
