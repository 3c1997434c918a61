"""The scenario files of the example: each loads, says what differs, and is named where people look."""

import re
from pathlib import Path

import pytest
import yaml

from workbench.engines.plan.landscape import level_path
from workbench.interfaces.files import load_scenario, validate
from workbench.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios"
FILES = sorted(FOLDER.glob("*.yaml"))
SMALL_FIRM = sorted((FOLDER / "small-firm").glob("*small-firm.yaml"))
WHAT_IFS = [path for path in FILES if path.stem != "baseline"]


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Scenario]:
    return {path.stem: load_scenario(path) for path in FILES}


@pytest.mark.parametrize("path", [*FILES, *SMALL_FIRM], ids=lambda path: path.stem)
def test_every_file_is_without_a_problem(path: Path) -> None:
    assert validate(path) == []


def test_a_scenario_is_named_after_its_file_and_described(scenarios: dict[str, Scenario]) -> None:
    for stem, scenario in scenarios.items():
        assert scenario.name == stem
        assert 20 <= len(scenario.description) <= 140


def test_eight_or_more_what_ifs_ask_something_else_on_the_same_futures(
    scenarios: dict[str, Scenario],
) -> None:
    baseline = scenarios["baseline"]
    assert len(WHAT_IFS) >= 8
    assert len({scenario.hash for scenario in scenarios.values()}) == len(scenarios)
    assert {scenario.seed for scenario in scenarios.values()} == {baseline.seed}
    assert {scenario.horizon for scenario in scenarios.values()} == {baseline.horizon}


@pytest.mark.parametrize("path", WHAT_IFS, ids=lambda path: path.stem)
def test_a_what_if_states_only_what_differs(path: Path) -> None:
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"extends", "name", "description"} <= set(stated)
    assert not {"horizon", "seed"} & set(stated)
    assert len(set(stated) - {"extends", "name", "description"}) == 1


def test_only_the_2_by_2_changes_policy_and_pmo_together(scenarios: dict[str, Scenario]) -> None:
    both = scenarios["both"]
    assert both.policy == scenarios["good-decisions"].policy != scenarios["baseline"].policy
    assert both.pmo == scenarios["good-delivery"].pmo != scenarios["baseline"].pmo
    assert both.portfolio == scenarios["baseline"].portfolio


def test_the_readme_names_every_scenario_and_no_other() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w-]+)\.yaml`", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(path.stem for path in FILES)
    assert text.count("★ |") == 4


def test_the_small_firm_is_another_portfolio_in_a_folder_of_its_own(scenarios: dict[str, Scenario]) -> None:
    found = {path.stem: load_scenario(path) for path in SMALL_FIRM}
    assert sorted(found) == ["heavy-in-a-small-firm", "light-in-a-small-firm", "small-firm"]
    assert all(one.portfolio == found["small-firm"].portfolio for one in found.values())
    assert len(found["small-firm"].portfolio.projects) <= 8
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `small-firm/([\w-]+)\.yaml`", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(found)
    for name, scenario in found.items():
        assert scenario.name == name and 20 <= len(scenario.description) <= 140


def test_a_smaller_pmo_costs_less_and_ends_lower(scenarios: dict[str, Scenario]) -> None:
    today = scenarios["baseline"]
    assert today.pmo.upkeep()[0].people == 8
    assert today.pmo.upkeep()[0].yearly == 1_140_000
    for name in ("pmo-cut-30", "pmo-closed"):
        cut = scenarios[name]
        assert cut.pmo.upkeep()[-1].yearly < today.pmo.upkeep()[0].yearly
        ordered = sorted(cut.portfolio.projects, key=lambda one: one.id)
        path = level_path(cut, ordered, 766.0, 255.0)
        for row in path.profiles:
            levels = [profile.model_dump() for profile in row if profile is not None]
            for earlier, later in zip(levels, levels[1:], strict=False):
                assert all(later[key] <= earlier[key] for key in later)
