"""A made-up portfolio of any size, for measuring: nobody's projects, and the same ones on every machine.

Twelve packages a project in three stages with gates between them, six pools that are busy
seven to eight tenths of the time, lognormal work, rework, switching, a WIP limit and monthly boards over
1,095 days of which every one is a working day. People and the WIP limit grow with the number of projects.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from workbench.model import (
    BenefitProfile,
    Calendar,
    Lateness,
    Lognormal,
    Portfolio,
    Project,
    ResourcePool,
    WorkPackage,
)
from workbench.policies import Cadence, Dispatch, GateRule, Gates, IndexName, Policy, Release
from workbench.scenario import Scenario

START = date(2027, 1, 1)
HORIZON = 1095
STAGES = ("define", "build", "launch")
PACKAGES = 12
POOLS = tuple(f"pool{number}" for number in range(6))
LAST_INTAKE = 800
WIP_SHARE = 0.5
"""The WIP limit, as a share of the number of projects: 30 of 60."""
FTE_PER_PROJECT = (0.075, 0.080)
"""People of the smallest and of the largest pool for each project: 4.5 and 4.8 FTE at 60 projects."""


def portfolio_like(projects: int, index: IndexName = IndexName.CD3, name: str = "today") -> Scenario:
    """The portfolio with so many projects, decided by one ranking rule.

    Parameters
    ----------
    projects
        How many; a sixth of them are there at the start, the rest come until day 800. At least 20, so that
        the largest packages fit into the smallest pool.
    index
        Who is released first, and who gets people first.
    name
        Of the scenario.
    """
    return Scenario(
        name=name,
        portfolio=Portfolio(
            name=f"{projects} made-up projects",
            start=START,
            calendar=Calendar(weekend=()),
            maturity=2,
            durations="outcome",
            pools=[_pool(number, projects) for number in range(len(POOLS))],
            projects=[_project(number, projects) for number in range(projects)],
        ),
        policy=Policy(
            release=Release(index=index, wip_limit=round(WIP_SHARE * projects), cadence=Cadence.MONTHLY),
            dispatch=Dispatch(index=index),
            gates=Gates(rule=GateRule.EXPECTED_VALUE),
        ),
        horizon=START + timedelta(days=HORIZON - 1),
        seed=1,
    )


def _pool(number: int, projects: int) -> ResourcePool:
    low, high = FTE_PER_PROJECT
    share = low + (high - low) * number / (len(POOLS) - 1)
    return ResourcePool(id=POOLS[number], capacity=round(share * projects, 2), cost_per_fte_day=400.0)


def _project(number: int, projects: int) -> Project:
    """Its figures depend on its number alone, its intake on how many there are."""
    luck = np.random.Generator(np.random.Philox(key=90_000 + number))
    pools = luck.permutation(POOLS * (PACKAGES // len(POOLS)))
    packages = [_package(place, str(pools[place]), luck) for place in range(PACKAGES)]
    at_start = max(1, projects // 6)
    later = 0 if number < at_start else LAST_INTAKE * (number - at_start + 1) / (projects - at_start)
    intake = float(round(later))
    return Project(
        id=f"P{number:04d}",
        intake=intake,
        due=intake + float(luck.integers(200, 500)),
        benefit=BenefitProfile(
            per_year=float(luck.integers(10, 160)) * 1000,
            ramp_months=float(luck.integers(0, 9)),
            plateau_years=2.0,
            decay_per_year=0.4,
            run_cost_per_year=5000.0,
        ),
        value_cv=0.8,
        lateness=Lateness(per_day=float(luck.integers(0, 300))),
        packages=packages,
        stages=STAGES,
        gates=STAGES[:-1],
    )


def _package(place: int, pool: str, luck: np.random.Generator) -> WorkPackage:
    days, demand = float(luck.integers(18, 58)), float(luck.integers(1, 4)) / 2
    count = 0 if place == 0 else min(place, int(luck.integers(1, 3)))
    before = luck.choice(np.arange(max(0, place - 4), place), size=count, replace=False) if count else []
    return WorkPackage(
        id=f"w{place:02d}",
        stage=STAGES[place * len(STAGES) // PACKAGES],
        duration=Lognormal(mean=days, cv=0.55),
        demand={pool: demand},
        after=tuple(f"w{other:02d}" for other in sorted(int(one) for one in before)),
    )
