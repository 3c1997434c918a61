"""A hundred synthetic portfolios whose PMO has a worth that can be worked out exactly.

Each project is one package of certain length with people enough, so only defects are left to chance: the
attempts of a package are a finite tree, and what closing the PMO is worth is its expectation.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.engines.build import day, package, pool, project, scenario
from workbench.analysis import mean_interval
from workbench.engines.plan import MAX_ATTEMPTS, Plan, plan_of
from workbench.experiment.worth import family_of
from workbench.experiment.worth.reshaping import Reshaping
from workbench.model.benefit import BenefitProfile, Lateness
from workbench.model.laws import Fixed
from workbench.model.maturity import Maturity
from workbench.policies import InUse, Pmo, Practice, Standards
from workbench.scenario import Scenario

PORTFOLIOS = 100
FUTURES = 200
ENOUGH_PEOPLE = 10_000.0
WIDE = 1.972
"""Half a 95 % range in standard errors: Student's t of 199 degrees of freedom."""


def planted(number: int) -> Scenario:
    """A portfolio of some projects, and a PMO of several practices.

    Closing it changes what happens to a project in some of a hundred futures. Where it changes next to
    nothing, a mean of 200 futures rests on a handful of them, and no interval of a mean is right.
    """
    of = np.random.default_rng(1000 + number)
    projects = [
        project(
            f"P{k}",
            package("w", Fixed(value=float(of.integers(30, 90)))),
            intake=day(int(of.integers(0, 500))),
            due=day(int(of.integers(500, 700))),
            lateness=Lateness(per_day=float(of.integers(0, 3_000))),
            benefit=BenefitProfile(per_year=float(of.integers(100_000, 2_000_000)), plateau_years=4.0),
        )
        for k in range(int(of.integers(20, 40)))
    ]
    level = float(of.uniform(1.8, 3.5))
    used = {
        practice: InUse(adoption=float(of.uniform(0.4, 0.9)), staff=float(of.uniform(0.8, 4.0)))
        for practice in Practice
        if of.random() < 0.85
    }
    return scenario(
        projects,
        [pool(capacity=ENOUGH_PEOPLE, cost_per_fte_day=float(of.integers(300, 1_200)))],
        horizon=1_200,
        discount_rate=0.08,
        maturity=Maturity.model_validate(level),
        pmo=Pmo(standards=Standards(practices=used, active_projects=5.0), cost_per_fte=110_000),
        seed=number,
    )


def expected_worth(plan: Plan) -> float:
    """Expected net present value of all projects, attempt by attempt, less what the PMO costs."""
    return math.fsum(expected_of(plan, i) for i in range(len(plan.projects.ids))) - cost_of_the_pmo(plan)


def cost_of_the_pmo(plan: Plan) -> float:
    """What the PMO costs until the horizon, at day 0."""
    money, rho = plan.money, plan.money.rho
    until = [*money.pmo_day.tolist()[1:], float(plan.horizon)]
    yearly = (
        float(rate) * over(rho, float(first), last)
        for first, last, rate in zip(money.pmo_day, until, money.pmo_rate, strict=True)
    )
    once = (
        float(amount) * math.exp(-rho * float(at))
        for at, amount in zip(money.once_day, money.once_amount, strict=True)
    )
    return math.fsum(yearly) + math.fsum(once)


def expected_of(plan: Plan, i: int) -> float:
    """Expected net present value of a project of one package."""
    unit, levels = int(plan.projects.unit[i]), plan.levels
    assert not levels.sigma[i].any()  # defects leave no room for any other luck
    found, chance, end = [], 1.0, float(plan.projects.intake[i])
    for number in range(1, MAX_ATTEMPTS + 1):
        step = int(np.searchsorted(levels.day, end, side="right")) - 1
        end += float(plan.packages.scale[i]) * (1 + float(levels.overhead[unit, step]))
        again = float(levels.rework[unit, step]) if number < MAX_ATTEMPTS else 0.0
        found.append(chance * (1 - again) * worth_at(plan, i, end))
        chance *= again
    return math.fsum(found)


def worth_at(plan: Plan, i: int, end: float) -> float:
    """Net present value of a project that is completed on a day."""
    projects, rho = plan.projects, plan.money.rho
    benefit = float(projects.benefit[i]) * over(rho, end, end + float(projects.plateau[i]))
    labour = float(plan.packages.rate[i]) * over(rho, float(projects.intake[i]), end)
    return benefit - labour - float(projects.late_per_day[i]) * over(rho, float(projects.due[i]), end)


def over(rho: float, first: float, last: float) -> float:
    """What one a day from a day to another is worth at day 0."""
    return (math.exp(-rho * first) - math.exp(-rho * last)) / rho if last > first else 0.0


@pytest.fixture(scope="module")
def found() -> list[tuple[float, float, float, float]]:
    """Of each portfolio: the planted worth of closing, and what 200 futures say of it with its range."""
    results = []
    for number in range(PORTFOLIOS):
        base = planted(number)
        closed = Reshaping.of(base, None).resized(0.0, "closed")
        truth = expected_worth(plan_of(closed)) - expected_worth(plan_of(base))
        told = mean_interval(family_of(base, {"closed": closed}, FUTURES).of("closed"))
        results.append((truth, told.value, told.low, told.high))
    return results


def test_ranges_hold_the_planted_worth_in_at_least_ninety_of_a_hundred_portfolios(
    found: list[tuple[float, float, float, float]],
) -> None:
    held = sum(low <= truth <= high for truth, _, low, high in found)
    assert held >= 90, held


def test_the_averages_err_on_neither_side(found: list[tuple[float, float, float, float]]) -> None:
    """All errors together, in units of the standard error of their sum."""
    errors = [mean - truth for truth, mean, _, _ in found]
    variances = [((high - low) / 2 / WIDE) ** 2 for _, _, low, high in found]
    assert abs(math.fsum(errors)) <= 3.3 * math.sqrt(math.fsum(variances))
