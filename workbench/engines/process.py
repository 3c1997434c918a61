"""The reference engine: a portfolio's life as SimPy events and one settling of accounts per instant.

Ends of attempts, intakes and dated changes are events that only *ask*. Whatever happens at one instant is
settled by a single event that runs after all others of that instant, in the order of `workbench.engines`.
"""

from __future__ import annotations

from typing import Generic, TypeVar, cast

import simpy
from simpy.events import EventPriority

from workbench.engines.draws import Draws
from workbench.engines.invariants import check
from workbench.engines.path import Path, Paths
from workbench.engines.plan import Plan
from workbench.engines.settling import Settling
from workbench.engines.witness import Witness, Witnessed

SETTLE = 2
"""Later than SimPy's NORMAL (1): everything of an instant has spoken before anything is settled."""
STOP = 3

Kind = TypeVar("Kind", bound=Settling)


class _Asked(simpy.Event):
    """An event that fires in this very instant, or after a delay, at a priority of its own."""

    def __init__(self, env: simpy.Environment, priority: int, delay: float) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None
        env.schedule(self, priority=cast("EventPriority", priority), delay=delay)


class Simulation(Generic[Kind]):
    """One simulated future of a plan, settled as `Settling` says; a kind of it may write down more."""

    def __init__(self, plan: Plan, draws: Draws, row: int, kind: type[Kind]) -> None:
        self._plan = plan
        self._env = simpy.Environment()
        self._asked = False
        self._over = False
        self._running: dict[int, simpy.Event] = {}
        self._desk: list[simpy.Event] = []
        self.settling = kind(plan, draws, row, begin=self._begin, abort=self._abort)

    def run(self) -> Path:
        """Live through it until everything has ended, at the latest until twice the horizon."""
        for day in self.settling.dated_instants():
            self._at(day, None)
        stop = _Asked(self._env, STOP, 2 * self._plan.horizon)
        self._ask()
        while not (self._over or stop.processed):
            self._env.step()
        path = self.settling.path(self._env.now)
        check(self._plan, path)
        return path

    def _at(self, delay: float, package: int | None) -> simpy.Event:
        """An event after a delay: the end of a package's attempt, or a date on which something changes."""
        event = self._env.timeout(delay, package)
        event.callbacks.append(self._happen)
        return event

    def _happen(self, event: simpy.Event) -> None:
        """An attempt is over, or a date has come: either opens an instant."""
        if event.value is not None:
            del self._running[event.value]
            self.settling.finished.append(event.value)
        self._ask()

    def _begin(self, package: int, duration: float) -> None:
        self._running[package] = self._at(duration, package)

    def _abort(self, package: int) -> None:
        """The people go home: the end of their attempt opens no instant."""
        running = self._running.pop(package, None)
        if running is not None and running.callbacks is not None:
            running.callbacks.clear()

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            asked = _Asked(self._env, SETTLE, 0.0)
            assert asked.callbacks is not None
            asked.callbacks.append(self._settle)

    def _settle(self, _: simpy.Event) -> None:
        self._asked = False
        self.settling.settle(self._env.now)
        for delay in self.settling.wakes:
            self._at(delay, None)
        self.settling.wakes.clear()
        for stale in self._desk:
            if stale.callbacks is not None:
                stale.callbacks.clear()
        self._desk = [self._at(delay, None) for delay in self.settling.serving.wakes(self._env.now)]
        self._over = self.settling.is_over()


def run(plan: Plan, draws: Draws, row: int) -> Path:
    """Simulate one future on the reference engine.

    Parameters
    ----------
    plan
        The scenario as arrays.
    draws
        Luck of a block of replications of this plan.
    row
        Which of them.
    """
    return Simulation(plan, draws, row, Settling).run()


def run_witnessed(plan: Plan, draws: Draws, row: int) -> tuple[Path, Witness]:
    """The very same future, and why things went as they did in it; parameters as in `run`."""
    simulation = Simulation(plan, draws, row, Witnessed)
    return simulation.run(), simulation.settling.witness()


def run_block(plan: Plan, draws: Draws) -> Paths:
    """Simulate every future of the draws."""
    count = len(draws.replications)
    if count == 0:
        return Paths.none(len(plan.projects.ids), len(plan.packages.ids))
    return Paths.of([run(plan, draws, row) for row in range(count)])
