"""Finished runs below a folder, the latest first: only their manifests are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.experiment.manifest import Manifest
from workbench.experiment.run_folder import MANIFEST, MARK

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


def past_runs(root: str | Path) -> tuple[PastRun | Unreadable, ...]:
    """Runs below a folder, itself among them; readable ones first, the latest of them first.

    Parameters
    ----------
    root
        Where to look; hidden folders are left out.
    """
    found = [_read(folder) for folder in _folders(Path(root), 0)]
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
