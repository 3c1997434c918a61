"""Simulate until the paired difference is known well enough; never until it is significant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench.analysis import mean_interval
from workbench.analysis.paired import FEWEST
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.blocks import DETAIL, Gathered, Sizes, gather
from workbench.experiment.executors import Executor, Serial
from workbench.experiment.progress import Progress, silent
from workbench.experiment.results import Comparison
from workbench.experiment.run import as_store, assembled, checked, way_of
from workbench.experiment.store import Store
from workbench.experiment.twins import TWINS
from workbench.scenario import Scenario


@dataclass(frozen=True)
class Goal:
    """Half-width that the interval of every mean paired difference should have.

    Parameters
    ----------
    half_width
        In the unit of the measure.
    measure
        Name of the measure.
    start, batch, at_most
        Replications to begin with (30 or more), to add at a time, and to stop at anyhow.
    """

    half_width: float
    measure: str = "npv"
    start: int = FEWEST
    batch: int = 20
    at_most: int = 5000

    def __post_init__(self) -> None:
        if self.start < FEWEST:
            raise InputError.of(
                Problem(("start",), f"at least {FEWEST} replications are needed", str(self.start), "raise it")
            )
        if not self.half_width > 0:
            raise InputError.of(Problem(("half_width",), "must be above 0", f"{self.half_width:g}"))

    def met(self, found: Comparison) -> bool:
        """Whether all differences from the first scenario are known well enough."""
        return reached(found, self.measure) <= self.half_width


def reached(found: Comparison, measure: str) -> float:
    """Widest half-width of the mean differences from the first scenario; 0 where nothing is compared.

    Infinite where one of them is not known. A scenario without any replication is left out: more of them
    would tell nothing of it.

    Parameters
    ----------
    found
        What was simulated.
    measure
        Name of the measure; the result is in its unit.
    """
    first = found.values(found.names[0], measure)
    widest = 0.0
    for name in found.names[1:]:
        if name in found.futures:
            difference = (found.values(name, measure) - first).dropna()
            half_width = mean_interval(difference.to_numpy()).half_width
            widest = max(widest, math.inf if math.isnan(half_width) else half_width)
    return widest


def simulate_until(
    scenarios: Sequence[Scenario],
    goal: Goal,
    *,
    executor: Executor | None = None,
    store: Store | str | Path | None = None,
    progress: Progress = silent,
    name: str | None = None,
    created: datetime | None = None,
    engine: str = EngineName.AUTO,
    twins: int = TWINS,
    detail: int | None = DETAIL,
) -> Comparison:
    """Compare scenarios on ever more futures until the goal is met or `goal.at_most` is reached.

    Parameters
    ----------
    scenarios, executor, store, progress, name, created, engine, twins, detail
        As in `compare`; progress starts again with each batch.
    goal
        When to stop.
    """
    sent, way = checked(scenarios, goal.start, detail), way_of(engine, twins)
    gathered = Gathered.nothing(len(sent))
    n = 0
    while True:
        more = min(goal.at_most, goal.start if n == 0 else n + goal.batch)
        gather(
            sent,
            n,
            more,
            executor=executor or Serial(),
            store=as_store(store),
            progress=progress,
            sizes=Sizes(),
            way=way,
            detail=detail,
            into=gathered,
        )
        n = more
        found = assembled(scenarios, sent, gathered, name or scenarios[0].name, created)
        if n >= goal.at_most or goal.met(found):
            return found
