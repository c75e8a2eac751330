#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: checks every include of include/empower and src against the table below.

Usage: check_layers.py [ROOT]. Prints one line per broken rule and fails if there is any.
"""

import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

# A layer may include itself and these; std is always allowed.
LAYERS: dict[str, set[str]] = {
    "core": set(),
    "series": {"core"},
    "stats": {"core"},
    "reference": {"core"},
    "weather": {"core", "series", "stats", "reference"},
    "stock": {"core", "series"},
    "io": {"core", "series", "weather", "stock", "reference"},
    "quality": {"core", "series", "stats", "stock", "reference"},
    "baseline": {"core", "series", "stats", "weather", "stock"},
    "benchmark": {"core", "series", "stats", "stock", "weather", "baseline", "reference"},
    "anomaly": {
        "core", "series", "stats", "stock", "weather", "baseline", "benchmark", "reference",
    },
    "obligation": {"core", "series", "stats", "stock", "baseline", "reference"},
    "retrofit": {"core", "stats", "stock", "weather", "baseline", "reference"},
    "simulate": {"core", "series", "stats", "weather", "stock", "reference", "io"},
}  # fmt: skip
LAYERS["analysis"] = set(LAYERS) - {"simulate"}
LAYERS["adapters"] = set(LAYERS)

UMBRELLA = "empower/empower.hpp"
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
STANDARD = re.compile(r"[a-z_0-9]+")  # <vector>: no folder, no extension
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def layer_of(path: str) -> str:
    """The layer of `empower/<layer>/...` or `<layer>/...`."""
    return path.removeprefix("empower/").split("/")[0]


def header_faults(name: str, text: str) -> Iterator[str]:
    """What a public header may not do, whatever its layer."""
    if "#pragma once" not in text:
        yield "has no `#pragma once`"
    if re.search(r"^\s*using\s+namespace\b", text, re.MULTILINE):
        yield "has `using namespace`"
    for included in INCLUDE.findall(text):
        third_party = not included.startswith("empower/") and not STANDARD.fullmatch(included)
        if third_party and layer_of(name) != "adapters":
            yield f"includes <{included}>; a public header includes std and empower only"


def include_faults(layer: str, text: str, own: set[str]) -> Iterator[str]:
    """Includes of empower that the layer may not have."""
    for included in INCLUDE.findall(text):
        if not included.startswith("empower/"):
            continue
        other = layer_of(included)
        if included not in own:
            yield f"includes <{included}>, which does not exist"
        elif included == UMBRELLA:
            yield "includes the umbrella header, which is for programs"
        elif other not in LAYERS[layer] | {layer}:
            yield f"includes <{included}>; {layer} may not know {other}"


def umbrella_faults(graph: dict[str, set[str]]) -> Iterator[str]:
    """Documented headers that the umbrella does not reach; the adapters are opt-in."""
    reached, ahead = set(), [UMBRELLA]
    while ahead:
        header = ahead.pop()
        if header not in reached:
            reached.add(header)
            ahead += graph[header]
    for header in sorted(set(graph) - reached):
        if "/detail/" not in header and layer_of(header) != "adapters":
            yield f"does not reach <{header}>"


def tree(folder: Path) -> dict[str, str]:
    """The C++ files below a folder: path to text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.[ch]pp"))
    }


def faults(root: Path) -> Iterator[str]:
    """Every broken rule as `file: what`."""
    headers, sources = tree(root / "include"), tree(root / "src")
    own = set(headers)
    graph = {name: own.intersection(INCLUDE.findall(text)) for name, text in headers.items()}
    for folder, files in (("include", headers), ("src", sources)):
        for name, text in files.items():
            found: list[str] = []
            if not text.startswith(SPDX):
                found.append("does not begin with the SPDX line")
            if folder == "include":
                found += header_faults(name, text)
            if name == UMBRELLA:
                found += umbrella_faults(graph)
            elif layer_of(name) in LAYERS:
                found += include_faults(layer_of(name), text, own)
            else:
                found.append(f"stands in `{layer_of(name)}`, which is no layer")
            yield from (f"{folder}/{name}: {fault}" for fault in found)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "include cycle: " + " -> ".join(error.args[1])


def main() -> int:
    """Print the faults of the tree given as argument, or of this one."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    found = list(faults(root))
    print("\n".join(found) if found else "layers: every include is allowed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
