"""Publishing that is killed leaves the site that stood there, and the next one goes through."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.experiment.clusters import until
from tests.interfaces.cli.conftest import PROGRAM, environment
from workbench.interfaces.publishing.whole_site import MADE, aside

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal"),
]


def test_killed_while_it_writes_it_leaves_what_stood_and_the_next_one_goes_through(
    results: Path, tmp_path: Path
) -> None:
    words = [*PROGRAM, "publish", str(results), "--to", "site", "--jobs", "1"]
    (tmp_path / "bin").mkdir()
    alone = environment(PATH=str(tmp_path / "bin"))  # no browser: what is printed is the slowest part
    assert subprocess.run(words, cwd=tmp_path, env=alone, check=False).returncode == 0
    site = tmp_path / "site"
    stood = {one: one.read_bytes() for one in site.rglob("*") if one.is_file()}
    going = subprocess.Popen(words, cwd=tmp_path, env=alone, stderr=subprocess.DEVNULL)
    try:
        half = aside(site) / MADE / "charts"
        until(lambda: any(half.rglob("*.png")), 120)
        assert going.poll() is None
    finally:
        os.kill(going.pid, signal.SIGKILL)
        going.wait()
    assert aside(site).is_dir()
    assert {one: one.read_bytes() for one in site.rglob("*") if one.is_file()} == stood
    assert subprocess.run(words, cwd=tmp_path, env=alone, check=False).returncode == 0
    assert {one for one in site.rglob("*") if one.is_file()} == set(stood)
    assert not aside(site).exists()
