"""The working page used at length: panels and views, dragging, keys, a file a new kernel, many changes."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.rig import Site, served, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]

CELL = """import os
from IPython.display import HTML, display
import workbench
from workbench.interfaces.explorer import ANYTHING, explore
display(HTML(f'<p id="kernel">{{os.getpid()}}</p>'))
explore(workbench.load_scenario({file!r}), {count}, opening=ANYTHING)"""

FEW, MANY = 200, 10_000
"""Futures of an answer that comes at once, and of one that can be interrupted."""

CHANGES = int(os.environ.get("WORKBENCH_CHANGES", "500"))
KERNEL_GROWTH, PAGE_GROWTH = 60.0, 15.0
"""Megabytes that kernel and page may grow by between a fifth of the changes and the last one: a widget
or a chart that was left behind by each of 500 changes would take several times that."""

TOP = "(words) => document.querySelector('.wb-top')?.textContent.includes(words)"
RESTS = """() => [...document.querySelectorAll('button')]
  .find((one) => one.textContent.includes('Stop refining'))?.disabled"""
SHOWN = """() => [...document.querySelectorAll('.wb-figure svg, .wb-listing')]
  .map((one) => one.outerHTML).join()"""
OTHER = f"(before) => {{ const now = ({SHOWN})(); return now !== '' && now !== before; }}"
WATCH = """() => { window.tops = []; window.states = [];
  new MutationObserver(() => {
    const said = document.querySelector('.wb-top')?.textContent;
    if (said && said !== window.tops.at(-1)) window.tops.push(said);
    const state = document.querySelector('.wb-state')?.textContent;
    if (state && state !== window.states.at(-1)) window.states.push(state);
  }).observe(document.body, { subtree: true, childList: true, characterData: true }); }"""

PROJECT = """\
    P{k:03}:
      due: 2028-0{month}-28
      benefit: {{per_year: {value}, plateau_years: 4}}
      packages:
        build: {{duration: {days}, demand: {{developers: 2}}}}
        test: {{duration: 10, demand: {{testers: 1}}, after: [build]}}
"""
SCENARIO = """\
name: baseline
portfolio:
  name: Made up
  start: 2027-01-04
  maturity: 2
  budgets: {{2027: 90_000_000, 2028: 90_000_000, 2029: 90_000_000}}
  pools:
    developers: {{name: Developers, capacity: {people}, cost_per_fte_day: 720}}
    testers: {{capacity: {testers}, cost_per_fte_day: 600}}
  projects:
{projects}pmo: {{staff: 1, cost_per_fte: 100_000}}
policy: {{release: {{wip_limit: {limit}}}}}
horizon: 2029-12-31
seed: 7
"""


def scenario(number: int) -> str:
    """A portfolio of so many projects, in which they wait for each other."""
    projects = "".join(
        PROJECT.format(k=k, month=1 + k % 9, value=100_000 + 9_000 * (k % 17), days=30 + 7 * (k % 11))
        for k in range(1, number + 1)
    )
    limit = max(3, number // 2)
    return SCENARIO.format(people=limit, testers=max(1, limit // 3), limit=limit, projects=projects)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Notebooks of one cell each, named by projects and futures, in a folder that may be written to."""
    folder, settings = tmp_path_factory.mktemp("using"), tmp_path_factory.mktemp("settings")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    for number, count in ((8, FEW), (8, MANY), (60, 50), (500, 20)):
        file = folder / f"{number}.yaml"
        file.write_text(scenario(number), encoding="utf-8")
        source = CELL.format(file=file.name, count=count)
        content = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": kernel,
            "cells": [{**cell, "source": source}],
        }
        (folder / f"of_{number}_{count}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    with served(folder, settings) as found:
        yield found


def answered(page: Any, words: str = "Today") -> None:
    """Wait until the page names this and has all futures of it."""
    page.wait_for_function(TOP, arg=words)
    page.wait_for_function(RESTS)


def top_of(page: Any) -> str:
    """What the page says that it shows."""
    return str(page.locator(".wb-top").first.inner_text()).strip()


def limit_of(page: Any) -> Any:
    return page.get_by_role("slider", name="Projects at once").first


def look(page: Any, tab: str) -> str:
    """The pictures of a view."""
    before = page.evaluate(SHOWN)
    chosen = page.locator(".wb-tabbar").get_by_role("tab", name=tab, exact=True)
    if chosen.get_attribute("aria-selected") != "true":
        chosen.click()
        page.wait_for_function(OTHER, arg=before)
    answered(page, "")
    return str(page.evaluate(SHOWN))


PANELS = {
    "Portfolio": ('.wb-grid [data-project="P002"][data-column="benefit/per_year"]', "900000", "Value"),
    "People": ("People at the start", "2", "People"),
    "Policies": ("Projects at once", "1", "Flow"),
    "PMO": ("Risk", "4", "Overview"),
    "Uncertainty": ("Luck that all projects share", "0.6", "Value"),
    "Run": ("Draw of the luck (seed)", "11", "Schedule"),
}
"""Of each panel one control, what is typed there, and the view in which it is to be seen."""


@pytest.mark.parametrize("panel", PANELS)
def test_a_control_of_every_panel_changes_the_view_that_shows_it(
    browser: "Browser", site: Site, panel: str
) -> None:
    control, text, tab = PANELS[panel]
    with visited(browser, site.page(f"of_8_{FEW}")) as page:
        answered(page)
        before = look(page, tab)
        page.get_by_role("button", name="All controls").click()
        page.locator(".wb-all").get_by_role("tab", name=panel, exact=True).first.click()
        area = page.locator(".wb-all-panel")
        area.locator("input").first.wait_for(state="attached")
        page.wait_for_timeout(500)
        area.evaluate("e => e.querySelectorAll('details').forEach((one) => { one.open = true; })")
        grid = control.startswith(".")
        field = area.locator(control) if grid else area.get_by_role("textbox", name=control).first
        field.fill(text)
        field.press("Enter")
        answered(page, "What-if:")
        page.wait_for_function(OTHER, arg=before)
        assert top_of(page).startswith("What-if:")
        assert page.evaluate(SHOWN) not in ("", before), "the view shows what was changed"


def test_a_slider_is_dragged_and_released_and_a_newer_change_wins(browser: "Browser", site: Site) -> None:
    with visited(browser, site.page(f"of_8_{MANY}")) as page:
        page.wait_for_selector(".wb-figure svg")
        page.evaluate(WATCH)
        slider = limit_of(page)
        box, low, high = slider.bounding_box(), *(float(slider.get_attribute(end)) for end in ("min", "max"))
        start = box["x"] + 8 + (box["width"] - 16) * (float(slider.input_value()) - low) / (high - low)
        page.mouse.move(start, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2, steps=12)
        page.wait_for_function(TOP, arg="What-if:")
        assert any("rough" in state for state in page.evaluate("window.states"))
        page.mouse.up()
        older = page.locator(".wb-top").first.inner_text()
        slider.press("Home")
        page.wait_for_function(TOP, arg="at most 1 project at once")
        answered(page, "at most 1 project at once")
        assert f"{MANY:,} simulated futures" in page.locator(".wb-state").first.inner_text()
        tops = page.evaluate("window.tops")
        at = next(k for k, said in enumerate(tops) if "at most 1 project at once" in said)
        assert older not in tops[at:], "what was dropped must not come back"


def test_keys_undo_a_drag_as_one_step_and_make_it_again(browser: "Browser", site: Site) -> None:
    with visited(browser, site.page(f"of_8_{FEW}")) as page:
        answered(page)
        slider = limit_of(page)
        slider.press("ArrowLeft")
        answered(page, "at most 3 projects at once")
        page.wait_for_timeout(1500)
        slider.press("ArrowLeft")
        answered(page, "at most 2 projects at once")
        for key, words, limit in (
            ("Control+z", "What-if: at most 3 projects at once", "3"),
            ("Control+z", "Today", "4"),
            ("Control+y", "What-if: at most 3 projects at once", "3"),
            ("Control+Shift+z", "What-if: at most 2 projects at once", "2"),
        ):
            page.keyboard.press(key)
            answered(page, words)
            assert (top_of(page), slider.input_value()) == (words, limit), key


BELOW = """() => {
  const answer = document.querySelector('.wb-head .wb-answer').getBoundingClientRect();
  const table = document.querySelector('.wb-pinned')?.getBoundingClientRect();
  return table && table.top >= answer.bottom - 1 && table.bottom <= innerHeight;
}"""


@pytest.mark.parametrize("height", [620, 900])
def test_what_is_pinned_from_further_down_stands_in_sight_below_the_answer(
    browser: "Browser", site: Site, height: int
) -> None:
    with visited(browser, site.page(f"of_8_{FEW}"), width=900, height=height) as page:
        answered(page)
        limit_of(page).press("Home")
        answered(page, "at most 1 project at once")
        page.evaluate("() => document.querySelectorAll('*').forEach((one) => { one.scrollTop = 500; })")
        page.get_by_role("button", name="Pin this what-if").evaluate("one => one.click()")
        page.wait_for_function(BELOW)
        inside = page.locator(".wb-explorer")
        assert page.evaluate(BELOW) is True
        assert inside.evaluate("e => e.scrollWidth <= e.clientWidth"), "nothing is scrolled sideways"


def test_a_saved_scenario_says_the_same_in_a_new_kernel(browser: "Browser", site: Site) -> None:
    def words(page: Any) -> str:
        return re.sub(r"\s+", " ", page.locator(".wb-answer").first.inner_text())

    with visited(browser, site.page(f"of_8_{FEW}")) as page:
        answered(page)
        limit_of(page).press("Home")
        answered(page, "at most 1 project at once")
        kernel, said = page.inner_text("#kernel"), words(page)
        page.get_by_role("button", name="Save as scenario").click()
        page.wait_for_selector("text=saved beside this notebook: what-if.yaml")
    with visited(browser, site.page(f"of_8_{FEW}")) as page:
        answered(page)
        assert page.inner_text("#kernel") != kernel
        page.get_by_role("button", name="Open a scenario").click()
        page.get_by_label("or its path").fill("what-if.yaml")
        page.get_by_label("or its path").press("Tab")
        page.get_by_role("button", name="Open as what-if").click()
        answered(page, "What-if:")
        assert words(page) == said


@pytest.mark.parametrize(("projects", "count"), [(60, 50), (500, 20)])
def test_large_portfolios_open_and_answer(browser: "Browser", site: Site, projects: int, count: int) -> None:
    with visited(browser, site.page(f"of_{projects}_{count}")) as page:
        page.wait_for_selector(".wb-figure svg")
        answered(page)
        limit_of(page).press("PageDown")
        answered(page, "projects at once")
        assert f"{count} simulated futures" in page.locator(".wb-state").first.inner_text()


def test_many_changes_do_not_fill_memory(browser: "Browser", site: Site) -> None:
    with visited(browser, site.page(f"of_8_{FEW}")) as page:
        answered(page)
        status = Path(f"/proc/{page.inner_text('#kernel')}/status")
        if not status.exists():
            pytest.skip("memory of the kernel is read from /proc")
        chrome = page.context.new_cdp_session(page)
        slider, sizes = limit_of(page), []
        for one in range(1, CHANGES + 1):
            # From one of three to the next, so that each press is a change.
            slider.press(("Home", "ArrowRight", "ArrowRight")[one % 3])
            at = slider.get_attribute("aria-valuetext").replace("\N{NO-BREAK SPACE}", " ")
            page.wait_for_function(TOP, arg=f"at most {at} at once")
            if one in (CHANGES // 5, CHANGES):
                chrome.send("HeapProfiler.collectGarbage")
                (kernel,) = re.findall(r"VmRSS:\s+(\d+)", status.read_text())
                sizes.append((int(kernel) / 1024, page.evaluate("performance.memory.usedJSHeapSize") / 1e6))
        (before, heap_before), (after, heap_after) = sizes
    print(f"kernel {before:.0f} to {after:.0f} MB, page {heap_before:.0f} to {heap_after:.0f} MB")
    assert after - before < KERNEL_GROWTH and heap_after - heap_before < PAGE_GROWTH
