"""Where do we stand: questions left, one person after the other; levels with their ranges right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.errors import InputError
from workbench.interfaces.explorer.asking import Asking
from workbench.interfaces.explorer.drawing import Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed, head, page_of, wrong
from workbench.interfaces.explorer.saving import save_text
from workbench.interfaces.explorer.signs import Line
from workbench.interfaces.explorer.standing import beneath, lead_words, profile_card
from workbench.interfaces.files.assessments import dump_assessment
from workbench.interfaces.wording import capital, count
from workbench.interfaces.wording.assessed import ROLES, who_answered
from workbench.model.assessed import scores
from workbench.model.assessment import Respondent, Role, SelfAssessment

UNCHOSEN = ""
MINE, EVERYONE = "my answers alone", "everyone so far"
FILE = "self-assessment.yaml"
HOW = (
    "Alone, without talking first. Choose the sentence that was true in the last three months in your unit, "
    "not what the handbook says. For 3 and above there should be a document that shows it."
)


class AssessPage:
    """Twenty-one questions for one person after the other, and the levels that follow.

    Parameters
    ----------
    unit
        Whose way of working it is about.
    """

    def __init__(self, unit: str = "our unit") -> None:
        self._people: list[Respondent] = []
        self._home = Home()
        self.unit = Line(value=unit, description="Unit")
        roles = [("choose your role", UNCHOSEN), *((words[0], role.value) for role, words in ROLES.items())]
        self.role = widgets.Dropdown(options=roles, value=UNCHOSEN, description="I am")
        self.asking = Asking()
        self.done = self._button("Done, next person", "Keep these answers and empty the form", self._keep)
        self.whose = widgets.Dropdown(options=[MINE, EVERYONE], value=MINE, description="Show")
        self.file = Line(value=FILE, description="File, in this folder")
        self.save = self._button("Save as YAML", "Write what everybody said", self._save)
        self._top, self._answer, self._below, self._told, self._saved = (widgets.HTML() for _ in range(5))
        self._drawing = Drawing()
        seen = (
            (self.asking, "answers"),
            (self.role, "value"),
            (self.whose, "value"),
            (self._drawing, "width"),
        )
        for widget, name in seen:
            widget.observe(lambda _: self._home.run(self._redraw), names=name)
        self.widget = self._page()
        self._redraw()

    @property
    def assessment(self) -> SelfAssessment | None:
        """What everybody said so far; None before the first answer."""
        return self._of([*self._people, *self._current()])

    def _button(self, text: str, tip: str, clicked: Callable[[], None]) -> widgets.Button:
        return button(text, tip, lambda: self._home.run(clicked))

    def _page(self) -> widgets.Widget:
        form = classed(widgets.VBox([self.asking]), "wb-group")
        person = classed(widgets.VBox([self.done, self._told]), "wb-group")
        keep = classed(widgets.VBox([self.file, self.save, self._saved]), "wb-group")
        title = head("Where do we stand?", HOW)
        left = [title, self.unit, self.role, form, person, keep]
        answer = classed(widgets.VBox([self._top, self._answer]), "wb-live")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        whose = classed(widgets.VBox([self.whose]), "wb-whose")
        return classed(page_of(left, [whose, answer, drawing, self._below]), "wb-questions")

    def _current(self) -> list[Respondent]:
        """Who is answering now; their role counts once it is chosen."""
        answers = self.asking.known()
        role = Role.OTHER if self.role.value == UNCHOSEN else Role(self.role.value)
        return [Respondent(role=role, answers=answers)] if answers else []

    def _of(self, people: list[Respondent]) -> SelfAssessment | None:
        if not people:
            return None
        unit = self.unit.value.strip()[:80] or "our unit"
        return SelfAssessment(unit=unit, date=date.today(), respondents=tuple(people))

    def _redraw(self) -> None:
        shown = self._of(self._current()) if self.whose.value == MINE else self.assessment
        found = scores(shown) if shown is not None else ()
        said = "nobody" if shown is None else who_answered(shown)
        self._top.value = f'<div class="wb-top"><span class="wb-note">{escape(capital(said))}</span></div>'
        self._answer.value = f'<p class="wb-answer">{escape(lead_words(found))}</p>'
        self._drawing.show([profile_card(found, self._drawing.width)])
        self._below.value = beneath(shown) if shown is not None and found else ""
        self._saved.value = ""

    def _keep(self) -> None:
        """Keep this person's answers out of sight, and begin anew for the next."""
        self._told.value = self._lacks()
        if self._told.value:
            return
        self._people += self._current()
        self.role.value, self.whose.value = UNCHOSEN, MINE
        self.asking.clear()
        kept = count(len(self._people), "person has", "people have").capitalize()
        self._told.value = (
            f'<span class="wb-note">{kept} answered. Their answers are kept and not shown; save before you '
            "close this page.</span>"
        )

    def _lacks(self) -> str:
        if not self.asking.known():
            return '<p class="wb-wrong" role="alert">Answer something first.</p>'
        if self.role.value == UNCHOSEN:
            return '<p class="wb-wrong" role="alert">Choose your role first, at the top.</p>'
        return ""

    def _save(self) -> None:
        self._saved.value = self._lacks() if self.asking.known() else ""
        found = self.assessment
        if found is None:
            self._saved.value = '<p class="wb-wrong" role="alert">Nobody has answered anything yet.</p>'
        if self._saved.value or found is None:
            return
        try:
            target = save_text(dump_assessment(found), Path.cwd(), self.file.value)
        except (InputError, OSError) as error:
            self._saved.value = wrong(error)
            return
        name = escape(target.name)
        self._saved.value = (
            f'<span class="wb-note">saved: {name}, {escape(who_answered(found))}. '
            f"<code>workbench assess {name}</code> tells the same.</span>"
        )


def assess(unit: str = "our unit") -> widgets.Widget:
    """Ask where a unit stands, one person after the other, in a notebook.

    Parameters
    ----------
    unit
        Whose way of working it is about.
    """
    return AssessPage(unit).widget
