"""What a page made, as a file of its own: never over another, never outside the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.experiment.run_folder import file_names
from workbench.interfaces.files import dump_scenario
from workbench.interfaces.files.load import ENDINGS
from workbench.scenario import Scenario


def save(what_if: Scenario, folder: Path) -> Path:
    """Write the complete scenario under the first free name; a number in it is also one of the name.

    Parameters
    ----------
    what_if
        The scenario.
    folder
        Where to.
    """
    # Whatever somebody has called it, the file lies in the folder.
    wanted = folder / file_names((what_if.name,))[0]

    def text_of(stem: str) -> str:
        name = what_if.name + stem.removeprefix(wanted.stem)
        return dump_scenario(what_if.model_copy(update={"name": name}))

    return _written(wanted, text_of)


def save_text(text: str, folder: Path, name: str) -> Path:
    """Write a text under a name that somebody typed, or the next free one.

    Parameters
    ----------
    text
        Content of the file.
    folder
        Where to; the file is written in it or below it, whatever the name says.
    name
        Name of the file, which ends in .yaml.

    Raises
    ------
    InputError
        If the name leads elsewhere or is none.
    """
    return _written(_inside(folder, name), lambda _: text)


def _inside(folder: Path, name: str) -> Path:
    try:
        target = (folder / name.strip()).resolve()
        usable = target.is_relative_to(folder.resolve()) and target.parent.is_dir()
    except (OSError, ValueError):
        usable = False
    if not usable or target.suffix.lower() not in ENDINGS:
        message = "must be a file in this folder that ends in .yaml"
        raise InputError.of(Problem((), message, name, "write for example self-assessment.yaml"))
    return target


def _written(wanted: Path, text_of: Callable[[str], str]) -> Path:
    """Write under the first free name; the text may hold the name it gets."""
    count = 1
    while True:
        stem = wanted.stem if count == 1 else f"{wanted.stem}-{count}"
        target = wanted.with_name(f"{stem}{wanted.suffix}")
        text = text_of(stem)
        try:
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            count += 1
            continue
        return target
