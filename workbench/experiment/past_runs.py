"""Finished runs below a folder, the latest first: only their manifests are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.experiment.manifest import Manifest
from workbench.experiment.run_folder import MANIFEST, MARK
from workbench.experiment.where_kept import RUNS

DEEPEST = 5
"""Folders below which nobody keeps runs; a whole disk is not searched by mistake."""


@dataclass(frozen=True)
class PastRun:
    """A finished run.

    Parameters
    ----------
    folder
        Where it is.
    manifest
        What it was made of.
    """

    folder: Path
    manifest: Manifest


@dataclass(frozen=True)
class Unreadable:
    """A folder that says it holds a run, and why that cannot be read."""

    folder: Path
    reason: str


def kept_in(here: Path) -> tuple[Path, ...]:
    """Folders in which commands, the explorer's reports and the demo keep runs.

    Parameters
    ----------
    here
        The working folder. The explorer works in the folder of its notebook, the demo in one of its own.
    """
    below = (one for one in sorted(here.glob(f"*/{RUNS}")) if not one.parent.name.startswith("."))
    # Runs of a folder that is itself called runs are found in it.
    found = (here / RUNS, *(one for one in below if one.parent.name != RUNS))
    return tuple(one for one in found if one.is_dir())


def past_runs(*roots: str | Path) -> tuple[PastRun | Unreadable, ...]:
    """Runs below folders, themselves among them; readable ones first, the latest of them first.

    Parameters
    ----------
    roots
        Where to look; hidden folders are left out.
    """
    folders = {folder.resolve(): folder for root in roots for folder in _folders(Path(root), 0)}
    found = [_read(folder) for folder in folders.values()]
    runs = sorted(
        (one for one in found if isinstance(one, PastRun)),
        key=lambda one: (one.manifest.created, str(one.folder)),
        reverse=True,
    )
    return (*runs, *(one for one in found if isinstance(one, Unreadable)))


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    if (folder / MANIFEST).is_file() or (folder / MARK).is_file():
        yield folder
    if depth == DEEPEST:
        return
    try:
        below = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
    except OSError:
        return
    for one in below:
        if not one.name.startswith("."):
            yield from _folders(one, depth + 1)


def _read(folder: Path) -> PastRun | Unreadable:
    path = folder / MANIFEST
    if not path.is_file():
        return Unreadable(folder, "is not finished: run the same command again to go on")
    try:
        return PastRun(folder, Manifest.from_json(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError):
        return Unreadable(folder, f"its {MANIFEST} cannot be read: run it again")
    except (KeyError, TypeError, AttributeError):
        return Unreadable(folder, f"its {MANIFEST} is not that of a run, or of another release")
