"""One process at a time writes to a folder: two runs into the same one would mix their files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from workbench.errors import InputError, Problem

LOCK = ".lock"
"""Held, not just there: the system lets go of it when its process ends, however that happens."""

_BEHIND_THE_TEXT = 4096
"""Windows keeps others from reading what is locked, so a byte behind the text is."""


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Keep a folder for this process; it is made if missing.

    Raises
    ------
    InputError
        If another process holds it, naming that one; nothing is touched.
    """
    path = folder / LOCK
    folder.mkdir(parents=True, exist_ok=True)
    held = _held(path)
    try:
        os.truncate(held, 0)
        os.write(held, f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M}".encode())
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; what stays is held by nobody
            path.unlink()
        os.close(held)


def _held(path: Path) -> int:
    while True:
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(opened)
        except OSError:
            os.close(opened)
            raise InputError.of(_taken(path)) from None
        if path.exists() and os.path.samestat(os.fstat(opened), path.stat()):
            return opened
        os.close(opened)  # the one before removed it between our two steps


def _taken(path: Path) -> Problem:
    with suppress(OSError, UnicodeDecodeError):
        by = path.read_text(encoding="utf-8")
        return Problem(
            (),
            "another run is writing to this folder",
            by or "just started",
            "wait until it has ended, or name another folder",
            str(path.parent),
        )
    return Problem((), "another run is writing to this folder", place=str(path.parent))


if sys.platform == "win32":
    import msvcrt

    def _lock(opened: int) -> None:
        os.lseek(opened, _BEHIND_THE_TEXT, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        os.lseek(opened, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
