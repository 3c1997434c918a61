"""--executor: other places, same numbers; and what is said when a place cannot be had."""

import json
import os
import signal
import subprocess
import time
from importlib import util
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.experiment.clusters import until
from tests.interfaces.cli.conftest import PROGRAM, Run, environment
from workbench.experiment import Dask
from workbench.interfaces.cli.executing import Kind

NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask gives up after half a second."""
    monkeypatch.setitem(Dask.__init__.__kwdefaults__, "patience", 0.5)


def alive(group: int) -> list[psutil.Process]:
    """Processes of a group that have not ended; one that nobody has asked after is over all the same."""
    found = []
    for one in psutil.process_iter(["status"]):
        try:
            if os.getpgid(one.pid) == group and one.info["status"] != psutil.STATUS_ZOMBIE:
                found.append(one)
        except ProcessLookupError:
            continue
    return found


@pytest.mark.slow
def test_every_executor_prints_the_same_numbers(process: Run, workbench: Run) -> None:
    said = {}
    for kind in Kind:
        words = ["compare", "baseline.yaml", "tight.yaml", "-n", "20", "--json", "--jobs", "2"]
        # Where others compute, what they complain about is seen from outside alone.
        run = process if kind in (Kind.PROCESSES, Kind.DASK) else workbench
        ended = run(*words, "--engine", "simpy", "--executor", kind, "--out", f"runs/{kind}")
        assert ended.code == 0, ended.err
        assert "Traceback" not in ended.err
        said[kind] = ended.out
    assert len(json.loads(said[Kind.DASK])["scenarios"]) == 2
    assert len(said) == 5
    assert len(set(said.values())) == 1


@pytest.mark.slow
def test_an_interrupted_cluster_ends_quietly_with_all_its_processes(folder: Path) -> None:
    words = ["run", "baseline.yaml", "-n", "100000", "--engine", "simpy", "--executor", "dask", "--jobs", "2"]
    program = subprocess.Popen(
        [*PROGRAM, *words, "--out", "out"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        end = time.monotonic() + 120
        while not list(folder.glob("out/.blocks/*/*/block-*")):
            assert time.monotonic() < end, "no block was finished"
            time.sleep(0.1)
        assert len(alive(program.pid)) > 2
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=60)
        assert program.returncode == 130
        assert said.strip() == "stopped: finished blocks are kept; run the same command again to go on"
        until(lambda: not alive(program.pid), 10)
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("command", ["run", "batch"])
def test_a_scheduler_that_does_not_answer_is_one_line_and_exit_code_1(workbench: Run, command: str) -> None:
    ended = workbench(command, "baseline.yaml", "ranked.yaml", "--executor", "dask", "--scheduler", NOBODY)
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert line.startswith(f"the Dask scheduler {NOBODY} does not answer; start it with `dask scheduler`")


@pytest.mark.parametrize("option", [("--scheduler", NOBODY), ("--allow-unlike-workers",)])
def test_options_of_dask_go_with_dask_alone(workbench: Run, option: tuple[str, ...]) -> None:
    ended = workbench("run", "baseline.yaml", *option)
    assert ended.code == 2
    assert f"{option[0]} goes with --executor dask" in ended.err


def test_an_address_of_another_form_is_bad_input(workbench: Run) -> None:
    ended = workbench("run", "baseline.yaml", "--executor", "dask", "--scheduler", "10.0.0.5")
    assert ended.code == 2
    assert "scheduler: must be tcp://HOST:PORT" in ended.err


def test_without_dask_it_is_said_what_to_install(workbench: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec

    def without(name: str, *others: Any) -> Any:
        return None if name == "distributed" else found(name, *others)

    monkeypatch.setattr("workbench.experiment.cluster.dask_executor.find_spec", without)
    ended = workbench("run", "baseline.yaml", "--executor", "dask")
    assert ended.code == 2
    assert "pip install distributed" in ended.err
