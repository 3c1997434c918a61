"""Starting with code compiled before, against compiling it: fresh processes with a cache of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import Spread
from benchmarks.findings import Bar, Bound, Row, Section

ROOT = Path(__file__).parents[1]
CHILD = """
import time
from benchmarks.workload import portfolio_like
from workbench.engines.draws import draw
from workbench.engines.engine import EngineName, engine_of
from workbench.engines.plan import plan_of
plan = plan_of(portfolio_like(20))
draws = draw(plan, range(1))
began = time.process_time()
engine = engine_of(EngineName.{engine})
worth = engine.present_values(plan, engine.live(plan, draws).finish)
print(time.process_time() - began)
"""
"""First futures of a process: what the engine's imports, compiling or loading, and one future take."""


def measure(warm: int = 5) -> Section:
    """One cold start, then so many warm ones."""
    with tempfile.TemporaryDirectory() as folder:
        cold = _started("COMPILED", folder)
        starts = [_started("COMPILED", folder) for _ in range(warm)]
    simpy = [_started("SIMPY", folder) for _ in range(2)]
    share = Spread.of([100 * one / cold for one in starts])
    rows = (
        Row("first start: compiling", Spread.of([cold]), "s"),
        Row("later start: loading", Spread.of(starts), "s"),
        Row("later ÷ first", share, "%", Bar(Bound.AT_MOST, 10)),
        Row("the SimPy engine's first future", Spread.of(simpy), "s"),
    )
    return Section(
        "start",
        "Cached start against cold compile",
        "Processor time of a fresh process from importing the engine to the end of its first future, "
        "numba's own import included. The cache lies in a folder of its own that begins empty.",
        rows,
    )


def _started(engine: str, cache: str) -> float:
    known = os.environ.get("PYTHONPATH")
    places = os.pathsep.join([str(ROOT), known] if known else [str(ROOT)])
    made = subprocess.run(
        [sys.executable, "-c", CHILD.format(engine=engine)],
        env=os.environ | {"XDG_CACHE_HOME": cache, "PYTHONPATH": places},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(made.stdout)
