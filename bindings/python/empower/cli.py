# SPDX-License-Identifier: Apache-2.0
"""The console command `empower`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__, analyse, simulate_public_stock
from ._typed_numbers import number
from .errors import EmpowerError
from .reference_command import add_reference_command, show_reference
from .statement_command import add_statement_command, write_statements


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "simulate":
            _simulate(options)
        elif options.command == "reference":
            show_reference(options)
        elif options.command == "statement":
            write_statements(options)
        else:
            _analyse(options)
    except (EmpowerError, OSError) as error:
        print(f"empower: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="empower", description="Energy analytics for public building stock."
    )
    parser.add_argument("--version", action="version", version=f"empower {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    analysis = commands.add_parser("analyse", help="a stock folder in, tables and a report out")
    analysis.add_argument("folder", type=Path, metavar="FOLDER", help="stock folder")
    analysis.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    analysis.add_argument("--budget", type=_amount, metavar="EUR", help="what a plan may spend")
    analysis.add_argument(
        "--top",
        type=_count,
        default=20,
        metavar="N",
        help="for the ranking: the chance of being among the first N (default %(default)s)",
    )
    analysis.add_argument(
        "--threads", type=_whole, default=0, metavar="N", help="0 = all (default)"
    )
    analysis.add_argument(
        "--reference",
        type=Path,
        metavar="DIR",
        help="reference tables that replace the built-in ones",
    )
    analysis.add_argument(
        "--reference-station",
        metavar="ID",
        help="weather station whose normal year is the climate to compare all buildings in",
    )

    simulation = commands.add_parser("simulate", help="write a simulated public stock of Tuscany")
    simulation.add_argument("folder", type=Path, metavar="DIR", help="where to write")
    simulation.add_argument(
        "--buildings", type=_count, default=300, metavar="N", help="default %(default)s"
    )
    simulation.add_argument(
        "--seed",
        type=_whole,
        default=1,
        metavar="S",
        help="another seed is another stock (default %(default)s)",
    )
    simulation.add_argument(
        "--first-year", type=_whole, default=2022, metavar="Y", help="default %(default)s"
    )
    simulation.add_argument(
        "--years", type=_count, default=3, metavar="N", help="default %(default)s"
    )
    simulation.add_argument(
        "--hourly",
        type=_share,
        default=0.0,
        metavar="SHARE",
        help="share of buildings with hourly electricity (default %(default)s)",
    )
    add_statement_command(commands)
    add_reference_command(commands)
    return parser


def _amount(text: str) -> float:
    value = number(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected an amount of EUR, got {text}")
    return value


def _share(text: str) -> float:
    value = number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"expected a share from 0 to 1, got {text}")
    return value


def _whole(text: str) -> int:
    value = number(text)
    if value != int(value):
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text}")
    return int(value)


def _count(text: str) -> int:
    value = _whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {text}")
    return value


def _analyse(options: argparse.Namespace) -> None:
    result = analyse(
        options.folder,
        budget_eur=options.budget,
        top_k=options.top,
        threads=options.threads,
        expected=True,
        reference=options.reference,
        reference_station=options.reference_station,
    )
    result.write(options.out)
    report = result.report(options.out / "report.html")
    print(f"{result.summary()}\n\nTables: {options.out}\nReport: {report}")


def _simulate(options: argparse.Namespace) -> None:
    folder = simulate_public_stock(
        options.folder,
        buildings=options.buildings,
        seed=options.seed,
        first_year=options.first_year,
        years=options.years,
        hourly_share=options.hourly,
    )
    print(f"Wrote {options.buildings:,} buildings to {folder}, their truth to {folder / 'truth'}")
