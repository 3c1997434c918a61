"""What the scenarios of a run name: who and what, and the free text beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.interfaces.publishing.kinds import WRITTEN, Kind
from workbench.interfaces.publishing.walk import renamed
from workbench.model import Project, ResourcePool
from workbench.scenario import Scenario

Key = tuple[Kind, str]
"""A thing: its kind and its id, or its name where it has no id."""

PROJECT = "portfolio.projects.*"
ONE_PERSON = 1.0
"""FTE: what is said of a pool of so many is said of one person."""


@dataclass
class Named:
    """Things with what they are called, and free texts, each in order of appearance."""

    things: dict[Key, set[str]] = field(default_factory=dict)
    texts: dict[Key, None] = field(default_factory=dict)

    def called(self, kind: Kind, key: str, name: str) -> str:
        """Take note of a name, and leave it as it is."""
        if kind in WRITTEN:
            self.texts[kind, name] = None
        else:
            self.things.setdefault((kind, key), set()).update((key, name))
        return name

    def look_at(self, data: Any, place: str = "") -> None:
        """Take note of everything in a part of a scenario."""
        renamed(data, self.called, place)


def named_in(scenarios: Iterable[Mapping[str, Any]]) -> Named:
    """All that scenarios name, as dumped."""
    found = Named()
    for one in scenarios:
        found.look_at(one)
    return found


def persons(scenarios: Iterable[Scenario]) -> frozenset[str]:
    """Ids of pools that are never more than one person in some scenario: a second one hides nobody."""
    return frozenset(
        pool.id for one in scenarios for pool in one.portfolio.pools if _peak(pool) <= ONE_PERSON
    )


def _peak(pool: ResourcePool) -> float:
    """FTE that it has at most, from start to end."""
    ever = [pool.capacity, *(step.fte for step in pool.capacity_steps)]
    return max(ever) + sum(hire.fte for hire in pool.hires)


def only_in(projects: frozenset[str], scenarios: Sequence[Scenario]) -> dict[Key, set[str]]:
    """Packages, risks and stages of some projects that no other project has.

    Parameters
    ----------
    projects
        Ids.
    scenarios
        In which to look.
    """
    theirs, others = Named(), Named()
    for scenario in scenarios:
        for one in scenario.portfolio.projects:
            (theirs if one.id in projects else others).look_at(_dump(one), PROJECT)
    own = {Kind.PACKAGE, Kind.RISK, Kind.STAGE}
    return {key: names for key, names in theirs.things.items() if key[0] in own and key not in others.things}


def _dump(project: Project) -> dict[str, Any]:
    return project.model_dump(mode="json", by_alias=True)
