"""How far each assumption moves an answer, as `workbench sensitivity --out RUN/sensitivity` leaves it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from workbench.experiment.codehash import code_hash
from workbench.experiment.studies.assumptions import SPREAD, SPREADS
from workbench.interfaces.reports.subject import Subject

if TYPE_CHECKING:
    from workbench.experiment.studies.sensitivity import Sensitivity

FOLDER, FILES = "sensitivity", "swings-*.json"
"""Where they lie in the folder of a run, a file for each pair of scenarios."""

SHOWN = 8
"""Characters of a hash."""

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
    code
        Hash of the code that made the numbers.
    n
        Futures.
    by_key
        Each by the key of its assumption.
    """

    base: str
    other: str
    code: str
    n: int
    by_key: Mapping[str, Swing]

    def width(self, key: str) -> float:
        """That of an assumption; parts of one doubt have one together, and what was not varied comes last."""
        found = self.by_key.get(SPREAD if key in SPREADS else key)
        return -1.0 if found is None else found.width


@dataclass(frozen=True)
class NoSwings:
    """None that a page can show.

    Parameters
    ----------
    why
        A sentence, where something lies there and is not shown; else empty.
    """

    why: str = ""


_STORED = TypeAdapter(Swings)


def keep_swings(found: Sensitivity, folder: Path) -> None:
    """Keep them beside the page that `workbench sensitivity` writes; those of another pair stay."""
    by_key = {}
    for one in found.swings:
        low, high = ((mean.value, mean.low, mean.high) for mean in (one.low.mean, one.high.mean))
        if all(math.isfinite(value) for value in (one.width, *low, *high)):
            by_key[one.assumed.key] = Swing(one.assumed.title, one.width, one.decided, low, high)
    folder.mkdir(parents=True, exist_ok=True)
    content = Swings(found.base.hash, found.other.hash, code_hash(), found.n, by_key)
    (folder / _file(content)).write_bytes(_STORED.dump_json(content, indent=1))


def _file(one: Swings) -> str:
    return FILES.replace("*", f"{one.base[:SHOWN]}-{one.other[:SHOWN]}")


def swings_of(subject: Subject) -> Swings | NoSwings:
    """Those of what a report compares, made by the code that made its figures; else why there are none."""
    run = subject.run
    if not subject.focus:
        return NoSwings()
    found: list[Swings] = []
    damaged = []
    for path in sorted((run.path / FOLDER).glob(FILES)):
        try:
            found.append(_STORED.validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            damaged.append(path.name)
    pair = tuple(str(run.entry(name)["hash"]) for name in (run.baseline, subject.focus))
    mine = [one for one in found if (one.base, one.other) == pair]
    fitting = [one for one in mine if one.code == run.manifest["code"]]
    if fitting:
        return fitting[-1]
    if mine:
        return NoSwings("What lies beside this run was computed by other code than its figures.")
    if damaged:
        return NoSwings(f"What lies beside this run cannot be read: {FOLDER}/{damaged[0]}.")
    return NoSwings(_of_others(found, pair, {str(run.entry(name)["hash"]) for name in run.others}))


def _of_others(found: Sequence[Swings], pair: tuple[str, ...], others: Set[str]) -> str:
    """That scenarios are not those of the page; other what-ifs of the run are no mistake."""
    strange = [one for one in found if one.base != pair[0] or one.other not in others]
    if not strange:
        return ""
    theirs, ours = (
        " and ".join(one[:SHOWN] for one in hashes) for hashes in ((strange[0].base, strange[0].other), pair)
    )
    return (
        f"What lies beside this run is of other scenarios, or of another seed or order (hashes {theirs}; "
        f"here {ours})."
    )
