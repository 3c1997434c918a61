"""Any scenario file opens, as the what-if or as today; what cannot be opened is said in words."""

from pathlib import Path

import ipywidgets as widgets
import pytest

from workbench import Scenario
from workbench.interfaces.explorer import ANYTHING, Explorer, WhatIf
from workbench.interfaces.explorer.opening import files_near
from workbench.interfaces.files import dump_scenario

from .test_explorer import button, every, texts


@pytest.fixture
def folder(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = WhatIf(wip_limit=1).of(today).model_copy(update={"name": "one", "description": "one at once"})
    for name in ("notebooks", "scenarios"):
        (tmp_path / name).mkdir()
    (tmp_path / "scenarios" / "one.yaml").write_text(dump_scenario(made), encoding="utf-8")
    (tmp_path / "notebooks" / "broken.yaml").write_text("name: [", encoding="utf-8")
    (tmp_path / "notebooks" / "notes.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "notebooks")
    return tmp_path


@pytest.fixture
def explorer(today: Scenario, folder: Path) -> Explorer:
    return Explorer(today, 5, ANYTHING)


def field(explorer: Explorer, kind: type, label: str) -> widgets.Widget:
    return next(one for one in every(explorer.widget) if isinstance(one, kind) and one.description == label)


def opened(explorer: Explorer, path: str, how: str) -> str:
    field(explorer, widgets.Text, "or its path").value = path
    button(explorer, how).click()
    return texts(explorer)


def test_files_of_the_folder_and_beside_it_are_offered(folder: Path, explorer: Explorer) -> None:
    assert files_near(Path.cwd()) == ["broken.yaml", "../scenarios/one.yaml"]
    button(explorer, "Open a scenario").click()
    menu = field(explorer, widgets.Dropdown, "File")
    menu.value = "../scenarios/one.yaml"
    button(explorer, "Open as what-if").click()
    assert "opened: ../scenarios/one.yaml" in texts(explorer)


def test_as_the_what_if_it_stands_beside_today_and_can_be_changed_and_undone(
    explorer: Explorer, today: Scenario
) -> None:
    said = opened(explorer, "../scenarios/one.yaml", "Open as what-if")
    assert "“one” as opened" in said
    assert explorer.scenario.policy.release.wip_limit == 1
    assert explorer.control("name").value == "one" and explorer.control("note").value == "one at once"
    explorer.control("demand").value = 1.5
    assert explorer.scenario.policy.release.wip_limit == 1
    assert len(explorer.scenario.portfolio.projects) > len(today.portfolio.projects)
    for _ in range(2):
        button(explorer, "Undo").click()
    assert explorer.scenario.hash == today.hash


def test_as_today_everything_is_held_against_it(explorer: Explorer) -> None:
    opened(explorer, "../scenarios/one.yaml", "Open as today")
    assert explorer.comparison is not None
    assert explorer.comparison.scenarios[0].policy.release.wip_limit == 1
    assert explorer.control("wip_limit").value == 1
    assert "This is today. Move a control." in texts(explorer)


@pytest.mark.parametrize(
    "path",
    ["", "broken.yaml", "notes.txt", "nowhere.yaml", ".", "..", "\x00", "a" * 5000, "~nobody-here/x.yaml"],
)
def test_what_cannot_be_opened_is_said_below_it(explorer: Explorer, today: Scenario, path: str) -> None:
    said = opened(explorer, path, "Open as what-if")
    assert "Not opened: " in said and "Traceback" not in said
    assert explorer.scenario.hash == today.hash


def test_a_scenario_of_other_futures_cannot_stand_beside_today(
    explorer: Explorer, today: Scenario, folder: Path
) -> None:
    other = dump_scenario(today.model_copy(update={"name": "other", "seed": 8}))
    (folder / "scenarios" / "other.yaml").write_text(other, encoding="utf-8")
    said = opened(explorer, "../scenarios/other.yaml", "Open as what-if")
    assert "a comparison needs the same futures" in said and "Still showing: today." in said
    button(explorer, "Undo").click()
    assert "a comparison needs" not in texts(explorer)
