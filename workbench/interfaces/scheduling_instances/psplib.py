"""The PSPLIB format `.sm` of single-mode instances (Kolisch & Sprecher 1996): sections under headings."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.scheduling_instances.instance import Instance, Network, Step
from workbench.interfaces.scheduling_instances.numbers import MOST_POOLS, MOST_STEPS, Numbers
from workbench.model.data import MOST_DAYS, MOST_MONEY

COUNT = r"jobs \(incl\. supersource/sink \)"
LINKS = "PRECEDENCE RELATIONS"
NEEDS = "REQUESTS/DURATIONS"
CAPACITIES = "RESOURCEAVAILABILITIES"
DATES = "PROJECT INFORMATION"


def read_psplib(text: str, path: Path) -> Instance:
    """Read a single-mode PSPLIB file with renewable resources.

    Raises
    ------
    InputError
        With the line at which it is not what it should be.
    """
    return _File(text, path).instance()


class _File:
    """A PSPLIB file, section by section."""

    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        self._lines = text.splitlines()

    def instance(self) -> Instance:
        """All of it."""
        if self._stated("projects", 0, 10**6) != 1:
            raise self._wrong("only files with one project are read", "state several as .json")
        for kind in ("nonrenewable", "doubly constrained"):
            if self._stated(rf"-\s*{kind}", 0, MOST_POOLS) > 0:
                raise self._wrong(
                    f"has {kind} resources: only renewable ones, which are free again after use, are read",
                    "take an instance without them",
                )
        count = self._stated(COUNT, 1, MOST_STEPS)
        pools = [f"R{one}" for one in range(1, self._stated(r"-\s*renewable", 0, MOST_POOLS) + 1)]
        capacities = self._capacities(pools)
        release, due, late = self._dates()
        after = self._links(count)
        steps = self._steps(count, pools, after)
        return Instance(self._path.stem, self._place, capacities, (Network(1, release, steps, due, late),))

    @property
    def _place(self) -> str:
        return self._path.as_posix()

    def _wrong(self, message: str, remedy: str) -> InputError:
        return InputError.of(Problem((), message, remedy=remedy, place=self._place))

    def _stated(self, heading: str, low: int, high: int) -> int:
        """The number behind a heading with a colon."""
        for line, text in enumerate(self._lines, start=1):
            found = re.match(rf"\s*{heading}\s*:\s*(\S*)", text)
            if found:
                return Numbers(found[1], self._place, line).take(_plain(heading), low, high)
        raise self._wrong(
            f"has no line “{_plain(heading)}: …”", "is it a PSPLIB file of the single-mode kind (.sm)?"
        )

    def _rows(self, heading: str) -> list[Numbers]:
        """Lines of numbers under a heading, up to the next line of asterisks."""
        begins = next((at for at, text in enumerate(self._lines) if text.strip().startswith(heading)), None)
        if begins is None:
            raise self._wrong(f"has no section “{heading}”", "is the file complete?")
        rows = []
        for at in range(begins + 1, len(self._lines)):
            text = self._lines[at].strip()
            if text.startswith("*"):
                break
            if text and not text.startswith(("-", "jobnr", "pronr", "R ")):
                rows.append(Numbers(text, self._place, at + 1))
        return rows

    def _capacities(self, pools: list[str]) -> dict[str, int]:
        row = self._one(CAPACITIES) if pools else Numbers("", self._place)
        found = {pool: row.take_units(pool) for pool in pools}
        row.end()
        return found

    def _dates(self) -> tuple[int, int, int]:
        """Release, due date and cost of a late day."""
        row = self._one(DATES)
        row.take("the number of the project", 0, 10**6)
        row.take("the number of packages", 0, MOST_STEPS)
        return (
            row.take("the release date", 0, MOST_DAYS),
            row.take("the due date", 0, MOST_DAYS),
            row.take("the cost of a late day", 0, MOST_MONEY),
        )

    def _one(self, heading: str) -> Numbers:
        rows = self._rows(heading)
        if len(rows) != 1:
            raise self._wrong(
                f"has {len(rows)} rows of numbers under “{heading}” where one is needed", "correct it"
            )
        return rows[0]

    def _numbered(self, heading: str, count: int) -> dict[int, Numbers]:
        """Rows by the number of their package, each of which has one."""
        found: dict[int, Numbers] = {}
        for row in self._rows(heading):
            place = row.place
            number = row.take("the number of a package", 1, count)
            if number in found:
                problem = Problem((), f"stands twice under “{heading}”", str(number), "drop one row", place)
                raise InputError.of(problem)
            found[number] = row
        lacking = [str(one) for one in range(1, count + 1) if one not in found]
        if lacking:
            raise self._wrong(
                f"has no row under “{heading}” for {len(lacking)} of {count} packages, first {lacking[0]}",
                "is the file complete?",
            )
        return found

    def _links(self, count: int) -> dict[int, list[int]]:
        """Predecessors of each package."""
        after: dict[int, list[int]] = {number: [] for number in range(1, count + 1)}
        for number, row in sorted(self._numbered(LINKS, count).items()):
            row.take("the number of modes (one, as only single-mode files are read)", 1, 1)
            for _ in range(row.take("the number of successors", 0, count)):
                after[row.take("a successor", 1, count)].append(number)
            row.end()
        return after

    def _steps(self, count: int, pools: list[str], after: dict[int, list[int]]) -> tuple[Step, ...]:
        steps = []
        for number, row in sorted(self._numbered(NEEDS, count).items()):
            place = row.place
            row.take("the mode (1, as only single-mode files are read)", 1, 1)
            days = row.take_days()
            demand = {pool: row.take_units(pool) for pool in pools}
            row.end()
            steps.append(Step(number, days, demand, tuple(after[number]), place))
        return tuple(steps)


def _plain(heading: str) -> str:
    return heading.replace(r"-\s*", "- ").replace("\\", "")
