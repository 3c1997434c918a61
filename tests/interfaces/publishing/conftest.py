"""One small run with figures of our choosing, its reports made without kernels, published once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from tests.browser.rig import ARGUMENTS
from tests.conftest import Once
from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.interfaces.publishing.source import ALL, Sheet, source_of
from workbench.interfaces.reports import open_comparison, open_scenario
from workbench.interfaces.reports.render import Page, to_html
from workbench.interfaces.reports.stamps import mark_finished

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FORMULA, WAY_OUT, SCRIPT = "=cmd|' /C calc'!A0", "../x", "<script>alert(1)</script>"
SHIFTS = {FORMULA: Shift(5.5e6, 5e6), WAY_OUT: Shift(0.1e6, 8e6), SCRIPT: Shift(-7.9e6, 4e6)}


@pytest.fixture(scope="session")
def results(once: Once) -> Path:
    """A comparison of poisoned names: a gain, an undecided choice, and an event that loses."""
    return once("results", _results) / "run"


def _results(folder: Path) -> None:
    run = write_fake(FakeRun(SHIFTS, event=frozenset({SCRIPT})), folder / "run")
    for sheet in source_of(run).sheets:
        report_without_kernel(sheet)


def report_without_kernel(sheet: Sheet) -> None:
    """The report that its notebook would make, in this process."""
    run = str(sheet.run.path)
    report = open_comparison(run, "") if sheet.about == ALL else open_scenario(run, sheet.about, "")
    pieces = [report.front(), report.time(), report.worth(), report.promises(), report.provenance()]
    notebook = nbformat.v4.new_notebook()
    for piece in pieces:
        shown = nbformat.v4.new_output("display_data", data={"text/html": piece.text})
        notebook.cells.append(nbformat.v4.new_code_cell(outputs=[shown]))
    page = sheet.wanted.page
    page.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, page.with_suffix(".ipynb"))
    to_html(page.with_suffix(".ipynb"), Page(sheet.title, "Scenario abc · seed 2027"), page)
    mark_finished(page, sheet.wanted.stamp)


@pytest.fixture(scope="session")
def site(results: Path, once: Once) -> Path:
    """The site of it, in a folder whose name has to be escaped."""
    from workbench.interfaces.cli.publishing import published
    from workbench.interfaces.publishing.readers import EVERYBODY

    return once("sites", lambda folder: published(results, folder / "a site", EVERYBODY, 2)) / "a site"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator["Browser"]:
    """A Chromium that asks for nothing elsewhere."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()
