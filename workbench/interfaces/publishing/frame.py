"""A report as a page: of the site, as one file that needs no other, or to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

import workbench
from workbench.interfaces.publishing.assets import site_look
from workbench.interfaces.publishing.layout import DRAWING, LIBRARY, LOOK
from workbench.interfaces.publishing.pieces import still
from workbench.interfaces.publishing.templates import piece
from workbench.interfaces.reports.index_links import Link
from workbench.interfaces.reports.render import bundle, drawing, paper
from workbench.interfaces.wording import STAMP

# A page of a file share has no origin of its own, so some browsers need the scheme by name.
_OF_SITE = (
    "default-src 'none'; script-src 'self' file: 'unsafe-eval'; "
    "style-src 'self' file: 'unsafe-inline'; img-src data:"
)
_OF_ONE_FILE = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
)
_OF_PAPER = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class Frame:
    """What stands around the pieces of a report.

    Parameters
    ----------
    title
        Of the window and of bookmarks.
    origin
        Provenance in a line, at the foot of every printed page.
    stamp
        How far forecasts were held to what happened, beside it.
    """

    title: str
    origin: str
    stamp: str = STAMP


def site_page(frame: Frame, pieces: str, links: Sequence[Link], provenance: Markup) -> str:
    """A page that shares the site's drawing library; it lies one folder below the index."""
    scripts = Markup("\n").join(
        Markup('<script src="../{}"></script>').format(place) for place in (LIBRARY, DRAWING)
    )
    style = Markup('<link rel="stylesheet" href="../{}">').format(LOOK)
    return _page(frame, pieces, provenance, _OF_SITE, style, scripts, links)


def single_page(frame: Frame, pieces: str, provenance: Markup) -> str:
    """The same as one file: everything is in it, and nothing leads to another."""
    scripts = Markup("<script>\n{}\n</script>\n<script>\n{}\n</script>").format(
        Markup(bundle()), Markup(drawing())
    )
    return _page(frame, pieces, provenance, _OF_ONE_FILE, _inline_look(), scripts, ())


def paper_page(frame: Frame, pieces: str, provenance: Markup) -> str:
    """The same to be printed: static pictures, no scripts."""
    return _page(frame, still(pieces), provenance, _OF_PAPER, _inline_look(), Markup(), ())


def _inline_look() -> Markup:
    return Markup("<style>\n{}\n</style>").format(Markup(site_look()))


def _page(
    frame: Frame,
    pieces: str,
    provenance: Markup,
    policy: str,
    style: Markup,
    scripts: Markup,
    links: Sequence[Link],
) -> str:
    return piece(
        "page",
        title=frame.title,
        version=workbench.__version__,
        policy=Markup(policy),
        style=style,
        paper=Markup(paper(frame.origin, frame.stamp)),
        links=links,
        pieces=Markup(pieces),
        provenance=provenance,
        scripts=scripts,
    )
