"""Two runs never write to one folder at the same time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.interfaces.cli.one_writer import LOCK, one_writer

from .conftest import Run, environment

HOLD = """
import sys
from pathlib import Path
from workbench.interfaces.cli.one_writer import one_writer
with one_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(out: Path) -> "subprocess.Popen[str]":
    going = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert going.stdout is not None and going.stdout.readline() == "held\n"
    return going


@pytest.mark.parametrize("words", [["run", "baseline.yaml"], ["compare", "baseline.yaml", "ranked.yaml"]])
def test_a_folder_that_another_run_writes_to_is_refused_by_name(
    workbench: Run, folder: Path, words: list[str]
) -> None:
    going = _holder(folder / "out")
    try:
        said = workbench(*words, "-n", "2", "--jobs", "1", "--out", "out")
        assert said.code == 2
        assert "another run is writing to this folder" in said.err and f"process {going.pid}" in said.err
        assert [one.name for one in (folder / "out").iterdir()] == [LOCK]
    finally:
        going.communicate("")
    assert workbench(*words, "-n", "2", "--jobs", "1", "--out", "out").code == 0
    assert not (folder / "out" / LOCK).exists()


def test_a_killed_run_holds_nothing(tmp_path: Path) -> None:
    going = _holder(tmp_path)
    going.kill()
    going.wait()
    assert (tmp_path / LOCK).exists()
    with one_writer(tmp_path):
        assert f"process {os.getpid()}" in (tmp_path / LOCK).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["run", "compare", "batch", "demo"])
def test_an_empty_name_of_a_folder_is_refused(workbench: Run, folder: Path, command: str) -> None:
    before = sorted(folder.rglob("*"))
    files = [] if command == "demo" else ["baseline.yaml", "ranked.yaml"]
    said = workbench(command, *files, "--out", "")
    assert said.code == 2 and "name a folder" in said.err
    assert sorted(folder.rglob("*")) == before
