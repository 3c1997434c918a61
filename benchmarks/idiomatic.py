"""The same kind of portfolio as a textbook on SimPy would model it, for comparison of speed.

A process for each project and each package, pools as resources with a queue of their own, terminations as
interrupts. It cannot give the numbers of our engines: grants happen inside an instant, in the order of
requests, before the rest of that instant is known, and its random numbers come in the order of events. It
also does less: no budgets, no states of waiting, no logs, no belief apart from the plan. The formulas of cost
of delay and of worth are ours, so that the policy is the same and costs the same. What must agree, and is
checked, is how much work is done.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

import simpy
from simpy.resources.base import BaseResource, Get, Put
from simpy.resources.resource import SortedQueue

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.figures import benefit_of, delay_cost_of, lateness_of, present, run_cost_of
from workbench.engines.rules.network import remaining_work
from workbench.model import Lognormal

Process = Generator[simpy.Event, Any, None]
Rank = Callable[[], float]


class Request(Put):
    """A wish for some of a pool's people; the lower the key, the earlier it is served."""

    def __init__(self, pool: Pool, amount: int, rank: Rank) -> None:
        self.amount, self.rank, self.asked = amount, rank, next(pool.numbers)
        self.key = (-rank(), self.asked)
        super().__init__(pool)


class GiveBack(Get):
    """People come free."""

    def __init__(self, pool: Pool, amount: int) -> None:
        self.amount = amount
        super().__init__(pool)


class Pool(BaseResource):
    """People: several at a time, whoever fits in order of priority; a priority is frozen when asked.

    SimPy's own `PriorityResource`, but for requests of more than one unit.
    """

    PutQueue = SortedQueue

    def __init__(self, env: simpy.Environment, capacity: int) -> None:
        self.free = capacity
        self.numbers = iter(range(10**9))
        super().__init__(env, capacity)

    def _do_put(self, event: Request) -> bool:
        if event.amount <= self.free:
            self.free -= event.amount
            event.succeed()
        return True

    def _do_get(self, event: GiveBack) -> bool:
        self.free += event.amount
        event.succeed()
        return True


class RankedAnewPool(Pool):
    """The same, but priorities are taken anew whenever people come free, as our engines take them."""

    def _trigger_put(self, get_event: Get | None) -> None:
        for request in self.put_queue:
            request.key = (-request.rank(), request.asked)
        self.put_queue.sort(key=lambda request: request.key)
        super()._trigger_put(get_event)


@dataclass
class Worked:
    """How much was done."""

    attempts: int = 0
    completed: int = 0
    terminated: int = 0


@dataclass
class Project:
    """What happens to one project."""

    packages: list[int]
    released: simpy.Event
    passed: list[simpy.Event]
    done: dict[int, simpy.Event]
    factor: float
    value_log: float
    lead: float = 0.0
    days: float = 0.0
    labour: float = 0.0
    running: dict[int, simpy.Process] = field(default_factory=dict)
    late: set[int] = field(default_factory=set)


class Portfolio:
    """One future.

    Parameters
    ----------
    plan
        Where sizes, dates and process effects come from.
    seed
        Of this future.
    pool
        What kind of pool.
    """

    def __init__(self, plan: Plan, seed: int, pool: type[Pool]) -> None:
        self._plan, self._luck = plan, random.Random(seed)
        self._env = simpy.Environment()
        effects = plan.levels
        self._rework, self._late = float(effects.rework[0, 0]), float(effects.late[0, 0])
        self._overhead, self._penalty = float(effects.overhead[0, 0]), float(effects.switching[0, 0])
        self._gate_noise = float(effects.gate_noise[0, 0])
        self._scale: list[float] = plan.packages.scale.tolist()
        self._left: list[float] = plan.packages.mean.tolist()
        self._room = [0.0] * len(self._left)
        self._figures, self._network = lists_of(plan).figures, lists_of(plan).network
        self._stage = plan.packages.stage.tolist()
        self._capacity = plan.pools.step_capacity.tolist()
        self._pools = [pool(self._env, size) for size in self._capacity]
        self._needs = [(int(row.argmax()), int(row.max())) for row in plan.packages.demand]
        self._after = plan.packages.after.rows()
        self._sigma = [
            math.sqrt(math.log1p(law.squared_cv)) if isinstance(law, Lognormal) else 0.0 for law in plan.laws
        ]
        self._load = [0] * len(self._pools)
        self._candidates: list[int] = []
        self._wip = 0
        self._common = self._luck.gauss(0.0, 1.0)
        self._projects = [self._project(i) for i in range(len(plan.projects.ids))]
        self.worked = Worked()

    def _project(self, i: int) -> Project:
        plan, env, luck = self._plan, self._env, self._luck
        packages, rho = plan.projects.packages.row(i), plan.correlation
        sigma, doubt = float(plan.levels.sigma[i, 0]), float(plan.projects.value_sigma[i])
        z = math.sqrt(rho) * self._common + math.sqrt(1.0 - rho) * luck.gauss(0.0, 1.0)
        return Project(
            packages,
            env.event(),
            [env.event() for _ in plan.projects.gate_stages.row(i)],
            {k: env.event() for k in packages},
            math.exp(sigma * z - sigma * sigma / 2),
            doubt * luck.gauss(0.0, 1.0) - doubt * doubt / 2,
        )

    def run(self) -> Worked:
        """Live through it."""
        everything = [self._env.process(self._life(i)) for i in range(len(self._projects))]
        self._env.process(self._board())
        self._env.run(until=self._env.any_of([self._env.all_of(everything), self._end()]))
        return self.worked

    def _end(self) -> simpy.Event:
        return self._env.timeout(2 * self._plan.horizon)

    def _board(self) -> Process:
        """Every month the best candidates start, as many as the WIP limit allows."""
        for day in self._plan.rules.board_day.tolist():
            yield self._env.timeout(day - self._env.now)
            self._candidates.sort(key=self._rank, reverse=True)
            while self._candidates and self._wip < self._plan.rules.wip_limit:
                self._wip += 1
                self._projects[self._candidates.pop(0)].released.succeed()

    def _rank(self, i: int) -> float:
        """cd3: cost of delay at the planned end ÷ days left on the scarcest pool."""
        own = self._projects[i]
        return delay_cost_of(self._figures, i, self._env.now + own.lead) / max(own.days, 1e-9)

    def _look_ahead(self, i: int) -> None:
        """Longest path, days on the scarcest pool and cost of what is left; asked once a package is done."""
        own = self._projects[i]
        own.lead, own.days, _, own.labour = remaining_work(self._network, i, self._left, self._room)

    def _life(self, i: int) -> Process:
        own = self._projects[i]
        yield self._env.timeout(float(self._plan.projects.intake[i]))
        self._look_ahead(i)
        self._candidates.append(i)
        yield own.released
        for k in own.packages:
            self._load[self._needs[k][0]] += 1
            own.running[k] = self._env.process(self._package(i, k))
        for gate, stage in enumerate(self._plan.projects.gate_stages.row(i)):
            upto = [k for k in own.packages if self._stage[k] <= stage]
            yield self._env.all_of([own.done[k] for k in upto])
            while own.late:
                again = [self._env.process(self._attempts(i, own.late.pop())) for _ in list(own.late)]
                yield self._env.all_of(again)
            if self._worth(i) < 0.0:
                self._terminate(i)
                return
            own.passed[gate].succeed()
        yield self._env.all_of(list(own.done.values()))
        self._wip -= 1
        self.worked.completed += 1

    def _worth(self, i: int) -> float:
        """What a gate believes that going on is worth, after a noisy look at the benefit."""
        own, figures, now = self._projects[i], self._figures, self._env.now
        look = own.value_log + self._gate_noise * self._luck.gauss(0.0, 1.0)
        prior = figures.value_sigma[i] ** 2
        seen = math.exp(prior / (prior + self._gate_noise**2) * look)
        done, end = now + own.lead, 2 * self._plan.horizon
        spared = lateness_of(figures, i, end) - lateness_of(figures, i, done)
        benefit = seen * benefit_of(figures, i, done) - run_cost_of(figures, i, done)
        return benefit + spared - own.labour * present(figures, now)

    def _terminate(self, i: int) -> None:
        own = self._projects[i]
        for k, process in own.running.items():
            if process.is_alive:
                process.interrupt()
                self._load[self._needs[k][0]] -= 1
        self._wip -= 1
        self.worked.terminated += 1

    def _package(self, i: int, k: int) -> Process:
        own = self._projects[i]
        try:
            before = [own.done[other] for other in self._after[k]]
            before += own.passed[: int(self._plan.packages.gates_needed[k])]
            yield self._env.all_of(before)
            yield from self._attempts(i, k)
        except simpy.Interrupt:
            return
        self._left[k] = 0.0
        self._look_ahead(i)
        self._load[self._needs[k][0]] -= 1
        own.done[k].succeed()

    def _attempts(self, i: int, k: int) -> Process:
        """Attempts until one is accepted; an interrupt gives the people back."""
        own, luck, (p, amount) = self._projects[i], self._luck, self._needs[k]
        pool, sigma = self._pools[p], self._sigma[k]
        while True:
            request = Request(pool, amount, lambda: self._rank(i))
            try:
                yield request
                stretch = 1.0 + self._penalty * max(0.0, 100.0 * self._load[p] / self._capacity[p] - 1.0)
                noise = math.exp(luck.gauss(0.0, 1.0) * sigma - sigma * sigma / 2)
                self.worked.attempts += 1
                yield self._env.timeout(
                    self._scale[k] * own.factor * noise * (1.0 + self._overhead) * min(stretch, 10.0)
                )
            finally:
                if request.triggered:
                    GiveBack(pool, amount)
                else:
                    request.cancel()
            if luck.random() >= self._rework:
                return
            if self._stage[k] < max(self._stage) and luck.random() < self._late:
                own.late.add(k)
                return


def run(plan: Plan, seed: int, pool: type[Pool] = RankedAnewPool) -> Worked:
    """Live through one future and say how much was done."""
    return Portfolio(plan, seed, pool).run()
