"""A page in place of a report that could not be made: the cause in words, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from workbench.interfaces.reports.html import part
from workbench.interfaces.reports.render import style, write_page


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
    """

    study: str
    label: str
    what: str
    reasons: Sequence[str]


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
    text = part(
        "failed",
        style=Markup(style("no report")),
        study=failing.study,
        label=failing.label,
        what=failing.what,
        reasons=failing.reasons,
    ).text
    write_page(page, text)
