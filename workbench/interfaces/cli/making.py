"""Reports of a batch, made several at a time; those that are finished already stay as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import WorkbenchError
from workbench.interfaces.cli.executing import processes_of
from workbench.interfaces.cli.reporting import WARM_FROM
from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from tqdm import tqdm

    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.study_reports import Wanted

MOST_NAMED = 2


@dataclass
class _Bar:
    """What is at work, done, failed and left."""

    bar: tqdm[Any]
    at_work: list[str] = field(default_factory=list)
    failed: int = 0
    lock: Lock = field(default_factory=Lock)

    def begins(self, name: str) -> None:
        with self.lock:
            self.at_work.append(name)
            self._tell()

    def ends(self, name: str, failures: int) -> None:
        with self.lock:
            self.at_work.remove(name)
            self.failed += failures
            self.bar.update()
            self._tell()

    def _tell(self) -> None:
        said = [f"{self.failed} failed"] if self.failed else []
        if self.at_work:
            said.append(f"at work: {', '.join(self.at_work[:MOST_NAMED])}")
        self.bar.set_postfix_str(clean("; ".join(said)))


@contextmanager
def _bar(total: int, finished: int) -> Iterator[_Bar]:
    from tqdm import tqdm

    with tqdm(
        desc="reports",
        unit=" reports",
        total=total,
        initial=finished,
        file=sys.stderr,
        disable=None,
        leave=False,
        dynamic_ncols=True,
    ) as bar:
        yield _Bar(bar)


def report_all(every: Sequence[Wanted], batch: str, jobs: int | None) -> int:
    """Make every report that is not finished yet, several at a time; how many could not be made.

    Parameters
    ----------
    every
        The reports.
    batch
        What they belong to, for the page of one that cannot be made.
    jobs
        How many at once; all cores if none are stated.
    """
    from workbench.interfaces.reports.kernel import ThisPython
    from workbench.interfaces.reports.preflight import check_folder, check_kernel
    from workbench.interfaces.reports.stamps import is_finished
    from workbench.interfaces.reports.warm_kernel import WarmPython

    missing = [one for one in every if not is_finished(one.page, one.stamp)]
    kept = len(every) - len(missing)
    said = f" ({kept:,} are finished already)" if kept else ""
    click.echo(f"Making {len(missing):,} reports{said} ...", err=True)
    if not missing:
        return 0
    check_folder(missing[0].page.parent)
    check_kernel()
    kernel = WarmPython if len(missing) >= WARM_FROM else ThisPython
    failed = 0
    with ThreadPoolExecutor(min(len(missing), processes_of(jobs))) as pool, _bar(len(every), kept) as bar:

        def work(one: Wanted) -> str:
            bar.begins(one.scenario)
            why = _attempt(one, batch, kernel)
            bar.ends(one.scenario, 1 if why else 0)
            return f"{one.page.stem}: {why}" if why else ""

        begun = [pool.submit(work, one) for one in missing]
        try:
            for done in as_completed(begun):
                if done.result():
                    failed += 1
                    click.echo(clean(f"failed: {done.result()}"), err=True)
        except BaseException:
            # What is under way is finished and kept; nothing more is begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return failed


def _attempt(one: Wanted, batch: str, kernel: type[ThisPython]) -> str:
    """Make a report; where it cannot be made, a page says why, and so does this."""
    from workbench.interfaces.reports.failed_page import Failing, failed_page
    from workbench.interfaces.reports.study_reports import make
    from workbench.interfaces.wording import label_of

    try:
        make(one, kernel)
    except (WorkbenchError, OSError) as error:
        why = " ".join(str(error).split())
        failed_page(Failing(batch, label_of(one.scenario), "reported", [why]), one.page)
        return why
    return ""
