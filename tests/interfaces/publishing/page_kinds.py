"""A page of each kind that readers of results open, but for those of the site with the poisoned names."""

from pathlib import Path

import nbformat

from tests.interfaces.publishing.conftest import SHIFTS, report_without_kernel
from tests.interfaces.publishing.named_portfolio import scenarios
from tests.interfaces.publishing.test_masked_site import Silent
from tests.interfaces.reports.cases import made
from tests.interfaces.reports.fake_run import FakeRun, write_fake
from workbench.charts.inline import Dot, inline_mark
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.experiment.story import live_through
from workbench.experiment.worth import Doing
from workbench.interfaces.publishing.readers import Readers, for_readers
from workbench.interfaces.publishing.site import write_site
from workbench.interfaces.publishing.source import ALL, source_of
from workbench.interfaces.reports.case.pieces import CasePieces
from workbench.interfaces.reports.failed_page import Failing, failed_page
from workbench.interfaces.reports.render import Page, to_html
from workbench.interfaces.reports.story_page import portfolio_page, project_page
from workbench.interfaces.reports.study_page import study_page
from workbench.interfaces.reports.track_record import NoRecord
from workbench.interfaces.studies.answer import Answer, Grid, Section

KINDS = (
    "index of several runs",
    "failed in a site",
    "failed in a batch",
    "masked index",
    "masked comparison",
    "of a further notebook",
    "business case",
    "study",
    "story of a portfolio",
    "story of a project",
)


def write_kinds(folder: Path) -> None:
    """Every kind, as a page or as a link to where it lies in its site."""
    _alone_and_failed(folder)
    _masked(folder)
    _of_notebooks(folder)
    future = live_through(scenarios()[0], 0)
    portfolio_page(future, folder / "story of a portfolio.html")
    project_page(future, 0, folder / "story of a project.html")
    study_page(_answer(), folder / "study.html")


def place_of(folder: Path, kind: str) -> Path:
    """Where a page of a kind lies: those of sites beside what they load."""
    inside = {
        "index of several runs": "alone/site/index.html",
        "failed in a site": "alone/site/pages/baseline.html",
        "masked index": "masked/site/index.html",
        "masked comparison": "masked/site/pages/comparison.html",
    }
    return folder / inside.get(kind, f"{kind}.html")


def _alone_and_failed(folder: Path) -> None:
    runs = folder / "alone" / "runs"
    for name in ("a", "b"):
        write_fake(FakeRun(n=20), runs / name)
    source = source_of(runs)
    failing = Failing("runs", "Today", "reported", ["runs/a/summary.csv: <Atlas> is no number", "and more"])
    for sheet in source.sheets:
        failed_page(failing, sheet.wanted.page)
    failed_page(failing, folder / "failed in a batch.html")
    (folder / "alone" / "site").mkdir()
    write_site(source, folder / "alone" / "site", 1, Silent())


def _masked(folder: Path) -> None:
    run = write_fake(FakeRun(SHIFTS, n=40), folder / "masked" / "run")
    readers = Readers(Audience.BOARD, Pseudonyms.ON)
    source = source_of(for_readers(run, readers, folder / "masked" / "for readers"))
    report_without_kernel(next(one for one in source.sheets if one.about == ALL))
    (folder / "masked" / "site").mkdir()
    write_site(source, folder / "masked" / "site", 1, Silent())


def _of_notebooks(folder: Path) -> None:
    pieces = CasePieces(made({Doing.CLOSE: 2e6}), NoRecord.NONE)
    parts = (
        *(pieces.front(), pieces.money(), pieces.delivery(), pieces.losing(), pieces.literature()),
        *(pieces.ledger(), pieces.assumptions(), pieces.ranges(), pieces.track_record(), pieces.provenance()),
    )
    _executed(folder / "business case.html", "", [{"text/html": one.text} for one in parts])
    table = '<table border="1" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead><tbody><tr>'
    mark = inline_mark((1.0, 0.5, 1.5, 0.0, 2.0), Dot.FILLED, (0.0, 2.0), 244)
    shown = [
        {"text/html": f"{table}<th>0</th><td>1</td></tr></tbody></table>"},
        {"image/svg+xml": mark},
        {"text/plain": f"how people’s lines go on and on: {'0123456789 ' * 30}"},
        {"text/markdown": "**Bold**, and a [link](https://example.org)."},
    ]
    _executed(folder / "of a further notebook.html", "# What we asked besides\n\nIn words.", shown)


def _executed(page: Path, words: str, outputs: list[dict[str, str]]) -> None:
    notebook = nbformat.v4.new_notebook()
    if words:
        notebook.cells.append(nbformat.v4.new_markdown_cell(words))
    for one in outputs:
        shown = nbformat.v4.new_output("display_data", data=one)
        notebook.cells.append(nbformat.v4.new_code_cell(outputs=[shown]))
    nbformat.write(notebook, page.with_suffix(".ipynb"))
    to_html(page.with_suffix(".ipynb"), Page("Another", "Scenario abc · seed 2027"), page)


def _answer() -> Answer:
    grid = Grid("What comes of it", ("Limit", "Value"), [("six", "€4m"), ("nine", "€5m")], [("all", "€9m")])
    section = Section("How many at once?", ["Nine."], grids=[grid], notes=["Counted by hand."])
    return Answer("study", "Nine at once", scenarios()[0], "Today", ["Nine is best."], [section], futures=40)
