"""Engines as contenders: a round lives through futures of its own, drawn beforehand."""

from __future__ import annotations

from benchmarks.clock import Work
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.path import Paths
from workbench.engines.plan import Plan


def replications(plan: Plan, engine: EngineName, count: int) -> Work:
    """Live through so many futures; a unit is a future."""
    live, draws = engine_of(engine).live, draw(plan, range(count))

    def work(_: int) -> float:
        live(plan, draws)
        return count

    return work


def events(plan: Plan, engine: EngineName, count: int) -> Work:
    """The same; a unit is an event of the model: an instant settled or an attempt begun."""
    live, draws = engine_of(engine).live, draw(plan, range(count))
    return lambda _: float(live(plan, draws).events.sum())


def attempts(paths: Paths) -> float:
    """Attempts by future, on average."""
    return len(paths.attempts.package) / len(paths)
