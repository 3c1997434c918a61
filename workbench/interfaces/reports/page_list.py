"""Which pages a batch made of which scenario, kept beside them: an index links those, guessing no names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.pages import page_names
from workbench.interfaces.reports.render import write_page

LIST = "pages.json"

LONGEST = 60
"""Letters of a page's name that tell the notebook."""


@dataclass(frozen=True)
class Listed:
    """A page that is there, or will be.

    Parameters
    ----------
    run
        Folder of its run, relative to the folder of the list.
    scenario
        The scenario's name in that run.
    label
        What readers call the report.
    file
        Name of the page in the folder of the list.
    """

    run: str
    scenario: str
    label: str
    file: str


def page_files(names: Sequence[str], suffixes: Sequence[str]) -> Mapping[tuple[str, str], str]:
    """File names by scenario and suffix of the notebook, no two of them the same on a disk that ignores case.

    Parameters
    ----------
    names
        Scenarios whose pages lie in one folder.
    suffixes
        What tells the reports on one scenario apart; empty for one of them.

    Examples
    --------
    >>> list(page_files(["cut", "cut--risk"], ["", "--risk"]).values())
    ['cut.html', 'cut--risk.html', 'cut--risk-2.html', 'cut--risk--risk.html']
    """
    first = page_names(names)
    wanted = [(name, suffix) for suffix in suffixes for name in names]
    stems = [f"{Path(first[name]).stem}{suffix[:LONGEST]}" for name, suffix in wanted]
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for key, stem in zip(wanted, stems, strict=True):
        choice, k = stem, 1
        while choice.casefold() in taken:
            k += 1
            choice = f"{stem}-{k}"
        taken.add(choice.casefold())
        found[key] = f"{choice}.html"
    return found


def listed(run: RunFolder, scenario: str, label: str, page: Path) -> Listed:
    """An entry of the list that lies beside the page."""
    return Listed(_relative(run.path, page.parent), scenario, label, page.name)


def write_list(pages: Sequence[Listed], folder: Path) -> Path:
    """Write the list, whole; an earlier one is replaced."""
    path = folder / LIST
    folder.mkdir(parents=True, exist_ok=True)
    write_page(path, json.dumps({"pages": [asdict(one) for one in pages]}, ensure_ascii=False, indent=1))
    return path


def pages_of(run: RunFolder, scenario: str, folder: Path) -> tuple[Listed, ...]:
    """Pages of a scenario that are there and that the list of the folder names; none without a list."""
    own = (_relative(run.path, folder), scenario)
    return tuple(one for one in pages_in(folder) if (one.run, one.scenario) == own)


def pages_of_run(run: Path, folder: Path) -> tuple[Listed, ...]:
    """Pages on any scenario of a run, whether or not the run can be read."""
    return tuple(one for one in pages_in(folder) if one.run == _relative(run, folder))


def pages_in(folder: Path) -> tuple[Listed, ...]:
    """Pages that are there and that the list of the folder names; none without a list."""
    try:
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))["pages"]
        found = [Listed(**{name: str(value) for name, value in one.items()}) for one in told]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()
    # A name, never a way out of the folder.
    return tuple(one for one in found if Path(one.file).name == one.file and (folder / one.file).is_file())


def _relative(run: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(run.absolute(), folder.absolute())).as_posix()
    except ValueError:  # another drive
        return run.absolute().as_posix()
