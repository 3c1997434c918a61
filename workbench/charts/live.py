"""A chart as a widget that a notebook can change in place."""

from __future__ import annotations

import altair as alt

Picture = alt.LayerChart


def live(chart: Picture) -> alt.JupyterChart:
    """The chart as a widget; assign another chart to its `chart` to redraw it."""
    return alt.JupyterChart(chart, embed_options={"actions": False})
