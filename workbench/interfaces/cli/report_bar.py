"""A bar over the reports of a batch: what is at work, done, failed and left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from workbench.interfaces.cli.streams import clean

if TYPE_CHECKING:
    from tqdm import tqdm

MOST_NAMED = 2


@dataclass
class ReportBar:
    """What is at work, done, failed and left.

    Parameters
    ----------
    bar
        What is shown.
    total
        Reports that are to be made.
    """

    bar: tqdm[Any]
    total: int
    at_work: list[str] = field(default_factory=list)
    failed: int = 0
    done: int = 0
    lock: Lock = field(default_factory=Lock)

    def begins(self, name: str) -> None:
        """Somebody is at work on a report."""
        with self.lock:
            self.at_work.append(name)
            self._tell()

    def waits(self, name: str) -> None:
        """Nobody is at work on it any more, and it is not done."""
        with self.lock:
            self.at_work.remove(name)
            self._tell()

    def ends(self, name: str, failures: int) -> None:
        """A report is done, or could not be made."""
        with self.lock:
            self.at_work.remove(name)
            self.failed += failures
            self.done += 1
            self.bar.update()
            self._tell()

    def _tell(self) -> None:
        left = self.total - self.done - len(self.at_work)
        said = [f"{self.failed} failed"] if self.failed else []
        said.append(f"{left} left")
        if self.at_work:
            said.append(f"at work: {', '.join(self.at_work[:MOST_NAMED])}")
        self.bar.set_postfix_str(clean(", ".join(said)))


@contextmanager
def report_bar(total: int, finished: int) -> Iterator[ReportBar]:
    """A bar where somebody watches; silence in a pipe or a log.

    Parameters
    ----------
    total, finished
        All reports of the batch, and those that are finished already.
    """
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
        yield ReportBar(bar, total - finished)
