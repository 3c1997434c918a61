"""A batch killed at any moment: the next one goes on, and what was finished stays as it was."""

import hashlib
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.experiment.clusters import until

from .conftest import PROGRAM, STUDY, Run, environment
from .test_executor_option import alive

WORDS = ["batch", "study.yaml", "--out", "out", "--jobs", "2"]
COUNT = 12
LUCK = random.Random(20261129)

Whole = dict[str, tuple[int, str]]
"""When pages were written, and their hashes."""


def finished(pages: Path) -> Whole:
    """Pages whose stamp is whole and fits: asked of the files alone."""
    found: Whole = {}
    for stamp in (pages / ".stamps").glob("[!.]*.json"):
        page = pages / stamp.name.removesuffix(".json")
        told = json.loads(stamp.read_text(encoding="utf-8"))["page"]
        assert hashlib.sha256(page.read_bytes()).hexdigest() == told
        found[page.name] = (page.stat().st_mtime_ns, told)
    return found


def begun(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*PROGRAM, *WORDS],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


@pytest.mark.slow
def test_whenever_it_is_killed_no_finished_report_is_lost_or_made_again(
    workbench: Run, folder: Path, study: Path
) -> None:
    limits = list(range(1, COUNT))
    study.write_text(STUDY.replace("[1, 2]", str(limits)), encoding="utf-8")
    pages = folder / "out" / "report"
    kept: Whole = {}
    # While futures are simulated, or kernels start; when some pages are there; when more are.
    for wanted in (0, 2, 5):
        going = begun(folder)
        try:
            until(lambda wanted=wanted: len(finished(pages)) >= wanted, 120)  # type: ignore[misc]
            time.sleep(LUCK.uniform(0.0, 4.0 if wanted == 0 else 0.8))
            assert going.poll() is None
            if wanted:
                refused = workbench(*WORDS)
                assert refused.code == 2 and f"process {going.pid}" in refused.err
        finally:
            os.kill(going.pid, signal.SIGKILL)
            going.wait()
        until(lambda going=going: not alive(going.pid), 30)  # type: ignore[misc]
        now = finished(pages)
        assert {name: now[name] for name in kept} == kept
        kept = now
    assert 5 <= len(kept) < COUNT
    (pages / ".baseline.html.12345").write_text("half of a", encoding="utf-8")
    done = workbench(*WORDS)
    assert done.code == 0, done.err
    assert f"({len(kept)} are finished already)" in done.err
    now = finished(pages)
    assert len(now) == COUNT and {name: now[name] for name in kept} == kept
    assert (pages / "index.html").is_file()
    # Nothing half-written is left beside what is whole.
    left = [one.name for one in pages.iterdir() if one.name.startswith(".") and one.name != ".stamps"]
    assert left == []
