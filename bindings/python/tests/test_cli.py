# SPDX-License-Identifier: Apache-2.0
import re
import subprocess
import sys
from argparse import ArgumentTypeError
from pathlib import Path

import empower
import pytest
from empower._typed_numbers import number
from empower.cli import main


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "empower", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_simulate_and_analyse_from_the_command_line(tmp_path: Path) -> None:
    simulated = run(
        *("simulate", tmp_path / "stock", "--buildings", 12, "--seed", 3, "--years", 2),
        *("--hourly", 0.3),
    )
    assert simulated.returncode == 0, simulated.stderr
    analysed = run(
        *("analyse", tmp_path / "stock", "--out", tmp_path / "result", "--budget", 500000),
        *("--top", 5, "--threads", 1),
    )
    assert analysed.returncode == 0, analysed.stderr
    assert "Read 12 buildings" in analysed.stdout
    assert "Plan for 500,000 EUR" in analysed.stdout
    assert str(tmp_path / "result" / "report.html") in analysed.stdout
    files = {file.name for file in (tmp_path / "result").iterdir()}
    assert {"consumption.csv", "plan.json", "run.json", "tables.json", "report.html"} <= files
    load = (tmp_path / "result" / "load.csv").read_text("utf-8")
    assert load.count("\n") > 2  # a header, and hourly meters of two years


def test_bad_input_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    found = run("analyse", tmp_path / "nowhere", "--out", tmp_path / "result")
    assert found.returncode == 2
    assert found.stdout == ""
    assert found.stderr.startswith("empower: Expected ")
    assert found.stderr.count("\n") == 1
    assert not (tmp_path / "result").exists()


def test_the_version_is_the_library_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"empower {empower.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["analyse", "stock"],
        ["analyse", "stock", "--out", "x", "--budget", "-1"],
        ["analyse", "stock", "--out", "x", "--budget", "nan"],
        ["analyse", "stock", "--out", "x", "--budget", "2.000"],
        ["analyse", "stock", "--out", "x", "--threads", "1.5"],
        ["simulate", "stock", "--hourly", "1.5"],
        ["analyse", "stock", "--out", "x", "--bugdet", "1"],
        ["simulate", "stock", "--buildings", "0"],
    ],
)
def test_arguments_that_make_no_sense_are_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "empower" in capsys.readouterr().err


def test_a_page_for_each_organisation_from_the_command_line(tmp_path: Path) -> None:
    asked = ("--buildings", 8, "--seed", 3, "--first-year", 2022, "--years", 1)
    assert run("simulate", tmp_path / "stock", *asked).returncode == 0
    every = run("statement", tmp_path / "stock", "--out", tmp_path / "pages")
    assert every.returncode == 0, every.stderr
    pages = sorted((tmp_path / "pages").iterdir())
    assert len(every.stdout.splitlines()) == len(pages) > 1
    assert all(str(page) in every.stdout for page in pages)
    name = every.stdout.split(":", 1)[0]
    one = run(
        *("statement", tmp_path / "stock", "--out", tmp_path / "one", "--language", "it"),
        *("--organisation", name.upper(), "--year", 2022),
    )
    assert one.returncode == 0, one.stderr
    (page,) = (tmp_path / "one").iterdir()
    assert '<html lang="it">' in page.read_text("utf-8")
    assert one.stdout.startswith(f"{name}: bilancio energetico 2022")
    assert str(page) in one.stdout


def test_an_organisation_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    empower.simulate_public_stock(tmp_path / "stock", buildings=8, seed=3, years=1)
    asked = (tmp_path / "stock", "--out", tmp_path / "pages", "--organisation", "Atlantide")
    found = run("statement", *asked)
    assert found.returncode == 2
    assert found.stderr.startswith("empower: Expected an organisation such as ")
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2000", 2000.0),
        ("2_000_000", 2e6),
        ("2e6", 2e6),
        ("2000.50", 2000.5),
        ("2000,50", 2000.5),
        ("2.000.000", 2e6),
        ("2,000,000", 2e6),
        ("2.000,50", 2000.5),
        ("2,000.50", 2000.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        ("-1", -1.0),
    ],
)
def test_numbers_are_read_in_italian_and_in_english(typed: str, meant: float) -> None:
    assert number(typed) == meant


@pytest.mark.parametrize("typed", ["2.000", "2,000", "-12.345", "100,000"])
def test_a_number_that_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(ArgumentTypeError, match=f"got {re.escape(typed)}, which may be"):
        number(typed)


@pytest.mark.parametrize(
    "typed", ["", "two", "nan", "inf", "2.00.000", "1.000.00", "2 000", "1,2,3"]
)
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(ArgumentTypeError, match="expected a number, got"):
        number(typed)


def test_a_budget_as_an_italian_types_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["analyse", "stock", "--out", "x", "--budget", "2.000"])
    said = capsys.readouterr().err
    assert "argument --budget: expected a number that can be read in one way" in said
    assert "_amount" not in said
