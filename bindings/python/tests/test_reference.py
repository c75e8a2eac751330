# SPDX-License-Identifier: Apache-2.0
"""Reference figures and municipalities from Python."""

from datetime import date, timedelta
from pathlib import Path

import empower
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from empower import FigureError, reference
from empower._core import embedded_tables
from empower.cli import main
from pyarrow import csv


def test_a_municipality_has_zone_degree_days_and_season() -> None:
    firenze = empower.climate_zone("firenze", day=date(2024, 1, 1))
    assert (firenze.zone, firenze.degree_days, firenze.altitude_m) == ("D", 1821.0, 50.0)
    assert (firenze.season_start, firenze.season_end) == ((11, 1), (4, 15))
    assert firenze.hours_per_day == 12
    assert empower.climate_zone("048017")[:4] == firenze[:4]
    assert "1,821 K·d" in firenze.summary()


def test_the_winter_of_2022_has_its_own_season() -> None:
    winter = empower.climate_zone("Firenze", day=date(2022, 12, 1))
    assert (winter.season_start, winter.regime) == ((11, 8), "emergency_2022_2023")


def test_a_merger_lists_its_parts_and_the_building_decides() -> None:
    seat = empower.climate_zone("Abetone Cutigliano")
    assert seat.alternatives == [("ABETONE", "F", 4130.0)]
    assert empower.climate_zone("Abetone Cutigliano", zone="F").degree_days == 4130.0


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [
        ("Frienze", "unknown_municipality", "Firenze (FI)"),
        ("Samone", "ambiguous_municipality", "Samone (TN)"),
        ("Mappano", "no_climate_zone", "art. 2"),
    ],
)
def test_a_refusal_has_a_reason_and_helps(name: str, reason: str, words: str) -> None:
    with pytest.raises(FigureError) as refused:
        empower.climate_zone(name)
    assert refused.value.reason == reason
    assert words in str(refused.value)


def test_figures_carry_unit_source_and_confidence() -> None:
    factor = reference.primary_energy("electricity_grid", date(2025, 1, 1))
    assert (factor.value, factor.unit, factor.confidence) == (2.42, "kWh/kWh", "verified")
    assert factor.valid_to == date(2026, 6, 2)
    assert reference.heating_value("natural_gas").value == 9.5947
    assert reference.heating_value("natural_gas", higher=True).value == 10.6944
    assert reference.price("natural_gas", date(2025, 1, 1)).confidence == "placeholder"
    assert reference.toe("electricity_grid", date(2025, 1, 1)).unit == "toe/kWh"
    assert reference.co2("natural_gas", 2020).unit == "kg/kWh"


def test_an_expired_or_missing_figure_is_refused() -> None:
    with pytest.raises(FigureError) as expired:
        reference.primary_energy("electricity_grid", date(2026, 6, 3))
    assert expired.value.reason == "no_reference_figure"
    with pytest.raises(FigureError) as missing:
        reference.co2("moonlight", 2020)
    assert missing.value.reason == "no_row"


def test_tables_keep_text_as_it_is() -> None:
    assert "municipalities" in reference.tables()
    table = reference.table("municipalities")
    assert table.num_rows == 8233
    assert "None" in table["name"].to_pylist()
    assert "NA" in table["province"].to_pylist()
    with pytest.raises(FigureError):
        reference.table("nothing")


def test_a_folder_replaces_a_table(tmp_path) -> None:  # type: ignore[no-untyped-def]
    prices = reference.table("prices")
    head = ",".join(prices.column_names)
    cells = {
        "carrier": "natural_gas",
        "price_set": "ours",
        "is_default": "1",
        "price_eur_per_kwh": "0.2",
        "confidence": "verified",
    }
    row = ",".join(cells.get(name, "") for name in prices.column_names)
    (tmp_path / "prices.csv").write_text(f"{head}\n{row}\n")
    assert reference.price("natural_gas", date(2025, 1, 1), folder=tmp_path).value == 0.2
    assert reference.table("prices", folder=tmp_path).num_rows == 1


def test_the_command_lists_and_shows_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "list"]) == 0
    assert "municipalities" in capsys.readouterr().out
    assert main(["reference", "show", "prices"]) == 0
    shown = capsys.readouterr().out
    assert "placeholder" in shown
    assert "natural_gas" in shown
    assert main(["reference", "show", "nothing"]) == 2
    assert "prices" in capsys.readouterr().err


def test_the_command_shows_cells_whole_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    source = "DM 20/7/2004 table 1, lower heating values (gazzettaufficiale.it 04A11382)"
    assert main(["reference", "show", "energy_carriers"]) == 0
    cut = capsys.readouterr().out
    assert source not in cut
    assert "--full" in cut
    assert main(["reference", "show", "energy_carriers", "--full"]) == 0
    assert source in capsys.readouterr().out
    assert main(["reference", "show", "unit_conversions"]) == 0
    assert "--full" not in capsys.readouterr().out  # nothing was cut


def test_the_list_says_validity_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "list"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "2015-10-01" in lines["primary_energy_factors"]
    assert "DM 26/06/2015 annex 1" in lines["primary_energy_factors"]
    assert "2026-06-02" in lines["envelope_u_limits"]


def test_every_table_has_a_line_on_its_page() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs/reference/reference-tables.md").read_text("utf-8")
    files = sorted(path.name for path in (root / "data/reference").glob("*/*.csv"))
    assert files == sorted(f"{name}.csv" for name in reference.tables())
    assert [name for name in files if f"`{name}`" not in page] == []


def test_legal_and_actual_degree_days_stand_side_by_side() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(1096)]
    mild = pa.table({"date": days, "temperature_c": [10.0] * len(days)})
    both = empower.legal_and_actual_degree_days("Firenze", mild)
    assert (both.legal, both.actual, both.left_out) == (1821.0, 1660.0, 0)
    assert [name for name, _ in both.seasons] == ["2020/21", "2021/22"]
    assert both.difference == pytest.approx(1660.0 / 1821.0 - 1.0)
    assert "-8.8%" in both.summary()
    with pytest.raises(FigureError) as refused:
        empower.legal_and_actual_degree_days("Abetone", mild)  # zone F
    assert refused.value.reason == "no_legal_season"


def test_the_winters_of_firenze_are_milder_than_the_decree() -> None:
    file = Path(__file__).parents[4] / "shared/data/italy/tuscany_daily_mean_temp_1998_2020.csv"
    if not file.exists():
        pytest.skip(f"no {file}")
    table = csv.read_csv(file)
    days = pa.table({"date": table["date"], "temperature_c": table["Firenze"]})
    window = pc.and_(
        pc.greater_equal(days["date"], date(2001, 11, 1)), pc.less(days["date"], date(2016, 4, 16))
    )
    both = empower.legal_and_actual_degree_days("Firenze", days.filter(window))
    assert (len(both.seasons), both.left_out) == (13, 2)
    assert both.actual == pytest.approx(1686.6, abs=0.05)
    assert both.difference == pytest.approx(-0.0738, abs=1e-4)


def test_an_unlisted_place_is_an_estimate_and_says_so() -> None:
    estimate = empower.degree_days_by_altitude("Firenze", 150.0)
    assert estimate.degree_days == pytest.approx(1987.0)
    assert estimate.basis == "estimate_by_altitude"
    assert "no legal value" in estimate.summary()
    with pytest.raises(FigureError) as refused:
        empower.degree_days_by_altitude("Abetone", 1000.0)
    assert refused.value.reason == "no_legal_season"


def test_outside_figures_limits_and_typical_buildings_come_with_their_source() -> None:
    office = reference.benchmark("office", "electricity")
    assert (office.value, office.unit) == (95.0, "kWh/(m2.y), gross internal area")
    assert "TM46" in office.source
    limit = reference.envelope_limit("wall", "D", date(2024, 5, 1))
    assert (limit.value, limit.unit) == (0.32, "W/(m2.K)")
    with pytest.raises(empower.FigureError):
        reference.envelope_limit("wall", "D", date(2020, 5, 1))
    winter = reference.indoor_temperature_limit(date(2022, 1, 15))
    assert (winter.kind, winter.limit.value, winter.tolerance_k) == ("maximum", 20.0, 2.0)
    assert reference.indoor_temperature_limit(date(2023, 1, 15)).limit.value == 19.0
    home = reference.typical_envelope("office", "E", 1970)
    assert home.of_homes or home.archetypes < 5
    assert home.note
    assert reference.epc_class(1.0, date(2024, 5, 1)) == "A1"
    assert reference.epc_class(1.01, date(2024, 5, 1)) == "B"


def test_a_stock_is_read_with_the_heating_values_of_the_folder(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    files = embedded_tables().items()
    text = next(text for name, text in files if name.endswith("energy_carriers.csv")).decode()
    changed = text.replace(",Smc,9.5947,", ",Smc,10,")
    assert changed != text
    (own / "energy_carriers.csv").write_text(changed, encoding="utf-8")
    stock = tmp_path / "stock"
    stock.mkdir()
    (stock / "buildings.csv").write_text("building_id,use,floor_area_m2\nb,office,100\n")
    (stock / "meters.csv").write_text("meter_id,building_id,carrier,unit\ng,b,natural_gas,Smc\n")
    (stock / "readings.csv").write_text("meter_id,start,end,value\ng,2023-01-01,2024-01-01,100\n")
    with_own = empower.analyse(stock, reference=own).consumption.column("energy_kwh")
    assert with_own.to_pylist() == [1000.0]
    built_in = empower.analyse(empower.read_stock(stock)).consumption.column("energy_kwh")
    assert built_in.to_pylist() == pytest.approx([959.47])
