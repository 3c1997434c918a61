"""A scheduler and workers as processes of their own, as on several machines."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import workbench
from tests.experiment.clusters import Cluster, cluster, kill
from workbench.engines.engine import EngineName
from workbench.errors import ClusterError
from workbench.experiment import Comparison, Dask, Results, Serial, Sizes, Store, Unlike, simulate
from workbench.experiment.chunk import Chunk, Computed, Failed, Sent, Way, compute
from workbench.experiment.run_folder import load_run, write_run
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]

PATIENCE = 60.0
SIMPY = Way(EngineName.SIMPY, 0)

pytestmark = pytest.mark.slow


def chunks_of(scenario: Scenario, stop: int, size: int) -> list[Chunk]:
    sent = Sent.of(scenario)
    return [Chunk(sent, start, start + size, SIMPY) for start in range(0, stop, size)]


def bits(results: Iterator[tuple[int, Computed | Failed]]) -> dict[int, bytes]:
    found = {}
    for position, one in results:
        assert isinstance(one, Computed), one.error
        assert position not in found
        found[position] = one.measures.tobytes() + one.projects.tobytes()
    return found


def simulated(scenario: Scenario, executor: Dask | Serial, store: Path, count: int = 40) -> Results:
    sizes = Sizes(block=20, chunk=10)
    return simulate(scenario, count, executor=executor, store=store, sizes=sizes, engine="simpy", twins=0)


@pytest.fixture(scope="session")
def other_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workbench in which one rule's file differs by a comment."""
    folder = tmp_path_factory.mktemp("other")
    source = Path(workbench.__file__).parent
    shutil.copytree(source, folder / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    rule = folder / "workbench" / "engines" / "rules" / "rework.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def another_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of our name that is not ours: the workbench is not installed there."""
    folder = tmp_path_factory.mktemp("stranger")
    (folder / "workbench").mkdir()
    (folder / "workbench" / "__init__.py").touch()
    return folder


def manned(machines: Cluster, workers: int) -> None:
    """Wait until so many workers have come."""
    from distributed import Client

    with Client(machines.address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)


def test_a_machine_that_dies_while_it_works_loses_nothing(scenario: Builder, tmp_path: Path) -> None:
    chunks = chunks_of(scenario(), 400, 50)
    with cluster(tmp_path, workers=2) as machines, Dask(machines.address, patience=PATIENCE) as dask:
        manned(machines, 2)
        results = dask.map(compute, chunks)
        first = next(results)
        client = dask._crew.client  # type: ignore[union-attr]
        address, _ = next((one, keys) for one, keys in client.processing().items() if keys)
        kill(client.run(os.getpid)[address])
        found = bits(iter([first, *results]))
        assert address not in client.scheduler_info()["workers"]
    assert found == bits(Serial().map(compute, chunks))


def test_when_all_machines_die_those_that_come_later_do_the_rest(scenario: Builder, tmp_path: Path) -> None:
    chunks = chunks_of(scenario(), 400, 50)
    with cluster(tmp_path, workers=1) as machines, Dask(machines.address, patience=PATIENCE) as dask:
        results = dask.map(compute, chunks)
        first = next(results)
        kill(machines.workers[0].pid)
        machines.add_worker()
        found = bits(iter([first, *results]))
    assert found == bits(Serial().map(compute, chunks))


def test_a_machine_with_another_release_gets_no_work_even_if_it_comes_late(
    scenario: Builder, tmp_path: Path, other_release: Path
) -> None:
    said: list[str] = []
    chunks = chunks_of(scenario(), 800, 20)
    with (
        cluster(tmp_path, workers=1) as machines,
        Dask(machines.address, patience=PATIENCE, tell=said.append) as dask,
    ):
        results = dask.map(compute, chunks)
        found = [next(results)]
        machines.add_worker(other_release)
        manned(machines, 2)
        found += results
    assert len(bits(iter(found))) == len(chunks)
    assert all(isinstance(one, Computed) and not one.unlike for _, one in found)
    (sentence,) = said
    assert "gets no work: the sources of the workbench are others" in sentence


def test_unlike_machines_alone_are_refused_with_the_reason_of_each(
    scenario: Builder, tmp_path: Path, other_release: Path, another_program: Path
) -> None:
    with (
        cluster(tmp_path) as machines,
        Dask(machines.address, patience=1.0, tell=lambda said: None) as dask,
    ):
        machines.add_worker(other_release)
        machines.add_worker(another_program)
        manned(machines, 2)
        with pytest.raises(ClusterError) as raised:
            list(dask.map(compute, chunks_of(scenario(), 2, 2)))
    said = str(raised.value)
    assert "the sources of the workbench are others" in said
    assert "the workbench does not run there" in said
    assert "--allow-unlike-workers" in said


def test_unlike_machines_that_are_allowed_stand_in_the_manifest_and_not_in_the_store(
    scenario: Builder, tmp_path: Path, other_release: Path
) -> None:
    said: list[str] = []
    with (
        cluster(tmp_path) as machines,
        Dask(machines.address, unlike=Unlike.ALLOWED, patience=PATIENCE, tell=said.append) as dask,
    ):
        machines.add_worker(other_release)
        found = simulated(scenario(), dask, tmp_path / "store")
    assert found.manifest.unlike_workers == ("the sources of the workbench are others",)
    assert len(said) == 1
    assert Store(tmp_path / "store").read(Sent.of(scenario()), 0, 20) is None
    kept = load_run(write_run(found, tmp_path / "run"))
    assert not isinstance(kept, Comparison)
    assert kept.manifest.unlike_workers == found.manifest.unlike_workers


def test_like_machines_fill_the_store_and_leave_no_note(scenario: Builder, tmp_path: Path) -> None:
    with cluster(tmp_path, workers=1) as machines, Dask(machines.address, patience=PATIENCE) as dask:
        found = simulated(scenario(), dask, tmp_path / "store")
    assert found.manifest.unlike_workers == ()
    assert Store(tmp_path / "store").read(Sent.of(scenario()), 0, 20) is not None
    alone = simulated(scenario(), Serial(), tmp_path / "another store")
    assert found.measures.equals(alone.measures)
    assert found.projects.equals(alone.projects)


def test_a_scheduler_that_dies_stops_the_run_in_bounded_time_and_what_was_done_is_kept(
    scenario: Builder, tmp_path: Path
) -> None:
    def progress(done: int, total: int, /) -> None:
        if done >= 40:
            machines.scheduler.kill()

    with cluster(tmp_path, workers=1) as machines, Dask(machines.address, patience=3.0) as dask:
        manned(machines, 1)
        with pytest.raises(ClusterError, match="does not answer.*finished blocks are kept"):
            simulate(
                scenario(),
                4000,
                executor=dask,
                store=tmp_path / "store",
                sizes=Sizes(block=20, chunk=20),
                engine="simpy",
                twins=0,
                progress=progress,
            )
    assert Store(tmp_path / "store").read(Sent.of(scenario()), 0, 20) is not None


def test_a_scheduler_without_workers_says_how_to_start_some(scenario: Builder, tmp_path: Path) -> None:
    with (
        cluster(tmp_path) as machines,
        Dask(machines.address, patience=0.5) as dask,
        pytest.raises(ClusterError, match=f"no workers; start some with `dask worker {machines.address}`"),
    ):
        list(dask.map(compute, chunks_of(scenario(), 1, 1)))


def test_a_scheduler_without_the_workbench_is_refused(
    scenario: Builder, tmp_path: Path, another_program: Path
) -> None:
    with (
        cluster(tmp_path, sources=another_program) as machines,
        Dask(machines.address, patience=PATIENCE) as dask,
        pytest.raises(ClusterError, match="install the same release there too"),
    ):
        list(dask.map(compute, chunks_of(scenario(), 1, 1)))
