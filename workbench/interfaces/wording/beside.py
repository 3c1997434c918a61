"""The tables of yardsticks, read: from a comparison at hand or from a run folder, the same."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.interfaces.wording.phrases import label_of
from workbench.interfaces.wording.verdict import Difference
from workbench.interfaces.wording.yardsticks import SCOPE, Closed, gap_words, nothing_new_words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Beside:
    """What the baseline is worth under rules that are nobody's choice.

    Parameters
    ----------
    baseline
        Scenario of which the yardsticks are made.
    currency
        Code of the currency.
    values
        Value by yardstick; what a difference says besides is not known.
    less
        Difference from the baseline by yardstick.
    gap
        Perfect foresight less first come, first served; None where it could not be computed.
    closed
        By choice: the share of the gap that it closes; empty where there is none to close.
    """

    baseline: str
    currency: str
    values: Mapping[str, Difference]
    less: Mapping[str, Difference]
    gap: Difference | None
    closed: Mapping[str, Closed]

    @property
    def value(self) -> float:
        """Average value of the baseline, from a yardstick and its difference."""
        return next((self.values[key].mean - one.mean for key, one in self.less.items()), 0.0)

    def sentences(self) -> list[str]:
        """The answer: what is new, what the order of work can win, and over what that is measured."""
        from workbench.experiment.baseline_policies import DO_NOTHING

        found = []
        if DO_NOTHING in self.less:
            label = label_of(self.baseline)
            found.append(nothing_new_words(self.less[DO_NOTHING], label, self.value, self.currency))
        if self.gap is not None:
            found.append(gap_words(self.gap, list(self.closed.values()), self.value, self.currency))
            if math.isfinite(self.gap.low):
                found.append(SCOPE)
        return [one for one in found if one]


def beside_of(table: pd.DataFrame, closed: pd.DataFrame, currency: str) -> Beside | None:
    """Read both tables; None where there are no yardsticks.

    Parameters
    ----------
    table, closed
        `yardsticks.csv` and `gap_closed.csv`.
    currency
        Code of the currency.
    """
    from workbench.experiment.yardsticks import Held

    if table.empty:
        return None
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]

    def held(kind: Held) -> dict[str, Difference]:
        return {str(row["yardstick"]): _difference(row) for row in rows if row["figure"] == str(kind)}

    return Beside(
        baseline=str(rows[0]["baseline"]),
        currency=currency,
        values=held(Held.VALUE),
        less=held(Held.LESS_BASELINE),
        gap=next(iter(held(Held.LESS_FIRST_COME).values()), None),
        closed=_closed([{str(k): v for k, v in row.items()} for row in closed.to_dict("records")]),
    )


def _closed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Closed]:
    return {
        str(row["scenario"]): Closed(
            label=label_of(str(row["scenario"])),
            share=float(row["share"]),
            low=float(row["low"]),
            high=float(row["high"]),
            n=int(row["n"]),
        )
        for row in rows
    }


def _difference(row: Mapping[str, Any]) -> Difference:
    mean, low, high, p10, p90 = (_number(row[key]) for key in ("mean", "low", "high", "p10", "p90"))
    better, decided = _number(row["better"]), str(row["decided"]) == "True"
    return Difference(str(row["yardstick"]), mean, low, high, p10, p90, better, decided, int(row["n"]))


def _number(value: Any) -> float:
    return float("nan") if value is None or value == "" else float(value)
