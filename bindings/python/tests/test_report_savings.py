# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import empower
import pytest
from empower.report_savings import Measured, measured, savings, savings_svg


@pytest.fixture(scope="module")
def renovated(tmp_path_factory: pytest.TempPathFactory) -> empower.Analysis:
    """A stock with enough works in it to have some measured and some not."""
    folder = empower.simulate_public_stock(
        tmp_path_factory.mktemp("renovated") / "stock", buildings=120, seed=1
    )
    return empower.analyse(folder)


def test_the_verdict_is_that_of_the_table(renovated: empower.Analysis) -> None:
    rows = [r for r in renovated.savings.to_pylist() if r["status"] == "measured"]
    found = measured(renovated)
    assert len(found) == len({(r["building_id"], r["retrofit"], r["meter_id"]) for r in rows}) > 3
    total = sum(m.avoided_kwh for m in found)
    section = savings(renovated)
    assert f"<strong>{total / 1e3:,.0f} MWh</strong>" in section
    promised = sum(m.promised_kwh or 0.0 for m in found)
    assert f"Promised were {promised / 1e3:,.0f} MWh" in section
    assert section.count('class="saved"') == min(len(found), 12)
    assert section.count('class="promised"') == min(len(found), 12)
    assert found == sorted(found, key=lambda m: -m.avoided_kwh)


def test_a_stock_without_works_has_no_section(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(
        "building_id,use,floor_area_m2\nA,office,1000\n", "utf-8"
    )
    (tmp_path / "meters.csv").write_text(
        "meter_id,building_id,carrier,unit\nM,A,electricity,kWh\n", "utf-8"
    )
    assert savings(empower.analyse(tmp_path)) == ""
    (tmp_path / "retrofits.csv").write_text(
        "building_id,measure,from,to\nA,windows,2022-05-01,2022-07-01\n", "utf-8"
    )
    section = savings(empower.analyse(tmp_path))
    assert "No works have a measured saving yet: 1 no baseline data" in section


def test_a_sub_meter_is_not_added_to_its_whole(renovated: empower.Analysis) -> None:
    class Doubled:
        stock = renovated.stock

        @property
        def savings(self) -> object:
            rows = renovated.savings.to_pylist()
            parts = [{**r, "meter_id": r["meter_id"] + "-part", "option": "B"} for r in rows]
            return _Rows(rows + parts)

    class _Rows:
        def __init__(self, rows: list[dict[str, object]]) -> None:
            self.rows = rows

        def to_pylist(self) -> list[dict[str, object]]:
            return self.rows

    assert len(measured(Doubled())) == len(measured(renovated))  # type: ignore[arg-type]


def test_a_loss_is_drawn_to_the_left_and_names_are_escaped() -> None:
    row = Measured("<School> & more", "windows", "natural gas", -500.0, -900.0, 100.0, -0.05, None)
    svg = savings_svg([row])
    assert "&lt;School&gt; &amp; more" in svg
    assert 'class="promised"' not in svg
    assert 'width="-' not in svg
