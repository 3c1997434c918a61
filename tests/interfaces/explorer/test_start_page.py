"""The start view: six answers on one axis, each from the same futures as its page, and nothing that jumps."""

import asyncio
import re
import threading
from datetime import datetime
from html import unescape

import pytest

from workbench import Scenario
from workbench.interfaces.explorer.draft import Draft
from workbench.interfaces.explorer.home import Home
from workbench.interfaces.explorer.questions import BUDGET, DATES, PEOPLE, PMO, QUESTIONS, Question
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.start.answers import gap
from workbench.interfaces.explorer.start.card import Card
from workbench.interfaces.explorer.start.dates_at_risk import chances, kept
from workbench.interfaces.explorer.start.marks import WIDTH
from workbench.interfaces.explorer.start.start_page import StartPage
from workbench.model import Lateness

GOALS = (10, 40)


class Frame:
    """What the page tells whoever holds it."""

    def __init__(self) -> None:
        self.opened: list[tuple[Question, Draft]] = []
        self.loaded: list[Scenario] = []

    def page(self, session: Session | None, goals: tuple[int, ...] = GOALS) -> StartPage:
        return StartPage(session, Home(), lambda *asked: self.opened.append(asked), self.loaded.append, goals)


@pytest.fixture(scope="module")
def session(today: Scenario) -> Session:
    return Session(today)


@pytest.fixture
def page(session: Session) -> StartPage:
    return Frame().page(session)


def card_of(page: StartPage, question: Question) -> Card:
    return next(card for card in page.cards if card.question is question)


def texts(page: StartPage) -> str:
    """Everything that the page shows in HTML widgets."""

    def inside(widget: object) -> str:
        own = str(getattr(widget, "value", "")) if type(widget).__name__ == "HTML" else ""
        return own + "".join(inside(child) for child in getattr(widget, "children", ()))

    return inside(page.widget)


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def test_all_six_are_answered_in_reading_order_and_say_how_many_futures(page: StartPage) -> None:
    assert [card.question for card in page.cards] == list(QUESTIONS)
    for card in page.cards:
        assert card.answer is not None and card.answer.n == 40
        assert "(40 futures)" in card.said
    assert "40 simulated futures, seed 7" in plain(texts(page))


def test_what_a_card_says_is_what_its_own_comparison_says(page: StartPage, session: Session) -> None:
    card = card_of(page, PEOPLE)
    pair = session.pair(card.draft.of(session.baseline))
    assert pair.ready(40), "opening a question is immediate: its futures are there"
    comparison = pair.comparison(40, datetime.now().astimezone())
    rows = comparison.differences().set_index("measure")
    for measure in ("npv", "completed", "lead_time"):
        found = gap(comparison, measure)
        assert found is not None
        row = rows.loc[measure]
        assert (found.mean, found.low, found.high, found.p10, found.p90, found.decided) == tuple(
            row[key] for key in ("mean", "low", "high", "p10", "p90", "decided")
        )
    assert card.found is not None and card.found.mean == rows.loc["npv", "mean"]


def test_every_mark_lies_on_the_one_axis_that_all_cards_share(page: StartPage) -> None:
    ends = set()
    for card in page.cards:
        if card.question is DATES:
            continue
        assert card.found is not None
        labels = re.findall(r"<span>([^<]*)</span>", card.mark)
        ends.add((labels[0], labels[-1]))
        (dot,) = re.findall(r'cx="([\d.]+)"', card.mark)
        assert 0 <= float(dot) <= WIDTH
        far = page.far
        assert float(dot) == pytest.approx((card.found.mean + far) / (2 * far) * WIDTH, abs=0.06)
        filled = 'fill="#0B5CA8"' in re.findall("<circle[^>]*>", card.mark)[0]
        assert filled == card.found.decided
        assert ("Undecided" in card.said or "No difference" in card.said) == (not card.found.decided)
    assert len(ends) == 1


def test_chances_add_up_to_what_is_kept_and_filled_dots_to_the_count(
    page: StartPage, session: Session
) -> None:
    card = card_of(page, DATES)
    comparison = session.pair(card.draft.of(session.baseline)).comparison(40, datetime.now().astimezone())
    found = chances(comparison)
    assert sum(one.value for one in found) == pytest.approx(kept(comparison)[0])
    assert len(re.findall("<circle", card.mark)) == len(found) == 2
    assert f"of {len(found)} promised dates" in plain(card.said)
    assert re.search("least likely: .* of 100, .* to ", plain(card.said))
    card.control.slider.value = 1.0
    filled = len(re.findall('<circle[^>]*fill="#0B5CA8"', card.mark))
    assert filled == sum(one.below(1.0) for one in found)
    assert "a chance below 100 of 100" in plain(card.said)


def test_moving_a_control_asks_that_question_anew_and_no_other(page: StartPage) -> None:
    before = {card.question.key: card.said for card in page.cards}
    people = card_of(page, PEOPLE)
    people.control.slider.value = 2.0
    assert people.draft.levers.people == 2.0
    assert "Two more people in Developers" in plain(people.said)
    for card in page.cards:
        assert card is people or card.said == before[card.question.key]


def test_back_at_today_a_card_says_so(page: StartPage) -> None:
    card = card_of(page, PEOPLE)
    card.control.slider.value = 0.0
    assert card.found is None and "This is today" in card.said
    assert re.search("Today is worth .* on average, between .* and .*[(]40 futures[)]", plain(card.said))


def test_a_card_that_fails_keeps_nothing_of_an_older_answer(page: StartPage) -> None:
    card = card_of(page, PEOPLE)
    older = card.mark
    card.wait()
    page._failed(page.cards.index(card), RuntimeError("out of luck"))
    assert "out of luck" in card.said and (card.answer, card.found) == (None, None)
    assert "wb-card-waits" not in card.widget._dom_classes
    assert "No answer yet" in card.mark != older


def test_a_card_that_is_moved_from_another_thread_asks_in_the_thread_of_the_page(today: Scenario) -> None:
    async def live() -> None:
        page = Frame().page(Session(today), (5,))
        await page.finished()
        card = card_of(page, PEOPLE)
        threads: list[int] = []
        take = card.control._moved
        card.control._moved = lambda value: (threads.append(threading.get_ident()), take(value))[1]
        await asyncio.to_thread(setattr, card.control.slider, "value", 1.0)
        await asyncio.sleep(0.01)
        await page.finished()
        assert threads == [threading.get_ident()] and card.draft.levers.people == 1.0

    asyncio.run(live())


def test_open_gives_the_question_with_what_its_control_says(session: Session) -> None:
    frame = Frame()
    page = frame.page(session)
    card = card_of(page, BUDGET)
    card.control.slider.value = -0.25
    card.open.click()
    ((question, draft),) = frame.opened
    assert question is BUDGET and draft.levers.budget == -0.25


def test_names_are_escaped_wherever_they_stand(page: StartPage) -> None:
    assert "<script>" not in texts(page)
    assert "<b>bold</b>" not in texts(page)


def test_a_question_that_cannot_be_asked_says_what_to_state_and_can_be_opened(today: Scenario) -> None:
    portfolio = today.portfolio.model_copy(update={"maturity": None})
    page = Frame().page(Session(today.model_copy(update={"portfolio": portfolio})), (5,))
    card = card_of(page, PMO)
    assert "state portfolio.maturity from 1 to 5" in plain(card.said) and card.answer is None
    assert not card.open.disabled


def test_one_project_without_a_date_has_a_page_too(today: Scenario) -> None:
    single = today.portfolio.projects[0].model_copy(update={"due": None, "lateness": Lateness()})
    portfolio = today.portfolio.model_copy(update={"projects": (single,)})
    page = Frame().page(Session(today.model_copy(update={"portfolio": portfolio})), (10,))
    assert "No project has a promised date" in plain(card_of(page, DATES).said)
    assert sum(card.answer is not None for card in page.cards) == 4


def test_in_a_notebook_cards_are_answered_in_turn_and_a_moved_one_goes_first(today: Scenario) -> None:
    async def live() -> list[str]:
        page = Frame().page(Session(today), (5, 20))
        drawn: list[str] = []
        for card in page.cards:
            show = card.show
            card.show = lambda *a, card=card, show=show, **k: (drawn.append(card.question.key), show(*a, **k))  # type: ignore[method-assign]
        await page.finished()
        first, drawn[:] = list(drawn), []
        card_of(page, PEOPLE).control.slider.value = 1.0
        page.cards[-2].control.slider.value = 2.0
        await page.finished()
        assert set(drawn) == {"people", "strategy"}
        return first

    first = asyncio.run(live())
    keys = [question.key for question in QUESTIONS]
    assert first == keys + keys


def test_a_page_that_is_left_simulates_nothing_and_goes_on_when_it_is_back(today: Scenario) -> None:
    async def live() -> None:
        page = Frame().page(Session(today), (5, 20))
        page.pause()
        await page.finished()
        assert any(card.answer is None for card in page.cards)
        page.resume()
        await page.finished()
        assert all(card.answer is not None and card.answer.n == 20 for card in page.cards)

    asyncio.run(live())


def test_without_a_portfolio_there_are_two_ways_in_and_no_cards() -> None:
    page = Frame().page(None)
    assert not page.cards and "No portfolio yet" in texts(page)
