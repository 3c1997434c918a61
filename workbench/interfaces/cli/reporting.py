"""Reports for commands: pages made side by side, each in a kernel of its own, and an index over them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from workbench.interfaces.cli.executing import processes_of

if TYPE_CHECKING:
    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.unmade import Unmade

Made = TypeVar("Made")

WARM_FROM = 3
"""Reports from which on it pays to import once what their kernels need, and to fork."""

PAGES = "report"
"""Folder of the pages, inside the folder of a run."""

COMPARISON = ""
"""Stands for the comparison where a scenario is asked for."""


@dataclass(frozen=True)
class Request:
    """A page to be made.

    Parameters
    ----------
    run
        Folder of the run.
    scenario
        Scenario that the page is about, or `COMPARISON`.
    out
        Folder for the page.
    """

    run: Path
    scenario: str
    out: Path


def report_on(run: Path, scenarios: Sequence[str], jobs: int | None) -> list[Path]:
    """Pages of one run in its own folder, with the index that they link to.

    Parameters
    ----------
    run
        Folder of the run.
    scenarios
        Scenarios to report on; `COMPARISON` for the comparison of all.
    jobs
        Processes; all cores if none are stated.
    """
    out = run / PAGES
    pages = make_pages([Request(run, scenario, out) for scenario in scenarios], jobs)
    return [*pages, index_over([run], out)]


def make_pages(requests: Sequence[Request], jobs: int | None) -> list[Path]:
    """Make pages, several at a time; in the order of the requests.

    Parameters
    ----------
    requests
        The pages.
    jobs
        Processes; all cores if none are stated.
    """
    click.echo(f"Making {len(requests)} report{'s' if len(requests) > 1 else ''} ...", err=True)
    return _side_by_side(make_page, requests, jobs)


def make_page(request: Request, kernel: type[ThisPython]) -> Path:
    """Make one page, its notebook executed in such a kernel."""
    from workbench.interfaces.reports import comparison_report, scenario_report

    if request.scenario != COMPARISON:
        return scenario_report(request.run, request.scenario, request.out, kernel)
    return comparison_report(request.run, request.out, kernel)


def _side_by_side(
    work: Callable[[Request, type[ThisPython]], Made], requests: Sequence[Request], jobs: int | None
) -> list[Made]:
    """Threads that wait for kernels: those are processes, and do the work."""
    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.warm_kernel import WarmPython

    kernel = WarmPython if len(requests) >= WARM_FROM else ThisPython
    workers = min(len(requests), processes_of(jobs))
    with ThreadPoolExecutor(workers) as pool, _bar(len(requests)) as done:
        made = [pool.submit(work, one, kernel) for one in requests]
        for one in made:
            one.add_done_callback(lambda _: done())
        try:
            return [one.result() for one in made]
        except BaseException:
            # What is under way is finished and kept; nothing more is begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """How many reports are done, where somebody watches."""
    from tqdm import tqdm

    with tqdm(
        desc="reports", unit=" reports", total=total, file=sys.stderr, disable=None, leave=False,
        dynamic_ncols=True,
    ) as bar:  # fmt: skip

        def one_more() -> None:
            bar.update()

        yield one_more


def index_over(runs: Sequence[Path], out: Path, unmade: Sequence[Unmade] = ()) -> Path:
    """An index page over the pages of runs, and over what is in none of them."""
    from workbench.interfaces.reports import index_page

    return index_page(runs, out, unmade)
