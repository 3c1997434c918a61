"""The compiled engine against the one in SimPy, by size of the portfolio."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.clock import interleaved
from benchmarks.findings import Bar, Bound, Row, Section
from benchmarks.living import replications
from benchmarks.workload import portfolio_like
from workbench.engines.engine import EngineName
from workbench.engines.plan import plan_of

FUTURES = {20: (120, 4), 60: (60, 2), 200: (20, 1), 1000: (4, 1)}
"""By number of projects: futures of a round, compiled and in SimPy."""
BARS = {
    20: Bar(Bound.AT_LEAST, 20, 60),
    60: Bar(Bound.AT_LEAST, 25, 60),
    200: Bar(Bound.AT_LEAST, 20, 60),
    1000: Bar(Bound.AT_LEAST, 20, 60),
}


def measure(futures: Mapping[int, tuple[int, int]] = FUTURES, rounds: int = 5) -> Section:
    """Times and ratios."""
    contenders = {}
    for projects, (many, few) in futures.items():
        plan = plan_of(portfolio_like(projects))
        contenders[f"compiled {projects}"] = replications(plan, EngineName.COMPILED, many)
        contenders[f"SimPy {projects}"] = replications(plan, EngineName.SIMPY, few)
    timed = interleaved(contenders, rounds)
    rows = []
    for projects in futures:
        compiled, simpy = f"compiled {projects}", f"SimPy {projects}"
        size = f"{projects:,} projects"
        rows += [
            Row(f"{size}: compiled", timed.each(compiled, 1e3), "ms a future"),
            Row(f"{size}: SimPy engine", timed.each(simpy, 1e3), "ms a future"),
            Row(f"{size}: compiled is faster", timed.ratio(simpy, compiled), "times", BARS.get(projects)),
        ]
    return Section(
        "speed",
        "Compiled engine against SimPy engine",
        "The same plan and the same luck, drawn beforehand; the futures that both leave behind are "
        "the same bits. Floors were set for 60 and 1,000 projects; the floor of 1,000 is held against "
        "20 and 200 too.",
        tuple(rows),
        noise=timed.noise,
    )
