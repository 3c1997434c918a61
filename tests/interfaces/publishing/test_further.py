"""Publishing executes nothing that lies in a folder of results, and says which reports it leaves out."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.cli import publishing
from workbench.interfaces.cli.publishing import published
from workbench.interfaces.publishing import pdf
from workbench.interfaces.publishing.further import bundled
from workbench.interfaces.publishing.readers import EVERYBODY, Readers
from workbench.interfaces.publishing.source import Source, source_of
from workbench.interfaces.reports.page_list import Listed, write_list
from workbench.interfaces.reports.stamps import mark_finished, stamp_of
from workbench.interfaces.reports.study_reports import Template

from .conftest import report_without_kernel


def with_a_report(results: Path, folder: Path, template: Template, name: str) -> Path:
    """A copy of results whose list of pages names one on the baseline that some notebook made."""
    run = shutil.copytree(results, folder / "run")
    page = run / "report" / f"{name}.html"
    page.write_text("<!DOCTYPE html><title>another</title><main>another</main>", encoding="utf-8")
    executed = nbformat.v4.new_notebook()
    told = {"input_path": str(template.notebook), "parameters": dict(template.parameters)}
    executed.metadata["papermill"] = told
    nbformat.write(executed, page.with_suffix(".ipynb"))
    write_list([Listed("..", "baseline", "another", page.name)], page.parent)
    return run


def executed(source: Source) -> set[Path]:
    return {one.wanted.template.notebook for one in source.unfinished}


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    path = tmp_path / "evil.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1/0")]), path)
    return path


@pytest.mark.parametrize("name", ["another", "baseline"])
def test_a_notebook_of_the_results_is_never_executed(
    results: Path, tmp_path: Path, evil: Path, name: str
) -> None:
    run = with_a_report(results, tmp_path, Template(evil, {}, ""), name)
    before = (run / "report" / f"{name}.html").read_bytes()
    source = source_of(run)
    assert executed(source) <= {bundled().notebook}
    assert all(one.wanted.page != run / "report" / f"{name}.html" for one in source.sheets)
    assert [one for one in source.said if f"{name}.html" in one and "executes no notebook" in one]
    assert before == (run / "report" / f"{name}.html").read_bytes()


def test_parameters_are_code_to_a_notebook_and_none_of_the_results_are_executed(
    results: Path, tmp_path: Path
) -> None:
    crafted = Template(bundled().notebook, {"x = __import__('os').system('true') #": 1}, "")
    source = source_of(with_a_report(results, tmp_path, crafted, "baseline"))
    assert all(not one.wanted.template.parameters for one in source.unfinished)


def test_a_finished_report_of_another_notebook_is_published(
    results: Path, tmp_path: Path, evil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "NAMES", ())
    run = with_a_report(results, tmp_path, Template(evil, {}, ""), "another")
    first = source_of(results)
    opened = first.runs[0]
    page = run / "report" / "another.html"
    shutil.copyfile(run / "report" / "comparison.html", page)
    mark_finished(page, stamp_of(source_of(run).runs[0], opened.baseline, evil, {}))
    assert published(run, tmp_path / "site", EVERYBODY, 1).made.failed == ()

    def without_kernel(source: Source, _: int | None) -> None:
        for sheet in source.unfinished:
            report_without_kernel(sheet)

    monkeypatch.setattr(publishing, "_make_missing", without_kernel)
    for_a_board = Readers(Audience.BOARD, Pseudonyms.OFF)
    said = published(run, tmp_path / "boards", for_a_board, 1).made.said
    assert "Left out for these readers: one report of another notebook" in " ".join(said)
    assert json.loads((tmp_path / "boards" / "site.json").read_text())["files"]
