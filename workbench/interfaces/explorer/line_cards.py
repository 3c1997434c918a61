"""Three pictures of a list: the line, what the plan promises too much, and ways above the line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.charts import interval_chart, promised_chart, waterline_chart
from workbench.charts.numbers import Figures, amount, figures_for, in_futures, money, out_of_span
from workbench.engines.selecting.limits import LimitKind
from workbench.experiment.selecting.outcome import Confirmed, Optimism
from workbench.experiment.selecting.select import option_of
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.line import Line, Ways
from workbench.interfaces.wording import count
from workbench.interfaces.wording.green_lights import way_label, why_full, why_short
from workbench.interfaces.wording.selection import change_words

SHOWN = 14
"""Projects above the line that are drawn, the nearest to it; and below it. The table has all."""


@dataclass(frozen=True)
class Place:
    """A project's place above or below the line, in words.

    Parameters
    ----------
    label
        Id and name.
    value, cost
        By plan; NaN where nothing is known.
    above, must
        Whether it is on the list, and whether it has to be.
    why, full
        Why, for the margin of the picture and for the table.
    """

    label: str
    value: float
    cost: float
    above: bool
    must: bool
    why: str
    full: str

    @property
    def for_money(self) -> float:
        """Value for money."""
        return self.value / self.cost if self.cost > 0 else math.copysign(math.inf, self.value)


def line_card(line: Line) -> Card:
    """The line, with what keeps each project below it."""
    currency = line.scenario.portfolio.currency
    above, below = _above(line), _below(line)
    figures = money([one.value for one in (*above, *below)], currency)
    free = [one for one in above if not one.must]
    near, must = free[-SHOWN:], len(above) - len(free)
    left_out = [
        f"{count(must, 'project', 'projects')} under way or mandatory" if must else "",
        f"{len(free) - len(near)} more with better value for money" if len(free) > len(near) else "",
        f"{len(below) - SHOWN} further below" if len(below) > SHOWN else "",
    ]
    only = ", ".join(filter(None, left_out))
    title = f"The line: the best value for money at the top{f' (only in the table: {only})' if only else ''}"
    lines = [
        [
            *(one.label, "above" if one.above else "below"),
            *(_money(one.value, figures), _own(one.cost, currency), one.full),
        ]
        for one in (*above, *below)
    ]
    head = ("project", "the line", "worth by plan", "cost by plan", "why")
    shown = [*near, *below[:SHOWN]]
    if not shown:
        note = "Everything is under way or mandatory: there is nothing to choose."
        return Card("line", title, note=note, head=head, rows=lines)
    frame = pd.DataFrame(
        [
            {
                **{"label": one.label, "value": one.value, "above": one.above, "why": one.why},
                "tip": f"{one.label}: {one.full or 'above the line'}",
            }
            for one in shown
        ]
    )
    words = f"the line: {len(above)} above, {len(below)} below"
    return Card("line", title, waterline_chart(frame, words, figures), head=head, rows=lines)


def _above(line: Line) -> list[Place]:
    """What must be done first, then by value for money."""
    currency = line.scenario.portfolio.currency
    forced = {
        int(line.problem.options.project[one])
        for limit in line.problem.limits
        if limit.kind is LimitKind.FORCED
        for one in limit.options.tolist()
    }
    places = []
    for i, one in enumerate(line.problem.ids):
        option = option_of(line.problem, i)
        if one not in line.projects or option is None:
            continue
        by_hand = one in line.wish.include
        full = "forced in by hand" if by_hand else "under way or mandatory" if i in forced else ""
        value, cost = _worth(line, option)
        why = f"costs {_own(cost, currency)}{f', {full}' if full else ''}"
        places.append(Place(_named(line, i), value, cost, True, i in forced and not by_hand, why, full))
    return sorted(places, key=lambda place: (not place.must, -place.for_money))


def _below(line: Line) -> list[Place]:
    currency = line.scenario.portfolio.currency
    places = []
    for one in line.below:
        i = line.problem.ids.index(one.project)
        option = option_of(line.problem, i)
        cost = math.nan if option is None else _worth(line, option)[1]
        why, full = why_short(one, currency), why_full(one, currency)
        places.append(Place(_named(line, i), one.value, cost, False, False, why, full))
    return places


def _worth(line: Line, option: int) -> tuple[float, float]:
    """Value and cost by plan."""
    options = line.problem.options
    return float(options.value[option]), float(options.cost[option].sum())


def _named(line: Line, i: int) -> str:
    one, name = line.problem.ids[i], line.problem.names[i]
    return one if name == one else f"{one} {name}"


def _money(value: float, figures: Figures) -> str:
    return figures.signed(value) if math.isfinite(value) else ""


def _own(value: float, currency: str) -> str:
    return amount(value, currency) if math.isfinite(value) else ""


def plan_card(line: Line, chosen: Optimism, today: Optimism) -> Card:
    """Plan value beside simulated value, of this list and of today's."""
    currency = line.scenario.portfolio.currency
    rows = pd.DataFrame([_promised("this list", chosen), _promised("today’s list, the same money", today)])
    figures = money(rows[["plan", "mean", "low", "high"]].to_numpy().ravel(), currency)
    lines = []
    for label, one in (("this list", chosen), ("today’s list, the same money", today)):
        span = f"{figures.plain(one.simulated.low)} to {figures.plain(one.simulated.high)}"
        gap = one.too_high
        lines.append(
            [
                *(label, figures.plain(one.plan), figures.plain(one.simulated.value), span),
                f"{figures.signed(gap.value)} ({figures.span(gap.low, gap.high)})",
                str(one.n),
            ]
        )
    head = ("list", "by plan", "simulated average", "range of the average", "plan less simulated", "futures")
    title = "What the plan promises, and what comes of it"
    return Card("plan", title, promised_chart(rows, figures), head=head, rows=lines)


def _promised(label: str, one: Optimism) -> dict[str, object]:
    return {
        **{"label": label, "plan": one.plan, "mean": one.simulated.value, "low": one.simulated.low},
        **{"high": one.simulated.high, "p10": one.p10, "p90": one.p90, "n": one.n},
    }


def ways_title(project: str) -> str:
    """Of the picture of ways."""
    return f"What would get {project} above the line, and what it is worth to take it then"


def ways_card(ways: Ways, found: Sequence[Confirmed], currency: str) -> Card:
    """Each way on its own, the list with the project less the list without it, both under the change."""
    rows = []
    for one in found:
        mean, better = one.difference.mean, one.difference.better.value
        rows.append(
            {
                **{"label": way_label(one.change, ways.project, currency), "n": one.difference.n},
                **{"mean": mean.value, "low": mean.low, "high": mean.high, "better": better},
                **{"p10": one.difference.p10, "p90": one.difference.p90, "decided": one.clear},
            }
        )
    frame = pd.DataFrame(rows)
    figures = figures_for(frame[["mean", "low", "high"]].to_numpy().ravel(), currency, currency)
    lines = [_way_line(ways.project, one, figures, currency) for one in found]
    head = (
        "change",
        "simulated, with it less without it",
        "range of the average",
        "verdict",
        "better",
        "futures",
    )
    chart = interval_chart(frame, figures, "without it")
    return Card("ways", ways_title(ways.project), chart, head=head, rows=lines)


def _way_line(project: str, one: Confirmed, figures: Figures, currency: str) -> list[str]:
    found = one.difference
    verdict = "confirmed" if one.is_confirmed else "not confirmed" if one.is_refuted else "undecided"
    chance = f"{in_futures(found.better.value, found.n)} ({out_of_span(found.better.value, found.n)})"
    span = f"{figures.signed(found.mean.low)} to {figures.signed(found.mean.high)}"
    words = change_words(one.change, project, currency)
    return [words, figures.signed(found.mean.value), span, verdict, chance, str(found.n)]
