"""What to do with each project now: going on, stopping and starting later, on the same simulated futures.

Each project is looked at by itself, all others as the scenario has them. Going on is compared with turning it
down (in flight: with stopping it on day 0, termination cost and salvage included), and for what has not begun
also with proposing it again some months later. Money already spent is in none of these, so it plays no part.
What follows from doing everything at once is simulated too: advice that is right one by one need not be so
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import (
    SURE,
    Interval,
    PairedDifference,
    chance_of,
    holm,
    mean_interval,
    paired_difference,
    share_interval,
)
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.calendar import day_of
from workbench.errors import InputError
from workbench.experiment.recommendation import Recommendation
from workbench.experiment.results import Comparison
from workbench.experiment.studies.deletion import needing_of, without
from workbench.experiment.studies.runs import TOGETHER, Floats, Runs, complete, renamed
from workbench.model.checks import unknown
from workbench.scenario import Scenario

LATER_MONTHS = 6.0
"""By how much “later” is later, unless told otherwise; assumed."""


@dataclass(frozen=True)
class Advice:
    """What to do with one project, and why.

    Parameters
    ----------
    project, name
        Which.
    in_flight, mandatory
        Whether it has begun, and whether it must be done.
    recommendation
        What to do.
    going
        Net value of the portfolio with it less without it; None for what must be done.
    own, others
        The parts of that: its own money (with that of projects that need it), and what it changes elsewhere;
        they add up to `going`.
    later
        Net value if it is proposed later less as it is; None where it has begun or is promised before.
    stable
        Share of futures in which the recommendation is the best of what was looked at; for a project to be
        re-evaluated, the share in which going on is better than stopping.
    needing
        Projects that cannot be done without it.
    """

    project: str
    name: str
    in_flight: bool
    mandatory: bool
    recommendation: Recommendation
    going: PairedDifference | None
    own: Interval | None
    others: Interval | None
    later: PairedDifference | None
    stable: Interval
    needing: tuple[str, ...]


@dataclass(frozen=True)
class DecisionStudy:
    """Advice for every project that is decided on now.

    Parameters
    ----------
    scenario, currency
        Of what, in what.
    n
        Futures.
    months
        How much later “later” is.
    advice
        What stops first, then what is worth least.
    not_yet
        Projects proposed only later, which nobody decides on now.
    not_selected
        Projects that the scenario's own selection turns down, so that there is nothing to stop.
    together
        Net value if all advice to stop or to hold is followed at once, less as it is; None without any.
    """

    scenario: str
    currency: str
    n: int
    months: float
    advice: tuple[Advice, ...]
    not_yet: tuple[str, ...]
    not_selected: tuple[str, ...]
    together: PairedDifference | None

    def of(self, recommendation: Recommendation) -> list[Advice]:
        """The projects with a recommendation."""
        return [one for one in self.advice if one.recommendation is recommendation]


@dataclass(frozen=True)
class _Values:
    """By future: net value of the portfolio, and own net value of each project."""

    npv: Floats
    projects: pd.DataFrame


def later(scenario: Scenario, project: str, months: float) -> Scenario:
    """The scenario in which a project is proposed so many months after it could start now."""
    days = _days(plan_of(scenario), months)
    portfolio = scenario.portfolio
    moved = tuple(
        one.model_copy(update={"intake": max(0.0, day_of(portfolio, one.intake)) + days})
        if one.id == project
        else one
        for one in portfolio.projects
    )
    return scenario.model_copy(update={"portfolio": portfolio.model_copy(update={"projects": moved})})


def decisions(
    scenario: Scenario, runs: Runs, projects: Sequence[str] = (), months: float = LATER_MONTHS
) -> DecisionStudy:
    """Say what to do with each project now.

    Parameters
    ----------
    scenario, runs
        Of what, and who simulates.
    projects
        Ids; all that are in flight or proposed by the start if none are named.
    months
        How much later a project that is held would be proposed.
    """
    plan = plan_of(scenario)
    ids = plan.projects.ids
    InputError.raise_if(list(unknown(("--projects",), projects, ids, "project")))
    now = [i for i, one in enumerate(ids) if one in projects] if projects else _now(plan)
    stops = {ids[i]: without(scenario, ids[i]) for i in now if not plan.projects.mandatory[i]}
    waits = {ids[i]: later(scenario, ids[i], months) for i in now if _can_wait(plan, i, months)}
    base, stopped = _lived(scenario, stops, "without", runs)
    _, waited = _lived(scenario, waits, "later", runs)
    known = _known(base, stopped, waited)
    advice = [_advice(plan, i, base, stopped, waited, known) for i in now]
    order = {one: place for place, one in enumerate(reversed(Recommendation))}
    advice.sort(key=lambda one: (order[one.recommendation], _worth(one), one.project))
    together = _together(scenario, advice, months, base, runs)
    rest = [] if projects else [i for i in range(len(ids)) if i not in set(now)]
    return DecisionStudy(
        scenario.name,
        scenario.portfolio.currency,
        len(base.npv),
        months,
        tuple(advice),
        tuple(ids[i] for i in rest if plan.projects.admitted[i]),
        tuple(ids[i] for i in rest if not plan.projects.admitted[i]),
        together,
    )


def _days(plan: Plan, months: float) -> float:
    return months / 12.0 * plan.days_per_year


def _can_wait(plan: Plan, i: int, months: float) -> bool:
    """Whether it has not begun, and its promise leaves room to propose it later."""
    proposed = max(0.0, float(plan.projects.intake[i])) + _days(plan, months)
    return not plan.projects.in_flight[i] and proposed < plan.projects.due[i]


def _now(plan: Plan) -> list[int]:
    """Projects that the scenario admits and that are in flight or proposed by day 0."""
    there = plan.projects.admitted & (plan.projects.in_flight | (plan.projects.intake <= 0.0))
    return [int(i) for i in np.flatnonzero(there)]


def _lived(
    scenario: Scenario, changed: Mapping[str, Scenario], how: str, runs: Runs
) -> tuple[_Values, dict[str, _Values]]:
    found: dict[str, _Values] = {}
    base: _Values | None = None
    keys = list(changed)
    for first in range(0, max(1, len(keys)), TOGETHER):
        part = {key: renamed(changed[key], f"{scenario.name} {how} {key}") for key in keys[first:][:TOGETHER]}
        one = complete(runs([scenario, *part.values()]))
        rows = one.projects.pivot(index=["scenario", "replication"], columns="project", values="npv")
        base = base or _values(one, rows, scenario.name)
        for key, named in part.items():
            found[key] = _values(one, rows, named.name)
    assert base is not None
    return base, found


def _values(found: Comparison, rows: pd.DataFrame, name: str) -> _Values:
    return _Values(found.values(name, "npv").to_numpy(), pd.DataFrame(rows.xs(name, level="scenario")))


def _known(
    base: _Values, stopped: Mapping[str, _Values], waited: Mapping[str, _Values]
) -> dict[tuple[str, str], int]:
    """Signs of the differences that are known not to be zero, all of them allowed for (Holm)."""
    tests = {("stop", key): paired_difference(one.npv, base.npv, 1) for key, one in stopped.items()}
    tests |= {("later", key): paired_difference(base.npv, one.npv, 1) for key, one in waited.items()}
    chances = holm([chance_of(one.mean, one.n) for one in tests.values()])
    return {
        key: 1 if one.mean.value > 0 else -1
        for (key, one), chance in zip(tests.items(), chances, strict=True)
        if one.decided and chance < SURE
    }


def _advice(
    plan: Plan,
    i: int,
    base: _Values,
    stopped: Mapping[str, _Values],
    waited: Mapping[str, _Values],
    known: Mapping[tuple[str, str], int],
) -> Advice:
    project = plan.projects.ids[i]
    mandatory = bool(plan.projects.mandatory[i])
    stop, wait = stopped.get(project), waited.get(project)
    going = None if stop is None else paired_difference(stop.npv, base.npv, 1)
    delayed = None if wait is None else paired_difference(base.npv, wait.npv, 1)
    needing = needing_of(plan, project)
    own = others = None
    if stop is not None and going is not None:
        mine = [project, *needing]
        part = (base.projects[mine].to_numpy() - stop.projects[mine].to_numpy()).sum(axis=1)
        own = mean_interval(part)
        others = mean_interval((base.npv - stop.npv) - part)
    recommendation = recommended(known.get(("stop", project), 0), known.get(("later", project), 0))
    if mandatory and recommendation is Recommendation.RE_EVALUATE:
        recommendation = Recommendation.GREEN_LIGHT
    return Advice(
        project,
        plan.projects.names[i] or project,
        bool(plan.projects.in_flight[i]),
        mandatory,
        recommendation,
        going,
        own,
        others,
        delayed,
        _stable(recommendation, base, stop, wait),
        needing,
    )


def recommended(going: int, later: int) -> Recommendation:
    """From what is known for sure to what is recommended.

    Parameters
    ----------
    going
        +1 where going on is clearly better than stopping, −1 where it is clearly worse, 0 where undecided.
    later
        +1 where later is clearly better than now, −1 where it is clearly worse, 0 otherwise.

    Examples
    --------
    >>> recommended(+1, 0).value, recommended(+1, +1).value, recommended(0, -1).value
    ('green-light', 'hold', 're-evaluate')
    >>> recommended(-1, +1).value
    'terminate'
    """
    if going < 0:
        return Recommendation.TERMINATE
    if later > 0:
        return Recommendation.HOLD
    return Recommendation.GREEN_LIGHT if going > 0 else Recommendation.RE_EVALUATE


def _stable(
    recommendation: Recommendation, base: _Values, stop: _Values | None, wait: _Values | None
) -> Interval:
    ways = {Recommendation.GREEN_LIGHT: base.npv}
    if stop is not None:
        ways[Recommendation.TERMINATE] = stop.npv
    if recommendation is not Recommendation.RE_EVALUATE and wait is not None:
        ways[Recommendation.HOLD] = wait.npv
    wanted = Recommendation.GREEN_LIGHT if recommendation is Recommendation.RE_EVALUATE else recommendation
    best = np.max(np.column_stack(list(ways.values())), axis=1)
    return share_interval(int((ways[wanted] >= best).sum()), len(best))


def _worth(advice: Advice) -> float:
    return advice.going.mean.value if advice.going is not None else float("inf")


def _together(
    scenario: Scenario, advice: Sequence[Advice], months: float, base: _Values, runs: Runs
) -> PairedDifference | None:
    followed = scenario
    for one in advice:
        if one.recommendation is Recommendation.TERMINATE:
            followed = without(followed, one.project)
        elif one.recommendation is Recommendation.HOLD:
            followed = later(followed, one.project, months)
    if followed is scenario:
        return None
    named = renamed(followed, f"{scenario.name} as advised")
    found = complete(runs([scenario, named]))
    return paired_difference(base.npv, found.values(named.name, "npv").to_numpy(), 1)
