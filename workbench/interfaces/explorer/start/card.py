"""A card: one question, its answer, its mark, one control, the others by name, and the way to its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import ipywidgets as widgets

from workbench.charts.numbers import MINUS
from workbench.experiment import Comparison
from workbench.interfaces.explorer.asking_first import CHANCE, Control
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed, wrong
from workbench.interfaces.explorer.questions import Question
from workbench.interfaces.explorer.short_staffed import short_words
from workbench.interfaces.explorer.start.answers import Answer, answer, today_words
from workbench.interfaces.explorer.start.dates_at_risk import chances, dates_answer, dates_page
from workbench.interfaces.explorer.start.live_control import LiveControl
from workbench.interfaces.explorer.start.marks import chances_mark, value_mark
from workbench.interfaces.explorer.start.reaches import Reach, reach_of, stated
from workbench.interfaces.explorer.start.subjects import subject
from workbench.interfaces.wording import Difference
from workbench.interfaces.wording.even_chance import EVEN
from workbench.scenario import Scenario

NAMES = {
    "since": "from when",
    "pool": "which pool",
    "people": "how many people",
    "wip_limit": "projects at once",
    "release": "start order",
    "dispatch": "who gets people",
    "cadence": "boards",
    "strength": "published effect",
    "objective": "which objective",
    "added": "mandatory projects",
    "unspent": "carry-over",
}
"""What the other controls of a question are called at the foot of its card."""

WAITING = '<p class="wb-card-words wb-card-early">A moment: the first futures are being simulated.</p>'


class Card:
    """One of the six.

    Parameters
    ----------
    question
        Which.
    baseline
        Today.
    home
        The thread that simulates and draws.
    moved
        Called when its control was moved and another what-if is to be simulated.
    opened
        Called when its page is asked for.
    """

    def __init__(
        self,
        question: Question,
        baseline: Scenario,
        home: Home,
        moved: Callable[[Card], None],
        opened: Callable[[Card], None],
    ) -> None:
        self.question, self._baseline, self._home, self._moved = question, baseline, home, moved
        self.asked = question.ask(baseline)
        self.draft = question.default(baseline)(Draft())
        self.threshold = EVEN
        self.answer: Answer | None = None
        self._comparison: Comparison | None = None
        self._said, self._mark = widgets.HTML(WAITING), widgets.HTML()
        head = widgets.HTML(f"<h3>{escape(question.title)}</h3>")
        middle: list[widgets.Widget] = []
        if self.asked.cannot:
            self._said.value = f'<p class="wb-card-words">{escape(self.asked.cannot)}</p>'
        else:
            self.control = self._control()
            middle = [self._mark, self.control.widget]
        self.open = button("Open", f"Open: {question.title}", lambda: home.run(lambda: opened(self)))
        foot = classed(widgets.HBox([widgets.HTML(_others(self._others())), self.open]), "wb-card-foot")
        parts = [head, classed(self._said, "wb-card-answer"), *middle, foot]
        self.widget = classed(classed(widgets.VBox(parts), "wb-card"), f"wb-card-{question.key}")

    @property
    def found(self) -> Difference | None:
        """What its mark shows on the axis that all cards share; none for chances."""
        return None if self.answer is None else self.answer.found

    @property
    def said(self) -> str:
        """The answer as it stands, HTML."""
        words: str = self._said.value
        return words

    @property
    def mark(self) -> str:
        """The mark as it stands, HTML."""
        drawn: str = self._mark.value
        return drawn

    @property
    def as_asked(self) -> Question:
        """The question, with the chance below which its card calls a date at risk."""
        if not self.about_chances:
            return self.question
        return replace(self.question, unchanged=partial(dates_page, threshold=self.threshold))

    @property
    def about_chances(self) -> bool:
        """Whether its axis is one of chances."""
        return self.asked.live == CHANCE

    def show(self, comparison: Comparison, *, same: bool) -> None:
        """Answer in words, from so many futures.

        Parameters
        ----------
        comparison
            Today and what is asked.
        same
            Whether that is today under another name.
        """
        self._comparison = comparison
        if self.about_chances:
            self.answer = dates_answer(comparison, self.threshold)
        elif same:
            self.answer = today_words(comparison)
        else:
            about = subject(self.draft.levers, self._baseline)
            self.answer = answer(comparison, about, self.question.beside, self._note(comparison))
        self._say(self.answer)

    def draw(self, far: float) -> None:
        """The mark, on the axis that all share."""
        if self.asked.cannot:
            return
        if not self.about_chances:
            self._mark.value = value_mark(self.answer, far, self._baseline.portfolio.currency)
        elif self.answer is None or self._comparison is None:
            self._mark.value = ""
        else:
            self._mark.value = chances_mark(chances(self._comparison), self.threshold, self.answer.alt)

    def fail(self, error: Exception) -> None:
        """What happened, in place of the sentence; no older answer and no mark of it beside that."""
        self.widget.remove_class("wb-card-waits")
        self.answer = self._comparison = None
        self._said.value = wrong(error)

    def wait(self) -> None:
        """Another answer is on its way: the old one stands, paler."""
        self.widget.add_class("wb-card-waits")

    def _control(self) -> LiveControl:
        name, levers = self.asked.live, self.draft.levers
        reach = reach_of(name, levers, self._baseline)
        stands = EVEN if name == CHANCE else getattr(levers, name)
        at = reach.today if stands is None else float(stands)
        return LiveControl(reach, at, self._home, lambda value: self._take(value, reach))

    def _take(self, value: float, reach: Reach) -> None:
        if self.about_chances:
            self.threshold = value
            if self._comparison is not None:
                self.show(self._comparison, same=True)
                self.draw(0.0)
            return
        name = self.asked.live
        levers = self.draft.levers.model_copy(update={name: stated(name, value, reach)})
        self.draft = replace(self.draft, levers=levers)
        self._moved(self)

    def _note(self, comparison: Comparison) -> str:
        """What the answer leaves out, and whose teams never start for want of people."""
        levers = self.draft.levers
        short = short_words(comparison.scenarios[1], levers.since) if levers.people < 0 else ""
        return " ".join(filter(None, [self.asked.note and f"{self.asked.note}.", short]))

    def _say(self, found: Answer) -> None:
        self.widget.remove_class("wb-card-waits")
        tip = f'<span class="wb-card-n">({found.n:,} futures)</span>'
        self._said.value = (
            f'<p class="wb-card-words">{_kept(found.words)} '
            f'<span class="wb-card-sure">{_kept(found.sure)} {tip}</span></p>'
        )

    def _others(self) -> Sequence[Control]:
        return [one for one in self.asked.controls if one != self.asked.live]


def _kept(words: str) -> str:
    """No line ends between a sign and its amount."""
    return re.sub(rf"[+{MINUS}][^\s\d<]?[\d.,]+[a-z]*", r'<span class="wb-card-amount">\g<0></span>', words)


def _others(controls: Sequence[Control]) -> str:
    names = [NAMES.get(key, key) for one in controls for key in [one if isinstance(one, str) else one[-1]]]
    if not names:
        return ""
    return f'<span class="wb-note">{len(names)} more: {escape(", ".join(names))}</span>'
