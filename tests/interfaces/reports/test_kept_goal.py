"""How well a study wanted its differences known, on the index; a damaged goal is said to be one."""

from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.interfaces.reports import index_page
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.reports.kept_goal import DAMAGED, KeptGoal, write_goal


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_fake(FakeRun({"try": Shift(5.5e6, 5e6)}), tmp_path / "run")


def index(run: Path) -> str:
    return index_page(run, run.parent / "site").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"measure": "npv"}', '{"reached": []}', "[" * 100_000])
def test_a_damaged_goal_ends_nothing_and_is_said(run: Path, text: str) -> None:
    assert DAMAGED not in index(run), "it had none"
    (run / "precision.json").write_text(text, encoding="utf-8")
    assert DAMAGED in index(run)


def test_the_goal_of_this_run_stands_there_and_that_of_an_earlier_one_does_not(run: Path) -> None:
    created = str(open_run(run, "").manifest["created"])
    goal = KeptGoal("npv", 1e6, 9e5, 120, created)
    write_goal(goal, run)
    assert goal.words("EUR") in index(run)
    write_goal(KeptGoal("npv", 1e6, 9e5, 120, "2020-01-01T00:00:00"), run)
    shown = index(run)
    assert goal.words("EUR") not in shown and DAMAGED not in shown
