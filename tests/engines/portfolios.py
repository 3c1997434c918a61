"""A mid-size portfolio with a bit of everything, for the tests that must hold for any portfolio."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.engines.build import day, package, policy, pool, project, scenario
from workbench.model import (
    BenefitProfile,
    BudgetShock,
    CapacityShock,
    CapacityStep,
    Exponential,
    Lateness,
    Lognormal,
    Objective,
    OrdinalScores,
    Pert,
    Project,
    ProjectRisk,
    ResourcePool,
    SharedRisk,
)
from workbench.scenario import Scenario

STAGES = ("define", "build", "close")


def _luck(number: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=40_000 + number))


def ordinary(number: int) -> Project:
    """A project of six packages in three stages with gates; its figures depend on its number only."""
    luck = _luck(number)

    def days() -> float:
        return float(luck.integers(5, 40))

    laws: list[Any] = [days(), Lognormal(mean=days(), cv=0.4), Pert(low=4, mode=days() + 4, high=60), days()]
    made = (
        package("brief", laws[0], {"analyst": 0.5}, stage="define"),
        package("design", laws[1], {"analyst": 1, "dev": 0.5}, stage="define", after=("brief",)),
        package("code", laws[2], {"dev": 2}, stage="build"),
        package("test", laws[3], {"dev": 1, "tester": 0.75}, stage="build", after=("code",)),
        package("ready", 0, {}, stage="build", after=("test",)),
        package("launch", Exponential(mean=5), {"analyst": 0.25}, stage="close", after=("ready",)),
    )
    return project(
        f"P{number:02d}",
        *made,
        stages=STAGES,
        gates=("define", "build") if number % 2 else ("build",),
        intake=float(luck.integers(0, 200)) if number > 4 else 0.0,
        due=float(luck.integers(250, 500)),
        programme="north" if number % 3 == 0 else "",
        reference_class="change",
        benefit=BenefitProfile(
            per_year=float(luck.integers(40, 400)) * 1000,
            ramp_months=float(luck.integers(0, 9)),
            plateau_years=3.0,
            decay_per_year=0.4,
            run_cost_per_year=8000.0,
            window_closes=day(900 + 10 * number) if number % 4 == 0 else None,
        ),
        value_cv=0.3,
        lateness=Lateness(per_day=float(luck.integers(0, 300)), step=5000.0 if number % 5 == 0 else 0.0),
        scores={"growth": float(luck.integers(0, 100)), "care": float(luck.integers(0, 100))},
        ordinal=OrdinalScores(
            value=int(luck.integers(1, 20)), urgency=5, opportunity=8, size=int(luck.integers(1, 20))
        ),
        external_cost=float(luck.integers(0, 20)) * 1000,
        termination_cost=2000.0,
        salvage=500.0,
        operations_effect={"dev": 0.25} if number % 6 == 0 else {},
        after=(f"P{number - 3:02d}",) if number % 7 == 0 else (),
        mandatory=number % 8 == 0,
        risks=(
            ProjectRisk(id="slip", probability=0.2, delay=Lognormal(mean=0.4, cv=0.5), packages=("code",)),
            ProjectRisk(id="fine", probability=0.1, cost=9000.0),
        ),
    )


def under_way() -> list[Project]:
    """Two projects in flight: one in the middle of a package, one between packages."""
    first = project(
        "F1",
        package("a", 20, {"analyst": 1}, stage="define", done=True),
        package("b", 60, {"dev": 2}, stage="build", spent_days=25),
        package("c", Lognormal(mean=15, cv=0.3), {"tester": 1}, stage="close", after=("b",)),
        stages=STAGES,
        gates=("define",),
        in_flight=True,
        due=90.0,
        benefit=BenefitProfile(per_year=90_000, plateau_years=2),
        lateness=Lateness(per_day=400),
        ordinal=OrdinalScores(value=3, urgency=3, opportunity=3, size=3),
    )
    second = project(
        "F2",
        package("a", 20, {"analyst": 1}, done=True),
        package("b", 30, {"dev": 1}, after=("a",)),
        in_flight=True,
        benefit=BenefitProfile(per_year=50_000, plateau_years=2),
        ordinal=OrdinalScores(value=8, urgency=2, opportunity=1, size=2),
    )
    return [first, second]


def pools() -> list[ResourcePool]:
    """Three pools, one of which grows and lends people to operations."""
    return [
        pool("analyst", 2.5, cost_per_fte_day=450.0),
        pool(
            "dev",
            6,
            operations_share=0.15,
            cost_per_fte_day=400.0,
            capacity_steps=(CapacityStep(from_=day(120), fte=7), CapacityStep(from_=day(300), fte=6)),
        ),
        pool("tester", 1.5, cost_per_fte_day=380.0),
    ]


def mixed(count: int = 12, projects: list[Project] | None = None, **more: Any) -> Scenario:
    """The portfolio as a scenario; words replace what they name."""
    inside: dict[str, Any] = {
        "maturity": 2,
        "discount_rate": 0.08,
        "budgets": {2027: 900_000, 2028: 900_000, 2029: 600_000},
        "objectives": (Objective(id="growth", weight=60), Objective(id="care", weight=40)),
        "risks": (SharedRisk(id="strike", probability=0.15, delay=0.2, cost=1000.0),),
        "policy": policy(
            release={"index": "cd3", "wip_limit": 8, "cadence": "monthly"},
            dispatch="cd3",
            gates="expected_value",
        ),
        "shocks": (
            CapacityShock(id="leave", pool="dev", fte=-1, from_=day(60), until=day(140)),
            BudgetShock(id="cut", share=-0.2, from_=day(400)),
        ),
        "horizon": 730,
        "seed": 11,
    } | more
    made = (
        [ordinary(number) for number in range(1, count + 1)] + under_way() if projects is None else projects
    )
    return scenario(made, pools(), **inside)
