"""What was found: figures with their spread, what was asked for, and the verdict in words; kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from benchmarks.clock import Spread
from benchmarks.machine import Machine

FOLDER = Path(__file__).parent / "measured"


class Bound(StrEnum):
    """Which side of a bar is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True)
class Bar:
    """What was asked for.

    Parameters
    ----------
    bound
        Which side is good.
    floor
        What must be reached.
    goal
        What would be better still; None where only the floor was asked for.
    """

    bound: Bound
    floor: float
    goal: float | None = None

    def verdict(self, found: float) -> str:
        """In words.

        Examples
        --------
        >>> Bar(Bound.AT_LEAST, 25, 60).verdict(40)
        'reached; **falls short of the goal**'
        >>> Bar(Bound.AT_MOST, 2.2).verdict(3), Bar(Bound.AT_MOST, 2.2).verdict(2)
        ('**falls short**', 'reached')
        """
        if not self._reaches(found, self.floor):
            return "**falls short**"
        if self.goal is None:
            return "reached"
        return "goal reached" if self._reaches(found, self.goal) else "reached; **falls short of the goal**"

    def _reaches(self, found: float, bar: float) -> bool:
        return found >= bar if self.bound is Bound.AT_LEAST else found <= bar

    @property
    def words(self) -> str:
        """What was asked for, in words.

        Examples
        --------
        >>> Bar(Bound.AT_LEAST, 25, 60).words
        'at least 25, goal 60'
        """
        goal = "" if self.goal is None else f", goal {self.goal:g}"
        return f"{self.bound} {self.floor:g}{goal}"


@dataclass(frozen=True)
class Row:
    """One figure."""

    what: str
    found: Spread
    unit: str
    bar: Bar | None = None

    @property
    def verdict(self) -> str:
        """Whether it is what was asked for; a dash where nothing was."""
        return "–" if self.bar is None else self.bar.verdict(self.found.median)


@dataclass(frozen=True)
class Section:
    """One question, its figures, and what they do not say."""

    name: str
    title: str
    text: str
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    noise: Spread | None = None


@dataclass(frozen=True)
class Kept:
    """A section with where and when it was measured."""

    section: Section
    machine: Machine
    day: str


def keep(section: Section, machine: Machine, folder: Path = FOLDER) -> Path:
    """Write it down; what stood there of the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{section.name}.json"
    text = json.dumps(asdict(Kept(section, machine, date.today().isoformat())), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def kept(name: str, folder: Path = FOLDER) -> Kept | None:
    """What was written down last under a name, if anything."""
    path = folder / f"{name}.json"
    if not path.exists():
        return None
    read = json.loads(path.read_text(encoding="utf-8"))
    section = read["section"]
    rows = tuple(
        Row(row["what"], Spread(**row["found"]), row["unit"], _bar(row["bar"])) for row in section["rows"]
    )
    noise = None if section["noise"] is None else Spread(**section["noise"])
    whole = section | {"rows": rows, "remarks": tuple(section["remarks"]), "noise": noise}
    return Kept(Section(**whole), Machine(**read["machine"]), read["day"])


def _bar(read: dict[str, str | float | None] | None) -> Bar | None:
    return None if read is None else Bar(Bound(str(read["bound"])), read["floor"], read["goal"])  # type: ignore[arg-type]


Bench = Callable[[], Section]
"""Measures something."""
