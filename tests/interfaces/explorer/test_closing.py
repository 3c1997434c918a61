"""Widgets that are replaced are closed: a page used for hours holds no more of them than a new one."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from ipywidgets.widgets import widget as models

from workbench import Scenario
from workbench.interfaces.explorer import ANYTHING, Explorer, inquiry
from workbench.interfaces.explorer.questions import QUESTIONS

from .test_explorer import button

pytestmark = pytest.mark.slow

ROUNDS = 30


@pytest.fixture
def explorer(today: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explorer:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inquiry, "DRAG", 0.0)
    return Explorer(today, 5, ANYTHING)


def grown(action: Callable[[int], None], rounds: int = ROUNDS) -> int:
    """Models that are there after so many rounds of an action, less those after the first two."""
    for one in range(2):
        action(one)
    before = len(models._instances)
    for one in range(2, rounds):
        action(one)
    return len(models._instances) - before


def test_questions_that_are_opened_leave_nothing(explorer: Explorer) -> None:
    button(explorer, "All six questions").click()
    start = explorer.start
    assert start is not None

    def ask(number: int) -> None:
        start.cards[number % len(QUESTIONS)].open.click()
        button(explorer, "All six questions").click()

    assert grown(ask) == 0


def test_pins_that_are_let_go_leave_nothing(explorer: Explorer) -> None:
    def pin(number: int) -> None:
        explorer.control("wip_limit").value = 1 + number % 2
        button(explorer, "Pin this what-if").click()
        button(explorer, "Unpin").click()

    assert grown(pin) == 0


def test_a_scenario_that_stands_for_today_leaves_nothing_of_the_one_before(
    explorer: Explorer, baseline_file: Path
) -> None:
    chosen = random.Random(7)

    def open_as_today(_: int) -> None:
        # Panels and views that were looked at, in any order, go too.
        for title in chosen.sample(list(explorer.page.all._panels), 2):
            explorer.page.all.open(title)
        for title in chosen.sample(list(explorer.page.tabs.titles), 2):
            explorer.page.tabs.open(title)
        button(explorer, "All six questions").click()
        assert explorer.start is not None
        explorer.start.cards[0].open.click()
        explorer.page.opening._path.value = str(baseline_file)
        button(explorer, "Open as today").click()

    open_as_today(0)
    fresh = len(models._instances)
    for one in range(3):
        open_as_today(one)
    assert len(models._instances) == fresh


def test_portfolios_that_are_brought_leave_nothing(explorer: Explorer) -> None:
    button(explorer, "All six questions").click()
    start = explorer.start
    assert start is not None
    start.bringing.text.value = "name\tvalue_per_year\tduration_days\tteam_size\nPortal\t400000\t60\t2"
    assert grown(lambda _: start.bringing.read_button.click(), 5) == 0
