"""What a batch takes: time, memory and bytes, of one that is run as anybody would run it.

``python -m benchmarks.batches [STUDY.yaml] [--jobs N]`` simulates and reports a study (fifty scenarios with
two reports each unless another is named) into a folder that is thrown away, and prints

- seconds of all, and until the first report was there;
- seconds per report beyond the first: from the first finished page to the last, over the pages between;
- processor seconds per report beyond the first, of all its processes in the same stretch: on a machine that
  others use too, this and not the clock says what a report takes;
- peak of memory of all its processes together, shared pages counted once (where the system tells them; else
  resident memory added up), looked at twice a second;
- bytes of the pages and of everything, and the load of the machine before;
- of the site that ``workbench publish`` makes of it: reports, files, bytes, seconds and peak of memory. The
  comparison alone is made anew, all other reports are finished: nearly all of the seconds are those of
  writing the site. ``--no-site`` leaves it out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil

ROOT = Path(__file__).parents[1]
STUDIES = Path(__file__).parent / "studies"
LOOK = 0.5
"""Seconds between looks at memory."""


@dataclass(frozen=True)
class Run:
    """What a program took.

    Parameters
    ----------
    began
        When it was started, as the time of day.
    seconds
        Until it ended.
    peak
        Bytes of memory of all its processes together.
    worked
        At moments, how many seconds of processors it had taken.
    """

    began: float
    seconds: float
    peak: int
    worked: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Site:
    """What publishing took.

    Parameters
    ----------
    reports, files
        Pages of reports in it, and files of all kinds.
    size
        Bytes on disk.
    seconds, peak
        Until it was there, and bytes of memory of all processes together.
    """

    reports: int
    files: int
    size: int
    seconds: float
    peak: int


@dataclass(frozen=True)
class Measured:
    """What a batch took.

    Parameters
    ----------
    reports
        Finished pages.
    seconds, first
        Of all, and until the first page.
    pace, work
        Seconds per report beyond the first, by the clock and of processors.
    peak
        Bytes of memory of all processes together.
    pages, whole
        Bytes on disk: of the folder of pages, and of everything.
    """

    reports: int
    seconds: float
    first: float
    pace: float
    work: float
    peak: int
    pages: int
    whole: int


def measured(study: Path, out: Path, jobs: int) -> Measured:
    """Run a study as a program of its own and look at it from outside.

    Parameters
    ----------
    study
        The study file.
    out
        Folder of results; empty, since what is finished would not be made again.
    jobs
        Processes.
    """
    batch = _looked_at(["batch", str(study), "--out", str(out), "--jobs", str(jobs)])
    report = out / "report"
    ends = sorted(one.stat().st_mtime for one in (report / ".stamps").iterdir())
    further = max(1, len(ends) - 1)
    first, last = np.interp([ends[0], ends[-1]], *zip(*batch.worked, strict=True))
    return Measured(
        len(ends),
        batch.seconds,
        ends[0] - batch.began,
        (ends[-1] - ends[0]) / further,
        float(last - first) / further,
        batch.peak,
        _bytes(report),
        _bytes(out.parent),
    )


def published(run: Path, site: Path, jobs: int) -> Site:
    """Publish a finished batch as a program of its own and look at it from outside.

    Parameters
    ----------
    run, site
        Folder of results, and the folder of the site.
    jobs
        Processes.
    """
    took = _looked_at(["publish", str(run), "--to", str(site), "--jobs", str(jobs)])
    files = [one for one in site.rglob("*") if one.is_file()]
    reports = len(list((site / "pages").glob("*.html")))
    return Site(reports, len(files), _bytes(site), took.seconds, took.peak)


def _looked_at(words: list[str]) -> Run:
    """Run a command, and look at its memory and work until it ends."""
    began, clock = time.time(), time.perf_counter()
    going = subprocess.Popen([sys.executable, "-m", "workbench.interfaces.cli", *words], cwd=ROOT)
    peak, spent, worked = 0, dict[int, float](), [(began, 0.0)]
    while going.poll() is None:
        peak = max(peak, _memory(going.pid, spent))
        worked.append((time.time(), sum(spent.values())))
        time.sleep(LOOK)
    if going.returncode != 0:
        raise SystemExit(going.returncode)
    return Run(began, time.perf_counter() - clock, peak, tuple(worked))


def _memory(pid: int, spent: dict[int, float]) -> int:
    """Bytes of a program and all below it; what each of them has worked so far is noted by its number."""
    found = 0
    with suppress(psutil.Error):
        program = psutil.Process(pid)
        for one in (program, *program.children(recursive=True)):
            with suppress(psutil.Error):
                told = one.memory_full_info()
                found += int(getattr(told, "pss", told.rss))
                times = one.cpu_times()
                spent[one.pid] = times.user + times.system
    return found


def _bytes(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def main(words: list[str]) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description="What a batch takes.")
    parser.add_argument("study", nargs="?", type=Path, default=STUDIES / "fifty.yaml")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-site", action="store_true")
    asked = parser.parse_args(words)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "results" / "study"
        found = measured(asked.study.resolve(), out, asked.jobs)
        site = None if asked.no_site else published(out, Path(folder) / "site", asked.jobs)
    print(
        f"{datetime.now():%Y-%m-%d %H:%M}, {asked.study.name}, {asked.jobs} processes, load before {load}\n"
        f"  {found.reports} reports in {found.seconds:.0f} s, the first after {found.first:.0f} s, "
        f"{found.pace:.2f} s per report beyond the first, {found.work:.2f} s of processors\n"
        f"  peak of memory {found.peak / 1e6:,.0f} MB\n"
        f"  {found.pages / 1e6:,.0f} MB of pages, {found.whole / 1e6:,.0f} MB with results and blocks"
    )
    if site is not None:
        print(
            f"  site: {site.reports} reports, {site.files:,} files, {site.size / 1e6:,.0f} MB "
            f"in {site.seconds:.0f} s, peak of memory {site.peak / 1e6:,.0f} MB"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
