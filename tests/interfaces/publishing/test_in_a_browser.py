"""Pages of a site in a browser with every outside request refused."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.interfaces.publishing.frame import Frame, paper_page
from workbench.interfaces.reports import open_comparison

from .conftest import SHIFTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHEET = {"width": 665, "height": 1013}
"""A4 less the margins of the style sheet, at 96 dots an inch."""

PAGES = ["index.html", "pages/comparison.html", "pages/_x.html", "single/_x.html"]


@contextmanager
def opened(browser: "Browser", path: Path, *, scripts: bool, bypass_csp: bool = False) -> Iterator["Page"]:
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 1280, "height": 1200}, bypass_csp=bypass_csp
    )
    page = context.new_page()
    page.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda _: said.append("a name was executed"))
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    if scripts:
        page.wait_for_function(
            "[...document.querySelectorAll('figure[data-chart]')].every(one => one.dataset.drawn)"
        )
    yield page
    context.close()
    assert said == [] and all(one.startswith(("file:", "data:")) for one in asked), (said, asked)


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_is_drawn_and_nothing_is_asked_for_elsewhere(
    browser: "Browser", site: Path, name: str
) -> None:
    with opened(browser, site / name, scripts=True) as page:
        drawn = "all => all.map(one => one.dataset.drawn + !!one.querySelector('.wb-live svg'))"
        figures = page.eval_on_selector_all("figure[data-chart]", drawn)
        assert figures == ["yestrue"] * len(figures) and (len(figures) >= 4 or name == "index.html")


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_every_picture_shows(browser: "Browser", site: Path, name: str) -> None:
    with opened(browser, site / name, scripts=False) as page:
        assert page.locator("h1").is_visible()
        pictures = page.locator(".wb-static svg" if name != "index.html" else "td.wb-mark svg")
        assert pictures.count() >= 4
        assert all(one.is_visible() and one.bounding_box()["width"] > 200 for one in pictures.all())


def test_the_index_filters_by_kind_and_leads_to_every_form(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "index.html", scripts=True) as page:
        shown = "all => all.filter(one => !one.hidden).length"
        assert page.eval_on_selector_all("tr.wb-row", shown) == 1 + len(SHIFTS)
        page.get_by_role("button", name="Events").click()
        assert page.eval_on_selector_all("tr.wb-row", shown) == 1
        assert page.eval_on_selector_all("tr.wb-group", shown) == 1
        row = page.locator("tr.wb-row:not([hidden])")
        forms = [one.inner_text().partition("\n")[0] for one in row.locator("a").all()]
        assert forms == ["page", "one file", "PDF", "CSV", "YAML"]
        row.get_by_role("link", name="page").click()
        page.get_by_role("link", name="All scenarios").click()
        page.wait_for_selector("table.wb-site")


def test_every_head_of_the_index_sorts_by_its_own_column(browser: "Browser", site: Path) -> None:
    """Within choices and events, both ways; what has no figure stands last."""
    with opened(browser, site / "index.html", scripts=True) as page:
        heads = page.locator("thead th[data-key]")
        assert heads.count() == 6
        for k in range(heads.count()):
            head = heads.nth(k)
            words = head.locator("button").inner_text().replace("\n", " ")
            at = head.evaluate("one => one.cellIndex")
            label = "(all, at) => all.map(one => one.cells[at].dataset.label)"
            assert set(page.eval_on_selector_all("tr.wb-row", label, at)) == {words}
            for _ in range(2):
                head.locator("button").click()
                way = head.get_attribute("aria-sort")
                assert page.locator("th[aria-sort]").count() == 1
                assert head.locator("small").inner_text() == f"sorted {'▾' if way == 'descending' else '▴'}"
                for body in page.locator("table.wb-site tbody").all():
                    value = "(all, at) => all.map(one => one.cells[at].dataset.value)"
                    found = body.locator("tr.wb-row").evaluate_all(value, at)
                    known = [float(one) for one in found if one is not None]
                    assert known == sorted(known, reverse=way == "descending"), words
                    assert found[len(known) :] == [None] * (len(found) - len(known))


@pytest.mark.parametrize("width", [420, 760, 900, 1200, 1280])
def test_the_index_with_all_its_links_is_not_cut(browser: "Browser", site: Path, width: int) -> None:
    with opened(browser, site / "index.html", scripts=True) as page:
        page.set_viewport_size({"width": width, "height": 900})
        wide = (
            "[...document.querySelectorAll('.wb-scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
        )
        assert page.evaluate(wide) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_chart_is_torn_apart_in_print(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "single" / "_x.html", scripts=False) as page:
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        kept = (
            "all => all.map(one => [getComputedStyle(one).breakInside, one.getBoundingClientRect().height])"
        )
        figures = page.eval_on_selector_all("figure", kept)
        assert len(figures) >= 4
        assert all(how == "avoid" and height < SHEET["height"] for how, height in figures)
        hidden = "all => all.filter(one => one.getBoundingClientRect().height > 0).length"
        assert page.eval_on_selector_all(".wb-downloads, .wb-way, .wb-numbers", hidden) == 0


def test_figures_of_the_index_stand_in_their_columns(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "index.html", scripts=False) as page:
        over = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
        assert page.eval_on_selector_all(".wb-row td", over) == []


@pytest.mark.parametrize(("what_ifs", "words"), [(2, 60), (3, 60), (4, 5), (4, 60), (9, 60), (50, 30)])
def test_page_one_stays_one_page_whatever_was_written_of_the_what_ifs(
    browser: "Browser", tmp_path: Path, what_ifs: int, words: int
) -> None:
    run = write_fake(FakeRun({f"idea-{k}": Shift(-1e6 * k, 2e6) for k in range(what_ifs)}), tmp_path / "run")
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    for one in manifest["scenarios"]:
        one["title"] = "what was written of it " * (words // 5)
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    page_one = open_comparison(str(run), "").front().text
    (tmp_path / "page.html").write_text(
        paper_page(Frame("page one", ""), page_one, Markup()), encoding="utf-8"
    )
    with opened(browser, tmp_path / "page.html", scripts=False) as page:
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        height = page.locator(".wb-front").bounding_box()["height"]
        assert 600 < height < SHEET["height"]
