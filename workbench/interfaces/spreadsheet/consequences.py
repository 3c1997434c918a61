"""Which problems of a row are its own, where some of its cells or columns cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from workbench.errors import Problem
from workbench.interfaces.spreadsheet.rows import Record
from workbench.interfaces.spreadsheet.thin import Frame, thin_project

_RESTS_ON = {
    "id": {"name"},
    "value_per_year": {"mandatory", "budget"},
    "team_size": {"budget"},
    "budget": {"duration_days", "planned_start", "planned_end", "team_size", "value_per_year"},
    "duration_days": {"planned_start", "planned_end", "started_on"},
    "planned_start": {"duration_days", "planned_end", "started_on"},
    "planned_end": {
        *("duration_days", "planned_start", "started_on", "share_complete"),
        *("due_date", "intake_date"),
    },
    "started_on": {"duration_days", "planned_start", "planned_end", "intake_date"},
    "due_date": {
        *("planned_start", "planned_end", "started_on", "share_complete", "intake_date"),
        *("urgency", "mandatory", "lateness_cost_per_day"),
    },
    "intake_date": {"planned_start", "started_on", "share_complete"},
}
"""Field of a problem: the others that could have kept it away."""


def own_faults(problems: Iterable[Problem], silent: AbstractSet[str]) -> Iterator[Problem]:
    """Problems that stand whatever the silent columns turn out to hold.

    Examples
    --------
    >>> empty, finished = Problem(("due_date",), "is empty"), Problem(("share_complete",), "all is done")
    >>> [one.message for one in own_faults([empty, finished], {"planned_end"})]
    ['all is done']
    """
    for problem in problems:
        field = problem.path[0] if problem.path else ""
        if not silent & ({field} | _RESTS_ON.get(field, set())):
            yield problem


def further_problems(spoilt: Iterable[Record], frame: Frame) -> tuple[Problem, ...]:
    """What else is wrong with rows that are dropped already, so that all of it can be mended at once."""
    made = ((record, thin_project(record, frame)) for record in spoilt)
    found = (own_faults(one, record.unread) for record, one in made if isinstance(one, tuple))
    return tuple(chain.from_iterable(found))


def in_order_of_rows(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by row, then column.

    Examples
    --------
    >>> places = ["plan.csv, cell AA3", "plan.csv, row 2", "plan.csv, cell B3"]
    >>> [one.place for one in in_order_of_rows(Problem((), "is wrong", place=place) for place in places)]
    ['plan.csv, row 2', 'plan.csv, cell B3', 'plan.csv, cell AA3']
    """

    def order(problem: Problem) -> tuple[int, int, str]:
        letters, row = re.search(r"([A-Z]*)(\d*)$", problem.place).groups()  # type: ignore[union-attr]
        return int(row or 0), len(letters), letters

    return sorted(problems, key=order)
