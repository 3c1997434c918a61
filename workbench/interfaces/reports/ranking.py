"""Scenarios of a run side by side: differences, regret, and how often each is the best choice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.interfaces.reports.flow import days_per_month
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.subject import Kind, Subject, differences, kinds
from workbench.interfaces.wording import Difference


@dataclass(frozen=True)
class Standing:
    """A scenario among the others.

    Parameters
    ----------
    name, label, about
        What it is.
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
    """

    name: str
    label: str
    about: str
    kind: Kind
    found: Difference | None
    regret: float | None
    best: float | None
    kept: float
    months: float

    @property
    def average(self) -> float:
        """Average difference; 0 for the baseline."""
        return self.found.mean if self.found is not None else 0.0


def standings(subject: Subject) -> list[Standing]:
    """All scenarios, choices first, best average first."""
    run = subject.run
    kind = {run.baseline: Kind.CHOICE, **kinds(run)}
    found = differences(run, "npv")
    regrets, best = regret(run, [name for name in run.names if kind[name] is Kind.CHOICE])
    month = days_per_month(subject)
    kept = run.commitments.groupby("scenario")["probability"].sum()
    rows = [
        Standing(
            name=name,
            label=run.label(name),
            about=run.about(name),
            kind=kind[name],
            found=found.get(name),
            regret=regrets.get(name),
            best=best.get(name),
            kept=float(kept.get(name, float("nan"))),
            months=subject.mean(name, "lead_time") / month,
        )
        for name in run.names
    ]
    return sorted(rows, key=lambda row: (row.kind is Kind.EVENT, -row.average))


def regret(run: RunFolder, choices: list[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Average regret of each choice, and the share of futures in which it is best.

    Ties share the win. In every row, regret = what the best choice of each future is worth on average, less
    what the row is worth: so regret rises as the averages fall.
    """
    values: pd.DataFrame = run.values("npv")[choices].dropna()
    top = values.max(axis=1)
    wins = values.eq(top, axis=0)
    shares = wins.div(wins.sum(axis=1), axis=0).mean()
    lost = values.rsub(top, axis=0).mean()
    return {name: float(lost[name]) for name in choices}, {name: float(shares[name]) for name in choices}
