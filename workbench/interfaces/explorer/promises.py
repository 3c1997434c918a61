"""Promised dates that clearly change on the same futures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.analysis import paired_difference
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
        today, other = comparison.names
        frame = comparison.projects
        kept = {
            name: frame[frame["scenario"] == name].pivot(
                index="replication", columns="project", values="on_time"
            )
            for name in (today, other)
        }
        names = {one.id: one.name or one.id for one in comparison.scenarios[0].portfolio.projects}
        changes: dict[str, str] = {}
        losses: list[tuple[float, str]] = []
        for project in (key for key in names if key in kept[today] and key in kept[other]):
            before, after = (kept[name][project].to_numpy(float, na_value=np.nan) for name in (today, other))
            known = np.isfinite(before) & np.isfinite(after)
            if not (before[known] != after[known]).any():
                continue
            found = paired_difference(before[known], after[known], 1)
            if found.decided:
                changes[project] = "better" if found.mean.value > 0 else "worse"
                if found.mean.value < 0:
                    losses.append((found.mean.value, project))
        return cls(changes, tuple(project for _, project in sorted(losses)), names)
