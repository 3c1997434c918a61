"""What each project is worth and uses if it starts on a day, as planned: the options of a selection.

Planned means: nobody waits for people, nothing is late, nothing is repeated, no risk strikes. That is what a
board knows on day 0, and why every list is simulated before anybody believes its value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.engines.discounting import discounted_days
from workbench.engines.plan.calendar import board_days
from workbench.engines.plan.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.budget import phase
from workbench.engines.rules.duration import bounded_exp
from workbench.engines.rules.figures import benefit_of, lateness_of, run_cost_of
from workbench.engines.rules.network import longest_path
from workbench.policies import Cadence
from workbench.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Options:
    """Starts that may be chosen, in the order of projects, then of days; at most one of each project.

    Parameters
    ----------
    project
        Place of the project in the plan.
    start, done
        Working days.
    benefit
        Present value of the benefit by plan.
    value
        Net present value by plan, less what leaving the project out is worth.
    cost
        Money by fiscal year as the engine phases it, shape (options, years).
    load
        FTE-days by pool and quarter, shape (options, pools, quarters).
    left_out
        Worth of leaving out each project: the lateness that its promise costs all the same, at most 0.
    quarter_start
        First day of each quarter of `load`; the last one is open.
    """

    project: Ints
    start: Floats
    done: Floats
    benefit: Floats
    value: Floats
    cost: Floats
    load: Floats
    left_out: Floats
    quarter_start: Floats

    def __len__(self) -> int:
        return len(self.project)


def options_at_intake(scenario: Scenario, plan: Plan) -> Options:
    """One option of each project: it starts when it is proposed and its predecessors are done by plan."""
    work = _Work(plan)
    return _options(scenario, plan, work, [[start] for start in work.earliest()])


def options_by_quarter(scenario: Scenario, plan: Plan) -> Options:
    """The same start or any later beginning of a quarter until the horizon; one for what is under way."""
    work = _Work(plan)
    quarters = _quarters(scenario, plan)
    earliest = work.earliest()
    starts = [
        [first] if plan.projects.in_flight[i] else [first, *(day for day in quarters if day > first)]
        for i, first in enumerate(earliest)
    ]
    return _options(
        scenario, plan, work, [[day for day in row if day <= plan.horizon or day == row[0]] for row in starts]
    )


class _Work:
    """Planned work left of each project, package by package."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        packages, self._network = plan.packages, lists_of(plan).network
        spent = np.nan_to_num(packages.spent, nan=0.0)
        self.length: list[float] = np.where(
            packages.done, 0.0, np.maximum(0.0, packages.mean - spent)
        ).tolist()
        self._finish = [0.0] * len(self.length)
        self.lead = [longest_path(self._network, i, self.length, self._finish) for i in range(self.count)]
        self.ends: Floats = np.array(self._finish)
        self.begins: Floats = self.ends - np.array(self.length)

    @property
    def count(self) -> int:
        """How many projects there are."""
        return len(self._plan.projects.ids)

    def earliest(self) -> list[float]:
        """First day on which each project may start, its predecessors done by plan."""
        projects = self._plan.projects
        start = [max(0.0, float(day)) for day in projects.intake]
        waits = [projects.after.row(i) for i in range(self.count)]
        settled: set[int] = set()
        while len(settled) < self.count:
            for i in range(self.count):
                if i not in settled and settled.issuperset(waits[i]):
                    start[i] = max([start[i], *(start[j] + self.lead[j] for j in waits[i])])
                    settled.add(i)
        return start

    def labour(self, i: int, start: float) -> float:
        """Present value of the people's time."""
        packages, mine = self._plan.packages, self._plan.projects.packages.row(i)
        days = discounted_days(self._plan.money.rho, start + self.begins[mine], start + self.ends[mine])
        return float(packages.rate[mine] @ days)

    def planned_cost(self, i: int) -> float:
        """Planned labour left, not discounted."""
        mine = self._plan.projects.packages.row(i)
        return float(self._plan.packages.rate[mine] @ (self.ends[mine] - self.begins[mine]))

    def load(self, i: int, start: float, edges: Floats) -> Floats:
        """FTE-days by pool and span between edges."""
        mine = self._plan.projects.packages.row(i)
        begins, ends = start + self.begins[mine], start + self.ends[mine]
        within = np.minimum(ends[:, None], edges[None, 1:]) - np.maximum(begins[:, None], edges[None, :-1])
        days: Floats = (self._plan.packages.demand[mine].T / 100.0) @ np.maximum(within, 0.0)
        return days


def _quarters(scenario: Scenario, plan: Plan) -> list[float]:
    return board_days(scenario.portfolio, Cadence.QUARTERLY, 2 * plan.horizon)


def _options(scenario: Scenario, plan: Plan, work: _Work, starts: list[list[float]]) -> Options:
    figures, money, projects = lists_of(plan).figures, plan.money, plan.projects
    excluded = set(scenario.policy.selection.exclude)
    quarters = np.array(_quarters(scenario, plan))
    edges = np.append(quarters, np.inf)
    year_start = money.year_start.tolist()
    # Boards rank by the benefit that they see: the expected one, or the raw estimate where that is asked for.
    peak, raw = projects.benefit, projects.believed_benefit
    seen = np.divide(raw, peak, out=np.ones(len(peak)), where=peak > 0.0).tolist()
    left_out = np.array([-lateness_of(figures, i, figures.end) for i in range(work.count)])
    rows: list[tuple[int, float, float, float, float]] = []
    cost, load = [], []
    for i, days in enumerate(starts):
        if projects.ids[i] in excluded:
            continue
        external = 0.0 if projects.in_flight[i] else float(projects.external[i])
        for start in days:
            done = start + work.lead[i]
            benefit = seen[i] * benefit_of(figures, i, done)
            net = benefit - run_cost_of(figures, i, done) - lateness_of(figures, i, done)
            net -= work.labour(i, start) + external * bounded_exp(-money.rho * start)
            rows.append((i, start, done, benefit, net - float(left_out[i])))
            shares = [0.0] * len(year_start)
            running = int(np.searchsorted(money.year_start, start, side="right")) - 1
            phase(year_start, running, work.planned_cost(i) + external, start, work.lead[i], shares, 0)
            cost.append(shares)
            load.append(work.load(i, start, edges))
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 5)
    return Options(
        project=table[:, 0].astype(np.int64),
        start=table[:, 1],
        done=table[:, 2],
        benefit=table[:, 3],
        value=table[:, 4],
        cost=np.array(cost, dtype=np.float64).reshape(len(rows), len(year_start)),
        load=np.array(load, dtype=np.float64).reshape(len(rows), len(plan.pools.ids), len(quarters)),
        left_out=left_out,
        quarter_start=quarters,
    )
