"""A study is measured from outside: what it took, and that it was whole."""

from pathlib import Path

import pytest

from benchmarks.batches import STUDIES, measured, published
from workbench.interfaces.files.studies import read_study


@pytest.mark.slow
def test_a_small_study_with_two_reports_each_is_measured(tmp_path: Path) -> None:
    found = measured(STUDIES / "small.yaml", tmp_path / "study", 2)
    report = tmp_path / "study" / "report"
    pages = sorted(one.name for one in report.glob("*.html"))
    names = ["baseline", "baseline, wip_limit 9"]
    ends = ["", "--dates_and_people"]
    assert pages == sorted([*(f"{name}{end}.html" for name in names for end in ends), "index.html"])
    assert found.reports == 4
    assert 0 < found.first < found.seconds and 0 < found.pace < found.seconds
    assert 0 < found.work < 2 * found.seconds * 4
    assert found.peak > 50e6
    assert 0 < found.pages < found.whole
    site = published(tmp_path / "study", tmp_path / "site", 2)
    assert site.reports == found.reports + 1, "every report and the comparison"
    assert len(list((tmp_path / "site" / "single").glob("*.html"))) == site.reports
    assert site.files == len([one for one in (tmp_path / "site").rglob("*") if one.is_file()])
    assert site.size > found.pages / 2 and site.peak > 50e6 and site.seconds > 0
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(("name", "scenarios", "reports"), [("fifty", 50, 2), ("twenty_one", 21, 1)])
def test_the_studies_hold_as_many_scenarios_as_they_are_called_after(
    name: str, scenarios: int, reports: int
) -> None:
    read = read_study(STUDIES / f"{name}.yaml")
    assert len(read.scenarios) == scenarios
    assert len(read.study.notebooks) == reports
