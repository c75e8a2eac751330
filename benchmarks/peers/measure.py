# SPDX-License-Identifier: Apache-2.0
"""How a peer is timed, and how it says what came out. Runs in the peer's own environment."""

import csv
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def columns(path: str) -> dict[str, list[str]]:
    """Columns of a CSV file, as text."""
    with Path(path).open(newline="") as file:
        table = list(csv.DictReader(file))
    return {name: [row[name] for row in table] for name in table[0]}


def timed(work: Callable[[], Any], warm_up: int, runs: int) -> tuple[Any, float]:
    """Result of the last run, and the median of the processor seconds of `runs` runs."""
    for _ in range(warm_up):
        work()
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        result = work()
        seconds.append(time.process_time() - begin)
    return result, statistics.median(seconds)


def report(seconds: float, figures: dict[str, Any]) -> None:
    """Print what `run` reads."""
    plain = {
        name: value if isinstance(value, str) or value is None else float(value)
        for name, value in figures.items()
    }
    print(json.dumps({"seconds": seconds, "figures": plain}))
