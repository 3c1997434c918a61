"""The budget by fiscal year: commitments of what is released, actuals of what is spent (DESIGN §4.8)."""

from __future__ import annotations

import math

from workbench.engines.plan import Plan
from workbench.engines.rules.budget import drawn, fits, phase, reserve
from workbench.engines.rules.trigger import share_free


class BudgetLedger:
    """Room in each fiscal year, given what is committed and what is spent.

    A package's open commitment in a year is its planned share less what it has spent in that year, at least
    0, and 0 once it is done or aborted. Labour accrues evenly while an attempt runs; it is booked when the
    attempt ends and at each turn of the year.
    """

    def __init__(self, plan: Plan) -> None:
        money = plan.money
        self._start = money.year_start.tolist()
        self._budget = money.budget.tolist()
        self._reserve = money.reserve.tolist()
        self._carry_over = money.carry_over
        self._years = len(self._start)
        self._year = 0
        self._actual = [0.0] * self._years
        self._share: dict[int, list[float]] = {}
        self._spent: dict[int, float] = {}
        self._rate: dict[int, float] = {}
        self._booked: dict[int, float] = {}
        self._open: set[int] = set()
        self.is_limited = any(not math.isinf(one) for one in self._budget)
        """Whether any year has a limit; without one nobody asks what is booked."""

    def phased(self, amount: float, start: float, duration: float) -> list[float]:
        """An amount spread evenly over a duration, by fiscal year; what lies beyond the last falls in it."""
        shares = [0.0] * self._years
        phase(self._start, self._year, amount, start, duration, shares, 0)
        return shares

    def room(self, now: float) -> list[float]:
        """Money free in each year: budget less actuals less open commitments; empty where nothing limits."""
        if not self.is_limited:
            return []
        free = [budget - actual for budget, actual in zip(self._budget, self._actual, strict=True)]
        year = self._year
        for k in sorted(self._rate):
            free[year] -= self._rate[k] * (now - self._booked[k])
        for k in sorted(self._open):
            share = self._share[k]
            spent = self._spent[k]
            if k in self._rate:
                spent += self._rate[k] * (now - self._booked[k])
            open_now = share[year] - spent
            if open_now > 0.0:
                free[year] -= open_now
            for y in range(year + 1, self._years):
                free[y] -= share[y]
        return free

    def share_free(self, now: float) -> float:
        """Share of the running year's budget that is neither spent nor committed; 1 without a limit."""
        room = self.room(now)
        return share_free(room[self._year], self._budget[self._year]) if room else 1.0

    def fits(self, room: list[float], shares: list[float]) -> bool:
        """Whether each year has room for its share."""
        return not self.is_limited or fits(room, shares, self._year)

    def reserve(self, room: list[float], packages: list[int], external: float) -> None:
        """Take from the room what a project released just now has committed and paid."""
        if self.is_limited:
            room[self._year] -= external
            for k in packages:
                if k in self._share:
                    reserve(room, self._share[k], 0, self._year)

    def commit(self, package: int, amount: float, start: float, duration: float) -> None:
        """Commit a released package's planned cost."""
        self._share[package] = self.phased(amount, start, duration)
        self._spent[package] = 0.0
        self._open.add(package)

    def pay(self, amount: float) -> None:
        """Book a payment in the running year."""
        self._actual[self._year] += amount

    def start(self, package: int, rate: float, now: float) -> None:
        """An attempt begins to spend."""
        if not self.is_limited:
            return
        self._rate[package] = rate
        self._booked[package] = now

    def stop(self, package: int, now: float) -> None:
        """An attempt ends: what it spent since the last booking is booked."""
        if not self.is_limited:
            return
        self._book(package, now)
        del self._rate[package]
        del self._booked[package]

    def close(self, package: int) -> None:
        """A package is done or aborted: its commitment is over."""
        self._open.discard(package)

    def reopen(self, package: int) -> None:
        """A gate sends a package back: what is left of its planned share is committed again."""
        if package in self._share:
            self._open.add(package)

    def cut(self, year: int, amount: float) -> None:
        """Lower a year's budget; commitments stand."""
        self._budget[year] -= amount

    def turn_of_year(self, now: float) -> None:
        """Close the running year: strike overspend or unspent, move open commitments (DESIGN §4.8)."""
        for package in sorted(self._rate):
            self._book(package, now)
        old, new = self._year, self._year + 1
        left = self._budget[old] - self._actual[old]
        if not math.isinf(left) and (left < 0.0 or self._carry_over):
            self._budget[new] += left + drawn(left, self._reserve[old])
        for package in sorted(self._open):
            share = self._share[package]
            still = share[old] - self._spent[package]
            if still > 0.0:
                share[new] += still
        for package in self._spent:
            self._spent[package] = 0.0
        self._year = new

    def _book(self, package: int, now: float) -> None:
        amount = self._rate[package] * (now - self._booked[package])
        self._actual[self._year] += amount
        if package in self._spent:
            self._spent[package] += amount
        self._booked[package] = now
