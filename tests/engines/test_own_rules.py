"""A ranking rule of one's own is a Python function, on the engine in SimPy."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engines.build import package, policy, pool, project, same_paths, scenario
from tests.engines.portfolios import mixed
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.own import OwnRule, OwnRules, Seen
from workbench.engines.plan import plan_of
from workbench.engines.process import run
from workbench.errors import InputError, RunError
from workbench.experiment import compare, simulate
from workbench.scenario import Scenario

AS_WRITTEN: dict[str, OwnRule] = {
    "spt": lambda seen: -seen.constraint_days,
    "edd": lambda seen: -seen.due,
    "strategic": lambda seen: seen.score,
    "npv": lambda seen: seen.net_value,
    "minimum_slack": lambda seen: -1.0 * seen.due + seen.now + seen.lead,
    "random": lambda seen: seen.luck,
}


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_a_shipped_rule_written_as_a_function_gives_the_same_bits(name: str) -> None:
    rules = policy(release={"index": name, "wip_limit": 5, "cadence": "monthly"}, dispatch=name)
    plan = plan_of(mixed(8, policy=rules))
    plain = plan_of(mixed(8, policy=policy(release={"wip_limit": 5, "cadence": "monthly"})))
    own = replace(plain, own=OwnRules(AS_WRITTEN[name], AS_WRITTEN[name]))
    draws = draw(plan, range(3))
    for row in range(3):
        assert same_paths(run(plan, draws, row), run(own, draws, row))
    assert not same_paths(run(plain, draws, 0), run(own, draws, 0))


def by_name(seen: Seen) -> float:
    """Later ids first."""
    return float(ord(seen.project[-1]))


def two_in_a_row() -> Scenario:
    made = [project(name, package("w", 10)) for name in "AB"]
    return scenario(made, [pool()], name="today")


def test_its_results_are_its_own_and_never_kept(tmp_path: Path) -> None:
    what = two_in_a_row()
    mine = what.model_copy(update={"name": "mine"})
    found = compare([what, mine], 6, own={"mine": OwnRules(dispatch=by_name)}, store=tmp_path)
    days = found.projects.set_index(["scenario", "replication", "project"])["finish"]
    assert (days["today", 0, "A"], days["today", 0, "B"]) == (10, 20)
    assert (days["mine", 0, "A"], days["mine", 0, "B"]) == (20, 10)
    one, other = found.manifest.scenarios
    assert one.hash != other.hash and (other.engine, other.twins) == ("simpy", 0)
    kept = {path.parent.parent.name for path in tmp_path.rglob("block-*")}
    assert kept == {one.hash[:20]}


def test_the_compiled_engine_refuses_it() -> None:
    plan = replace(plan_of(two_in_a_row()), own=OwnRules(dispatch=by_name))
    with pytest.raises(RunError, match="Python function"):
        live(plan, draw(plan, range(1)))


def test_an_answer_that_is_no_number_names_rule_and_project() -> None:
    def nothing(_: Seen) -> float:
        return math.nan

    with pytest.raises(RunError, match=r"nothing gives no number for project A"):
        simulate(two_in_a_row(), 2, own=OwnRules(dispatch=nothing))


def test_a_rule_for_an_unknown_scenario_is_an_error() -> None:
    with pytest.raises(InputError, match="no such scenario among today"):
        compare([two_in_a_row()], 2, own={"mne": OwnRules(dispatch=by_name)})
