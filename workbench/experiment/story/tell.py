"""The story of one project in one future, in order of time."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from workbench.engines.path import REVIEW_STAGE, Decision, End, Outcome
from workbench.experiment.attended import COACHING, Coached
from workbench.experiment.story.future import Future
from workbench.experiment.story.happenings import (
    Ended,
    GateSat,
    Happening,
    PassedOver,
    Proposed,
    Released,
    WaitedForBoard,
    WaitedForPeople,
    WaitedForProjects,
    Worked,
)
from workbench.experiment.story.people import waits
from workbench.experiment.story.release import way_to_release
from workbench.experiment.story.risks import struck_by_attempt
from workbench.policies import GateRule, Replanning

_ORDER = (
    Proposed,
    GateSat,
    WaitedForProjects,
    WaitedForBoard,
    PassedOver,
    Released,
    WaitedForPeople,
    Worked,
    Ended,
)
"""What comes first of several things on one day, as in the order of an instant."""


def story_of(future: Future, i: int) -> tuple[Happening, ...]:
    """Everything that happened to a project.

    Parameters
    ----------
    future
        The future.
    i
        The project, by its place in the plan.
    """
    found = [*way_to_release(future, i), *waits(future, i), *_work(future, i), *_gates(future, i)]
    found.sort(key=lambda one: (one.day, _ORDER.index(type(one))))
    return (*found, _end(future, i))


def _work(future: Future, i: int) -> Iterator[Worked]:
    packages, attempts = future.plan.packages, future.path.attempts
    struck = struck_by_attempt(future, i)
    grants = {(one.package, one.number): one for one in future.witness.grants}
    for entry in np.flatnonzero(packages.project[attempts.package] == i).tolist():
        k, number = int(attempts.package[entry]), int(attempts.number[entry])
        end, grant = float(attempts.end[entry]), grants.get((k, number))
        yield Worked(
            day=float(attempts.start[entry]),
            until=future.last_day if math.isnan(end) else end,
            package=future.package_name(k),
            number=number,
            planned=float(packages.mean[k]),
            outcome=Outcome(int(attempts.outcome[entry])),
            late=bool(attempts.late[entry]),
            begun_before=number == 1 and not math.isnan(packages.spent[k]),
            rank=grant.rank if grant else 1,
            fitting=grant.fitting if grant else 1,
            switching_loss=grant.switching_loss if grant else 0.0,
            struck=struck.get(entry, ()),
            coached=_coached(future, k) if number == 1 else Coached.NOT_ASKED,
        )


def _coached(future: Future, k: int) -> Coached:
    """Whether a package had a coach; nobody was asked where service is planned."""
    served = future.path.served
    if not served.asked.size or math.isnan(served.asked[COACHING, k]):
        return Coached.NOT_ASKED
    return Coached.NO if math.isnan(served.began[COACHING, k]) else Coached.YES


def _gates(future: Future, i: int) -> Iterator[GateSat]:
    gates, stages = future.path.gates, future.project(i).stage_order
    rules = future.scenario.policy.gates
    weighs = rules.rule is not GateRule.GO
    seen, held = -1.0, False
    for entry in np.flatnonzero(gates.project == i).tolist():
        day, stage = float(gates.day[entry]), int(gates.stage[entry])
        decision = Decision(int(gates.decision[entry]))
        back = _sent_back(future, i, stage, seen, day) if decision is Decision.REOPEN else ()
        if decision is Decision.REOPEN:
            seen = day
        yield GateSat(
            day=day,
            stage="" if stage == REVIEW_STAGE else stages[stage],
            decision=decision,
            belief=float(gates.belief[entry]),
            weighs=weighs and decision is not Decision.REOPEN,
            held=held,
            band=rules.hold_band,
            options=rules.rule is GateRule.OPTION,
            mandatory=bool(future.plan.projects.mandatory[i]),
            sent_back=back,
            ranks_anew=weighs
            and decision in (Decision.GO, Decision.HOLD, Decision.REDUCE)
            and rules.replanning is Replanning.AT_SITTINGS,
        )
        held = decision is Decision.HOLD


def _sent_back(future: Future, i: int, stage: int, seen: float, day: float) -> tuple[str, ...]:
    """Packages up to a stage that were accepted with a defect since a gate last found any.

    A gate finds every defect up to its stage, and what belongs to a later stage begins after it has passed.
    """
    packages, attempts = future.plan.packages, future.path.attempts
    defective = (attempts.outcome == Outcome.LATENT) & (attempts.end > seen) & (attempts.end <= day)
    mine = packages.project[attempts.package] == i
    up_to = packages.stage[attempts.package] <= stage
    return tuple(future.package_name(k) for k in attempts.package[defective & mine & up_to].tolist())


def _end(future: Future, i: int) -> Ended:
    path, projects = future.path, future.plan.projects
    end, due, finish = End(int(path.end[i])), float(projects.due[i]), float(path.finish[i])
    at_horizon = max(future.plan.horizon, float(projects.intake[i]))
    day = {End.WAITING: at_horizon, End.RUNNING: future.last_day}.get(end, finish)
    dead = [one for one in projects.after.row(i) if path.end[one] in (End.TERMINATED, End.REJECTED)]
    reason = future.reason(i)
    return Ended(
        day=day,
        end=end,
        reason=reason,
        because=tuple(future.name(one) for one in dead) if end is End.REJECTED else (),
        promised=future.promised_on(i),
        late=finish - due if end is End.COMPLETED and math.isfinite(due) else math.nan,
    )
