"""Simulating for a command: processes, a progress bar on standard error, blocks that are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import RunError, TwinError
from workbench.experiment import where_kept
from workbench.interfaces.cli.executing import HERE, Kind, Where, check_where, dask_of, executor_of, suited
from workbench.interfaces.cli.options import ALL, DETAIL
from workbench.interfaces.cli.rows import labels

if TYPE_CHECKING:
    from workbench.experiment import Comparison, Executor, Results, Sizes
    from workbench.experiment.cluster.dask_executor import Dask
    from workbench.experiment.yardsticks import Yardsticks
    from workbench.interfaces.reports.agreements import Agreement
    from workbench.scenario import Scenario
    from workbench.scenario.study import Precision

    Agreed = Sequence[Agreement]

RUNS = Path(where_kept.RUNS)
"""Where results go unless told otherwise."""

BLOCKS = where_kept.BLOCKS
"""Folder of finished blocks."""

BLOCK_SIZE = 50
"""Of the engine in SimPy: small, so that a stopped command of 200 futures can go on."""

COMPILED_BLOCK = 250
COMPILED_CHUNK = 125
"""Of the compiled engine, which is through with them in a fraction of a second."""


@dataclass(frozen=True)
class Order:
    """How a command wants its futures.

    Parameters
    ----------
    replications
        Futures per scenario.
    jobs
        Processes; all cores if none are stated.
    store
        Folder of finished blocks; None where nothing kept may be used.
    engine, twins
        As in `workbench.experiment.simulate`.
    detail
        Futures of which every project keeps a row, or ``all``.
    where
        Which executor.
    staff
        Workers that are there already.
    """

    replications: int
    jobs: int | None
    store: Path | None
    engine: str = "auto"
    twins: int = 5
    detail: int | str = DETAIL
    where: Where = HERE
    staff: Dask | None = None

    def __post_init__(self) -> None:
        """Refuse options of Dask beside another executor, whoever asked for that one."""
        check_where(self.where)

    @property
    def rows(self) -> int | None:
        """The detail as `workbench.experiment.simulate` takes it."""
        return None if self.detail == ALL else int(self.detail)

    @property
    def is_compiled(self) -> bool:
        """Whether the compiled engine will do it."""
        from workbench.engines.engine import EngineName, chosen

        return chosen(EngineName(self.engine)) is EngineName.COMPILED


@contextmanager
def staffed(order: Order) -> Iterator[Order]:
    """The order with workers of Dask, where it wants any: they stay for all the scenarios of a command."""
    if order.where.kind is not Kind.DASK:
        yield order
        return
    with dask_of(order.where, order.jobs) as dask:
        yield replace(order, staff=dask)


def simulated(scenario: Scenario, order: Order) -> Results:
    """Simulate one scenario, showing how far it is."""
    from workbench.experiment import simulate

    _announce(order)
    with _executor(order, 1) as executor, progress_bar(scenario.name) as progress, _told_apart(order):
        return simulate(
            scenario,
            order.replications,
            executor=executor,
            store=order.store,
            progress=progress,
            sizes=_sizes(order),
            engine=order.engine,
            twins=order.twins,
            detail=order.rows,
        )


def compared(scenarios: Sequence[Scenario], order: Order) -> Comparison:
    """Compare scenarios on the same futures, showing how far it is; the first is the baseline."""
    from workbench.experiment import compare

    _announce(order)
    many = f"{len(scenarios)} scenarios"
    with _executor(order, len(scenarios)) as executor, progress_bar(many) as progress, _told_apart(order):
        return compare(
            scenarios,
            order.replications,
            executor=executor,
            store=order.store,
            progress=progress,
            sizes=_sizes(order),
            engine=order.engine,
            twins=order.twins,
            detail=order.rows,
        )


def compared_until(scenarios: Sequence[Scenario], goal: Precision, order: Order) -> Comparison:
    """Compare scenarios on ever more futures until their differences are known well enough."""
    from workbench.experiment.stopping import Goal, simulate_until

    _announce(order)
    many = f"{len(scenarios)} scenarios"
    wanted = Goal(goal.half_range, goal.measure, at_most=goal.at_most, batch=COMPILED_BLOCK)
    with _executor(order, len(scenarios)) as executor, progress_bar(many) as progress, _told_apart(order):
        return simulate_until(
            scenarios,
            wanted,
            executor=executor,
            store=order.store,
            progress=progress,
            engine=order.engine,
            twins=order.twins,
            detail=order.rows,
        )


def written(
    results: Results, folder: Path, yardsticks: Yardsticks | None = None, agreed: Agreed = ()
) -> Path:
    """Write the run to its folder: scenarios that can be run again, yardsticks, who agreed to what."""
    from workbench.experiment import write_run
    from workbench.interfaces.files import dump_scenario
    from workbench.interfaces.reports.agreements import keep_agreements
    from workbench.interfaces.reports.kept_goal import GOAL
    from workbench.interfaces.reports.kept_kinds import write_kinds
    from workbench.interfaces.reports.subject import kind_of

    run = write_run(results, folder, dump_scenario, yardsticks)
    # Two runs of one second bear the same time: what was asked of the earlier one goes with it.
    (run / GOAL).unlink(missing_ok=True)
    base, *others = results.scenarios
    write_kinds(base.hash, {one.hash: kind_of(base, one) for one in others}, run)
    keep_agreements(agreed, run)
    if agreed:
        _tell_signed(base, run)
    return run


def _tell_signed(base: Scenario, run: Path) -> None:
    """Say what pages say of signatures: what changed since, or is no longer assumed, is not among them."""
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.reports.agreements import agreements_of
    from workbench.interfaces.reports.assumptions import assumption_rows, signed_words

    words = signed_words(assumption_rows(base), agreements_of(run))
    click.echo(clean(f"Assumptions of {base.name}: {words}."), err=True)


def agreed_in(file: Path | None) -> Agreed:
    """What people agreed to, from the workbook that they filled in, and a line on it; nothing without one."""
    if file is None:
        return ()
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.spreadsheet.agreements import read_agreements

    found = read_agreements(file)
    signed = sum(one.agreed_on is not None for one in found)
    said = f"{signed} of {len(found)} rows have a date under “agreed on”." if signed else (
        "no assumption is signed: only a date under “agreed on” is a signature."
    )  # fmt: skip
    click.echo(clean(f"{file}: {said}"), err=True)
    return found


def failures_of(results: Results) -> list[str]:
    """A line for each block that could not be computed."""
    called = labels(results)
    return [
        f"{called[one.scenario]}: futures {one.start} to {one.stop - 1} failed: {one.reason}"
        for one in results.manifest.failures
    ]


def _announce(order: Order) -> None:
    """Say why the bar stands still at first: code is compiled once for each version of the workbench."""
    from workbench.engines.engine import is_ready

    if order.is_compiled and not is_ready():
        said = "Compiling the engine, once for this version of the workbench (a minute or more) ..."
        click.echo(said, err=True)


@contextmanager
def _told_apart(order: Order) -> Iterator[None]:
    """If the engines disagree, write down what each told before everything stops."""
    try:
        yield
    except TwinError as error:
        folder = (RUNS if order.store is None else order.store.parent) / "disagreement"
        folder.mkdir(parents=True, exist_ok=True)
        for engine, text in error.told.items():
            (folder / f"{engine}.json").write_text(text, encoding="utf-8")
        raise RunError(f"{error}. What each told is in {folder}") from None


def _sizes(order: Order) -> Sizes:
    from workbench.experiment import Sizes

    if not order.is_compiled:
        return Sizes(block=BLOCK_SIZE)
    # Sending a chunk through a cluster costs some 10 ms (benchmarks/dask_overhead.py): few and large ones.
    return Sizes(COMPILED_BLOCK, COMPILED_CHUNK if order.where.kind is not Kind.DASK else COMPILED_BLOCK)


@contextmanager
def _executor(order: Order, scenarios: int) -> Iterator[Executor]:
    if order.staff is not None:
        yield order.staff
        return
    best = Kind.THREADS if order.is_compiled else Kind.PROCESSES
    kind = suited(order.where.kind, order.jobs, order.replications * scenarios, best)
    with executor_of(kind, order.jobs) as executor:
        yield executor


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar where somebody watches; silence in a pipe or a log."""
    from tqdm import tqdm

    from workbench.interfaces.cli.streams import clean

    plain = not (sys.stderr.encoding or "").lower().startswith("utf")
    with tqdm(
        desc=clean(what),
        unit=" futures",
        file=sys.stderr,
        disable=None,
        leave=False,
        ascii=plain,
        dynamic_ncols=True,
    ) as bar:

        def show(done: int, total: int, /) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
