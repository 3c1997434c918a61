"""Visits completed each second in a priority queueing network, by simulator (`benchmarks.network`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from benchmarks.clock import Work, interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.living import replications
from benchmarks.network import as_portfolio
from workbench.engines.engine import EngineName
from workbench.engines.plan import Plan, plan_of

OTHERS = {"SimPy": "simpy", "Ciw": "ciw", "salabim": "salabim"}
JOBS = 1000


def measure(jobs: int = JOBS, rounds: int = 5, futures: int = 20) -> Section:
    """Speeds and ratios against those simulators that are installed."""
    plan = plan_of(as_portfolio(jobs))
    others = {name: module for name, module in OTHERS.items() if find_spec(module)}
    contenders: Mapping[str, Work] = {
        "compiled": _visits(plan, EngineName.COMPILED, futures),
        "SimPy engine": _visits(plan, EngineName.SIMPY, 1),
        **{name: _jobs(module, jobs) for name, module in others.items()},
    }
    timed = interleaved(contenders, rounds)
    rows = [Row(_title(name), timed.each(name, 1e6), "µs a visit") for name in contenders]
    rows += [
        Row(f"compiled is faster than {_title(name)}", timed.ratio(name, "compiled"), "times", _floor(20))
        for name in others
    ]
    if "Ciw" in others:
        ours = timed.ratio("Ciw", "SimPy engine")
        rows.append(Row("our SimPy engine is faster than Ciw", ours, "times", _floor(1)))
    missing = [name for name in OTHERS if name not in others]
    return Section(
        "networks",
        "A priority queueing network",
        f"Six nodes with four servers each, three classes, four visits a job on average, {jobs:,} jobs "
        "at a load of 0.8: a portfolio for our engines (a job is a project, a visit a package), the "
        "simulator's own way for the others. Speed is time for each visit completed. Ciw records "
        "every visit, and so do our engines.",
        tuple(rows),
        tuple(f"{name} was not installed and is missing here." for name in missing),
        timed.noise,
    )


def _floor(times: float) -> Bar:
    return Bar(Bound.AT_LEAST, times)


def _title(name: str) -> str:
    return {"SimPy": "plain SimPy", "SimPy engine": "our SimPy engine"}.get(name, name)


def _visits(plan: Plan, engine: EngineName, futures: int) -> Work:
    live = replications(plan, engine, futures)
    return lambda turn: live(turn) * len(plan.packages.ids)


def _jobs(module: str, jobs: int) -> Work:
    visits: Callable[[int, int], int] = import_module(f"benchmarks.network_{module}").visits
    return lambda turn: visits(jobs, turn + 1)
