"""What it costs to have work done elsewhere: milliseconds per chunk of each executor, beyond the work itself.

Run with ``python benchmarks/dask_overhead.py [ROUNDS]``. The work is left out: a worker gets a real scenario
and a range, and gives back arrays of the real shape, full of zeros. Two workers of each executor, rounds
interleaved, medians; *waiting* is time on the clock, *own* is processor time of the process that asks. Beside
them stands what the compiled engine takes for the replications of such a chunk.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

import numpy as np

from workbench.bundled import bundled
from workbench.engines.engine import EngineName
from workbench.experiment import Dask, Executor, Processes, Serial, Threads
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, Way, compute
from workbench.experiment.measure_table import PROJECT_COLUMNS
from workbench.interfaces.files import load_scenario

SIZES = (25, 125, 250, 1000)
CHUNKS = 60
WORKERS = 2


class Spent(NamedTuple):
    """Milliseconds per chunk."""

    waiting: float
    own: float


def empty(names: tuple[str, ...], ids: tuple[str, ...], chunk: Chunk) -> Computed | Failed:
    """Results of the real shape, without the work."""
    count = chunk.stop - chunk.start
    measures = np.zeros((count, len(names)))
    projects = np.zeros((count, len(ids), len(PROJECT_COLUMNS)))
    return Computed(chunk.start, chunk.stop, names, measures, ids, projects, 0, 0.0)


def spent(executor: Executor, sent: Sent, like: Computed, size: int) -> Spent:
    """Have empty chunks done."""
    chunks = [Chunk(sent, k * size, (k + 1) * size) for k in range(CHUNKS)]
    wall, own = time.perf_counter(), time.process_time()
    count = sum(1 for _ in executor.map(partial(empty, like.names, like.ids), chunks))
    assert count == CHUNKS
    each = 1000 / CHUNKS
    return Spent((time.perf_counter() - wall) * each, (time.process_time() - own) * each)


def rounds_of(
    executors: dict[str, Executor], sent: Sent, like: Computed, rounds: int
) -> Iterator[tuple[str, int, Spent]]:
    """Interleaved, so that a busy minute meets all alike; the first round only starts the workers."""
    for number in range(rounds + 1):
        for size in SIZES:
            for name, executor in executors.items():
                found = spent(executor, sent, like, size)
                if number:
                    yield name, size, found


def engine_takes(sent: Sent, size: int) -> float:
    """Milliseconds of processor time for a chunk, simulated and measured."""
    found = compute(Chunk(sent, 0, size, Way(EngineName.AUTO, 0)))
    return 1000 * found.cpu_seconds if isinstance(found, Computed) else float("nan")


def middle(found: Sequence[float]) -> str:
    """Median, with the lowest and the highest."""
    return f"{statistics.median(found):6.2f} [{min(found):.2f} to {max(found):.2f}]"


def main(rounds: int) -> None:
    """Print a table."""
    sent = Sent.of(load_scenario(bundled("scenarios") / "baseline.yaml"))
    like = compute(Chunk(sent, 0, 1, Way(EngineName.SIMPY, 0)))
    assert isinstance(like, Computed)
    engine_takes(sent, 1)
    with ExitStack() as stack:
        executors: dict[str, Executor] = {
            "serial": Serial(),
            "threads": Threads(WORKERS),
            "processes": stack.enter_context(Processes(WORKERS)),
            "dask": stack.enter_context(Dask(jobs=WORKERS, patience=60)),
        }
        found = list(rounds_of(executors, sent, like, rounds))
    print(f"scenario {len(sent.text) / 1000:.0f} kB, {CHUNKS} chunks, {rounds} rounds, {WORKERS} workers")
    for size in SIZES:
        result = 8 * size * (len(like.names) + len(like.ids) * len(PROJECT_COLUMNS)) / 1e6
        print(f"{size} replications: {result:.2f} MB back, engine {engine_takes(sent, size):.0f} ms")
        for name in executors:
            waiting = [one.waiting for who, n, one in found if (who, n) == (name, size)]
            own = [one.own for who, n, one in found if (who, n) == (name, size)]
            print(f"  {name:10} waiting {middle(waiting)} ms, own {middle(own)} ms per chunk")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
