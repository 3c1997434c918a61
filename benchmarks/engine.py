"""How fast the engine is: processor time per replication on the bundled example, part by part.

Run with ``python benchmarks/engine.py [REPLICATIONS]``. Processor time, not wall time; the share of each part
is the figure to compare between versions, since machines differ. Valuation and measures are shown by the
number of replications read at once, the loop over completion days apart.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from workbench.bundled import bundled
from workbench.engines.draws import draw
from workbench.engines.path import Path, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.present import present_values
from workbench.engines.process import run
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter
from workbench.interfaces.files import load_scenario

BLOCKS = (25, 250, 1000)
PARTS = ("gathering", "valuation", "completion days", "measures")

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Processor seconds of a piece of work, and what it returned."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def reading(plan: Plan, meter: Meter, start: int, runs: Sequence[Path]) -> tuple[float, ...]:
    """Processor seconds of each of `PARTS` for the replications from `start` on, read at once."""
    draws = draw(plan, range(start, start + len(runs)))
    gathered, paths = timed(lambda: Paths.of(runs))
    known = present_values(plan, value(plan, draws, paths).completion)
    valued, worth = timed(lambda: value(plan, draws, paths, lambda *_: known))
    looped, _ = timed(lambda: present_values(plan, worth.completion))
    measured, _ = timed(lambda: meter.read(paths, worth))
    return gathered, valued, looped, measured


def in_blocks(plan: Plan, runs: Sequence[Path], size: int) -> list[float]:
    """Processor seconds of each of `PARTS` for all replications, `size` of them at once."""
    meter = Meter(plan)
    blocks = [reading(plan, meter, k, runs[k : k + size]) for k in range(0, len(runs), size)]
    return [sum(part) for part in zip(*blocks, strict=True)]


def main(replications: int) -> None:
    """Print processor milliseconds per replication of each part."""
    scenario = load_scenario(bundled("scenarios") / "baseline.yaml")
    planned, plan = timed(lambda: plan_of(scenario))
    drawn, draws = timed(lambda: draw(plan, range(replications)))
    run(plan, draws, 0)
    ran, runs = timed(lambda: [run(plan, draws, row) for row in range(replications)])
    by_block = {size: in_blocks(plan, runs, size) for size in BLOCKS if size <= max(replications, BLOCKS[0])}
    whole = drawn + ran + sum(by_block[max(by_block)])
    events = sum(path.events for path in runs)
    print(f"{len(plan.projects.ids)} projects, {len(plan.packages.ids)} packages, n = {replications}")
    print(f"plan, once: {1000 * planned:.1f} ms")
    for name, seconds in (("draws", drawn), ("engine", ran)):
        print(f"{name:16} {1000 * seconds / replications:7.3f} ms per replication")
    for size, spent in by_block.items():
        print(f"{size} at once")
        for name, seconds in zip(PARTS, spent, strict=True):
            print(f"  {name:16} {1000 * seconds / replications:5.3f} ms per replication")
    print(f"{replications / whole:.0f} replications and {events / whole:,.0f} events per processor second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
