"""The Overview's charts: the gain, where time goes, the promised dates. Axes stand still while refining."""

from __future__ import annotations

from workbench.charts.commitments import commitments_span
from workbench.charts.room import Room
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.gain import gain_card
from workbench.interfaces.explorer.views.finishes import Finishes, finishes_card, names_of
from workbench.interfaces.explorer.views.lead_time import Place, lead_time_card
from workbench.interfaces.explorer.views.view import NARROW, Seen

MOST_DATES = 14
"""Promised dates in the picture; the least sure ones where there are more."""

TIME = Place("time", "Where the time goes, working days a project", "Proposal to end")


class Pictures:
    """Draws one comparison after another on axes that move only when they must."""

    def __init__(self) -> None:
        self._gain, self._time, self._days = Axis(), Axis(), Axis()
        self._promises: tuple[str, ...] = ()
        self._rests_on: tuple[int, int] = (0, 0)

    def turn(self) -> None:
        """A new question: an axis that no longer suits it may change."""
        for axis in (self._gain, self._time, self._days):
            axis.turn()

    def cards(self, seen: Seen) -> list[Card]:
        """The charts of a comparison of today with one what-if."""
        return [
            gain_card(seen.comparison, self._gain),
            lead_time_card(TIME, seen, self._time, NARROW),
            self._dates(seen),
        ]

    def _dates(self, seen: Seen) -> Card:
        """Promised dates that get worse or are least sure today, in the order of their dates."""
        found = Finishes(seen)
        settled = found.least_kept()
        seed, n = self._rests_on
        # The least sure today are those that most futures tell; a rough answer on the way back moves none.
        if seed != seen.baseline.seed or seen.n > n or not set(self._promises) <= set(settled):
            self._promises, self._rests_on = settled[:MOST_DATES], (seen.baseline.seed, seen.n)
        if not self._promises:
            return Card("dates", "The promised dates", note=_no_date(found))
        shown, there = len(self._promises), len(settled)
        lost = [project for project in seen.promises.lost if project not in self._promises]
        projects = [*self._promises[: max(0, shown - len(lost))], *lost[:shown]]
        which = "promised dates"
        if shown < there:
            which = f"{shown} of {there} promised dates, those that get worse and those least sure today"
        rows = found.rows(projects)
        names = names_of(seen)
        room = Room(seen.width, self._days.holding(commitments_span(rows, names)))
        return finishes_card("dates", f"When each will finish: {which}", rows, names, room)


def _no_date(found: Finishes) -> str:
    if found.promised:
        return "The promised dates lie beyond the end of the run: no chance can be stated."
    return "No project has a promised date."
