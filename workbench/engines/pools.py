"""People during a run: capacity, what is free, and how many projects compete for each pool."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.engines.draws import Draws
from workbench.engines.plan import Plan
from workbench.engines.rules.covering import lent
from workbench.engines.rules.duration import switching_loss
from workbench.engines.tables import Tables


class Loan(NamedTuple):
    """People who stand in for others while a package is at work, in hundredths."""

    to: int
    missing: int
    lender: int
    people: int


class PoolState:
    """Hundredths of FTE by pool; free is negative while work outlasts a capacity step below its use."""

    def __init__(self, plan: Plan, tables: Tables, draws: Draws, row: int) -> None:
        count = len(plan.pools.ids)
        self._curve = plan.rules.switching_curve
        self._demand = tables.demand
        self._kind = tables.kind
        self._project_of = tables.project_of
        self._members = tables.members
        self._day: list[float] = plan.pools.step_day.tolist()
        self._pool = plan.pools.step_pool.tolist()
        self._capacity = plan.pools.step_capacity.tolist()
        self._next = 0
        self._incident_day: list[float] = draws.incident_day[row].tolist()
        self._incident = draws.incident[row].astype(np.int64).tolist()
        self._pulled: list[list[int]] = plan.incidents.people.tolist()
        self._next_incident = 0
        self._covers: list[list[int]] = plan.pools.covers.tolist()
        self._is_covered = bool(plan.pools.covers.any())
        self._lent = [0] * count
        """Hundredths that stand in: more where they work now, fewer where they come from."""
        self._loans: dict[int, list[Loan]] = {}
        """By package at work, who stands in for whom."""
        self._keeps = plan.rules.keeps
        self.kept = [[0] * count for _ in tables.members]
        """Hundredths that a project keeps though they do nothing, by project and pool."""
        self._kept_in = [0] * count
        self._planned = [0] * count
        self._operations = [0] * count
        self._used = [0] * count
        self._used_before = [0] * count
        self.free = [0] * count
        """Hundredths of FTE that are free now, by pool."""
        self._competing = [0] * count
        """Released, unfinished projects with work left on the pool."""
        self._left = [[0] * count for _ in tables.members]
        self._joined = [False] * len(tables.members)

    def step_days(self) -> list[float]:
        """Days on which a capacity changes."""
        return self._day + self._incident_day

    def take_steps(self, now: float) -> None:
        """Capacity steps up to now take effect."""
        while self._next < len(self._day) and self._day[self._next] <= now:
            p = self._pool[self._next]
            self._planned[p] = self._capacity[self._next]
            self._next += 1
            self._set_free(p)
        days, at = self._incident_day, self._next_incident
        while at < len(days) and days[at] <= now:
            code = self._incident[at]
            self.operations_change(self._pulled[abs(code) - 1], 1 if code > 0 else -1)
            at += 1
        self._next_incident = at

    def operations_change(self, effect: list[int], sign: int) -> None:
        """Daily operations take people of each pool (sign 1), or give them back (−1)."""
        for p, hundredths in enumerate(effect):
            if hundredths != 0:
                self._operations[p] += sign * hundredths
                self._set_free(p)

    def remember_use(self) -> None:
        """Remember who is at work now, before anybody stops or begins."""
        self._used_before = list(self._used)

    def use(self, p: int) -> tuple[int, int]:
        """Hundredths of a pool (−1: of all) at work when last remembered, and there now."""
        chosen = range(len(self._used)) if p < 0 else (p,)
        return sum(self._used_before[one] for one in chosen), sum(self.available(one) for one in chosen)

    def competing(self, p: int) -> int:
        """Released, unfinished projects with work left on the pool."""
        return self._competing[p]

    def available(self, p: int) -> int:
        """Hundredths of FTE for projects, in use or not."""
        return max(0, self._planned[p] - self._operations[p])

    def _set_free(self, p: int) -> None:
        self.free[p] = self.available(p) - self._used[p] + self._lent[p] - self._kept_in[p]

    def fits(self, k: int) -> bool:
        """Whether all people that a package needs are there for it, or others who can stand in for them."""
        if not self.lacking(k):
            return True
        return self._is_covered and bool(self._loans_for(k))

    def _loans_for(self, k: int) -> list[Loan]:
        """For each pool of which too few are there, the first one that can stand in for all who are missing.

        Empty where all are there, and where one pool cannot be helped.

        Pools whose own people the package needs do not lend; what stands in for one is not there for another.
        """
        needed = {p for p, _ in self._demand[k]}
        taken: dict[int, int] = {}
        found = []
        kept = self.kept[self._project_of[k]]
        for p, fte in self._demand[k]:
            there = self.free[p] + kept[p]
            if there >= fte:
                continue
            missing = fte - max(0, there)
            for q, covers in enumerate(self._covers):
                if covers[p] == 0 or q in needed:
                    continue
                people = lent(missing, covers[p])
                if self.free[q] - taken.get(q, 0) >= people:
                    taken[q] = taken.get(q, 0) + people
                    found.append(Loan(p, missing, q, people))
                    break
            else:
                return []
        return found

    def fitting(self, waiting: list[int]) -> list[int]:
        """Packages whose people are all free; those that need the same are asked once."""
        fits: dict[int, bool] = {}
        found = []
        for k in waiting:
            kind = self._kind[k]
            if kind not in fits:
                fits[kind] = self.fits(k)
            if fits[kind]:
                found.append(k)
        return found

    def lacking(self, k: int) -> tuple[int, ...]:
        """Pools of which too few people are there for a package: free ones, and those its project keeps."""
        free, kept = self.free, self.kept[self._project_of[k]]
        return tuple([p for p, fte in self._demand[k] if free[p] + kept[p] < fte])

    def take(self, k: int) -> None:
        """The package takes its people, and those who stand in."""
        if self._is_covered and (loans := self._loans_for(k)):
            self._loans[k] = loans
            for one in loans:
                self._lend(one, 1)
        for p, fte in self._demand[k]:
            self._used[p] += fte
            self.free[p] -= fte
        if self._keeps:
            kept = self.kept[self._project_of[k]]
            for p, own in self._own(k):
                self.let_go(self._project_of[k], p, min(kept[p], own))

    def give_back(self, k: int) -> None:
        """The package's people are free again, or kept by its project; those who stood in are free."""
        for p, fte in self._demand[k]:
            self._used[p] -= fte
            self.free[p] += fte
        if self._keeps:
            for p, own in self._own(k):
                self.let_go(self._project_of[k], p, -own)
        for one in self._loans.pop(k, ()):
            self._lend(one, -1)

    def _own(self, k: int) -> list[tuple[int, int]]:
        """Hundredths at a package who are of the pool that it asked, by pool."""
        missing = {one.to: one.missing for one in self._loans.get(k, ())}
        return [(p, fte - missing.get(p, 0)) for p, fte in self._demand[k]]

    def let_go(self, i: int, p: int, people: int) -> None:
        """Some of those whom a project keeps go back to their pool; fewer than 0 are kept anew."""
        self.kept[i][p] -= people
        self._kept_in[p] -= people
        self.free[p] += people

    def _lend(self, loan: Loan, sign: int) -> None:
        self._lent[loan.to] += sign * loan.missing
        self.free[loan.to] += sign * loan.missing
        self._lent[loan.lender] -= sign * loan.people
        self.free[loan.lender] -= sign * loan.people

    def join(self, i: int, done: list[bool]) -> None:
        """A released project competes for each pool on which it has work left."""
        self._joined[i] = True
        for k in self._members[i]:
            if not done[k]:
                self._count(i, k, 1)

    def leave(self, i: int) -> None:
        """A terminated project competes no more."""
        for p, left in enumerate(self._left[i]):
            if left > 0:
                self._left[i][p] = 0
                self._competing[p] -= 1
        self._joined[i] = False

    def set_done(self, k: int) -> None:
        """A package is done."""
        self._count(self._project_of[k], k, -1)

    def set_open(self, k: int) -> None:
        """A package has to be done again."""
        self._count(self._project_of[k], k, 1)

    def _count(self, i: int, k: int, change: int) -> None:
        if not self._joined[i]:
            return
        left = self._left[i]
        for p, _ in self._demand[k]:
            before = left[p]
            left[p] = before + change
            if before == 0:
                self._competing[p] += 1
            elif left[p] == 0:
                self._competing[p] -= 1

    def switching_loss(self, k: int, penalty: float) -> float:
        """Loss of a package that starts now: the largest over its pools (DESIGN §4.10)."""
        largest = 0.0
        for p, _ in self._demand[k]:
            competing, fte = float(self._competing[p]), self.available(p) / 100.0
            loss = switching_loss(self._curve, penalty, competing, fte)
            if loss > largest:
                largest = loss
        return largest
