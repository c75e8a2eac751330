# SPDX-License-Identifier: Apache-2.0
from html.parser import HTMLParser
from pathlib import Path

import empower
import pytest
from empower.overview import overview
from empower.signature_plot import Legs, Point, signature_svg

VOID = {"meta", "line", "circle"}


class Document(HTMLParser):
    """Text, tags and nesting of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="session")
def source(analysis: empower.Analysis, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = analysis.report(tmp_path_factory.mktemp("report") / "report.html")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def document(source: str) -> Document:
    return Document(source)


def test_the_page_is_well_formed(document: Document) -> None:
    assert document.open == []


def test_nothing_is_asked_from_anywhere(source: str, document: Document) -> None:
    assert "http" not in source
    assert "url(" not in source
    assert "@import" not in source
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in document.tags}
    assert not any({"src", "href"} & attributes.keys() for _, attributes in document.tags)


def test_headings_captions_and_labels_are_there(document: Document) -> None:
    tags = [tag for tag, _ in document.tags]
    assert tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption") > 0
    assert all("scope" in attributes for tag, attributes in document.tags if tag == "th")
    assert all(attributes["aria-label"] for tag, attributes in document.tags if tag == "svg")


def test_the_figures_are_those_of_the_tables(
    analysis: empower.Analysis, document: Document
) -> None:
    figures = overview(analysis)
    rows = analysis.consumption.to_pylist()
    energy = sum(r["energy_kwh"] for r in rows if r["year"] == figures.year)
    assert figures.energy_kwh == pytest.approx(energy)
    assert f"{energy / 1e6:,.1f} GWh" in document.words
    assert analysis.plan_summary is not None
    assert f"{analysis.plan_summary['npv_eur']:,.0f} EUR" in document.words
    assert f"{analysis.findings.num_rows:,} rows" in document.words


def test_a_sum_that_leaves_a_carrier_out_says_so(
    analysis: empower.Analysis, document: Document
) -> None:
    unknown = any(c.emissions_kgco2e is None for c in overview(analysis).carriers)
    assert ("no factor known" in document.words) == unknown


def test_every_row_of_the_plan_is_shown(analysis: empower.Analysis, document: Document) -> None:
    for row in analysis.plan.to_pylist():
        assert f"{row['outlay_eur']:,.0f}" in document.words


def test_the_head_of_every_table_is_shown_with_units_and_meanings(
    analysis: empower.Analysis, document: Document
) -> None:
    titles = {attributes.get("title") for tag, attributes in document.tags if tag == "th"}
    for name, columns in analysis.dictionary.items():
        assert f"First rows of {name}" in document.words
        assert {column["meaning"] for column in columns} <= titles


def test_placeholder_prices_are_called_placeholders(
    analysis: empower.Analysis, document: Document
) -> None:
    used = {row["confidence"] for row in analysis.run["reference_rows"]}
    assert ("Placeholder prices and factors." in document.words) == ("placeholder" in used)


def test_names_are_escaped(stock_folder: Path, tmp_path: Path) -> None:
    for file in stock_folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = (tmp_path / "buildings.csv").read_text("utf-8").splitlines()
    place = rows[0].split(",").index("name")
    marked = [
        ",".join([*r.split(",")[:place], "<b>&", *r.split(",")[place + 1 :]]) for r in rows[1:]
    ]
    (tmp_path / "buildings.csv").write_text("\n".join([rows[0], *marked]) + "\n", "utf-8")
    path = empower.analyse(tmp_path, budget_eur=1e6).report(tmp_path / "report.html")
    source = path.read_text("utf-8")
    assert "&lt;b&gt;&amp;" in source
    assert "<b>&" not in source


def test_a_stock_without_readings_has_an_honest_report(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(
        "building_id,use,floor_area_m2\nA,office,1000\n", "utf-8"
    )
    (tmp_path / "meters.csv").write_text(
        "meter_id,building_id,carrier,unit\nM,A,electricity,kWh\n", "utf-8"
    )
    analysis = empower.analyse(tmp_path, budget_eur=1e5)
    assert "no year is covered well enough" in analysis.summary()
    assert "no works could be shown to pay" in analysis.summary()
    document = Document(analysis.report(tmp_path / "report.html").read_text("utf-8"))
    assert "No works within 100,000 EUR could be shown to pay." in document.words


def test_the_notebook_summary_names_the_plan(analysis: empower.Analysis) -> None:
    assert "net present value" in Document(analysis._repr_html_()).words


def test_without_expected_energy_the_plot_has_only_its_lines(
    stock_folder: Path, tmp_path: Path
) -> None:
    path = empower.analyse(stock_folder).report(tmp_path / "report.html")
    source = path.read_text("utf-8")
    assert "the model only" in source
    assert '<line class="leg' in source
    assert "<circle" not in source


def test_the_plot_draws_each_leg_and_each_point() -> None:
    points = [Point(t, 100.0 + 8.0 * max(0.0, 15.0 - t), True) for t in range(-5, 30)]
    svg = signature_svg(points, Legs(100.0, 8.0, 15.0, None, None), "gas")
    assert svg.count('class="point"') == len(points)
    assert svg.count('class="leg heating"') == 1
    assert svg.count('class="leg "') == 1
    assert "heating below 15.0 °C" in svg
    assert "cooling" not in svg


def test_energy_fed_back_stays_inside_the_plot() -> None:
    svg = signature_svg([Point(10.0, -50.0, True)], Legs(5.0, None, None, None, None), "solar")
    (circle,) = [a for tag, a in Document(svg).tags if tag == "circle"]
    assert circle["cy"] is not None
    assert 0.0 < float(circle["cy"]) < 400.0
