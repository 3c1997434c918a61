"""A future as spans of time, for a picture: what each project and package did from when to when."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.engines.path import REVIEW_STAGE, Decision, End
from workbench.experiment.story.future import Future
from workbench.experiment.story.people import spans_of_waiting


class SpanKind(StrEnum):
    """What a span of time was spent on."""

    WAITING = "waiting"
    """Proposed, not released."""
    PEOPLE = "people"
    """Released, nobody at work on it."""
    WORK = "work"
    REWORK = "rework"


class MarkKind(StrEnum):
    """What happened on a day."""

    GATE = "gate"
    PROMISED = "promised"
    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Span:
    """From a day to another; `row` is the place of a project or a package in the plan."""

    row: int
    kind: SpanKind
    day: float
    until: float


@dataclass(frozen=True)
class Mark:
    """A day; gates and ends count at its close. `row` is the place of a project in the plan."""

    row: int
    kind: MarkKind
    day: float


def project_spans(future: Future, i: int) -> list[Span]:
    """A project as one row: each of its days from intake to its end has one kind."""
    path = future.path
    since = max(0.0, float(future.plan.projects.intake[i]))
    end = End(int(path.end[i]))
    last = {End.WAITING: future.plan.horizon, End.RUNNING: future.last_day}.get(end, float(path.finish[i]))
    release = float(path.release[i])
    spans = []
    begun = last if math.isnan(release) else release
    if begun > since:
        spans.append(Span(i, SpanKind.WAITING, since, begun))
    for kind, day, until in _at_work(future, i, begun, last):
        if spans and spans[-1].kind is kind and spans[-1].until == day:
            spans[-1] = Span(i, kind, spans[-1].day, until)
        else:
            spans.append(Span(i, kind, day, until))
    return spans


def _at_work(future: Future, i: int, begun: float, last: float) -> Iterator[tuple[SpanKind, float, float]]:
    """Between release and end: a first attempt comes before a repeated one, both before waiting."""
    attempts = future.path.attempts
    mine = future.plan.packages.project[attempts.package] == i
    starts, numbers = attempts.start[mine], attempts.number[mine]
    ends = np.where(np.isnan(attempts.end[mine]), last, attempts.end[mine])
    days = sorted({begun, last, *starts.tolist(), *ends.tolist()})
    for day, until in zip(days, days[1:], strict=False):
        running = numbers[(starts <= day) & (ends >= until)]
        kind = SpanKind.REWORK if running.size else SpanKind.PEOPLE
        yield SpanKind.WORK if (running == 1).any() else kind, day, until


def package_spans(future: Future, i: int) -> list[Span]:
    """A project's packages, a row each: attempts, and waits for people."""
    attempts = future.path.attempts
    spans = []
    for entry in np.flatnonzero(future.plan.packages.project[attempts.package] == i).tolist():
        end = float(attempts.end[entry])
        kind = SpanKind.WORK if attempts.number[entry] == 1 else SpanKind.REWORK
        until = future.last_day if math.isnan(end) else end
        row = int(attempts.package[entry])
        spans.append(Span(row, kind, float(attempts.start[entry]), until))
    for package, _, day, until in spans_of_waiting(future, i):
        spans.append(Span(package, SpanKind.PEOPLE, day, until))
    return sorted(spans, key=lambda one: (one.day, one.until, one.row))


def project_marks(future: Future, i: int) -> list[Mark]:
    """Gates that decided, the promised day, and the end."""
    path, gates = future.path, future.path.gates
    goes_on = np.isin(gates.decision, (Decision.GO, Decision.REDUCE)) & (gates.stage != REVIEW_STAGE)
    sat = (gates.project == i) & goes_on
    marks = [Mark(i, MarkKind.GATE, day) for day in gates.day[sat].tolist()]
    due = float(future.plan.projects.due[i])
    if math.isfinite(due):
        marks.append(Mark(i, MarkKind.PROMISED, due))
    kind = {
        End.COMPLETED: MarkKind.COMPLETED,
        End.TERMINATED: MarkKind.STOPPED,
        End.REJECTED: MarkKind.STOPPED,
    }
    end = End(int(path.end[i]))
    if end in kind:
        marks.append(Mark(i, kind[end], float(path.finish[i])))
    return marks
