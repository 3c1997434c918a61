"""Tidy frames in, charts out; each carries a description written from its numbers.

Names are loaded when first used; Altair only where a notebook shows a chart: it takes more than a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.charts.alignment import alignment_chart, exchange_chart
    from workbench.charts.commitments import commitments_chart
    from workbench.charts.crossed import crossed_chart
    from workbench.charts.delays import delays_chart
    from workbench.charts.distribution import distribution_chart
    from workbench.charts.dots import dots_chart
    from workbench.charts.earned import error_chart, timeline_chart
    from workbench.charts.forecasts import places_chart, ranges_chart
    from workbench.charts.frontier import frontier_chart, strategy_chart
    from workbench.charts.gantt import gantt_chart
    from workbench.charts.heat import heat_chart
    from workbench.charts.interval import interval_chart
    from workbench.charts.line import line_chart
    from workbench.charts.over_time import over_time_chart
    from workbench.charts.profile import profile_chart
    from workbench.charts.promised import promised_chart
    from workbench.charts.share_curves import share_curves_chart
    from workbench.charts.spread import spread_chart
    from workbench.charts.states import states_chart
    from workbench.charts.steps import steps_chart
    from workbench.charts.sweep import sweep_chart
    from workbench.charts.tornado import tornado_chart
    from workbench.charts.use_heat import use_heat_chart
    from workbench.charts.utilisation import utilisation_chart
    from workbench.charts.waterfall import waterfall_chart
    from workbench.charts.waterline import waterline_chart

_HOMES = {
    "alignment_chart": "alignment",
    "exchange_chart": "alignment",
    "commitments_chart": "commitments",
    "crossed_chart": "crossed",
    "delays_chart": "delays",
    "distribution_chart": "distribution",
    "dots_chart": "dots",
    "error_chart": "earned",
    "frontier_chart": "frontier",
    "gantt_chart": "gantt",
    "heat_chart": "heat",
    "interval_chart": "interval",
    "over_time_chart": "over_time",
    "places_chart": "forecasts",
    "promised_chart": "promised",
    "ranges_chart": "forecasts",
    "line_chart": "line",
    "profile_chart": "profile",
    "share_curves_chart": "share_curves",
    "spread_chart": "spread",
    "states_chart": "states",
    "steps_chart": "steps",
    "strategy_chart": "frontier",
    "sweep_chart": "sweep",
    "timeline_chart": "earned",
    "tornado_chart": "tornado",
    "use_heat_chart": "use_heat",
    "utilisation_chart": "utilisation",
    "waterfall_chart": "waterfall",
    "waterline_chart": "waterline",
}

__all__ = [
    "alignment_chart",
    "exchange_chart",
    "commitments_chart",
    "crossed_chart",
    "delays_chart",
    "distribution_chart",
    "dots_chart",
    "error_chart",
    "frontier_chart",
    "gantt_chart",
    "heat_chart",
    "interval_chart",
    "over_time_chart",
    "places_chart",
    "promised_chart",
    "ranges_chart",
    "line_chart",
    "profile_chart",
    "share_curves_chart",
    "spread_chart",
    "states_chart",
    "steps_chart",
    "strategy_chart",
    "sweep_chart",
    "timeline_chart",
    "tornado_chart",
    "use_heat_chart",
    "utilisation_chart",
    "waterfall_chart",
    "waterline_chart",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
