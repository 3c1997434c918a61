"""Rows that somebody pastes or uploads, read as `workbench import` reads a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from workbench.errors import InputError, Problem
from workbench.interfaces.default_scenario import default_scenario
from workbench.interfaces.explorer.signs import UNREADABLE, readable
from workbench.interfaces.spreadsheet import Mapping, Reading, read_usable
from workbench.interfaces.spreadsheet.limits import MOST_BYTES
from workbench.interfaces.wording import capital
from workbench.interfaces.wording.sources import source_words
from workbench.scenario import Scenario

PASTED = "pasted.csv"
MOST_SHOWN = 40
"""Problems that are listed; the others are counted."""

LONGEST_NAME = 80

MOST_PROJECTS = 1_000
"""Of one page: at 500, today and a what-if take a second for five futures, at 2,000 more than a minute."""

MOST_PASTED = 2 * MOST_PROJECTS
"""Rows that are read to see how many projects they hold; a field of more keeps a browser busy for long."""


@dataclass(frozen=True)
class Brought:
    """A portfolio that was read, and the scenario around it that stands for today."""

    reading: Reading
    scenario: Scenario


def read_pasted(text: str, today: date) -> Brought:
    """Read cells that were copied from a spreadsheet: separated by tabs, commas or semicolons, with headings.

    Raises
    ------
    InputError
        If nothing is usable, with everything that is wrong.
    """
    if not text.strip():
        remedy = "copy the rows with their headings in the spreadsheet, and paste them here"
        raise InputError.of(Problem((), "nothing has been pasted yet", remedy=remedy))
    pasted = readable(text)
    InputError.raise_if(tuple(_unreadable(pasted)))
    check_pasted(sum(1 for _ in csv.reader(pasted.splitlines())))
    return _read(PASTED, pasted.encode("utf-8"), today, "Pasted rows")


def check_pasted(rows: int) -> None:
    """Refuse so many rows that there are too many projects even if every second row were none.

    What can only be refused need not be read first.

    Raises
    ------
    InputError
        With how many there may be.
    """
    if rows > MOST_PASTED:
        _not_too_many(rows, f"{rows:,} rows")


def read_upload(name: str, content: bytes, today: date) -> Brought:
    """Read a file that was uploaded; its name is only a name.

    Raises
    ------
    InputError
        As `read_pasted`, and if it is too large or of an unknown kind.
    """
    return _read(file_name(name), content, today, None)


def _unreadable(text: str) -> Iterator[Problem]:
    for row, line in enumerate(text.splitlines(), start=1):
        if UNREADABLE in line:
            cell = next(part for part in re.split("[\t;,]", line) if UNREADABLE in part).strip()
            message = f"holds a sign that cannot be read ({UNREADABLE})"
            yield Problem((), message, cell, "type that cell again", f"{PASTED}, row {row}")


def file_name(name: str) -> str:
    r"""The last part of a name from elsewhere, with letters that any file system takes.

    Examples
    --------
    >>> file_name("C:\\plans\\Q3 <new>.xlsx"), file_name("../../etc/passwd")
    ('Q3 _new_.xlsx', 'passwd')
    """
    last = PureWindowsPath(PurePosixPath(name).name).name
    stem, dot, ending = re.sub(r"[^\w .()-]", "_", last).rpartition(".")
    kept = f"{stem[:LONGEST_NAME]}{dot}{ending[:8]}".strip(". ")
    return kept or "uploaded"


def _read(name: str, content: bytes, today: date, title: str | None) -> Brought:
    if len(content) > MOST_BYTES:
        found = f"{len(content) / 1024 / 1024:.0f} MB"
        most = f"at most {MOST_BYTES // 1024 // 1024} MB are read"
        raise InputError.of(Problem((), most, found, "keep one row per project", name))
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        reading = read_usable(file, Mapping(title=title), today=today)
    projects = len(reading.portfolio.projects)
    _not_too_many(projects, f"{projects:,} projects")
    return Brought(reading, default_scenario(reading.portfolio, PurePosixPath(name).stem))


def _not_too_many(number: int, found: str) -> None:
    """Refuse more projects than a page can hold."""
    if number > MOST_PROJECTS:
        message = f"at most {MOST_PROJECTS:,} projects fit on this page"
        remedy = "bring a part of them, or read all with “workbench import” and simulate with “workbench run”"
        raise InputError.of(Problem((), message, found, remedy))


HEADINGS = "id, name, value per year, duration (days), team size"


def where(place: str) -> str:
    """Where a cell is, by row and column; what was pasted needs no file name.

    Examples
    --------
    >>> where("pasted.csv, cell F12"), where("plan.xlsx, sheet Projects, cell F12"), where("pasted.csv")
    ('Row 12, column F', 'plan.xlsx, sheet Projects, row 12, column F', '')
    """
    said = re.sub(r"cell ([A-Z]+)(\d+)$", r"row \2, column \1", place)
    own = said.removeprefix(PASTED).removeprefix(", ")
    return own if own == said else capital(own)


def problem_words(problem: Problem) -> str:
    """A problem as one sentence, as text."""
    field = " › ".join(problem.path)
    head = ": ".join(part for part in (where(problem.place), field) if part)
    got = f" (got {problem.value})" if problem.value else ""
    remedy = f"; {_here(problem)}" if problem.remedy else ""
    said = f"{problem.message}{got}{remedy}."
    return f"{head}: {said}" if head else capital(said)


def _here(problem: Problem) -> str:
    """What to do about it on a page that takes no mapping: headings can be changed where they stand."""
    field = problem.path[-1] if problem.path else ""
    if "--map" in problem.remedy and not field:
        return f"the first row must be headings, for example: {HEADINGS}"
    if "--map" in problem.remedy:
        _, bracket, unmatched = problem.remedy.partition("(")
        return f"write “{field}” above the column that holds it {bracket}{unmatched}".rstrip()
    nearest = problem.remedy.partition("map the nearest: ")[2].partition(": ")[2]
    return f"write “{field}” in place of {nearest}" if nearest else problem.remedy


def listed_problems(problems: Sequence[Problem]) -> str:
    """Problems as a list in HTML, every word of theirs escaped."""
    lines = "".join(f"<li>{escape(problem_words(one))}</li>" for one in problems[:MOST_SHOWN])
    more = len(problems) - MOST_SHOWN
    rest = f"<li>and {more:,} more</li>" if more > 0 else ""
    return f'<ul class="wb-start-problems">{lines}{rest}</ul>'


def read_words(found: Brought) -> str:
    """How many rows were read and left out and why, and what was filled in, as HTML."""
    reading = found.reading
    source = reading.portfolio.source
    left = source.dropped_rows if source is not None else 0
    used = len(reading.used)
    said = f"<b>{used:,} row{'s' if used != 1 else ''} read, {left:,} left out.</b>"
    if reading.left_out:
        number = len(reading.left_out)
        said += f" {number:,} {'is' if number == 1 else 'are'} no project: notes or totals."
    parts = [f"<p>{said}</p>"]
    if reading.dropped:
        title = f"Why {left:,} {'was' if left == 1 else 'were'} left out" if left else "What was not used"
        parts.append(_folded(title, listed_problems(reading.dropped)))
    if reading.assumptions:
        told = [f"{one.what}: {one.value} ({source_words(one.source)})" for one in reading.assumptions]
        lines = "".join(f"<li>{escape(line)}</li>" for line in told)
        title = f"What nobody stated and was assumed ({len(reading.assumptions)})"
        parts.append(_folded(title, f'<ul class="wb-start-problems">{lines}</ul>'))
    return f'<div class="wb-start-read">{"".join(parts)}</div>'


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"
