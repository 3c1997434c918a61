"""Scenarios of a run side by side: differences, regret, and how often each is the best choice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.analysis import Interval, mean_interval, share_interval
from workbench.interfaces.reports.flow import days_per_month
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.promises import kept
from workbench.interfaces.reports.subject import Kind, Subject, differences, kinds
from workbench.interfaces.reports.unmade import gap_words
from workbench.interfaces.wording import Difference, allowing


@dataclass(frozen=True)
class Standing:
    """A scenario among the others.

    Parameters
    ----------
    name, label, about
        What it is.
    gap
        Of futures that it lacks, how many and why; empty where it has them all.
    kind
        Ours to choose, or not; the baseline is a choice.
    found
        Difference in value from the baseline; None for the baseline.
    regret
        What it gives up on average against the best choice of each future; None for events.
    best
        Share of futures in which it is the best choice; None for events.
    kept, months
        Promised dates kept on average, and months from intake to completion.

    The last four carry the range of the average, or of the share.
    """

    name: str
    label: str
    about: str
    gap: str
    kind: Kind
    found: Difference | None
    regret: Interval | None
    best: Interval | None
    kept: Interval
    months: Interval

    @property
    def average(self) -> float:
        """Average difference; 0 for the baseline."""
        return self.found.mean if self.found is not None else 0.0


def standings(subject: Subject) -> list[Standing]:
    """All scenarios that have futures, choices first, best average first."""
    run = subject.run
    lived = [name for name in run.names if run.futures(name)]
    kind = {run.baseline: Kind.CHOICE, **kinds(run)}
    found = allowing(differences(run, "npv"))
    regrets, best = regret(run, [name for name in lived if kind[name] is Kind.CHOICE])
    month = days_per_month(subject)
    rows = [
        Standing(
            name=name,
            label=run.label(name),
            about=run.about(name),
            gap=gap_words(run, name),
            kind=kind[name],
            found=found.get(name),
            regret=regrets.get(name),
            best=best.get(name),
            kept=kept(subject, name),
            months=_divided(subject.level(name, "lead_time"), month),
        )
        for name in lived
    ]
    return sorted(rows, key=lambda row: (row.kind is Kind.EVENT, -row.average))


def _divided(found: Interval, by: float) -> Interval:
    return Interval(found.value / by, found.low / by, found.high / by)


def regret(run: RunFolder, choices: list[str]) -> tuple[dict[str, Interval], dict[str, Interval]]:
    """Average regret of each choice, and the share of futures in which it is best, each with its range.

    Ties share the win. In every row, regret = what the best choice of each future is worth on average, less
    what the row is worth: so regret rises as the averages fall.
    """
    values: pd.DataFrame = run.values("npv")[choices].dropna()
    top = values.max(axis=1)
    wins = values.eq(top, axis=0)
    won = wins.div(wins.sum(axis=1), axis=0).sum()
    lost = values.rsub(top, axis=0)
    return (
        {name: mean_interval(lost[name].to_numpy()).within(0.0) for name in choices},
        {name: share_interval(float(won[name]), len(values)) for name in choices},
    )
