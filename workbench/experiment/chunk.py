"""The unit of work: a scenario and a range of replications in, measures and project rows out.

A worker gets the scenario as JSON and a range, never matrices. No pandas here: workers start faster.
"""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import draw
from workbench.engines.path import Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sent:
    """A scenario as a worker receives it; two with the same content are the same work."""

    hash: str
    text: str = field(compare=False, repr=False)

    @classmethod
    def of(cls, scenario: Scenario) -> Sent:
        """Serialize; the hash is that of the content as read back, so it can never be out of date."""
        text = scenario.model_dump_json(by_alias=True)
        return cls(Scenario.model_validate_json(text).hash, text)

    @property
    def plan(self) -> Plan:
        """The plan, made once per process."""
        return _prepared(self)[0]


@dataclass(frozen=True)
class Chunk:
    """Replications `start` up to `stop` of a scenario."""

    sent: Sent
    start: int
    stop: int


@dataclass(frozen=True)
class Computed:
    """What a range of replications gave.

    Parameters
    ----------
    start, stop
        The range.
    names
        Measures, the columns of `measures`.
    measures
        Shape (replications, measures).
    ids
        Projects in the order of the plan.
    projects
        Shape (replications, projects, `PROJECT_COLUMNS`).
    events
        Instants and attempts of the engine.
    cpu_seconds
        Processor time.
    """

    start: int
    stop: int
    names: tuple[str, ...]
    measures: Floats
    ids: tuple[str, ...]
    projects: Floats
    events: int
    cpu_seconds: float

    def within(self, start: int, stop: int) -> Computed:
        """A part of it; events and time in proportion."""
        if (start, stop) == (self.start, self.stop):
            return self
        rows = slice(start - self.start, stop - self.start)
        share = (stop - start) / (self.stop - self.start)
        return Computed(
            start,
            stop,
            self.names,
            self.measures[rows],
            self.ids,
            self.projects[rows],
            round(self.events * share),
            self.cpu_seconds * share,
        )


@dataclass(frozen=True)
class Failed:
    """A range of replications that could not be computed, and why."""

    start: int
    stop: int
    error: str


def joined(parts: list[Computed]) -> Computed:
    """Neighbouring ranges of one scenario as one."""
    first = parts[0]
    return Computed(
        first.start,
        parts[-1].stop,
        first.names,
        np.concatenate([part.measures for part in parts]),
        first.ids,
        np.concatenate([part.projects for part in parts]),
        sum(part.events for part in parts),
        sum(part.cpu_seconds for part in parts),
    )


@lru_cache(maxsize=16)
def _prepared(sent: Sent) -> tuple[Plan, Meter]:
    plan = plan_of(Scenario.model_validate_json(sent.text))
    return plan, Meter(plan)


def compute(chunk: Chunk) -> Computed | Failed:
    """Simulate and measure; whatever goes wrong becomes the result, so that other work goes on."""
    try:
        return _compute(chunk)
    except Exception:
        return Failed(chunk.start, chunk.stop, traceback.format_exc())


def _compute(chunk: Chunk) -> Computed:
    began = time.process_time()
    plan, meter = _prepared(chunk.sent)
    draws = draw(plan, range(chunk.start, chunk.stop))
    paths = Paths.of([run(plan, draws, row) for row in range(chunk.stop - chunk.start)])
    readings = meter.read(paths, value(plan, draws, paths))
    return Computed(
        chunk.start,
        chunk.stop,
        meter.names,
        readings.measures,
        plan.projects.ids,
        readings.projects,
        int(paths.events.sum()),
        time.process_time() - began,
    )
