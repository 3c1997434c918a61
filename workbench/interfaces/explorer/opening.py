"""Opening any scenario file: as today, or as the what-if beside today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.errors import InputError, Problem, WorkbenchError
from workbench.interfaces.explorer.folding import Folding
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import button, classed
from workbench.interfaces.explorer.signs import Line
from workbench.interfaces.files import load_scenario
from workbench.interfaces.files.load import ENDINGS
from workbench.scenario import Scenario

CHOOSE = "choose a file"

FOLDERS = ("", "scenarios", "../scenarios")
"""Where files are looked for, seen from the folder of the notebook."""

MOST_FILES = 200


class Opening:
    """A menu of files, a field for any other path, and the two ways to open one.

    Parameters
    ----------
    as_today, as_what_if
        Called with what was read.
    home
        The thread that reads.
    """

    def __init__(
        self, as_today: Callable[[Scenario], None], as_what_if: Callable[[Scenario], None], home: Home
    ) -> None:
        wide = widgets.Layout(width="100%")
        self._files = widgets.Dropdown(
            description="File",
            options=[(CHOOSE, "")],
            layout=wide,
            tooltip="Scenario files in this folder and in ../scenarios",
        )
        self._path = Line(
            description="or its path",
            layout=wide,
            placeholder="../scenarios/baseline.yaml",
            tooltip="Any other scenario file, seen from the folder of this notebook",
        )
        beside = button("Open as what-if", "Beside today", lambda: home.run(lambda: self._open(as_what_if)))
        instead = button(
            "Open as today", "It stands for today from now on", lambda: home.run(lambda: self._open(as_today))
        )
        self._told = widgets.HTML()
        row = classed(widgets.HBox([beside, instead]), "wb-buttons")
        tip = "A scenario file, as the what-if or as today"
        inside = [self._files, self._path, self._told, row]
        folding = Folding("Open a scenario", tip, inside, self._look, home)
        self.button, self.widget = folding.button, folding.area

    def _look(self) -> None:
        """Which files there are now."""
        self._files.options = [(CHOOSE, ""), *((one, one) for one in files_near(Path.cwd()))]
        self._told.value = ""

    def _open(self, use: Callable[[Scenario], None]) -> None:
        wanted = self._path.value.strip() or self._files.value
        try:
            found = read(wanted)
        except WorkbenchError as error:
            self._told.value = f'<p class="wb-wrong" role="alert">Not opened: {escape(str(error))}</p>'
            return
        self._told.value = f'<span class="wb-note">opened: {escape(wanted)}</span>'
        use(found)


def files_near(folder: Path) -> list[str]:
    """Files that may hold a scenario, as they are named from a folder."""
    return sorted(dict.fromkeys(_near(folder)), key=lambda name: (name.count("/"), name))[:MOST_FILES]


def read(wanted: str) -> Scenario:
    """The scenario in a file.

    Raises
    ------
    InputError
        With everything that is wrong with it, in words.
    """
    if not wanted:
        raise InputError.of(Problem((), "no file is chosen", "", "choose one, or type its path"))
    try:
        return load_scenario(Path(wanted).expanduser())
    except (OSError, ValueError, RuntimeError, RecursionError) as error:
        raise InputError.of(
            Problem((), f"cannot be read: {error}", "", "name a scenario file", wanted)
        ) from error


def _near(folder: Path) -> Iterator[str]:
    for name in FOLDERS:
        try:
            inside = sorted((folder / name).iterdir())
        except OSError:
            continue
        for path in inside:
            if path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file():
                yield f"{name}/{path.name}" if name else path.name
