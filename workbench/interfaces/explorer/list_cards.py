"""Three pictures of simulated lists: against bad futures, against strategy, and against today's list."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from workbench.analysis import Interval, paired_difference
from workbench.charts import frontier_chart, interval_chart, strategy_chart
from workbench.charts.numbers import Figures, figures_for, in_futures, money, plain_figures
from workbench.experiment.selecting.frontier import Frontier
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.wishes import members
from workbench.interfaces.wording import open_words
from workbench.interfaces.wording.frontier import todays, values_of

MOST = 8
"""Lists held against today's, the most valuable first."""

KEY = (
    "Filled: not shown to be beaten by another list. Hollow: another one is no worse in average value, in"
    " the worst 10 % and in score, and better in one, by ranges of differences on the same futures. Those"
    " ranges and those of the sentences at the top are widened, since the best of many looks good by luck"
    " alone. Thin lines: ranges of the averages. Grey line: the list of a ranking (value for money) as it"
    " grows. ◆: today’s list. Point at a mark to see what is on it. A better list may exist that no plan "
    "proposes."
)


def list_cards(found: Frontier, everything: tuple[str, ...]) -> list[Card]:
    """The pictures.

    Parameters
    ----------
    found
        Where the lists lie.
    everything
        All ids, to say what is on a list.
    """
    currency = found.comparison.currency
    frame = found.frame().assign(
        members=[f"On it: {members(one.candidate.projects, everything)}." for one in found.points]
    )
    figures = money([*frame["value"], *frame["worst"]], currency)
    head, rows = _table(found, figures, everything)
    bad = Card("bad", "Value against bad futures", frontier_chart(frame, figures), head=head, rows=rows)
    return [bad, _strategy(frame, figures), _gains(found)]


def _strategy(frame: pd.DataFrame, figures: Figures) -> Card:
    title = "Value against strategy: the same lists"
    if not frame["alignment"].any():
        return Card("strategy", title, note="No project of this portfolio has a strategic score.")
    return Card("strategy", title, strategy_chart(frame, figures))


def _gains(found: Frontier) -> Card:
    """Lists not shown to be beaten, each less today's, on the same futures."""
    title, today = "What lists that are not beaten add to today’s list", todays(found)
    rivals = sorted((one for one in found.efficient if one is not today), key=lambda one: -one.value.value)
    if today is None or not rivals:
        return Card("gains", title, note="Every other list is shown to be beaten: there is nothing to add.")
    more = len(rivals) - MOST
    rows = pd.DataFrame(
        [
            {"label": one.candidate.name, **_row(values_of(found, today), values_of(found, one))}
            for one in rivals[:MOST]
        ]
    )
    currency = found.comparison.currency
    figures = figures_for(rows[["mean", "low", "high"]].to_numpy().ravel(), currency, currency)
    lines = [
        [
            row["label"],
            figures.signed(row["mean"]) if row["decided"] else open_words(row["low"], row["high"]),
            f"{figures.signed(row['low'])} to {figures.signed(row['high'])}",
            *(in_futures(row["better"], row["n"]), str(row["n"])),
        ]
        for row in rows.to_dict("records")
    ]
    title += f" (the {MOST} of highest average)" if more > 0 else ""
    head = ("list", "more than today’s on average", "range of the average", "better", "futures")
    return Card("gains", title, interval_chart(rows, figures, "today’s list"), head=head, rows=lines)


def _row(today: np.ndarray, other: np.ndarray) -> dict[str, object]:
    found = paired_difference(today, other, 1)
    return {
        **{"mean": found.mean.value, "low": found.mean.low, "high": found.mean.high},
        **{"p10": found.p10, "p90": found.p90, "better": found.better.value},
        **{"decided": found.decided, "n": found.n},
    }


def _table(
    found: Frontier, figures: Figures, everything: tuple[str, ...]
) -> tuple[list[str], list[list[str]]]:
    score = plain_figures([one.alignment.value for one in found.points], "score")
    head = ["list", "average", "range", "worst 10 %", "range", "score", "range", "beaten by", "on it"]
    rows = [
        [
            *(one.candidate.name, figures.plain(one.value.value), _span(one.value, figures)),
            *(figures.plain(one.worst.value), _span(one.worst, figures)),
            *(score.bare(one.alignment.value), _span(one.alignment, score)),
            *(one.dominated_by, members(one.candidate.projects, everything)),
        ]
        for one in sorted(found.points, key=lambda one: -one.value.value)
    ]
    return head, rows


def _span(found: Interval, figures: Figures) -> str:
    low, high = found.low, found.high
    if not math.isfinite(low + high):
        return "too few futures"
    return f"{figures.bare(low)} to {figures.bare(high)}"
