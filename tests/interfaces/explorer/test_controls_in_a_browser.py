"""Generated controls and the table of projects under fingers: keys, typing, a block that is pasted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from .lab import LOOPBACK, lab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELL = """\
import json
import ipywidgets as widgets
import workbench
from workbench.bundled import bundled
from workbench.interfaces.explorer.controls.grid.portfolio import PortfolioPanel
from workbench.interfaces.explorer.controls.panels import controls_for
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.page import classed, head_of
today = workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
draft, said = Draft(), widgets.HTML()
def changed(change):
    global draft
    draft = change(draft)
    for group in groups:
        group.show(draft, today)
    levers = draft.levers.model_dump(mode="json", exclude_defaults=True)
    edits = [[list(one.address), one.value] for one in draft.edits]
    said.value = f"<pre class=draft>{json.dumps([levers, edits])}</pre>"
portfolio = PortfolioPanel(today, changed)
groups = [controls_for(["wip_limit", "people"], today, changed), portfolio]
left = classed(widgets.VBox([groups[0].widget]), "wb-panel")
page = widgets.VBox([head_of("Controls", today), left, portfolio.widget, said])
classed(widgets.Box([page]), "wb-explorer")
"""
CONNECTED = """() => {
  const kernel = window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const pasted = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(pasted);
}"""
SAYS = "(words) => (document.querySelector('pre.draft')?.textContent ?? '').includes(words)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    folder, settings = tmp_path_factory.mktemp("notebook"), tmp_path_factory.mktemp("settings")
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [{**cell, "source": CELL}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "controls.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    errors: list[str] = []
    with lab(folder, settings) as (address, token), sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}"],
        )
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.set_default_timeout(30_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{address}/lab/tree/controls.ipynb?token={token}&reset")
            page.wait_for_function(CONNECTED)
            assert page.evaluate(RUN_ALL)
            page.wait_for_selector(".wb-grid td input")
            yield page
        finally:
            browser.close()
    assert errors == []


def draft_of(page: Any, words: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The draft once it says some words: levers, and edits by their address."""
    page.wait_for_function(SAYS, arg=words)
    levers, edits = json.loads(page.inner_text("pre.draft"))
    return levers, {"/".join(address): value for address, value in edits}


def cell(page: Any, project: str, column: str) -> Any:
    return page.locator(f'.wb-grid [data-project="{project}"][data-column="{column}"]')


def test_a_slider_goes_by_keys_and_says_its_value_with_its_unit(page: Any) -> None:
    slider = page.get_by_role("slider", name="Projects at once")
    assert slider.get_attribute("aria-valuetext") == "26\xa0projects"
    for key, value in [("ArrowLeft", 25), ("PageDown", 15), ("Home", 1), ("End", 40), ("PageUp", 40)]:
        slider.press(key)
        words = "project" if value == 1 else "projects"
        assert slider.get_attribute("aria-valuetext") == f"{value}\xa0{words}", key
    assert draft_of(page, '"wip_limit": 40')[0] == {"wip_limit": 40}


def test_a_wrong_entry_is_told_at_its_field_and_goes_once_it_is_right(page: Any) -> None:
    field = page.get_by_role("textbox", name="Projects at once")
    field.fill("0")
    field.press("Enter")
    page.wait_for_selector("text=“0” cannot be: allowed is a whole number from 1 to")
    assert field.get_attribute("aria-invalid") == "true"
    told = page.evaluate(
        "id => document.getElementById(id).textContent", field.get_attribute("aria-describedby").split()[0]
    )
    assert told.startswith("“0” cannot be")
    field.fill("9")
    field.press("Enter")
    assert draft_of(page, '"wip_limit": 9')[0] == {"wip_limit": 9}
    page.wait_for_function("() => !document.querySelector('.wb-form [aria-invalid]')")
    assert page.get_by_role("slider", name="Projects at once").input_value() == "9"


def test_cells_are_reached_and_changed_by_keys(page: Any) -> None:
    assert page.get_by_role("textbox", name="P01 Promised date").input_value() == "2027-09-30"
    cell(page, "P01", "name").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.type("125000")
    page.keyboard.press("Enter")
    edits = draft_of(page, "125000")[1]
    assert edits == {"portfolio/projects/P02/benefit/per_year": 125_000}
    assert page.evaluate("() => document.activeElement.dataset.project") == "P03"
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    assert cell(page, "P03", "benefit/per_year").input_value() == "0"
    cell(page, "P03", "mandatory").uncheck()
    assert draft_of(page, "mandatory")[1]["portfolio/projects/P03/mandatory"] is False


def test_a_block_is_taken_as_far_as_it_can_be_and_the_rest_is_marked(page: Any) -> None:
    cell(page, "P04", "benefit/per_year").focus()
    page.evaluate(PASTE, "50,000\t2028-12-31\nmuch\t2029-01-31\n70,000\tnever\n")
    edits = draft_of(page, "70000")[1]
    assert edits["portfolio/projects/P04/due"] == "2028-12-31"
    assert edits["portfolio/projects/P05/due"] == "2029-01-31"
    assert "portfolio/projects/P05/benefit/per_year" not in edits
    page.wait_for_selector("text=4 cells taken. 2 could not be read: marked, with what is allowed.")
    wrong = cell(page, "P05", "benefit/per_year")
    assert (wrong.input_value(), wrong.get_attribute("aria-invalid")) == ("much", "true")
    # Why stands in the line below, within what is seen of the table, and is told to screen readers.
    why = page.locator(f"[id='{wrong.get_attribute('aria-describedby')}']")
    assert why.inner_text().startswith("Benefit: “much” cannot be: allowed is a number from 0 to")
    line = page.locator(".wb-grid tr:has([data-project=P05]) + tr.wb-grid-why")
    assert line.count() == 1 and line.get_by_text("“much” cannot be").count() == 1
    wrong.focus()
    inside = page.locator(".wb-grid-scroll").bounding_box()
    box = why.bounding_box()
    assert inside["y"] <= box["y"] and box["y"] + box["height"] <= inside["y"] + inside["height"]
    assert inside["x"] <= box["x"] and box["x"] + box["width"] <= inside["x"] + inside["width"]
    assert "P05, Benefit: “much” cannot be" in page.locator(".wb-grid [role=status].wb-said").inner_text()
    assert page.get_by_text("2 cells cannot be: why stands under each.").count() == 1
    page.get_by_role("button", name="Go to P06, Promised date").click()
    assert page.evaluate("() => document.activeElement.dataset.project") == "P06"
    page.keyboard.type("2028-06-30")
    page.keyboard.press("Enter")
    assert draft_of(page, "2028-06-30")[1]["portfolio/projects/P06/due"] == "2028-06-30"


def test_the_table_is_sorted_and_filtered(page: Any) -> None:
    head = page.get_by_role("columnheader", name="Benefit")
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    values = page.locator(".wb-grid tbody tr td:nth-child(4) input").evaluate_all(
        "all => all.map(e => e.value)"
    )
    numbers = [float(one.replace(",", "")) for one in values if one != "much"]
    assert numbers == sorted(numbers, reverse=True)
    page.get_by_role("searchbox", name="Find projects").fill("pension")
    assert page.locator(".wb-grid tbody tr").count() == 1
