"""What keeping a PMO does to delivery, over what is not known and with it held at its middle."""

from __future__ import annotations

from workbench.analysis import SURE, Interval, chance_of, holm
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


OPEN = {True: ", undecided", False: ""}
NOTHING = "–"
"""Stands where a figure is not told apart in draws."""


def delivery_grid(hearing: Hearing, limits: Limits) -> Grid:
    """Keeping less closing in each measure: over draws, and at the middle of all assumptions.

    Undecided is what stays so with all that the column looks at allowed for: over draws every way in every
    measure, at the middle every measure.
    """
    drawn = {
        name: next(one for one in each if one.doing is Doing.CLOSE)
        for name, each in hearing.verdicts_in(SCOREBOARD).items()
    }
    spread = limits.spread_change("lead_time")
    middle = [*(limits.average_change(name) for name in SCOREBOARD), spread]
    chances = holm([chance_of(one, limits.futures) for one in middle])
    known = [chance < SURE for chance in chances]
    rows = []
    for name, average, sure in zip(SCOREBOARD, middle, known, strict=False):
        figures, verdict = FORMATS.get(name, RATIO), drawn[name]
        mean = verdict.worth.mean
        turned = Interval(-mean.value, -mean.high, -mean.low)
        over = _cell(turned, figures, OPEN[verdict.better is None])
        rows.append((MEASURES[name].title, over, _cell(average, figures, OPEN[not sure])))
    title = "Spread of that time between futures (standard deviation)"
    rows.insert(2, (title, NOTHING, _cell(spread, DAYS, OPEN[not known[-1]])))
    head = ("keeping less closing", "over what we do not know", "assumptions at their middle")
    return Grid("Keeping less closing, average with its range", head, rows)


def _cell(found: Interval, figures: Figures, open_: str) -> str:
    return f"{figures.signed(found.value)} ({figures.span(found.low, found.high)}{open_})"
