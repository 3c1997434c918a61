"""Colours and type of every page and chart, once; the names are also CSS custom properties.

One hue and grey: safe for common colour vision deficiencies and for a printer without colour.
"""

from __future__ import annotations

TEXT = "#1B222B"
SECONDARY = "#4A5562"
TODAY = "#868F9A"
ACCENT = "#0B5CA8"
MIDDLE = "#5E93C8"
PALE = "#D3E3F2"
TICK = "#C9CED5"
HAIRLINE = "#DDE1E6"
HAIRLINE_TABLE = "#EEF0F3"
BAND = "#F5F6F8"
FLAT = "#E8EAEE"
WARNING = "#7A4300"
WARNING_GROUND = "#FFF3DD"
WARNING_EDGE = "#E3B873"

FONT = '"Liberation Sans", Arial, Helvetica, sans-serif'

COLOURS: dict[str, str] = {
    "text": TEXT,
    "secondary": SECONDARY,
    "today": TODAY,
    "accent": ACCENT,
    "middle": MIDDLE,
    "pale": PALE,
    "tick": TICK,
    "hairline": HAIRLINE,
    "hairline-table": HAIRLINE_TABLE,
    "band": BAND,
    "flat": FLAT,
    "warning": WARNING,
    "warning-ground": WARNING_GROUND,
    "warning-edge": WARNING_EDGE,
}


def css_properties() -> str:
    """The palette as CSS custom properties.

    Examples
    --------
    >>> "--wb-accent: #0B5CA8;" in css_properties()
    True
    """
    lines = [f"  --wb-{name}: {colour};" for name, colour in COLOURS.items()]
    return "\n".join([":root {", *lines, f"  --wb-font: {FONT};", "}"])
