"""Ranking rules of one's own: Python functions of what a policy may see. They run on the engine in SimPy."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from workbench.engines.rules.index import FEATURES, LINEAR
from workbench.engines.rules.records import RankingRule


class Seen(NamedTuple):
    """What a rule sees of a project at an instant: beliefs, never the truth. Days are working days.

    Parameters
    ----------
    project
        Its id.
    due, now
        Promised day (1e9 without a promise) and today, from the start.
    lead, constraint_days, constraint_fte_days
        Longest path, days and FTE-days on its scarcest pool that are still to come.
    cost_of_delay, cost_of_delay_now
        Money at day 0 that a day costs, at the believed completion and today.
    net_value
        Present value still to be had less what is still to be paid.
    score, ordinal_value, ordinal_size
        Weighted score from 0 to 100, and the ordinal scores.
    luck
        A uniform number of the project's own, the same in every policy.
    """

    project: str
    due: float
    now: float
    lead: float
    constraint_days: float
    constraint_fte_days: float
    cost_of_delay: float
    cost_of_delay_now: float
    net_value: float
    score: float
    ordinal_value: float
    ordinal_size: float
    luck: float


OwnRule = Callable[[Seen], float]
"""From what is seen of a project to its index; higher goes first."""

EVERYTHING = RankingRule(LINEAR, 0, (1.0,) * FEATURES, (0.0,) * FEATURES, 1.0)
"""A rule that looks at every feature."""


@dataclass(frozen=True)
class OwnRules:
    """Functions in place of a scenario's ranking rules; None leaves the scenario's.

    Parameters
    ----------
    release, dispatch
        Which candidate goes first at boards; whose packages get people first.
    """

    release: OwnRule | None = None
    dispatch: OwnRule | None = None

    def __bool__(self) -> bool:
        return self.release is not None or self.dispatch is not None

    @property
    def hash(self) -> str:
        """Of their sources, as far as these can be read: it tells rules apart, not what they call."""
        return sha256("\n".join(_source(one) for one in (self.release, self.dispatch)).encode()).hexdigest()


NOTHING_OWN = OwnRules()


def _source(rule: OwnRule | None) -> str:
    try:
        return inspect.getsource(rule) if rule is not None else ""
    except (OSError, TypeError):
        return repr(rule)
