"""Templates of what stands around the reports of a site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from workbench.interfaces.reports.html import environment

PARTS = Path(__file__).parent / "parts"


def piece(name: str, **values: Any) -> Markup:
    """A piece of a page from the template of this name, every value escaped."""
    return Markup(environment(PARTS).get_template(f"{name}.html.j2").render(**values))
