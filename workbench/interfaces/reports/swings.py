"""How far each assumption moves an answer, as `workbench sensitivity --out RUN/sensitivity` leaves it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from workbench.experiment.studies.assumptions import SPREAD, SPREADS
from workbench.interfaces.reports.subject import Subject

if TYPE_CHECKING:
    from workbench.experiment.studies.sensitivity import Sensitivity

FOLDER, FILE = "sensitivity", "swings.json"
"""Where they lie in the folder of a run."""

Ends = tuple[float, float, float]
"""An average and both ends of its range."""


@dataclass(frozen=True)
class Swing:
    """How far one assumption moves the average difference.

    Parameters
    ----------
    title
        What readers call the assumption.
    width
        From the least to the most within its range.
    decided
        Whether it is known to move it at all.
    low, high
        The difference at the low and at the high end of the range.
    """

    title: str
    width: float
    decided: bool
    low: Ends
    high: Ends


@dataclass(frozen=True)
class Swings:
    """Those of all assumptions of two scenarios.

    Parameters
    ----------
    base, other
        Hashes of the scenarios.
    n
        Futures.
    by_key
        Each by the key of its assumption.
    """

    base: str
    other: str
    n: int
    by_key: Mapping[str, Swing]

    def width(self, key: str) -> float:
        """That of an assumption; parts of one doubt have one together, and what was not varied comes last."""
        found = self.by_key.get(SPREAD if key in SPREADS else key)
        return -1.0 if found is None else found.width


_STORED = TypeAdapter(Swings)


def keep_swings(found: Sensitivity, folder: Path) -> None:
    """Keep them beside the page that `workbench sensitivity` writes."""
    by_key = {}
    for one in found.swings:
        low, high = ((mean.value, mean.low, mean.high) for mean in (one.low.mean, one.high.mean))
        if all(math.isfinite(value) for value in (one.width, *low, *high)):
            by_key[one.assumed.key] = Swing(one.assumed.title, one.width, one.decided, low, high)
    folder.mkdir(parents=True, exist_ok=True)
    content = Swings(found.base.hash, found.other.hash, found.n, by_key)
    (folder / FILE).write_bytes(_STORED.dump_json(content, indent=1))


def swings_of(subject: Subject) -> Swings | None:
    """Those of what a report compares; None where they were not looked for, or of other scenarios."""
    path = subject.run.path / FOLDER / FILE
    if not subject.focus or not path.is_file():
        return None
    try:
        found = _STORED.validate_json(path.read_bytes())
    except ValidationError:
        return None
    names = (subject.run.baseline, subject.focus)
    return found if [found.base, found.other] == [subject.run.entry(one)["hash"] for one in names] else None
