"""Families of scenarios around today's PMO, each against today on the same futures.

Which practices are kept, how large the PMO is, how its people are split between coaching and audits, and
half a level more on one perspective.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench import evidence
from workbench.engines.engine import EngineName
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.in_processes import in_processes
from workbench.experiment.worth.living import lived
from workbench.experiment.worth.reshaping import Reshaping
from workbench.model.maturity import Maturity, MaturityProfile
from workbench.policies import LevelStep, Practice
from workbench.scenario import Scenario

Floats = NDArray[np.float64]
Key = TypeVar("Key")

TOGETHER = 8
"""Scenarios that a process lives through at a time."""

HALF_A_LEVEL = 0.5


@dataclass(frozen=True, eq=False)
class Family(Generic[Key]):
    """What scenarios differ from today by.

    Parameters
    ----------
    keys
        Which scenarios.
    npv, cost
        Less today's, shape (keys, futures): net value, and present value of what the PMO costs.
    """

    keys: tuple[Key, ...]
    npv: Floats
    cost: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each."""
        return self.npv.shape[1]

    def of(self, key: Key) -> Floats:
        """Differences of net value, future by future."""
        return np.asarray(self.npv[self.keys.index(key)])


def family_of(
    base: Scenario,
    scenarios: Mapping[Key, Scenario],
    futures: int,
    *,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Family[Key]:
    """Live through scenarios against today.

    Parameters
    ----------
    base
        Today.
    scenarios
        By key.
    futures
        Of each, the same ones.
    jobs, engine, progress
        As in `hearing_of`.
    """
    keys = list(scenarios)
    text = base.model_dump_json(by_alias=True)
    parts = [
        _Part(
            first,
            text,
            tuple(scenarios[one].model_dump_json(by_alias=True) for one in keys[first : first + TOGETHER]),
            futures,
            engine,
        )
        for first in range(0, len(keys), TOGETHER)
    ]
    npv, cost = np.zeros((len(keys), futures)), np.zeros((len(keys), futures))
    done, whole = 0, len(keys) * futures
    progress(0, whole)
    for first, values in in_processes(_live, parts, jobs):
        npv[first : first + values.shape[1]], cost[first : first + values.shape[1]] = values
        done += values.shape[1] * futures
        progress(done, whole)
    return Family(tuple(keys), npv, cost)


@dataclass(frozen=True)
class _Part:
    first: int
    base: str
    others: tuple[str, ...]
    futures: int
    engine: EngineName


def _live(part: _Part) -> tuple[int, Floats]:
    scenarios = [Scenario.model_validate_json(one) for one in (part.base, *part.others)]
    found = lived(scenarios, 0, part.futures, part.engine)
    npv, cost = found.of("npv"), found.of("pmo_cost")
    return part.first, np.stack([npv[1:] - npv[0], cost[1:] - cost[0]])


def kept_practices(base: Scenario, on: date | None = None) -> dict[int, Scenario]:
    """Today with only some practices paid for from the end of notice on; a key holds one bit for each kept.

    Practices in the order of `practices_of`. All of them kept is today.
    """
    shaping = Reshaping.of(base, on)
    practices = practices_of(base)
    every = (1 << len(practices)) - 1
    found = {}
    for kept in range(every + 1):
        dropped = [one for k, one in enumerate(practices) if not kept >> k & 1]
        found[kept] = base if kept == every else shaping.without(dropped, f"kept {kept}")
    return found


def practices_of(base: Scenario) -> tuple[Practice, ...]:
    """Practices in use or paid for today, in the order of tables.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> len(practices_of(today))
    7
    """
    standards = base.pmo.standards
    if standards is None:
        return ()
    return tuple(one for one in Practice if one in standards.practices)


def sizes(base: Scenario, factors: Sequence[float], on: date | None = None) -> dict[float, Scenario]:
    """Today's PMO at other sizes: people and cash of every practice times a factor."""
    shaping = Reshaping.of(base, on)
    return {one: base if one == 1.0 else shaping.resized(one, f"size {one:g}") for one in factors}


def splits(base: Scenario, shares: Sequence[float], on: date | None = None) -> dict[float, Scenario]:
    """The same number of people, another share of coaches and auditors coaching."""
    shaping = Reshaping.of(base, on)
    return {one: shaping.split(one, f"coaching {one:g}") for one in shares}


def present_split(base: Scenario) -> float:
    """Share of today's coaches and auditors who coach; NaN without any."""
    standards = base.pmo.standards
    coaches = 0.0 if standards is None else standards.in_use(Practice.COACHING).staff
    auditors = 0.0 if standards is None else standards.in_use(Practice.AUDITS).staff
    return coaches / (coaches + auditors) if coaches + auditors > 0 else float("nan")


def half_levels(base: Scenario) -> dict[str, Scenario]:
    """Half a level more on one perspective from the first board on, without any further cost."""
    present = base.portfolio.maturity
    assert present is not None
    plain = base.pmo.with_stated_levels()
    found = {}
    for name in evidence.perspectives():
        step = LevelStep(from_=base.portfolio.start, maturity=_raised(present, name))
        pmo = plain.model_copy(update={"levels": (step,)})
        found[name] = base.model_copy(update={"pmo": pmo, "name": f"half a level more: {name}"})
    return found


def _raised(present: Maturity, name: str) -> Maturity:
    def more(profile: MaturityProfile) -> MaturityProfile:
        levels = profile.model_dump()
        levels[name] = min(5.0, levels[name] + HALF_A_LEVEL)
        return MaturityProfile.model_validate(levels)

    programmes = {programme: more(profile) for programme, profile in present.programmes.items()}
    return present.model_copy(update={"profile": more(present.profile), "programmes": programmes})
