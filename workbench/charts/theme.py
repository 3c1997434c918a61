"""The look of charts, as configuration that each finished chart carries with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.charts import palette

if TYPE_CHECKING:
    import altair as alt

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
    import altair as alt

    alt.theme.register("workbench", enable=True)(theme)
