"""The PMO's people as desks of a plan: who is there when, what is asked of them, and what that does."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from workbench.engines.plan.landscape import Landscape
from workbench.engines.plan.plan import Floats, Ints, Plan
from workbench.engines.plan.service import Service
from workbench.engines.records import lists_of
from workbench.engines.rules.desk import AUDITS, COACHING, DESKS, REPORTING
from workbench.engines.rules.network import longest_path
from workbench.engines.rules.records import Desks, Network
from workbench.engines.standards import Figures, Funding, Standing, standing_of
from workbench.policies import Practice, Role
from workbench.scenario import Scenario

AT_DESK = {COACHING: Practice.COACHING, AUDITS: Practice.AUDITS, REPORTING: Practice.REPORTING}


def service_of(scenario: Scenario, plan: Plan, landscape: Landscape) -> Service:
    """Desks of a scenario in which requests queue inside the run.

    Parameters
    ----------
    scenario
        One that states standards with queued service.
    plan
        All the rest of its plan.
    landscape
        Effects over time.
    """
    standing = standing_of(scenario, plan.days_per_year, plan.horizon)
    network, planned = lists_of(plan).network, _planned(plan)
    gate, prepared = _gates(plan, closers := _closers(plan, network, planned))
    last = {paid.day: paid for paid in standing.fundings}
    periods = [last[day] for day in sorted(last)]
    requests = {COACHING: len(planned), AUDITS: 2 * len(planned), REPORTING: len(plan.projects.ids)}
    people = np.array([[max(0.0, standing.people(AT_DESK[d], one)) for one in periods] for d in range(DESKS)])
    servers = np.array([[min(math.ceil(n), requests[d]) for n in people[d]] for d in range(DESKS)])
    room = np.maximum(servers.max(axis=1), 1)
    figures, day = standing.figures, standing.month / standing.figures.of_the_pmo("productive_hours")
    record = Desks(
        queued=1,
        packages=len(planned),
        projects=len(plan.projects.ids),
        periods=len(periods),
        months=int(2.0 * plan.horizon / standing.month),
        month=standing.month,
        day=np.array([one.day for one in periods]),
        servers=servers.ravel().astype(np.int64),
        speed=np.where(people > 0.0, people / np.maximum(np.ceil(people), 1.0), 1.0).ravel(),
        server_start=np.concatenate([[0], np.cumsum(room)]).astype(np.int64),
        patience=np.array([_patience(scenario, figures, d) for d in range(DESKS)]),
        service=np.array([figures.of(AT_DESK[d], "service_time") * day for d in range(DESKS)]),
        coaching=_coaching(plan, network, planned, landscape, standing, periods).ravel(),
        first=plan.projects.packages.start,
        gate=gate,
        closes=_marked(closers, len(planned)),
        prepared=prepared,
        audit=np.array([[one.audited for *_, one in row] for row in landscape.apart]).ravel(),
        finding=_finding(landscape) * figures.of_the_pmo("audit_finding_probability"),
        mending=_stage_days(plan) * figures.of_the_pmo("audit_finding_rework"),
    )
    return Service(record, _effects(landscape, "rework"), _effects(landscape, "late"))


def _patience(scenario: Scenario, figures: Figures, desk: int) -> float:
    """Days until a request lapses or is late; a PMO that decides itself waits for no report of its own."""
    if desk == REPORTING and scenario.pmo.advice.role is Role.DECIDES:
        return math.inf
    return figures.of(AT_DESK[desk], "patience")


def _planned(plan: Plan) -> Floats:
    """Planned days of what is not done."""
    return np.where(plan.packages.done, 0.0, plan.packages.mean)


def _asks(plan: Plan, planned: Floats) -> np.ndarray:
    """Whether a package may ask: it has days to come and was not begun before day 0."""
    return (planned > 0.0) & np.isnan(plan.packages.spent)


def _coaching(
    plan: Plan,
    network: Network,
    planned: Floats,
    landscape: Landscape,
    standing: Standing,
    periods: list[Funding],
) -> Floats:
    """Mean days of a coach for each package and period.

    Hours of a month of a project times the months that it is planned to take, in proportion to planned days.
    """
    hours = standing.figures.of(Practice.COACHING, "staff_hours_per_project_month")
    hours /= standing.figures.of_the_pmo("productive_hours")
    kinds, finish = [standing.kinds[one] for one in plan.projects.ids], [0.0] * len(planned)
    factors = [[standing.factor_of(kind, one) for one in periods] for kind in kinds]
    rows = np.zeros((len(planned), len(periods)))
    acts = np.array([landscape.apart[unit][0][2].asks for unit in plan.packages.unit.tolist()])
    days = np.where(acts, planned, 0.0)
    for i, (start, stop) in enumerate(pairwise(plan.projects.packages.start.tolist())):
        whole = float(days[start:stop].sum())
        if whole > 0.0:
            lead = longest_path(network, i, planned.tolist(), finish)
            share = np.where(_asks(plan, days)[start:stop], days[start:stop], 0.0) / whole
            rows[start:stop] = np.outer(share * lead * hours, factors[i])
    return rows


def _closers(plan: Plan, network: Network, planned: Floats) -> dict[tuple[int, int], int]:
    """The package that closes each stage of a project: of those that may ask, the last by the plan."""
    finish = [0.0] * len(planned)
    for i in range(len(plan.projects.ids)):
        longest_path(network, i, planned.tolist(), finish)
    found: dict[tuple[int, int], int] = {}
    for k in np.flatnonzero(_asks(plan, planned)).tolist():
        stage = int(plan.packages.project[k]), int(plan.packages.stage[k])
        if stage not in found or finish[k] >= finish[found[stage]]:
            found[stage] = k
    return found


def _gates(plan: Plan, closers: dict[tuple[int, int], int]) -> tuple[Ints, Ints]:
    """Gate prepared during each package, and package during which each gate is prepared; −1 without.

    Gates that have passed before day 0, since some later package has begun, are not prepared any more.
    """
    stages, packages = plan.projects.gate_stages, plan.packages
    begun = packages.done | ~np.isnan(packages.spent)
    passed = np.zeros(len(plan.projects.ids), dtype=np.int64)
    np.maximum.at(passed, packages.project[begun], packages.gates_needed[begun])
    gate = np.full(len(plan.packages.ids), -1, dtype=np.int64)
    prepared = np.full(len(stages.items), -1, dtype=np.int64)
    for i, row in enumerate(stages.rows()):
        for place, stage in enumerate(row, start=int(stages.start[i])):
            if (i, stage) in closers and place - stages.start[i] >= passed[i]:
                prepared[place] = closers[i, stage]
                gate[closers[i, stage]] = place
    return gate, prepared


def _marked(closers: dict[tuple[int, int], int], packages: int) -> Ints:
    marks = np.zeros(packages, dtype=np.int64)
    marks[list(closers.values())] = 1
    return marks


def _stage_days(plan: Plan) -> Floats:
    """Planned days of the stage of each package."""
    project, stage = plan.packages.project, plan.packages.stage
    place = project * (1 + int(stage.max(initial=0))) + stage
    return np.bincount(place, plan.packages.mean, minlength=1)[place]


def _finding(landscape: Landscape) -> Floats:
    """Share of projects that do not keep to the standard, by unit and step."""
    return np.array([[1.0 - one.followed for *_, one in row] for row in landscape.apart]).ravel()


def _effects(landscape: Landscape, name: str) -> Floats:
    """A probability without a coach and with one, by unit and step."""
    return np.array([[[getattr(pair[c], name) for pair in row] for row in landscape.apart] for c in (0, 1)])
