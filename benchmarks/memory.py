"""How much memory a run takes: peak of the process by number of futures, on the bundled example.

Run with ``python benchmarks/memory.py [FUTURES...]``. Each number of futures is simulated and written to a
run folder in a process of its own, blocks kept in a store, as `workbench run` does it. The peak is that of
resident memory as the operating system counts it. The growth per future between the two largest runs says
what a larger one would take.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workbench.experiment.blocks import DETAIL

FUTURES = (DETAIL, 10_000, 30_000)
"""The first keeps every row; the others are longer than one stretch of work."""

LIMIT = 1.5e9
"""Bytes that a run of a hundred thousand futures may take."""


def peak_of(futures: int) -> dict[str, float]:
    """Peak memory, wall and processor seconds of a run in a process of its own."""
    words = [sys.executable, __file__, "--one", str(futures)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def one(futures: int) -> None:
    """Simulate and write so many futures, and print what this process took."""
    import resource

    from workbench.bundled import bundled
    from workbench.experiment import Sizes, Threads, simulate, write_run
    from workbench.interfaces.files import load_scenario

    scenario = load_scenario(bundled("scenarios") / "baseline.yaml")
    # Compiled before the clock starts.
    simulate(scenario, 2)
    began, spent = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "blocks"
        found = simulate(scenario, futures, executor=Threads(), store=store, sizes=Sizes(250, 125))
        write_run(found, Path(folder) / "run")
    unit = 1 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
                "wall": time.perf_counter() - began,
                "cpu": time.process_time() - spent,
            }
        )
    )


def main(numbers: list[int]) -> None:
    """Print a line for each number of futures, and what each further future takes."""
    peaks = {}
    for futures in numbers:
        found = peak_of(futures)
        peaks[futures] = found["peak"]
        print(
            f"{futures:>9,} futures: peak {found['peak'] / 1e6:6,.0f} MB, {found['wall']:6.1f} s, "
            f"{found['cpu']:6.1f} s of processor time",
            flush=True,
        )
    if len(peaks) > 1:
        least, most = sorted(peaks)[-2:]
        each = (peaks[most] - peaks[least]) / (most - least)
        print(f"each further future: {each / 1e3:.2f} kB; {100_000:,} futures by that: ", end="")
        print(f"{(peaks[least] + each * (100_000 - least)) / 1e6:,.0f} MB of {LIMIT / 1e6:,.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        main([int(word) for word in sys.argv[1:]] or list(FUTURES))
