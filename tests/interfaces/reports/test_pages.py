"""Whole pages in a browser with every outside request refused: drawn with scripts, complete without."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Once
from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.interfaces.reports import comparison_report, index_page, scenario_report
from workbench.interfaces.reports.render import style
from workbench.interfaces.reports.report import open_scenario
from workbench.interfaces.reports.step import Step
from workbench.interfaces.reports.unmade import Unmade

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


@dataclass
class Seen:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(assumed_run: Path, once: Once) -> Path:
    """A comparison, a scenario and an index; reports side by side in processes of their own."""
    return once("site", lambda folder: _site(assumed_run, folder / "mit Leerzeichen")) / "mit Leerzeichen"


def _site(run: Path, folder: Path) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        pages = [
            pool.submit(comparison_report, run, folder),
            pool.submit(scenario_report, run, "cut-pmo", folder),
        ]
        names = [page.result().name for page in pages]
    assert names == ["comparison.html", "cut-pmo.html"]
    index_page(run, folder)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator["Browser"]:
    """One for all pages: starting Playwright and Chromium takes longer than looking at a page.

    Not for longer than this module: its event loop would be in the way of tests that run one of their own.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@contextmanager
def opened(browser: "Browser", path: Path, *, scripts: bool) -> Iterator[tuple["Page", Seen]]:
    """A page in a context of its own, with nothing left over from the page before."""
    seen = Seen()
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1000, "height": 1200})
    page = context.new_page()
    page.on("request", lambda r: seen.requests.append(r.url))
    page.on("pageerror", lambda e: seen.problems.append(str(e)))
    page.on("console", lambda m: seen.problems.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    if scripts:
        page.wait_for_function(
            "[...document.querySelectorAll('figure[data-chart]')].every(f => f.dataset.drawn)",
            timeout=20000,
        )
    yield page, seen
    context.close()
    outside = [url for url in seen.requests if not url.startswith(("file:", "data:"))]
    assert not outside and not seen.problems, (outside, seen.problems)


@pytest.mark.parametrize("name", ["comparison", "cut-pmo"])
def test_charts_are_drawn_live_offline(browser: "Browser", site: Path, name: str) -> None:
    with opened(browser, site / f"{name}.html", scripts=True) as (page, _):
        figures = page.query_selector_all("figure[data-chart]")
        assert len(figures) >= 5
        for figure in figures:
            assert figure.get_attribute("data-drawn") == "yes"
            drawn = figure.query_selector(".wb-live svg")
            assert drawn is not None and drawn.bounding_box()["width"] > 600
            assert figure.query_selector(".wb-static") is None
        dot = page.query_selector(
            "#wb-differences .wb-live .mark-symbol path, #wb-gain .wb-live .mark-symbol path"
        )
        dot.hover()
        page.wait_for_selector("#vg-tooltip-element.visible")


@pytest.mark.parametrize("name", ["comparison", "cut-pmo"])
def test_without_scripts_static_pictures_and_their_words_are_there(
    browser: "Browser", site: Path, name: str
) -> None:
    with opened(browser, site / f"{name}.html", scripts=False) as (page, _):
        figures = page.locator("figure[data-chart]")
        assert figures.count() >= 5
        for k in range(figures.count()):
            static = figures.nth(k).locator(".wb-static")
            assert static.is_visible() and len(static.get_attribute("aria-label")) > 40
            box = static.locator("svg").bounding_box()
            assert box["width"] > 600 and box["height"] > 50
            assert not figures.nth(k).locator(".wb-live").is_visible()
        assert page.locator("h1").is_visible()


def test_names_run_nothing(browser: "Browser", site: Path) -> None:
    for name in ("comparison", "cut-pmo", "index"):
        with opened(browser, site / f"{name}.html", scripts=True) as (page, _):
            page.on("dialog", lambda _: pytest.fail("a name was executed"))
            text = page.content()
            assert "alert('x')</script>" not in text.replace("\\u003c", "")
    assert "<script>alert" in _visible(browser, site / "comparison.html")


def _visible(browser: "Browser", path: Path) -> str:
    with opened(browser, path, scripts=True) as (page, _):
        found: str = page.locator("#wb-promises-0").inner_text()
        return found


@pytest.mark.parametrize("name", ["comparison", "cut-pmo"])
def test_a_page_is_one_file_without_code(site: Path, name: str) -> None:
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    assert "open_comparison" not in text and "open_scenario" not in text and "papermill" not in text
    outside = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", outside)
    assert "@import" not in outside and "@font-face" not in outside
    assert len(text.encode()) < 1_600_000
    assert "default-src 'none'" in text


def test_page_one_fits_a_printed_page(browser: "Browser", site: Path) -> None:
    for name in ("comparison", "cut-pmo"):
        with opened(browser, site / f"{name}.html", scripts=True) as (page, _):
            page.set_viewport_size({"width": 665, "height": 1013})
            page.emulate_media(media="print")
            height = page.eval_on_selector(".wb-front", "front => front.getBoundingClientRect().height")
            assert height < 1013
            pdf = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 10


def test_page_one_fits_a_printed_page_where_all_dots_stand_above_one_another(
    browser: "Browser", tmp_path: Path
) -> None:
    run = write_fake(FakeRun({"try": Shift(5e6, 1e3)}), tmp_path / "run")
    page_one = open_scenario(str(run), "try", "").front().text
    (tmp_path / "page.html").write_text(f"<style>{style('')}</style>{page_one}", encoding="utf-8")
    with opened(browser, tmp_path / "page.html", scripts=False) as (page, _):
        page.set_viewport_size({"width": 665, "height": 1013})
        page.emulate_media(media="print")
        height = page.eval_on_selector(".wb-front", "front => front.getBoundingClientRect().height")
        assert 600 < height < 1013


def test_the_index_links_relatively_sorts_and_filters(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "index.html", scripts=True) as (page, _):
        links = [link.get_attribute("href") for link in page.query_selector_all("a[href]")]
        assert "comparison.html" in links and "cut-pmo.html" in links
        for link in links:
            assert not link.startswith(("/", "file:", "http"))
        names = "els => els.filter(e => !e.hidden).map(e => e.querySelector('b').textContent)"
        assert page.eval_on_selector_all("tr.wb-row", names) == ["Extend PMO", "Today", "Cut PMO"]
        page.click("th[data-key='0'] button")
        assert page.get_attribute("th[data-key='0']", "aria-sort") == "ascending"
        assert page.eval_on_selector_all("tr.wb-row", names) == ["Cut PMO", "Today", "Extend PMO"]
        page.fill(".wb-filter input", "cut")
        assert page.eval_on_selector_all("tr.wb-row", names) == ["Cut PMO"]
        for width in (1000, 420):
            page.set_viewport_size({"width": width, "height": 1200})
            assert page.locator("tr.wb-row").filter(visible=True).count() == 1
        page.click("a:has-text('comparison')")
        page.wait_for_selector("h1")
        assert page.url.endswith("comparison.html")


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of scenarios that stand alone, one of which could not be read."""
    folder = tmp_path_factory.mktemp("lone")
    runs = [write_fake(FakeRun(n=n), folder / f"run{n}") for n in (60, 130, 90)]
    bad = Unmade("bad.yaml", Step.READ, ["bad.yaml:2: horizn is no field; " + "did you mean horizon? " * 9])
    return index_page(runs, folder, [bad])


def test_an_index_of_lone_scenarios_sorts_and_filters_too(browser: "Browser", lone: Path) -> None:
    with opened(browser, lone, scripts=True) as (page, _):
        shown = "els => els.filter(e => !e.hidden).map(e => e.querySelector('td:last-of-type').textContent)"
        rows = "table.wb-level tr.wb-row"
        assert [one[:3] for one in page.eval_on_selector_all(rows, shown)] == ["60 ", "130", "90 "]
        page.click("th[data-key='3'] button")
        assert [one[:3] for one in page.eval_on_selector_all(rows, shown)] == ["130", "90 ", "60 "]
        page.click("th[data-key='3'] button")
        assert [one[:3] for one in page.eval_on_selector_all(rows, shown)] == ["60 ", "90 ", "130"]
        assert page.locator(f"{rows} td.wb-mark svg circle").count() == 3
        page.fill(".wb-filter input", "bad")
        assert page.eval_on_selector_all(rows, shown) == []
        assert page.locator("table.wb-unmade tr.wb-row").is_visible()


def test_the_index_is_complete_without_scripts(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "index.html", scripts=False) as (page, _):
        assert page.locator("tr.wb-row").count() == 3
        assert page.locator("td.wb-mark svg").count() == 3
        assert not page.locator(".wb-filter").is_visible()
        assert "undecided" in page.locator("tr.wb-row").first.inner_text()


@pytest.mark.parametrize("width", [420, 640, 900, 1280])
@pytest.mark.parametrize("which", ["compared", "lone"])
def test_the_index_is_not_cut(browser: "Browser", site: Path, lone: Path, which: str, width: int) -> None:
    with opened(browser, lone if which == "lone" else site / "index.html", scripts=True) as (page, _):
        page.set_viewport_size({"width": width, "height": 900})
        too_wide = page.evaluate(
            "[...document.querySelectorAll('.wb-scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
        )
        assert too_wide == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_business_case_opens_offline_and_page_one_fits_on_paper(
    browser: "Browser", stored_case: Path, tmp_path: Path
) -> None:
    from workbench.interfaces.reports.case import case_report

    path = case_report(shutil.copytree(stored_case, tmp_path / "case"))
    with opened(browser, path, scripts=True) as (page, _):
        assert len(page.query_selector_all("figure[data-chart]")) == 4
        assert page.query_selector("main pre, main .input") is None
    with opened(browser, path, scripts=False) as (page, _):
        assert len(page.query_selector_all("figure[data-chart] .wb-static svg")) == 4
        page.set_viewport_size({"width": 666, "height": 1000})
        page.emulate_media(media="print")
        height = page.evaluate("document.querySelector('.wb-front').getBoundingClientRect().height")
        # A4 less the margins of the style sheet, at 96 dots an inch; a full case has longer sentences.
        assert height < (297 - 13 - 16) / 25.4 * 96 - 40
