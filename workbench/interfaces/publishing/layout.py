"""Where everything lies in a site."""

from __future__ import annotations

import re

INDEX = "index.html"
PAGES = "pages"
"""Reports that draw their charts with the site's one library."""
SINGLE = "single"
"""The same reports, each one file that needs no other."""
PDF = "pdf"
CHARTS = "charts"
"""Every chart as SVG, PNG and CSV, in a folder for each report."""
NUMBERS = "numbers"
"""Tables of all scenarios."""
ALONE = f"{NUMBERS}/scenarios"
"""The numbers of each scenario."""
SCENARIOS = "scenarios"
ASSETS = "assets"

LIBRARY = f"{ASSETS}/vega.js"
DRAWING = f"{ASSETS}/drawing.js"
LOOK = f"{ASSETS}/report.css"


def own_stem(wanted: str, taken: set[str]) -> str:
    """A file name without ending that nothing else has, also where letters' case does not count.

    Parameters
    ----------
    wanted
        The name, safe for a file.
    taken
        Those given so far, folded; the new one is added.

    Examples
    --------
    >>> given = set()
    >>> [own_stem(one, given) for one in ("Cut", "cut", "../x")]
    ['Cut', 'cut-2', '.._x']
    """
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", wanted).strip() or "page"
    choice, k = safe, 1
    while choice.casefold() in taken:
        k += 1
        choice = f"{safe}-{k}"
    taken.add(choice.casefold())
    return choice
