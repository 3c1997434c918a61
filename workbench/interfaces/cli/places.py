"""Where results go: folders named after scenarios, always inside the folder that was asked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from workbench.errors import InputError, Problem

LONGEST = 60

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{k}" for k in range(10)), *(f"lpt{k}" for k in range(10))}
)
"""Names that Windows keeps for devices, with any ending."""


def folder_name(name: str) -> str:
    """A scenario's name as the name of one folder, on any system; a changed name carries a mark of its own.

    Examples
    --------
    >>> folder_name("cd3-order"), folder_name("März 2027")
    ('cd3-order', 'März-2027-84b132')
    >>> folder_name("../../etc/passwd")
    'etc-passwd-3754d6'
    """
    kept = "".join(one if one.isalnum() or one in "._-" else "-" for one in name)
    while ".." in kept or "--" in kept:
        kept = kept.replace("..", ".").replace("--", "-")
    kept = kept.strip(".-_")[:LONGEST].rstrip(".-_")
    if not kept or kept.split(".")[0].lower() in _RESERVED:
        kept = f"scenario-{kept}".rstrip("-")
    return kept if kept == name else f"{kept}-{_mark(name)}"


def folder_names(names: Sequence[str]) -> list[str]:
    """Folders of several scenarios, no two of them the same on a disk that ignores case.

    Examples
    --------
    >>> folder_names(["cut", "Cut"])
    ['cut', 'Cut-1f45f0']
    """
    taken: set[str] = set()
    made = []
    for name in names:
        folder = folder_name(name)
        if folder.lower() in taken:
            folder = f"{folder}-{_mark(name)}"
        taken.add(folder.lower())
        made.append(folder)
    return made


def comparison_name(names: Sequence[str]) -> str:
    """Folder of a comparison, so that the same scenarios meet in the same place.

    Examples
    --------
    >>> comparison_name(["baseline", "wip-6"])
    'baseline-against-wip-6'
    """
    whole = f"{names[0]}-against-{'-'.join(names[1:])}"
    return folder_name(whole)


def shown(path: Path) -> str:
    """A path as a person may copy it: relative where it lies below the present folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def check_target(target: Path, read: Collection[Path]) -> None:
    """Refuse a file that cannot be written, or would replace one that the command reads, before any work.

    Parameters
    ----------
    target
        What `--to` names; its folder is made if missing.
    read
        Files that are read, resolved.

    Raises
    ------
    InputError
        Naming what is in the way; nothing is touched.
    """
    if target.resolve() in read:
        raise InputError.of(
            Problem(("--to",), "is a file that this command reads", shown(target), "name another file")
        )
    remedy = "name a file in a folder of your own"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(("--to",), f"its folder cannot be made: {error.strerror}", str(target), remedy)
        raise InputError.of(problem) from None
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise InputError.of(Problem(("--to",), "may not be written to", str(target), remedy))


def write_whole(target: Path, text: str) -> None:
    """Write a file whole or not at all: whoever is stopped half-way leaves what was there before."""
    whole = target.resolve()
    beside = whole.with_name(f".{whole.name}.partial")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(whole)


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
