"""Where an index finds what it links to: pages and tables that lie beside it, or wherever a site has them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Protocol
from urllib.parse import quote

from workbench.experiment.run_folder import GAP_CLOSED, YARDSTICKS
from workbench.interfaces.reports.failed_page import is_failed
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.page_list import pages_of
from workbench.interfaces.reports.pages import COMPARISON, page_name

TABLES = ("summary", "differences", "commitments", "states", YARDSTICKS, GAP_CLOSED)
NUMBERS = "numbers"
"""Folder beside the pages that holds the tables they link to."""

NO_REPORT = "no report"
"""What an index calls the page that says why there is none."""

REPORT = "report"
"""Folder inside a run in which its pages may lie."""


@dataclass(frozen=True)
class Link:
    """A link of an index.

    Parameters
    ----------
    text
        What readers see.
    address
        Relative to the index wherever that is possible, percent-encoded.
    """

    text: str
    address: str


class Links(Protocol):
    """What an index links to; empty where there is nothing."""

    def of(self, run: RunFolder, scenario: str) -> Sequence[Link]:
        """Everything on one scenario, the page first."""

    def comparison(self, run: RunFolder) -> Sequence[Link]:
        """The comparison of all scenarios of a run."""

    def numbers(self, run: RunFolder) -> Sequence[Link]:
        """Tables of a run."""


@dataclass(frozen=True)
class Beside:
    """Pages that lie in the folder of the index, in that of a run, or in `report` inside it.

    Parameters
    ----------
    folder
        Of the index.
    """

    folder: Path

    def of(self, run: RunFolder, scenario: str) -> Sequence[Link]:
        """Pages that a batch says it made of the scenario; else the one that goes by its name, if there."""
        for place in (self.folder, run.path / REPORT):
            own = pages_of(run, scenario, place)
            if own:
                words = ["page", *(one.label for one in own[1:])]
                return [self._link(text, place / one.file) for text, one in zip(words, own, strict=True)]
        return self._page(run, page_name(run, scenario), "page")

    def comparison(self, run: RunFolder) -> Sequence[Link]:
        """The page that compares all, if it is there."""
        return self._page(run, COMPARISON, "Open the comparison of all")

    def numbers(self, run: RunFolder) -> Sequence[Link]:
        """Tables, copied beside the index so that the folder can be sent as it is."""
        links = []
        for name, copy in zip(TABLES, copies(run.path, self.folder), strict=True):
            source = run.path / f"{name}.csv"
            copy.unlink(missing_ok=True)
            if source.is_file():
                copy.parent.mkdir(exist_ok=True)
                copyfile(source, copy)
                links.append(Link(f"{name}.csv", address(copy, self.folder)))
        return links

    def _page(self, run: RunFolder, name: str, text: str) -> Sequence[Link]:
        for place in (self.folder, run.path / REPORT, run.path):
            if (place / name).is_file():
                return (self._link(text, place / name),)
        return ()

    def _link(self, text: str, page: Path) -> Link:
        """To a page; one that says why there is no report is marked."""
        said = text if not is_failed(page) else NO_REPORT if text == "page" else f"{NO_REPORT}: {text}"
        return Link(said, address(page, self.folder))


def copies(run: Path, folder: Path) -> tuple[Path, ...]:
    """Where tables of a run are copied to beside an index, in the order of `TABLES`."""
    return tuple(folder / NUMBERS / f"{run.name}-{name}.csv" for name in TABLES)


def address(path: Path, folder: Path) -> str:
    """Relative to a folder wherever that is possible (on Windows not between drives).

    Examples
    --------
    >>> address(Path("site/numbers/a b.csv"), Path("site"))
    'numbers/a%20b.csv'
    """
    try:
        return quote(Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix())
    except ValueError:
        return path.absolute().as_uri()
