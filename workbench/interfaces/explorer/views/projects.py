"""Projects: what becomes of each today and with the what-if, as a table; a row opens its story."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date

import ipywidgets as widgets
import numpy as np

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
from workbench.interfaces.wording import capital, count, futures
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
Told = Callable[["Fates", int, "Dates"], tuple[str, float | None, str]]
"""What one side says of a project: text, what it is sorted by, and what stands at the pointer."""


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

    def told(self, day: float) -> tuple[str, float | None, str]:
        """The date of a middle start; words where there is none."""
        if math.isnan(day):
            return "never", None, ""
        return ("after the run", None, "") if math.isinf(day) else (dated(self.on(day)), day, "")


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
        caption = (
            f"Today above, the what-if below it in bold; of {whole(seen.n)} each, over {futures(seen.n)}. "
            "Ranges stand where the pointer rests and in the story of a project."
        )
        self._listing.show(caption, table.columns(), KINDS, table.rows())
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

    def columns(self) -> tuple[Column, ...]:
        """Headings."""
        of = whole(self._seen.n)
        unit, gap = self._money.unit, self._gap_money.unit
        shares = [Column(f"{key}, of {of}", capital(words)) for key, words in SHARES.items()]
        return (
            Column("project"),
            *shares,
            Column("starts", "Middle start, of the futures in which it starts"),
            Column("finishes, 8 in 10", "8 in 10 futures finish it between these dates"),
            Column("promised"),
            Column(f"kept, of {of}", "Futures in which it keeps its promised date"),
            Column(f"value, {unit}", "Average net value"),
            Column(f"difference, {gap}", "What-if less today, average with its range, on the same futures"),
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
            *(self._share(key, share) for share in SHARES),
            self._pair(key, lambda side, k, dates: dates.told(float(side.start[1, k]))),
            self._pair(key, _finish),
            Cell((dated(on) if on else UNKNOWN,), on.isoformat() if on else None),
            self._pair(key, _kept),
            self._pair(key, self._value),
            self._gap(gap),
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

    def _share(self, project: str, key: str) -> Cell:
        def told(side: Fates, k: int, _: Dates) -> tuple[str, float, str]:
            share = float(side.shares[key][k])
            return out_of(share, side.n), share, out_of_span(share, side.n)

        return self._pair(project, told)

    def _value(self, side: Fates, k: int, _: Dates) -> tuple[str, float, str]:
        low, high = float(side.value_low[k]), float(side.value_high[k])
        value = float(side.value[k])
        return self._money.bare(value), value, f"{self._money.bare(low)} to {self._money.bare(high)}"

    def _pair(self, project: str, told: Told) -> Cell:
        """Today and the what-if, one above the other; sorted by the what-if."""
        texts: list[str] = []
        tips: list[str] = []
        last: float | None = None
        for name, dates, side, place in zip(NAMES, self._dates, self._sides, self._places, strict=True):
            if project not in place:
                texts.append("not in it")
                tips.append("")
                continue
            text, last, tip = told(side, place[project], dates)
            texts.append(text)
            tips.append(f"{name}: {tip}" if tip else "")
            if self._seen.same:
                return Cell((text,), last, (tip,))
        return Cell(tuple(texts), last, tuple(tips), Look.SIDES)

    def _gap(self, gap: Gap | None) -> Cell:
        if gap is None or self._seen.same:
            return Cell(("",), None)
        mean = gap.mean
        if mean.low == mean.high == 0.0:
            return Cell(("none",), 0.0)
        figures = _clear(self._gap_money, mean.low, mean.high)
        span = figures.span(mean.low, mean.high) if math.isfinite(mean.low) else ""
        return Cell(
            (figures.bare_signed(mean.value) if gap.decided else "undecided", span), mean.value, (), Look.GAP
        )


def _clear(figures: Figures, low: float, high: float) -> Figures:
    return clear_ends(figures, low, high) if math.isfinite(low) else figures


def _finish(side: Fates, k: int, dates: Dates) -> tuple[str, float | None, str]:
    p10, p50, p90 = (float(one) for one in side.finish[:, k])
    if not math.isfinite(p10):
        return "hardly ever", None, "finished in fewer than 1 in 10 futures"
    first, middle, last = (dates.told(one)[0] for one in (p10, p50, p90))
    return f"{first} to {last}", p50 if math.isfinite(p50) else None, f"middle {middle}"


def _kept(side: Fates, k: int, _: Dates) -> tuple[str, float | None, str]:
    share = float(side.kept[k])
    if not math.isfinite(share):
        return "", None, ""
    return out_of(share, side.n), share, out_of_span(share, side.n)
