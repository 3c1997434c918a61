"""A page in place of a report that could not be made: the cause in words, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markupsafe import Markup

from workbench.interfaces.reports.html import part
from workbench.interfaces.reports.render import style, write_page
from workbench.interfaces.reports.step import Step

MEND = (
    "Mend what is named above and run the same command again: everything that is finished is kept, and only "
    "this is made anew. All other scenarios are not touched by it."
)


MARK = '<meta name="workbench" content="no report">'
"""Stands in the head of every such page: names are escaped, so that none of them can look like it."""

_HEAD = 600
"""Bytes that hold it."""


@dataclass(frozen=True)
class Failing:
    """A report that failed.

    Parameters
    ----------
    study, label
        Of which batch, and the scenario in readers' words.
    what
        What could not be done.
    reasons
        Sentences.
    remedy
        What to do.
    back
        The index that lies beside the page; empty where there is none.
    """

    study: str
    label: str
    what: Step
    reasons: Sequence[str]
    remedy: str = MEND
    back: str = ""


def failed_page(failing: Failing, page: Path) -> None:
    """Write the page; names and reasons are escaped.

    Parameters
    ----------
    failing
        What failed and why.
    page
        The HTML file.
    """
    page.parent.mkdir(parents=True, exist_ok=True)
    style_sheet = Markup(style("no report"))
    pieces = failed_pieces(failing)
    text = part(
        "failed", style=style_sheet, label=failing.label, pieces=pieces, back=failing.back, mark=MARK
    ).text
    write_page(page, text)


def failed_pieces(failing: Failing) -> Markup:
    """What the page shows, without the page around it."""
    return Markup(part("failed_pieces", failing=failing).text)


def is_failed(page: Path) -> bool:
    """Whether such a page lies there, and no report."""
    try:
        with page.open("rb") as file:
            return MARK.encode() in file.read(_HEAD)
    except OSError:
        return False


def reasons_on(page: Path) -> list[str]:
    """The reasons that such a page names; none where it is another page, or none at all."""
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    return [unescape(found) for found in re.findall(r'<p class="wb-why">(.*?)</p>', text, re.DOTALL)]
