"""Boards and rules know the plan and its reports, never the truth behind them before it shows."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.build import policy, same_paths, valued
from tests.engines.portfolios import mixed
from workbench.engines.draws import Draws, draw
from workbench.engines.path import Path
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run

FUTURES = 6


def test_the_hidden_truth_cannot_be_seen_before_it_shows() -> None:
    """Other truths behind the same beliefs: the first decisions are the same."""
    plan = plan_of(mixed())
    draws = draw(plan, range(FUTURES))
    other = draws.shuffled(np.roll(np.arange(FUTURES), 1))
    assert (other.known_error == draws.known_error).all()
    assert not (other.systemic == draws.systemic).any()
    for row in range(FUTURES):
        one, two = run(plan, draws, row), run(plan, other, row)
        at_start = one.release == 0
        assert (at_start == (two.release == 0)).all()
        assert (one.release_rank[at_start] == two.release_rank[at_start]).all()
        np.testing.assert_array_equal(one.belief_at_release[at_start], two.belief_at_release[at_start])
        begun = one.attempts.package[one.attempts.start == 0].tolist()
        assert begun == two.attempts.package[two.attempts.start == 0].tolist()
        assert not same_paths(one, two)


def only_of(i: int, plan: Plan, other: Draws, draws: Draws) -> Draws:
    """The luck with another hidden truth of one project."""
    mine = np.asarray(plan.packages.project) == i
    changed = {}
    for names, columns in (
        (("systemic", "value_log"), np.arange(len(plan.projects.ids)) == i),
        (("log_noise", "rework", "late", "remaining"), mine),
    ):
        for name in names:
            numbers = getattr(draws, name).copy()
            numbers[:, columns] = getattr(other, name)[:, columns]
            changed[name] = numbers
    return replace(draws, **changed)


def decided_before(path: Path, when: float) -> list[list[object]]:
    """Releases, starts of work and gate sittings before a moment."""
    a, gates = path.attempts, path.gates
    begun, sat = a.start < when, gates.day < when
    return [
        np.where(path.release < when, path.release, -1.0).tolist(),
        [*zip(a.package[begun].tolist(), a.number[begun].tolist(), a.start[begun].tolist(), strict=True)],
        [
            *zip(
                gates.project[sat].tolist(),
                gates.day[sat].tolist(),
                gates.decision[sat].tolist(),
                strict=True,
            )
        ],
    ]


def foreseen(rule: str) -> tuple[list[str], int]:
    """Projects whose truth moves a decision before any of their work ends; how many end work after day 60."""
    both = {"index": rule, "wip_limit": 8, "cadence": "monthly"}
    plan = plan_of(mixed(policy=policy(release=both, dispatch=rule, gates="expected_value")))
    draws = draw(plan, range(2))
    other = draws.shuffled(np.array([1, 0]))
    one = run(plan, draws, 0)
    early, late = [], 0
    for i, name in enumerate(plan.projects.ids):
        two = run(plan, only_of(i, plan, other, draws), 0)
        ends = [p.attempts.end[plan.packages.project[p.attempts.package] == i] for p in (one, two)]
        shows = min((float(days.min()) for days in ends if len(days)), default=np.inf)
        if decided_before(one, shows) != decided_before(two, shows):
            early.append(name)
        late += 60 < shows < np.inf and not same_paths(one, two)
    return early, late


@pytest.mark.parametrize("rule", ["cd3", "npv", "minimum_slack", "atc"])
def test_the_truth_of_a_project_moves_nothing_before_its_first_work_ends(rule: str) -> None:
    """Whatever day that is, while others have long been decided on."""
    early, late = foreseen(rule)
    assert early == []
    assert late > 2


def test_foresight_alone_sees_the_truth_before_it_shows() -> None:
    """So the test above can fail."""
    assert foreseen("perfect_information")[0]


def test_valuation_reads_the_hidden_value_and_decisions_do_not() -> None:
    """Another true benefit changes the money and, with gates that always go on, no path."""
    plan = plan_of(mixed(policy=policy(release={"index": "npv"}, dispatch="npv")))
    draws = draw(plan, range(2))
    richer = replace(draws, value_log=draws.value_log + 1.0)
    one, two = run(plan, draws, 0), run(plan, richer, 0)
    assert same_paths(one, two)
    ratio = valued(plan, richer, 0, two).benefit / np.maximum(valued(plan, draws, 0, one).benefit, 1e-9)
    assert np.unique(np.round(ratio[ratio > 0], 9)).tolist() == [round(float(np.e), 9)]
