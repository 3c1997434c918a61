"""An order of one's own: equal to a built-in one it gives the same bits, on both engines, and from a file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.engines.build import day, twice
from tests.engines.test_any_portfolio import portfolios
from workbench.engines.draws import draw
from workbench.engines.path import Path as Lived
from workbench.engines.plan import plan_of
from workbench.engines.twin import disagreements
from workbench.errors import InputError
from workbench.interfaces.files import dump_scenario, load_scenario
from workbench.model import Project
from workbench.policies import IndexName, Sgs
from workbench.scenario import Scenario, own_order


def ruled(what: Scenario, rule: IndexName) -> Scenario:
    """The scenario with one rule for release and dispatch."""
    policy = what.policy
    release = policy.release.model_copy(update={"index": rule})
    dispatch = policy.dispatch.model_copy(update={"index": rule, "sgs": Sgs.PARALLEL})
    changed = policy.model_copy(update={"release": release, "dispatch": dispatch})
    return what.model_copy(update={"policy": changed})


def lived(what: Scenario) -> list[Lived]:
    plan = plan_of(what)
    return twice(plan, draw(plan, range(2)))


def due(project: Project) -> float:
    """Earliest promised date first."""
    found = project.due
    return -float(found.toordinal() - day(0).toordinal() if isinstance(found, date) else found or 1e9)


def alike(one: Scenario, other: Scenario) -> bool:
    pairs = zip(lived(one), lived(other), strict=True)
    return not any(disagreements(mine, theirs) for mine, theirs in pairs)


@settings(max_examples=40)
@given(portfolios())
def test_an_order_that_is_a_built_in_one_gives_the_same_bits(what: Scenario) -> None:
    fifo, edd = ruled(what, IndexName.FIFO), ruled(what, IndexName.EDD)
    assert alike(own_order(fifo, lambda _: 7.0, "all alike"), fifo)
    assert alike(own_order(fifo, due, "by date"), edd)


@settings(max_examples=15)
@given(portfolios())
def test_only_the_order_counts_not_the_numbers(what: Scenario) -> None:
    base = ruled(what, IndexName.FIFO)
    plain = own_order(base, due, "by date")
    stretched = own_order(base, lambda project: 1e12 + 1e6 * due(project), "stretched")
    assert plain.hash == stretched.hash


def test_a_file_of_it_runs_without_the_function(tmp_path: Path) -> None:
    from workbench.bundled import bundled

    today = load_scenario(bundled("scenarios") / "baseline.yaml")
    ours = own_order(today, lambda project: project.benefit.per_year, "most a year")
    (tmp_path / "ours.yaml").write_text(dump_scenario(ours), encoding="utf-8")
    again = load_scenario(tmp_path / "ours.yaml")
    assert again.hash == ours.hash != today.hash
    ranked = sorted(ours.portfolio.projects, key=lambda one: -one.ordinal.value)
    assert ranked[0].benefit.per_year == max(one.benefit.per_year for one in today.portfolio.projects)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "high", None])
def test_a_rule_without_a_number_is_told_by_project(number: object) -> None:
    from workbench.bundled import bundled

    today = load_scenario(bundled("scenarios") / "baseline.yaml")
    with pytest.raises(InputError, match=r"P01.*no finite number"):
        own_order(today, lambda _: number, "broken")
