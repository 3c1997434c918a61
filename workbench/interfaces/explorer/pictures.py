"""The explorer's charts: the gain, where time goes, the promised dates. Axes stand still while refining."""

from __future__ import annotations

import pandas as pd

from workbench.charts import commitments_chart, states_chart
from workbench.charts.commitments import commitments_span
from workbench.charts.numbers import plain_figures
from workbench.charts.room import Room
from workbench.charts.states import rounded_states, states_span
from workbench.experiment import Comparison
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.dates import as_table, date_rows, head, least_sure, promised
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.gain import NAMES, NARROW, gain_card
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.wording import STATES

MOST_DATES = 14
"""Promised dates in the picture; the least sure ones where there are more."""


class Pictures:
    """Draws one comparison after another on axes that move only when they must."""

    def __init__(self) -> None:
        self._gain, self._time, self._days = Axis(), Axis(), Axis()
        self._promises: tuple[str, ...] = ()

    def turn(self) -> None:
        """A new question: an axis that no longer suits it may change."""
        for axis in (self._gain, self._time, self._days):
            axis.turn()

    def cards(self, comparison: Comparison, promises: Promises, width: int, *, same: bool) -> list[Card]:
        """The charts of a comparison of today with one what-if.

        Parameters
        ----------
        comparison
            The two on the same futures.
        promises
            Which promised dates clearly change.
        width
            Of the widest chart.
        same
            Whether the what-if is today: only then may other dates be picked as the least sure ones.
        """
        if same or not self._promises:
            self._promises = least_sure(comparison, MOST_DATES)
        dates = self._dates(comparison, promises, width)
        return [gain_card(comparison, self._gain), self._time_card(comparison), dates]

    def _time_card(self, comparison: Comparison) -> Card:
        """Average lead time by state, today and what-if."""
        title = "Where the time goes, working days a project"
        frame = comparison.states()
        means = {
            name: dict(zip(mine["state"], mine["mean"].astype(float), strict=True))
            for name in comparison.names
            for mine in [frame[frame["scenario"] == name]]
        }
        if not all(means.values()):
            return Card(
                "time", title, note="No project is completed by the horizon: there is no time to split."
            )
        today, other = ([means[name][state] for state in STATES] for name in comparison.names)
        rows = pd.DataFrame({"label": list(STATES.values()), "today": today, "what_if": other})
        figures = plain_figures(today, "working days")
        room = Room(NARROW, self._time.holding(states_span(rows)))
        shown = rounded_states(rows, figures)
        lines = [
            [str(row["label"]), figures.bare(row["today"]), figures.bare(row["what_if"])]
            for row in shown.to_dict("records")
        ]
        chart = states_chart(rows, figures, NAMES, "Proposal to end", room)
        return Card("time", title, chart, head=("state", *NAMES), rows=lines)

    def _dates(self, comparison: Comparison, promises: Promises, width: int) -> Card:
        """Promised dates that get worse or are least sure today, in the order of their dates."""
        if not self._promises:
            return Card("dates", "The promised dates", note="No project has a promised date.")
        shown, there = len(self._promises), promised(comparison)
        lost = [project for project in promises.lost if project not in self._promises]
        projects = [*self._promises[: max(0, shown - len(lost))], *lost[:shown]]
        which = "promised dates"
        if shown < there:
            which = f"{shown} of {there} promised dates, those that get worse and those least sure today"
        rows = date_rows(comparison, promises, projects)
        room = Room(width, self._days.holding(commitments_span(rows, NAMES)))
        chart = commitments_chart(rows, NAMES, room)
        return Card("dates", f"When each will finish: {which}", chart, head=head(rows), rows=as_table(rows))
