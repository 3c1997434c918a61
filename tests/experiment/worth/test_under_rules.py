"""What the PMO is worth under two ways to rank."""

from pathlib import Path

import numpy as np
import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.experiment.worth.living import lived
from workbench.experiment.worth.under_rules import ranked, under_rules
from workbench.policies import IndexName
from workbench.scenario import Scenario


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def test_the_difference_is_that_of_four_scenarios_on_the_same_futures(today: Scenario) -> None:
    found = under_rules(today, 3)
    assert (found.today, found.other) == (IndexName.STRATEGIC, IndexName.CD3)
    assert found.interaction.value == pytest.approx(found.worth_other.value - found.worth_today.value)
    both = lived([today, ranked(today, IndexName.CD3, "x")], 0, 3, EngineName.AUTO).of("npv")
    assert not np.array_equal(both[0], both[1])


def test_a_board_that_ranks_by_cost_of_delay_is_held_against_first_come(today: Scenario) -> None:
    found = under_rules(ranked(today, IndexName.CD3, "cd3"), 2)
    assert (found.today, found.other) == (IndexName.CD3, IndexName.FIFO)
