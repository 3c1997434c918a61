"""The plan at approval: what each project should have done by when, frozen at its release.

Packages stand at their earliest start along the longest path from the release, with the durations believed
then; each earns its planned cost evenly over them. External cost is left out: it falls at the release
whatever happens, and would lift every index towards 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.network import longest_path

Floats = NDArray[np.float64]


class Weight(StrEnum):
    """What work is counted in."""

    MONEY = "money"
    FTE_DAYS = "FTE-days"
    """Where nobody has a price."""


@dataclass(frozen=True)
class Profile:
    """A project's plan in days after its release.

    Parameters
    ----------
    days, value
        Points of the planned value, linear between them.
    lengths, values
        Believed days and planned cost of each of its packages.
    """

    days: Floats
    value: Floats
    lengths: Floats
    values: Floats

    @property
    def duration(self) -> float:
        """Planned days from release to completion."""
        return float(self.days[-1])

    @property
    def budget(self) -> float:
        """Planned cost of all of it."""
        return float(self.value[-1])

    def times(self, factor: float) -> Profile:
        """The same with every duration changed alike."""
        return Profile(*(factor * one for one in (self.days, self.value, self.lengths, self.values)))


class Baseline:
    """Plans at approval of a scenario's projects."""

    def __init__(self, plan: Plan) -> None:
        packages = plan.packages
        self._plan = plan
        self._spent = np.nan_to_num(packages.spent, nan=0.0)
        self._made: dict[tuple[int, float], Profile] = {}
        priced = bool((packages.rate > 0).any())
        people = packages.demand.sum(axis=1) / 100.0
        self.weight = Weight.MONEY if priced else Weight.FTE_DAYS
        self.rate: Floats = packages.rate if priced else people
        """What a day of each package costs."""

    @cached_property
    def members(self) -> list[list[int]]:
        """Packages of each project."""
        return self._plan.projects.packages.rows()

    def in_work_before(self, i: int) -> bool:
        """Whether work of a project was under way before the start: then its plan is what was left."""
        return bool(self._spent[self.members[i]].any())

    def profile(self, i: int, belief: float) -> Profile:
        """A project's plan, given believed ÷ planned duration at its release.

        Parameters
        ----------
        i
            The project.
        belief
            `Path.belief_at_release`.
        """
        if self.in_work_before(i):
            return self._known(i, belief)
        # Without work in flight the whole plan stretches with the belief.
        return self._known(i, 1.0) if belief == 1.0 else self._known(i, 1.0).times(belief)

    def _known(self, i: int, belief: float) -> Profile:
        if (i, belief) not in self._made:
            self._made[i, belief] = self._profile(i, belief)
        return self._made[i, belief]

    def _profile(self, i: int, belief: float) -> Profile:
        packages, own = self._plan.packages, np.array(self.members[i], dtype=np.int64)
        left = np.where(packages.done, 0.0, np.maximum(0.0, belief * packages.mean - self._spent))
        ends = [0.0] * len(left)
        whole = longest_path(lists_of(self._plan).network, i, left.tolist(), ends)
        lengths, end = left[own], np.array(ends)[own]
        values = lengths * self.rate[own]
        days = np.unique(np.concatenate([[0.0, whole], end - lengths, end]))
        # A step of rounding is no step of the plan.
        days = days[np.concatenate([[True], np.diff(days) > 1e-9])]
        days[-1] = whole
        begun = days[:, None] - (end - lengths)
        share = np.divide(begun, lengths, out=np.zeros(begun.shape), where=lengths > 0)
        return Profile(days, np.clip(share, 0.0, 1.0) @ values, lengths, values)
