"""Futures are simulated once, a few at a time, and only for the latest question."""

import asyncio
import gc
import re
import weakref
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from workbench import Scenario, compare
from workbench.errors import RunError
from workbench.interfaces.explorer import WhatIf, collecting, refining, session
from workbench.interfaces.explorer.precision import Aim, Precision
from workbench.interfaces.explorer.progress import state_words
from workbench.interfaces.explorer.refining import Answer, Refining, Stage, found
from workbench.interfaces.explorer.session import COMPILED_SLICE, KEPT, SLICE, Pair, Session

NOW = datetime(2027, 1, 4, tzinfo=UTC)


def answered(pair: Pair, count: int) -> Pair:
    while not pair.ready(count):
        pair.extend(count)
    return pair


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """What is simulated while a test runs."""
    seen: list[tuple[str, int, int]] = []
    real = session.compute

    def spy(chunk: session.Chunk) -> object:
        seen.append((chunk.sent.hash, chunk.start, chunk.stop))
        return real(chunk)

    monkeypatch.setattr(session, "compute", spy)
    return seen


def test_no_future_is_simulated_twice(today: Scenario, simulated: list[tuple[str, int, int]]) -> None:
    pairs = Session(today)
    for settings in (WhatIf(wip_limit=1), WhatIf(wip_limit=2), WhatIf(wip_limit=1)):
        answered(pairs.pair(settings.of(today)), 10)
        answered(pairs.pair(settings.of(today)), 15)
    futures = [(name, k) for name, start, stop in simulated for k in range(start, stop)]
    assert len(futures) == len(set(futures)) == 3 * 15


def test_today_against_itself_costs_nothing_twice(
    today: Scenario, simulated: list[tuple[str, int, int]]
) -> None:
    pair = answered(Session(today).pair(WhatIf().of(today)), 10)
    assert pair.same
    assert sum(stop - start for _, start, stop in simulated) == 10


@pytest.mark.parametrize(
    ("is_ready", "most", "asked"), [(lambda: False, SLICE, 23), (lambda: True, COMPILED_SLICE, 230)]
)
def test_whoever_waits_is_let_in_after_a_few_futures(
    today: Scenario,
    simulated: list[tuple[str, int, int]],
    monkeypatch: pytest.MonkeyPatch,
    is_ready: Callable[[], bool],
    most: int,
    asked: int,
) -> None:
    """A few in SimPy; more on the compiled engine, once its code is there."""
    monkeypatch.setattr(session, "is_ready", is_ready)
    answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), asked)
    assert max(stop - start for _, start, stop in simulated) <= most
    assert max(stop for _, _, stop in simulated) == asked


def test_many_questions_do_not_fill_the_memory(today: Scenario) -> None:
    pairs = Session(today)
    for k in range(KEPT + 5):
        pairs.pair(WhatIf(strength=k / 100 + 0.01).of(today))
    assert len(pairs._others) == KEPT


def test_slices_give_the_numbers_of_one_run(today: Scenario) -> None:
    what_if = WhatIf(wip_limit=1).of(today)
    ours = answered(Session(today).pair(what_if), 20).comparison(12, NOW)
    theirs = compare([today, what_if], 12)
    assert ours.differences().equals(theirs.differences())
    assert ours.projects.equals(theirs.projects)


def test_a_future_that_fails_says_why(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = session.Failed(0, 5, "Traceback\n  ...\nValueError: broken")
    monkeypatch.setattr(session, "compute", lambda _: failed)
    with pytest.raises(RunError, match="ValueError: broken"):
        Session(today).pair(WhatIf().of(today)).extend(5)


def drawing() -> tuple[Refining, list[Answer], list[Exception]]:
    drawn: list[Answer] = []
    failures: list[Exception] = []
    return Refining(drawn.append, failures.append), drawn, failures


def counts(drawn: list[Answer]) -> list[int]:
    return [answer.count for answer in drawn]


async def settled(refining: Refining, pair: Pair, aim: Aim) -> None:
    refining.ask(pair, aim)
    await refining.finished()


@pytest.mark.parametrize(("is_ready", "steps"), [(lambda: False, [25, 50, 100]), (lambda: True, [100])])
def test_the_slow_engine_answers_step_by_step_and_the_fast_one_at_once(
    today: Scenario, monkeypatch: pytest.MonkeyPatch, is_ready: Callable[[], bool], steps: list[int]
) -> None:
    monkeypatch.setattr(session, "is_ready", is_ready)
    refining, drawn, failures = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))
    asyncio.run(settled(refining, pair, Aim.exactly(100)))
    assert counts(drawn) == steps and drawn[-1].stage is Stage.ALL
    assert not failures


def test_at_rest_an_answer_goes_on_until_it_is_precise_enough(today: Scenario) -> None:
    """Not a future more than are needed for the goal, but for what was not known when it was set out."""
    refining, drawn, _ = drawing()
    fresh, pair = (Session(today).pair(WhatIf(wip_limit=1).of(today)) for _ in range(2))
    first = found(answered(fresh, 40), 40, Aim())
    aim = Aim(rough=20, settled=40, most=2000, amount=first.precision.half / 2)
    asyncio.run(settled(refining, pair, aim))
    assert counts(drawn)[:2] == [20, 40] and [one.stage for one in drawn[:2]] == [Stage.ROUGH, Stage.REFINING]
    last = drawn[-1]
    assert last.stage is Stage.PRECISE and last.precision.half <= last.precision.goal
    assert all(one.precision.half > one.precision.goal for one in drawn[:-1])
    assert 100 <= last.count <= 400
    halves = [one.precision.half for one in drawn]
    assert halves[-1] == min(halves)


def test_there_is_an_end_where_precision_is_out_of_reach(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))
    asyncio.run(settled(refining, pair, Aim(rough=5, settled=10, most=35, amount=1e-3)))
    assert counts(drawn) == [5, 10, 20, 35] and drawn[-1].stage is Stage.ALL


def test_nobody_waits_while_something_is_moved(today: Scenario) -> None:
    """Only the few futures of a moving control are simulated for a question that is soon out of date."""
    refining, drawn, _ = drawing()
    pairs = Session(today)
    asked = [pairs.pair(WhatIf(wip_limit=limit).of(today)) for limit in (1, 2)]

    async def scene() -> None:
        refining.ask(asked[0], Aim(rough=10, settled=300))
        while not drawn:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.05)
        refining.ask(asked[1], Aim.exactly(10))
        await refining.finished()

    asyncio.run(scene())
    assert counts(drawn) == [10, 10] and asked[0].count == 10


def test_what_is_known_is_shown_at_once_and_in_full(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), 100)
    asyncio.run(settled(refining, pair, Aim(rough=25, settled=100, most=100)))
    assert counts(drawn) == [100]


def test_a_newer_question_drops_the_older_one(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_ready", lambda: False)
    refining, drawn, _ = drawing()
    pairs = Session(today)
    one, other = (pairs.pair(WhatIf(wip_limit=limit).of(today)) for limit in (1, 2))

    async def scene() -> None:
        refining.ask(one, Aim.exactly(200))
        await asyncio.sleep(0.01)
        refining.ask(other, Aim.exactly(50))
        await refining.finished()

    asyncio.run(scene())
    assert drawn[-1].pair is other and drawn[-1].count == 50
    first = next(place for place, answer in enumerate(drawn) if answer.pair is other)
    assert all(answer.pair is other for answer in drawn[first:])
    assert not one.ready(200)


def test_stopping_keeps_what_is_shown(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))

    async def scene() -> None:
        refining.ask(pair, Aim(rough=25, settled=1000))
        while not drawn:
            await asyncio.sleep(0.001)
        refining.stop()
        await refining.finished()

    asyncio.run(scene())
    assert counts(drawn) == [25] and not pair.ready(200)
    stopped = drawn[0].stopped()
    assert stopped.stage is Stage.STOPPED and stopped.is_complete and not drawn[0].is_complete


def test_going_on_does_not_draw_again_what_is_drawn(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), 50)
    aim = Aim(rough=25, settled=100, most=200, amount=1e-3)

    async def scene() -> None:
        refining.ask(pair, aim, found(pair, 50, aim))
        await refining.finished()

    asyncio.run(scene())
    assert counts(drawn) == [100, 200]


def test_a_large_portfolio_gets_fewer_futures_while_something_is_moved(today: Scenario) -> None:
    """So many as take 0.4 s of processor time, by the pace of the latest ones."""
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))
    pair.sides[1].pace.seconds = 0.02
    assert (pair.affordable, pair.sides[1].pace.slice(500)) == (10, 4)
    refining, drawn, _ = drawing()
    refining_aim = Aim(rough=200, settled=20, most=20)
    asyncio.run(settled(refining, pair, refining_aim))
    assert counts(drawn) == [10, 20] and drawn[0].stage is Stage.ROUGH


def test_futures_that_are_kept_have_a_limit(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest what-if stays, however much it holds."""
    monkeypatch.setattr(session, "KEPT_ROWS", 4 * 50)
    pairs = Session(today)
    for limit in (1, 2, 3):
        answered(pairs.pair(WhatIf(wip_limit=limit, strength=0.5).of(today)), 40)
    assert len(pairs._others) <= 2


def test_whatever_goes_wrong_is_told(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    refining, drawn, failures = drawing()
    pair = Session(today).pair(WhatIf().of(today))
    monkeypatch.setattr(session, "compute", lambda _: session.Failed(0, 5, "ValueError: broken"))
    asyncio.run(settled(refining, pair, Aim.exactly(25)))
    assert not drawn and isinstance(failures[0], RunError)


def test_the_goal_is_a_share_of_today_a_tenth_of_the_gain_or_an_amount() -> None:
    assert Aim().goal(100e6, 0.0) == 250_000.0
    assert Aim().goal(100e6, -50e6) == 5e6
    assert Aim(share=0.01).goal(100e6, 0.0) == 1e6
    assert Aim(amount=200_000.0).goal(100e6, -50e6) == 200_000.0


def test_as_many_futures_are_needed_as_the_square_of_the_ratio() -> None:
    """Four times as many halve the range; a few more, for what is not known yet."""
    assert Precision(2.0, 1.0, (0.0, -2.0, 2.0)).needed(1000) in range(4000, 4200)
    assert Precision(1.0, 1.0, (0.0, -1.0, 1.0)).needed(1000) == 1000


def test_the_state_says_futures_precision_and_whether_more_will_come(today: Scenario) -> None:
    pair = answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), 60)
    aim = Aim(rough=10, settled=40, most=50, amount=1.0)
    said = [state_words(found(pair, count, aim)) for count in (10, 40, 50)]
    assert said[0] == "10 simulated futures, rough"
    assert re.fullmatch(r"40 simulated futures, known to ±€\S+, refining to ±€1", said[1])
    assert re.fullmatch(r"50 simulated futures, known to ±€\S+", said[2])
    enough = found(pair, 45, Aim(rough=10, settled=40, most=50, amount=1e9))
    assert state_words(enough).endswith(", precise enough")
    assert state_words(found(pair, 10, aim).stopped()).endswith(", stopped")


def test_what_stands_is_left_out_of_collections_until_the_next_page_rests(
    today: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[None] = []
    monkeypatch.setattr(refining, "leave_standing", lambda: asked.append(None))
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))

    async def overtaken_then_twice() -> None:
        page = Refining(lambda _: None, lambda _: None)
        page.ask(pair, Aim.exactly(5))
        page.stop()
        await page.finished()
        assert not asked
        for _ in range(2):
            page.ask(pair, Aim.exactly(5))
            await page.finished()

    asyncio.run(overtaken_then_twice())
    assert len(asked) == 1

    class Ring:
        """Refers to itself: only a collection can free it."""

        def __init__(self) -> None:
            self.own = self

    closed = Ring()
    left = weakref.ref(closed)
    try:
        collecting.leave_standing()
        assert gc.get_freeze_count() > 0
        del closed
        gc.collect()
        assert left() is not None
        collecting.leave_standing()
        assert left() is None
    finally:
        gc.unfreeze()
