"""A report is made beside the page, with its steps told and a link to it at the end."""

from collections.abc import Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from workbench import Comparison, Scenario, load_run
from workbench.errors import InputError, Problem
from workbench.interfaces.explorer import ANYTHING, Explorer
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.reporting import Reporting, Step, make

from .test_explorer import button, every, texts


def said(reporting: Reporting) -> str:
    return " ".join(one.value for one in every(reporting.widget) if isinstance(one, widgets.HTML))


def test_steps_are_told_and_the_page_comes_along(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    explorer = Explorer(today, 5, ANYTHING)
    page = tmp_path / "page.html"
    heard: list[str] = []

    def making(comparison: Comparison, folder: Path) -> Iterator[Step]:
        assert comparison is explorer.comparison and folder == tmp_path
        yield Step(1, 2, "writing <i>it</i>")
        heard.append(said(reporting))
        page.write_text("<p>made</p>", encoding="utf-8")
        yield Step(2, 2, "page.html", page)

    reporting = Reporting(lambda: explorer.comparison, making, Home())
    reporting.button.click()
    assert "writing &lt;i&gt;it&lt;/i&gt;" in heard[0]
    assert "Report made: page.html" in said(reporting)
    assert reporting.link.page == b"<p>made</p>" and not reporting.button.disabled


def test_what_fails_is_said(today: Scenario) -> None:
    explorer = Explorer(today, 5, ANYTHING)

    def making(comparison: Comparison, folder: Path) -> Iterator[Step]:
        yield Step(1, 2, "writing")
        raise InputError.of(Problem(("out",), "cannot be written to", "/x", "name another folder"))

    reporting = Reporting(lambda: explorer.comparison, making, Home())
    reporting.button.click()
    assert "No report was made: out: cannot be written to (got /x); name another folder" in said(reporting)
    assert not reporting.button.disabled and reporting.link.page == b""


def test_without_an_answer_there_is_nothing_to_report() -> None:
    reporting = Reporting(lambda: None, make, Home())
    reporting.button.click()
    assert "There is no answer yet" in said(reporting)


@pytest.mark.slow
def test_the_report_holds_today_the_pinned_and_the_what_if(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    explorer = Explorer(today, 10, ANYTHING)
    explorer.control("wip_limit").value = 1
    explorer.control("name").value = "../one: <b>at once</b>"
    button(explorer, "Pin this what-if").click()
    explorer.control("wip_limit").value = 2
    button(explorer, "Make report").click()
    assert "Report made: runs/" in texts(explorer)
    (run,) = (tmp_path / "runs").iterdir()
    assert load_run(run).names[:2] == ("baseline", "../one: <b>at once</b>")
    page = (run / "report" / "comparison.html").read_text(encoding="utf-8")
    assert page.encode() == explorer.page.reporting.link.page
    assert "<b>at once</b>" not in page and "&lt;b&gt;at once" in page
    assert (run / "report" / "index.html").is_file()


@pytest.mark.slow
def test_of_today_alone_there_is_a_report_too(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    explorer = Explorer(today, 10, ANYTHING)
    button(explorer, "Make report").click()
    assert "Report made: runs/baseline/report/baseline.html" in texts(explorer)
