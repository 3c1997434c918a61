"""People: how busy each pool is today and with the what-if, month by month; whose queues hold whom."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
import numpy as np
import pandas as pd

from workbench.analysis import (
    SURE,
    PairedDifference,
    chance_of,
    clear_differences,
    holm,
    mean_interval,
    paired_difference,
)
from workbench.charts import utilisation_chart
from workbench.charts.numbers import Figures
from workbench.charts.room import Room
from workbench.charts.use_heat import use_heat_chart
from workbench.charts.utilisation import use_span
from workbench.experiment.use_over_time import UseOverTime, use_over_time
from workbench.experiment.waiting_by_pool import WaitingByPool, waiting_by_pool
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.views.heat_rows import heat_rows, heat_table
from workbench.interfaces.explorer.views.kept import Kept
from workbench.interfaces.explorer.views.queues import queue_card
from workbench.interfaces.explorer.views.view import NAMES, WIDE, Redraw, Seen, Shown
from workbench.interfaces.wording import futures, listed, open_words
from workbench.interfaces.wording.crowded import BUSY

USE = "utilisation."

HEAT_OF, WITNESSED = 50, 20
"""Futures that are lived through once more for the months, and with a witness for the queues."""

USED = "How busy each pool is until the horizon"
HEAT = "How busy each pool is, month by month"
QUEUES = "Whose queues hold which projects"
WAITING = "Worked out once the answer has all its futures: they are lived through once more."


@dataclass(frozen=True)
class Pool:
    """Use of one pool, as shares of the time for projects."""

    name: str
    today: np.ndarray
    what_if: np.ndarray
    gap: PairedDifference


class People:
    """Use of pools, by month, and waiting by pool and project."""

    title = "People"

    def __init__(self, _: Redraw) -> None:
        self.below: widgets.Widget | None = None
        self._kept: Kept[tuple[Card, ...]] = Kept()

    def turn(self) -> None:
        """A new question: nothing here has an axis that could move."""

    def shown(self, seen: Seen) -> Shown:
        """How busy pools are; months and queues as they were found, or what they wait for."""
        found = self._kept.of(seen)
        if found is None:
            found = (Card("heat", HEAT, note=WAITING), Card("queues", QUEUES, note=WAITING))
        return self._with(seen, found)

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """The months first, then the queues."""
        if self._kept.of(seen) is not None or not _pools(seen):
            return
        sides = (seen.baseline,) if seen.same else (seen.baseline, seen.what_if)
        uses: list[UseOverTime] = []
        for scenario in sides:
            for use in use_over_time(scenario, min(HEAT_OF, seen.n)):
                yield None
                uses += [use] if use is not None else []
        heat = _heat_card(uses)
        yield self._with(seen, (heat, Card("queues", QUEUES, note=WAITING)))
        waits: list[WaitingByPool] = []
        for scenario in sides:
            for wait in waiting_by_pool(scenario, min(WITNESSED, seen.n)):
                yield None
                waits += [wait] if wait is not None else []
        cards = (heat, queue_card(seen, waits))
        self._kept.keep(seen, cards)
        yield self._with(seen, cards)

    def _with(self, seen: Seen, slow: tuple[Card, ...]) -> Shown:
        pools = _pools(seen)
        if not pools:
            return Shown(cards=(Card("use", USED, note="No pool of people is used."),))
        return Shown(_words(seen, pools), (_use_card(seen, pools), *slow))


def _pools(seen: Seen) -> list[Pool]:
    """Pools that both sides know, the busiest today first."""
    found = []
    for pool in seen.baseline.portfolio.pools:
        before, after = (seen.comparison.values(name, USE + pool.id) for name in seen.comparison.names)
        both = before.index.intersection(after.index)
        if len(both):
            first, then = before.loc[both].to_numpy(), after.loc[both].to_numpy()
            found.append(Pool(pool.name or pool.id, first, then, paired_difference(first, then, 0)))
    return sorted(found, key=lambda one: -float(one.today.mean()))


def _use_card(seen: Seen, pools: list[Pool]) -> Card:
    rows = []
    for pool in pools:
        row: dict[str, object] = {"label": pool.name}
        for key, values in (("today", pool.today), ("what_if", pool.what_if)):
            mean = mean_interval(values).within(0.0)
            row |= {f"mean_{key}": mean.value, f"low_{key}": mean.low, f"high_{key}": mean.high}
        rows.append(row)
    names = (NAMES[0], "" if seen.same else NAMES[1])
    chart = utilisation_chart(pd.DataFrame(rows), names)
    clear = clear_differences([one.gap for one in pools])
    head = ("pool", "today, %", "range", "what-if, %", "range", "difference, points", "range", "futures")
    table = [
        [
            pool.name,
            *_share(row, "today"),
            *_share(row, "what_if"),
            *_points(pool.gap, known),
            f"{pool.gap.n:,}",
        ]
        for pool, row, known in zip(pools, rows, clear, strict=True)
    ]
    return Card("use", USED, chart, head=head, rows=table)


def _share(row: dict[str, object], key: str) -> tuple[str, str]:
    mean, low, high = (float(str(row[f"{what}_{key}"])) * 100 for what in ("mean", "low", "high"))
    return f"{mean:.1f}", f"{low:.1f} to {high:.1f}" if math.isfinite(low) else ""


def _points(gap: PairedDifference, known: object) -> tuple[str, str]:
    """A difference in points, where it is known, and its range."""
    mean, figures = gap.mean, Figures("", "", 0.01, 1)
    if mean.low == mean.high == 0.0:
        return "none", ""
    span = figures.span(mean.low, mean.high) if mean.low < mean.high and math.isfinite(mean.low) else ""
    return figures.bare_signed(mean.value) if known else open_words(mean.low, mean.high), span


def _words(seen: Seen, pools: list[Pool]) -> str:
    """The busiest pool, pools that are too busy, and which clearly change."""
    first = pools[0]
    today = mean_interval(first.today)
    span = use_span(today.low, today.high)
    used = f"{today.value * 100:.0f} %{f' ({span})' if span else ''}"
    said = [f"The busiest pool today is {escape(first.name)}: projects use {used} of its time."]
    said.append(_too_busy({one.name: one.today for one in pools}, "today"))
    if not seen.same:
        said.append(_too_busy({one.name: one.what_if for one in pools}, "with the what-if"))
        clear = clear_differences([one.gap for one in pools])
        for word, sign in (("busier", 1), ("less busy", -1)):
            names = [
                escape(one.name)
                for one, known in zip(pools, clear, strict=True)
                if known and sign * one.gap.mean.value > 0
            ]
            if names:
                said.append(f"Clearly {word}: {listed(names)}.")
    note = (
        f"Averages until the horizon over {futures(seen.n)}; all pools are allowed for. Nobody can plan for "
        "100 %: queues grow long before that."
    )
    return f'<p class="wb-say">{" ".join(said)}</p><p class="wb-note">{note}</p>'.replace(
        " %", "\N{NO-BREAK SPACE}%"
    )


def _too_busy(used: Mapping[str, np.ndarray], when: str) -> str:
    """Pools whose average is known to lie above the limit, all of them allowed for; the rest in a word."""
    limit = f"{BUSY * 100:.0f} %"
    over = {name: mean_interval(values - BUSY) for name, values in used.items()}
    chances = holm([chance_of(over[name], len(values)) for name, values in used.items()])
    known = {name for name, chance in zip(used, chances, strict=True) if chance < SURE}
    above = [escape(name) for name in used if name in known and over[name].value > 0]
    close = [escape(name) for name in used if name not in known]
    said = f"Above {limit} {when}: {listed(above) if above else 'no pool for sure'}"
    if not close:
        return f"{said if above else said.removesuffix(' for sure')}."
    return f"{said}; too close to tell: {listed(close)}."


def _heat_card(uses: list[UseOverTime]) -> Card:
    rows = heat_rows(uses[0], uses[-1])
    names = (NAMES[0], NAMES[1] if len(uses) > 1 else "")
    title = f"{HEAT} ({futures(len(uses[0].used))})"
    head, table = heat_table(rows, names)
    return Card("heat", title, use_heat_chart(rows, names, Room(WIDE)), head=head, rows=table)
