"""From a path to a portfolio, by the ending of its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.files.text import read_text
from workbench.interfaces.scheduling_instances.multi_project import read_multi_project
from workbench.interfaces.scheduling_instances.patterson import read_patterson
from workbench.interfaces.scheduling_instances.portfolio import START, portfolio_of
from workbench.interfaces.scheduling_instances.psplib import read_psplib
from workbench.model import Portfolio

_READERS = {".sm": read_psplib, ".rcp": read_patterson, ".json": read_multi_project}

ENDINGS = frozenset(_READERS)
"""Endings of files that are read as scheduling instances."""


def read_instance(path: Path, start: date = START) -> Portfolio:
    """A PSPLIB `.sm`, Patterson `.rcp` or multi-project `.json` file as a portfolio.

    Parameters
    ----------
    path
        The file; its ending says how it is read.
    start
        Date of day 0.

    Raises
    ------
    InputError
        With the place at which the file is not what it should be.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError.of(
            Problem(
                (),
                f"only {', '.join(sorted(_READERS))} are scheduling instances",
                path.suffix,
                "rename the file if it is one of them",
                path.as_posix(),
            )
        )
    return portfolio_of(reader(read_text(path), path), start)
