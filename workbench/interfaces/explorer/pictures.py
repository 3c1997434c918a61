"""The explorer's charts, one widget each, updated in place."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import pandas as pd

from workbench.charts import commitments_chart, dots_chart, states_chart
from workbench.charts.live import Picture, live
from workbench.charts.numbers import figures_for, plain_figures
from workbench.experiment import Comparison

STATES = {
    "work": "Working",
    "rework": "Working again (rework)",
    "people": "Waiting for people",
    "board": "Waiting for a board",
    "predecessor": "Waiting for another project",
    "release_wait": "Waiting to start",
}
NAMES = ("today", "what-if")
MOST_DATES = 14


class Pictures:
    """The gain, where time goes, and the promised dates."""

    def __init__(self) -> None:
        self._slots: dict[str, widgets.VBox] = {}
        titles = {
            "gain": "The gain, one dot for every 2 in 100 futures",
            "states": "Where the time goes, working days",
            "dates": "The promised dates: when each will finish",
        }
        rows = []
        for key, title in titles.items():
            self._slots[key] = widgets.VBox([])
            rows.append(widgets.VBox([widgets.HTML(f"<b>{title}</b>"), self._slots[key]]))
        self.widget = widgets.VBox(rows)

    def show(self, comparison: Comparison) -> None:
        """Draw a comparison of today with one what-if."""
        self._set("gain", gain_chart(comparison))
        self._set("states", time_chart(comparison))
        self._set("dates", dates_chart(comparison))

    def _set(self, key: str, chart: Picture | str) -> None:
        """Update the chart in place; where there is nothing to draw, a sentence says so."""
        slot = self._slots[key]
        if isinstance(chart, str):
            slot.children = (widgets.HTML(f'<p class="wb-note">{chart}</p>'),)
        elif slot.children and hasattr(slot.children[0], "chart"):
            slot.children[0].chart = chart
        else:
            slot.children = (live(chart),)


def gain_chart(comparison: Comparison) -> Picture | str:
    """Differences of net value, future by future."""
    today, other = comparison.names
    gain = (comparison.values(other, "npv") - comparison.values(today, "npv")).to_numpy()
    if not np.any(gain):
        return "No difference in any simulated future."
    return dots_chart(gain, figures_for(gain, comparison.currency, comparison.currency), NAMES)


def time_chart(comparison: Comparison) -> Picture | str:
    """Average lead time by state, today and what-if."""
    today, other = comparison.names
    states = comparison.states().pivot(index="state", columns="scenario", values="mean")
    if states.empty or states[[today, other]].isna().any(axis=None):
        return "No project is completed by the horizon, so there is no time to split."
    rows = pd.DataFrame(
        {
            "label": list(STATES.values()),
            "today": [float(states.loc[state, today]) for state in STATES],
            "what_if": [float(states.loc[state, other]) for state in STATES],
        }
    )
    figures = plain_figures([float(rows["today"].max())], "working days")
    return states_chart(rows, figures, NAMES, "Intake to completion")


def dates_chart(comparison: Comparison) -> Picture | str:
    """Promised dates that are least sure today, in the order of their dates."""
    today, other = comparison.names
    found = comparison.commitments()
    one = found[found["scenario"] == today].set_index("project")
    two = found[found["scenario"] == other].set_index("project")
    both = one.index.intersection(two.index)
    if both.empty:
        return "No project has a promised date."
    risky = one.loc[both].sort_values("probability", kind="stable").index[:MOST_DATES]
    starts = {name: _starts(comparison, name) for name in (today, other)}
    rows = [_date_row(key, one.loc[key], two.loc[key], starts[today], starts[other]) for key in risky]
    return commitments_chart(pd.DataFrame(rows), NAMES)


def _date_row(
    key: str, one: pd.Series[Any], two: pd.Series[Any], start_one: dict[str, Any], start_two: dict[str, Any]
) -> dict[str, Any]:
    clear = one["high"] < two["low"] or two["high"] < one["low"]
    change = "" if not clear else "better" if two["probability"] > one["probability"] else "worse"
    return {
        "label": one["name"],
        "due": one["due"],
        "start_today": start_one.get(key),
        "p10_today": one["finish_p10"],
        "p50_today": one["finish_p50"],
        "p90_today": one["finish_p90"],
        "chance_today": one["probability"],
        "start_what_if": start_two.get(key),
        "p10_what_if": two["finish_p10"],
        "p50_what_if": two["finish_p50"],
        "p90_what_if": two["finish_p90"],
        "chance_what_if": two["probability"],
        "change": change,
    }


def _starts(comparison: Comparison, name: str) -> dict[str, Any]:
    """Middle date of the first work on each project."""
    portfolio = comparison.scenarios[comparison.names.index(name)].portfolio
    mine = comparison.projects[comparison.projects["scenario"] == name]
    middle = mine.groupby("project", observed=True)["start"].median().dropna()
    return {
        str(key): portfolio.calendar.date_after(portfolio.start, float(day)) for key, day in middle.items()
    }
