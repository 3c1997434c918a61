"""A report is made beside the page, with its steps told and a link to it at the end."""

from collections.abc import Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from workbench import Comparison, Scenario, compare, load_run
from workbench.errors import InputError, Problem
from workbench.experiment import write_run
from workbench.interfaces.explorer import ANYTHING, Explorer, WhatIf
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.pins import Pins, scenarios_of
from workbench.interfaces.explorer.reporting import Reporting, Step, make
from workbench.interfaces.files import dump_scenario
from workbench.interfaces.reports.report import open_comparison

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


def test_names_and_notes_stand_on_the_first_page(today: Scenario, tmp_path: Path) -> None:
    pins = Pins().with_draft(
        Draft(WhatIf(wip_limit=1), note="Asked <b>by the board</b>,\nin May"), "One by one"
    )
    pins = pins.with_draft(Draft(WhatIf(wip_limit=2)), "Two at once")
    run = write_run(compare([today, *scenarios_of(pins.all, today)], 5), tmp_path / "run", dump_scenario)
    page = open_comparison(str(run), "").front().text
    assert "<b>One by one</b>: Asked &lt;b&gt;by the board&lt;/b&gt;, in May" in page
    assert "<b>Two at once</b>: Today, but at most 2 projects at once" in page


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
    explorer.control("note").value = "As <i>the works council</i> wants it"
    button(explorer, "Make report").click()
    assert "Report made: runs/" in texts(explorer)
    (run,) = (tmp_path / "runs").iterdir()
    assert load_run(run).names[:2] == ("baseline", "../one: <b>at once</b>")
    page = (run / "report" / "comparison.html").read_text(encoding="utf-8")
    assert page.encode() == explorer.page.reporting.link.page
    assert "<b>at once</b>" not in page and "&lt;b&gt;at once" in page
    assert "<i>the works" not in page and "As &lt;i&gt;the works council&lt;/i&gt; wants it" in page
    assert (run / "report" / "index.html").is_file()


@pytest.mark.slow
def test_of_today_alone_there_is_a_report_too(
    today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    explorer = Explorer(today, 10, ANYTHING)
    button(explorer, "Make report").click()
    assert "Report made: runs/baseline/report/baseline.html" in texts(explorer)
