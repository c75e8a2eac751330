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
    form = show.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as CSV, uncut")
    form.add_argument("--full", action="store_true", help="row by row, every cell whole")
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
    if options.full:
        _print_row_by_row(table.to_pylist())
    else:
        rows = table.to_pylist()
        _print_aligned(rows)
        if any(len(cell or "") > _WIDEST for row in rows for cell in row.values()):
            print("Cells that end in … are cut: --full shows them whole.")


def _summary(name: str, folder: Path | None) -> dict[str, str]:
    rows = reference.table(name, folder=folder).to_pylist()
    confidences = [row["confidence"] for row in rows]
    counts = ", ".join(
        f"{confidences.count(word)} {word}" for word in sorted(set(confidences), key=str)
    )
    starts = [row["valid_from"] for row in rows if row["valid_from"]]
    ends = [row["valid_to"] for row in rows if row["valid_to"]]
    sources = list(dict.fromkeys(row["source"] for row in rows if row["source"]))
    more = f" and {len(sources) - 1:,} more" if len(sources) > 1 else ""
    room = _WIDEST - len(more)
    return {
        "table": name,
        "rows": str(len(rows)),
        "from": min(starts, default=""),
        "rows that end": str(len(ends)),
        "last end": max(ends, default=""),
        "confidence": counts,
        "first source": _cut(sources[0], room) + more if sources else "",
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


def _print_row_by_row(rows: list[dict[str, str | None]]) -> None:
    """Each row as lines of column and cell; empty cells are left out."""
    for number, row in enumerate(rows):
        if number:
            print()
        width = max(len(name) for name in row)
        for name, cell in row.items():
            if cell:
                print(f"{name:<{width}}  {cell}")


def _cut(text: str | None, widest: int = _WIDEST) -> str:
    text = text or ""
    return text if len(text) <= widest else text[: widest - 1] + "…"
