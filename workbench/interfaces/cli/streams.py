"""Standard output for results, standard error for notes; readable on narrow, plain and old terminals."""

from __future__ import annotations

import codecs
import ctypes
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 100
"""Columns where there is no terminal to ask."""

_PLAIN = {
    "−": "-",
    "–": "-",
    "÷": "/",
    "×": "x",
    "±": "+/-",
    "…": "...",
    "›": ">",
    "→": "->",
    "•": "*",
    "●": "*",
    "◐": "o",
    "○": ".",
    "“": '"',
    "”": '"',
    "’": "'",
    "€": "EUR",
    "£": "GBP",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
}


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Replace what a stream cannot write by the nearest that it can: a minus stays a minus."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(one, "?") for one in error.object[error.start : error.end]), error.end


def prepare_streams() -> None:
    """Make sure that no character of ours can stop the program."""
    codecs.register_error("plainer", plainer)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="plainer")


@contextmanager
def nothing_foreign() -> Iterator[None]:
    """While this lasts, what compiled libraries print on standard output goes to standard error.

    The solver has a line of its own to say now and then, which would spoil JSON on standard output.
    """
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (OSError, ValueError):
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        _flush_of_c()
        os.dup2(kept, 1)
        os.close(kept)


def _flush_of_c() -> None:
    """What C has buffered goes where it was written to go; on systems without such a call it just stays."""
    try:
        ctypes.CDLL(None).fflush(None)
    except (OSError, TypeError, AttributeError):
        return


def clean(text: str) -> str:
    r"""A text from a file, without what could move the cursor or colour the screen.

    Examples
    --------
    >>> clean("P1\x1b[31m red\nnext")
    'P1�[31m red next'
    """
    return "".join(_shown(one) for one in text)


def _shown(letter: str) -> str:
    if letter in "\n\r\t":
        return " "
    return "�" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter


def results() -> Console:
    """Where results go: standard output."""
    from rich.console import Console

    return Console(
        file=sys.stdout, highlight=False, markup=False, emoji=False, width=_width(sys.stdout.isatty())
    )


def notes() -> Console:
    """Where everything else goes: standard error."""
    from rich.console import Console

    return Console(
        file=sys.stderr, highlight=False, markup=False, emoji=False, width=_width(sys.stderr.isatty())
    )


def _width(is_terminal: object) -> int | None:
    """None lets the terminal say; without one, `COLUMNS` or a width that most pages hold."""
    if is_terminal:
        return None
    stated = os.environ.get("COLUMNS", "")
    return max(20, int(stated)) if stated.isdigit() else PIPED_WIDTH
