"""Explain: why the what-if differs from today, by groups of inputs that changed; parts add up as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

import ipywidgets as widgets
import pandas as pd

from workbench.charts import states_chart
from workbench.charts.numbers import plain_figures
from workbench.charts.room import Room
from workbench.charts.states import states_span
from workbench.experiment.studies.explain import Explained, explained, state_changes
from workbench.experiment.studies.inputs import Differing, differing
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.more_runs import MoreRuns
from workbench.interfaces.explorer.views.kept import Kept
from workbench.interfaces.explorer.views.view import NAMES, Redraw, Seen, Shown
from workbench.interfaces.studies.answer import Section
from workbench.interfaces.studies.changes import changes_grid, groups_label
from workbench.interfaces.studies.explaining import explained_answer
from workbench.interfaces.studies.lead_time import lead_time_grid
from workbench.interfaces.wording import STATES, count, futures

FIRST = 25
"""Futures after which there is a first, rough explanation."""

MONEY = "Where the difference in net value comes from"
MOVED = "Which projects move, working days later (+) or earlier (−)"
TIME = "Where lead time changes, working days a project"
TOTAL = "From proposal to completion"


@dataclass(frozen=True)
class Found:
    """What was worked out beside the page."""

    lead: tuple[str, ...]
    cards: tuple[Card, ...]


class Explain:
    """Money by what was changed, lead time by state, and projects that move."""

    title = "Explain"

    def __init__(self, _: Redraw) -> None:
        self.below: widgets.Widget | None = None
        self._time = Axis()
        self._kept: Kept[Found] = Kept()

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        self._time.turn()

    def shown(self, seen: Seen) -> Shown:
        """What differs, and where lead time changes; the rest as it was found, or what it waits for."""
        if seen.same:
            note = "This is today: nothing differs, so there is nothing to explain. Move a control."
            return Shown(cards=(Card("why", MONEY, note=note),))
        found = self._kept.of(seen)
        if found is None:
            waiting = "Scenarios in between are simulated once the answer has all its futures."
            found = Found((_differs(seen),), (Card("why", MONEY, note=waiting),))
        return _with(seen, found, self._time_card(seen))

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """The parts on few futures, then on all of them."""
        if seen.same or self._kept.of(seen) is not None:
            return iter(())
        # Drawn here and not beside the page, since its axis belongs to the page.
        return self._steps(seen, self._time_card(seen))

    def _steps(self, seen: Seen, time: Card) -> Iterator[Shown | None]:
        inputs = differing(seen.baseline, seen.what_if)
        yield None
        more = MoreRuns(seen)
        between = [inputs.between(members) for members in range(1, (1 << len(inputs.groups)) - 1)]
        for futures_now in sorted({min(FIRST, seen.n), seen.n}) if between else [seen.n]:
            for one in between:
                yield from more.ahead([one], futures_now)
            found = _found(explained(seen.baseline, seen.what_if, more.runs(futures_now)), inputs)
            if futures_now == seen.n:
                self._kept.keep(seen, found)
            yield _with(seen, found, time)

    def _time_card(self, seen: Seen) -> Card:
        states, whole = state_changes(seen.comparison)
        if whole is None:
            return Card(
                "why-time", TIME, note="No future completes projects both today and with the what-if."
            )
        rows = pd.DataFrame(
            [{"label": STATES[one.state], "today": one.first, "what_if": one.second} for one in states]
        )
        figures = plain_figures(rows["today"].tolist(), "working days")
        room = Room(seen.width, self._time.holding(states_span(rows)))
        grid = lead_time_grid(states, whole, NAMES)
        chart = states_chart(rows, figures, NAMES, TOTAL, room)
        return Card("why-time", TIME, chart, head=grid.head, rows=[*grid.rows, *grid.totals])


def _with(seen: Seen, found: Found, time: Card) -> Shown:
    said = " ".join(escape(one) for one in found.lead)
    note = "Luck alone; assumptions are held at their middle values. Parts are rounded to give the whole."
    words = f'<p class="wb-say">{said}</p><p class="wb-note">{note}</p>'
    return Shown(words, (*found.cards[:1], time, *found.cards[1:], _inputs_card(seen)))


def _differs(seen: Seen) -> str:
    """How many inputs differ, and in which groups."""
    changes = differing(seen.baseline, seen.what_if, 1).changes
    groups = list(dict.fromkeys(one.group for one in changes))
    if not groups:
        return "No input that changes a result differs."
    many = count(len(changes), "input differs", "inputs differ").capitalize()
    if len(groups) == 1:
        return f"{many}, all of one group: {groups_label(groups)}. The whole difference is its doing."
    return f"{many}, in {count(len(groups), 'group', 'groups')}: {groups_label(groups)}."


def _inputs_card(seen: Seen) -> Card:
    grid = changes_grid(differing(seen.baseline, seen.what_if, 1).changes)
    many = sum(1 for row in grid.rows if row[2] or row[3])
    note = f"{count(many, 'input differs', 'inputs differ').capitalize()}; each stands in the table."
    return Card("why-inputs", "What differs between the inputs", note=note, head=grid.head, rows=grid.rows)


def _found(found: Explained, inputs: Differing) -> Found:
    answer = explained_answer(found)
    if not answer.sections:
        return Found(tuple(answer.lead), ())
    _, money, moves, _ = answer.sections
    joined = [
        f"{groups_label(one)} cannot be told apart: with one alone there is no sound scenario."
        for one in inputs.joined
    ]
    rests = f" ({futures(answer.futures)})"
    one = f"Only one group of inputs differs: {groups_label(inputs.groups[0])}. All of it is its doing."
    alone = one if len(inputs.groups) == 1 else ""
    if not found.by_future.any():
        money, alone = replace(money, picture=None), "Net value is the same in every simulated future."
    cards = (_card("why", MONEY + rests, money, alone), _card("why-moves", MOVED + rests, moves))
    # The first sentence is the answer, which stands above all views.
    return Found((*answer.lead[1:], *joined), cards)


def _card(key: str, title: str, section: Section, instead: str = "") -> Card:
    grid = section.grids[0] if section.grids else None
    rows = [] if grid is None else [*grid.rows, *grid.totals]
    head = () if grid is None else grid.head
    if section.picture is None:
        return Card(key, title, note=instead or " ".join(section.sentences), head=head, rows=rows)
    return Card(key, title, section.picture(), head=head, rows=rows)
