"""Projects: what becomes of each today and with the what-if, as a table; a row opens its story."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import ipywidgets as widgets
import numpy as np

from workbench.analysis import share_interval
from workbench.charts.dates import dated
from workbench.charts.numbers import UNKNOWN, Figures, clear_ends, money, out_of, out_of_span, whole
from workbench.experiment import Comparison
from workbench.experiment.by_project import ByProject
from workbench.experiment.project_fates import (
    COMPLETED,
    HELD,
    SELECTED,
    STARTED,
    STOPPED,
    Fates,
    Gap,
    gaps,
)
from workbench.interfaces.explorer.views.listing import Cell, Column, Listing, Look, Row
from workbench.interfaces.explorer.views.project_story import ProjectStory
from workbench.interfaces.explorer.views.view import NAMES, Redraw, Seen, Shown
from workbench.interfaces.wording import capital, count, futures, listed, open_words
from workbench.model import Project
from workbench.scenario import Scenario

SHARES = {
    SELECTED: "not turned down by the selection",
    STARTED: "started",
    COMPLETED: "completed by the horizon",
    STOPPED: "stopped for good",
    HELD: "never started, though not turned down",
}
KINDS = (
    ("", "all projects"),
    ("gain", "value clearly gains"),
    ("loss", "value clearly loses"),
    ("promised", "with a promised date"),
    ("changed", "promise clearly better or worse"),
    ("open", "not always completed by the horizon"),
)
ALL = {SELECTED: "none is turned down", STARTED: "all are started", COMPLETED: "all are completed"}
NONE = {STOPPED: "none is stopped", HELD: "none is held back to the end"}
"""What is said in place of a column in which every cell reads the same."""


@dataclass(frozen=True)
class Says:
    """What one side says of a project: text, what it is sorted by, what stands below and at the pointer."""

    text: str
    key: float | None = None
    range: str = ""
    tip: str = ""


Told = Callable[["Fates", int, "Dates"], Says]


class Dates:
    """Days of a scenario as dates; each is looked up once."""

    def __init__(self, scenario: Scenario) -> None:
        self._portfolio = scenario.portfolio
        self._known: dict[int, date] = {}

    def on(self, day: float) -> date:
        """The date on which a moment falls."""
        whole_day = math.ceil(day)
        if whole_day not in self._known:
            portfolio = self._portfolio
            self._known[whole_day] = portfolio.calendar.date_after(portfolio.start, day)
        return self._known[whole_day]

    def told(self, day: float) -> str:
        """The date of a day; words where there is none."""
        if math.isnan(day):
            return "never"
        return "after the run" if math.isinf(day) else dated(self.on(day))


class Projects:
    """A table of all projects that is sorted, filtered and opened."""

    title = "Projects"

    def __init__(self, redraw: Redraw) -> None:
        self._listing = Listing()
        self._story = ProjectStory()
        self._comparison: Comparison | None = None
        self._words = ""
        # Drawn again rather than told here: what a page sends may come in a thread of its own.
        self._listing.observe(lambda _: redraw(), names="chosen")
        self.below: widgets.Widget | None = widgets.VBox([self._listing, self._story.widget])

    def turn(self) -> None:
        """A new question; order, filter and the open row stay."""

    def shown(self, seen: Seen) -> Shown:
        """How many projects clearly gain and lose; the table stands below, with the story of the open row."""
        is_new = self._comparison is not seen.comparison
        if is_new:
            self._fill(seen)
        if self._listing.chosen != self._story.project:
            self._story.ask(seen, self._listing.chosen)
        elif is_new:
            self._story.age()
        return Shown(self._words)

    def steps(self, seen: Seen) -> Iterator[Shown | None]:
        """The story anew, if it is of an older answer; it has a place and a thread of its own."""
        if self._story.is_older:
            self._story.ask(seen, self._listing.chosen)
        return iter(())

    def _fill(self, seen: Seen) -> None:
        table = _Table(seen)
        self._listing.show(table.caption(), table.columns(), KINDS, table.rows())
        self._comparison, self._words = seen.comparison, table.words()


class _Table:
    """Rows of one comparison."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        found = [ByProject.of(seen.comparison, name) for name in seen.comparison.names]
        self._sides = [Fates.of(one) for one in found]
        self._places = [{one: k for k, one in enumerate(side.ids)} for side in self._sides]
        self._gaps = gaps(*found)
        self._dates = [Dates(seen.baseline), Dates(seen.what_if)]
        every = [abs(one.mean.value) for one in self._gaps.values()]
        self._money = money(
            [*np.concatenate([side.value for side in self._sides]), 0.0], seen.comparison.currency
        )
        self._gap_money = money([*every, 0.0], seen.comparison.currency)
        self._shares = [key for key in SHARES if not self._said_alike(key)]

    def caption(self) -> str:
        """What the table shows and rests on, and what no column has to show."""
        n = self._seen.n
        sides = "" if self._seen.same else "Today above, the what-if below it in bold; "
        alike = [said for key in SHARES if (said := self._said_alike(key))]
        rest = f" In every future {listed(alike)}." if alike else ""
        return capital(
            f"{sides}of {whole(n)} each, over {futures(n)}. Below each figure its range, 95 % sure; dates "
            f"from and to are those of 8 in 10 futures.{rest}"
        )

    def columns(self) -> tuple[Column, ...]:
        """Headings."""
        of = whole(self._seen.n)
        unit, gap = self._money.unit, self._gap_money.unit
        shares = [Column(f"{key}, of {of}", capital(SHARES[key]), key) for key in self._shares]
        less = [Column(f"difference, {gap}", "What-if less today, on the same futures", "difference")]
        return (
            Column("project"),
            *shares,
            Column("starts", "8 in 10 of the futures in which it starts start it between these dates"),
            Column("finishes", "8 in 10 futures finish it between these dates"),
            Column("promised"),
            Column(f"kept, of {of}", "Futures in which it keeps its promised date", "kept"),
            Column(f"value, {unit}", "Average net value", "value"),
            *([] if self._seen.same else less),
        )

    def rows(self) -> list[Row]:
        """All projects, today's first."""
        projects = {one.id: one for scenario in (self._seen.what_if, self._seen.baseline)
                    for one in scenario.portfolio.projects}  # fmt: skip
        order = [*self._places[0], *(one for one in self._places[1] if one not in self._places[0])]
        return [self._row(one, projects[one]) for one in order if one in projects]

    def words(self) -> str:
        """How many projects are known to gain or lose."""
        n = len(self._gaps)
        note = f'<p class="wb-note">All projects are allowed for; averages over {futures(self._seen.n)}.</p>'
        if self._seen.same:
            return f'<p class="wb-say">{capital(count(n, "project", "projects"))}.</p>{note}'
        gain = sum(one.decided and one.mean.value > 0 for one in self._gaps.values())
        loss = sum(one.decided and one.mean.value < 0 for one in self._gaps.values())
        same = sum(one.mean.low == one.mean.high == 0.0 for one in self._gaps.values())
        counts = (
            (gain, "gains", "gain", "value"),
            (loss, "loses", "lose", "value"),
            (same, "is", "are", "worth the same"),
            (n - gain - loss - same, "is", "are", "undecided"),
        )
        parts = [f"{count(many, one, more)} {what}" for many, one, more, what in counts if many]
        moved = [
            len(set(self._places[1]) - set(self._places[0])),
            len(set(self._places[0]) - set(self._places[1])),
        ]
        there = [f"{count(moved[0], 'is', 'are')} new"] if moved[0] else []
        there += [f"{count(moved[1], 'is', 'are')} gone"] if moved[1] else []
        every = count(n, "project that is in both", "projects that are in both")
        return f'<p class="wb-say">Of {every}, {", ".join([*parts, *there])}.</p>{note}'

    def _row(self, key: str, project: Project) -> Row:
        gap = self._gaps.get(key)
        due = project.due
        on = due if due is None or isinstance(due, date) else self._dates[0].on(float(due))
        cells = (
            Cell((project.name or key,), (project.name or key).lower()),
            *(self._share(key, share) for share in self._shares),
            self._pair(key, _start),
            self._pair(key, _finish),
            Cell((dated(on) if on else UNKNOWN,), on.isoformat() if on else None),
            self._pair(key, _kept),
            self._pair(key, self._value),
            *([] if self._seen.same else [self._gap(gap)]),
        )
        return Row(key, cells, tuple(self._kinds(key, gap, project)))

    def _kinds(self, key: str, gap: Gap | None, project: Project) -> list[str]:
        found = ["promised"] if project.due is not None else []
        if gap is not None and gap.decided:
            found.append("gain" if gap.mean.value > 0 else "loss")
        if key in self._seen.promises.changes:
            found.append("changed")
        sides = zip(self._sides, self._places, strict=True)
        if any(key in place and side.shares[COMPLETED][place[key]] < 1 for side, place in sides):
            found.append("open")
        return found

    def _said_alike(self, key: str) -> str:
        """What is said of a share that is the same for every project on both sides; empty where it is not."""
        found = np.concatenate([side.shares[key] for side in self._sides])
        if found.size and (found == 1.0).all():
            return ALL.get(key, "")
        return NONE.get(key, "") if found.size and (found == 0.0).all() else ""

    def _share(self, project: str, key: str) -> Cell:
        def told(side: Fates, k: int, _: Dates) -> Says:
            share = float(side.shares[key][k])
            return Says(out_of(share, side.n), share, _span(share, side.n))

        return self._pair(project, told)

    def _value(self, side: Fates, k: int, _: Dates) -> Says:
        low, high = float(side.value_low[k]), float(side.value_high[k])
        figures = _clear(self._money, low, high)
        span = f"{figures.bare(low)} to {figures.bare(high)}" if low < high and math.isfinite(low) else ""
        return Says(self._money.bare(float(side.value[k])), float(side.value[k]), span)

    def _pair(self, project: str, told: Told) -> Cell:
        """Today and the what-if, one above the other; sorted by the what-if."""
        said: list[Says] = []
        for name, dates, side, place in zip(NAMES, self._dates, self._sides, self._places, strict=True):
            if project not in place:
                said.append(Says("not in it", said[0].key if said else None))
                continue
            one = told(side, place[project], dates)
            if self._seen.same:
                return Cell((one.text,), one.key, (one.tip,), range=(one.range,))
            said.append(replace(one, tip=f"{name}: {one.tip}" if one.tip else ""))
        texts, tips, ranges = (tuple(getattr(one, part) for one in said) for part in ("text", "tip", "range"))
        return Cell(texts, said[-1].key, tips, Look.SIDES, ranges)

    def _gap(self, gap: Gap | None) -> Cell:
        if gap is None or self._seen.same:
            return Cell(("",), None)
        mean = gap.mean
        if mean.low == mean.high == 0.0:
            return Cell(("none",), 0.0)
        figures = _clear(self._gap_money, mean.low, mean.high)
        span = figures.span(mean.low, mean.high) if mean.low < mean.high and math.isfinite(mean.low) else ""
        said = figures.bare_signed(mean.value) if gap.decided else open_words(mean.low, mean.high)
        return Cell((said,), mean.value, (), Look.GAP, (span,))


def _clear(figures: Figures, low: float, high: float) -> Figures:
    return clear_ends(figures, low, high) if math.isfinite(low) else figures


def _start(side: Fates, k: int, dates: Dates) -> Says:
    return _between([float(one) for one in side.start[:, k]], dates)


def _finish(side: Fates, k: int, dates: Dates) -> Says:
    days = [float(one) for one in side.finish[:, k]]
    if not math.isfinite(days[0]):
        return Says("hardly ever", tip="finished in fewer than 1 in 10 futures")
    return _between(days, dates)


def _between(days: list[float], dates: Dates) -> Says:
    """From the first of 8 in 10 futures to the last; the middle one at the pointer."""
    first, middle, last = (dates.told(one) for one in days)
    key = days[1] if math.isfinite(days[1]) else None
    return Says(first, key, f"to {last}", f"middle {middle}") if first != last else Says(first, key)


def _kept(side: Fates, k: int, _: Dates) -> Says:
    share = float(side.kept[k])
    if not math.isfinite(share):
        return Says("")
    return Says(out_of(share, side.n), share, _span(share, side.n))


def _span(share: float, n: int) -> str:
    """The range of a chance; none where both ends read as the chance does: “over 99” is a range itself."""
    found = share_interval(share * n, n)
    alike = {out_of(one, n) for one in (found.low, share, found.high)}
    return "" if len(alike) == 1 else out_of_span(share, n)
