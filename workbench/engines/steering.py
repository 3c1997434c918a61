"""Triggers during a run: what boards see, which rules act, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.engines.candidates import Candidates
from workbench.engines.ledger import BudgetLedger
from workbench.engines.path import End
from workbench.engines.places import Places
from workbench.engines.plan import Plan
from workbench.engines.pools import PoolState
from workbench.engines.rules import trigger as rule
from workbench.engines.tables import Tables


@dataclass(frozen=True)
class Fired:
    """A trigger began to act, or was judged anew when its time was over and goes on.

    Parameters
    ----------
    day, trigger
        When, and which by its place in the plan.
    value
        Of the signal then.
    """

    day: float
    trigger: int
    value: float


class Steering:
    """Judges triggers at boards, and sets what they change; without triggers it does nothing."""

    def __init__(
        self,
        plan: Plan,
        tables: Tables,
        pools: PoolState,
        places: Places,
        ledger: BudgetLedger,
        candidates: Candidates,
    ) -> None:
        self._triggers = triggers = plan.triggers
        self._pools, self._places, self._ledger, self._candidates = pools, places, ledger, candidates
        self._limit = plan.rules.wip_limit
        self._admitted, self._mandatory = tables.admitted, tables.mandatory
        self._due: list[float] = plan.projects.due.tolist()
        self._acts = [False] * len(triggers.ids)
        self._until = [0.0] * len(triggers.ids)
        self._since: dict[int, float] = {}
        self._intake_paused = False
        self.other_dispatch = False
        self.fired: list[Fired] = []

    def queue(self, packages: list[int], now: float) -> None:
        """Packages begin to wait for people."""
        for k in packages:
            self._since[k] = now

    def open(self, now: float) -> None:
        """An instant begins: remember who was at work until now; what has acted long enough is over."""
        if not self._acts:
            return
        self._pools.remember_use()
        for n, until in enumerate(self._until):
            if self._acts[n] and self._triggers.days[n] > 0.0 and until <= now:
                self._acts[n] = False
        self._set()

    def judge(self, now: float, queue: list[int], end: list[int]) -> list[float]:
        """A board looks at the signals; days after which triggers that begin to act are over."""
        triggers, times = self._triggers, []
        for n in range(len(self._acts)):
            lasts = float(triggers.days[n])
            if self._acts[n] and lasts > 0.0:
                continue
            value = self._signal(n, now, queue, end)
            fires = rule.out_of_bounds(value, float(triggers.bound[n]), int(triggers.above[n]))
            if fires and not self._acts[n]:
                self.fired.append(Fired(now, n, value))
            if fires and lasts > 0.0:
                self._until[n] = now + lasts
                times.append(lasts)
            self._acts[n] = fires
        if self._acts:
            self._set()
        return times

    def keeps_out(self, i: int) -> bool:
        """Whether a project that was proposed has to stay outside for now."""
        return self._intake_paused and self._admitted[i] and not self._mandatory[i]

    def _set(self) -> None:
        """What acts now; of several, the first counts."""
        acting = [n for n, acts in enumerate(self._acts) if acts]
        action = self._triggers.action
        limits = [int(self._triggers.limit[n]) for n in acting if action[n] == rule.SET_LIMIT]
        self._places.limit = limits[0] if limits else self._limit
        self._places.paused = any(action[n] == rule.PAUSE_RELEASE for n in acting)
        self._intake_paused = any(action[n] == rule.PAUSE_INTAKE for n in acting)
        self.other_dispatch = any(action[n] == rule.OTHER_DISPATCH for n in acting)

    def _signal(self, n: int, now: float, queue: list[int], end: list[int]) -> float:
        """What a board sees of the signal that a trigger watches."""
        signal = self._triggers.signal[n]
        if signal == rule.QUEUE_AGE:
            return now - min((self._since[k] for k in queue), default=now)
        if signal == rule.WIP:
            return float(self._places.taken)
        if signal == rule.CANDIDATES:
            return float(sum(1 for i in self._candidates.able() if end[i] == End.WAITING))
        if signal == rule.OVERDUE:
            return float(sum(1 for i, due in enumerate(self._due) if end[i] == End.RUNNING and due < now))
        if signal == rule.UTILISATION:
            return rule.share_at_work(*self._pools.use(int(self._triggers.pool[n])))
        return self._ledger.share_free(now)
