"""A whole portfolio in one future, in short: who was released when, who ended how."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from workbench.charts.dates import dated
from workbench.charts.numbers import amount
from workbench.engines.path import End, Reason
from workbench.experiment.story import Future
from workbench.interfaces.wording.phrases import listed
from workbench.interfaces.wording.story import working_days

FATES = ("project", "released", "rank", "ended", "how")
"""Headings of `fate_rows`."""

_COUNTED = {
    End.COMPLETED: "completed",
    End.TERMINATED: "stopped",
    End.REJECTED: "turned down",
    End.RUNNING: "still under way when the run ends",
    End.WAITING: "never released",
}
_HOW = {
    (End.TERMINATED, Reason.GATE): "stopped by its gate",
    (End.TERMINATED, Reason.REVIEW): "stopped by a portfolio review",
    (End.TERMINATED, Reason.SELECTION): "stopped: the selection turned it down",
    (End.REJECTED, Reason.SELECTION): "turned down by the selection",
    (End.REJECTED, Reason.PREDECESSOR): "turned down: a project it depends on came to nothing",
    (End.WAITING, Reason.INTAKE): "never released: proposed too late",
    (End.WAITING, Reason.PREDECESSOR): "never released: waits for another project",
    (End.WAITING, Reason.BOARD): "never released: waits for a board",
    (End.WAITING, Reason.WIP): "never released: no free place",
    (End.WAITING, Reason.BUDGET): "never released: no room in the budget",
    (End.WAITING, Reason.PAUSED): "never released: a rule keeps projects waiting",
    (End.WAITING, Reason.PROGRAMME): "never released: no free place in its programme",
    (End.WAITING, Reason.POOL): "never released: no free place on a pool that it needs",
}


def in_order(future: Future) -> list[int]:
    """Projects in the order of their release, then of their planned intake."""
    release = np.where(np.isnan(future.path.release), np.inf, future.path.release)
    return [int(i) for i in np.argsort(release, kind="stable")]


def opening(future: Future, npv: float) -> str:
    """How many ended how, and what the portfolio is worth in this future."""
    ends = Counter(End(int(one)) for one in future.path.end)
    parts = [f"{ends[end]:,} {words}" for end, words in _COUNTED.items() if ends[end]]
    money = amount(npv, future.scenario.portfolio.currency)
    every = len(future.path.end)
    projects = f"{every:,} project{'' if every == 1 else 's'}"
    return f"Of {projects}: {listed(parts)}. In this future the portfolio is worth {money} (present value)."


def fate_rows(future: Future) -> list[list[str]]:
    """One row per project below `FATES`, in the order of release."""
    return [_row(future, i) for i in in_order(future)]


def _row(future: Future, i: int) -> list[str]:
    path = future.path
    release, finish = float(path.release[i]), float(path.finish[i])
    in_flight = bool(future.plan.projects.in_flight[i])
    released = "" if math.isnan(release) else dated(future.starts_on(release))
    ended = "" if math.isnan(finish) else dated(future.ends_on(finish))
    rank = int(path.release_rank[i])
    return [
        future.name(i),
        "under way" if in_flight else released,
        str(rank) if rank and not in_flight else "",
        ended,
        _how(future, i),
    ]


def _how(future: Future, i: int) -> str:
    end, reason = End(int(future.path.end[i])), future.reason(i)
    if end is not End.COMPLETED:
        return _HOW.get((end, reason), _COUNTED[end])
    late = float(future.path.finish[i] - future.plan.projects.due[i])
    if not math.isfinite(late):
        return "completed"
    if late > 0:
        return f"completed, {working_days(late)} late"
    return f"completed, {working_days(-late)} early" if late <= -1 else "completed on the promised day"
