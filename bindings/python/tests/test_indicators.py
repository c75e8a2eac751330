# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import empower
import pytest
from empower.overview import overview


def of_level(analysis: empower.Analysis, level: str) -> list[dict[str, object]]:
    return [row for row in analysis.indicators.to_pylist() if row["level"] == level]


def test_every_building_and_year_has_a_row(analysis: empower.Analysis) -> None:
    years = {row["year"] for row in analysis.consumption.to_pylist()}
    assert len(of_level(analysis, "building")) == 40 * len(years)
    assert {row["year"] for row in of_level(analysis, "stock")} == years


def test_energy_known_of_buildings_adds_up_at_every_level(analysis: empower.Analysis) -> None:
    def energy(level: str) -> float:
        return sum(row["energy_kwh"] or 0.0 for row in of_level(analysis, level))

    for level in ("municipality", "organisation", "use", "building"):
        assert energy(level) == pytest.approx(energy("stock"), rel=1e-12)


def test_a_normal_year_elsewhere_is_asked_for_by_station(stock_folder: Path) -> None:
    stock = empower.read_stock(stock_folder)
    station = (stock_folder / "stations.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    rows = empower.analyse(stock, reference_station=station).consumption.to_pylist()
    moved = [row for row in rows if row["climate_normalised_kwh"] is not None]
    assert moved
    assert all(f"reference climate: {station}" in row["note"] for row in moved)
    with pytest.raises(empower.InputError, match="station of the folder"):
        empower.analyse(stock, reference_station="nowhere")


def test_water_is_no_energy_in_the_overview(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(
        "building_id,use,floor_area_m2\nA,office,1000\n", "utf-8"
    )
    (tmp_path / "meters.csv").write_text(
        "meter_id,building_id,carrier,unit\nMS,A,site_total,kWh\nMW,A,water,m3\n", "utf-8"
    )
    (tmp_path / "readings.csv").write_text(
        "meter_id,start,end,value\nMS,2023-01-01,2024-01-01,150\nMW,2023-01-01,2024-01-01,7\n",
        "utf-8",
    )
    analysis = empower.analyse(tmp_path)
    assert [(c.carrier, c.energy_kwh) for c in overview(analysis).carriers] == [
        ("site_total", pytest.approx(150.0))
    ]
    (building,) = of_level(analysis, "building")
    assert building["water_m3"] == 7.0
    assert "water" not in analysis.summary()
