"""Whether what the PMO is worth depends on how the board ranks: two rules, with and without the PMO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import Interval, mean_interval
from workbench.engines.engine import EngineName
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.families import family_of, practices_of
from workbench.experiment.worth.reshaping import Reshaping
from workbench.policies import IndexName
from workbench.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class UnderRules:
    """The PMO under two ways to rank, on the same futures.

    Parameters
    ----------
    today, other
        Rules by which the board ranks.
    with_today, with_other
        Net value of keeping the PMO against closing it under each, by future.
    """

    today: IndexName
    other: IndexName
    with_today: Floats
    with_other: Floats

    @property
    def futures(self) -> int:
        """Simulated futures of each of the four scenarios."""
        return len(self.with_today)

    @property
    def worth_today(self) -> Interval:
        """What keeping the PMO is worth under today's rule."""
        return mean_interval(self.with_today)

    @property
    def worth_other(self) -> Interval:
        """The same under the other rule."""
        return mean_interval(self.with_other)

    @property
    def interaction(self) -> Interval:
        """By how much more it is worth under the other rule, in the same futures."""
        return mean_interval(self.with_other - self.with_today)


def under_rules(
    base: Scenario,
    futures: int,
    *,
    on: date | None = None,
    jobs: int = 1,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> UnderRules:
    """Keep and close the PMO under today's rule and under cost of delay; first come where that is today's.

    Parameters
    ----------
    base
        States standards and the present maturity.
    futures, on, jobs, engine, progress
        As in `makeup_of`.
    """
    today = base.policy.release.index
    other = IndexName.FIFO if today is IndexName.CD3 else IndexName.CD3
    shaping = Reshaping.of(base, on)
    closed = shaping.without(practices_of(base), "closed")
    scenarios = {
        "closed": closed,
        "other": ranked(base, other, "other rule"),
        "other, closed": ranked(closed, other, "other rule, closed"),
    }
    found = family_of(base, scenarios, futures, jobs=jobs, engine=engine, progress=progress)
    return UnderRules(today, other, -found.of("closed"), found.of("other") - found.of("other, closed"))


def ranked(scenario: Scenario, rule: IndexName, name: str) -> Scenario:
    """A scenario whose board ranks by a rule."""
    release = scenario.policy.release.model_copy(update={"index": rule})
    policy = scenario.policy.model_copy(update={"release": release})
    return scenario.model_copy(update={"policy": policy, "name": name})
