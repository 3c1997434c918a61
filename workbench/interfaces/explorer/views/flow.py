"""Flow: where lead time goes, how many projects come, start and are completed, and how many are under way."""

from __future__ import annotations

import ipywidgets as widgets
import numpy as np
import pandas as pd

from workbench.analysis import PairedDifference, column_means, column_quantiles, paired_difference
from workbench.charts import over_time_chart
from workbench.charts.dates import dated
from workbench.charts.numbers import Figures
from workbench.charts.over_time import over_time_span
from workbench.charts.room import Room
from workbench.experiment.by_project import ByProject
from workbench.experiment.flow_over_time import FlowOverTime, flow_over_time
from workbench.experiment.studies.explain import StateChange, state_changes
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.lead_time import (
    Place,
    lead_time_card,
    lead_time_today,
    nothing_completed,
)
from workbench.interfaces.explorer.views.view import NAMES, Redraw, Seen, Shown
from workbench.interfaces.wording import STATES, futures, open_words, span_words
from workbench.interfaces.wording.paired import LONGER, today_and_other

COUNTED = {"proposed": "proposed", "started": "started", "completed": "completed"}
ONE_DECIMAL, WHOLE = Figures(decimals=1), Figures(decimals=0)
ROUNDED = 0.05
"""A range as wide as that is written."""
STATES_CARD = Place("states", "Where lead time goes, working days a project")
NOTABLE = 0.25
"""Share of the difference in lead time from which on a state is named as a cause."""


class Flow:
    """Lead time by state, cumulative flow, and projects under way over time."""

    title = "Flow"

    def __init__(self, _: Redraw) -> None:
        self.below: widgets.Widget | None = None
        self._states, self._flow, self._under_way = Axis(), Axis(), Axis()

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        for axis in (self._states, self._flow, self._under_way):
            axis.turn()

    def shown(self, seen: Seen) -> Shown:
        """What changes in lead time, and three pictures."""
        if not seen.baseline.portfolio.projects:
            return Shown(cards=(Card("states", "Where lead time goes", note="There is no project."),))
        states, whole = state_changes(seen.comparison)
        sides = [
            flow_over_time(scenario, ByProject.of(seen.comparison, name))
            for scenario, name in zip((seen.baseline, seen.what_if), seen.comparison.names, strict=True)
        ]
        names = (NAMES[0], "" if seen.same else NAMES[1])
        return Shown(
            _words(seen, states, whole, sides),
            (
                lead_time_card(STATES_CARD, seen, self._states, seen.width),
                self._flow_card(sides, names, seen),
                self._under_way_card(sides, names, seen),
            ),
        )

    def _flow_card(self, sides: list[FlowOverTime], names: tuple[str, str], seen: Seen) -> Card:
        title = "Projects proposed, started and completed so far"
        rows = _counted(sides, COUNTED)
        room = Room(seen.width, self._flow.holding(over_time_span(rows)))
        chart = over_time_chart(rows, ONE_DECIMAL, "projects so far", names, room)
        head = ("by", *(f"{word}, {name}" for word in COUNTED.values() for name in NAMES))
        return Card("flow", title, chart, head=head, rows=_flow_rows(sides))

    def _under_way_card(self, sides: list[FlowOverTime], names: tuple[str, str], seen: Seen) -> Card:
        title = "Projects under way at a time"
        rows = _counted(sides, {"under_way": "under way"})
        room = Room(seen.width, self._under_way.holding(over_time_span(rows)))
        chart = over_time_chart(rows, ONE_DECIMAL, "projects", names, room)
        head = ("on", *NAMES, "difference", "range of the average", "8 in 10 futures today", "and what-if")
        return Card("under-way", title, chart, head=head, rows=_under_way_rows(sides))


def _words(
    seen: Seen, states: tuple[StateChange, ...], whole: PairedDifference | None, sides: list[FlowOverTime]
) -> str:
    said = []
    if whole is not None:
        if seen.same:
            takes = lead_time_today(seen.comparison)
            sure = span_words(takes.low, takes.high, WHOLE)
            said.append(
                f"An average project takes {takes.value:.0f} working days{sure} from proposal to completion."
            )
        else:
            before = sum(one.first for one in states)
            told = today_and_other(before, whole, ONE_DECIMAL, LONGER)
            said.append(f"Working days from proposal to completion: {told}.{_mostly(states, whole)}")
    else:
        said.append(nothing_completed(seen))
    said.append(_peaks(seen, sides))
    same = "" if seen.same else "; they need not be the same ones today and with the what-if"
    note = f"Averages over {futures(seen.n)}. Lead time is that of projects completed by the horizon{same}."
    return f'<p class="wb-say">{" ".join(said)}</p><p class="wb-note">{note}</p>'


def _peaks(seen: Seen, sides: list[FlowOverTime]) -> str:
    """When most projects are under way, and how many."""
    told = []
    for side in sides[: 1 if seen.same else 2]:
        mean, low, high = column_means(side.under_way)
        k = int(mean.argmax())
        span = span_words(low[k], high[k], ONE_DECIMAL) if high[k] - low[k] > ROUNDED else ""
        told.append(f"{mean[k]:.1f}{span}, about {dated(side.dates[k])}")
    other = f"; with the what-if {told[1]}" if len(told) > 1 else ""
    return f"Most projects under way at a time, on average: {told[0]}{other}."


def _mostly(states: tuple[StateChange, ...], whole: PairedDifference) -> str:
    """States that make up most of a difference that is known."""
    mean = whole.mean.value
    if not whole.decided or not mean:
        return ""
    parts = sorted(states, key=lambda one: -one.change.mean.value / mean)
    most = [one for one in parts[:2] if one.change.decided and one.change.mean.value / mean >= NOTABLE]
    if not most:
        return ""
    named = " and ".join(
        f"{STATES[one.state].lower()} ({ONE_DECIMAL.signed(one.change.mean.value)})" for one in most
    )
    return f" Most of it: {named}."


def _counted(sides: list[FlowOverTime], series: dict[str, str]) -> pd.DataFrame:
    """The frame that `over_time_chart` draws."""
    parts = []
    for key, word in series.items():
        for side, flow in zip(("today", "what_if"), sides, strict=True):
            counts: np.ndarray = getattr(flow, key)
            p10, p90 = column_quantiles(counts, (0.1, 0.9))
            parts.append(
                pd.DataFrame(
                    {
                        "series": word,
                        "side": side,
                        "day": list(flow.dates),
                        "mean": counts.mean(axis=0),
                        "p10": p10,
                        "p90": p90,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _flow_rows(sides: list[FlowOverTime]) -> list[list[str]]:
    """Counts at each instant with the ranges of their averages."""
    columns = []
    for key in COUNTED:
        for side in sides:
            mean, low, high = column_means(getattr(side, key))
            columns.append(
                [
                    f"{m:.1f} ({max(0.0, a):.1f} to {b:.1f})" if b - a > ROUNDED else f"{m:.1f}"
                    for m, a, b in zip(mean, low, high, strict=True)
                ]
            )
    return [[dated(day), *cells] for day, *cells in zip(sides[0].dates, *columns, strict=False)]


def _under_way_rows(sides: list[FlowOverTime]) -> list[list[str]]:
    spans = [column_quantiles(side.under_way, (0.1, 0.9)) for side in sides]
    rows = []
    for k, day in enumerate(sides[0].dates):
        if k >= len(sides[1].dates) or sides[1].dates[k] != day:
            break
        before, after = (side.under_way[:, k] for side in sides)
        gap = _gap(paired_difference(before, after, 0))
        ranges = [f"{span[0, k]:.0f} to {span[1, k]:.0f}" for span in spans]
        rows.append([dated(day), f"{before.mean():.1f}", f"{after.mean():.1f}", *gap, *ranges])
    return rows


def _gap(found: PairedDifference) -> tuple[str, str]:
    """A difference, where it is known, and its range, where it has one."""
    mean = found.mean
    span = ONE_DECIMAL.span(mean.low, mean.high) if mean.high - mean.low > ROUNDED else ""
    if found.decided:
        return ONE_DECIMAL.signed(mean.value), span
    return ("none", "") if mean.low == mean.high == 0.0 else (open_words(mean.low, mean.high), span)
