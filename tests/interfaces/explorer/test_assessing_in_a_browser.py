"""The questionnaire in JupyterLab by keyboard alone."""

from datetime import date
from pathlib import Path

import pytest

from workbench.interfaces.cli.working_folder import make

from .lab import LOOPBACK, lab
from .test_in_a_browser import CONNECTED, PATIENCE, RUN_ALL

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_questions_are_groups_that_the_keyboard_answers_and_turns_over(tmp_path: Path, chromium: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    folder, settings = tmp_path / "mine", tmp_path / "settings"
    make(folder, date(2027, 1, 4))
    settings.mkdir()
    errors: list[str] = []
    with lab(folder, settings) as (address, token), sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}"],
        )
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{address}/lab/tree/notebooks/08_where_do_we_stand.ipynb?token={token}&reset")
            page.wait_for_function(CONNECTED)
            assert page.evaluate(RUN_ALL)

            first = page.get_by_role("group", name="1.1 How is a project planned?")
            first.get_by_role("radio").first.focus()
            page.keyboard.press("Space")
            for _ in range(3):
                page.keyboard.press("ArrowDown")
            assert first.get_by_role("radio", name="2.5: between the two").is_checked()
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            second = page.get_by_role("group", name="1.2 What happens when a plan slips?")
            assert second.get_by_role("radio").first.is_checked()
            # (2.5 + 1) / 2 less 0.2
            page.wait_for_selector("text=It stands at level 1.6")

            page.get_by_role("button", name="Next", exact=True).press("Enter")
            page.wait_for_selector("text=Benefits, 2 of 7")
            assert page.evaluate("document.activeElement.textContent") == "Benefits, 2 of 7"
            page.get_by_role("button", name="Back", exact=True).press("Enter")
            assert first.get_by_role("radio", name="2.5: between the two").is_checked()
            assert page.locator(".wb-figure svg").first.get_attribute("aria-label")
            assert page.locator(".wb-explorer").evaluate("e => e.scrollWidth <= e.clientWidth")

            page.get_by_role("combobox", name="I am").select_option(label="PMO lead")
            page.get_by_role("button", name="Save as YAML").press("Enter")
            page.wait_for_selector("text=saved: self-assessment.yaml")
        finally:
            browser.close()
    assert errors == []
    assert '"1.1": 2.5' in (folder / "notebooks" / "self-assessment.yaml").read_text(encoding="utf-8")
