"""Ways to bring a portfolio: rows from a spreadsheet, a file, or the example. A wrong paste loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed, wrong
from workbench.interfaces.explorer.saving import save_text
from workbench.interfaces.explorer.signs import Lines
from workbench.interfaces.explorer.start.brought import (
    Brought,
    check_pasted,
    listed_problems,
    read_pasted,
    read_upload,
    read_words,
)
from workbench.interfaces.files import dump_portfolio, load_scenario
from workbench.scenario import Scenario

KINDS = ".xlsx,.xlsm,.csv,.tsv,.txt"

COLUMNS = (
    "Copy rows with their headings, in English or German: a name, a value a year, a duration and a team size "
    "are enough; a due date, a kind and who does the work make the answers better."
)
EXAMPLE = (
    "name\tvalue_per_year\tduration_days\tteam_size\tdue_date\nClaims portal\t400000\t120\t4\t2027-06-30"
)


class Bringing:
    """Two large buttons, a place to paste, and what was made of it.

    Parameters
    ----------
    home
        The thread that simulates and draws.
    loaded
        Called with a scenario around what was read, or the example.
    back
        Called when nothing new is wanted.
    """

    def __init__(self, home: Home, loaded: Callable[[Scenario], None], back: Callable[[], None]) -> None:
        self._home, self._loaded = home, loaded
        self._found: Brought | None = None
        self._reading: Aside[Brought] = Aside(self._take, self._refuse)
        self.text = Lines(placeholder=EXAMPLE, rows=12, description="Rows from a spreadsheet")
        self.upload = widgets.FileUpload(accept=KINDS, multiple=False, description="Upload a file")
        self.upload.observe(lambda _: home.run(self._read_upload), names="value")
        self.problem, self.saved = widgets.HTML(), widgets.HTML()
        self._paste = self._button(
            "Paste from a spreadsheet", "Begin with rows of your own", self._open_paste
        )
        self.example_button = self._button(
            "Open the example", "An invented insurer of 40 projects", self._open_example
        )
        self.read_button = self._button("Read the rows", "Read what is pasted", self._read_text)
        self._back = self._button(
            "Back to the questions", "Leave everything as it is", lambda: self._leave(back)
        )
        self._back.layout.display = "none"
        self.first = self._first_page()
        self._said = widgets.HTML()
        self.save_button = self._button(
            "Save as portfolio file",
            "Write it beside this notebook, for the command line",
            self._save_portfolio,
        )
        self._row = classed(widgets.HBox([self.save_button, self.saved]), "wb-buttons")
        self.read = classed(widgets.VBox(), "wb-start-brought")

    def _first_page(self) -> widgets.Widget:
        title = widgets.HTML(
            '<h2>Which projects are they?</h2><p class="wb-note">Six questions are answered as soon as rows '
            "are read. Nothing leaves this computer.</p>"
        )
        large = classed(widgets.HBox([self._paste, self.example_button, self.upload]), "wb-start-large")
        below = widgets.HBox([self.read_button, self._back])
        columns = widgets.HTML(f'<p class="wb-note">{escape(COLUMNS)}</p>')
        self._pasting = classed(
            widgets.VBox([columns, self.text, classed(below, "wb-buttons")]), "wb-start-pasting"
        )
        self._pasting.layout.display = "none"
        return classed(widgets.VBox([title, large, self.problem, self._pasting]), "wb-start-bringing")

    def come_back(self) -> None:
        """From cards that are there: with a way back, and with what was pasted last."""
        self._back.layout.display = ""
        self._open_paste()

    def _button(self, text: str, tip: str, clicked: Callable[[], None]) -> widgets.Button:
        return button(text, tip, lambda: self._home.run(clicked))

    def _open_paste(self) -> None:
        self._pasting.layout.display = ""

    def refuse_rows(self, rows: int) -> None:
        """So many rows were pasted that the page did not lay them into the field."""
        try:
            check_pasted(rows)
        except InputError as error:
            self._refuse(error)

    async def finished(self) -> None:
        """Wait until what was brought is read."""
        await self._reading.finished()

    def _leave(self, back: Callable[[], None]) -> None:
        self._reading.stop()
        self.problem.value = ""
        back()

    def _open_example(self) -> None:
        self._reading.stop()
        self._found = None
        self.read.children = []
        self._loaded(load_scenario(bundled("scenarios") / "baseline.yaml"))

    def _read_text(self) -> None:
        text = self.text.value
        self._read(lambda: read_pasted(text, date.today()))

    def _read_upload(self) -> None:
        files = self.upload.value
        if not files:
            return
        name, content = str(files[0]["name"]), bytes(files[0]["content"])
        # What was uploaded is forgotten at once: the same file, mended, can be chosen again.
        self.upload.value = ()
        self._read(lambda: read_upload(name, content, date.today()))

    def _read(self, reading: Callable[[], Brought]) -> None:
        """In another thread: a workbook of 20 MB takes its time, and the page answers meanwhile."""
        self.problem.value = '<p class="wb-note" role="status">Reading.</p>'
        self._reading.ask(one() for one in (reading,))

    def _refuse(self, error: Exception) -> None:
        self.problem.value = _refused(error) if isinstance(error, InputError) else wrong(error)

    def _take(self, found: Brought) -> None:
        self._found = found
        self.problem.value = self.saved.value = ""
        self._said.value = read_words(found)
        self.read.children = [self._said, self._row]
        self._loaded(found.scenario)

    def _save_portfolio(self) -> None:
        if self._found is None:
            return
        try:
            target = save_text(dump_portfolio(self._found.reading.portfolio), Path.cwd(), "portfolio.yaml")
        except (InputError, OSError) as error:
            self.saved.value = f'<span class="wb-note">Not saved: {escape(str(error))}</span>'
            return
        name = escape(target.name)
        self.saved.value = f'<span class="wb-note">saved: {name}; next: workbench run {name}</span>'


def _refused(error: InputError) -> str:
    number = len(error.problems)
    few = "This is" if number == 1 else f"These {number:,} things are"
    return (
        f'<div class="wb-wrong" role="alert">Nothing could be read, and nothing is lost. {few} wrong:'
        f"{listed_problems(error.problems)}</div>"
    )
