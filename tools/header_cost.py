#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each public header costs to include, in CPU seconds above what <chrono> alone costs.

Usage: header_cost.py [HEADER...], all headers by default. Fails only where a header costs more
than twice its budget, because a busy machine measures high.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUDGET_CORE, BUDGET = 0.2, 0.4
RUNS = 3


def cpu_seconds(header: str) -> float:
    """The least CPU time of a few compilations of one include."""
    compiler = os.environ.get("CXX", "g++")
    command = [compiler, "-std=c++20", "-O2", "-I", str(ROOT / "include")]
    command += ["-S", "-x", "c++", "-", "-o", "-"]
    times = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run(
            command,
            input=f"#include <{header}>\n",
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        after = os.times()
        times.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
    return min(times)


def main() -> int:
    """Print the table; fail on headers far above their budget."""
    include = ROOT / "include"
    headers = sys.argv[1:] or sorted(
        path.relative_to(include).as_posix() for path in include.rglob("*.hpp")
    )
    floor = cpu_seconds("chrono")
    print(f"<chrono> alone: {floor:.2f} CPU s; cost above it and budget:")
    far_above = 0
    for header in headers:
        cost = cpu_seconds(header) - floor
        budget = BUDGET_CORE if header.startswith("empower/core/") else BUDGET
        mark = "over" if cost > budget else ""
        far_above += cost > 2 * budget
        print(f"{cost:6.2f} {budget:5.1f}  {header}  {mark}".rstrip())
    return 1 if far_above else 0


if __name__ == "__main__":
    sys.exit(main())
