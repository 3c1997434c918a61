"""“The strategy changes in July: what do we stop?” Every project seen again on that day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.analysis import Interval
from workbench.charts.dates import dated
from workbench.charts.numbers import in_futures, money, out_of_span
from workbench.experiment.recommendation import Recommendation
from workbench.interfaces.studies.answer import Grid, Section
from workbench.interfaces.wording import count, listed, some_of
from workbench.scenario import Scenario

MOST_NAMED = 6


def realigning_sentence(frame: pd.DataFrame, scenario: Scenario) -> str:
    """What becomes of the projects that are alive on the day of the first change of strategy.

    Parameters
    ----------
    frame
        What `workbench.experiment.reevaluate` gives.
    scenario
        With the change.
    """
    day = scenario.strategy[0].from_
    if frame.empty:
        return f"When the strategy changes on {dated(day)}, no project is alive in any future."
    parts = [
        f"{len(there)} to {verb}{_named(there)}"
        for recommendation, verb in (
            (Recommendation.GREEN_LIGHT, "go on with or start"),
            (Recommendation.HOLD, "hold"),
            (Recommendation.RE_EVALUATE, "re-evaluate"),
            (Recommendation.TERMINATE, "stop"),
        )
        if len(there := frame[frame["recommendation"] == recommendation])
    ]
    projects = count(len(frame), "project", "projects")
    return (
        f"When the strategy changes on {dated(day)}, of {projects} alive then: {listed(parts)}. "
        f"{_how_stable(frame)}"
    )


def _how_stable(frame: pd.DataFrame) -> str:
    """In how many futures each advice comes: the least of them with its range."""
    open_ones = int((~frame["decided"]).sum())
    least = frame.sort_values("stability", kind="stable").iloc[0]
    share, n = float(least["stability"]), float(least["n"])
    unsure = f"; for {count(open_ones, 'project', 'projects')} it need not be a majority" if open_ones else ""
    return (
        "Each advice is the most frequent one among the futures in which the project is alive then, least so "
        f"for {least['project']}, {in_futures(share, n)} ({out_of_span(share, n)}){unsure}."
    )


def _named(there: pd.DataFrame) -> str:
    if str(there["recommendation"].iloc[0]) == Recommendation.GREEN_LIGHT:
        return ""
    return f" ({some_of([str(one) for one in there['project']], MOST_NAMED)})"


def realigning_section(frame: pd.DataFrame, scenario: Scenario) -> Section:
    """The list on the day of the change, by the new rank."""
    currency = scenario.portfolio.currency
    figures = money(frame[["worth_left", "worth_left_low", "worth_left_high"]].to_numpy().ravel(), currency)
    rows, short = [], []
    for row in frame.to_dict("records"):
        stable = f"{in_futures(row['stability'], row['n']).removeprefix('in ').removesuffix(' futures')}"
        known = f"{stable} ({out_of_span(row['stability'], row['n'])})"
        score = f"{row['score_before']:.0f} → {row['score_after']:.0f}"
        rank = f"{row['rank_before']} → {row['rank_after']}"
        line = f"{_share(row, 'line_before')} → {_share(row, 'line_after')}"
        advice = str(row["recommendation"]) if row["decided"] else f"{row['recommendation']} (unsure)"
        worth = Interval(row["worth_left"], row["worth_left_low"], row["worth_left_high"])
        span = f"{figures.bare_signed(worth.value)} ({figures.span(worth.low, worth.high)})"
        short.append((str(row["project"]), str(row["name"]), rank, advice, known))
        rows.append((str(row["project"]), str(row["name"]), score, rank, line, advice, known, span))
    heads = ("", "project", "score", "rank", "above the line, of 100", "advice", "stable in … of … futures")
    return Section(
        f"The strategy changes on {dated(scenario.strategy[0].from_)}: what do we stop?",
        (realigning_sentence(frame, scenario),),
        grids=(
            Grid(
                "Projects alive on that day, by their new rank; before → after the change",
                (*heads, f"money still to come, {figures.unit}"),
                rows,
                texts=frozenset({0, 1, 5}),
            ),
        ),
        short=(
            Grid(
                "Projects alive on that day, by their new rank; before → after the change",
                ("", "project", "rank", "advice", "stable in … of … futures"),
                short,
                texts=frozenset({0, 1, 3}),
            ),
        ),
        notes=(
            "By score, those that must be done first, each project takes a place and the people it still "
            "needs in the next 12 months; what fits is above the line. Below it: hold what waits; of what is "
            "under way, terminate where stopping is worth more money than going on, otherwise re-evaluate. "
            "This rule is assumed. Money still to come: going on less stopping, as believed on that day; "
            "money already spent plays no part.",
        ),
    )


def _share(row: dict[Any, Any], key: str) -> str:
    return f"{100 * float(row[key]):.0f}"
