# SPDX-License-Identifier: Apache-2.0
"""A stock folder in, a ranked retrofit plan out."""

import empower

folder = empower.simulate_public_stock("stock", buildings=60, seed=1)
stock = empower.read_stock(folder)
result = empower.analyse(stock, budget_eur=500_000, expected=True)
print(result.summary())

# %% Tables are Arrow: pandas, polars and DuckDB read them as they are.
dear = result.findings.sort_by([("cost_eur_year", "descending")])
print(dear.select(["building_id", "kind", "cost_eur_year", "evidence"]).slice(0, 5))

# %% One file to show.
print(result.report("report.html"))
