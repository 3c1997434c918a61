"""Two stored runs held against each other: kinds of money, and what they were made with."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.engines.build import project, scenario
from workbench.experiment.manifest import Entry, Manifest
from workbench.experiment.results import Results
from workbench.experiment.run_difference import RunDifference, run_difference

SCENARIO = scenario([project("A", 4)]).model_copy(update={"name": "base"})
NOISE = np.random.default_rng(5).normal(size=(3, 50))


def stored(seed: int, values: Mapping[str, np.ndarray]) -> Results:
    """A run of one scenario with these values by measure."""
    frame = pd.DataFrame(values)
    entry = Entry("base", "", "0" * 64, len(frame))
    manifest = Manifest("run", "2027-01-04", seed, (entry,), {"numpy": "2.1"}, {"system": "Linux"}, "c" * 64)
    return Results(manifest, (SCENARIO,), {"base": frame}, pd.DataFrame())


def found(first: Results, second: Results) -> RunDifference:
    return run_difference(first, second, ("base", "base"))


def money(n: int) -> dict[str, np.ndarray]:
    benefit, cost = 10 + NOISE[0, :n], 4 + NOISE[1, :n]
    return {"npv": benefit - cost, "benefit": benefit, "cost": cost}


def with_payroll(n: int) -> dict[str, np.ndarray]:
    """As a comparison stores it: the payroll difference is a kind of money and inside net value."""
    change = np.linspace(0.0, 5.0, 50)[:n]
    kept = money(n)
    return {**kept, "npv": kept["npv"] - change, "payroll_change": change}


@pytest.mark.parametrize("seed", [7, 8])
@pytest.mark.parametrize("counts", [(20, 50), (50, 20), (50, 50)])
def test_kinds_of_money_sum_to_the_difference_where_one_run_lacks_a_kind(
    counts: tuple[int, int], seed: int
) -> None:
    for one, other in ((money, with_payroll), (with_payroll, money)):
        told = found(stored(7, one(counts[0])), stored(seed, other(counts[1])))
        worth = next(one for one in told.outcomes if one.measure == "npv")
        assert sum(one.gain.value for one in told.kinds) == pytest.approx(worth.difference.value)


def test_a_kind_is_decided_with_all_kinds_allowed_for() -> None:
    """Costs alone leave out zero by little; beside other kinds that is what luck does to one of several."""
    raised = money(50)
    little = (NOISE[2] - NOISE[2].mean()) / NOISE[2].std() + 0.31
    raised["cost"] = raised["cost"] + little
    alone = found(stored(7, money(50)), stored(7, raised)).kinds
    assert [(one.measure, one.decided) for one in alone] == [("cost", True)]
    raised["benefit"] = raised["benefit"] + np.roll(little - 0.31, 7)
    raised["run_cost"] = np.roll(little - 0.30, 3)
    beside = found(stored(7, money(50)), stored(7, raised)).kinds
    assert len(beside) == 3 and not any(one.decided for one in beside)
    cost = next(one for one in beside if one.measure == "cost")
    assert cost.gain.high < 0, "the range of the row alone still leaves out zero"


def test_what_only_the_first_run_was_made_with_is_listed() -> None:
    run = stored(7, money(20))
    more = replace(
        run.manifest,
        versions={"numpy": "2.1", "blosc": "1"},
        fingerprint={"system": "Linux", "libc": "glibc 2.39"},
    )
    then = replace(run, manifest=more)
    for told in (found(then, run), found(run, then)):
        assert {one.what for one in told.surroundings} == {"blosc", "libc"}
        assert told.same_code and not told.same_versions


def test_the_same_code_is_the_code_of_the_manifests_alone() -> None:
    run = stored(7, money(20))
    other = replace(run, manifest=replace(run.manifest, code="d" * 64))
    told = found(run, other)
    assert not told.same_code and told.same_versions
