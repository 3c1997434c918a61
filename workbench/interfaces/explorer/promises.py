"""Promised dates that clearly change on the same futures."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.experiment import Comparison


@dataclass(frozen=True)
class Promises:
    """Which promises clearly get better or worse.

    Parameters
    ----------
    changes
        ``better`` or ``worse`` by project, where the change is clear.
    lost
        Projects whose promise gets worse, the worst first.
    names
        What projects are called.
    """

    changes: dict[str, str]
    lost: tuple[str, ...]
    names: dict[str, str]

    @classmethod
    def of(cls, comparison: Comparison) -> Promises:
        """Decided pair by pair, project by project."""
        found = comparison.promise_changes(comparison.names[1])
        names = {one.id: one.name or one.id for one in comparison.scenarios[0].portfolio.projects}
        lost = tuple(one.project for one in found if one.direction == "worse")
        return cls({one.project: one.direction for one in found}, lost, names)
