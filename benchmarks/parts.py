"""Where the time of a run goes: what leaving something out saves, and which of our modules work in SimPy."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.clock import Spread, interleaved
from benchmarks.findings import Row, Section
from benchmarks.living import replications
from benchmarks.network import as_portfolio
from benchmarks.workload import portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of
from workbench.engines.process import run
from workbench.policies import GateRule, Gates, IndexName
from workbench.scenario import Scenario

SHOWN = 8
"""Modules of the SimPy engine that are listed."""


def without(scenario: Scenario) -> Mapping[str, Scenario]:
    """The scenario with one thing left out at a time; what follows from it changes too."""
    portfolio, policy = scenario.portfolio, scenario.policy
    fixed = portfolio_like(len(portfolio.projects), IndexName.FIFO)
    no_gates = tuple(one.model_copy(update={"gates": ()}) for one in portfolio.projects)
    plenty = tuple(one.model_copy(update={"capacity": 100 * one.capacity}) for one in portfolio.pools)

    def changed(**what: object) -> Scenario:
        return scenario.model_copy(update={"portfolio": portfolio.model_copy(update=what)})

    go = policy.model_copy(update={"gates": Gates(rule=GateRule.GO)})
    return {
        "gates that weigh (they always go)": scenario.model_copy(update={"policy": go}),
        "gates altogether": changed(projects=no_gates),
        "a ranking that moves with time (fifo instead)": fixed,
        "waiting for people (a hundred times as many)": changed(pools=plenty),
        "rework, spread and switching (no maturity)": changed(maturity=None),
    }


def measure(projects: int = 60, futures: int = 60, rounds: int = 5, jobs: int = 1000) -> Section:
    """Shares saved and shares spent."""
    scenario = portfolio_like(projects)
    variants = without(scenario)
    timed = interleaved(
        {
            name: replications(plan_of(one), EngineName.COMPILED, futures)
            for name, one in ({"everything": scenario} | dict(variants)).items()
        },
        rounds,
    )
    rows = [Row("compiled, with everything", timed.each("everything", 1e6), "µs a future")]
    rows += [
        Row(f"compiled, without {name}", timed.ratio(name, "everything").times(100), "% of that")
        for name in variants
    ]
    for title, one, count in (
        (f"SimPy engine, {projects} projects", scenario, 3),
        ("SimPy engine, network", as_portfolio(jobs), 1),
    ):
        rows += [
            Row(f"{title}: {home}", Spread.of([100 * share]), "% of its time")
            for home, share in shares(one, count).items()
        ]
    return Section(
        "parts",
        "Where the time goes",
        "Above, what is left of a compiled run when something is left out of the portfolio; what follows "
        "from it (fewer attempts, other queues) is left out too, so shares do not add up. Below, time spent "
        "in the engine in SimPy by module, what it calls not included; the profiler makes small functions "
        "look larger.",
        tuple(rows),
        noise=timed.noise,
    )


def shares(scenario: Scenario, futures: int) -> Mapping[str, float]:
    """Own time of each module while the SimPy engine runs, as a share of all, largest first."""
    plan = plan_of(scenario)
    draws, watched = draw(plan, range(futures)), cProfile.Profile()
    for row in range(futures):
        watched.runcall(run, plan, draws, row)
    spent: Counter[str] = Counter()
    for (file, _, _), figures in pstats.Stats(watched).stats.items():  # type: ignore[attr-defined]
        spent[_home(file)] += figures[2]
    total = sum(spent.values())
    return {home: seconds / total for home, seconds in spent.most_common(SHOWN)}


def _home(file: str) -> str:
    path = Path(file)
    if "simpy" in path.parts:
        return "SimPy itself"
    if file == "~":
        return "Python's own (sorted, min, len …)"
    return path.stem if path.parent.name != "rules" else f"rules ({path.stem})"
