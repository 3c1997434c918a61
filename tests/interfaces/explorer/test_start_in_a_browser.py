"""From an empty page to six answers: rows are pasted, a key moves a control, a question is opened."""

import json
from pathlib import Path

import pytest

from .lab import LOOPBACK, lab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELL = "import workbench\nworkbench.explore()"
CONNECTED = """() => {
  const kernel = window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
ANSWERED = """() => [...document.querySelectorAll('.wb-card-answer')].every(
  (one) => one.querySelector('.wb-card-n') || one.textContent.includes('State'))"""
CHANGED = "before => document.querySelector('.wb-card-people .wb-card-words')?.textContent !== before"
HEIGHTS = "() => [...document.querySelectorAll('.wb-card')].map((one) => one.offsetHeight)"
HAS_FOCUS = "words => document.activeElement.textContent === words"
PATIENCE = 120_000


def rows() -> str:
    head = "name\tvalue_per_year\tduration_days\tteam_size\tdue_date\tbudget"
    body = [f"<i>{k}</i> Portal\t{90_000 + 9_000 * k}\t{40 + k}\t2\t2099-0{k}-28\t60000" for k in range(1, 9)]
    return "\n".join([head, *body, "Late\tmuch\t30\t2\t2099-01-28\t60000"])


def notebook(folder: Path) -> None:
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {
        "cells": [{**cell, "source": CELL}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "start.ipynb").write_text(json.dumps(content), encoding="utf-8")


def test_rows_are_pasted_and_six_questions_answered_by_keyboard(tmp_path: Path, chromium: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    folder, settings = tmp_path / "mine", tmp_path / "settings"
    folder.mkdir()
    settings.mkdir()
    notebook(folder)
    errors: list[str] = []
    with lab(folder, settings) as (address, token), sync_api.sync_playwright() as driver:
        rules = f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}"
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: errors.append(f"{error} {error.stack}"))
            page.goto(f"{address}/lab/tree/start.ipynb?token={token}&reset")
            page.wait_for_function(CONNECTED)
            page.evaluate(RUN_ALL)

            # A wrong paste says what is wrong and keeps the text; mended, the cards appear.
            page.get_by_role("button", name="Paste from a spreadsheet").click()
            field = page.get_by_label("Rows from a spreadsheet")
            field.fill("name\tvalue\nPortal\tmuch")
            page.get_by_role("button", name="Read the rows").click()
            page.wait_for_selector("text=Row 2, column B: value_per_year: is not a number (got much)")
            assert field.input_value() == "name\tvalue\nPortal\tmuch"
            field.fill(rows())
            page.get_by_role("button", name="Read the rows").click()
            page.wait_for_selector("text=8 rows read, 1 left out.")
            waiting = page.evaluate(HEIGHTS)
            page.wait_for_function(ANSWERED)
            assert len(waiting) == 6 and len(set(page.evaluate(HEIGHTS)[:2])) == 1
            assert page.locator(".wb-start i:has-text('Portal')").count() == 0, "names are text"

            # Cards are regions by the name of their question, their controls say label and value.
            card = page.get_by_role("region", name="What if people leave or join?")
            assert page.locator(".wb-card[role=region][aria-label]").count() == 6
            slider = card.get_by_role("slider")
            before = card.locator(".wb-card-words").text_content()
            said = slider.get_attribute("aria-valuetext")
            slider.focus()
            slider.press("ArrowRight")
            page.wait_for_function(CHANGED, arg=before)
            assert slider.get_attribute("aria-valuetext") not in ("", said)

            # The next stop of the Tab key is the way to the page of the question.
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == "Open"
            page.keyboard.press("Enter")
            page.wait_for_selector(".wb-answer")
            # The keyboard is at the title of the page, and on the way back where it left.
            page.wait_for_function(HAS_FOCUS, arg="What if people leave or join?")
            page.get_by_role("button", name="All six questions").press("Enter")
            page.wait_for_selector(".wb-cards")
            page.wait_for_function(HAS_FOCUS, arg="Open")
            assert page.evaluate("document.activeElement.closest('.wb-card-people') !== null")
        finally:
            browser.close()
    assert not errors
