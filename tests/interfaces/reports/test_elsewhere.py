"""Reports made by another process: what travels, what comes back, who may."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.interfaces.reports.elsewhere import made_there, order_of, packed
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.render import template_of
from workbench.interfaces.reports.study_reports import Template, Wanted


@pytest.fixture
def wanted(run: Path, tmp_path: Path) -> Wanted:
    template = Template(template_of("scenario_report"), {}, "")
    return Wanted(open_run(run, ""), "cut-pmo", template, tmp_path / "cut.html", "")


def test_a_parcel_holds_the_run_alone_and_depends_on_its_content_alone(run: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(run, tmp_path / "copy")
    (copy / "report").mkdir()
    (copy / "report" / "page.html").write_text("made of it", encoding="utf-8")
    (copy / ".lock").write_text("", encoding="utf-8")
    assert packed(open_run(copy, "")) == packed(open_run(run, ""))
    (copy / "summary.csv").write_text("other", encoding="utf-8")
    assert packed(open_run(copy, "")) != packed(open_run(run, ""))


@pytest.mark.parametrize("field", ["version", "pages"])
def test_a_machine_with_other_pages_makes_none(wanted: Wanted, field: str) -> None:
    order = replace(order_of(wanted), **{field: "other"})
    made = made_there(order, packed(wanted.run))
    assert made.unlike == "its pages are those of another release" and not made.page
