"""A scheduling instance as its file states it, in whole days and units, before it becomes a portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.errors import Problem


@dataclass(frozen=True)
class Step:
    """One piece of work: its number in the file, what it takes, and what has to be done first."""

    number: int
    days: int
    demand: dict[str, int]
    after: tuple[int, ...]
    place: str

    @property
    def is_empty(self) -> bool:
        """Whether it takes neither time nor people."""
        return self.days == 0 and not any(self.demand.values())


@dataclass(frozen=True)
class Network:
    """One project of an instance.

    Parameters
    ----------
    number
        In the file.
    release
        Day from which it may begin.
    steps
        Its work.
    due, late_per_day
        Promised day, and what a day after it costs, where the file states them.
    """

    number: int
    release: int
    steps: tuple[Step, ...]
    due: int | None = None
    late_per_day: int = 0

    @property
    def work(self) -> tuple[Step, ...]:
        """Its steps without the empty first and last one, which only say where it begins and ends."""
        followed = {one for step in self.steps for one in step.after}
        return tuple(
            step
            for place, step in enumerate(self.steps)
            if not (
                step.is_empty
                and (
                    (place == 0 and not step.after)
                    or (place == len(self.steps) - 1 and step.number not in followed)
                )
            )
        )


@dataclass(frozen=True)
class Instance:
    """Projects that share renewable resources."""

    name: str
    place: str
    capacities: dict[str, int]
    networks: tuple[Network, ...] = field(default=())


def flaws(instance: Instance) -> Iterator[Problem]:
    """What keeps an instance from having any schedule, each at its place."""
    place = instance.place
    if not instance.networks:
        yield Problem((), "holds no project", remedy="at least one is needed", place=place)
    for network in instance.networks:
        if not network.work:
            yield Problem(
                (),
                f"project {network.number} holds no work",
                remedy="at least one package is needed",
                place=place,
            )
        numbers = [step.number for step in network.steps]
        for number in sorted({one for one in numbers if numbers.count(one) > 1} if _repeats(numbers) else ()):
            yield Problem((), "the number stands twice in a project", str(number), "number them anew", place)
        known = set(numbers)
        for step in network.steps:
            yield from _step_flaws(step, known, instance.capacities)


def _repeats(numbers: list[int]) -> bool:
    return len(set(numbers)) < len(numbers)


def _step_flaws(step: Step, known: set[int], capacities: dict[str, int]) -> Iterator[Problem]:
    for one in step.after:
        if one not in known:
            yield Problem(
                (),
                f"package {step.number} is linked with one that its project does not have",
                str(one),
                "correct the link",
                step.place,
            )
        elif one == step.number:
            yield Problem((), f"package {one} follows itself", str(one), "drop the link", step.place)
    for pool, units in step.demand.items():
        if pool not in capacities:
            yield Problem(
                (),
                f"package {step.number} needs a resource that the file does not have: it has "
                f"{', '.join(capacities) or 'none'}",
                pool,
                "correct the name",
                step.place,
            )
        elif units > capacities[pool]:
            yield Problem(
                (),
                f"package {step.number} needs more of {pool} than the {capacities[pool]} there are",
                str(units),
                "no schedule can have it: lower the need or raise the capacity",
                step.place,
            )
