"""In how many projects or pools something was filled in, as `import` writes it behind its name."""

from __future__ import annotations

import re

_COUNTED = re.compile(r"(?P<what>.*?)(?: \((?P<of>\d+ of \d+ (?:projects|pools))\))?", re.DOTALL)


def with_count(what: str, number: int, of: str) -> str:
    """A name with its count behind it.

    Examples
    --------
    >>> with_count("years of benefit", 2, "40 projects")
    'years of benefit (2 of 40 projects)'
    """
    return f"{what} ({number} of {of})"


def counted(text: str) -> tuple[str, str]:
    """The name, and its count; the count is empty where none stands behind it.

    Examples
    --------
    >>> counted("years of benefit (2 of 40 projects)"), counted("discount rate")
    (('years of benefit', '2 of 40 projects'), ('discount rate', ''))
    """
    found = _COUNTED.fullmatch(text)
    assert found is not None
    return found["what"], found["of"] or ""
