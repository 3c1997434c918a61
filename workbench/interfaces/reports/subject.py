"""What a report is about: a run, and the one scenario in it that is set beside the baseline."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

import pandas as pd

from workbench.analysis import Interval, paired_difference
from workbench.charts.numbers import Figures, clear_ends, clear_of_zero, finer, in_three_digits, money
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.kept_kinds import kept_kinds
from workbench.interfaces.reports.value_parts import PARTS
from workbench.interfaces.wording import Difference
from workbench.scenario import Scenario


class Kind(StrEnum):
    """Whether a scenario is ours to choose."""

    CHOICE = "choice"
    EVENT = "event"


@dataclass(frozen=True, eq=False)
class Subject:
    """A run seen from one what-if.

    Parameters
    ----------
    run
        The run.
    focus
        Scenario set beside the baseline; empty if there is none.
    """

    run: RunFolder
    focus: str

    @property
    def labels(self) -> tuple[str, str]:
        """What the baseline and the what-if are called; the second is empty if there is none."""
        return self.run.label(self.run.baseline), self.run.label(self.focus) if self.focus else ""

    @property
    def baseline(self) -> Scenario:
        """The baseline in full."""
        return self.run.scenario(self.run.baseline)

    @property
    def currency(self) -> str:
        """Code of the currency."""
        return self.baseline.portfolio.currency

    @property
    def value(self) -> float:
        """Average value of the baseline."""
        return self.mean(self.run.baseline, "npv")

    @property
    def n(self) -> int:
        """Futures that the answer rests on."""
        if self.focus:
            return difference(self.run, self.focus, "npv").n
        return self.run.futures(self.run.baseline)

    @cached_property
    def figures(self) -> Figures:
        """How differences in value are written, the same throughout a report."""
        ends = [v for one in differences(self.run, "npv").values() for v in (one.low, one.high)]
        # A gain is often the rest of larger parts, which stand beside it.
        rows = (self.run.differences.get((self.focus, key)) for key in PARTS)
        ends += [float(row["mean"]) for row in rows if row is not None]
        figures = money(ends or [self.value], self.currency)
        # Whole millions would hide what a choice is worth beside a large event; whole thousands hide nothing.
        hidden = any(abs(one.mean) < 99.95 * figures.divisor for one in differences(self.run, "npv").values())
        if figures.divisor < 1e6 or not hidden:
            return figures
        return replace(figures, decimals=max(1, figures.decimals))

    def figures_of(self, found: Difference) -> Figures:
        """The same, with more decimals where an average or an end of its range would seem to be zero."""
        return clear_ends(finer(self.figures, found.mean), found.low, found.high)

    def said_of(self, found: Difference) -> Figures:
        """The same in a sentence: three digits at most, but never zero for an end that is not."""
        figures = in_three_digits(self.figures_of(found), (found.mean, found.low, found.high))
        return clear_of_zero(finer(figures, found.mean), found.low, found.high)

    def level(self, scenario: str, measure: str) -> Interval:
        """Average of a measure with its range; NaN where it was never defined."""
        row = self.run.summary.get((scenario, measure))
        if row is None:
            return Interval(math.nan, math.nan, math.nan)
        return Interval(float(row["mean"]), float(row["low"]), float(row["high"]))

    def mean(self, scenario: str, measure: str) -> float:
        """Average of a measure; NaN where it was never defined."""
        return self.level(scenario, measure).value


def difference(run: RunFolder, scenario: str, measure: str) -> Difference:
    """A scenario less the baseline on one measure."""
    row = run.differences[(scenario, measure)]
    return Difference(
        label=run.label(scenario),
        mean=float(row["mean"]),
        low=float(row["low"]),
        high=float(row["high"]),
        p10=float(row["p10"]),
        p90=float(row["p90"]),
        better=float(row["better"]),
        decided=bool(row["decided"]),
        n=int(row["n"]),
    )


def differences(run: RunFolder, measure: str) -> dict[str, Difference]:
    """All others less the baseline on one measure, best first."""
    found = {
        name: difference(run, name, measure) for name in run.others if (name, measure) in run.differences
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].mean))


def difference_rows(found: dict[str, Difference]) -> pd.DataFrame:
    """Differences as the frame that `interval_chart` draws."""
    columns = ["label", "mean", "low", "high", "p10", "p90", "better", "decided", "n"]
    rows = [[getattr(one, column) for column in columns] for one in found.values()]
    return pd.DataFrame(rows, columns=columns)


def kind_of(baseline: Scenario, other: Scenario) -> Kind:
    """An event if shocks, budgets, risks or which projects there are differ, or their figures alone do.

    Whoever changes figures of projects and a rule besides shows what they would do, not what happens to them.
    """
    ours, theirs = baseline.portfolio, other.portfolio
    same = (
        baseline.shocks == other.shocks
        and [one.id for one in ours.projects] == [one.id for one in theirs.projects]
        and ours.budgets == theirs.budgets
        and ours.risks == theirs.risks
    )
    decided = (baseline.policy, baseline.pmo, ours.pools) != (other.policy, other.pmo, theirs.pools)
    return Kind.CHOICE if same and (decided or ours.projects == theirs.projects) else Kind.EVENT


def kinds(run: RunFolder) -> dict[str, Kind]:
    """Kind of every scenario but the baseline, as kept beside the run; else all of them are read."""
    return dict(_kinds(run))


@lru_cache(maxsize=8)
def _kinds(run: RunFolder) -> Mapping[str, Kind]:
    kept = kept_kinds(run)
    # Words of another release, or a damaged file: what was kept to save time is found anew.
    if len(kept) == len(run.others) and set(kept.values()) <= set(Kind):
        return {name: Kind(kind) for name, kind in kept.items()}
    base = run.scenario(run.baseline)
    return {name: kind_of(base, run.scenario(name)) for name in run.others}


def focus_of(run: RunFolder) -> str:
    """What pages over all scenarios are about; empty if the baseline is alone.

    The choice of the highest average value; where nothing is ours to choose, the event of the lowest.
    """
    ranked = list(differences(run, "npv"))
    chosen = [name for name in ranked if kinds(run)[name] is Kind.CHOICE]
    return next(iter(chosen or ranked[::-1]), "")


def too_close(run: RunFolder, best: str, names: list[str]) -> list[str]:
    """Those of the names that no test on the same futures tells from the best."""
    values = run.values("npv")
    close = []
    for name in names:
        pair = values[[best, name]].dropna()
        found = paired_difference(pair[name].to_numpy(), pair[best].to_numpy(), 1)
        if not found.decided:
            close.append(name)
    return close
