"""Where results go: folders named after scenarios, always inside the folder that was asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

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


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
