# SPDX-License-Identifier: Apache-2.0
"""The yearly statement of a municipality: on target or not, what the law asks, what is missing.

    python yearly_statement.py [STOCK_FOLDER ORGANISATION]

Without a folder it simulates one.
"""

import sys
from pathlib import Path

import empower

simulated = __name__ != "__main__" or len(sys.argv) < 3
folder = Path("stock") if simulated else Path(sys.argv[1])
if simulated:  # four years from 2021 on, from which the directive counts
    empower.simulate_public_stock(folder, buildings=60, seed=1, first_year=2021, years=4)

# %% One analysis has the statements of all organisations.
result = empower.analyse(folder)
sizes = {one.organisation: one.row["buildings"] for one in empower.statements(result)}
organisation = max(sizes, key=lambda name: sizes[name]) if simulated else sys.argv[2]

# %% On target or not, and what that rests on.
mine = empower.statement(result, organisation)
print(mine.summary())

# %% The same as a page for the mayor, in Italian, and as a chart.
print(empower.statement(result, organisation, language="it").page("statement.html"))
mine.plot().save("energy.html")

# %% What needs doing: duties that bind and are not known to be done, those of buildings too.
due = [row for row in mine.obligations.to_pylist() if row["status"] in ("due", "not_met")]
for row in sorted(due, key=lambda row: str(row["deadline"])):
    print(row["deadline"], row["obligation"], row["building_id"] or organisation, row["act"])

# %% The target is the law's share of the baseline year, and a gap the difference to it.
row = mine.row
if simulated:
    years = row["year"] - row["eed_baseline_year"]
    target = row["eed_baseline_kwh"] * (1.0 - 0.019 * years)
    assert abs(row["eed_target_linear_kwh"] - target) < 1e-6 * target
    if row["eed_gap_kwh"] is not None:
        assert abs(row["final_kwh"] - target - row["eed_gap_kwh"]) < 1e-6 * target
assert all(row["act"] and row["confidence"] for row in due)
