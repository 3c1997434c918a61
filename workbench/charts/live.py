"""A chart for a page that draws it live: its shape, made once, and what is put into it again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import vl_convert

from workbench.charts.layer import Channel
from workbench.charts.picture import Picture
from workbench.charts.static import VEGA_LITE

__all__ = ["Live", "Picture", "module"]


@dataclass(frozen=True)
class Live:
    """A picture in two: what a page has to build, and what it only has to put in.

    Parameters
    ----------
    shape
        A specification whose rows and spans have names and no values; the same for pictures that differ in
        numbers and words alone.
    rows
        By name: the rows of a layer.
    spans
        By name: what an axis shows.
    """

    shape: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    spans: dict[str, list[float]]

    @classmethod
    def of(cls, picture: Picture) -> Live:
        """Take a picture apart.

        Examples
        --------
        >>> from workbench.charts.layer import Layer, number
        >>> place = number("a", scale={"domain": [0.0, 5.0]})
        >>> live = Live.of(Picture((Layer([{"a": 1.0}]).mark_point().encode(x=place),), 9, 9, ""))
        >>> live.rows, live.spans
        ({'rows0': [{'a': 1.0}]}, {'span0': [0.0, 5.0]})
        >>> live.shape["layer"][0]["encoding"]["x"]["scale"]["domain"]
        [{'expr': 'span0[0]'}, {'expr': 'span0[1]'}]
        """
        spans: list[list[float]] = []
        layers = [
            {
                "data": {"name": f"rows{place}"},
                "mark": dict(one.mark),
                "encoding": {name: _named(channel, spans) for name, channel in one.encoding.items()},
            }
            for place, one in enumerate(picture.layers)
        ]
        names = {f"span{place}": span for place, span in enumerate(spans)}
        rows = {f"rows{place}": one.needed for place, one in enumerate(picture.layers)}
        params = [{"name": name, "value": [0, 1]} for name in names]
        return cls({**picture.frame(), "params": params, "layer": layers}, rows, names)


def _named(channel: Channel, spans: list[list[float]]) -> Channel:
    """The channel with the name of its span in place of the numbers; a new span is added."""
    scale = channel.get("scale")
    if not isinstance(scale, Mapping) or "domain" not in scale:
        return channel
    domain = scale["domain"]
    if domain not in spans:
        spans.append(domain)
    name = f"span{spans.index(domain)}"
    return {**channel, "scale": {**scale, "domain": [{"expr": f"{name}[0]"}, {"expr": f"{name}[1]"}]}}


def module(script: str) -> str:
    """A script that uses `vegaEmbed`, together with all that it needs; it asks no network.

    Parameters
    ----------
    script
        JavaScript without imports; what it exports is exported.
    """
    bundled: str = vl_convert.javascript_bundle(script, vl_version=VEGA_LITE)
    return bundled
