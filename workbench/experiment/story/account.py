"""The account at the end of a story: plan against outcome, luck, money."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from workbench.engines.path import Paths, State
from workbench.engines.records import lists_of, luck_of
from workbench.engines.rules.duration import systemic_factor
from workbench.engines.valuation import value
from workbench.experiment.measure_table import PROJECT_COLUMNS, Meter
from workbench.experiment.story.future import Future


@dataclass(frozen=True)
class Account:
    """A project's figures in one future.

    Parameters
    ----------
    state_days
        Days until the horizon by `State`.
    in_flight
        Whether work was under way before the start; it counts in days and costs.
    plan_days, touch_days
        Days of work on all packages not done at the start, planned and done.
    plan_cost, cost
        Money, not discounted, planned and paid.
    npv
        What it is worth to the portfolio: present value.
    usual
        Expected ÷ planned days of a first attempt, at the present maturity.
    luck
        What luck that all its packages share makes of that.
    worth
        True ÷ stated benefit.
    """

    state_days: dict[State, float]
    in_flight: bool
    plan_days: float
    touch_days: float
    plan_cost: float
    cost: float
    npv: float
    usual: float
    luck: float
    worth: float


@dataclass(frozen=True)
class Accounts:
    """Accounts of a whole future.

    Parameters
    ----------
    npv
        Of the portfolio, PMO included.
    projects
        In the order of the plan.
    """

    npv: float
    projects: tuple[Account, ...]


def account_of(future: Future) -> Accounts:
    """Measure one future as a run of many measures each of its futures."""
    plan = future.plan
    paths = Paths.of([future.path])
    meter = Meter(plan)
    readings = meter.read(paths, value(plan, future.draws, paths))
    rows = readings.projects[0]
    npv = float(readings.measures[0, meter.names.index("npv")])
    return Accounts(npv, tuple(_account(future, i, rows[i].tolist()) for i in range(len(rows))))


def _account(future: Future, i: int, row: list[float]) -> Account:
    plan, figures = future.plan, dict(zip(PROJECT_COLUMNS, row, strict=True))
    effects, luck = lists_of(plan).effects, luck_of(future.draws, 0)
    began = figures["release"] if not math.isnan(figures["release"]) else 0.0
    sigma = effects.sigma[i * effects.steps + future.step_at(began)]
    mine = plan.projects.packages.row(i)
    planned = float(plan.packages.mean[mine].sum())
    return Account(
        state_days={state: float(future.path.state_days[i, state]) for state in State},
        in_flight=bool(plan.projects.in_flight[i]),
        plan_days=figures["plan_days"],
        touch_days=figures["touch_days"],
        plan_cost=figures["plan_cost"],
        cost=figures["cost"],
        npv=figures["npv"],
        usual=float(plan.packages.scale[mine].sum()) / planned if planned > 0 else 1.0,
        luck=systemic_factor(sigma, luck.systemic[i]),
        worth=float(np.exp(future.draws.value_log[0, i])),
    )
