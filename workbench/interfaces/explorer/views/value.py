"""Value: what single futures bring today and with the what-if, the gain, the worst, and what it hangs on."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import ipywidgets as widgets
import numpy as np

from workbench.analysis import (
    Interval,
    mean_interval,
    paired_difference,
    quantiles,
    worst_difference,
    worst_interval,
)
from workbench.charts.dots import one_dot
from workbench.charts.numbers import Figures, clear_ends, figures_for, finer, money
from workbench.charts.room import Room
from workbench.charts.share_curves import share_curves_chart, share_curves_span
from workbench.charts.spread import spread_chart, spread_span
from workbench.errors import InputError
from workbench.experiment import measure_of
from workbench.experiment.studies.assumptions import Assumed, assumptions_of
from workbench.experiment.studies.sensitivity import sensitivity
from workbench.interfaces.explorer.axes import Axis
from workbench.interfaces.explorer.drawing import Card
from workbench.interfaces.explorer.gain import gain_card
from workbench.interfaces.explorer.more_runs import MoreRuns
from workbench.interfaces.explorer.views.kept import Kept
from workbench.interfaces.explorer.views.view import NAMES, NARROW, Redraw, Seen, Shown
from workbench.interfaces.studies.hanging import sensitivity_answer
from workbench.interfaces.wording import between, futures, span_words, worse_to_better

CURVES = ("npv", "benefit", "cost", "makespan")
"""Measures that the S-curve can be of."""

ROWS = 8
"""Dots above one another for which there is always room."""

SHARES = (5, 10, 25, 50, 75, 90, 95)
WORST = 0.1
TORNADO = (25, 100)
"""Futures on which assumptions are varied: a rough answer first."""

HANGS = "What the gain hangs on, one assumption at a time"


class Value:
    """Distributions, the gain, an S-curve of a measure that is chosen, and the assumptions that matter."""

    title = "Value"

    def __init__(self, redraw: Redraw) -> None:
        self._spread, self._gain = Axis(), Axis()
        self._curves = {key: Axis() for key in CURVES}
        options = [(measure_of(key).title, key) for key in CURVES]
        self._measure = widgets.Dropdown(
            description="S-curve of", options=options, value="npv", style={"description_width": "initial"}
        )
        self._measure.observe(lambda _: redraw(), names="value")
        self.below: widgets.Widget | None = widgets.HBox([self._measure])
        self.below.add_class("wb-paging")
        self._kept: Kept[Card] = Kept()

    def turn(self) -> None:
        """A new question: axes that no longer suit it may change."""
        for axis in (self._spread, self._gain, *self._curves.values()):
            axis.turn()

    def shown(self, seen: Seen) -> Shown:
        """What can be said at once; the tornado as it was found, or what it waits for."""
        known = self._kept.of(seen)
        waiting = "Assumptions are varied once the answer has all its futures; this takes a while."
        if seen.same:
            waiting = "Nothing is changed, so there is no gain that could hang on anything."
        return self._with(seen, known or Card("tornado", HANGS, note=waiting))

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """The tornado on few futures, then on more; the rest as it is now, since axes belong to the page."""
        if seen.same or self._kept.of(seen) is not None:
            return iter(())
        return self._steps(seen, self.shown(seen))

    def _steps(self, seen: Seen, shown: Shown) -> Iterator[Shown | None]:
        more = MoreRuns(seen)
        counts = sorted({min(one, seen.n) for one in TORNADO})
        for count in counts:
            for assumed in assumptions_of(seen.baseline, seen.what_if):
                for value in (assumed.low, assumed.high):
                    yield from _ahead(more, seen, assumed, value, count)
            card = _tornado(seen, more, count)
            if count == counts[-1]:
                self._kept.keep(seen, card)
            yield replace(shown, cards=(*shown.cards[:-1], card))

    def _with(self, seen: Seen, tornado: Card) -> Shown:
        cards = (
            self._spread_card(seen),
            gain_card(seen.comparison, self._gain),
            self._curve_card(seen),
            tornado,
        )
        return Shown(_words(seen), cards)

    def _spread_card(self, seen: Seen) -> Card:
        values = _values(seen, "npv")
        title = f"Net value in single futures, {one_dot(seen.n)}"
        every = np.concatenate(list(values.values()))
        figures = money(every, seen.comparison.currency)
        if every.min() == every.max():
            return Card("spread", title, note=f"It is {figures.plain(every[0])} in every simulated future.")
        room = Room(NARROW, self._spread.holding(spread_span(values, NAMES)), ROWS)
        names = (NAMES[0], "" if seen.same else NAMES[1])
        chart = spread_chart(values, figures, names, room)
        return Card(
            "spread",
            title,
            chart,
            head=("futures", *(f"{name}, at most" for name in values)),
            rows=_quantile_rows(values, figures),
        )

    def _curve_card(self, seen: Seen) -> Card:
        key = self._measure.value
        measure = measure_of(key)
        values = _values(seen, key)
        title = f"S-curve: in how many futures is it at most so much? {measure.title}"
        if min(one.size for one in values.values()) < 2:
            return Card("curve", title, note="It is known in fewer than two simulated futures.")
        every = np.concatenate(list(values.values()))
        unit = measure.unit_in(seen.comparison.currency)
        title += f" ({unit})" if unit != seen.comparison.currency else ""
        if every.min() == every.max():
            same = figures_for(every, unit, seen.comparison.currency).plain(float(every[0]))
            return Card("curve", title, note=f"It is {same} in every simulated future.")
        figures = figures_for(every, unit, seen.comparison.currency)
        names = (NAMES[0], "" if seen.same else NAMES[1])
        room = Room(seen.width, self._curves[key].holding(share_curves_span(values, names)))
        chart = share_curves_chart(values, figures, names, room)
        return Card(
            "curve",
            title,
            chart,
            head=("futures", *(f"{name}, at most" for name in values)),
            rows=_quantile_rows(values, figures),
        )


def _values(seen: Seen, key: str) -> dict[str, np.ndarray]:
    return {
        word: seen.comparison.values(name, key).to_numpy()
        for word, name in zip(NAMES, seen.comparison.names, strict=True)
    }


def _quantile_rows(values: dict[str, np.ndarray], figures: Figures) -> list[list[str]]:
    columns = [quantiles(one, [share / 100 for share in SHARES]) for one in values.values()]
    rows = [
        [f"{share} of 100", *(figures.plain(column[k]) for column in columns)]
        for k, share in enumerate(SHARES)
    ]
    averages = [mean_interval(one) for one in values.values()]
    return [
        *rows,
        ["average", *(figures.plain(one.value) for one in averages)],
        ["range of the average", *(_span(one, figures) for one in averages)],
        ["simulated futures", *(f"{one.size:,}" for one in values.values())],
    ]


def _span(found: Interval, figures: Figures) -> str:
    """Range of an average; empty where one future alone has none."""
    if not math.isfinite(found.low + found.high):
        return ""
    closer = clear_ends(figures, found.low, found.high)
    return f"{closer.plain(found.low)} to {closer.plain(found.high)}"


def _words(seen: Seen) -> str:
    """The average of the worst futures, and what single futures bring."""
    today, other = _values(seen, "npv").values()
    currency = seen.comparison.currency
    worst = worst_interval(today, WORST)
    figures = clear_ends(money([worst.value, worst.low, worst.high], currency), worst.low, worst.high)
    first = (
        f"In the worst 10 of 100 futures today’s way is worth {figures.plain(worst.value)} on average"
        f"{span_words(worst.low, worst.high, figures) if worst.low < worst.high else ''}"
    )
    said = [
        f"{first}."
        if seen.same
        else f"{first}; {_worst(worst_difference(today, other, WORST), worst, currency)}."
    ]
    if not seen.same:
        gain = paired_difference(today, other, 1)
        said.append(_single(gain.p10, gain.p90, currency))
    note = f"{futures(seen.n)}; the worst are those of each side. Luck alone, assumptions held."
    return f'<p class="wb-say">{" ".join(one for one in said if one)}</p><p class="wb-note">{note}</p>'


def _worst(gap: Interval, today: Interval, currency: str) -> str:
    """What the what-if's worst futures bring against today's."""
    figures = finer(money([gap.low, gap.high, gap.value], currency), gap.value)
    if not math.isfinite(gap.low):
        return "too few futures to say what the what-if does to them"
    if gap.low == gap.high == 0.0:
        return "the same with the what-if"
    if gap.low > 0 or gap.high < 0:
        figures = clear_ends(figures, gap.low, gap.high)
        way = "more" if gap.value > 0 else "less"
        return (
            f"{figures.plain(abs(gap.value))} {way} in the what-if’s worst, "
            f"{between(gap.low, gap.high, figures)}"
        )
    return f"undecided whether the what-if’s worst are better: {worse_to_better(gap.low, gap.high, figures)}"


def _single(p10: float, p90: float, currency: str) -> str:
    if not (p10 or p90):
        return ""
    figures = money([p10, p90], currency)
    return f"In 8 of 10 single futures the gain lies between {figures.signed(p10)} and {figures.signed(p90)}."


def _ahead(more: MoreRuns, seen: Seen, assumed: Assumed, value: float, count: int) -> Iterator[None]:
    """Both sides with an assumption at a value; what cannot be is left to the study, which says so."""
    try:
        yield from more.ahead([assumed.at(one, value) for one in (seen.baseline, seen.what_if)], count)
    except InputError:
        return


def _tornado(seen: Seen, more: MoreRuns, count: int) -> Card:
    found = sensitivity(seen.baseline, seen.what_if, more.runs(count))
    section = sensitivity_answer(found).sections[0]
    if section.picture is None:
        return Card("tornado", HANGS, note="No assumption of this portfolio can be varied.")
    if not any(one.width for one in found.swings):
        return Card("tornado", HANGS, note="The gain is the same at both ends of every range.")
    grid = section.grids[0]
    return Card("tornado", f"{HANGS} ({futures(found.n)})", section.picture(), head=grid.head, rows=grid.rows)
