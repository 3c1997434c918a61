"""The unit of work: a scenario and a range of replications in, measures and project rows out.

A worker gets the scenario as JSON and a range, never matrices. No pandas here: workers start faster.
"""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.own import NOTHING_OWN, OwnRules
from workbench.engines.plan import Plan, plan_of
from workbench.engines.valuation import value
from workbench.errors import TwinError
from workbench.experiment.measure_table import Meter
from workbench.experiment.twins import TWINS, check_twins
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sent:
    """A scenario as a worker receives it; two with the same content are the same work.

    Rules of one's own travel as Python functions: another process must be able to import them.
    """

    hash: str
    text: str = field(compare=False, repr=False)
    own: OwnRules = NOTHING_OWN

    @classmethod
    def of(cls, scenario: Scenario, own: OwnRules = NOTHING_OWN) -> Sent:
        """Serialize; the hash is that of the content as read back, so it can never be out of date."""
        text = scenario.model_dump_json(by_alias=True)
        content = _read(text).hash
        return cls(sha256((content + own.hash).encode()).hexdigest() if own else content, text, own)

    @property
    def plan(self) -> Plan:
        """The plan, made once per process."""
        return _prepared(self)[0]


@dataclass(frozen=True)
class Way:
    """How futures are lived through; no figure depends on it.

    Parameters
    ----------
    engine
        Which engine; `AUTO` is settled where the work is done.
    twins
        Of each scenario, so many futures from the first on are lived through by the other engine too, if it
        is there (`workbench.experiment.twins`).
    """

    engine: EngineName = EngineName.AUTO
    twins: int = TWINS


USUAL = Way()


@dataclass(frozen=True)
class Chunk:
    """Replications `start` up to `stop` of a scenario."""

    sent: Sent
    start: int
    stop: int
    way: Way = USUAL


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
    engine
        Name of the engine.
    twins
        How many of the first futures both engines told alike.
    unlike
        In what the machines that had a part in it differ from the one that asked; empty if in nothing.
    """

    start: int
    stop: int
    names: tuple[str, ...]
    measures: Floats
    ids: tuple[str, ...]
    projects: Floats
    events: int
    cpu_seconds: float
    engine: str = EngineName.SIMPY
    twins: int = 0
    unlike: tuple[str, ...] = ()

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
            self.engine,
            max(0, min(self.start + self.twins, stop) - start),
            self.unlike,
        )


@dataclass(frozen=True)
class Failed:
    """A range of replications that could not be computed, and why."""

    start: int
    stop: int
    error: str
    told: tuple[tuple[str, str], ...] = ()
    """Where two engines disagree: the future as each told it."""


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
        ", ".join(sorted({part.engine for part in parts})),
        sum(part.twins for part in parts),
        tuple(sorted({one for part in parts for one in part.unlike})),
    )


@lru_cache(maxsize=16)
def _read(text: str) -> Scenario:
    return Scenario.model_validate_json(text)


@lru_cache(maxsize=16)
def _prepared(sent: Sent) -> tuple[Plan, Meter]:
    plan = replace(plan_of(_read(sent.text)), own=sent.own)
    return plan, Meter(plan)


def compute(chunk: Chunk) -> Computed | Failed:
    """Simulate and measure; whatever goes wrong becomes the result, so that other work goes on."""
    try:
        return _compute(chunk)
    except TwinError as error:
        return Failed(chunk.start, chunk.stop, str(error), tuple(error.told.items()))
    except Exception:
        return Failed(chunk.start, chunk.stop, traceback.format_exc())


def _compute(chunk: Chunk) -> Computed:
    began = time.thread_time()
    plan, meter = _prepared(chunk.sent)
    # A function of one's own is Python: nobody but the engine in SimPy can call it.
    engine = engine_of(EngineName.SIMPY if plan.own else chunk.way.engine)
    draws = draw(plan, range(chunk.start, chunk.stop), engine.uniforms)
    paths = engine.live(plan, draws)
    twins = 0 if plan.own else check_twins(plan, draws, paths, engine.name, chunk.way.twins - chunk.start)
    readings = meter.read(paths, value(plan, draws, paths, engine.present_values))
    return Computed(
        chunk.start,
        chunk.stop,
        meter.names,
        readings.measures,
        plan.projects.ids,
        readings.projects,
        int(paths.events.sum()),
        time.thread_time() - began,
        engine.name,
        twins,
    )
