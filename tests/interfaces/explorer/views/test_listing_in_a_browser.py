"""The table of projects in a browser: headers sort, text filters, a name opens its row by keyboard alone."""

import json
from pathlib import Path

import pytest

from workbench.interfaces.explorer.views.listing import Cell, Column, Listing, Row

pytestmark = pytest.mark.browser

MODEL = """
const listeners = {};
window.model = {
  get: (name) => window.data[name],
  set: (name, value) => {
    window.data[name] = value;
    (listeners[`change:${name}`] ?? []).forEach((one) => one());
  },
  on: (name, heard) => (listeners[name] ??= []).push(heard),
  off: () => {},
  save_changes: () => {},
};
"""
NAMES = "[...document.querySelectorAll('tbody tr:not([hidden]) button')].map((one) => one.textContent)"
SORTED = "[...document.querySelectorAll('thead th')].map((one) => one.getAttribute('aria-sort'))"


def test_sorting_filtering_and_opening_by_keyboard(tmp_path: Path, chromium: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    listing = Listing()
    values = {"Alpha": 3.0, "Beta <b>": None, "Gamma": -1.0}
    rows = [
        Row(name[0], (Cell((name,), name.lower()), Cell((f"{value}",), value)), ("some",) if value else ())
        for name, value in values.items()
    ]
    listing.show("All", (Column("project"), Column("value")), (("", "all"), ("some", "known")), rows)
    names = ("caption", "columns", "kinds", "rows", "sorted", "chosen")
    data = json.dumps({name: getattr(listing, name) for name in names}).replace("</", "<\\/")
    script = f"window.data = {data};{MODEL}{listing._esm.replace('export default { render };', '')}"
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_content("<div id='here'></div>")
        page.add_script_tag(content=f"{script}\nrender({{ model, el: document.querySelector('#here') }});")
        assert page.evaluate(NAMES) == ["Alpha", "Beta <b>", "Gamma"]
        assert page.evaluate(SORTED) == ["ascending", "none"]
        page.focus("thead th:nth-child(2) button")
        page.keyboard.press("Enter")
        # What is not known stands last both ways.
        assert page.evaluate(NAMES) == ["Gamma", "Alpha", "Beta <b>"]
        page.keyboard.press("Enter")
        assert page.evaluate(NAMES) == ["Alpha", "Gamma", "Beta <b>"]
        assert page.evaluate(SORTED) == ["none", "descending"]
        page.fill("input[type=search]", "BETA")
        assert page.evaluate(NAMES) == ["Beta <b>"]
        assert page.inner_text("[role=status]") == "1 of 3 projects"
        page.fill("input[type=search]", "")
        page.select_option("select", "some")
        assert page.evaluate(NAMES) == ["Alpha", "Gamma"]
        page.focus("tbody tr:first-child button")
        page.keyboard.press("Enter")
        assert page.evaluate("window.data.chosen") == "A"
        assert page.get_attribute("tbody tr:first-child button", "aria-expanded") == "true"
        # Another answer has one column more before the one that sorts: the order stays.
        page.evaluate(
            "window.data.columns = [window.data.columns[0], {title: 'more', tip: '', key: 'more'}, "
            "window.data.columns[1]]; for (const row of window.data.rows) "
            "row.cells.splice(1, 0, {text: ['1'], key: 1, tip: [], look: '', range: ['0 to 2']})"
        )
        page.evaluate("model.set('rows', [...window.data.rows])")
        assert page.evaluate(SORTED) == ["none", "none", "descending"]
        assert page.inner_text("tbody tr:first-child td small") == "0 to 2"
        assert page.evaluate("document.activeElement.textContent") == "Alpha"
        assert errors == []
        browser.close()
