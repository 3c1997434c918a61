"""Better decisions, better delivery and both, on the same futures, over what nobody knows for sure.

The two gains are never added: what both bring together is simulated, and how much less or more it is than
their sum is measured future by future.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import (
    SURE,
    Crossed,
    Interval,
    TwoLevel,
    chance_of,
    crossed,
    holm,
    mean_interval,
    two_level,
)
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.better import Better, better_of, with_parts
from workbench.experiment.worth.in_processes import in_processes
from workbench.experiment.worth.living import Lived, lived
from workbench.experiment.worth.worlds import World, in_world, worlds_of
from workbench.scenario import Scenario

Floats = NDArray[np.float64]

WORLDS = 60
FUTURES = 6
"""Worlds, and futures of each, unless told otherwise: half a minute on two cores."""

PARTS = {"benefit": 1, "run_cost": -1, "cost": -1, "lateness_cost": -1, "pmo_cost": -1}
"""Measures that net value is the sum of, with their sign; pools are the same in all four corners."""


class Corner(StrEnum):
    """The four corners; the order is that of tables."""

    TODAY = "today"
    DECISIONS = "better decisions"
    DELIVERY = "better delivery"
    BOTH = "both"


class Effect(StrEnum):
    """What is asked of the four corners."""

    DECISIONS = "better decisions alone"
    DELIVERY = "better delivery alone"
    BOTH = "both together"
    INTERACTION = "together less the sum"
    DECISIONS_ON_TOP = "better decisions on top of better delivery"
    DELIVERY_ON_TOP = "better delivery on top of better decisions"
    DECISIONS_MAIN = "main effect of better decisions"
    DELIVERY_MAIN = "main effect of better delivery"


TESTED = (Effect.DECISIONS, Effect.DELIVERY, Effect.BOTH, Effect.INTERACTION)
"""What is said to be so or not, all four looked at together."""


class Kind(StrEnum):
    """How the two play together."""

    SUBSTITUTES = "substitutes"
    """Each gains, and together they gain less than the sum: part of it is gained only once."""
    COMPLEMENTS = "complements"
    """Together they gain more than the sum: each makes more of the other."""
    UNDECIDED = "undecided"
    """Less than the sum or more: these futures cannot tell."""
    NONE = "none"
    """Exactly the sum: one of the two changes nothing here."""


@dataclass(frozen=True)
class Gain:
    """An effect over futures alone, with all assumptions held.

    Parameters
    ----------
    effect
        Which.
    mean
        In the measure's unit, with its range.
    more
        Whether it is known to be above zero, all four looked at together; None where undecided or not tested.
    """

    effect: Effect
    mean: Interval
    more: bool | None


@dataclass(frozen=True)
class Finding:
    """An effect over worlds and futures.

    Parameters
    ----------
    effect, more
        As in `Gain`.
    worth
        In the measure's unit; luck and ignorance apart.
    """

    effect: Effect
    worth: TwoLevel
    more: bool | None

    @property
    def mean(self) -> Interval:
        """Average with its range; worlds are the sample."""
        return self.worth.mean


Gains = Mapping[Effect, Gain] | Mapping[Effect, Finding]


def gains_of(contrasts: Crossed) -> dict[Effect, Gain]:
    """Every effect from the contrasts of one world, futures as the sample.

    Examples
    --------
    >>> found = gains_of(crossed([0.0, 1.0], [2.0, 3.0], [1.0, 2.0], [3.0, 4.0]))
    >>> found[Effect.BOTH].mean.value, found[Effect.INTERACTION].more
    (3.0, None)
    """
    means = {effect: mean_interval(one) for effect, one in _values(contrasts).items()}
    return {
        effect: Gain(effect, means[effect], more)
        for effect, more in _known(means, contrasts.both.size).items()
    }


def kind_of(gains: Gains, contrasts: Crossed) -> Kind:
    """How the two play together in what `gains` tell of."""
    if not contrasts.interaction.any():
        return Kind.NONE
    more = gains[Effect.INTERACTION].more
    if more is None:
        return Kind.UNDECIDED
    return Kind.COMPLEMENTS if more else Kind.SUBSTITUTES


def _values(contrasts: Crossed) -> dict[Effect, Floats]:
    return {
        Effect.DECISIONS: contrasts.first,
        Effect.DELIVERY: contrasts.second,
        Effect.BOTH: contrasts.both,
        Effect.INTERACTION: contrasts.interaction,
        Effect.DECISIONS_ON_TOP: contrasts.first_on_top,
        Effect.DELIVERY_ON_TOP: contrasts.second_on_top,
        Effect.DECISIONS_MAIN: contrasts.first_main,
        Effect.DELIVERY_MAIN: contrasts.second_main,
    }


def _known(means: Mapping[Effect, Interval], n: int) -> dict[Effect, bool | None]:
    """By effect, whether it is known to be above zero (Holm over those that are tested)."""
    chances = dict(zip(TESTED, holm([chance_of(means[one], n) for one in TESTED]), strict=True))
    return {
        effect: mean.value > 0 if chances.get(effect, 1.0) < SURE else None for effect, mean in means.items()
    }


@dataclass(frozen=True, eq=False)
class Interplay:
    """Four corners in worlds.

    Parameters
    ----------
    base
        Today.
    better
        What better decisions and better delivery are.
    worlds
        What was drawn for what is assumed of maturity and the PMO.
    names
        Measures.
    values
        Shape (worlds, corners, futures, measures).
    """

    base: Scenario
    better: Better
    worlds: tuple[World, ...]
    names: tuple[str, ...]
    values: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each corner in all."""
        return self.values.shape[0] * self.values.shape[2]

    def of(self, corner: Corner, measure: str = "npv") -> Floats:
        """A measure in a corner, shape (worlds, futures)."""
        return self.values[:, list(Corner).index(corner), :, self.names.index(measure)]

    def measured(self, measure: str) -> bool:
        """Whether every future of every corner has a measure."""
        return measure in self.names and all(np.isfinite(self.of(one, measure)).all() for one in Corner)

    def contrasts(self, measure: str = "npv") -> Crossed:
        """Contrasts future by future, shape (worlds, futures)."""
        return crossed(*(self.of(one, measure) for one in Corner))

    def findings(self, measure: str = "npv") -> dict[Effect, Finding]:
        """Every effect on a measure, in its own unit: more lead time is above zero."""
        found = {effect: two_level(one) for effect, one in _values(self.contrasts(measure)).items()}
        known = _known({effect: one.mean for effect, one in found.items()}, len(self.worlds))
        return {effect: Finding(effect, worth, known[effect]) for effect, worth in found.items()}

    @cached_property
    def kind(self) -> Kind:
        """How decisions and delivery play together in net value."""
        return kind_of(self.findings(), self.contrasts())

    def parts(self) -> list[tuple[str, TwoLevel, bool]]:
        """The interaction of net value as the sum of its parts, largest first, and whether each is known.

        In every future the parts sum to the whole; a cost saved counts above zero.
        """
        names = [one for one in PARTS if self.measured(one)]
        found = [two_level(PARTS[one] * self.contrasts(one).interaction) for one in names]
        chances = holm([chance_of(one.mean, one.worlds) for one in found])
        rows = [(name, one, p < SURE) for name, one, p in zip(names, found, chances, strict=True)]
        return sorted(rows, key=lambda row: -abs(row[1].mean.value))


@dataclass(frozen=True)
class _Part:
    """A world to live through, as a process receives it: the four corners as text."""

    place: int
    corners: tuple[str, ...]
    world: World
    start: int
    stop: int
    engine: EngineName


def corners_of(base: Scenario, better: Better) -> dict[Corner, Scenario]:
    """The four corners as scenarios; each factor is one part of a scenario, so they cannot touch.

    Parameters
    ----------
    base
        Today.
    better
        Better decisions and better delivery.
    """
    parts = {
        Corner.DECISIONS: (better.decisions, base.pmo),
        Corner.DELIVERY: (base.policy, better.delivery),
        Corner.BOTH: (better.decisions, better.delivery),
    }
    changed = {corner: with_parts(base, f"what-if: {corner.value}", *part) for corner, part in parts.items()}
    return {Corner.TODAY: base, **changed}


def interplay_of(
    base: Scenario,
    worlds: int = WORLDS,
    futures: int = FUTURES,
    *,
    better: Better | None = None,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Interplay:
    """Try better decisions, better delivery and both.

    Parameters
    ----------
    base
        States the present maturity, unless better delivery is stated.
    worlds
        How many draws of what is assumed; the same ones for all four corners.
    futures
        Futures in each world; every world has futures of its own.
    better
        What is better; derived from the scenario by default.
    jobs
        Processes; no figure depends on how many.
    engine, progress
        As in `compare`; progress counts futures of all corners.
    """
    InputError.raise_if(_too_few(worlds, futures))
    chosen = better_of(base) if better is None else better
    corners = corners_of(base, chosen)
    texts = tuple(one.model_dump_json(by_alias=True) for one in corners.values())
    drawn = tuple(worlds_of(worlds, base.seed))
    parts = [_Part(k, texts, world, k * futures, (k + 1) * futures, engine) for k, world in enumerate(drawn)]
    found: dict[int, Lived] = {}
    each = futures * len(Corner)
    progress(0, each * worlds)
    for place, one in in_processes(_live, parts, jobs):
        found[place] = one
        progress(each * len(found), each * worlds)
    values = np.stack([found[k].values for k in range(worlds)])
    return Interplay(base, chosen, drawn, found[0].names, values)


def _too_few(worlds: int, futures: int) -> Sequence[Problem]:
    text = "two at least are needed to tell luck from what we do not know"
    counts = (("worlds", worlds), ("futures", futures))
    return [Problem((name,), text, str(count), "write 2 or more") for name, count in counts if count < 2]


def _live(part: _Part) -> tuple[int, Lived]:
    corners = [in_world(Scenario.model_validate_json(one), part.world) for one in part.corners]
    return part.place, lived(corners, part.start, part.stop, part.engine)
