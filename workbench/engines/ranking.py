"""Who goes first: candidates at release, waiting packages at dispatch. Indices once per pass."""

from __future__ import annotations

import math

from workbench.engines.own import OwnRule, Seen
from workbench.engines.plan import Plan
from workbench.engines.rules.index import APPARENT_TARDINESS
from workbench.engines.rules.sight import depends_on_time
from workbench.engines.tables import Tables
from workbench.engines.view import View
from workbench.errors import RunError


class Ranking:
    """Orders by the policy's two ranking rules; ties go to the lower index, which is the tie rule."""

    def __init__(self, plan: Plan, tables: Tables, view: View) -> None:
        self._release = plan.rules.release
        self._dispatch = plan.rules.dispatch
        self._dispatch_moves = depends_on_time(plan.rules.dispatch)
        self._own = plan.own
        self._project_of = tables.project_of
        self._mandatory = tables.mandatory
        self._external: list[float] = plan.projects.external.tolist()
        self._view = view

    def candidates(self, able: list[int], now: float, step: int) -> list[int]:
        """Candidates in the order in which the board looks at them: mandatory first, then by index."""
        index = self.of_candidates(able, now, step)
        return sorted(able, key=lambda i: (not self._mandatory[i], -index[i], i))

    def of_candidates(self, able: list[int], now: float, step: int) -> dict[int, float]:
        """Index of each candidate."""
        view, rule = self._view, self._release
        believed = {i: view.believed(i, step) for i in able}
        mean = _mean([view.constraint_days(i, believed[i]) for i in able])
        index = {}
        for i in able:
            unpaid = self._external[i]
            if self._own.release is not None:
                index[i] = _asked(self._own.release, view.seen(i, now, believed[i], unpaid))
            else:
                index[i] = view.index(rule, i, now, believed[i], step, unpaid, mean)
        return index

    def packages(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> list[int]:
        """Packages that fit, by the index of their projects; means are over the whole queue."""
        index, project_of = self.of_projects(fitting, queue, believed, now, step), self._project_of
        return sorted(fitting, key=lambda k: (-index[project_of[k]], k))

    def of_projects(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> dict[int, float]:
        """Index of each project of which a package fits."""
        view, rule, project_of = self._view, self._dispatch, self._project_of
        mean = 0.0
        if rule.kernel == APPARENT_TARDINESS:
            queued = sorted({project_of[k] for k in queue})
            mean = _mean([view.constraint_days(i, believed[i]) for i in queued])
        index = {}
        for i in sorted({project_of[k] for k in fitting}):
            if self._own.dispatch is not None:
                index[i] = _asked(self._own.dispatch, view.seen(i, now, believed[i], 0.0))
            elif not self._dispatch_moves:
                index[i] = view.still_index(rule, i, now, believed[i], step)
            else:
                index[i] = view.index(rule, i, now, believed[i], step, 0.0, mean)
        return index


def _asked(rule: OwnRule, seen: Seen) -> float:
    """What a rule of one's own answers, if it is a number."""
    index = float(rule(seen))
    if math.isnan(index):
        name = getattr(rule, "__qualname__", repr(rule))
        raise RunError(f"the ranking rule {name} gives no number for project {seen.project}: {seen}")
    return index


def _mean(values: list[float]) -> float:
    """Mean by a plain sum from left to right, the same in every engine."""
    total = 0.0
    for value in values:
        total += value
    return total / len(values)
