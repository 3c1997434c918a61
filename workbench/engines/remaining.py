"""Planned work left of each project."""

from __future__ import annotations

from workbench.engines.tables import Tables, longest_path


class Remaining:
    """Planned work left of each project: kept until a package of it is done or reopened."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._length = [0.0 if done else mean for done, mean in zip(tables.done, tables.mean, strict=True)]
        self._known: dict[int, tuple[float, float, float, float]] = {}

    def set_done(self, package: int) -> None:
        """The package is done."""
        self._length[package] = 0.0
        self._known.pop(self._tables.project_of[package], None)

    def set_open(self, package: int) -> None:
        """The package has to be done again."""
        self._length[package] = self._tables.mean[package]
        self._known.pop(self._tables.project_of[package], None)

    def of(self, i: int) -> tuple[float, float, float, float]:
        """Longest path, days on the constraint, FTE-days on it, and labour cost left, all as planned."""
        if i not in self._known:
            self._known[i] = self.measured(i, self._length)
        return self._known[i]

    def measured(self, i: int, length: list[float]) -> tuple[float, float, float, float]:
        """The same four for given lengths of the packages."""
        tables = self._tables
        lead = longest_path(tables, i, length)
        pool = tables.constraint[i]
        days = fte_days = cost = 0.0
        for k in tables.members[i]:
            cost += length[k] * tables.rate[k]
            for p, fte in tables.demand[k]:
                if p == pool:
                    days += length[k]
                    fte_days += length[k] * fte / 100.0
        if pool < 0:
            days = fte_days = lead
        return lead, days, fte_days, cost

    def to_commit(self, i: int, factor: float) -> tuple[dict[int, float], float]:
        """Believed days left of each open package, those already spent apart, and their longest path."""
        tables = self._tables
        left = {
            k: max(0.0, factor * tables.mean[k] - tables.spent[k])
            for k in tables.members[i]
            if not tables.done[k]
        }
        return left, longest_path(tables, i, [left.get(k, 0.0) for k in range(len(tables.mean))])

    def is_open(self, package: int) -> bool:
        """Whether the package still counts."""
        return self._length[package] > 0.0
