"""What a run said of a project before it happened, in whole working days.

Forecast and outcome are compared by date: a future that ends at noon ends on that day, as in people's files.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan import plan_of
from workbench.engines.plan.calendar import close_of, due_day_of
from workbench.errors import InputError, Problem
from workbench.experiment.results import Results
from workbench.model import Portfolio
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forecast:
    """Forecast of one project.

    Parameters
    ----------
    project, name
        Its id, and what people call it.
    finishes
        Working day from the start at whose close it is completed, by future; infinite where it never is.
    together
        The same in those futures of which the run keeps every project, in the order of the futures.
    costs
        Money paid for it in those futures, undiscounted, from the start of the run.
    low, middle, high
        8 in 10 futures complete it from `low` to `high`; infinite where the run ends before.
    due
        Working day at whose close it was promised; infinite without a promise.
    """

    project: str
    name: str
    finishes: Floats
    together: Floats
    costs: Floats
    low: float
    middle: float
    high: float
    due: float

    @property
    def inside(self) -> float:
        """Share of futures within the range, its first and last date included: 80 % and a little more."""
        return float(((self.finishes >= self.low) & (self.finishes <= self.high)).mean())

    @property
    def later(self) -> float:
        """Share of futures later than the middle one's date."""
        return float((self.finishes > self.middle).mean())

    def by(self, day: float) -> float:
        """Share of futures that complete it by the close of a working day."""
        return float((self.finishes <= day).mean())


@dataclass(frozen=True, eq=False)
class Timeline:
    """Dates of a run as working days and back.

    Parameters
    ----------
    portfolio
        Its calendar and start.
    last
        Last working day that the run lived through.
    """

    portfolio: Portfolio
    last: float

    def close(self, day: date) -> float:
        """Working day from the start at whose close a date ends; the run's last one at most."""
        return min(max(1.0, close_of(self.portfolio, day)), self.last)

    def completed(self, day: date) -> float:
        """As `close`, but infinite beyond the end of the run, which knows no such day."""
        found = max(1.0, close_of(self.portfolio, day))
        return found if found <= self.last else math.inf

    def date(self, day: float) -> date | None:
        """The date of a working day; None beyond the end of the run."""
        if not math.isfinite(day):
            return None
        return self.portfolio.calendar.date_after(self.portfolio.start, day)


def scenario_of(run: Results, name: str | None) -> Scenario:
    """A scenario of a run by its name; the first where none is named.

    Raises
    ------
    InputError
        If there is none of this name.
    """
    if name is None:
        return run.scenarios[0]
    if name not in run.names:
        near = ", ".join(run.names)
        raise InputError.of(
            Problem(("scenario",), "the run holds no scenario of this name", name, f"it holds {near}")
        )
    return run.scenarios[run.names.index(name)]


def forecasts_of(run: Results, scenario: str) -> tuple[Timeline, dict[str, Forecast]]:
    """Forecasts of every project of a scenario, by id.

    Parameters
    ----------
    run
        As `load_run` reads it.
    scenario
        Name of one of its scenarios.
    """
    chosen = scenario_of(run, scenario)
    portfolio, outcomes = chosen.portfolio, run.outcomes[scenario]
    rows = run.projects[run.projects["scenario"] == scenario]
    finish = rows["finish"].where(rows["status"] == "completed", math.inf)
    table = rows.assign(finish=finish).pivot(index="replication", columns="project")
    about = {one.id: one for one in portfolio.projects}
    found = {}
    for project in outcomes.projects():
        days = whole_days(outcomes.finishes(project))
        low, middle, high = (float(one) for one in whole_days(np.array(outcomes.finish(project))))
        known = project in table["finish"].columns if len(rows) else False
        found[project] = Forecast(
            project,
            about[project].name or project,
            days,
            whole_days(table["finish"][project].to_numpy(np.float64)) if known else np.zeros(0),
            table["cost"][project].to_numpy(np.float64) if known else np.zeros(0),
            low,
            middle,
            high,
            due_day_of(portfolio, about[project].due),
        )
    return Timeline(portfolio, float(math.floor(2 * plan_of(chosen).horizon))), found


def whole_days(days: Floats) -> Floats:
    """The working day at whose close a moment's day ends; infinite stays infinite.

    Examples
    --------
    >>> whole_days(np.array([0.0, 4.2, 5.0, math.inf])).tolist()
    [1.0, 5.0, 5.0, inf]
    """
    found: Floats = np.maximum(np.ceil(days), 1.0)
    return found
