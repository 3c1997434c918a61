"""What all pages of a site share, stored once: the drawing library, what starts it, and the look."""

from __future__ import annotations

from pathlib import Path

from workbench.interfaces.publishing.layout import ASSETS, DRAWING, LIBRARY, LOOK
from workbench.interfaces.reports.render import bundle, drawing, look

_PARTS = Path(__file__).parent / "parts"


def site_look() -> str:
    """Style sheet of a report and of what stands around it in a site."""
    return "\n".join([look(), (_PARTS / "frame.css").read_text(encoding="utf-8")])


def write_assets(site: Path) -> None:
    """Write them into a site."""
    (site / ASSETS).mkdir(parents=True, exist_ok=True)
    for place, text in ((LIBRARY, bundle()), (DRAWING, drawing()), (LOOK, site_look())):
        (site / place).write_text(text, encoding="utf-8", newline="\n")
