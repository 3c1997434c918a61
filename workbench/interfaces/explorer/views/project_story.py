"""What happens to one project in one simulated future, and what holds over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import ipywidgets as widgets
import numpy as np

from workbench.charts.dates import dated
from workbench.charts.numbers import money, out_of, out_of_span, whole
from workbench.experiment.by_project import ByProject
from workbench.experiment.project_fates import COMPLETED, HELD, SELECTED, STARTED, STOPPED, Fates
from workbench.experiment.story import account_of, live_through, story_of
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.page import wrong
from workbench.interfaces.explorer.views.view import NAMES, Seen
from workbench.interfaces.wording import futures, span_words
from workbench.interfaces.wording.story import closing, told
from workbench.scenario import Scenario

LIVING = "A moment: one simulated future is lived through once more."
OLDER = "Of an answer before; told anew once the answer has all its futures."
WORDS = {
    SELECTED: "selected",
    STARTED: "started",
    COMPLETED: "completed by the horizon",
    STOPPED: "stopped for good",
    HELD: "held, never started",
}


class ProjectStory:
    """A place for the story of one project; empty until one is asked for, and told beside the page."""

    def __init__(self) -> None:
        self.widget = widgets.HTML()
        self.widget.add_class("wb-story")
        self.widget.add_class("wb-live")
        self.project = ""
        self.is_older = False
        self._aside: Aside[str] = Aside(self._put, self._failed)

    def ask(self, seen: Seen, project: str) -> None:
        """Tell it; nothing where no project of either side is named so, or none is asked for."""
        if project != self.project:
            self.widget.value = f'<p class="wb-note">{LIVING}</p>' if project else ""
        self.project, self.is_older = project, False
        if project:
            self._aside.ask(_told(seen, project))
        else:
            self._aside.stop()

    def age(self) -> None:
        """Another answer is there: what stands is of an older one, and says so until it is told anew."""
        if self.project and not self.is_older:
            self.is_older = True
            self._put(self.widget.value)

    async def finished(self) -> None:
        """Wait until the latest story is told."""
        await self._aside.finished()

    def _put(self, story: str) -> None:
        self.widget.value = f'<p class="wb-note">{OLDER}</p>{story}' if self.is_older else story

    def _failed(self, error: Exception) -> None:
        self.widget.value = wrong(error)


def _told(seen: Seen, project: str) -> Iterator[str | None]:
    """The story as HTML, in the end; sides are lived through one after the other."""
    keys = zip(NAMES, (seen.baseline, seen.what_if), seen.comparison.names, strict=True)
    sides = [(name, scenario, ByProject.of(seen.comparison, key)) for name, scenario, key in keys]
    there = [one for one in sides if project in one[2].ids][: 1 if seen.same else 2]
    if not there:
        yield ""
        return
    number = _middling(there[-1][2], project)
    columns = []
    for name, scenario, found in there:
        yield None
        columns.append(_side(name, scenario, found, project, number))
    title = next(one.name or one.id for one in there[-1][1].portfolio.projects if one.id == project)
    seed, where = there[-1][1].seed, "" if seen.same else " with the what-if"
    finish = there[-1][2].finish[number, there[-1][2].ids.index(project)]
    middling = f"half of {futures(seen.n)} finish it sooner{where}"
    if not np.isfinite(finish):
        middling = f"one of those that do not finish it{where}, as most of {futures(seen.n)}"
    yield (
        f"<h3>{escape(title)}</h3>"
        f'<p class="wb-note">Simulated future {number} of seed {seed}: {middling}. One future shows how '
        "one thing leads to another, not what will happen.</p>"
        f'<div class="wb-sides">{"".join(columns)}</div>'
    )


def _middling(found: ByProject, project: str) -> int:
    """The future whose finish stands in the middle; of those that do not finish, the first by number."""
    finish = found.finish[:, found.ids.index(project)]
    order = np.argsort(finish, kind="stable")
    return int(order[(len(order) - 1) // 2])


def _side(name: str, scenario: Scenario, found: ByProject, project: str, number: int) -> str:
    future = live_through(scenario, number)
    i = future.plan.projects.ids.index(project)
    events = "".join(
        f"<li><span>{dated(one.date)}</span><span>{escape(one.text)}</span></li>"
        for one in told(future, story_of(future, i))
    )
    last = " ".join(escape(one) for one in closing(future, account_of(future).projects[i]))
    currency = scenario.portfolio.currency
    over = "; ".join(_over(Fates.of(found), found.ids.index(project), currency))
    return (
        f'<section><h4>{name}</h4><ol>{events}</ol><p class="wb-note">{last}</p>'
        f"<p><b>Over all {futures(len(found))}:</b> {over}.</p></section>"
    )


def _over(fates: Fates, k: int, currency: str) -> Iterator[str]:
    """Shares of futures and the average value, with their ranges."""
    for key, words in WORDS.items():
        share = float(fates.shares[key][k])
        yield f"{words} in {out_of(share, fates.n)} of {whole(fates.n)} ({out_of_span(share, fates.n)})"
    kept = float(fates.kept[k])
    if kept == kept:
        span = out_of_span(kept, fates.n)
        yield f"its promise kept in {out_of(kept, fates.n)} of {whole(fates.n)} ({span})"
    value, low, high = (float(one[k]) for one in (fates.value, fates.value_low, fates.value_high))
    figures = money([value, low, high], currency) if np.isfinite(low + high) else money([value], currency)
    yield f"net value {figures.plain(value)} on average{span_words(low, high, figures)}"
