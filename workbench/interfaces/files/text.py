"""Reading a file as text: size, encoding and existence are settled before anything is parsed."""

from __future__ import annotations

import difflib
from pathlib import Path

from workbench.errors import InputError, Problem

MOST_BYTES = 20_000_000
"""Larger files are refused unread: no portfolio is this large."""


def read_text(path: Path) -> str:
    """Contents of a UTF-8 file.

    Raises
    ------
    InputError
        If there is no such file, it is too large, or it is not UTF-8.
    """
    place = path.as_posix()
    try:
        if not path.exists():
            raise InputError.of(Problem((), "there is no such file", remedy=nearest_file(path), place=place))
        if not path.is_file():
            raise InputError.of(Problem((), "is not a file", remedy="name one file", place=place))
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError.of(
                Problem(
                    (),
                    f"the file is larger than {MOST_BYTES / 1e6:g} MB",
                    f"{size / 1e6:.0f} MB",
                    "a portfolio is far smaller; is this the right file?",
                    place,
                )
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.of(Problem((), f"the file cannot be read: {reason}", place=place)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise InputError.of(
            Problem(
                (),
                "the file is not UTF-8 text",
                f"byte 0x{raw[error.start]:02x}",
                "save it as UTF-8",
                f"{place}:{line}:{column}",
            )
        ) from None


def nearest_file(path: Path) -> str:
    """A hint at the file that may have been meant."""
    if not path.parent.is_dir():
        return f"there is no folder {path.parent.as_posix()}"
    near = difflib.get_close_matches(path.name, sorted(one.name for one in path.parent.iterdir()), n=1)
    return f"did you mean {near[0]}?" if near else ""
