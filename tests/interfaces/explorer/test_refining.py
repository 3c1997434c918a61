"""Futures are simulated once, a few at a time, and only for the latest question."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from workbench import Scenario, compare
from workbench.errors import RunError
from workbench.interfaces.explorer import WhatIf, session
from workbench.interfaces.explorer.refining import Refining, milestones
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
    assert max(stop - start for _, start, stop in simulated) == most
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


def drawing() -> tuple[Refining, list[tuple[str, int, int]], list[Exception]]:
    drawn: list[tuple[str, int, int]] = []
    failures: list[Exception] = []

    def draw(pair: Pair, count: int, goal: int) -> None:
        drawn.append((pair.sides[1].sent.hash, count, goal))

    return Refining(draw, failures.append), drawn, failures


def test_an_answer_narrows_step_by_step(today: Scenario) -> None:
    refining, drawn, failures = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))

    async def scene() -> None:
        refining.ask(pair, 100)
        await refining.finished()

    asyncio.run(scene())
    assert [count for _, count, _ in drawn] == [25, 50, 100]
    assert not failures


def test_what_is_known_is_shown_at_once_and_in_full(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), 100)

    async def scene() -> None:
        refining.ask(pair, 100)
        await refining.finished()

    asyncio.run(scene())
    assert [count for _, count, _ in drawn] == [100]


def test_a_newer_question_drops_the_older_one(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pairs = Session(today)
    one, other = (pairs.pair(WhatIf(wip_limit=limit).of(today)) for limit in (1, 2))

    async def scene() -> None:
        refining.ask(one, 200)
        await asyncio.sleep(0.01)
        refining.ask(other, 50)
        await refining.finished()

    asyncio.run(scene())
    assert drawn[-1] == (other.sides[1].sent.hash, 50, 50)
    after = drawn.index((other.sides[1].sent.hash, 25, 50))
    assert {name for name, _, _ in drawn[after:]} == {other.sides[1].sent.hash}
    assert not one.ready(200)


def test_stopping_keeps_what_is_shown(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))

    async def scene() -> None:
        refining.ask(pair, 1000)
        while not drawn:
            await asyncio.sleep(0.001)
        refining.stop()
        await refining.finished()

    asyncio.run(scene())
    assert len(drawn) == 1 and not pair.ready(200)


def test_going_on_does_not_draw_again_what_is_drawn(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = answered(Session(today).pair(WhatIf(wip_limit=1).of(today)), 50)

    async def scene() -> None:
        refining.ask(pair, 200, drawn=50)
        await refining.finished()

    asyncio.run(scene())
    assert [count for _, count, _ in drawn] == [100, 200]


def test_whatever_goes_wrong_is_told(today: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    refining, drawn, failures = drawing()
    pair = Session(today).pair(WhatIf().of(today))
    monkeypatch.setattr(session, "compute", lambda _: session.Failed(0, 5, "ValueError: broken"))

    async def scene() -> None:
        refining.ask(pair, 25)
        await refining.finished()

    asyncio.run(scene())
    assert not drawn and isinstance(failures[0], RunError)


def test_others_are_heard_while_futures_are_simulated(today: Scenario) -> None:
    refining, drawn, _ = drawing()
    pair = Session(today).pair(WhatIf(wip_limit=1).of(today))
    heard = 0

    async def listen() -> None:
        nonlocal heard
        while not drawn:
            heard += 1
            await asyncio.sleep(0)

    async def scene() -> None:
        refining.ask(pair, 25)
        await asyncio.gather(listen(), refining.finished())

    asyncio.run(scene())
    assert heard >= 2 * 25 / SLICE


def test_the_last_step_is_the_goal() -> None:
    assert list(milestones(1000)) == [25, 50, 100, 200, 400, 600, 800, 1000]
