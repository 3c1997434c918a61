"""What a command line may name: scenarios, folders, patterns, portfolios."""

from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.cli.inputs import read_scenarios


def test_scenarios_come_in_the_order_in_which_they_are_named(folder: Path) -> None:
    asked = read_scenarios(["tight.yaml", "baseline.yaml"], None)
    assert [one.name for one in asked.scenarios] == ["tight", "baseline"]
    assert asked.assumed == ()


def test_a_portfolio_alone_gets_the_plainest_scenario_and_says_so(folder: Path) -> None:
    asked = read_scenarios(["portfolio.yaml"], None)
    (scenario,) = asked.scenarios
    assert scenario.name == "portfolio"
    assert scenario.horizon == date(2030, 1, 4)
    (said,) = asked.assumed
    assert "2030-01-04" in said and "portfolio: portfolio.yaml" in said


def test_a_promise_after_three_years_moves_the_horizon(folder: Path) -> None:
    text = (folder / "portfolio.yaml").read_text(encoding="utf-8").replace("2027-06-30", "2033-06-30")
    (folder / "portfolio.yaml").write_text(text, encoding="utf-8")
    assert read_scenarios(["portfolio.yaml"], None).scenarios[0].horizon == date(2033, 6, 30)


def test_a_seed_replaces_that_of_every_scenario_and_changes_the_hash(folder: Path) -> None:
    own = read_scenarios(["baseline.yaml", "tight.yaml"], None).scenarios
    other = read_scenarios(["baseline.yaml", "tight.yaml"], 0).scenarios
    assert [one.seed for one in other] == [0, 0]
    assert all(a.hash != b.hash for a, b in zip(own, other, strict=True))


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    (folder / "again.yaml").write_text("extends: baseline.yaml\nname: baseline\n", encoding="utf-8")
    with pytest.raises(InputError, match="is the name of baseline.yaml too"):
        read_scenarios(["baseline.yaml", "again.yaml"], None)


def test_a_pattern_that_no_shell_has_expanded_is_expanded(folder: Path) -> None:
    asked = read_scenarios(["*[!o].yaml"], None)
    assert [one.name for one in asked.scenarios] == ["baseline", "ranked", "tight"]


def test_a_folder_without_scenarios_is_refused(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match="no scenario file here"):
        read_scenarios(["empty"], None)
