"""The start view: six questions, an answer each, on one axis; or, without a portfolio, ways to bring one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbench.charts.numbers import amount
from workbench.interfaces.explorer.closing import close
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.drawing import script
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.page import STAMP_TIP, assumed, button, classed, style_sheet
from workbench.interfaces.explorer.questions import QUESTIONS, Question
from workbench.interfaces.explorer.session import Pair, Session
from workbench.interfaces.explorer.start import rounds
from workbench.interfaces.explorer.start.bringing import Bringing
from workbench.interfaces.explorer.start.card import Card
from workbench.interfaces.explorer.start.marks import key_line, reach
from workbench.interfaces.explorer.start.regions import Regions
from workbench.interfaces.explorer.start.rounds import ENOUGH, Rounds
from workbench.interfaces.reports.ledger import planned
from workbench.interfaces.wording import STAMP, futures
from workbench.model import Portfolio
from workbench.scenario import Scenario

Opened = Callable[[Question, Draft], None]
Loaded = Callable[[Scenario], None]

LEAD = (
    "Each answer compares one change with today, on the same simulated futures. Move a slider, or open the "
    "question."
)

TITLE = (
    '<div class="wb-start-ask"><div><h2>What do you want to know?</h2>'
    f'<p class="wb-note">{escape(LEAD)}</p></div>'
    f'<span class="wb-stamp" tabindex="0" title="{STAMP_TIP}">{STAMP}</span></div>'
)


class StartPage:
    """Six questions with an answer each.

    Parameters
    ----------
    session
        Pairs what-ifs with today, the same as that of the working page; none where there is no portfolio yet.
    home
        The thread that simulates and draws.
    opened
        Called with a question and its draft when its page is asked for.
    loaded
        Called with a scenario that was read from a spreadsheet, or the example; whoever is called begins anew
        with a session of it.
    goals
        Futures after which a card is drawn; by default `rounds.GOALS`.
    """

    def __init__(
        self,
        session: Session | None,
        home: Home,
        opened: Opened,
        loaded: Loaded,
        goals: tuple[int, ...] | None = None,
    ) -> None:
        self._session, self._home, self._opened = session, home, opened
        self._goals = rounds.GOALS if goals is None else goals
        self.cards: tuple[Card, ...] = ()
        self.far = 0.0
        """The axis that all cards share goes so far to either side."""
        self._rounds = Rounds(self._answered, self._failed, self._goals)
        self.bringing = Bringing(home, loaded, self.leave)
        self._head, self._below = widgets.HTML(), widgets.HTML()
        self._grid = classed(widgets.Box(), "wb-cards")
        self._title, self._notices = widgets.HTML(TITLE), widgets.HTML()
        self._paste = button(
            "Paste from a spreadsheet", "Begin with rows of your own", lambda: home.run(self._bring)
        )
        self._bar = classed(widgets.HBox([self._head, self._paste]), "wb-start-bar")
        self._body = widgets.VBox()
        parts = [style_sheet(_style()), self._bar, self._body, Regions(self._too_many)]
        page = classed(widgets.VBox(parts), "wb-start")
        self.widget = classed(widgets.Box([page]), "wb-explorer")
        if session is None:
            self._begin_empty()
        else:
            self.begin(session)

    def begin(self, session: Session) -> None:
        """Ask the six questions of a portfolio."""
        self._rounds.stop()
        self._session, self.far = session, 0.0
        self._rounds = Rounds(self._answered, self._failed, self._goals)
        baseline = session.baseline
        gone = self.cards
        self.cards = tuple(
            Card(question, baseline, self._home, self._moved, self._open) for question in QUESTIONS
        )
        self._grid.children = [card.widget for card in self.cards]
        close(*gone)
        self._notices.value = _notice(assumed(baseline))
        self._head.value = _head(baseline)
        self._paste.layout.display = ""
        self._below.value = ""
        self._show_cards()
        self._draw()
        for card in self._askable():
            self._ask(card)
        self._rounds.go()

    def pause(self) -> None:
        """Simulate nothing while another page is looked at."""
        self._rounds.stop()

    def resume(self) -> None:
        """Go on where it was."""
        self._rounds.go()

    def leave(self) -> None:
        """Back to the cards, if there are any."""
        if self._session is not None:
            self._show_cards()
            self.resume()

    async def finished(self) -> None:
        """Wait until every card is answered as well as it will be."""
        await self._rounds.finished()

    def _begin_empty(self) -> None:
        self._head.value = '<span class="wb-start-whose"><b>No portfolio yet</b></span>'
        self._paste.layout.display = "none"
        self._body.children = [self.bringing.first]

    def _bring(self) -> None:
        self.pause()
        self.bringing.come_back()
        self._body.children = [self.bringing.first]

    def _too_many(self, rows: int) -> None:
        self._home.run(lambda: self.bringing.refuse_rows(rows))

    def _show_cards(self) -> None:
        self._body.children = [self._title, self.bringing.read, self._notices, self._grid, self._below]

    def _open(self, card: Card) -> None:
        self.pause()
        self._opened(card.as_asked, card.draft)

    def _moved(self, card: Card) -> None:
        card.wait()
        self._ask(card)
        self._rounds.go()

    def _ask(self, card: Card) -> None:
        session, draft = self._session, card.draft
        assert session is not None
        self._rounds.ask(self.cards.index(card), lambda: session.pair(draft.of(session.baseline)))

    def _answered(self, place: int, pair: Pair, count: int) -> None:
        self.cards[place].show(pair.comparison(count, datetime.now().astimezone()), same=pair.same)
        self._draw(place)
        if min(0 if card.answer is None else card.answer.n for card in self._askable()) >= ENOUGH:
            # Every page behind a card draws charts: what that takes is made while the cards are being read.
            script()

    def _askable(self) -> list[Card]:
        return [card for card in self.cards if not card.asked.cannot]

    def _failed(self, place: int, error: Exception) -> None:
        self.cards[place].fail(error)
        self._draw(place)

    def _draw(self, place: int | None = None) -> None:
        """The card at a place; every card where the axis that they share has to change."""
        far = reach([found for card in self.cards if (found := card.found) is not None])
        same = far == self.far
        self.far = far
        for card in self.cards if place is None or not same else [self.cards[place]]:
            card.draw(far)
        assert self._session is not None
        self._below.value = _below(self.cards, self._session.baseline)


def _notice(told: Sequence[str]) -> str:
    """What nobody stated, before everything that rests on it, in one paragraph."""
    return f'<p class="wb-notice">{escape(" ".join(told))}</p>' if told else ""


def _style() -> str:
    return Path(__file__).with_name("start.css").read_text(encoding="utf-8")


def _head(baseline: Scenario) -> str:
    portfolio = baseline.portfolio
    name = portfolio.organisation or portfolio.name
    return f'<span class="wb-start-whose"><b>{escape(name)}</b> {escape(_figures(portfolio))}</span>'


def _figures(portfolio: Portfolio) -> str:
    projects, people = len(portfolio.projects), sum(pool.capacity for pool in portfolio.pools)
    rates = {pool.id: pool.cost_per_fte_day for pool in portfolio.pools}
    left = sum(planned(one, rates).cost for one in portfolio.projects)
    said = [f"{projects:,} project{'s' if projects != 1 else ''}", f"{people:,.0f} people (FTE)"]
    if left > 0:
        said.append(f"{amount(left, portfolio.currency)} still planned")
    if portfolio.budgets:
        years = sorted(portfolio.budgets)
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
        said.append(f"{amount(sum(portfolio.budgets.values()), portfolio.currency)} budget {span}")
    return " · ".join(said)


def _below(cards: tuple[Card, ...], baseline: Scenario) -> str:
    """The key of the mark, and what every figure rests on."""
    counts = [card.answer.n for card in cards if card.answer is not None]
    if not counts:
        return key_line("")
    least, most = min(counts), max(counts)
    n = futures(most) if least == most else f"{least:,} to {futures(most)}"
    return key_line(f"{n}, seed {baseline.seed}; luck alone, assumptions held at their middle values")
