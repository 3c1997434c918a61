"""Making a report of what is on the page, beside the page, with a link to it at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from workbench.errors import InputError
from workbench.experiment import Comparison, write_run
from workbench.experiment.run_folder import file_names
from workbench.experiment.where_kept import RUNS
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed
from workbench.interfaces.files import dump_scenario

PAGES = "report"
"""Folder of the pages inside the folder of a run."""


@cache
def _script() -> str:
    return Path(__file__).with_name("report_link.js").read_text(encoding="utf-8")


class ReportLink(anywidget.AnyWidget):
    """A link to `page`, the bytes of an HTML file; nothing while there is none."""

    _esm = traitlets.Unicode().tag(sync=True)
    page = traitlets.Bytes().tag(sync=True)

    @traitlets.default("_esm")
    def _module(self) -> str:
        return _script()


@dataclass(frozen=True)
class Step:
    """How far a report is.

    Parameters
    ----------
    done, of
        Steps done, and all of them.
    words
        What is being done, or what was made.
    page
        The finished page.
    """

    done: int
    of: int
    words: str
    page: Path | None = None


Making = Callable[[Comparison, Path], Iterator[Step]]
"""Makes a report of a comparison in a folder, step by step."""


def make(comparison: Comparison, folder: Path) -> Iterator[Step]:
    """Write the run, then the page and an index over it.

    Parameters
    ----------
    comparison
        Today and what is compared with it; or today alone.
    folder
        Where the run goes: a folder of its own in it.
    """
    from workbench.interfaces.reports import comparison_report, index_page, scenario_report

    name = comparison.names[-1]
    run = _free_folder(folder / RUNS, name)
    yield Step(1, 4, "writing the run")
    write_run(comparison, run, dump_scenario)
    yield Step(2, 4, "making the pages, half a minute or so")
    is_alone = len(comparison.names) == 1
    page = scenario_report(run, name, run / PAGES) if is_alone else comparison_report(run, run / PAGES)
    yield Step(3, 4, "making the index")
    index_page([run], run / PAGES)
    yield Step(4, 4, page.relative_to(folder.absolute()).as_posix(), page)


class Reporting:
    """A button, a bar while the report is made, and the link.

    Parameters
    ----------
    comparison
        What is to be reported; None while there is no answer. May raise `InputError` with what to wait for.
    making
        How a report is made.
    home
        The thread that draws.
    """

    def __init__(self, comparison: Callable[[], Comparison | None], making: Making, home: Home) -> None:
        self._comparison, self._making = comparison, making
        self._button = button(
            "Make report", "Pages of what is compared here, as a file", lambda: home.run(self._start)
        )
        self._button.add_class("wb-main-button")
        self._bar = widgets.IntProgress(value=0, min=0, max=1)
        self._bar.layout.display = "none"
        self._told, self.link = widgets.HTML(), ReportLink()
        self._aside: Aside[Step] = Aside(self._show, self._failed)
        self.button: widgets.Widget = self._button
        self.widget = classed(widgets.VBox([self._bar, self._told, self.link]), "wb-reporting")

    async def finished(self) -> None:
        """Wait until the report is made."""
        await self._aside.finished()

    def _start(self) -> None:
        try:
            comparison = self._comparison()
        except InputError as error:
            self._tell(f"No report yet: {error}", "wb-wrong")
            return
        if comparison is None:
            self._tell("There is no answer yet to report on.", "wb-wrong")
            return
        self.link.page = b""
        self._button.disabled = True
        self._bar.layout.display = None
        self._aside.ask(self._making(comparison, Path.cwd()))

    def _show(self, step: Step) -> None:
        self._bar.max, self._bar.value = step.of, step.done
        if step.page is None:
            self._tell(f"Report: {step.words} …", "wb-note")
            return
        self.link.page = step.page.read_bytes()
        self._tell(f"Report made: {step.words}", "wb-note")
        self._end()

    def _failed(self, error: Exception) -> None:
        self._tell(f"No report was made: {' '.join(str(error).split()) or type(error).__name__}", "wb-wrong")
        self._end()

    def _end(self) -> None:
        self._button.disabled = False
        self._bar.layout.display = "none"

    def _tell(self, words: str, style: str) -> None:
        self._told.value = f'<p class="{style}" role="status">{escape(words)}</p>'


def _free_folder(folder: Path, name: str) -> Path:
    stem = Path(file_names((name,))[0]).stem
    choices = (folder / (stem if number == 1 else f"{stem}-{number}") for number in count(1))
    return next(one for one in choices if not one.exists())
