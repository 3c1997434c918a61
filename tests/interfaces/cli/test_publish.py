"""`workbench publish` over folders that other commands wrote, with kernels."""

import json
from pathlib import Path

import nbformat
import pytest

from workbench.interfaces.cli.publishing import Published
from workbench.interfaces.publishing.site import Made

from .conftest import Run

pytestmark = pytest.mark.slow

WORDS = """\
from workbench.interfaces.reports.folder import open_run
if scenario == "tight":
    raise ValueError("no word on this one")
open_run(run, "").names"""


@pytest.fixture
def own(folder: Path) -> Path:
    """A notebook of somebody's own, which fails for one scenario."""
    cells = [
        nbformat.v4.new_code_cell('run: str = ""\nscenario: str = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(WORDS),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "words.ipynb")
    return folder / "words.ipynb"


def test_a_batch_is_published_with_every_notebook_and_says_what_is_left_out(
    workbench: Run, folder: Path, own: Path
) -> None:
    notebooks = ["--notebook", "scenario_report", "--notebook", own.name]
    (folder / "two").mkdir()
    for name in ("baseline", "tight"):
        text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("portfolio: portfolio.yaml", "portfolio: ../portfolio.yaml")
        (folder / "two" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert workbench("batch", "two", "-n", "10", *notebooks, "--out", "runs/two").code == 1
    done = workbench("publish", "runs/two", "--to", "site", "--json")
    told = json.loads(done.out)
    # Whatever failed in somebody's own notebook is not tried again: publishing executes no such notebook.
    assert done.code == 0 and told["reports"] == 4 and told["failed"] == []
    assert ["tight--words.html" in one for one in told["said"] if "Left out" in one] == [True]
    index = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "words<span" in index and "baseline--words.html" in index
    own.unlink()
    again = workbench("publish", "runs/two", "--to", "site")
    assert "Left out: baseline--words.html" in again.out
    assert "--words.html" not in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_a_scenario_without_any_future_has_a_page_that_says_why(workbench: Run, folder: Path) -> None:
    assert workbench("run", "baseline.yaml", "-n", "10", "--out", "runs/one").code == 0
    path = folder / "runs" / "one" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scenarios"][0]["n"] = 0
    manifest["failures"] = [{"scenario": "baseline", "start": 0, "stop": 10, "error": "no memory"}]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    done = workbench("publish", "runs/one", "--to", "site")
    assert done.code == 1 and "No report: baseline. Its page says why." in done.out
    assert "no memory" in (folder / "site" / "pages" / "baseline.html").read_text(encoding="utf-8")


def test_a_run_without_reports_gets_them_and_keeps_them(workbench: Run, folder: Path) -> None:
    assert workbench("run", "baseline.yaml", "-n", "10", "--out", "runs/one").code == 0
    first = workbench("publish", "runs/one", "--to", "site", "--audience", "team")
    assert first.code == 0 and "Making 1 report" in first.err and "One report" in first.out
    again = workbench("publish", "runs/one", "--to", "site")
    assert again.code == 0 and "Making" not in again.err
    assert (folder / "runs" / "one" / "report" / "baseline.html").is_file()
    (folder / "site" / "mine.txt").write_text("mine", encoding="utf-8")
    refused = workbench("publish", "runs/one", "--to", "site")
    assert refused.code == 2 and "mine.txt" in refused.err and (folder / "site" / "mine.txt").is_file()


def test_who_is_who_is_told_to_whoever_publishes_alone(
    workbench: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workbench("run", "baseline.yaml", "-n", "10", "--out", "runs/one").code == 0
    written = Published(folder / "site", Made(1, 0, 0, (), ()), 1, 1)
    monkeypatch.setattr("workbench.interfaces.cli.publishing.published", lambda *_: written)
    done = workbench("publish", "runs/one", "--to", "site", "--pseudonyms")
    assert "the site does not hold it" in done.err and "\n  Project 1: P0" in done.err, done.err
    assert "P0" not in done.out and "does not hold" not in done.out
    assert "does not hold" not in workbench("publish", "runs/one", "--to", "site").err
