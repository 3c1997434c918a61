"""Workers of Dask on this machine: the same bits as everywhere, whatever happens to them."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from importlib import util
from typing import Any

import psutil
import pytest

from tests.experiment.clusters import kill, until
from workbench.engines.engine import EngineName
from workbench.errors import ClusterError, InputError
from workbench.experiment import Dask, Executor, Processes, Serial, Threads
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, Way, compute
from workbench.experiment.cluster.flight import AHEAD
from workbench.experiment.cluster.likeness import Unlike, difference, done_if_like, footing
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]
Bits = dict[int, tuple[bytes, bytes]]

SIMPY = Way(EngineName.SIMPY, 0)
PATIENCE = 60.0


@pytest.fixture(scope="module")
def dask() -> Iterator[Dask]:
    """Two worker processes, shared by all tests that do not end them for good."""
    with Dask(jobs=2, patience=PATIENCE) as executor:
        yield executor


def chunks_of(scenario: Scenario, stop: int, size: int, way: Way = SIMPY) -> list[Chunk]:
    sent = Sent.of(scenario)
    return [Chunk(sent, start, start + size, way) for start in range(0, stop, size)]


def bits(results: Iterator[tuple[int, Computed | Failed]]) -> Bits:
    found: Bits = {}
    for position, one in results:
        assert isinstance(one, Computed), one.error
        assert position not in found
        found[position] = (one.measures.tobytes(), one.projects.tobytes())
    return found


@pytest.mark.slow
def test_all_executors_give_the_same_bits(scenario: Builder, dask: Dask) -> None:
    chunks = chunks_of(scenario(), 60, 15, Way(twins=2))
    expected = bits(Serial().map(compute, chunks))
    assert len(expected) == len(chunks)
    with Processes(2) as processes:
        others: list[Executor] = [Threads(2), processes, dask]
        for executor in others:
            assert bits(executor.map(compute, chunks)) == expected


@pytest.mark.slow
def test_a_worker_killed_while_it_works_loses_nothing(scenario: Builder, dask: Dask) -> None:
    chunks = chunks_of(scenario(), 400, 50)
    expected = bits(Serial().map(compute, chunks))
    results = dask.map(compute, chunks)
    first = next(results)
    client = dask._crew.client  # type: ignore[union-attr]
    pids = client.run(os.getpid)
    address, _ = next((one, keys) for one, keys in client.processing().items() if keys)
    kill(pids[address])
    found = bits(iter([first, *results]))
    assert found == expected
    assert address not in client.scheduler_info()["workers"]


@pytest.mark.slow
def test_work_that_kills_every_worker_is_told_and_the_next_work_is_done(
    scenario: Builder, dask: Dask
) -> None:
    def die(chunk: Chunk) -> Computed | Failed:
        os._exit(3)

    chunks = chunks_of(scenario(), 4, 4)
    ((_, lost),) = dask.map(die, chunks)
    assert isinstance(lost, Failed)
    assert "ended unexpectedly" in lost.error
    assert len(bits(dask.map(compute, chunks))) == 1


@pytest.mark.slow
def test_however_much_there_is_to_do_the_scheduler_holds_little_of_it(scenario: Builder, dask: Dask) -> None:
    chunks = chunks_of(scenario(), 60, 1)
    most = 0
    for _ in dask.map(compute, chunks):
        most = max(most, len(dask._cluster.scheduler.tasks))  # type: ignore[union-attr]
    threads = 2
    landed_and_not_yet_forgotten = threads
    assert 0 < most <= AHEAD * threads + landed_and_not_yet_forgotten


@pytest.mark.slow
def test_an_interruption_takes_back_what_is_under_way(scenario: Builder, dask: Dask) -> None:
    results = dask.map(compute, chunks_of(scenario(), 400, 50))
    next(results)
    tasks = dask._cluster.scheduler.tasks  # type: ignore[union-attr]
    assert tasks
    results.close()  # type: ignore[attr-defined]
    until(lambda: not tasks)
    assert not tasks


@pytest.mark.slow
def test_nothing_of_a_cluster_of_ours_listens_beyond_this_machine(dask: Dask, scenario: Builder) -> None:
    assert len(bits(dask.map(compute, chunks_of(scenario(), 1, 1)))) == 1
    scheduler = dask._cluster.scheduler  # type: ignore[union-attr]
    addresses = [scheduler.address, *scheduler.workers, *(one.nanny for one in scheduler.workers.values())]
    assert len(addresses) >= 3
    assert {one.split("//")[1].rsplit(":", 1)[0] for one in addresses} == {"127.0.0.1"}
    assert scheduler.http_server.address == "127.0.0.1"


@pytest.mark.slow
def test_workers_started_here_end_with_the_executor(scenario: Builder) -> None:
    with Dask(jobs=1, patience=PATIENCE) as executor:
        bits(executor.map(compute, chunks_of(scenario(), 1, 1)))
        (pid,) = executor._crew.client.run(os.getpid).values()  # type: ignore[union-attr]
    until(lambda: not psutil.pid_exists(pid))
    assert not psutil.pid_exists(pid)


def test_an_address_where_something_else_listens_is_told_in_bounded_time(scenario: Builder) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(ClusterError, match="does not answer; start it with `dask scheduler`"):
            list(Dask(address, patience=0.5).map(compute, chunks_of(scenario(), 1, 1)))
        assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize("address", ["", "here", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a b:1"])
def test_what_is_no_address_is_an_error_of_the_input(scenario: Builder, address: str) -> None:
    with pytest.raises(InputError, match="scheduler: must be tcp://HOST:PORT"):
        list(Dask(address).map(compute, chunks_of(scenario(), 1, 1)))


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec

    def without(name: str, *others: Any) -> Any:
        return None if name == "distributed" else found(name, *others)

    monkeypatch.setattr("workbench.experiment.cluster.dask_executor.find_spec", without)
    with pytest.raises(InputError, match="needs the package distributed.*pip install"):
        Dask()


def test_one_that_is_unlike_does_nothing_unless_it_is_allowed(scenario: Builder) -> None:
    (chunk,) = chunks_of(scenario(), 1, 1)
    like, done = done_if_like(compute, chunk, footing()["code"], Unlike.REFUSED)
    assert like is None
    assert isinstance(done, Computed)
    mine, nothing = done_if_like(compute, chunk, "another code", Unlike.REFUSED)
    assert mine == footing()
    assert nothing is None
    mine, done = done_if_like(compute, chunk, "another code", Unlike.ALLOWED)
    assert mine == footing()
    assert isinstance(done, Computed)


def test_every_difference_is_named_at_once() -> None:
    ours = footing()
    theirs = {**ours, "code": "other", "numpy": "1.0", "workbench": "0.0.9", "arithmetic": "x"}
    said = difference(ours, theirs)
    assert f"numpy is 1.0, here {ours['numpy']}" in said
    assert f"workbench is 0.0.9, here {ours['workbench']}" in said
    assert "elementary functions" in said
    assert "sources" not in said
    assert difference(ours, {**theirs, "code": ours["code"]}) == ""
