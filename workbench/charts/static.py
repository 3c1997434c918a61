"""Charts as text: the static picture, the specification, and the library that draws it live."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
"""Version of the grammar that our Altair writes: stated, since Altair takes a second to import."""


def as_svg(spec: dict[str, Any], prefix: str) -> str:
    """The picture as SVG, text as text.

    Parameters
    ----------
    spec
        From `Chart.to_dict`.
    prefix
        Put before every id, so that several pictures can stand in one page.
    """
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    return re.sub(r"url\(#", f"url(#{prefix}-", svg)


def as_png(spec: dict[str, Any]) -> bytes:
    """The picture as PNG, with twice the pixels so that it prints well.

    Parameters
    ----------
    spec
        From `Chart.to_dict`.
    """
    png: bytes = vl_convert.vegalite_to_png(spec, scale=2, vl_version=VEGA_LITE)
    return png


@cache
def library() -> str:
    """The JavaScript that draws charts; it defines `window.workbenchEmbed` and asks no network."""
    text: str = vl_convert.javascript_bundle("window.workbenchEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    return text
