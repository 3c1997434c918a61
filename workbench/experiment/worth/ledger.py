"""A difference of net value in a finance department's terms: lines, fiscal years, and when it turns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, mean_interval, quantiles, share_interval
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of
from workbench.engines.plan.calendar import board_days
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.cash import Flows, Line, change, flows_of
from workbench.policies import Cadence
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

TOGETHER = 50
"""Futures lived through at a time: memory stays small and progress is seen."""

HAIRCUT = 0.3
"""Share of further benefits that the prudent view does not count (assumed)."""

LATER = "later"
"""Name of what falls after the last fiscal year of the run."""


@dataclass(frozen=True)
class Capacity:
    """People's time on projects that changes hands, present value at their rates.

    Parameters
    ----------
    freed, used, unused
        Less time on projects that need less; more on those that need more; what is left of the first when
        the second is taken off. Unused capacity is no cash: people are paid all the same.
    by
        Projects that use most of it, with how much.
    managing
        Change of the part that is managing inside projects.
    """

    freed: Interval
    used: Interval
    unused: Interval
    by: tuple[tuple[str, str, Interval], ...]
    managing: Interval


@dataclass(frozen=True, eq=False)
class Ledger:
    """A scenario against another in money.

    Parameters
    ----------
    base, other
        Which.
    years
        Fiscal years of the run, then `LATER`.
    by_year
        By line: change in each year, shape (futures, years).
    days, path
        Quarters, and the change of all money up to each, shape (futures, quarters).
    labour, managing
        Change by project, shape (futures, projects), and of managing, shape (futures,).
    projects
        Id and name of the projects of `labour`.
    """

    base: Scenario
    other: Scenario
    years: tuple[str, ...]
    by_year: dict[Line, Floats]
    days: Floats
    path: Floats
    labour: Floats
    managing: Floats
    projects: tuple[tuple[str, str], ...]

    @property
    def futures(self) -> int:
        """Simulated futures of each."""
        return len(self.path)

    def total(self, line: Line) -> Floats:
        """Change of a line over all years, future by future."""
        return np.asarray(self.by_year[line].sum(axis=1))

    @property
    def net(self) -> Floats:
        """Change of net value, future by future: the sum of all lines."""
        return np.asarray(sum(self.total(line) for line in Line))

    @property
    def cash(self) -> Floats:
        """The same without people's time on projects, which is paid whoever works on what; by year."""
        return np.asarray(sum(self.by_year[line] for line in Line if line is not Line.LABOUR))

    @property
    def prudent(self) -> Floats:
        """Cash alone, further benefits cut, time saved worth nothing but further time charged."""
        benefits = self.total(Line.BENEFITS)
        counted = np.where(benefits > 0, (1 - HAIRCUT) * benefits, benefits)
        return self.cash.sum(axis=1) - benefits + counted + np.minimum(self.total(Line.LABOUR), 0.0)

    def by_draw(self, futures: int) -> Ledger:
        """Averages over so many futures at a time: those of one draw, which is what a sample is made of."""

        def averaged(values: Floats) -> Floats:
            return np.asarray(values.reshape(-1, futures, *values.shape[1:]).mean(axis=1))

        return replace(
            self,
            by_year={line: averaged(values) for line, values in self.by_year.items()},
            path=averaged(self.path),
            labour=averaged(self.labour),
            managing=averaged(self.managing),
        )

    def capacity(self, most: int = 5) -> Capacity:
        """Whose time is freed, and who uses it."""
        freed = np.maximum(-self.labour, 0.0).sum(axis=1)
        used = np.maximum(self.labour, 0.0).sum(axis=1)
        averages = self.labour.mean(axis=0)
        order = [int(i) for i in np.argsort(-averages) if averages[i] > 0][:most]
        by = tuple((*self.projects[i], mean_interval(self.labour[:, i])) for i in order)
        return Capacity(
            mean_interval(freed),
            mean_interval(used),
            mean_interval(np.maximum(freed - used, 0.0)),
            by,
            mean_interval(self.managing),
        )

    def turning(self) -> Floats:
        """Day from which on the sum stays on the side where it ends; 0 where it never leaves it.

        An investment is paid back then, a saving eaten up. Infinite where that comes after the last quarter.
        """
        final = self.net[:, None] >= 0
        sides = np.concatenate([self.path >= 0, final], axis=1)
        days = np.concatenate([self.days, [math.inf]])
        wrong = sides != final
        last = np.where(wrong.any(axis=1), wrong.shape[1] - np.argmax(wrong[:, ::-1], axis=1), 0)
        return np.asarray(np.where(last == 0, 0.0, days[np.minimum(last, len(days) - 1)]))

    def paid_back(self) -> Floats:
        """Day from which on the sum stays at or above zero; infinite where it ends below, or later."""
        return np.asarray(np.where(self.net >= 0, self.turning(), math.inf))

    def paid_back_by(self, day: float) -> Interval:
        """Share of futures in which the sum is at or above zero for good by a day, with its range."""
        return share_interval(int((self.paid_back() <= day).sum()), self.futures)

    def eaten_up(self) -> Floats:
        """Day from which on the sum stays below zero; infinite where it ends above, or later."""
        return np.asarray(np.where(self.net < 0, self.turning(), math.inf))

    def eaten_up_by(self, day: float) -> Interval:
        """Share of futures in which the sum is below zero for good by a day, with its range."""
        return share_interval(int((self.eaten_up() <= day).sum()), self.futures)

    def payback_days(self) -> tuple[float, ...]:
        """Day by which 1, 5 and 9 in 10 futures are paid back; infinite where fewer ever are."""
        return quantiles(self.paid_back())


def ledger_of(
    base: Scenario,
    other: Scenario,
    futures: int,
    *,
    first: int = 0,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Ledger:
    """Live through two scenarios and sort their money.

    Parameters
    ----------
    base, other
        Of the same seed, currency and start.
    futures
        Of each, the same ones.
    first
        Number of the first of them.
    engine, progress
        As in `compare`.
    """
    InputError.raise_if(_problems(base, other, futures))
    plan = plan_of(base)
    turns = plan.money.year_start
    closes = [float(day) for day in turns[1:] if day > 0]
    quarters = [day for day in board_days(base.portfolio, Cadence.QUARTERLY, 2 * plan.horizon) if day > 0]
    until = sorted({*closes, *quarters})
    before, after = [], []
    for done in range(0, futures, TOGETHER):
        start, stop = first + done, first + min(futures, done + TOGETHER)
        before.append(flows_of(base, start, stop, until, engine))
        after.append(flows_of(other, start, stop, until, engine))
        progress(2 * (stop - first), 2 * futures)
    changes = [change(one, two) for one, two in zip(before, after, strict=True)]
    lines = {line: np.concatenate([one[line] for one in changes]) for line in Line}
    ends = [until.index(day) for day in closes]
    place = [until.index(day) for day in quarters]
    by_year = {line: _by_year(values, ends) for line, values in lines.items()}
    whole = np.asarray(sum(lines.values()))
    names = [str(name) for name in plan.money.year_names]
    projects, labour = _labour(before, after)
    return Ledger(
        base,
        other,
        (*names[: len(closes)], LATER),
        by_year,
        np.array(quarters),
        whole[:, place],
        labour,
        np.concatenate([two.managing - one.managing for one, two in zip(before, after, strict=True)]),
        projects,
    )


def _problems(base: Scenario, other: Scenario, futures: int) -> Iterator[Problem]:
    if futures < 2:
        yield Problem(("futures",), "two at least are needed for a range", str(futures), "write 200")
    if base.seed != other.seed:
        text = f"must be that of “{base.name}”, {base.seed}, for the same futures"
        yield Problem((other.name, "seed"), text, str(other.seed), f"set it to {base.seed}")
    if base.portfolio.currency != other.portfolio.currency:
        text = f"must be that of “{base.name}”, {base.portfolio.currency}"
        where = (other.name, "portfolio", "currency")
        yield Problem(where, text, other.portfolio.currency, "convert the amounts")
    if base.portfolio.start != other.portfolio.start:
        text = f"must be that of “{base.name}”, {base.portfolio.start}, or years would not match"
        where = (other.name, "portfolio", "start")
        yield Problem(where, text, str(other.portfolio.start), "use one start")


def _by_year(values: Floats, ends: list[int]) -> Floats:
    """From sums up to days to what falls in each year, and later."""
    reached = np.concatenate([np.zeros((len(values), 1)), values[:, ends], values[:, -1:]], axis=1)
    return np.asarray(np.diff(reached, axis=1))


def _labour(first: list[Flows], second: list[Flows]) -> tuple[tuple[tuple[str, str], ...], Floats]:
    """Change of each project's labour; one that is missing in a scenario has none there."""
    plans = (first[0].plan, second[0].plan)
    ids = list(dict.fromkeys((*plans[0].projects.ids, *plans[1].projects.ids)))
    names: dict[str, str] = {}
    for plan in plans:
        names |= dict(zip(plan.projects.ids, plan.projects.names, strict=True))
    values = np.zeros((sum(len(one.labour) for one in first), len(ids)))
    for plan, flows, sign in ((plans[0], first, -1.0), (plans[1], second, 1.0)):
        columns = [ids.index(one) for one in plan.projects.ids]
        values[:, columns] += sign * np.concatenate([one.labour for one in flows])
    return tuple((one, names[one]) for one in ids), values
