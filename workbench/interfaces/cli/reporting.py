"""Reports for commands: pages made side by side in processes of their own, and an index over them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import click

from workbench.errors import WorkbenchError
from workbench.interfaces.cli.executing import processes_of

Made = TypeVar("Made")

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


def attempt_pages(requests: Sequence[Request], jobs: int | None) -> list[Path | str]:
    """Make pages, several at a time; in place of a page that cannot be made, the reason."""
    click.echo(f"Making {len(requests)} reports ...", err=True)
    return _side_by_side(attempt_page, requests, jobs)


def make_page(request: Request) -> Path:
    """Make one page; runs in a process of its own."""
    from workbench.interfaces.reports import comparison_report, scenario_report

    if request.scenario != COMPARISON:
        return scenario_report(request.run, request.scenario, request.out)
    return comparison_report(request.run, request.out)


def attempt_page(request: Request) -> Path | str:
    """Make one page, or say why not."""
    try:
        return make_page(request)
    except WorkbenchError as error:
        return " ".join(str(error).split())


def _side_by_side(
    work: Callable[[Request], Made], requests: Sequence[Request], jobs: int | None
) -> list[Made]:
    workers = min(len(requests), processes_of(jobs))
    if workers < 2:
        return [work(one) for one in requests]
    with ProcessPoolExecutor(workers, get_context("spawn"), _end_quietly_when_stopped) as pool:
        return list(pool.map(work, requests))


def _end_quietly_when_stopped() -> None:
    """On Ctrl-C a process that makes a page just ends; the command itself says what there is to say."""
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))


def index_over(runs: Sequence[Path], out: Path) -> Path:
    """An index page over the pages of runs."""
    from workbench.interfaces.reports import index_page

    return index_page(runs, out)
