"""A small portfolio in which everything happens: gates, risks, rework, budgets, in flight, two pools."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.model import (
    BenefitProfile,
    CapacityStep,
    Fixed,
    Lateness,
    Objective,
    Portfolio,
    Project,
    ProjectRisk,
    ResourcePool,
    WorkPackage,
)
from workbench.policies import Dispatch, GateRule, Gates, Policy, Release
from workbench.scenario import Scenario

START = date(2027, 1, 4)
HORIZON = date(2027, 12, 31)


def _project(k: int, money: float) -> Project:
    due = START.replace(month=6 + k % 5) if k % 2 == 0 else None
    hopeless = k == 5
    return Project(
        id=f"P{k}",
        name=f"Project {k}",
        intake=float(8 * k),
        in_flight=k == 0,
        due=due,
        mandatory=k == 2,
        benefit=BenefitProfile(
            per_year=(1.0 if hopeless else 150_000.0 + 20_000 * k) * money,
            ramp_months=3,
            plateau_years=3 + 0.5 * (k % 3),
            decay_per_year=0.5 if k % 3 == 0 else None,
            run_cost_per_year=20_000.0 * money,
        ),
        value_cv=0.3,
        lateness=Lateness(per_day=900.0 * money, step=5_000.0 * money) if due else Lateness(),
        scores={"growth": 10.0 * k},
        external_cost=12_000.0 * money,
        termination_cost=3_000.0 * money,
        salvage=1_000.0 * money,
        packages=(
            WorkPackage(
                id="design", stage="design", duration=10.0 + k, demand={"analysts": 1.0}, done=k == 0
            ),
            WorkPackage(
                id="build",
                stage="build",
                duration=25.0 + 2 * k,
                demand={"developers": 2.0, "analysts": 0.5},
                after=("design",),
                spent_days=6.0 if k == 0 else None,
            ),
            WorkPackage(
                id="test", stage="build", duration=12.0, demand={"developers": 1.0}, after=("design",)
            ),
            WorkPackage(id="launch", stage="launch", duration=0.0, after=("build", "test")),
        ),
        gates=("design", "build"),
        after=("P1",) if k == 4 else (),
        risks=(
            ProjectRisk(
                id="supplier", probability=0.3, delay=Fixed(value=0.4), cost=Fixed(value=8_000.0 * money)
            ),
        ),
        operations_effect={"developers": -0.25} if k == 3 else {},
    )


def build(
    name: str = "today",
    *,
    money: float = 1.0,
    discount_rate: float = 0.08,
    developers: float = 6.0,
    leaving: float = 0.0,
    index: str = "fifo",
    wip: int | None = 4,
    **changes: Any,
) -> Scenario:
    steps = (CapacityStep(from_=date(2027, 4, 1), fte=developers - leaving),) if leaving else ()
    portfolio = Portfolio(
        name="Example",
        start=START,
        discount_rate=discount_rate,
        maturity=2,
        objectives=(Objective(id="growth", weight=1.0),),
        pools=(
            ResourcePool(id="analysts", capacity=2.5, cost_per_fte_day=500.0 * money),
            ResourcePool(
                id="developers",
                capacity=developers,
                capacity_steps=steps,
                operations_share=0.2,
                cost_per_fte_day=650.0 * money,
            ),
        ),
        projects=tuple(_project(k, money) for k in range(8)),
    )
    policy = Policy(
        release=Release(index=index, wip_limit=wip),
        dispatch=Dispatch(index=index),
        gates=Gates(rule=GateRule.EXPECTED_VALUE),
    )
    return Scenario(**{"name": name, "portfolio": portfolio, "policy": policy, "horizon": HORIZON, **changes})


@pytest.fixture(scope="session")
def scenario() -> Callable[..., Scenario]:
    """Builder of the example, with what should differ."""
    return build
