"""Explain: why the what-if differs from today, by groups of inputs that changed; parts add up as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

import ipywidgets as widgets

from workbench.experiment.studies.explain import Explained, explained
from workbench.experiment.studies.inputs import Differing, differing
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.controls.in_words import address_words
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.more_runs import MoreRuns
from workbench.interfaces.explorer.views.kept import Kept
from workbench.interfaces.explorer.views.lead_time import Place, lead_time_card
from workbench.interfaces.explorer.views.view import Redraw, Seen, Shown
from workbench.interfaces.studies.answer import Section
from workbench.interfaces.studies.changes import changes_grid, groups_label
from workbench.interfaces.studies.explaining import explained_answer
from workbench.interfaces.wording import count, futures

FIRST, MOST = 25, 1000
"""Futures after which there is a first, rough explanation, and on how many it rests at most: each scenario in
between is simulated on all of them."""

MONEY = "Where the difference in net value comes from"
MOVED = "Which projects move, working days later (+) or earlier (−)"
TIME = Place("why-time", "Where lead time changes, working days a project")


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
        return _with(seen, found, lead_time_card(TIME, seen, self._time, seen.width))

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """The parts on few futures, then on as many as the answer has, up to a limit."""
        if seen.same or self._kept.of(seen) is not None:
            return iter(())
        # Drawn here and not beside the page, since its axis belongs to the page.
        return self._steps(seen, lead_time_card(TIME, seen, self._time, seen.width))

    def _steps(self, seen: Seen, time: Card) -> Iterator[Shown | None]:
        inputs = differing(seen.baseline, seen.what_if)
        yield None
        more = MoreRuns(seen)
        between = [inputs.between(members) for members in range(1, (1 << len(inputs.groups)) - 1)]
        last = min(seen.n, MOST)
        for futures_now in sorted({min(FIRST, last), last}) if between else [last]:
            for one in between:
                yield from more.ahead([one], futures_now)
            found = _found(explained(seen.baseline, seen.what_if, more.runs(futures_now)), inputs)
            if last < seen.n:
                found = replace(found, lead=(*found.lead, _rests_on(last, seen.n)))
            if futures_now == last:
                self._kept.keep(seen, found)
            yield _with(seen, found, time)


def _with(seen: Seen, found: Found, time: Card) -> Shown:
    said = " ".join(escape(one) for one in found.lead)
    note = "Luck alone; assumptions are held at their middle values. Parts are rounded to give the whole."
    words = f'<p class="wb-say">{said}</p><p class="wb-note">{note}</p>'
    return Shown(words, (*found.cards[:1], time, *found.cards[1:], _inputs_card(seen)))


def _rests_on(count: int, answered: int) -> str:
    return (
        f"Parts and projects that move rest on the first {count:,} of {futures(answered)}: their sum may "
        "differ a little from the answer."
    )


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
    changes = differing(seen.baseline, seen.what_if, 1).changes
    grid = changes_grid(changes, lambda place: address_words(place, seen.baseline))
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
        alone = "Net value is the same in every simulated future."
    if alone:
        # A single bar beside itself says nothing that the sentence does not.
        money = replace(money, picture=None)
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
