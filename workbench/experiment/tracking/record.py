"""Forecasts held to what happened, project by project and all together.

A range is counted when it has ended: by then whoever was inside or outside is known, the slow as well as the
quick. Counting every project that happens to be completed would count the quick ones of those still running.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from workbench.analysis import SURE, holm, quantiles
from workbench.analysis.forecasts import Brier, Place, brier, noticed, place_after, place_of
from workbench.experiment.results import Results
from workbench.experiment.tracking.actuals import Actual
from workbench.experiment.tracking.cost import CostCompared, compared_cost, cost_tallies
from workbench.experiment.tracking.forecast import Forecast, Timeline, forecasts_of
from workbench.experiment.tracking.lateness import Lateness, lateness_of
from workbench.experiment.tracking.tally import LEAST, Bools, Tally, rarity, tally_of


class Stands(StrEnum):
    """What happened, seen from the forecast's range."""

    INSIDE = "inside"
    EARLIER = "earlier"
    LATER = "later"
    OPEN = "open"
    """Not completed, and the range has not ended: not known yet."""


class Finding(StrEnum):
    """What clearly speaks against the forecasts."""

    LATER = "later"
    EARLIER = "earlier"
    TOO_NARROW = "too narrow"
    TOO_WIDE = "too wide"
    DEARER = "dearer"
    CHEAPER = "cheaper"
    COSTS_TOO_NARROW = "costs too narrow"
    COSTS_TOO_WIDE = "costs too wide"


@dataclass(frozen=True)
class Compared:
    """One project.

    Parameters
    ----------
    project, name
        Its id, and what people call it.
    actual
        What happened.
    low, middle, high
        Dates of the forecast; None beyond the end of the run.
    due, chance
        Promised date, and the share of futures that keep it; None without a promise.
    stands
        Whether what happened lies in the range.
    ended
        Whether the range has ended by the day of the actuals, so that it counts.
    kept
        Whether the promise was kept; None without one, or where its date is still to come.
    place
        Where in its forecast the outcome lies.
    cost
        The same of what was paid; None where it is not known, or not comparable.
    """

    project: str
    name: str
    actual: Actual
    low: date | None
    middle: date | None
    high: date | None
    due: date | None
    chance: float | None
    stands: Stands
    ended: bool
    kept: bool | None
    place: Place
    cost: CostCompared | None


@dataclass(frozen=True)
class Completed:
    """How many of the projects were completed by the day of the actuals.

    `low`, `middle` and `high` are 8 in 10 futures and the middle one; NaN and None where the run does not
    keep projects together in enough futures.
    """

    happened: int
    n: int
    expected: float
    low: float
    middle: float
    high: float
    chance: float | None
    futures: int


@dataclass(frozen=True)
class Record:
    """A run's forecasts, and what happened.

    Parameters
    ----------
    run, scenario
        What is judged.
    futures
        How many it rests on.
    projects
        By date of the middle of the forecast.
    missing
        Ids of projects of the run of which nothing was told.
    inside, later
        Ranges of dates that held; outcomes later than the middle of their forecast.
    lateness
        Where outcomes lie in their forecasts on average.
    cost_inside, dearer
        The same of cost.
    completed
        Number completed.
    promises, promised
        Score of the chances of promised dates, and the average chance that was given.
    findings
        What clearly speaks against the forecasts, allowing for all questions asked (Holm).
    """

    run: Results
    scenario: str
    futures: int
    projects: tuple[Compared, ...]
    missing: tuple[str, ...]
    inside: Tally
    later: Tally
    lateness: Lateness
    cost_inside: Tally
    dearer: Tally
    completed: Completed
    promises: Brier
    promised: float
    findings: tuple[Finding, ...]

    @property
    def noticed(self) -> float:
        """How often ranges a third too narrow would be noticed with so many outcomes, if independent."""
        return noticed(self.inside.n)

    @property
    def too_early(self) -> bool:
        """Whether nothing was found where little could have been."""
        return not self.findings and self.noticed < 0.5


def track(run: Results, actuals: Sequence[Actual], scenario: str | None = None) -> Record:
    """Hold the forecasts of a stored run to what happened.

    Parameters
    ----------
    run
        As `workbench.experiment.load_run` reads it; it simulates nothing again.
    actuals
        One for each project of which something is known.
    scenario
        Which of the run's scenarios was lived; the first if none is named.

    Examples
    --------
    Ten days of work, done on the tenth day:

    >>> from datetime import date
    >>> from workbench.experiment import simulate
    >>> from workbench.model import Portfolio, Project, ResourcePool, WorkPackage
    >>> from workbench.scenario import Scenario
    >>> work = WorkPackage(id="build", duration=10, demand={"dev": 1})
    >>> portfolio = Portfolio(
    ...     name="Small",
    ...     start=date(2027, 1, 4),
    ...     pools=[ResourcePool(id="dev", capacity=2)],
    ...     projects=[Project(id="A", packages=[work])],
    ... )
    >>> run = simulate(Scenario(name="today", portfolio=portfolio, horizon=date(2027, 12, 31)), 20)
    >>> what_happened = Actual("A", as_of=date(2027, 3, 31), completed=date(2027, 1, 15))
    >>> found = track(run, [what_happened])
    >>> found.projects[0].stands.value, found.inside.hits, found.inside.n
    ('inside', 1, 1)
    """
    name = run.names[0] if scenario is None else scenario
    timeline, forecasts = forecasts_of(run, name)
    known = [one for one in actuals if one.project in forecasts]
    projects = sorted(
        (_compared(one, forecasts[one.project], timeline) for one in known),
        key=lambda one: (forecasts[one.project].middle, one.project),
    )
    ended = [one for one in projects if one.ended]
    past_middle = [
        one for one in projects if forecasts[one.project].middle <= timeline.close(one.actual.as_of)
    ]
    inside = _tally(ended, forecasts, lambda one: one.stands is Stands.INSIDE, _is_inside, _inside)
    later = _tally(past_middle, forecasts, _later_than_middle(forecasts, timeline), _is_later, _later)
    lateness = lateness_of(
        [one.place for one in projects],
        [forecasts[one.project] for one in projects],
        [timeline.close(one.actual.as_of) for one in projects],
    )
    cost_inside, dearer = cost_tallies([one.cost for one in projects if one.cost is not None])
    scored, chances = promises_of(projects)
    return Record(
        run,
        name,
        max((forecasts[one.project].finishes.size for one in projects), default=0),
        tuple(projects),
        tuple(one for one in forecasts if one not in {other.project for other in known}),
        inside,
        later,
        lateness,
        cost_inside,
        dearer,
        _completed(projects, forecasts, timeline),
        scored,
        chances,
        _findings(lateness, later, inside, dearer, cost_inside),
    )


def _compared(actual: Actual, forecast: Forecast, timeline: Timeline) -> Compared:
    until = timeline.close(actual.as_of)
    done = math.inf if actual.completed is None else timeline.completed(actual.completed)
    ended = forecast.high <= until
    promised = math.isfinite(forecast.due) and forecast.due <= timeline.last
    return Compared(
        forecast.project,
        forecast.name,
        actual,
        timeline.date(forecast.low),
        timeline.date(forecast.middle),
        timeline.date(forecast.high),
        timeline.date(forecast.due) if promised else None,
        forecast.by(forecast.due) if promised else None,
        _stands(done, forecast, until),
        ended,
        done <= forecast.due if promised and forecast.due <= until else None,
        place_of(forecast.finishes, done) if math.isfinite(done) else place_after(forecast.finishes, until),
        compared_cost(actual, forecast, until),
    )


def _stands(done: float, forecast: Forecast, until: float) -> Stands:
    if math.isfinite(done):
        if done < forecast.low:
            return Stands.EARLIER
        return Stands.INSIDE if done <= forecast.high else Stands.LATER
    return Stands.LATER if forecast.high <= until else Stands.OPEN


def _tally(
    counted: Sequence[Compared],
    forecasts: Mapping[str, Forecast],
    hit: Callable[[Compared], bool],
    in_futures: Callable[[Forecast], Bools],
    expected: Callable[[Forecast], float],
) -> Tally:
    own = [forecasts[one.project] for one in counted]
    rows = np.column_stack([in_futures(one) for one in own]) if own else np.zeros((0, 0), dtype=np.bool_)
    return tally_of(
        [hit(one) for one in counted],
        [expected(one) for one in own],
        rows,
        np.ones(rows.shape, dtype=np.bool_),
    )


def _is_inside(one: Forecast) -> Bools:
    return (one.together >= one.low) & (one.together <= one.high)


def _is_later(one: Forecast) -> Bools:
    return one.together > one.middle


def _inside(one: Forecast) -> float:
    return one.inside


def _later(one: Forecast) -> float:
    return one.later


def _later_than_middle(forecasts: Mapping[str, Forecast], timeline: Timeline) -> Callable[[Compared], bool]:
    def later(one: Compared) -> bool:
        done = one.actual.completed
        return done is None or timeline.completed(done) > forecasts[one.project].middle

    return later


def _completed(
    projects: Sequence[Compared], forecasts: Mapping[str, Forecast], timeline: Timeline
) -> Completed:
    days = [timeline.close(one.actual.as_of) for one in projects]
    own = [forecasts[one.project] for one in projects]
    happened = sum(one.actual.completed is not None for one in projects)
    expected = sum(one.by(day) for one, day in zip(own, days, strict=True))
    rows = min((one.together.size for one in own), default=0)
    if rows < LEAST:
        return Completed(happened, len(own), expected, math.nan, math.nan, math.nan, None, rows)
    counts = np.sum([one.together <= day for one, day in zip(own, days, strict=True)], axis=0).astype(float)
    low, middle, high = quantiles(counts)
    return Completed(happened, len(own), expected, low, middle, high, rarity(happened, counts), rows)


def promises_of(projects: Sequence[Compared]) -> tuple[Brier, float]:
    """Score of the promises whose dates are past, kept early or not, and the average chance given to them."""
    settled = [(one.chance, one.kept) for one in projects if one.kept is not None and one.chance is not None]
    chances = [chance for chance, _ in settled]
    return brier(chances, [float(kept) for _, kept in settled]), float(
        np.mean(chances)
    ) if chances else math.nan


def _findings(
    lateness: Lateness, later: Tally, inside: Tally, dearer: Tally, cost_inside: Tally
) -> tuple[Finding, ...]:
    late = later.alone if lateness.chance is None else lateness.chance
    side = later.beyond if lateness.chance is None else lateness.average.value - 0.5
    asked = [
        (late, side, Finding.LATER, Finding.EARLIER),
        (inside.chance, inside.beyond, Finding.TOO_WIDE, Finding.TOO_NARROW),
        (dearer.chance, dearer.beyond, Finding.DEARER, Finding.CHEAPER),
        (cost_inside.chance, cost_inside.beyond, Finding.COSTS_TOO_WIDE, Finding.COSTS_TOO_NARROW),
    ]
    chances = holm([one[0] for one in asked])
    return tuple(
        more if off > 0 else fewer
        for (_, off, more, fewer), chance in zip(asked, chances, strict=True)
        if chance < SURE
    )
