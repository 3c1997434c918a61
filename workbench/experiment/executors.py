"""Where work is done: in this process, or in several. The results are the same bits."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Protocol

from workbench.experiment.chunk import Chunk, Computed, Failed

Work = Callable[[Chunk], Computed | Failed]

WORKER_LOST = "a worker process ended unexpectedly; is there enough memory?"


class Executor(Protocol):
    """Does work somewhere."""

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        """Results with the position of their chunk, in any order."""


class Serial:
    """One chunk after the other, in this process."""

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        """Results in order."""
        for position, chunk in enumerate(chunks):
            yield position, work(chunk)


class Threads:
    """Several threads of this process: for the compiled engine, which holds no lock of Python while it runs.

    Parameters
    ----------
    jobs
        Number of threads; as many as processors by default.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = (os.cpu_count() or 1) if jobs is None else max(1, jobs)

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        """Results as they come in; on an interruption what has not begun is dropped."""
        with ThreadPoolExecutor(self.jobs) as pool:
            pending = {pool.submit(work, chunk): position for position, chunk in enumerate(chunks)}
            try:
                for future in as_completed(pending):
                    yield pending[future], future.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


class Processes:
    """Several processes, always started afresh (spawn), so that every system behaves alike.

    The processes start with the first work and stay until `close`, or the end of a `with` block. A script
    that uses them needs the usual `if __name__ == "__main__":`.

    Parameters
    ----------
    jobs
        Number of processes; as many as processors by default.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = (os.cpu_count() or 1) if jobs is None else max(1, jobs)
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Work, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Computed | Failed]]:
        """Results as they come in; on an interruption what has not begun is dropped."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, get_context("spawn"), follow_the_parent)
        pending: dict[Future[Computed | Failed], int] = {
            self._pool.submit(work, chunk): position for position, chunk in enumerate(chunks)
        }
        try:
            for future in as_completed(pending):
                position = pending[future]
                yield position, _result(future, chunks[position])
        except BaseException:
            self.stop()
            raise
        if any(isinstance(future.exception(), BrokenProcessPool) for future in pending):
            self.close()

    def close(self) -> None:
        """Let the processes go once they are done with what they have begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def stop(self) -> None:
        """End the processes at once; what they have begun is lost, what they have delivered is not."""
        self.close()
        end_processes()

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.stop()


def end_processes() -> None:
    """End the processes of all pools at once: at exit Python would wait for as long as their work takes."""
    for process in active_children():
        process.terminate()


def follow_the_parent() -> None:
    """Leave interruptions to the parent, and go when it goes.

    A process waiting for work holds its own queue open, so it would wait for ever if the parent was killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_parent()


def end_with_the_parent() -> None:
    """From now on this process ends as soon as the one that asked for it has ended, however that happens."""
    Thread(target=_go_with_the_parent, daemon=True).start()


def _go_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _result(future: Future[Computed | Failed], chunk: Chunk) -> Computed | Failed:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return Failed(chunk.start, chunk.stop, WORKER_LOST)
    return Failed(chunk.start, chunk.stop, f"{type(error).__name__}: {error}")
