"""What one more person is worth, pool by pool and step by step, and where it stops paying.

For a pool with k more people than today, let V(k) be the net value of the portfolio in a future, payroll of
the k people included from the start to the horizon. Step k is worth V(k) − V(k − 1) in each future, divided
by the present value of 1 a year until the horizon: the yearly amount that is worth the same. Steps of a pool
are tested in order, and a pool's first step that is not shown to pay ends it. With m pools each range holds
its average with probability 1 − 5 % ÷ m, so that at most 5 in 100 studies contain any step that is wrongly
said to pay (Bonferroni over pools; within a pool a fixed order needs no allowance, Maurer, Hothorn and
Lehmacher 1995, from memory).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np
import pandas as pd

from workbench.analysis import SURE, Interval, PairedDifference, mean_interval, paired_difference
from workbench.engines.discounting import discounted_days
from workbench.engines.plan import Plan, plan_of
from workbench.errors import InputError
from workbench.experiment.measure import UTILISATION
from workbench.experiment.studies.runs import Runs, complete, values_of
from workbench.model.checks import unknown
from workbench.model.resources import ResourcePool
from workbench.scenario import Scenario
from workbench.scenario.people import exact, headcounts

MOST_STEPS = 4
"""People more than today that are tried, unless told otherwise."""


class Pays(StrEnum):
    """What the range of a step allows to say."""

    YES = "pays"
    NO = "does not pay"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Step:
    """From `people` − 1 to `people` more than today; −1 stands for losing one.

    Parameters
    ----------
    people
        How many more than today after the step.
    gain
        Money a year, payroll included, with the range of the study.
    """

    people: int
    gain: PairedDifference

    @property
    def pays(self) -> Pays:
        """Whether the range lies above zero, below it, or on both sides."""
        if not self.gain.decided:
            return Pays.UNDECIDED
        return Pays.YES if self.gain.mean.low > 0 else Pays.NO


@dataclass(frozen=True)
class PoolWorth:
    """A pool: how busy it is, and what people more or fewer are worth.

    Parameters
    ----------
    id, name
        Of the pool.
    people
        FTE at the start, before daily operations.
    used
        Share of the time for projects that is used, until the horizon; NaN without any.
    cost
        Money a year of one of them.
    lost
        What losing one changes; None where there is none to lose, or work that then could never be done.
    steps
        One more, another more …, up to the first that is not shown to pay.
    """

    id: str
    name: str
    people: float
    used: Interval
    cost: float
    lost: Step | None
    steps: tuple[Step, ...]

    @property
    def paying(self) -> int:
        """Steps that pay, before the first that is not shown to."""
        return sum(step.pays is Pays.YES for step in self.steps)

    @property
    def ends(self) -> Pays:
        """Why it ends there: it does not pay, it is undecided, or no further step was looked at."""
        return self.steps[-1].pays


@dataclass(frozen=True)
class PeopleStudy:
    """Every pool of a scenario, the one whose next person is worth most first.

    Parameters
    ----------
    scenario, currency
        Of what, in what.
    n
        Futures.
    confidence
        Of each range, so that all of them together are as sure as 95 %.
    pools
        In order of what one more is worth.
    """

    scenario: str
    currency: str
    n: int
    confidence: float
    pools: tuple[PoolWorth, ...]


def with_people(scenario: Scenario, pool: str, change: int) -> Scenario:
    """The scenario with people more or fewer in a pool, from the start on and through all its steps."""

    def moved(fte: float) -> float:
        return float(exact(fte) + change)

    def changed(one: ResourcePool) -> ResourcePool:
        steps = tuple(
            step.model_copy(update={"fte": max(0.0, moved(step.fte))}) for step in one.capacity_steps
        )
        return one.model_copy(update={"capacity": moved(one.capacity), "capacity_steps": steps})

    portfolio = scenario.portfolio
    pools = tuple(changed(one) if one.id == pool else one for one in portfolio.pools)
    return scenario.model_copy(update={"portfolio": portfolio.model_copy(update={"pools": pools})})


def can_lose_one(scenario: Scenario, pool: ResourcePool) -> bool:
    """Whether there is a person to lose at every time, and every package still has the people it needs."""
    counts = headcounts(pool, scenario.shocks, scenario.portfolio.start, scenario.horizon)
    if min(count.people for count in counts) < Decimal(1):
        return False
    fewer = with_people(scenario, pool.id, -1)
    try:
        # Copies skip validation.
        Scenario.model_validate_json(fewer.model_dump_json(by_alias=True))
    except InputError:
        return False
    return True


def value_of_people(
    scenario: Scenario, runs: Runs, pools: Sequence[str] = (), most: int = MOST_STEPS
) -> PeopleStudy:
    """What people more or fewer are worth.

    Parameters
    ----------
    scenario, runs
        Of what, and who simulates.
    pools
        Ids of the pools looked at; all if none are named.
    most
        Most people more than today that are tried.
    """
    there = scenario.portfolio.pools
    InputError.raise_if(list(unknown(("--pools",), pools, [one.id for one in there], "pool")))
    looked_at = [one for one in there if not pools or one.id in pools]
    years = _years(plan_of(scenario))
    confidence = 1.0 - SURE / len(looked_at)
    losing = {f"{one.id} -1": with_people(scenario, one.id, -1)
              for one in looked_at if can_lose_one(scenario, one)}  # fmt: skip
    first = {f"{one.id} +1": with_people(scenario, one.id, 1) for one in looked_at}
    value = values_of(runs, scenario, losing | first, "npv")
    lost, steps = {}, {}

    def gain(before: str, after: str) -> PairedDifference:
        return paired_difference(
            value[before].to_numpy() / years, value[after].to_numpy() / years, 1, confidence
        )

    for one in looked_at:
        lost[one.id] = Step(-1, gain("", f"{one.id} -1")) if f"{one.id} -1" in losing else None
        steps[one.id] = [Step(1, gain("", f"{one.id} +1"))]
    for k in range(2, most + 1):
        going = [one for one in looked_at if steps[one.id][-1].pays is Pays.YES]
        if not going:
            break
        more = {f"{one.id} +{k}": with_people(scenario, one.id, k) for one in going}
        value = pd.concat([value, values_of(runs, scenario, more, "npv").drop(columns="")], axis=1)
        for one in going:
            steps[one.id].append(Step(k, gain(f"{one.id} +{k - 1}", f"{one.id} +{k}")))
    used = _used(runs, scenario)
    days = plan_of(scenario).days_per_year
    found = [
        PoolWorth(
            one.id,
            one.name or one.id,
            one.capacity,
            used.get(one.id, Interval(np.nan, np.nan, np.nan)),
            one.cost_per_fte_day * days,
            lost[one.id],
            tuple(steps[one.id]),
        )
        for one in looked_at
    ]
    order = sorted(found, key=lambda one: (-one.steps[0].gain.mean.value, one.id))
    return PeopleStudy(scenario.name, scenario.portfolio.currency, len(value), confidence, tuple(order))


def _years(plan: Plan) -> float:
    """Present value of 1 a year until the horizon."""
    days = discounted_days(plan.money.rho, np.array([0.0]), np.array([plan.horizon]))
    return float(days[0]) / plan.days_per_year


def _used(runs: Runs, scenario: Scenario) -> dict[str, Interval]:
    found = complete(runs([scenario]))
    shares = {
        one.id: found.values(scenario.name, UTILISATION + one.id).to_numpy()
        for one in scenario.portfolio.pools
    }
    return {pool: mean_interval(values).within(0.0) for pool, values in shares.items() if values.size}
