"""Who goes first: candidates at release, waiting packages at dispatch. Indices once per pass."""

from __future__ import annotations

import math
from collections.abc import Iterator

from workbench.engines.own import OwnRule, Seen
from workbench.engines.packages import PackageState
from workbench.engines.plan import Plan
from workbench.engines.pools import PoolState
from workbench.engines.records import lists_of
from workbench.engines.rules.index import APPARENT_TARDINESS, PACKAGE, WORST_CASE_SLACK
from workbench.engines.rules.pairs import worst_case_index
from workbench.engines.rules.sight import depends_on_time
from workbench.engines.rules.standing import overtakes
from workbench.engines.tables import Tables
from workbench.engines.view import View
from workbench.errors import RunError


class Ranking:
    """Orders by the policy's two ranking rules; ties go to the lower index, which is the tie rule."""

    def __init__(
        self, plan: Plan, tables: Tables, view: View, packages: PackageState, pools: PoolState
    ) -> None:
        self._release = plan.rules.release
        self._dispatch = plan.rules.dispatch
        self._dispatch_moves = depends_on_time(plan.rules.dispatch, len(plan.strategy.day))
        self._own = plan.own
        self._project_of = tables.project_of
        self._mandatory = tables.mandatory
        self._external: list[float] = plan.projects.external.tolist()
        self._view = view
        self._fixed = tables.index
        self._network = lists_of(plan).network
        self._packages = packages
        self._pools = pools
        # A Python function ranks projects, whatever stands in the scenario.
        self._kernel = plan.rules.dispatch.kernel if plan.own.dispatch is None else -1
        self.other_dispatch = False
        """Whether a trigger has changed the order in which packages get people."""
        self._other = plan.triggers.dispatch
        self._hysteresis = plan.limits.hysteresis
        self._standing: dict[int, int] = {}
        """Place of each candidate at the last board."""

    def candidates(self, able: list[int], now: float, step: int) -> list[int]:
        """Candidates in the order in which the board looks at them: mandatory first, then by index."""
        index = self.of_candidates(able, now, step)
        order = sorted(able, key=lambda i: (not self._mandatory[i], -index[i], i))
        return order if self._hysteresis == 1.0 else self._kept(order, index)

    def _kept(self, order: list[int], index: dict[int, float]) -> list[int]:
        """The order of the last board, new ones behind; each goes past those that it overtakes."""
        standing = self._standing
        kept: list[int] = []
        for i in sorted(order, key=lambda i: standing.get(i, len(self._mandatory))):
            at = len(kept)
            while at > 0 and self._goes_past(i, kept[at - 1], index):
                at -= 1
            kept.insert(at, i)
        self._standing = {i: place for place, i in enumerate(kept)}
        return kept

    def _goes_past(self, i: int, ahead: int, index: dict[int, float]) -> bool:
        if self._mandatory[i] != self._mandatory[ahead]:
            return self._mandatory[i]
        return overtakes(index[i], index[ahead], self._hysteresis)

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

    def in_turn(self, queue: list[int], believed: list[float], now: float, step: int) -> Iterator[int]:
        """Packages that get their people, each to be granted before the next is asked for.

        People only get scarcer within a pass, so only packages that fit at its start can be granted. An index
        over pairs holds for one grant: then those that still fit are looked at anew.
        """
        fitting = self._pools.fitting(queue)
        while self._kernel == WORST_CASE_SLACK and len(fitting) > 1:
            order = self.packages(fitting, queue, believed, now, step)
            yield order[0]
            fitting = self._pools.fitting(order[1:])
        order = self.packages(fitting, queue, believed, now, step) if len(fitting) > 1 else fitting
        for k in order:
            if self._pools.fits(k):
                yield k

    def packages(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> list[int]:
        """Packages that fit: of escalated projects first, by index; means are over the whole queue."""
        index = self.of_packages(fitting, queue, believed, now, step)
        first, project_of = self._packages.escalated, self._project_of
        return sorted(fitting, key=lambda k: (not first[project_of[k]], -index[k], k))

    def of_packages(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> dict[int, float]:
        """Index of each package that fits: its own, or that of its project."""
        if self._kernel == PACKAGE:
            return {k: self._fixed[k] for k in fitting}
        if self._kernel == WORST_CASE_SLACK:
            return self._of_pairs(fitting, now)
        by_project = self.of_projects(fitting, queue, believed, now, step)
        return {k: by_project[self._project_of[k]] for k in fitting}

    def _of_pairs(self, fitting: list[int], now: float) -> dict[int, float]:
        network, packages, free = self._network, self._packages, self._pools.free
        running = [k for k, at_work in enumerate(packages.in_work) if at_work]
        until = {k: max(now, packages.begun[k] + network.mean[k]) for k in running}
        running.sort(key=lambda k: (until[k], k))
        return {
            k: worst_case_index(
                network, self._fixed, k, fitting, len(fitting), free, running, len(running), until, now
            )
            for k in fitting
        }

    def of_projects(
        self, fitting: list[int], queue: list[int], believed: list[float], now: float, step: int
    ) -> dict[int, float]:
        """Index of each project of which a package fits."""
        view, project_of = self._view, self._project_of
        rule = self._other if self.other_dispatch else self._dispatch
        mean = 0.0
        if rule.kernel == APPARENT_TARDINESS:
            queued = sorted({project_of[k] for k in queue})
            mean = _mean([view.constraint_days(i, believed[i]) for i in queued])
        index = {}
        for i in sorted({project_of[k] for k in fitting}):
            if self.other_dispatch:
                index[i] = view.index(rule, i, now, believed[i], step, 0.0, mean)
            elif self._own.dispatch is not None:
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
