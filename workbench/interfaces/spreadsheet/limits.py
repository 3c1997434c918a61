"""How much is read at most; larger files are refused before they are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from workbench.errors import InputError, Problem

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 300

_SPLIT = "keep one row per project and drop pictures and history sheets"


def check_size(path: Path) -> None:
    """Refuse a missing, empty or oversized file, from its size alone."""
    if not path.is_file():
        raise InputError.of(Problem((), "there is no such file", remedy="check the path", place=str(path)))
    size = path.stat().st_size
    if size == 0:
        raise InputError.of(Problem((), "the file is empty", place=path.name))
    if size > MOST_BYTES:
        raise InputError.of(
            Problem((), f"at most {_mb(MOST_BYTES)} are read", _mb(size), _SPLIT, place=path.name)
        )


def check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that unpacks to far more than a portfolio can hold."""
    size = sum(member.file_size for member in archive.infolist())
    if size > MOST_UNPACKED_BYTES:
        raise InputError.of(
            Problem((), f"unpacks to more than {_mb(MOST_UNPACKED_BYTES)}", _mb(size), _SPLIT, place=name)
        )


def check_rows(count: int, place: str) -> None:
    """Refuse more rows than a portfolio can have."""
    if count > MOST_ROWS:
        raise InputError.of(Problem((), f"at most {MOST_ROWS:,} rows are read", remedy=_SPLIT, place=place))


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
