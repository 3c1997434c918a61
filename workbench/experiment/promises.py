"""Promised dates whose chance clearly changes on the same futures: one rule for every page and table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import SURE, holm, sign_test

LEAST = 0.05
"""A change of the chance below this is not called clear, however many futures confirm it (assumed)."""


@dataclass(frozen=True)
class PromiseChange:
    """A promise whose chance clearly changes: share of futures that keep it, before and after."""

    project: str
    before: float
    after: float

    @property
    def direction(self) -> str:
        """``better`` or ``worse``."""
        return "better" if self.after > self.before else "worse"


def changed_promises(before: pd.DataFrame, after: pd.DataFrame) -> list[PromiseChange]:
    """Promises that clearly change, the worst first: decided pair by pair, and by 5 in 100 at least.

    Decided is what the sign test calls so: it is exact however few futures the change shows in. Each promise
    is one more chance of a false alarm, so the test allows for all of them (Holm). A promise that some future
    leaves open (the run ends before its date) has no chance, so it does not change, and is not counted.

    Parameters
    ----------
    before, after
        `Outcomes.on_time` of the two scenarios that are compared: futures down, projects across.

    Examples
    --------
    >>> today = pd.DataFrame({"P1": [1.0] * 40})
    >>> late = pd.DataFrame({"P1": [1.0] * 10 + [0.0] * 30})
    >>> changed_promises(today, late)
    [PromiseChange(project='P1', before=1.0, after=0.25)]
    """
    found: list[PromiseChange] = []
    large: list[bool] = []
    chances: list[float] = []
    both = before.index.intersection(after.index)
    projects = before.columns.intersection(after.columns)
    one, other = (frame.reindex(both)[projects].to_numpy(dtype=np.float64) for frame in (before, after))
    for project, first, then in zip(projects, one.T, other.T, strict=True):
        if not first.size or np.isnan(first).any() or np.isnan(then).any():
            continue
        better, worse = int((then > first).sum()), int((then < first).sum())
        found.append(PromiseChange(str(project), float(first.mean()), float(then.mean())))
        large.append(abs(better - worse) >= LEAST * first.size)
        chances.append(sign_test(better, worse))
    clear = [one for one, enough, p in zip(found, large, holm(chances), strict=True) if enough and p < SURE]
    return sorted(clear, key=lambda one: (one.after - one.before, one.project))
