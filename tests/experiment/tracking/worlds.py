"""Files of actuals from simulated worlds, and a portfolio whose projects hang together."""

from __future__ import annotations

import math
from datetime import date
from functools import cache

import pandas as pd

from workbench.experiment import Results, simulate
from workbench.experiment.tracking import Actual
from workbench.model import BenefitProfile, Lateness, Portfolio, Project, ResourcePool, WorkPackage
from workbench.scenario import Scenario

START, HORIZON = date(2027, 1, 4), date(2029, 12, 31)


def portfolio(slower: float = 1.0) -> Portfolio:
    """Twelve projects, half of them promised, for people who are scarce."""
    projects = [
        Project(
            id=f"P{k:02}",
            name=f"Project {k}",
            intake=float(20 * k),
            due=date(2027 + k // 6, 6 + k % 6, 28) if k % 2 else None,
            lateness=Lateness(per_day=500.0) if k % 2 else Lateness(),
            benefit=BenefitProfile(per_year=200_000.0 + 30_000 * k, plateau_years=4),
            packages=(
                WorkPackage(id="design", duration=slower * (15.0 + k), demand={"analysts": 1.0}),
                WorkPackage(
                    id="build",
                    duration=slower * (40.0 + 3 * k),
                    demand={"developers": 2.0},
                    after=("design",),
                ),
            ),
        )
        for k in range(12)
    ]
    return Portfolio(
        name="Twelve",
        maturity=2,
        start=START,
        pools=[
            ResourcePool(id="analysts", capacity=3, cost_per_fte_day=800),
            ResourcePool(id="developers", capacity=8, cost_per_fte_day=700),
        ],
        projects=projects,
    )


@cache
def forecast() -> Results:
    """What was forecast."""
    return simulate(Scenario(name="forecast", portfolio=portfolio(), horizon=HORIZON, seed=1), 400)


@cache
def world(slower: float = 1.0) -> Results:
    """Futures of other luck, one of which is to be lived."""
    lived = Scenario(name="lived", portfolio=portfolio(slower), horizon=HORIZON, seed=2)
    return simulate(lived, 150)


def lived(run: Results, future: int, as_of: date) -> list[Actual]:
    """One future of a run as people would write it down on a day."""
    rows = run.projects[run.projects["replication"] == future]
    return [_actual(run, row, as_of) for _, row in rows.iterrows()]


def _actual(run: Results, row: pd.Series, as_of: date) -> Actual:
    there = run.scenarios[0].portfolio
    day = float(row["finish"]) if row["status"] == "completed" else math.inf
    done = there.calendar.date_after(there.start, day) if math.isfinite(day) else None
    if done is None or done > as_of:
        return Actual(str(row["project"]), as_of)
    return Actual(str(row["project"]), as_of, done, float(row["cost"]))
