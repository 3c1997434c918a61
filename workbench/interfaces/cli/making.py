"""Reports of a batch, made several at a time; those that are finished already stay as they are."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError
from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.failing import Failed, tell
from workbench.interfaces.cli.report_bar import ReportBar, report_bar
from workbench.interfaces.cli.reporting import WARM_FROM
from workbench.interfaces.reports.step import Step

if TYPE_CHECKING:
    from workbench.experiment.cluster.dask_executor import Dask
    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.study_reports import Wanted

Told = tuple["Wanted", str]
"""A report, and why it could not be made; empty if it was."""


def report_all(
    every: Sequence[Wanted], batch: str, jobs: int | None, staff: Dask | None, index: str
) -> list[Failed]:
    """Make every report that is not finished yet, several at a time; those that could not be made.

    Parameters
    ----------
    every
        The reports.
    batch
        What they belong to, for the page of one that cannot be made.
    jobs
        How many at once; all cores if none are stated.
    staff
        Workers of a cluster, where they make them.
    index
        The page beside them that links them; empty where there will be none.
    """
    from workbench.interfaces.reports.preflight import check_folder
    from workbench.interfaces.reports.render import sweep
    from workbench.interfaces.reports.stamps import STAMPS, is_finished

    missing = [one for one in every if not is_finished(one.page, one.stamp)]
    kept = len(every) - len(missing)
    click.echo(_beginning(len(missing), kept), err=True)
    if not missing:
        return []
    check_folder(missing[0].page.parent)
    for folder in (missing[0].page.parent, missing[0].page.parent / STAMPS):
        sweep(folder)
    failed = []
    with report_bar(len(every), kept) as bar, closing(_made(missing, jobs, staff, bar)) as made:
        for one, why in made:
            bar.ends(one.scenario, 1 if why else 0)
            if why:
                failed.append(_tell(one, why, batch, index))
    return failed


def _beginning(missing: int, kept: int) -> str:
    """What is made now, and what is there already."""
    if missing == kept == 0:
        return "No reports are asked for."
    if not missing:
        return "The one report is there already." if kept == 1 else f"All {kept:,} reports are there already."
    reports = "1 report" if missing == 1 else f"{missing:,} reports"
    already = f" ({kept:,} {'is' if kept == 1 else 'are'} finished already)" if kept else ""
    return f"Making {reports}{already} ..."


def _made(
    missing: Sequence[Wanted], jobs: int | None, staff: Dask | None, bar: ReportBar
) -> Generator[Told, None, None]:
    """Each report as it is done, wherever that is."""
    left = missing
    if staff is not None:
        from workbench.interfaces.cli.making_elsewhere import made_elsewhere

        left = yield from made_elsewhere(missing, staff, bar)
    if left:
        yield from _made_here(left, jobs, bar)


def _made_here(missing: Sequence[Wanted], jobs: int | None, bar: ReportBar) -> Iterator[Told]:
    """Threads that wait for kernels: those are processes, and do the work."""
    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.preflight import check_kernel
    from workbench.interfaces.reports.warm_kernel import WarmPython

    check_kernel()
    kernel = WarmPython if len(missing) >= WARM_FROM else ThisPython

    def work(one: Wanted) -> str:
        bar.begins(one.scenario)
        return _attempt(one, kernel)

    with ThreadPoolExecutor(min(len(missing), processes_of(jobs))) as pool:
        begun = {pool.submit(work, one): one for one in missing}
        try:
            for done in as_completed(begun):
                yield begun[done], done.result()
        except BaseException:
            # What is under way is finished and kept; nothing more is begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _attempt(one: Wanted, kernel: type[ThisPython]) -> str:
    from workbench.interfaces.reports.study_reports import make

    try:
        make(one, kernel)
    except (WorkbenchError, OSError) as error:
        return " ".join(str(error).split())
    return ""


def _tell(one: Wanted, why: str, batch: str, index: str) -> Failed:
    """Of a report that cannot be made, a page says why, and so does a line."""
    from workbench.interfaces.reports.failed_page import Failing, failed_page

    label = one.run.label(one.scenario)
    failed = Failed(one.scenario, label, Step.REPORTED, (why,))
    failed_page(Failing(batch, label, failed.step, failed.reasons, back=index), one.page)
    return tell(failed, f"{label} ({one.page.name})")
