"""What in the published record speaks against the defaults, or is silent: nulls, conflicts and gaps."""

import csv
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files


class DoubtKind(Enum):
    """How a finding speaks against a default."""

    NULL = "null"
    CONFLICT = "conflict"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason not to take a default at its word.

    Attributes
    ----------
    id
        Short id.
    kind
        Looked for and not found (null), sources that disagree (conflict), or nobody looked (gap).
    sentence
        What was found, in a sentence; its figures stand in the sources.
    sources
        Ids in the register of sources.
    """

    id: str
    kind: DoubtKind
    sentence: str
    sources: tuple[str, ...]


@cache
def doubts() -> tuple[Doubt, ...]:
    """Return everything in the register that speaks against a default: nulls, conflicts, gaps.

    Examples
    --------
    >>> [one.id for one in doubts()][:2]
    ['no_link_to_performance', 'no_link_to_return']
    """
    text = files("workbench.evidence").joinpath("doubts.csv").read_text(encoding="utf-8")
    return tuple(
        Doubt(row["id"], DoubtKind(row["kind"]), row["sentence"], tuple(row["sources"].split(";")))
        for row in csv.DictReader(text.splitlines(), strict=True)
    )


def doubts_about(*sources: str) -> tuple[Doubt, ...]:
    """Return the doubts that touch something which rests on these sources.

    Parameters
    ----------
    sources
        Ids in the register of sources.

    Examples
    --------
    >>> [one.id for one in doubts_about("F02", "A19")]
    ['no_link_to_performance', 'rework_by_trade']
    """
    return tuple(one for one in doubts() if not set(sources).isdisjoint(one.sources))
