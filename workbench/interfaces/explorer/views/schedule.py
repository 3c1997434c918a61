"""Schedule: when each project starts and finishes under today and the what-if, and which promises hold."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets
import numpy as np

from workbench.analysis import mean_interval, paired_difference
from workbench.charts.commitments import commitments_span
from workbench.charts.numbers import Figures
from workbench.charts.room import Room
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.finishes import Finishes, finishes_card, names_of
from workbench.interfaces.explorer.views.paging import MOST, Paging
from workbench.interfaces.explorer.views.view import Redraw, Seen, Shown
from workbench.interfaces.wording import count, futures, some_of, span_words
from workbench.interfaces.wording.paired import today_and_other

ORDERS = {
    "least_sure": "least sure today",
    "due": "promised date",
    "finish": "middle finish today",
}
MOST_NAMED = 3
ONE_DECIMAL = Figures(decimals=1)


class Schedule:
    """Finishes of a page of projects, the least sure first; promised dates with their chances."""

    title = "Schedule"

    def __init__(self, redraw: Redraw) -> None:
        self._paging = Paging(ORDERS, redraw)
        self.below: widgets.Widget | None = self._paging.widget
        self._days = Axis()
        self._orders: dict[str, tuple[str, ...]] = {}
        self._rests_on = 0
        self._new = True

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        self._days.turn()
        self._new = True

    def shown(self, seen: Seen) -> Shown:
        """How many promises are kept, and the picture."""
        found = Finishes(seen)
        if not found.ids:
            return Shown(cards=(Card("schedule", "When each will finish", note="There is no project."),))
        projects = self._paging.part(self._in_order(seen, found))
        rows = found.rows(projects)
        names = names_of(seen)
        room = Room(seen.width, self._days.holding(commitments_span(rows, names)))
        card = finishes_card("schedule", _title(len(projects), found), rows, names, room)
        return Shown(_words(seen, found), (card,))

    def _in_order(self, seen: Seen, found: Finishes) -> list[str]:
        """Projects in the order that is chosen; it stays as it is while one question is refined."""
        if set(self._orders.get("due", ())) != set(found.ids) or (self._new and seen.n > self._rests_on):
            self._orders = {
                "least_sure": found.least_sure(),
                "due": found.by_due(),
                "finish": found.by_finish(),
            }
            self._rests_on = seen.n
        self._new = False
        order = list(self._orders[self._paging.order])
        if self._paging.order != "least_sure":
            return order
        # What clearly gets worse stands on the first page, whatever it was today.
        lost = [one for one in order if one in seen.promises.lost][:MOST]
        rest = [one for one in order if one not in lost]
        return [*rest[: MOST - len(lost)], *lost, *rest[MOST - len(lost) :]]


def _title(shown: int, found: Finishes) -> str:
    whole = len(found.ids)
    which = "all projects" if shown == whole else f"{shown} of {whole} projects"
    return f"When each will finish: {which if whole > 1 else 'the only project'}"


def _words(seen: Seen, found: Finishes) -> str:
    said = [_completed(seen)]
    kept = _kept(seen)
    if kept is not None:
        said += [kept, *_changes(seen)]
    elif found.promised:
        said.append("The promised dates lie beyond the end of the run: no chance can be stated.")
    else:
        said.append("No project has a promised date.")
    note = f"Averages over {futures(seen.n)}; 8 in 10 futures finish a project within its bar."
    return f'<p class="wb-say">{" ".join(said)}</p><p class="wb-note">{note}</p>'


def _completed(seen: Seen) -> str:
    """How many projects are delivered by the horizon."""
    before, after = (seen.comparison.values(name, "completed") for name in seen.comparison.names)
    there = len(seen.baseline.portfolio.projects)
    many = f"Completed by the horizon, of {count(there, 'project', 'projects')} today"
    return f"{many}: {_beside(before.to_numpy(), after.to_numpy(), seen)}."


def _kept(seen: Seen) -> str | None:
    """How many promises are kept; none where none has a chance."""
    tables = [seen.comparison.outcomes[name].on_time() for name in seen.comparison.names]
    known = [set(table.columns[table.notna().all()]) for table in tables]
    settled = sorted(known[0] & known[1])
    if not settled:
        return None
    before, after = (table[settled].sum(axis=1).to_numpy(dtype=np.float64) for table in tables)
    return (
        f"Kept, of {count(len(settled), 'promised date', 'promised dates')}: {_beside(before, after, seen)}."
    )


def _beside(before: np.ndarray, after: np.ndarray, seen: Seen) -> str:
    """Averages of both sides and their difference; of today alone where nothing is changed."""
    if seen.same:
        found = mean_interval(before)
        return f"{found.value:.1f}{span_words(found.low, found.high, ONE_DECIMAL)}"
    return today_and_other(float(before.mean()), paired_difference(before, after, 1), ONE_DECIMAL)


def _changes(seen: Seen) -> list[str]:
    """Which promises clearly change, worse ones first."""
    said = []
    for way in ("worse", "better"):
        names = [
            escape(seen.promises.names.get(one, one))
            for one, change in seen.promises.changes.items()
            if change == way
        ]
        if names:
            dates = count(len(names), "date gets", "dates get").capitalize()
            said.append(f"{dates} clearly {way}: {some_of(names, MOST_NAMED)}.")
    return said
