"""Very many futures through the command line: time and memory of the largest process (`make bench-large`)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Spread
from benchmarks.findings import Bar, Bound, Row, Section

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "scenarios" / "baseline.yaml"
FUTURES = (1_000, 10_000, 100_000)
KIB_PER_GB = 1e9 / 1024


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float
    processor: float
    gigabytes: float
    """Most memory that one process of it held."""


def measure(futures: Sequence[int] = FUTURES, more: Sequence[str] = ()) -> Section:
    """Run the bundled example so often; `more` are further words for the command."""
    rows = []
    for count in futures:
        with tempfile.TemporaryDirectory() as folder:
            cost = cost_of(["run", str(EXAMPLE), "-n", str(count), "--out", folder, *more])
        bar = Bar(Bound.AT_MOST, 1.5) if count == max(FUTURES) else None
        rows += [
            Row(f"{count:,} futures: wall time", Spread.of([cost.wall]), "s wall"),
            Row(f"{count:,} futures: processor time", Spread.of([cost.processor]), "s"),
            Row(f"{count:,} futures: most memory", Spread.of([cost.gigabytes]), "GB", bar),
        ]
    return Section(
        "large",
        "Very many futures of the bundled example",
        "`workbench run` in a process of its own, everything included: start, drawing, engine, valuation, "
        "measures, store and frames. Run once each.",
        tuple(rows),
    )


def cost_of(words: Sequence[str]) -> Cost:
    """Run a command of the workbench and look at what it took; it must end well."""
    if not hasattr(os, "wait4"):
        raise SystemExit("this system does not tell the memory of a process that has ended; run it on Linux")
    known = os.environ.get("PYTHONPATH")
    places = os.pathsep.join([str(ROOT), known] if known else [str(ROOT)])
    command = [sys.executable, "-m", "workbench.interfaces.cli", *words]
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": places}, cwd=ROOT, stdout=said, stderr=said
        ) as process,
    ):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(words)} failed:\n{said.read().decode()}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1e9 if sys.platform == "darwin" else KIB_PER_GB
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
