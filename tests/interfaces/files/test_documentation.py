"""What docs/scenario-files.md shows is what happens."""

import re
from pathlib import Path

import pytest

from workbench.interfaces.files import editor_line, load_scenario, validate

TEXT = (Path(__file__).parents[3] / "docs" / "scenario-files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(# file: (\S+)\n.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for text, name in EXAMPLES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [name for _, name in EXAMPLES if not name.startswith("wrong")])
def test_an_example_is_valid(folder: Path, name: str) -> None:
    assert validate(name) == []


def test_the_mistakes_are_told_as_printed(folder: Path) -> None:
    (printed,) = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    assert [str(problem) for problem in validate("wrong.yaml")] == printed.splitlines()


def test_the_numbers_in_the_text_hold(folder: Path) -> None:
    cut = load_scenario("cut-budget-15.yaml").portfolio
    assert cut.budgets == {2027: 765_000, 2028: 1_020_000}
    assert (cut.pools[0].capacity, cut.projects[0].benefit.per_year) == (8, 320_000)
    more = load_scenario("more-of-everything.yaml")
    assert (more.policy.release.wip_limit, more.policy.release.cadence) == (3, "quarterly")
    assert [project.id for project in more.portfolio.projects] == ["P01", "P02", "P03", "R01"]
    demand = load_scenario("demand-50.yaml").portfolio
    assert [project.id for project in demand.projects] == ["P01", "P02", "P03", "P01~1"]


def test_the_editor_line_is_the_one_that_we_write() -> None:
    assert editor_line() in TEXT
