"""Parts of a study lived through in several processes; no figure depends on how many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from workbench.errors import RunError
from workbench.experiment.executors import WORKER_LOST, end_processes, follow_the_parent

Part = TypeVar("Part")
Done = TypeVar("Done")


def in_processes(live: Callable[[Part], Done], parts: Sequence[Part], jobs: int) -> Iterator[Done]:
    """What living through each part gives, as they are done.

    Parameters
    ----------
    live
        A function of a module, so that a process can find it; its result says which part it was.
    parts
        What to live through.
    jobs
        Processes; 1 stays in this one.

    Raises
    ------
    RunError
        If a process ends without a result.

    Examples
    --------
    >>> list(in_processes(abs, [-1, 2], 1))
    [1, 2]
    """
    jobs = min(jobs, len(parts))
    if jobs <= 1:
        yield from map(live, parts)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), follow_the_parent)
    try:
        for future in as_completed([pool.submit(live, part) for part in parts]):
            yield future.result()
    except BrokenProcessPool:
        raise RunError(WORKER_LOST) from None
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        end_processes()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
