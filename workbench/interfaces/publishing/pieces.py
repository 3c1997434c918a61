"""What a finished report shows, without the page around it."""

from __future__ import annotations

import re
from pathlib import Path

BEGINS, ENDS = "<!-- the report begins here -->", "<!-- the report ends here -->"


def pieces_of(page: Path) -> str:
    """The pieces of a report that stand in its page; nothing for a page that says why there is no report.

    Parameters
    ----------
    page
        As `to_html` wrote it.
    """
    text = page.read_text(encoding="utf-8")
    # What a notebook prints may hold anything, so the first mark and the last one count.
    _, begun, rest = text.partition(BEGINS)
    pieces, ended, _ = rest.rpartition(ENDS)
    return pieces.strip() if begun and ended else ""


_SPEC = re.compile(r'<script type="application/json" class="wb-spec">.*?</script>\n?', re.DOTALL)


def still(pieces: str) -> str:
    """The same without what only scripts read.

    Examples
    --------
    >>> still('<p>a</p><script type="application/json" class="wb-spec">{}</script>')
    '<p>a</p>'
    """
    return _SPEC.sub("", pieces)
