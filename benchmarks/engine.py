"""How fast the engine is: replications and events a second on the bundled example, part by part.

Run with ``python benchmarks/engine.py [REPLICATIONS]``. Processor time, not wall time; the share of each part
is the figure to compare between versions, since machines differ.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from workbench.bundled import bundled
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.process import run
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter
from workbench.interfaces.files import load_scenario

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Processor seconds of a piece of work, and what it returned."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def main(replications: int) -> None:
    """Print processor milliseconds per replication of each part."""
    scenario = load_scenario(bundled("scenarios") / "baseline.yaml")
    planned, plan = timed(lambda: plan_of(scenario))
    drawn, draws = timed(lambda: draw(plan, range(replications)))
    run(plan, draws, 0)
    ran, paths = timed(lambda: [run(plan, draws, row) for row in range(replications)])
    valued, values = timed(lambda: [value(plan, draws, row, path) for row, path in enumerate(paths)])
    meter = Meter(plan)
    measured, _ = timed(lambda: [meter.read(*one) for one in zip(paths, values, strict=True)])
    events = sum(path.events for path in paths)
    whole = drawn + ran + valued + measured
    print(f"{len(plan.projects.ids)} projects, {len(plan.packages.ids)} packages, n = {replications}")
    print(f"plan, once: {1000 * planned:.1f} ms")
    for name, seconds in (("draws", drawn), ("engine", ran), ("valuation", valued), ("measures", measured)):
        print(f"{name:10} {1000 * seconds / replications:7.2f} ms per replication, {seconds / whole:6.1%}")
    print(f"{replications / whole:.0f} replications and {events / whole:,.0f} events per processor second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
