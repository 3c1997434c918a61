"""Where a command has its futures simulated: its options, and the executor that they ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from workbench.experiment import Executor
    from workbench.experiment.cluster.dask_executor import Dask

WORTH_A_PROCESS = 50
"""Below so many futures, starting processes takes longer than the work."""


class Kind(StrEnum):
    """Executors that can be asked for."""

    AUTO = "auto"
    """Threads for the compiled engine, processes for SimPy, neither for little work or one core."""
    SERIAL = "serial"
    THREADS = "threads"
    PROCESSES = "processes"
    DASK = "dask"


@dataclass(frozen=True)
class Where:
    """Where futures are simulated; no figure depends on it.

    Parameters
    ----------
    kind
        Which executor.
    scheduler
        Address of the scheduler of Dask; without one, workers are started here.
    takes_unlike
        Whether workers of Dask may work that would give other bits.
    """

    kind: Kind = Kind.AUTO
    scheduler: str | None = None
    takes_unlike: bool = False


HERE = Where()

_OPTIONS = (
    click.option(
        "--executor",
        type=click.Choice([str(kind) for kind in Kind]),
        default=str(Kind.AUTO),
        show_default=True,
        help="Where to simulate; changes nothing in the numbers. dask can use several machines.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="With dask: its scheduler, as tcp://HOST:PORT. [default: workers started on this machine]",
    ),
    click.option(
        "--allow-unlike-workers",
        is_flag=True,
        help="With dask: also use workers with other versions or arithmetic; the manifest says so.",
    ),
)


def where_options(command: Callable[..., Any]) -> Any:
    """The options that say where, handed to a command as one `where`."""

    @wraps(command)
    def located(
        *arguments: Any, executor: str, scheduler: str | None, allow_unlike_workers: bool, **others: Any
    ) -> Any:
        """The command, told where in one piece."""
        where = Where(Kind(executor), scheduler, allow_unlike_workers)
        return command(*arguments, where=where, **others)

    for option in reversed(_OPTIONS):
        located = option(located)
    return located


def check_where(where: Where) -> None:
    """Refuse options of Dask beside another executor; a study file may have asked for it, too.

    Raises
    ------
    click.UsageError
        Naming the option.
    """
    if where.kind is Kind.DASK:
        return
    for option, given in (("scheduler", where.scheduler), ("allow-unlike-workers", where.takes_unlike)):
        if given:
            raise click.UsageError(f"--{option} goes with --executor dask.")


@contextmanager
def executor_of(kind: Kind, jobs: int | None) -> Iterator[Executor]:
    """An executor of this process or machine, other than Dask."""
    from workbench.experiment import Processes, Serial, Threads

    if kind is Kind.THREADS:
        yield Threads(jobs)
    elif kind is Kind.PROCESSES:
        with Processes(jobs) as processes:
            yield processes
    else:
        yield Serial()


def processes_of(jobs: int | None) -> int:
    """How many processes to work with: those asked for, or one for each core.

    Examples
    --------
    >>> processes_of(3)
    3
    """
    return (os.cpu_count() or 1) if jobs is None else jobs


def suited(kind: Kind, jobs: int | None, futures: int, best: Kind) -> Kind:
    """What `AUTO` stands for, given how much there is to do and what suits the engine; others are themselves.

    Examples
    --------
    >>> suited(Kind.AUTO, 2, 1000, Kind.THREADS), suited(Kind.AUTO, None, 10, Kind.THREADS)
    (<Kind.THREADS: 'threads'>, <Kind.SERIAL: 'serial'>)
    """
    if kind is not Kind.AUTO:
        return kind
    workers = processes_of(jobs)
    few = jobs is None and futures < WORTH_A_PROCESS
    return Kind.SERIAL if workers == 1 or few else best


@contextmanager
def dask_of(where: Where, jobs: int | None) -> Iterator[Dask]:
    """Workers of Dask, as asked for."""
    from workbench.experiment.cluster.dask_executor import Dask
    from workbench.experiment.cluster.likeness import Unlike
    from workbench.interfaces.cli.streams import clean, notes

    def tell(said: str) -> None:
        notes().print(clean(said), soft_wrap=True)

    unlike = Unlike.ALLOWED if where.takes_unlike else Unlike.REFUSED
    with Dask(where.scheduler, jobs=jobs, unlike=unlike, tell=tell) as dask:
        yield dask
