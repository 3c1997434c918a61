"""Promised dates whose chance clearly changes on the same futures: one rule for every page and table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis import sign_test

LEAST = 0.05
"""A change of the chance below this is not called clear, however many futures confirm it (assumed)."""

SURE = 0.05
"""What the sign test must stay below."""


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


def changed_promises(projects: pd.DataFrame, baseline: str, scenario: str) -> list[PromiseChange]:
    """Promises that clearly change, the worst first: decided pair by pair, and by 5 in 100 at least.

    Decided is what the sign test calls so: it is exact however few futures the change shows in. A promise
    that some future leaves open (the run ends before its date) has no chance, so it does not change.

    Parameters
    ----------
    projects
        Project rows of a run, at least scenario, replication, project and on_time.
    baseline, scenario
        Names of the two that are compared.

    Examples
    --------
    >>> futures = range(40)
    >>> rows = [("today", k, "P1", True) for k in futures] + [("late", k, "P1", k < 10) for k in futures]
    >>> frame = pd.DataFrame(rows, columns=["scenario", "replication", "project", "on_time"])
    >>> changed_promises(frame, "today", "late")
    [PromiseChange(project='P1', before=1.0, after=0.25)]
    """
    kept = {
        name: projects[projects["scenario"] == name].pivot(
            index="replication", columns="project", values="on_time"
        )
        for name in (baseline, scenario)
    }
    found = []
    for project in kept[baseline].columns.intersection(kept[scenario].columns):
        pair = pd.concat([kept[baseline][project], kept[scenario][project]], axis=1, join="inner")
        if pair.empty or pair.isna().any(axis=None):
            continue
        before, after = (pair.iloc[:, side].to_numpy(dtype=np.float64) for side in (0, 1))
        better, worse = int((after > before).sum()), int((after < before).sum())
        if abs(better - worse) >= LEAST * len(pair) and sign_test(better, worse) < SURE:
            found.append(PromiseChange(str(project), float(before.mean()), float(after.mean())))
    return sorted(found, key=lambda one: (one.after - one.before, one.project))
