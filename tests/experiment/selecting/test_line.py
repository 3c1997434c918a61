"""The cut-off line and the changes that move it, on a portfolio small enough to list every choice."""

import math
from itertools import chain, combinations

import numpy as np
import pytest

from tests.engines.build import policy, pool, project, scenario
from workbench.engines.selecting.greedy import violated
from workbench.experiment.selecting.change import Kind, changes_for
from workbench.experiment.selecting.line import Cause, below_the_line
from workbench.experiment.selecting.select import By, Selected, Starts, select, with_list
from workbench.model import BenefitProfile
from workbench.policies import Exclusive
from workbench.scenario import Scenario


def worthy(money: float) -> BenefitProfile:
    return BenefitProfile(per_year=money, plateau_years=1, decay_per_year=None)


def eight(**selection: object) -> Scenario:
    """Costs 100 to 400 a project, budget 900; A to H, of which H is worth nothing and G needs F."""
    sizes = {"A": (10, 300), "B": (20, 520), "C": (30, 700), "D": (40, 900), "E": (20, 250), "F": (10, 20)}
    projects = [project(name, float(days), benefit=worthy(money)) for name, (days, money) in sizes.items()]
    projects += [
        project("G", 20.0, benefit=worthy(700), after=("F",)),
        project("H", 10.0, benefit=worthy(50)),
    ]
    people = [pool(capacity=20, cost_per_fte_day=10)]
    return scenario(projects, people, budgets={2027: 900.0}, policy=policy(**selection))


def best_by_hand(selected: Selected, must: str = "") -> float:
    """The most that a list may be worth, of all lists, perhaps of those with a project."""
    problem = selected.problem
    options = range(len(problem.options))
    worth = [-math.inf]
    for some in chain.from_iterable(combinations(options, k) for k in range(len(options) + 1)):
        chosen = np.array(some, dtype=np.int64)
        names = {problem.ids[i] for i in problem.options.project[chosen]}
        if (not must or must in names) and not violated(problem, chosen):
            worth.append(problem.plan_value(chosen))
    return max(worth)


def test_what_a_project_would_cost_the_list_is_what_enumeration_says() -> None:
    selected = select(eight())
    assert selected.solved.value == pytest.approx(best_by_hand(selected))
    below = below_the_line(selected)
    assert {row.project for row in below} == set("ABCDEFGH") - set(selected.projects)
    for row in below:
        assert row.loss == pytest.approx(selected.solved.value - best_by_hand(selected, row.project))
        assert set(row.displaced) <= set(selected.projects)
    assert [row.loss for row in below] == sorted(row.loss for row in below)


def test_each_reason_is_the_one_that_holds() -> None:
    group = Exclusive(id="one", projects=("A", "B"))
    selected = select(eight(exclude=("F",), exclusive=(group,)))
    why = {row.project: row for row in below_the_line(selected)}
    assert why["F"].cause is Cause.BY_HAND
    assert why["G"].cause is Cause.IMPOSSIBLE
    assert why["H"].cause is Cause.WORTHLESS
    assert why["A"].cause is Cause.GROUP
    assert why["A"].over[0].words == "at most 1 of A, B"
    loose = select(eight())
    assert loose.solved.chosen is not None
    for row in below_the_line(loose):
        if row.cause is Cause.LIMIT:
            (over,) = row.over
            used = sum(float(loose.problem.options.cost[o].sum()) for o in loose.solved.chosen)
            mine = float(loose.problem.options.cost[loose.problem.ids.index(row.project)].sum())
            assert over.by == pytest.approx(used + mine - 900.0)


@pytest.mark.parametrize("by", list(By))
def test_a_change_gets_the_project_above_the_line_and_a_little_less_does_not(by: By) -> None:
    selected = select(eight(), by)
    name = next(row.project for row in below_the_line(selected) if row.cause is Cause.LIMIT)
    found = {one.kind: one for one in changes_for(selected, name)}
    assert Kind.DROP in found and len(found) >= 3
    for kind, one in found.items():
        if kind is Kind.DROP:
            continue
        assert name in one.after and name not in one.before
        assert name in select(one.scenario, by).projects
    if by is By.OPTIMAL and Kind.VALUE in found:
        # The value that a list must gain to hold the project is what it would lose with it now.
        loss = next(row.loss for row in below_the_line(selected) if row.project == name)
        benefit = float(selected.problem.options.benefit[selected.problem.ids.index(name)])
        assert found[Kind.VALUE].size == pytest.approx(loss / benefit, abs=5.0 / 2**9 + 1e-9)
        assert found[Kind.VALUE].size >= loss / benefit - 1e-9


def test_the_risk_of_a_list_is_that_of_the_changed_project() -> None:
    """Nothing is left to luck, so the worst tenth of a list is its plan value: the floor is one on that."""
    best = select(eight()).solved.value
    selected = select(eight(worst_tenth_at_least=best - 1.0))
    loss = {row.project: row.loss for row in below_the_line(select(eight()))}
    name = next(one for one, lost in loss.items() if lost > 1.0 and one not in "GH")
    found = {one.kind: one for one in changes_for(selected, name)}
    benefit = float(selected.problem.options.benefit[selected.problem.ids.index(name)])
    assert found[Kind.VALUE].size == pytest.approx(loss[name] / benefit, abs=5.0 / 2**9 + 1.0 / benefit)


def test_a_list_stands_in_the_scenario_and_selecting_again_changes_nothing() -> None:
    selected = select(eight())
    again = select(selected.as_scenario("chosen"))
    assert again.projects == selected.projects
    assert again.solved.value == selected.solved.value
    bare = with_list(eight(), selected.projects, None, "bare")
    assert bare.hash == selected.as_scenario("chosen").hash


def test_a_ranking_starts_a_project_and_what_it_needs_as_early_as_it_may() -> None:
    """A loses by itself and B needs it; of all starts the first is worth most, as time is money here."""
    made = [project("A", 10.0, benefit=worthy(1)), project("B", 10.0, benefit=worthy(5000), after=("A",))]
    what = scenario(made, [pool(capacity=20, cost_per_fte_day=10)], budgets={2027: 9000.0})
    dear = what.portfolio.model_copy(update={"discount_rate": 0.2})
    found = select(what.model_copy(update={"portfolio": dear}), By.GREEDY, Starts.BY_QUARTER)
    assert found.solved.chosen is not None
    assert found.problem.options.start[found.solved.chosen].tolist() == [0.0, 10.0]


def test_people_of_each_quarter_suffice_where_starts_are_chosen() -> None:
    what = eight()
    few = what.portfolio.model_copy(update={"pools": (pool(capacity=0.5 * 2, cost_per_fte_day=10),)})
    selected = select(what.model_copy(update={"portfolio": few}), starts=Starts.BY_QUARTER)
    assert selected.solved.chosen is not None
    assert violated(selected.problem, selected.solved.chosen) == []
    assert selected.solved.proven
