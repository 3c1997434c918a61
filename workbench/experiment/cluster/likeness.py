"""Whether another process gives the same bits: what its numbers rest on, compared with ours.

The comparison is made where the work is done, just before it: a machine that joins late, or comes back with
another copy of the workbench, is found out as well as one that was there from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from workbench.experiment.chunk import Chunk, Computed, Failed
from workbench.experiment.codehash import NUMERIC, code_hash, fingerprint, source_hash, versions

Work = Callable[[Chunk], Computed | Failed]
Footing = Mapping[str, str]
Found = TypeVar("Found")

_SAID = {"sources": "the sources of the workbench", "arithmetic": "the last digits of elementary functions"}


class Unlike(StrEnum):
    """What becomes of workers whose numbers rest on something else than ours."""

    REFUSED = "refused"
    ALLOWED = "allowed"


def footing() -> dict[str, str]:
    """What the numbers of this process rest on; `code` is the whole of it, the rest says where it differs."""
    releases = versions()
    return {
        "code": code_hash(),
        "sources": source_hash()[:12],
        **{name: releases[name] for name in ("workbench", *NUMERIC)},
        "arithmetic": fingerprint()["arithmetic"],
    }


def difference(ours: Footing, theirs: Footing) -> str:
    """In what another process differs, in words; empty if its numbers are ours to the last bit.

    Examples
    --------
    >>> ours = {"code": "1", "numpy": "2.4.6", "sources": "a"}
    >>> difference(ours, ours)
    ''
    >>> difference(ours, {"code": "2", "numpy": "2.4.5", "sources": "b"})
    'numpy is 2.4.5, here 2.4.6; the sources of the workbench are others'
    """
    if theirs.get("code") == ours["code"]:
        return ""
    differing = [name for name in ours if name != "code" and theirs.get(name) != ours[name]]
    said = [
        f"{name} is {theirs.get(name, 'unknown')}, here {ours[name]}"
        for name in differing
        if name not in _SAID
    ]
    said.extend(f"{_SAID[name]} are others" for name in differing if name in _SAID)
    return "; ".join(said) or "its code is another"


def done_if_like(
    work: Callable[..., Found], piece: object, code: str, unlike: Unlike, *shared: object
) -> tuple[dict[str, str] | None, Found | None]:
    """Do work on behalf of another process.

    Parameters
    ----------
    work, piece, shared
        What to do, with what.
    code
        Code hash of the process that asks.
    unlike
        Whether to do it although ours is another.

    Returns
    -------
    tuple
        What our numbers rest on, where that is something else; and the result, unless we are refused.
    """
    mine = None if code_hash() == code else footing()
    return mine, None if mine is not None and unlike is Unlike.REFUSED else work(piece, *shared)
