"""Planned work left of each project."""

from __future__ import annotations

import numpy as np

from workbench.engines.plan import Plan
from workbench.engines.records import lists_of
from workbench.engines.rules.network import longest_path, remaining_work


class Remaining:
    """Planned work left of each project: kept until a package of it is done or reopened."""

    def __init__(self, plan: Plan) -> None:
        self._network = lists_of(plan).network
        self._project_of: list[int] = plan.packages.project.tolist()
        packages = plan.packages
        self._done: list[bool] = packages.done.tolist()
        self._spent: list[float] = np.nan_to_num(packages.spent, nan=0.0).tolist()
        self.length: list[float] = np.where(packages.done, 0.0, packages.mean).tolist()
        """Planned days left of each package; 0 for those that are done."""
        self.scope = [1.0] * len(self.length)
        """Share of each package's work that its scope leaves."""
        self._finish = [0.0] * len(self.length)
        self._left = [0.0] * len(self.length)
        self._known: dict[int, tuple[float, float, float, float]] = {}

    def set_done(self, package: int) -> None:
        """The package is done."""
        self.length[package] = 0.0
        self._known.pop(self._project_of[package], None)

    def set_open(self, package: int) -> None:
        """The package has to be done again."""
        self.length[package] = self.scope[package] * self._network.mean[package]
        self._known.pop(self._project_of[package], None)

    def reduce(self, package: int, share: float) -> None:
        """Less of the package has to be done."""
        self.scope[package] = share
        self.length[package] = share * self._network.mean[package]
        self._known.pop(self._project_of[package], None)

    def of(self, i: int) -> tuple[float, float, float, float]:
        """Longest path, days on the constraint, FTE-days on it, and labour cost left, all as planned."""
        if i not in self._known:
            self._known[i] = self.measured(i, self.length)
        return self._known[i]

    def measured(self, i: int, length: list[float]) -> tuple[float, float, float, float]:
        """The same four for given lengths of the packages."""
        return remaining_work(self._network, i, length, self._finish)

    def to_commit(self, i: int, factor: float) -> tuple[dict[int, float], float]:
        """Believed days left of each open package, those already spent apart, and their longest path."""
        network, left = self._network, self._left
        members = range(network.first[i], network.first[i + 1])
        for k in members:
            left[k] = 0.0 if self._done[k] else max(0.0, factor * network.mean[k] - self._spent[k])
        open_days = {k: left[k] for k in members if not self._done[k]}
        return open_days, longest_path(network, i, left, self._finish)
