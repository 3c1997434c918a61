"""One future of a scenario, lived through with a witness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from workbench.engines.draws import Draws, draw
from workbench.engines.path import End, Path, Reason
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run_witnessed
from workbench.engines.witness import Witness
from workbench.model import Project
from workbench.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Future:
    """What is known of one simulated future.

    Parameters
    ----------
    scenario, plan
        What was simulated.
    draws
        The luck of this future alone.
    path, witness
        What happened, and why.
    """

    scenario: Scenario
    plan: Plan
    draws: Draws
    path: Path
    witness: Witness

    @property
    def replication(self) -> int:
        """Its number; with the seed it names the luck."""
        return self.draws.replications.start

    @property
    def last_day(self) -> float:
        """The end of the run: twice the horizon."""
        return 2.0 * self.plan.horizon

    def name(self, i: int) -> str:
        """What people call a project."""
        return self.plan.projects.names[i]

    def project(self, i: int) -> Project:
        """A project as it is written in the portfolio."""
        return self._projects[self.plan.projects.ids[i]]

    @cached_property
    def _projects(self) -> dict[str, Project]:
        return {one.id: one for one in self.scenario.portfolio.projects}

    def package_name(self, k: int) -> str:
        """What people call a package."""
        wanted = self.plan.packages.ids[k]
        i = int(self.plan.packages.project[k])
        return next(one.name or one.id for one in self.project(i).packages if one.id == wanted)

    def pool_name(self, p: int) -> str:
        """What people call a pool."""
        return self.plan.pools.names[p]

    def reason(self, i: int) -> Reason:
        """Why a project ended, or what it waited for at the horizon, when the last starts are allowed."""
        reason, projects = Reason(int(self.path.reason[i])), self.plan.projects
        if self.path.end[i] != End.WAITING or reason is not Reason.BOARD:
            return reason
        if projects.intake[i] > self.plan.horizon:
            return Reason.INTAKE
        late = self.path.finish[projects.after.row(i)] > self.plan.horizon
        return Reason.PREDECESSOR if late.any() else reason

    def promised_on(self, i: int) -> date | None:
        """The promised date as it was promised, a day off too; none without a promise."""
        due = self.project(i).due
        if due is None or isinstance(due, date):
            return due
        return self.ends_on(float(self.plan.projects.due[i]))

    def step_at(self, day: float) -> int:
        """The level step in force on a day."""
        return int(np.searchsorted(self.plan.levels.day, day, side="right")) - 1

    def starts_on(self, day: float) -> date:
        """The date on which something begins that begins after so many working days."""
        portfolio = self.scenario.portfolio
        # The beginning of a day is the close of the one before: a moment later it is that day.
        return portfolio.calendar.date_after(portfolio.start, max(0.0, float(np.floor(day))) + 1.0)

    def ends_on(self, day: float) -> date:
        """The date on which something ends that takes until then."""
        portfolio = self.scenario.portfolio
        return portfolio.calendar.date_after(portfolio.start, float(day))

    def begins_at(self, day: float) -> datetime:
        """The same with its share of the day, for pictures."""
        return _moment(self.starts_on(day), day % 1.0)

    def closes_at(self, day: float) -> datetime:
        """The same for what ends; a whole day ends at midnight."""
        return _moment(self.ends_on(day), day % 1.0 or (1.0 if day > 0 else 0.0))


def _moment(day: date, share: float) -> datetime:
    return datetime.combine(day, time()) + timedelta(days=share)


def live_through(scenario: Scenario, replication: int) -> Future:
    """Simulate one future on the reference engine, with a witness.

    Parameters
    ----------
    scenario
        What to simulate; its seed is the root of all luck.
    replication
        Number of the future, from 0; the same number in a run of many is the same future.
    """
    plan = plan_of(scenario)
    draws = draw(plan, range(replication, replication + 1))
    path, witness = run_witnessed(plan, draws, 0)
    return Future(scenario, plan, draws, path, witness)
