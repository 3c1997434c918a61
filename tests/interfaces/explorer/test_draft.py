"""A what-if as it is being made: levers, edits, undo."""

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.interfaces.explorer.draft import Draft, Edit, stated_at, touched
from workbench.interfaces.explorer.history import MOST, History
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.scenario import Scenario

LIMIT = ("policy", "release", "wip_limit")


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(bundled("scenarios") / "baseline.yaml")


def test_an_empty_draft_is_today(today: Scenario) -> None:
    assert Draft().of(today).hash == today.hash


def test_an_edit_is_what_the_lever_of_the_same_field_does(today: Scenario) -> None:
    by_edit = Draft().with_edit(Edit(LIMIT, 9)).of(today)
    assert by_edit.hash == Draft(WhatIf(wip_limit=9)).of(today).hash != today.hash


def test_an_edit_reaches_an_item_by_its_id(today: Scenario) -> None:
    pool = today.portfolio.pools[0]
    address = ("portfolio", "pools", pool.id, "capacity")
    made = Draft().with_edit(Edit(address, pool.capacity + 2)).of(today)
    assert stated_at(made, address) == pool.capacity + 2
    assert stated_at(today, address) == pool.capacity


def test_a_later_edit_of_an_address_replaces_the_earlier(today: Scenario) -> None:
    draft = Draft().with_edit(Edit(LIMIT, 9)).with_edit(Edit(LIMIT, 7))
    assert draft.of(today).policy.release.wip_limit == 7
    assert draft.without(("policy",)) == Draft()


def test_all_that_cannot_be_is_said_at_its_address(today: Scenario) -> None:
    pool = today.portfolio.pools[0].id
    wrong = Draft().with_edit(Edit(LIMIT, 0)).with_edit(Edit(("portfolio", "pools", pool, "capacity"), -1))
    with pytest.raises(InputError) as caught:
        wrong.of(today)
    assert {one.path for one in caught.value.problems} == {LIMIT, ("portfolio", "pools", pool, "capacity")}


def test_an_opened_scenario_is_what_levers_and_edits_start_from(today: Scenario) -> None:
    opened = Draft(WhatIf(wip_limit=5)).of(today)
    made = Draft(WhatIf(demand=1.2), start=opened).of(today)
    assert made.policy.release.wip_limit == 5
    assert len(made.portfolio.projects) > len(today.portfolio.projects)


def test_the_oldest_steps_are_forgotten() -> None:
    history = History(0)
    for number in range(1, MOST + 10):
        history = history.then(number)
    assert len(history.before) == MOST
    assert history.then(history.present) is history
    while history.before:
        history = history.undone()
    assert history.present == 9
    assert history.undone() is history


def test_an_edit_may_lie_inside_what_another_has_set_as_a_whole(today: Scenario) -> None:
    whole = stated_at(today, ("policy", "release"))
    draft = (
        Draft().with_edit(Edit(("policy", "release"), {**whole, "wip_limit": 4})).with_edit(Edit(LIMIT, 6))
    )
    assert draft.of(today).policy.release.wip_limit == 6


def test_a_control_moved_back_while_dragged_is_no_step() -> None:
    history = History("today").then("nine").instead("eight")
    assert history.undone().present == "today"
    assert history.instead("today") == History("today")


def test_where_two_drafts_differ(today: Scenario) -> None:
    one = Draft(WhatIf(wip_limit=3)).with_edit(Edit(LIMIT, [1])).with_edit(Edit(("seed",), 2))
    other = Draft(WhatIf(wip_limit=3), note="x", start=today).with_edit(Edit(("seed",), 2))
    assert touched(one, other) == touched(other, one) == {("edits", *LIMIT), ("note",), ("start",)}
    assert touched(one, one) == frozenset()
