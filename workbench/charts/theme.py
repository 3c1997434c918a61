"""The look of charts, as configuration that each finished chart carries with it."""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.charts import palette

CONFIG: dict[str, Any] = {
    "background": "white",
    "font": palette.FONT,
    "padding": 0,
    "view": {"stroke": None},
    "text": {"font": palette.FONT, "fontSize": 13, "color": palette.TEXT},
    "title": {"font": palette.FONT, "fontSize": 14, "color": palette.TEXT, "anchor": "start"},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": palette.HAIRLINE,
        "labelFont": palette.FONT,
        "labelFontSize": 12,
        "labelColor": palette.SECONDARY,
        "titleFont": palette.FONT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titleColor": palette.SECONDARY,
        "labelPadding": 6,
    },
    "range": {"category": [palette.ACCENT, palette.TODAY, palette.MIDDLE, palette.SECONDARY]},
    "bar": {"color": palette.ACCENT},
    "line": {"color": palette.ACCENT, "strokeWidth": 2},
    "point": {"color": palette.ACCENT, "filled": True},
}


def theme() -> alt.theme.ThemeConfig:
    """The configuration as an Altair theme, for charts of one's own."""
    return {"config": CONFIG}  # type: ignore[typeddict-item]


def enable() -> None:
    """Use the look for every chart of this session."""
    alt.theme.register("workbench", enable=True)(theme)


def finished(layers: list[alt.Chart], width: float, height: float, description: str) -> alt.LayerChart:
    """Layers as one chart of a fixed size, with its text alternative and its look.

    Parameters
    ----------
    layers
        From the bottom up.
    width, height
        Pixels.
    description
        What the chart says, in words and numbers.
    """
    # Without automatic size the picture is as wide as the text around it, to the pixel.
    chart = alt.layer(*layers).properties(
        width=width, height=height, description=description, autosize=alt.AutoSizeParams(type="none")
    )
    return chart.configure(**CONFIG)
