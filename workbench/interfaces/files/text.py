"""Reading a file as text: size, encoding and existence are settled before anything is parsed."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

from workbench.errors import InputError, Problem

MOST_BYTES = 20_000_000
"""Larger files are refused unread: no portfolio is this large."""

SPELLING = 0.75
"""How much alike two names of files must be for one to be proposed for the other."""


def read_text(path: Path) -> str:
    """Contents of a UTF-8 file.

    Raises
    ------
    InputError
        If there is no such file, it is too large, or it is not UTF-8.
    """
    place = spelled(path)
    flaw = unusable(path)
    if flaw is not None:
        raise InputError.of(replace(flaw, place=place))
    try:
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
        raise InputError.of(replace(_unreadable(error), place=place)) from None
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


def spelled(path: Path) -> str:
    r"""Name of a file for readers; what is no text in it stands there by its code.

    Examples
    --------
    >>> spelled(Path("night/bad\udcff.yaml"))
    'night/bad\\udcff.yaml'
    """
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def unusable(path: Path) -> Problem | None:
    """Why nothing can be read under a name; none if there is a file. Its place is left to the caller.

    Examples
    --------
    >>> unusable(Path("/")).message
    'is not a file'
    """
    try:
        path.as_posix().encode("utf-8")
    except UnicodeEncodeError:
        # Nothing that we write could name it: neither a page nor a terminal.
        return Problem((), "the name of the file is not UTF-8 text", remedy="rename the file")
    try:
        if not path.exists():
            return Problem((), "there is no such file", remedy=nearest_file(path))
        if not path.is_file():
            return Problem((), "is not a file", remedy="name one file")
    except (OSError, ValueError) as error:
        return _unreadable(error)
    return None


def _unreadable(error: OSError | ValueError) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return Problem((), f"the file cannot be read: {reason}")


def nearest_file(path: Path) -> str:
    """A hint at the file that may have been meant, if one is spelt much like it.

    Names are compared without their endings: two short ones of the same ending are alike in little else.
    """
    if not path.parent.is_dir():
        return f"there is no folder {path.parent.as_posix()}"
    stems: dict[str, list[str]] = {}
    for one in sorted(path.parent.iterdir()):
        stems.setdefault(one.stem.casefold(), []).append(one.name)
    near = difflib.get_close_matches(path.stem.casefold(), stems, n=1, cutoff=SPELLING)
    if not near:
        return ""
    (name,) = difflib.get_close_matches(path.name, stems[near[0]], n=1, cutoff=0.0)
    return f"did you mean {name}?"
