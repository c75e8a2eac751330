# SPDX-License-Identifier: Apache-2.0
"""What my schools use for heating, per cubic metre and degree-day.

    python school_heating.py [STOCK_FOLDER]

Without a folder it simulates one.
"""

import sys
from pathlib import Path
from statistics import median

import altair as alt
import empower
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

simulated = __name__ != "__main__" or len(sys.argv) < 2
folder = Path("schools") if simulated else Path(sys.argv[1])
if simulated:
    empower.simulate_public_stock(folder, buildings=60, seed=1)

# %% Schools are category E.7 of DPR 412/1993. Degree-days have base 20 °C, as the legal gradi
# giorno, but count every day of the year below it, not only those of the heating season.
stock = empower.read_stock(folder)
result = empower.analyse(stock, heating_rule=empower.italian_gradi_giorno)
uses = empower.reference.table("building_uses").to_pylist()
school_uses = {use["use_id"] for use in uses if use["dpr412_category"] == "E.7"}
schools = [stock.building(building) for building in stock.building_ids]
schools = [school for school in schools if school.use in school_uses]
year = pc.max(result.consumption["year"]).as_py()

# %% The model of each meter tells heating from the rest; hot water and lighting stay out.
# `degree_day_intensity` is that heating over floor area and degree-days. Over volume instead:
rows = result.consumption.filter(pc.equal(result.consumption["year"], year)).to_pylist()
use, reason = {}, {}
for school in schools:
    own = [row for row in rows if row["building_id"] == school.building_id]
    parts = [row["degree_day_intensity_wh_m2_kd"] for row in own]
    if not own:
        reason[school.building_id] = f"no readings in {year}"
    elif None in parts:
        missing = next(row for row in own if row["degree_day_intensity_wh_m2_kd"] is None)
        notes = [part for part in (missing["note"] or "").split("; ") if "normalised" in part]
        notes = notes or [f"coverage {missing['coverage']:.0%}, or no degree-days of the year"]
        reason[school.building_id] = f"{missing['carrier']} {notes[0]}"
    elif not school.heated_volume_m3 > 0.0:
        reason[school.building_id] = "no heated_volume_m3"
    else:
        area = own[0]["floor_area_m2"]
        use[school.building_id] = sum(parts) * area / school.heated_volume_m3

# %% Worst first, then those that cannot be compared, each with its reason.
print(f"Heating of {len(schools)} schools in {year}, Wh/(m³·GG)")
for building, wh in sorted(use.items(), key=lambda item: -item[1]):
    school = stock.building(building)
    print(f"{wh:8.1f}  {school.name} ({school.organisation}), {school.heated_volume_m3:,.0f} m³")
for building, why in reason.items():
    print(f"       –  {stock.building(building).name}: {why}")

# %% Once more as a chart and as a table for others.
names = [stock.building(building).name for building in use]
table = pa.table({"building_id": list(use), "name": names, "wh_m3_gg": list(use.values())})
bars = alt.Chart(alt.Data(values=table.to_pylist())).mark_bar(color="#0059b3")
bars.encode(
    x=alt.X("wh_m3_gg:Q", title=f"heating {year}, Wh/(m³·GG)"),
    y=alt.Y("building_id:N", sort="-x", title=None),
    tooltip=["name:N", alt.Tooltip("wh_m3_gg:Q", format=".1f")],
).save("schools.html")

# %% No school is dropped in silence.
assert len(use) + len(reason) == len(schools)
if simulated:
    # Kilowatt hours for heating, mean over the years, beside those the simulation put in: the
    # energy of a normal year without its base load, of schools that gas heats and no works changed.
    signatures = csv.read_csv(folder / "truth" / "signatures.csv").to_pylist()
    changed = {row["building_id"] for row in signatures if row["valid_from"].year > year - 2}
    ratios = []
    for truth in signatures:
        building = truth["building_id"]
        if truth["carrier"] != "natural_gas" or building not in use or building in changed:
            continue
        rows = result.consumption.filter(
            (pc.field("building_id") == building) & (pc.field("carrier") == "natural_gas")
        ).to_pylist()
        heating_kwh = [
            (row["degree_day_intensity_wh_m2_kd"] or 0.0)
            * row["floor_area_m2"]
            * row["heating_degree_days"]
            / 1000.0
            for row in rows
        ]
        put_in_kwh = truth["normal_year_kwh"] - 365.25 * truth["base_kwh_day"]
        ratios.append(sum(heating_kwh) / len(rows) / put_in_kwh)
    print(f"heating found over heating put in, median of the schools: {median(ratios):.3f}")
    assert 0.97 < median(ratios) < 1.03
