"""What Dask adds to each block, as `benchmarks/dask_overhead.py` says it in its own words.

Not named after Dask: scripts of this folder would then import this file in its place.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.findings import Section

SCRIPT = Path(__file__).with_name("dask_overhead.py")


def measure(script: Path = SCRIPT) -> Section:
    """What the script prints, line by line."""
    if not script.exists():
        said = ["Not measured: there is nothing here that measures it."]
    else:
        done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
        said = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return Section("cluster", "Overhead of Dask", "As measured on this machine alone.", (), tuple(said))
