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

MEND = (
    "Mend what is named above and run the same command again: everything that is finished is kept, and only "
    "this is made anew. All other scenarios are not touched by it."
)


@dataclass(frozen=True)
class Failing:
    """A report that failed.

    Parameters
    ----------
    study, label
        Of which batch, and the scenario in readers' words.
    what
        What could not be done: simulated, or reported.
    reasons
        Sentences.
    remedy
        What to do.
    """

    study: str
    label: str
    what: str
    reasons: Sequence[str]
    remedy: str = MEND


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
    text = part("failed", style=style_sheet, label=failing.label, pieces=failed_pieces(failing)).text
    write_page(page, text)


def failed_pieces(failing: Failing) -> Markup:
    """What the page shows, without the page around it."""
    return Markup(part("failed_pieces", failing=failing).text)


def reasons_on(page: Path) -> list[str]:
    """The reasons that such a page names; none where it is another page, or none at all."""
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    return [unescape(found) for found in re.findall(r'<p class="wb-why">(.*?)</p>', text, re.DOTALL)]
