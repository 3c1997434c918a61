"""A Dask scheduler and workers as processes of their own, on loopback, gone with the test."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


def until(condition: object, seconds: float = 60.0) -> None:
    """Wait for something to become true."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@dataclass
class Cluster:
    """A scheduler, and workers that are added one by one."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def add_worker(self, sources: Path = ROOT) -> subprocess.Popen[bytes]:
        """Start a worker that imports the workbench from a folder."""
        own = ["--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder)]
        file = ["--scheduler-file", str(self.folder / "scheduler.json"), "--dashboard-address", "127.0.0.1:0"]
        worker = started(["worker", *file, *own], self.folder, sources)
        self.workers.append(worker)
        return worker

    def stop(self) -> None:
        """End every process at once."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()


def started(words: list[str], folder: Path, sources: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(sources)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(folder: Path, workers: int = 0, sources: Path = ROOT) -> Iterator[Cluster]:
    """A scheduler, with so many workers to begin with."""
    file = folder / "scheduler.json"
    words = ["scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    found = Cluster(folder, started([*words, "--dashboard-address", "127.0.0.1:0"], folder, sources))
    try:
        # The file is there before anything stands in it.
        until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        for _ in range(workers):
            found.add_worker()
        yield found
    finally:
        found.stop()


def kill(pid: int) -> None:
    """As a machine that loses its power."""
    os.kill(pid, signal.SIGKILL)
