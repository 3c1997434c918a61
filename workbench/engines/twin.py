"""Whether two engines told the same futures, bit for bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from workbench.engines.path import Path


def disagreements(one: Path, other: Path) -> list[str]:
    """What differs between two paths of one future, each as a sentence; empty if every bit is the same."""
    return list(_differences(one, other, ""))


def _differences(one: Any, other: Any, place: str) -> Iterator[str]:
    for field in fields(one):
        mine, theirs, name = getattr(one, field.name), getattr(other, field.name), place + field.name
        if is_dataclass(mine):
            yield from _differences(mine, theirs, f"{name}.")
        elif np.shape(mine) != np.shape(theirs):
            yield f"{name} has the shape {np.shape(mine)} and {np.shape(theirs)}"
        elif np.asarray(mine).tobytes() != np.asarray(theirs).tobytes():
            a, b = np.ravel(mine), np.ravel(theirs)
            same = [x.tobytes() == y.tobytes() for x, y in zip(a, b, strict=True)]
            first = same.index(False)
            many = f"{same.count(False)} of {a.size} entries"
            yield f"{name} differs in {many}, first {a[first]!r} and {b[first]!r}"
