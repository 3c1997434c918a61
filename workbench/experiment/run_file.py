"""Reading a file of a run: whatever is wrong with it is said with its name and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import yaml

from workbench.errors import InputError, Problem

UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    pa.ArrowException,
    yaml.YAMLError,
)
"""What readers of JSON, YAML, CSV and Parquet raise at bytes that nobody meant, and we at what they hold."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read a file of a run inside this, and only that: any failure is told as one of the file.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        When it cannot be read.

    Examples
    --------
    >>> with reading(Path("measures.parquet")):  # doctest: +ELLIPSIS
    ...     float("{")
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: measures.parquet: cannot be read (ValueError): ...; run it again
    """
    try:
        yield
    except UNREADABLE as error:
        text = f"cannot be read ({type(error).__name__}): the file is damaged, missing or not of this run"
        raise InputError.of(Problem((), text, remedy="run it again", place=path.as_posix())) from error
