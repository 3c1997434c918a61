"""Every list that keeps every limit, where projects are few enough to list them all."""

from __future__ import annotations

import numpy as np

from workbench.engines.selecting.greedy import violated
from workbench.engines.selecting.limits import LimitKind, Problem

MOST_FREE = 14
"""Projects that may be in or out: from fifteen on nobody looks whether few lists keep the limits."""

MOST_LISTS = 256
"""Lists that are all simulated; where more keep every limit, plans propose some."""


def every_list(problem: Problem) -> tuple[tuple[int, ...], ...] | None:
    """Options of every list that keeps every limit; None where there are too many to look at all of them.

    Parameters
    ----------
    problem
        What there is to select from, each project with at most one option.
    """
    count = len(problem.options)
    if len(set(problem.options.project.tolist())) < count:
        return None
    forced = {int(i) for one in problem.limits if one.kind is LimitKind.FORCED for i in one.options}
    free = [option for option in range(count) if option not in forced]
    if len(free) > MOST_FREE:
        return None
    found: list[tuple[int, ...]] = []
    for number in range(2 ** len(free)):
        one = tuple(sorted([*forced, *(option for k, option in enumerate(free) if number >> k & 1)]))
        if not violated(problem, np.array(one, dtype=np.int64)):
            found.append(one)
            if len(found) > MOST_LISTS:
                return None
    return tuple(found)
