"""The page on the value of standardization: practices or levels left, what they are worth right."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape

import ipywidgets as widgets

from workbench.analysis import Interval
from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.worth import LeverCurve
from workbench.experiment.worth.described import description_of
from workbench.experiment.worth.ledger import Ledger, ledger_of
from workbench.experiment.worth.living import Lived, lived
from workbench.experiment.worth.standardised import (
    FINISHED,
    Finishes,
    Wish,
    by_strength_of,
    cost_break_even,
    finishes_of,
    pair_of,
)
from workbench.interfaces.explorer.aside import Aside
from workbench.interfaces.explorer.drawing import Card, Drawing
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.many import compiling
from workbench.interfaces.explorer.page import (
    PREPARING,
    classed,
    head_of,
    notices,
    page_of,
    top_of,
    unbroken,
    wrong,
)
from workbench.interfaces.explorer.wishing import Wishing
from workbench.interfaces.studies.case.cash import cash_sentence, payback_sentence, years_grid
from workbench.interfaces.studies.in_money import path_picture
from workbench.interfaces.studies.standardised import (
    cost_sentence,
    finish_picture,
    finish_sentence,
    strength_picture,
    strength_words,
    waterfall_picture,
    worth_sentence,
)
from workbench.interfaces.wording import futures, percent, too_few
from workbench.scenario import Scenario

FUTURES = 200
ROUGH = 50
"""Futures of the first answer."""

ON_THE_CURVE = 60
"""Futures at each strength at most."""

BRING = "If every guess is right they bring, against none,"
MIDDLE = "ranges hold luck alone; assumptions are at their middle"


@dataclass(frozen=True)
class Known:
    """What is known so far of standards against none.

    Parameters
    ----------
    both
        Measures without and with; None while the engine is compiled.
    multiple
        Of their cost at which they break even.
    ledger, finishes, curve
        Money by year, when projects are completed, worth by strength; None until they are there.
    leads_to
        Levels at the end of the run by perspective, where they follow from practices.
    days_a_year
        Working days.
    """

    both: Lived | None
    multiple: Interval | None = None
    ledger: Ledger | None = None
    finishes: Finishes | None = None
    curve: LeverCurve | None = None
    leads_to: Mapping[str, float] = field(default_factory=dict)
    days_a_year: float = 252.0


def steps_of(base: Scenario, wish: Wish, count: int) -> Iterator[Known | None]:
    """Answers as they come: a rough one first, the curve last."""
    pair = pair_of(base, wish)
    at_work = compiling()
    if at_work is not None and at_work.poll() is None:
        yield Known(None)
    while at_work is not None and at_work.poll() is None:
        time.sleep(0.2)
        yield None
    per_year = base.portfolio.calendar.days_per_year(base.portfolio.start, base.horizon)
    known = Known(None, leads_to=_leads_to(pair[1]), days_a_year=per_year)
    for n in sorted({min(ROUGH, count), count}):
        both = lived(pair, 0, n, EngineName.AUTO)
        npv = both.of("npv")
        known = replace(known, both=both, multiple=cost_break_even(base, wish, npv[1] - npv[0]))
        yield known
    known = replace(known, ledger=ledger_of(*pair, count))
    yield known
    known = replace(known, finishes=finishes_of(pair, count, EngineName.AUTO))
    yield known
    yield replace(known, curve=by_strength_of(base, wish, min(count, ON_THE_CURVE)))


def _leads_to(scenario: Scenario) -> Mapping[str, float]:
    """Levels at the end of the run, where they follow from practices; empty elsewhere."""
    if scenario.pmo.standards is None:
        return {}
    return {name: levels[-1] for name, levels in description_of(scenario).levels.items()}


class StandardPage:
    """Standards as wished for against none: answer, money by year, payback, break-even and finish.

    Parameters
    ----------
    baseline
        The scenario that stands for today; it states its maturity and what the PMO does.
    count
        Simulated futures of every answer.
    """

    def __init__(self, baseline: Scenario, count: int = FUTURES) -> None:
        InputError.raise_if(_unstated(baseline))
        self._baseline, self._count = baseline, max(2, count)
        self.known: Known | None = None
        self._home = Home()
        self.wishing = Wishing(baseline, lambda: self._home.run(self.ask))
        self._bar = widgets.IntProgress(value=0, min=0, max=4)
        names = ("_problem", "_answer", "_sure", "_state", "_table", "_note")
        self._problem, self._answer, self._sure, self._state, self._table, self._note = (
            widgets.HTML() for _ in names
        )
        self._drawing = Drawing()
        self._aside: Aside[Known] = Aside(self._told, self._failed)
        self.widget = self._page()
        self.ask()

    async def finished(self) -> None:
        """Wait until the latest question is answered."""
        await self._aside.finished()

    def ask(self) -> None:
        """Simulate what the controls say."""
        self._problem.value, self._bar.value = "", 0
        self._drawing.waiting = True
        self._state.value = '<div class="wb-state"><b>Simulating</b><br>with standards and without</div>'
        self._aside.ask(steps_of(self._baseline, self.wishing.wish, self._count))

    def _page(self) -> widgets.Widget:
        head = head_of("What is standardization worth?", self._baseline)
        problem = classed(widgets.VBox([self._problem]), "wb-live")
        state = classed(widgets.VBox([self._state, self._bar]), "wb-group")
        left = [head, *self.wishing.widgets(), problem, state]
        self._answer.value = '<p class="wb-answer">A moment: both ways are being simulated.</p>'
        about = "With standards as set against none, on the same futures"
        answer = classed(widgets.VBox([self._answer, self._sure]), "wb-live")
        above = classed(widgets.VBox([widgets.HTML(top_of(about)), answer]), "wb-head")
        drawing = classed(widgets.VBox([self._drawing]), "wb-wide")
        return page_of(left, [*notices(self._baseline), above, self._table, drawing, self._note])

    def _told(self, known: Known) -> None:
        if known.both is None:
            self._state.value = PREPARING
            return
        self.known = known
        if known.leads_to:
            self.wishing.leads_to(known.leads_to)
        npv = known.both.of("npv")
        net, n = npv[1] - npv[0], npv.shape[1]
        first = worth_sentence(net, self._baseline.portfolio.currency)
        self._answer.value = f'<p class="wb-answer">{unbroken(first)}</p>'
        more = [cost_sentence(known.multiple)]
        if known.ledger is not None:
            more = [cash_sentence(known.ledger, BRING), payback_sentence(known.ledger), *more]
            self._table.value = _years_table(known.ledger)
        if known.curve is not None:
            more.append(strength_words(known.curve))
        if known.finishes is not None:
            more.append(finish_sentence(known.finishes, known.days_a_year))
        said = filter(None, [*more, too_few(n)])
        self._sure.value = "".join(f'<p class="wb-sure wb-close-by">{unbroken(one)}</p>' for one in said)
        self._drawing.show(_cards(known, self._baseline.portfolio.currency))
        self._drawing.waiting = known.curve is None
        parts = (known.ledger, known.finishes, known.curve)
        self._bar.value = 1 + sum(one is not None for one in parts)
        note = f'<span class="wb-note">{MIDDLE}</span>'
        self._state.value = f'<div class="wb-state"><b>{futures(n)}</b> of each<br>{note}</div>'
        if known.curve is not None:
            closing = f"In short: {first} {strength_words(known.curve)}"
            self._note.value = f'<p class="wb-close">{unbroken(closing)}</p>'

    def _failed(self, error: Exception) -> None:
        self._drawing.waiting = False
        still = "\nThe last answer stands." if self.known is not None else ""
        self._state.value = '<div class="wb-state">Nothing is being simulated.</div>'
        self._problem.value = wrong(error, still)
        if self.known is None:
            self._answer.value = '<p class="wb-answer">There is no answer yet.</p>'


def _cards(known: Known, currency: str) -> list[Card]:
    waiting = "Comes in a moment."
    ledger, curve, finishes = known.ledger, known.curve, known.finishes
    titles = (
        "What it is made of",
        "When it pays back: sum of all money up to each quarter",
        "How weak the published effect may be",
        f"When {percent(FINISHED)} of all projects are completed (share of futures by then)",
    )
    cards = [
        Card("parts", titles[0], None if ledger is None else waterfall_picture(ledger), note=waiting),
        Card("payback", titles[1], None if ledger is None else path_picture(ledger), note=waiting),
        Card(
            "strength", titles[2], None if curve is None else strength_picture(curve, currency), note=waiting
        ),
    ]
    chart = None if finishes is None else finish_picture(finishes, known.days_a_year)
    note = waiting if finishes is None else f"In too few futures {percent(FINISHED)} are ever completed."
    return [*cards, Card("finish", titles[3], chart, note=note)]


def _years_table(found: Ledger) -> str:
    """Money by fiscal year; every figure with its range below."""
    grid = years_grid(found)
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in ["with less without", *grid.head[1:]])
    unit = grid.head[0].partition(", ")[2]
    rows = "".join(_row(row) for row in (*grid.rows, *grid.totals))
    caption = f"Money by fiscal year, {unit}, average and its range; {futures(found.futures)}"
    return (
        f'<div class="wb-scroll"><table class="wb-years"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cells: object) -> str:
    assert isinstance(cells, tuple)
    name, *figures = cells
    shown = []
    for cell in figures:
        value, bracket, rest = str(cell).partition(" (")
        span = f"<small>{unbroken(rest[:-1])}</small>" if bracket else ""
        shown.append(f"<td>{unbroken(value)}{span}</td>")
    return f"<tr><th scope='row'>{escape(str(name))}</th>{''.join(shown)}</tr>"


def _unstated(baseline: Scenario) -> list[Problem]:
    if baseline.portfolio.maturity is not None:
        return []
    text = "the present maturity is not stated, so standards cannot be told from none"
    return [Problem(("portfolio", "maturity"), text, remedy="state it, or try baseline.yaml")]


def explore_standards(baseline: Scenario, count: int = FUTURES) -> widgets.Widget:
    """Show what standards are worth: practices with people and cash, or levels as stated, against none.

    Parameters
    ----------
    baseline
        For example `workbench.load_scenario("scenarios/baseline.yaml")`; it states its maturity.
    count
        Simulated futures of every answer.
    """
    return StandardPage(baseline, count).widget
