"""Lead time by state as a card: today and the what-if on the same futures, differences with their ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.analysis import Interval, PairedDifference, mean_interval
from workbench.charts import states_chart
from workbench.charts.numbers import Figures, parts_of, plain_figures
from workbench.charts.room import Room
from workbench.charts.states import states_span
from workbench.experiment import Comparison
from workbench.experiment.measure_table import STATE_COLUMNS
from workbench.experiment.studies.explain import StateChange, state_changes
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.view import NAMES, Seen
from workbench.interfaces.studies.lead_time import DAYS, lead_time_grid
from workbench.interfaces.wording import STATES, futures


@dataclass(frozen=True)
class Place:
    """Where a card of lead time stands.

    Parameters
    ----------
    key, title
        Of the card.
    total
        What the sum of the states is called in the picture.
    """

    key: str
    title: str
    total: str = "From proposal to completion"


def lead_time_card(place: Place, seen: Seen, axis: Axis, width: int) -> Card:
    """Averages of the futures that complete projects on both sides; below them what is known of them.

    Parameters
    ----------
    place
        Which card it is.
    seen
        Today and the what-if.
    axis
        Of the card; it stands still while a question is refined.
    width
        Of the chart.
    """
    states, whole = state_changes(seen.comparison)
    if whole is None:
        return Card(place.key, place.title, note=nothing_completed(seen))
    rows = pd.DataFrame(
        [{"label": STATES[one.state], "today": one.first, "what_if": one.second} for one in states]
    )
    figures = plain_figures(rows["today"].tolist(), "working days")
    chart = states_chart(rows, figures, NAMES, place.total, Room(width, axis.holding(states_span(rows))))
    head, table = _alone(seen.comparison, states) if seen.same else _beside(states, whole)
    return Card(place.key, place.title, chart, head=head, rows=table)


def nothing_completed(seen: Seen) -> str:
    """Why there is no lead time."""
    rows = {name: len(seen.comparison.outcomes[name].states()) for name in seen.comparison.names}
    if all(rows.values()):
        return "No future completes projects both today and with the what-if: there is no time to split."
    without = [word for word, name in zip(NAMES, seen.comparison.names, strict=True) if not rows[name]]
    where = f" under {without[0]}" if len(without) == 1 else ""
    return f"No project is completed by the horizon{where}: there is no time to split."


def lead_time_today(comparison: Comparison) -> Interval:
    """Working days from proposal to completion today, on average, with their range."""
    return mean_interval(comparison.outcomes[comparison.names[0]].states().sum(axis=1).to_numpy()).within(0.0)


def _beside(
    states: Sequence[StateChange], whole: PairedDifference
) -> tuple[Sequence[str], list[Sequence[str]]]:
    grid = lead_time_grid(states, whole, NAMES)
    return (_days_of(whole.n), *grid.head[1:]), [*grid.rows, *grid.totals]


def _alone(
    comparison: Comparison, states: Sequence[StateChange]
) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Today's averages with their ranges, where there is nothing to differ from."""
    lived = comparison.outcomes[comparison.names[0]].states()
    shown = parts_of([one.first for one in states], DAYS)
    found = [mean_interval(lived[state].to_numpy()).within(0.0) for state in STATE_COLUMNS]
    rows: list[Sequence[str]] = [
        [STATES[one.state], DAYS.bare(value), span(interval, DAYS)]
        for one, value, interval in zip(states, shown, found, strict=True)
    ]
    together = lead_time_today(comparison)
    rows.append(["Together", DAYS.bare(sum(shown)), span(together, DAYS)])
    return (_days_of(len(lived)), NAMES[0], "range of the average"), rows


def span(found: Interval, figures: Figures) -> str:
    """Range of an average for a table; empty where one future alone has none."""
    if not math.isfinite(found.low) or not math.isfinite(found.high):
        return ""
    return f"{figures.bare(found.low)} to {figures.bare(found.high)}"


def _days_of(n: int) -> str:
    return f"working days, {futures(n)}"
