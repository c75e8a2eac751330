# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import empower
import pytest

ROOT = Path(__file__).parents[3]


def written(analysis: empower.Analysis, folder: Path) -> dict[str, bytes]:
    analysis.write(folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_stock_says_what_was_read(stock_folder: Path) -> None:
    stock = empower.read_stock(stock_folder)
    assert stock.buildings == 40
    assert stock.meters >= 40
    assert repr(stock) == (
        f"<empower.Stock: 40 buildings, {stock.meters} meters, {stock.stations} stations,"
        f" {stock.rejects} rejects>"
    )
    with pytest.raises(KeyError, match="nowhere"):
        stock.building("nowhere")


def test_a_building_is_found_by_id(analysis: empower.Analysis) -> None:
    row = analysis.consumption.slice(0, 1).to_pylist()[0]
    building = analysis.stock.building(row["building_id"])
    assert building.building_id == row["building_id"]
    assert building.floor_area_m2 == row["floor_area_m2"]


def test_folder_and_stock_give_the_same_bytes(stock_folder: Path, tmp_path: Path) -> None:
    from_folder = written(empower.analyse(str(stock_folder)), tmp_path / "a")
    from_stock = written(empower.analyse(empower.read_stock(stock_folder)), tmp_path / "b")
    assert from_folder == from_stock


def test_one_thread_and_two_give_the_same_bytes(
    analysis: empower.Analysis, stock_folder: Path, tmp_path: Path
) -> None:
    for threads in (1, 2):
        again = empower.analyse(stock_folder, budget_eur=1e6, expected=True, threads=threads)
        assert written(again, tmp_path / str(threads)) == written(analysis, tmp_path / "all")


def test_the_cpp_program_writes_the_same_bytes(
    analysis: empower.Analysis, stock_folder: Path, tmp_path: Path
) -> None:
    build = Path(os.environ.get("EMPOWER_BUILD", ROOT / "build" / "release"))
    program = build / "examples" / "stock_report"
    if not program.exists():
        pytest.skip(f"no {program}: build the examples, or set EMPOWER_BUILD")
    subprocess.run(
        [program, stock_folder, "--out", tmp_path / "cpp", "--budget", "1000000", "--expected"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    python = written(analysis, tmp_path / "python")
    assert {f.name: f.read_bytes() for f in (tmp_path / "cpp").iterdir()} == python


def test_a_gap_of_many_days_is_a_finding_for_bills_and_daily_meters(
    stock_folder: Path, tmp_path: Path
) -> None:
    for file in stock_folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    readings = (tmp_path / "readings.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in readings if not "2023-03-01" <= row.split(",")[1] < "2023-03-20"]
    assert len(kept) < len(readings)
    (tmp_path / "readings.csv").write_text("".join(kept), "utf-8")
    gaps = [row for row in empower.analyse(tmp_path).findings.to_pylist() if row["kind"] == "gap"]
    spans = [(row["start"] + row["start_offset"], row["end"] + row["end_offset"]) for row in gaps]
    days = {(end - start).days for start, end in spans if start.date() == date(2023, 3, 1)}
    assert 19 in days  # of daily meters
    assert max(days) > 19  # of bills


def test_the_plan_keeps_its_budget(analysis: empower.Analysis, stock_folder: Path) -> None:
    plan = analysis.plan_summary
    assert plan is not None
    assert plan["budget_eur"] == 1e6
    outlay = sum(row["outlay_eur"] for row in analysis.plan.to_pylist())
    assert plan["spent_eur"] == pytest.approx(outlay)
    assert outlay <= 1e6
    assert plan["npv_eur"] <= plan["bound_eur"]
    assert empower.analyse(stock_folder).plan_summary is None


def test_rules_reach_the_table(stock_folder: Path) -> None:
    def degree_days(analysis: empower.Analysis) -> list[float]:
        found: list[float] = analysis.consumption["heating_degree_days"].drop_null().to_pylist()
        return found

    eurostat = degree_days(empower.analyse(stock_folder))
    italian = degree_days(empower.analyse(stock_folder, heating_rule=empower.italian_gradi_giorno))
    assert len(italian) == len(eurostat) > 0
    assert all(more > less for more, less in zip(italian, eurostat, strict=True))


def test_unknown_keywords_and_positions_are_refused(stock_folder: Path) -> None:
    with pytest.raises(TypeError, match="budget"):
        empower.analyse(stock_folder, budget=1e6)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        empower.analyse(stock_folder, 1e6)  # type: ignore[call-arg]


def test_other_python_threads_run_during_an_analysis(stock_folder: Path) -> None:
    stock = empower.read_stock(stock_folder)
    go, ran = threading.Lock(), threading.Event()
    go.acquire()

    def other() -> None:
        with go:
            ran.set()

    thread = threading.Thread(target=other)
    interval = sys.getswitchinterval()
    # From here on a thread gets the interpreter only from one that gives it up by itself.
    sys.setswitchinterval(1000.0)
    try:
        thread.start()
        go.release()
        for _ in range(100):
            empower._core.analyse(stock, empower._core.AnalysisOptions())
            if ran.is_set():
                break
        assert ran.is_set()
    finally:
        sys.setswitchinterval(interval)
        thread.join()


def test_pyarrow_is_imported_at_the_first_table_only() -> None:
    code = "import sys, empower; sys.exit('pyarrow' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_seed_gives_the_same_stock(tmp_path: Path) -> None:
    def files(name: str, seed: int) -> dict[str, bytes]:
        folder = empower.simulate_public_stock(tmp_path / name, buildings=3, seed=seed, years=1)
        return {f.name: f.read_bytes() for f in folder.glob("*.csv")}

    assert files("a", 1) == files("b", 1)
    assert files("c", 2) != files("a", 1)


def test_every_table_says_the_reference_rows_it_rests_on(analysis: empower.Analysis) -> None:
    rows = analysis.references.to_pylist()
    assert rows == sorted(rows, key=lambda row: (row["table"], row["key"]))
    listed = {(row["table"], row["key"]) for row in rows}
    assert listed == {(row["table"], row["key"]) for row in analysis.run["reference_rows"]}
    for name in ("consumption", "findings", "benchmarks", "measures", "statement"):
        used = {row["table"] for row in rows if name in row["used_in"].split("|")}
        assert used == set(analysis.vintage[name])
    assert any(
        "natural_gas bill_default" in r
        for r in analysis.vintage["consumption"]["energy_carriers.csv"]
    )


def test_placeholders_and_missing_figures_are_said_aloud(
    analysis: empower.Analysis, stock_folder: Path, tmp_path: Path
) -> None:
    said = {(w["code"], w["table"]) for w in analysis.warnings}
    assert ("placeholder_figure", "prices.csv") in said
    assert ("undated_figure", "prices.csv") in said
    assert ("weak_figure", "assumptions.csv") in said
    assert "PLACEHOLDER    prices.csv" in analysis.summary()

    factors = empower.reference.table("co2_factors").to_pylist()
    header = ",".join(factors[0])
    kept = [r for r in factors if r["carrier"] != "electricity_grid"]
    lines = [",".join(f'"{v}"' if v else "" for v in r.values()) for r in kept]
    (tmp_path / "co2_factors.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    without = empower.analyse(stock_folder, reference=tmp_path)
    missing = [w for w in without.warnings if w["code"] == "no_row"]
    assert [w["table"] for w in missing] == ["co2_factors.csv"]
    assert all(key.startswith("electricity_grid ") for key in missing[0]["keys"])
    assert "consumption" in missing[0]["used_in"]
    assert "MISSING" in without.summary()
