"""A chart for a page that draws it live: its specification, and the library that draws it."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from workbench.charts.static import VEGA_LITE

Picture = alt.LayerChart


def specification(chart: Picture) -> dict[str, Any]:
    """The chart as data; not checked against the schema, which takes longer than drawing it."""
    found: dict[str, Any] = chart.to_dict(validate=False)
    return found


def module(script: str) -> str:
    """A script that uses `vegaEmbed`, together with all that it needs; it asks no network.

    Parameters
    ----------
    script
        JavaScript without imports; what it exports is exported.
    """
    bundled: str = vl_convert.javascript_bundle(script, vl_version=VEGA_LITE)
    return bundled
