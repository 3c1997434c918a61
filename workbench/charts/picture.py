"""A finished chart: its layers, its size, and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.charts.layer import Layer
from workbench.charts.theme import CONFIG

if TYPE_CHECKING:
    import altair as alt

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The grammar that a specification says it is written in; nobody fetches it."""


@dataclass(frozen=True, eq=False)
class Picture:
    """Layers as one chart of a fixed size; a notebook shows it.

    Parameters
    ----------
    layers
        From the bottom up.
    width, height
        Pixels.
    description
        What the chart says, in words and numbers.
    """

    layers: tuple[Layer, ...]
    width: float
    height: float
    description: str

    def to_dict(self) -> dict[str, Any]:
        """The specification, as Vega-Lite reads it."""
        layers = [
            {"data": {"values": one.values}, "mark": dict(one.mark), "encoding": dict(one.encoding)}
            for one in self.layers
        ]
        return {**self.frame(), "description": self.description, "layer": layers}

    def frame(self) -> dict[str, Any]:
        """What the specification says beside the layers and the words."""
        # Without automatic size the picture is as wide as the text around it, to the pixel.
        return {
            "$schema": SCHEMA,
            "config": CONFIG,
            "autosize": {"type": "none"},
            "width": self.width,
            "height": self.height,
        }

    def altair(self) -> alt.LayerChart:
        """The same as an object of Altair, to be changed or put beside others."""
        import altair as alt

        chart: alt.LayerChart = alt.LayerChart.from_dict(self.to_dict())
        return chart

    def _repr_mimebundle_(self, *_args: Any, **_kwds: Any) -> dict[str, str]:
        # A drawing, not a script: Altair's own way to show a chart fetches its library from elsewhere.
        from workbench.charts.static import as_svg

        return {"image/svg+xml": as_svg(self.to_dict(), "chart"), "text/plain": self.description}


def finished(layers: Sequence[Layer], width: float, height: float, description: str) -> Picture:
    """Layers as one chart, from the bottom up."""
    return Picture(tuple(layers), width, height, description)
