"""What each setting makes of the baseline, and that no setting makes nothing of it."""

import pytest

from workbench import Scenario
from workbench.errors import InputError
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.controls.panels import controls_for
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.words import LABELS, said
from workbench.model import BudgetShock, CapacityShock
from workbench.policies import Cadence, IndexName


def test_no_setting_leaves_the_content_as_it_is(today: Scenario) -> None:
    assert WhatIf().of(today).hash == today.hash
    assert not WhatIf().differs


def test_naming_a_pool_alone_changes_nothing(today: Scenario) -> None:
    assert not WhatIf(pool="developers").differs
    assert WhatIf(pool="developers").of(today).hash == today.hash


@pytest.mark.parametrize(
    "setting",
    [
        {"wip_limit": 2},
        {"release": IndexName.CD3},
        {"dispatch": IndexName.SPT},
        {"cadence": Cadence.QUARTERLY},
        {"pool": "testers", "people": 1.0},
        {"demand": 1.5},
        {"budget": -0.1},
        {"level": 1.0},
        {"strength": 0.5},
    ],
)
def test_each_setting_is_another_question_and_is_said_in_words(
    today: Scenario, setting: dict[str, object]
) -> None:
    what_if = WhatIf(**setting)  # type: ignore[arg-type]
    assert what_if.differs
    assert what_if.of(today).hash != today.hash
    assert said(what_if, today)


def test_policy_settings_reach_the_policy_and_nothing_else(today: Scenario) -> None:
    changed = WhatIf(wip_limit=2, release="cd3", dispatch="spt", cadence="quarterly").of(today)
    assert changed.policy.release.wip_limit == 2
    assert changed.policy.release.index is IndexName.CD3
    assert changed.policy.dispatch.index is IndexName.SPT
    assert changed.policy.release.cadence is Cadence.QUARTERLY
    assert changed.model_copy(update={"policy": today.policy}).hash == today.hash


def test_people_come_and_go_from_the_start(today: Scenario) -> None:
    (shock,) = WhatIf(pool="developers", people=-2).of(today).shocks
    assert isinstance(shock, CapacityShock)
    assert (shock.pool, shock.fte, shock.from_) == ("developers", -2.0, today.portfolio.start)


def test_nobody_can_leave_who_has_left_already(today: Scenario) -> None:
    """The slider ends where the fewest are left, so that each of its places makes a valid scenario."""
    fewer = WhatIf(pool="developers", people=-2.5).of(today)
    group = controls_for(["people"], fewer, lambda _: None)
    group.show(Draft(WhatIf(pool="developers")), fewer)
    people = group.control("people")
    assert people.min == -3.5
    assert WhatIf(pool="developers", people=people.min).of(fewer)
    with pytest.raises(InputError, match="takes more people than the pool developers has"):
        WhatIf(pool="developers", people=people.min - 0.5).of(fewer)


def test_budgets_change_by_their_share(today: Scenario) -> None:
    (shock,) = WhatIf(budget=-0.2).of(today).shocks
    assert isinstance(shock, BudgetShock) and shock.share == -0.2


def test_more_demand_means_more_projects(today: Scenario) -> None:
    assert len(WhatIf(demand=1.5).of(today).portfolio.projects) == 6


def test_levels_move_on_every_perspective_and_stay_within_bounds(today: Scenario) -> None:
    for change, expected in ((1.0, 3.0), (3.0, 5.0), (-2.0, 1.0)):
        (step,) = WhatIf(level=change).of(today).pmo.levels
        assert set(step.maturity.profile.model_dump().values()) == {expected}


def test_levels_that_come_later_anyway_move_too(today: Scenario) -> None:
    once = WhatIf(level=1.0).of(today)
    twice = WhatIf(level=1.0).of(once)
    assert [set(step.maturity.profile.model_dump().values()) for step in twice.pmo.levels] == [{4.0}]


def test_a_saved_what_if_can_be_the_next_baseline(today: Scenario) -> None:
    first = WhatIf(pool="developers", people=-1, budget=-0.1).of(today)
    second = WhatIf(pool="developers", people=-1, budget=-0.1).of(first)
    assert second.name != first.name
    assert len({shock.id for shock in second.shocks}) == 4


def test_every_setting_has_a_label() -> None:
    assert set(LABELS) == set(WhatIf.model_fields)
