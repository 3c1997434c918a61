"""What keeping a PMO does to delivery, over what is not known and with it held at its middle."""

from __future__ import annotations

from workbench.analysis import Interval
from workbench.charts.numbers import Figures
from workbench.experiment.measures import MEASURES
from workbench.experiment.worth import Doing, Hearing, Limits
from workbench.interfaces.studies.answer import Grid

SCOREBOARD = (
    "on_time",
    "lead_time",
    "plan_ratio_duration",
    "plan_ratio_duration_log_sd",
    "plan_ratio_cost",
    "rework_share",
)
"""Promised dates, lead time, and the scoreboard of delivery."""

POINTS = Figures("", " points", 0.01, 1)
DAYS = Figures("", " days", 1.0, 1)
RATIO = Figures("", "", 1.0, 3)
FORMATS = {"on_time": POINTS, "rework_share": POINTS, "lead_time": DAYS}


def delivery_grid(hearing: Hearing, limits: Limits) -> Grid:
    """Keeping less closing in each measure: over draws, and at the middle of all assumptions."""
    drawn = {
        name: next(one for one in hearing.verdicts(name) if one.doing is Doing.CLOSE).worth.mean
        for name in SCOREBOARD
    }
    rows = []
    for name in SCOREBOARD:
        figures, mean = FORMATS.get(name, RATIO), drawn[name]
        turned = Interval(-mean.value, -mean.high, -mean.low)
        rows.append(
            (MEASURES[name].title, _cell(turned, figures), _cell(limits.average_change(name), figures))
        )
    spread = limits.spread_change("lead_time")
    rows.insert(2, ("Spread of that time between futures (standard deviation)", "", _cell(spread, DAYS)))
    head = ("keeping less closing", "over what we do not know", "assumptions at their middle")
    return Grid("Keeping less closing, average with its range", head, rows)


def _cell(found: Interval, figures: Figures) -> str:
    open_ = ", undecided" if found.holds(0.0) else ""
    return f"{figures.signed(found.value)} ({figures.span(found.low, found.high)}{open_})"
