"""Why two scenarios differ: parts sum in every future, null groups get nothing, days sum by cause."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from workbench.analysis import chance_of, paired_difference
from workbench.experiment.studies.explain import explained
from workbench.experiment.studies.inputs import differing, mixed
from workbench.experiment.studies.moves import MOVE_CAUSES
from workbench.experiment.studies.runs import plain_runs
from workbench.interfaces.studies.explaining import explained_answer, explained_json
from workbench.model import Project, ResourcePool, WorkPackage
from workbench.policies import Pmo
from workbench.scenario import Scenario

Build = Callable[..., Scenario]
FUTURES = 12


def test_parts_sum_to_the_difference_in_every_future(scenario: Build) -> None:
    first, second = (
        scenario(),
        scenario("other", index="cd3", developers=5.0, pmo=Pmo(staff=2, cost_per_fte=9e4)),
    )
    runs = plain_runs(FUTURES)
    found = explained(first, second, runs)
    assert {one.groups for one in found.parts} == {("release",), ("dispatch",), ("people",), ("pmo",)}
    both = runs([first, second])
    whole = both.values("other", "npv") - both.values("today", "npv")
    assert np.abs(found.by_future.sum(axis=0) - whole.to_numpy()).max() <= 1e-9 * np.abs(whole).max()
    kinds = sum(change.mean.value for _, change in found.kinds)
    assert kinds == pytest.approx(found.total.mean.value, rel=1e-9)
    assert sum(one.share.mean.value for one in found.parts) == pytest.approx(found.total.mean.value, rel=1e-9)


def test_a_cost_that_changes_nothing_else_is_its_own_part_to_the_cent(scenario: Build) -> None:
    first = scenario()
    second = scenario("costly", index="cd3", pmo=Pmo(staff=1, cost_per_fte=50_000.0))
    found = explained(first, second, plain_runs(FUTURES))
    share = next(one.share for one in found.parts if one.groups == ("pmo",))
    assert share.mean.low == pytest.approx(share.mean.high, rel=1e-9)
    assert share.mean.value < -49_000 * 0.9


def test_a_group_that_changes_no_outcome_gets_nothing(scenario: Build) -> None:
    """No project waits for a gate's rule where every gate goes; a wider limit than projects limits nobody."""
    first, second = scenario(wip=50), scenario("wide", wip=60, developers=5.0)
    found = explained(first, second, plain_runs(FUTURES))
    share = next(one.share for one in found.parts if one.groups == ("release",))
    assert share.mean.value == 0.0 and not share.decided


def test_what_is_zero_in_every_future_is_called_none_and_not_undecided(scenario: Build) -> None:
    first, second = scenario(wip=50), scenario("wide", wip=60)
    answer = explained_answer(explained(first, second, plain_runs(FUTURES)))
    assert answer.lead[0] == (
        "No difference: “Wide” is worth the same as today’s way in each of 12 simulated futures."
    )
    assert answer.lead[1].startswith("Only one group of inputs differs: ")
    value, days = answer.sections[1].grids[0], answer.sections[3].grids[0]
    assert {row[-1] for row in (*value.rows, *value.totals, *days.rows, *days.totals)} == {"none"}


def standard_noise() -> np.ndarray:
    """Of 200 futures, with an average of 0 and a standard deviation of 1."""
    noise = np.random.default_rng(3).normal(size=200)
    return np.asarray((noise - noise.mean()) / noise.std(ddof=1))


def test_a_part_that_is_clear_alone_and_not_among_the_others_is_undecided(scenario: Build) -> None:
    """Of two parts, the smaller p value counts twice: 0.03 is no longer below 5 in 100."""
    first, second = scenario(), scenario("other", index="cd3", developers=5.0)
    found = explained(first, second, plain_runs(FUTURES))
    noise, zero = standard_noise(), np.zeros(200)
    close, wide = (paired_difference(zero, 1e6 * (noise + shift), 1) for shift in (2.2 / 200**0.5, 0.01))
    assert close.decided and 0.025 < chance_of(close.mean, 200) < 0.05
    shares = [replace(part, share=one) for part, one in zip(found.parts[:2], (close, wide), strict=True)]
    answer = explained_answer(replace(found, parts=tuple(shares)))
    assert answer.lead[1].startswith("None of its 2 parts is known")
    assert {row[-1] for row in answer.sections[1].grids[0].rows} == {"undecided"}
    told = json.loads(explained_json(replace(found, parts=tuple(shares))))
    assert not any(one["decided"] for one in told["npv"]["parts"])


def test_a_part_as_written_lies_in_its_range_as_written(scenario: Build) -> None:
    """Beside a whole of millions, a part known to the thousand is not +0.2 between +0.157 and +0.158."""
    first, second = scenario(), scenario("other", index="cd3", developers=5.0)
    found = explained(first, second, plain_runs(FUTURES))
    noise, zero = standard_noise(), np.zeros(200)
    small, large, cost = (
        paired_difference(zero, mean + 4e3 * noise, 1) for mean in (157_500.0, 1_042_500.0, -31_000.0)
    )
    whole = paired_difference(zero, 1_200_000 + 8e3 * noise, 1)
    parts = [replace(part, share=one) for part, one in zip(found.parts[:2], (small, large), strict=True)]
    kinds = (("benefit", paired_difference(zero, 1_231_000 + 4e3 * noise, 1)), ("cost", cost))
    answer = explained_answer(replace(found, parts=tuple(parts), kinds=kinds, total=whole))
    rows = [row for grid in answer.sections[1].grids for row in (*grid.rows, *grid.totals)]
    assert len(rows) >= 5
    for _, mean, span, _ in rows:
        low, high, value = (float(one.replace("−", "-")) for one in (*span.split(" to "), mean))
        assert low <= value <= high, rows


def test_days_moved_sum_by_cause_in_every_future(scenario: Build) -> None:
    found = explained(scenario(), scenario("fewer", developers=4.5), plain_runs(FUTURES))
    assert found.moves.moves
    for one in found.moves.moves:
        assert one.by_future.shape == (FUTURES, len(MOVE_CAUSES))
        assert one.by_future.sum(axis=1).mean() == pytest.approx(one.days.mean.value, abs=1e-9)
    assert found.lead_time is not None
    assert sum(one.change.mean.value for one in found.states) == pytest.approx(
        found.lead_time.mean.value, abs=1e-9
    )
    assert sum(one.change.mean.value for one in found.states) == pytest.approx(
        sum(one.second - one.first for one in found.states), abs=1e-9
    )


def test_equal_inputs_have_no_parts(scenario: Build) -> None:
    found = explained(scenario(), scenario(), plain_runs(2))
    assert found.changes == () and found.parts == () and found.total.mean.value == 0.0


def test_what_differs_is_found_by_id_and_grouped(scenario: Build) -> None:
    first = scenario()
    projects = (*first.portfolio.projects[1:], _project("NEW", "developers"))
    portfolio = first.portfolio.model_copy(update={"projects": projects, "discount_rate": 0.05})
    found = differing(first, first.model_copy(update={"portfolio": portfolio, "description": "a note"}))
    assert found.groups == (("projects",), ("money",))
    assert {one.place[:3] for one in found.changes} == {
        ("portfolio", "projects", "P0"),
        ("portfolio", "projects", "NEW"),
        ("portfolio", "discount_rate"),
    }


def test_groups_that_cannot_be_separated_become_one(scenario: Build) -> None:
    """A project that needs a new role cannot come without it."""
    first = scenario()
    portfolio = first.portfolio.model_copy(
        update={
            "pools": (*first.portfolio.pools, ResourcePool(id="lawyers", capacity=1)),
            "projects": (*first.portfolio.projects, _project("NEW", "lawyers")),
        }
    )
    second = first.model_copy(update={"portfolio": portfolio, "name": "other"})
    found = differing(first, second)
    assert found.groups == (("projects", "people"),) and found.joined == (("projects", "people"),)


def test_taking_every_group_gives_the_second_scenario(scenario: Build) -> None:
    first, second = scenario(), scenario("other", index="cd3", developers=5.0, leaving=1.0)
    found = differing(first, second)
    keys = {key for group in found.groups for key in group}
    assert mixed(first, second, keys).hash == second.hash
    assert mixed(first, second, set()).hash == first.hash


def test_more_groups_than_can_be_told_apart_are_merged(scenario: Build) -> None:
    first, second = scenario(), scenario("other", index="cd3", developers=5.0, pmo=Pmo(staff=2))
    assert [len(one) for one in differing(first, second, most=2).groups] == [1, 3]


def _project(key: str, pool: str) -> Project:
    return Project(id=key, packages=(WorkPackage(id="work", duration=5.0, demand={pool: 1.0}),))
