"""Reports by hand: from scenario files, from any folder, computed once."""

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.reports import open_scenario
from workbench.interfaces.reports.parameters import declared
from workbench.interfaces.reports.render import template_of

PORTFOLIO = """\
name: Small
start: 2027-01-04
pools: {dev: {capacity: 2}}
projects:
  A: {benefit: {per_year: 100_000, plateau_years: 2}, packages: {build: {duration: 30, demand: {dev: 2}}}}
  B: {benefit: {per_year: 100_000, plateau_years: 2}, packages: {build: {duration: 30, demand: {dev: 2}}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    (scenarios / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    (scenarios / "today.yaml").write_text(
        "name: today\nportfolio: portfolio.yaml\nhorizon: 2028-12-31\n", encoding="utf-8"
    )
    (scenarios / "one.yaml").write_text(
        "extends: today.yaml\nname: one\npolicy: {release: {wip_limit: 1}}\n", encoding="utf-8"
    )
    below = tmp_path / "notebooks" / "reports"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def test_scenario_files_are_found_above_and_simulated_once(folder: Path) -> None:
    report = open_scenario("", "scenarios/one.yaml", "scenarios/today.yaml", 5)
    assert report.subject.run.names == ("today", "one") and report.subject.focus == "one"
    assert report.subject.run.futures("one") == 5
    (kept,) = (folder / "runs" / "by-hand").iterdir()
    made = (kept / "manifest.json").stat().st_mtime_ns
    open_scenario("", "scenarios/one.yaml", "scenarios/today.yaml", 5)
    assert [one.name for one in (folder / "runs" / "by-hand").iterdir()] == [kept.name]
    assert (kept / "manifest.json").stat().st_mtime_ns == made


def test_one_scenario_stands_alone_and_a_missing_file_says_where_it_was_looked_for(folder: Path) -> None:
    assert open_scenario("", "scenarios/today.yaml", "", 3).subject.focus == ""
    with pytest.raises(InputError, match="there is no such file in .* or above it"):
        open_scenario("", "scenarios/tody.yaml", "", 3)
    with pytest.raises(InputError, match="must be at least 2"):
        open_scenario("", "scenarios/today.yaml", "", 1)


def test_the_template_says_the_type_of_every_parameter() -> None:
    found = declared(template_of("scenario_report"))
    assert found == {"run": "str", "scenario": "str", "baseline": "str", "replications": "int"}
