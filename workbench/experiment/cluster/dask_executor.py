"""An executor whose workers are processes of this machine, or of any number of machines."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING

from workbench.errors import ClusterError, InputError, Problem
from workbench.experiment.chunk import Chunk, Computed, Failed
from workbench.experiment.cluster import uninterrupted
from workbench.experiment.cluster.crew import PATIENCE, Crew, Tell, gone
from workbench.experiment.cluster.flight import Errand, Flight, Found, Piece
from workbench.experiment.cluster.likeness import Unlike, Work

if TYPE_CHECKING:
    from distributed import LocalCluster


class Dask:
    """Workers of a Dask cluster, which get a scenario as text and a range of replications, never matrices.

    Whatever becomes of workers, no work is lost: what a dead one had begun is given to another. Workers that
    would give other bits get no work unless that is allowed (`workbench.experiment.cluster.likeness`).

    The cluster is reached, or started, with the first work and stays until `close`, or the end of a `with`
    block. A script that starts one here needs the usual `if __name__ == "__main__":`.

    Parameters
    ----------
    scheduler
        Address of a scheduler, such as ``tcp://10.0.0.5:8786``; without one, workers are started here.
    jobs
        Number of workers to start here; as many as processors by default.
    unlike
        What becomes of workers whose numbers rest on other code, packages or arithmetic than ours.
    patience
        Seconds to wait for a scheduler to answer and for a worker to come.
    tell
        Called with a sentence about each worker that is left out, or unlike and allowed; warns by default.

    Raises
    ------
    InputError
        If Dask is not installed.

    Examples
    --------
    ``compare(scenarios, 100_000, executor=executor)`` inside
    ``with Dask("tcp://10.0.0.5:8786") as executor:``

    >>> list(Dask("tcp://10.0.0.5:8786").map(print, []))
    []
    """

    def __init__(
        self,
        scheduler: str | None = None,
        *,
        jobs: int | None = None,
        unlike: Unlike = Unlike.REFUSED,
        patience: float = PATIENCE,
        tell: Tell | None = None,
    ) -> None:
        if find_spec("distributed") is None:
            raise InputError.of(
                Problem(
                    ("executor",),
                    "needs the package distributed, which is not installed",
                    "dask",
                    "pip install distributed, or take another executor: the same figures",
                )
            )
        self.scheduler = scheduler
        self.jobs = (os.cpu_count() or 1) if jobs is None else max(1, jobs)
        self.unlike = unlike
        self.patience = patience
        self._tell = _warn if tell is None else tell
        self._cluster: LocalCluster | None = None
        self._crew: Crew | None = None

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        """Results as they come in; on an interruption what has not begun is dropped.

        Raises
        ------
        ClusterError
            If the scheduler cannot be reached (any more), or no worker is there that may work.
        InputError
            If its address is none.
        """
        yield from self.each(Errand(work, _failed, _unlike), chunks)

    def each(
        self, errand: Errand[Piece, Found], pieces: Sequence[Piece]
    ) -> Generator[tuple[int, Found], None, None]:
        """Other work than simulating, done by the same workers on the same terms: results as they come in.

        Parameters
        ----------
        errand
            What is done.
        pieces
            With what.
        """
        if not pieces:
            return
        flight = Flight(self._hired(), errand, pieces)
        try:
            yield from flight.results()
        finally:
            flight.drop()

    def lent(self, thing: object) -> object:
        """Something that several pieces share, as a future: it goes to each worker once, whoever dies."""
        crew = self._hired()
        with crew.reachable(), warnings.catch_warnings():
            # Dask warns of anything large that is sent as work; sent as data it would be lost with a worker.
            warnings.simplefilter("ignore", UserWarning)
            return crew.client.submit(_itself, thing, pure=False)

    def close(self) -> None:
        """Leave the cluster; one that was started here ends, with its processes."""
        crew, cluster = self._crew, self._cluster
        self._crew = self._cluster = None
        with suppress(OSError, TimeoutError):
            if crew is not None:
                crew.client.close(timeout=self.patience)
        with suppress(OSError, TimeoutError):
            if cluster is not None:
                cluster.close(timeout=self.patience)

    def __enter__(self) -> Dask:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hired(self) -> Crew:
        if self._crew is None:
            self._crew = self._reached()
        return self._crew

    def _reached(self) -> Crew:
        import dask
        from distributed import Client, LocalCluster

        from workbench.experiment.cluster.knock import check_scheduler

        if self.scheduler is None:
            # Daemons may have no children, and kernels of reports are forked.
            with dask.config.set({"distributed.worker.daemon": False}):
                self._cluster = LocalCluster(
                    n_workers=self.jobs,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    scheduler_kwargs={"dashboard": False},
                    silence_logs=logging.CRITICAL,
                    preload=[uninterrupted.__name__],
                )
        else:
            check_scheduler(self.scheduler, self.patience)
        try:
            client = Client(self._cluster or self.scheduler, timeout=self.patience, set_as_default=False)
        except OSError as error:
            raise ClusterError(gone(self.scheduler)) from error
        crew = Crew(client, self.scheduler, self.unlike, self.patience, self._tell)
        try:
            crew.check_scheduler()
        except ClusterError:
            client.close(timeout=self.patience)
            raise
        return crew


def _warn(said: str) -> None:
    warnings.warn(said, stacklevel=2)


def _itself(thing: object) -> object:
    return thing


def _failed(chunk: Chunk, why: str) -> Computed | Failed:
    return Failed(chunk.start, chunk.stop, why)


def _unlike(found: Computed | Failed, said: str) -> Computed | Failed:
    return replace(found, unlike=(said,)) if isinstance(found, Computed) else found
