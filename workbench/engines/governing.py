"""What gates and portfolio reviews decide of projects under way, and from what."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from workbench.engines.ledger import BudgetLedger
from workbench.engines.log import Log
from workbench.engines.packages import PackageState
from workbench.engines.path import REVIEW_STAGE, Decision, Reason
from workbench.engines.plan.plan import Plan
from workbench.engines.pools import PoolState
from workbench.engines.records import lists_of
from workbench.engines.rules.advice import gone_by
from workbench.engines.rules.gate import (
    ALWAYS_GO,
    TRACKED,
    continues,
    report_age,
    threshold_of,
    verdict,
)
from workbench.engines.rules.sight import weighed
from workbench.engines.tables import tables_of
from workbench.engines.view import View


@dataclass(frozen=True)
class Works:
    """What is under way: a decision changes it."""

    view: View
    packages: PackageState
    pools: PoolState
    ledger: BudgetLedger
    queue: list[int]
    """Packages that wait for people."""
    again: list[int]
    """Packages that have to be done again."""
    touched: set[int]
    """Projects to which something happened at this instant."""
    believed: list[float]
    """Believed ÷ planned duration of each project, by which boards go."""


@dataclass(frozen=True)
class Sitting:
    """A gate or a review looks at a project."""

    project: int
    stage: int
    passed: int
    """Gates that have passed or decide now."""
    now: float
    step: int
    reported: float
    """Day of the report on the work done; a gate sits because of it, and knows."""
    reason: Reason
    look: int
    """Number of the sitting among all gates, then all reviews."""


class Governing:
    """Gates and reviews of one run: they take looks, remember them, decide, and write it down.

    `stop` ends a project at once.
    """

    def __init__(
        self,
        plan: Plan,
        works: Works,
        log: Log,
        stop: Callable[[int, Reason], None],
    ) -> None:
        records = lists_of(plan)
        self._figures, self._network, self._effects = records.figures, records.network, records.effects
        self._board = records.board
        self._luck = works.view.luck
        self._tables = tables = tables_of(plan)
        self._works, self._packages, self._log, self._stop = works, works.packages, log, stop
        projects = len(tables.members)
        files = 2 if self._board.is_advised else 1
        looks = files * self._board.look_start[-1]
        self._known = [0.0] * (files * projects * TRACKED)
        self._days, self._signals, self._noises = [0.0] * looks, [0.0] * looks, [0.0] * looks
        self._lengths = [0.0] * len(tables.project_of)
        self.expected = [1.0] * projects
        """Believed ÷ planned duration of each project, by which dispatch goes."""
        self._sat = [math.nan] * projects
        """When a gate of it decided last."""
        self._holds = [0] * projects
        self._held_by_gate = [False] * projects

    def sit_gates(self, i: int, now: float, step: int) -> None:
        """Gates of a project under way that can sit do so, one after the other."""
        while (gate := self._packages.sitting_gate(i, now)) is not None:
            latent = self._packages.latent_before(i, gate)
            if latent:
                # It decides nothing now, and sits again when they are done.
                stage = self._tables.gate_stages[i][gate]
                self._log.sit(now, i, stage, Decision.REOPEN, (0.0, 0.0, 0.0))
                self._send_back(latent)
                return
            self._sat[i] = now
            look, stage = self._tables.first_gate[i] + gate, self._tables.gate_stages[i][gate]
            sitting = Sitting(i, stage, gate + 1, now, step, now, Reason.GATE, look)
            decision = self._decide(sitting, self._luck.signal[look])
            if decision == Decision.HOLD:
                self._held_by_gate[i] = True
            if not continues(decision):
                return
            self._packages.pass_gate(i)

    def review(self, i: int, number: int, now: float, step: int) -> None:
        """A portfolio review looks at a project under way, unless one of its gates has just done so."""
        if self._board.rule == ALWAYS_GO or self._sat[i] == now:
            return
        look = i * self._board.reviews + number
        normal = self._luck.review[look]
        overdue = self._works.view.serving.overdue(i, now)
        reported = now - report_age(self._effects, i, step) - overdue
        passed = self._packages.gates_passed(i)
        was_held = self._packages.held[i]
        look += len(self._luck.signal)
        sitting = Sitting(i, REVIEW_STAGE, passed, now, step, reported, Reason.REVIEW, look)
        if continues(self._decide(sitting, normal)) and was_held:
            self._packages.end_hold(i)
            self._works.touched.add(i)
            if self._held_by_gate[i]:
                # The review decides in place of the gate that put it on hold.
                self._held_by_gate[i] = False
                self._packages.pass_gate(i)

    def _decide(self, at: Sitting, normal: float) -> Decision:
        """Weigh, decide, write it down, and do at once what follows."""
        board, i = self._board, at.project
        if board.rule == ALWAYS_GO:
            _, stated, rest = self._weigh(at, 1.0, self._kept_benefit(i), *self._left(at))
            self._log.sit(at.now, i, at.stage, Decision.GO, (0.0, stated, rest))
            return Decision.GO
        if board.renews_belief:
            self._works.believed[i] = self.expected[i] = self._works.view.believed(i, at.step)
        seen, file = self._seen(at, normal)
        weighed_now = self._weigh(at, seen, self._kept_benefit(i), *self._left(at))
        go_on = Decision.GO
        if self._can_reduce(i):
            reduced = self._weigh(at, seen, self._figures.reduced_benefit[i], *self._left_if_reduced(at))
            if reduced[0] > weighed_now[0]:
                weighed_now, go_on = reduced, Decision.REDUCE
        belief, stated, rest = weighed_now
        if board.sunk_share > 0.0:
            belief += board.sunk_share * self._spent(i, at.now)
        margin = belief - threshold_of(board, i, at.passed, file)
        decision = Decision(verdict(board, margin, self._holds[i]))
        if self._tables.mandatory[i]:
            decision = Decision.GO
        decision = go_on if decision == Decision.GO else decision
        self._log.sit(at.now, i, at.stage, decision, (belief, stated, rest))
        self._follow(at, decision)
        return decision

    def _follow(self, at: Sitting, decision: Decision) -> None:
        i = at.project
        if decision == Decision.TERMINATE:
            self._stop(i, at.reason)
        elif decision == Decision.HOLD:
            self._holds[i] += 1
            self._hold(i)
        else:
            self._holds[i] = 0
            if decision == Decision.REDUCE:
                self._reduce(i)

    def _seen(self, at: Sitting, normal: float) -> tuple[float, int]:
        return gone_by(
            self._board,
            self._effects,
            self._figures,
            self._luck,
            self._known,
            self._days,
            self._signals,
            self._noises,
            at.project,
            at.now,
            at.step,
            normal,
            at.look,
            self._works.view.serving.overdue(at.project, at.now),
        )

    def _weigh(
        self, at: Sitting, seen: float, share: float, lead: float, cost: float
    ) -> tuple[float, float, float]:
        factor = self._works.believed[at.project]
        return weighed(self._figures, at.project, at.now, factor * lead, factor * cost, seen, share)

    def _left(self, at: Sitting) -> tuple[float, float]:
        """Longest path and labour cost left, as planned, as the report tells it."""
        if not self._find_reported(at):
            lead, _, _, cost = self._works.view.remaining.of(at.project)
            return lead, cost
        return self._measured(at.project)

    def _left_if_reduced(self, at: Sitting) -> tuple[float, float]:
        """The same with the reduced scope, which shortens what was not begun."""
        i, done, attempt = at.project, self._packages.done, self._packages.attempt
        self._find_reported(at)
        for k in self._tables.members[i]:
            if attempt[k] == 0 and not done[k]:
                self._lengths[k] = self._figures.reduced_work[i] * self._network.mean[k]
        return self._measured(i)

    def _find_reported(self, at: Sitting) -> bool:
        """Planned days left by package in the report; whether it knows less than is known today."""
        done_day, done = self._packages.done_day, self._packages.done
        is_old = False
        for k in self._tables.members[at.project]:
            self._lengths[k] = self._works.view.remaining.length[k]
            if done[k] and done_day[k] > at.reported:
                is_old = True
                self._lengths[k] = self._works.view.remaining.scope[k] * self._network.mean[k]
        return is_old

    def _measured(self, i: int) -> tuple[float, float]:
        lead, _, _, cost = self._works.view.remaining.measured(i, self._lengths)
        return lead, cost

    def _can_reduce(self, i: int) -> bool:
        smaller = self._figures.reduced_work[i] < 1.0
        return smaller and not self._log.reduced[i] and not self._tables.mandatory[i]

    def _kept_benefit(self, i: int) -> float:
        return self._figures.reduced_benefit[i] if self._log.reduced[i] else 1.0

    def _reduce(self, i: int) -> None:
        self._log.reduced[i] = True
        for k in self._tables.members[i]:
            if self._packages.attempt[k] == 0 and not self._packages.done[k]:
                self._works.view.remaining.reduce(k, self._figures.reduced_work[i])

    def _send_back(self, latent: list[int]) -> None:
        works = self._works
        for k in latent:
            works.packages.reopen(k)
            works.view.remaining.set_open(k)
            works.pools.set_open(k)
            works.ledger.reopen(k)
        works.again.extend(latent)

    def _hold(self, i: int) -> None:
        """Nothing of a project starts any more; what runs goes on."""
        queue, project_of = self._works.queue, self._tables.project_of
        mine = [k for k in queue if project_of[k] == i]
        queue[:] = [k for k in queue if project_of[k] != i]
        self._packages.held[i] = True
        self._packages.not_held(mine)
        self._works.touched.add(i)

    def _spent(self, i: int, now: float) -> float:
        external = 0.0 if self._tables.in_flight[i] else self._log.external[i]
        return external + self._log.spent(i, now, self._tables.project_of, self._tables.rate)
