"""Ranking rules × limits on projects at once: which is best, how many are too many, and whether it matters.

Everything is a paired difference on the same futures. How flat the top is, is told from the differences
between the best limit and the others, not from two ranges that overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from workbench.analysis import (
    SURE,
    PairedDifference,
    chance_of,
    holm,
    mean_interval,
    paired_difference,
    share_interval,
)
from workbench.errors import InputError, Problem
from workbench.experiment.results import Comparison
from workbench.policies import Dispatch, IndexName
from workbench.scenario import Scenario

VALUE = "npv"
AS_TODAY = "as today"
"""Stands for today's ranking rules where a rule is named."""

SAME = 1e-12
"""Part of a value below which two values are one."""


@dataclass(frozen=True)
class Setting:
    """A ranking rule for starts and for people, with a limit on projects at once.

    Parameters
    ----------
    rule
        None leaves both rules as they are today.
    limit
        Most projects at once.
    """

    rule: IndexName | None
    limit: int

    @property
    def name(self) -> str:
        """Its name as a scenario.

        Examples
        --------
        >>> Setting(IndexName.CD3, 18).name, Setting(None, 6).name
        ('cd3-at-most-18', 'as-today-at-most-6')
        """
        return f"{'as-today' if self.rule is None else self.rule.value}-at-most-{self.limit}"

    def of(self, baseline: Scenario) -> Scenario:
        """The scenario that it makes of a baseline."""
        policy = baseline.policy
        change: dict[str, object] = {"wip_limit": self.limit}
        dispatch = policy.dispatch
        if self.rule is not None:
            change["index"] = self.rule
            dispatch = Dispatch.model_validate({**dispatch.model_dump(), "index": self.rule})
        release = policy.release.model_copy(update=change)
        changed = policy.model_copy(update={"release": release, "dispatch": dispatch})
        content = baseline.model_copy(
            update={"name": self.name, "description": self.name, "policy": changed}
        ).model_dump(by_alias=True)
        # Copies skip validation, and some rules ask more of a portfolio than others.
        return Scenario.model_validate(content)


@dataclass(frozen=True)
class PolicyGrid:
    """What is tried.

    Parameters
    ----------
    baseline
        Today.
    rules
        Ranking rules; None is today's.
    limits
        Most projects at once, rising.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> today = load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> grid = PolicyGrid(today, (None, IndexName.CD3), (18, 26))
    >>> [scenario.name for scenario in grid.scenarios()]
    ['baseline', 'as-today-at-most-18', 'cd3-at-most-18', 'cd3-at-most-26']
    """

    baseline: Scenario
    rules: tuple[IndexName | None, ...]
    limits: tuple[int, ...]

    def __post_init__(self) -> None:
        InputError.raise_if(self._problems())

    def _problems(self) -> Iterator[Problem]:
        if not self.rules:
            yield Problem(("rules",), "there is no ranking rule to try", remedy="choose at least one")
        if not self.limits:
            yield Problem(("limits",), "there is no limit to try", remedy="choose at least one")
        for limit in self.limits:
            if limit < 1:
                yield Problem(("limits",), "at least one project must be able to run", str(limit), "write 1")
        for name, tried in (("rules", self.rules), ("limits", self.limits)):
            if len(set(tried)) < len(tried):
                yield Problem((name,), "one of them stands twice", ", ".join(map(str, tried)))

    @property
    def today(self) -> int:
        """Today's limit; without one, every project may run."""
        limit = self.baseline.policy.release.wip_limit
        return len(self.baseline.portfolio.projects) if limit is None else limit

    def settings(self) -> list[Setting]:
        """Everything that is tried, today's own setting included."""
        return [Setting(rule, limit) for rule in self.rules for limit in self.limits]

    def is_today(self, setting: Setting) -> bool:
        """Whether a setting is today's policy under another name."""
        return setting.rule is None and setting.limit == self.today

    def scenarios(self) -> list[Scenario]:
        """Today first, then everything that differs from it."""
        tried = [one for one in self.settings() if not self.is_today(one)]
        return [self.baseline, *(setting.of(self.baseline) for setting in tried)]


def limits_around(baseline: Scenario, count: int = 10) -> tuple[int, ...]:
    """Limits to try for a baseline: from a quarter of its projects to all, today's among them.

    Examples
    --------
    >>> from workbench import load_scenario
    >>> from workbench.bundled import bundled
    >>> limits_around(load_scenario(bundled("scenarios") / "baseline.yaml"))
    (10, 13, 17, 20, 23, 26, 27, 30, 33, 37, 40)
    """
    most = len(baseline.portfolio.projects)
    few = max(1, most // 4)
    steps = {few + round((most - few) * k / (count - 1)) for k in range(count)}
    limit = baseline.policy.release.wip_limit
    return tuple(sorted(steps if limit is None else {*steps, limit}))


@dataclass(frozen=True, eq=False)
class PolicyStudy:
    """What a grid was found to be worth.

    Parameters
    ----------
    grid
        What was tried.
    comparison
        Its scenarios on the same futures.
    measure
        By which settings are compared; more must be better.
    """

    grid: PolicyGrid
    comparison: Comparison
    measure: str = VALUE

    def values(self, setting: Setting) -> np.ndarray:
        """The measure, future by future; of those futures in which every setting has it."""
        return self._table[self._name(setting)].to_numpy()

    @property
    def today(self) -> np.ndarray:
        """The measure under today's policy."""
        return self._table[self.comparison.names[0]].to_numpy()

    @property
    def n(self) -> int:
        """Futures that count."""
        return len(self._table)

    @cached_property
    def _table(self) -> pd.DataFrame:
        columns = {name: self.comparison.values(name, self.measure) for name in self.comparison.names}
        return pd.DataFrame(columns).dropna()

    def _name(self, setting: Setting) -> str:
        return self.comparison.names[0] if self.grid.is_today(setting) else setting.name

    def gain(self, setting: Setting, over: Setting | None = None) -> PairedDifference:
        """Paired difference of a setting from another one, or from today."""
        first = self.today if over is None else self.values(over)
        return paired_difference(first, self.values(setting), 1)

    def best_limit(self, rule: IndexName | None) -> Setting:
        """The limit with the highest average under a rule; the lower one of two alike."""
        return max(
            (Setting(rule, limit) for limit in self.grid.limits),
            key=lambda one: (float(self.values(one).mean()), -one.limit),
        )

    def best(self) -> Setting:
        """The setting with the highest average."""
        found = [self.best_limit(rule) for rule in self.grid.rules]
        return max(found, key=lambda one: float(self.values(one).mean()))

    def flat(self, rule: IndexName | None) -> tuple[int, int]:
        """The limits around a rule's best one that cannot be told from it.

        Neighbours of the best limit belong to it as long as the range of the paired difference holds zero.
        """
        best, limits = self.best_limit(rule), self.grid.limits
        low = high = limits.index(best.limit)
        while low > 0 and not self.gain(Setting(rule, limits[low - 1]), best).decided:
            low -= 1
        while high + 1 < len(limits) and not self.gain(Setting(rule, limits[high + 1]), best).decided:
            high += 1
        return limits[low], limits[high]

    def gains(self) -> pd.DataFrame:
        """One row per setting: paired difference from today, and whether it is near its rule's best limit."""
        rows = []
        for rule in self.grid.rules:
            first, last = self.flat(rule)
            for limit in self.grid.limits:
                setting = Setting(rule, limit)
                found = self.gain(setting)
                rows.append(
                    {
                        **{"rule": rule_name(rule), "limit": limit, "n": found.n},
                        **{"mean": found.mean.value, "low": found.mean.low, "high": found.mean.high},
                        **{"p10": found.p10, "p90": found.p90, "better": found.better.value},
                        "decided": found.decided,
                        "flat": first <= limit <= last,
                        "today": self.grid.is_today(setting),
                    }
                )
        return pd.DataFrame(rows)

    def standings(self) -> pd.DataFrame:
        """Rules at their own best limits, best average first: chance of being best, regret, and what is sure.

        Columns rule, limit, n; mean, low, high, p10, p90, better, decided (difference from today); best,
        best_low, best_high (share of futures in which it is the best of them); regret, regret_low,
        regret_high (what it gives up on average against the best one of each future); behind, behind_low,
        behind_high (what it is behind the first row on average) and told_apart: whether it is clearly behind
        it, allowing for how many rules were looked at (Holm).
        """
        settings = sorted(
            (self.best_limit(rule) for rule in self.grid.rules),
            key=lambda one: -float(self.values(one).mean()),
        )
        table = np.column_stack([self.values(one) for one in settings])
        top = table.max(axis=1, keepdims=True)
        # Sums taken in another order differ by less than this; that is no win.
        wins = table >= top - SAME * np.abs(top)
        won = (wins / wins.sum(axis=1, keepdims=True)).sum(axis=0)
        behind = [self.gain(settings[0], one) for one in settings]
        chances = holm([chance_of(one.mean, one.n) for one in behind[1:]])
        apart = [False, *(chance < SURE for chance in chances)]
        rows = [
            {
                **{"rule": rule_name(one.rule), "limit": one.limit, "n": self.n},
                **_difference(self.gain(one)),
                **_spread("best", share_interval(float(won[k]), self.n)),
                **_spread("regret", mean_interval(top[:, 0] - table[:, k]).within(0.0)),
                **_spread("behind", behind[k].mean),
                "told_apart": apart[k] and behind[k].decided,
            }
            for k, one in enumerate(settings)
        ]
        return pd.DataFrame(rows)


def rule_name(rule: IndexName | None) -> str:
    """A rule's name in tables.

    Examples
    --------
    >>> rule_name(None), rule_name(IndexName.CD3)
    ('as today', 'cd3')
    """
    return AS_TODAY if rule is None else rule.value


def _difference(found: PairedDifference) -> dict[str, object]:
    mean = {"mean": found.mean.value, "low": found.mean.low, "high": found.mean.high}
    return {
        **mean,
        **{"p10": found.p10, "p90": found.p90},
        **{"better": found.better.value, "decided": found.decided},
    }


def _spread(name: str, found: object) -> dict[str, float]:
    value, low, high = (float(getattr(found, key)) for key in ("value", "low", "high"))
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def rules_to_try(baseline: Scenario, rules: Sequence[IndexName]) -> tuple[IndexName, ...]:
    """Of some rules, those for which the portfolio holds what they need.

    Promises for those that go by due dates, scores for the board's, ordinal scores of every project for
    SAFe's.
    """
    projects = baseline.portfolio.projects
    dated = any(one.due is not None for one in projects)
    scored = any(one.scores for one in projects)
    ordinal = all(one.ordinal is not None for one in projects)
    needs = {
        IndexName.EDD: dated,
        IndexName.MINIMUM_SLACK: dated,
        IndexName.CRITICAL_RATIO: dated,
        IndexName.STRATEGIC: scored,
        IndexName.WSJF_SAFE: ordinal,
    }
    return tuple(one for one in rules if needs.get(one, True))
