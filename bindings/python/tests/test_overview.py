# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import empower
import pytest
from empower.overview import DATA_FAULTS, overview


def test_a_total_is_not_added_to_its_parts(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(
        "building_id,use,floor_area_m2\nA,office,1000\nB,office,1000\n", "utf-8"
    )
    (tmp_path / "meters.csv").write_text(
        "meter_id,building_id,carrier,unit\n"
        "MA,A,electricity,kWh\nMS,A,site_total,kWh\nMB,B,site_total,kWh\n",
        "utf-8",
    )
    (tmp_path / "readings.csv").write_text(
        "meter_id,start,end,value\n"
        "MA,2023-01-01,2024-01-01,100\nMS,2023-01-01,2024-01-01,150\nMB,2023-01-01,2024-01-01,7\n",
        "utf-8",
    )
    figures = overview(empower.analyse(tmp_path))
    assert figures.year == 2023
    assert {c.carrier: c.energy_kwh for c in figures.carriers} == pytest.approx(
        {"electricity": 100.0, "site_total": 7.0}
    )


def test_a_sum_with_unknown_parts_is_not_given_as_known(analysis: empower.Analysis) -> None:
    figures = overview(analysis)
    rows = [row for row in analysis.consumption.to_pylist() if row["year"] == figures.year]
    for carrier in figures.carriers:
        emissions = [r["emissions_kgco2e"] for r in rows if r["carrier"] == carrier.carrier]
        assert (carrier.emissions_kgco2e is None) == (None in emissions)
    unknown = any(carrier.emissions_kgco2e is None for carrier in figures.carriers)
    assert ("not known" in analysis.summary()) == unknown


def test_data_faults_are_kinds_of_the_closed_list(analysis: empower.Analysis) -> None:
    (kind,) = [c for c in analysis.dictionary["findings"] if c["column"] == "kind"]
    assert set(kind["codes"]) >= DATA_FAULTS


def test_the_worst_building_has_the_largest_cost_above_its_peers(
    analysis: empower.Analysis,
) -> None:
    worst = overview(analysis).worst
    gaps = [building.gap_eur or 0.0 for building in worst]
    assert gaps == sorted(gaps, reverse=True)
    rows = analysis.benchmarks.to_pylist()
    of_worst = [r["gap_kwh"] or 0.0 for r in rows if r["building_id"] == worst[0].building_id]
    assert worst[0].gap_kwh == pytest.approx(sum(of_worst))
