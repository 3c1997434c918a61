"""The PMO's people as servers: waits against theory, what service does to work, and what gates wait for."""

import math
from dataclasses import replace
from heapq import heapify, heapreplace

import numpy as np
import pytest

from tests.engines.build import Story, chain, day, lived, package, policy, project, twice, with_process
from tests.engines.desks import (
    a_desk,
    as_column,
    luck_at_desk,
    many,
    pmo,
    served,
    with_desks,
    without_service,
)
from workbench.engines.draws import draw
from workbench.engines.path import End, Outcome, State
from workbench.engines.plan import MAX_ATTEMPTS, Plan, plan_of
from workbench.engines.plan.plan import Floats
from workbench.engines.rules.desk import COACHING, SERVED, UNDER_WAY, ask, attend, open_desks
from workbench.engines.rules.records import DeskRoom
from workbench.engines.rules.service import LIMIT
from workbench.engines.serving import room_of
from workbench.engines.standards import share_served
from workbench.engines.twin import disagreements
from workbench.policies import Reviews

LUCK = 9


def driven(servers: int, rate: float, patience: float, count: int) -> tuple[DeskRoom, Floats]:
    """A desk with mean service of one day after so many requests by a Poisson process, and its waits."""
    luck = np.random.Generator(np.random.Philox(key=LUCK))
    days = np.cumsum(luck.exponential(1 / rate, count))
    waits = luck.exponential(patience, count) if math.isfinite(patience) else np.full(count, np.inf)
    numbers = luck_at_desk(luck.exponential(1.0, count), waits)
    desk = a_desk(count, servers, 1.0)
    room = room_of(desk, lambda size, kind: [0.0 if kind == "Room" else 0] * size)
    open_desks(desk, room)
    for request, now in enumerate(days.tolist()):
        attend(desk, room, numbers, [], now)
        ask(desk, room, COACHING, request, now)
    attend(desk, room, numbers, [], math.inf)
    return room, np.array(room.began[:count]) - np.array(room.asked[:count])


def erlang_c(servers: int, load: float) -> float:
    """Chance to wait in M/M/c."""
    below = math.fsum(load**k / math.factorial(k) for k in range(servers))
    top = load**servers / math.factorial(servers) / (1 - load / servers)
    return top / (below + top)


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (3, 1.8)])
def test_waits_at_a_desk_are_those_of_erlang(servers: int, load: float) -> None:
    """M/M/c: mean wait and share of those who wait within 2 per cent."""
    _, waits = driven(servers, load, math.inf, 240_000)
    chance = erlang_c(servers, load)
    assert (waits > 0).mean() == pytest.approx(chance, rel=0.02)
    assert waits.mean() == pytest.approx(chance / (servers - load), rel=0.02)


@pytest.mark.parametrize(("servers", "load", "patience"), [(2, 2.5, 1.5), (1, 0.8, 0.5)])
def test_served_requests_are_those_of_the_queue_with_patience(
    servers: int, load: float, patience: float
) -> None:
    """M/M/c+M: the share served before they lapse, as it is worked out for a plan."""
    room, _ = driven(servers, load, patience, 60_000)
    share = np.mean(np.array(room.state[:60_000]) == SERVED)
    assert share == pytest.approx(share_served(load, 1.0, servers, patience), rel=0.02)


def test_coaches_of_a_run_serve_in_the_order_of_a_textbook_s_recursion() -> None:
    """Each begins when it is asked or when the first of the servers is free, whichever is later."""
    intakes = np.cumsum(np.random.Generator(np.random.Philox(key=3)).exponential(12.0, 150))
    plan = plan_of(served(many(150, 400.0, intakes), at=pmo(staff={"coaching": 2.5})))
    record = plan.desks.record
    assert record.servers[:1].tolist() == [2] and record.speed[0] == 1.0
    draws = draw(plan, range(2))
    draws = replace(draws, patience=np.full_like(draws.patience, np.inf))
    for row, path in enumerate(twice(plan, draws)):
        lengths = draws.service[row, :150] * record.coaching
        free = [0.0, 0.0]
        heapify(free)
        for k in np.lexsort((np.arange(150), path.served.asked[0])).tolist():
            begin = max(float(path.served.asked[0, k]), free[0])
            assert path.served.began[0, k] == begin
            heapreplace(free, begin + lengths[k])
        assert np.nanmax(path.served.began[0] - path.served.asked[0]) > 10


def with_a_step(before: float, after: float, when: int) -> Plan:
    """150 packages ask for coaches, of whom there are others from a day on; half a person organises."""
    intakes = np.cumsum(np.random.Generator(np.random.Philox(key=4)).exponential(2.0, 150))
    step = {"from": day(when), "staff": {"coaching": after}}
    return plan_of(served(many(150, 400.0, intakes), at=pmo(staff={"coaching": before}, steps=[step])))


@pytest.mark.parametrize(("before", "after", "when"), [(0.0, 6.5, 120), (1.5, 2.5, 50)])
def test_nobody_is_served_by_people_who_are_not_there_yet(before: float, after: float, when: int) -> None:
    """Who comes on a day is a server who is free from that day on, whoever has waited since long before.

    A request is dropped when the package is done before anybody had time.
    """
    plan = with_a_step(before, after, when)
    record = plan.desks.record
    draws = draw(plan, range(2))
    draws = replace(draws, patience=np.full_like(draws.patience, np.inf))
    for row, path in enumerate(twice(plan, draws)):
        free = [0.0] * int(before) + [float(when)] * (int(after) - int(before))
        asked, began = path.served.asked[0], path.served.began[0]
        assert (asked < when).sum() > 20 and (began >= when).sum() > 20
        first = path.attempts.number == 1
        until = np.full(150, np.inf)
        until[path.attempts.package[first]] = path.attempts.end[first]
        for k in np.lexsort((np.arange(150), asked)).tolist():
            begin = max(float(asked[k]), free[0])
            if begin > until[k]:
                assert np.isnan(began[k])
                continue
            assert began[k] == begin
            length = record.coaching[k * record.periods + int(begin >= when)]
            heapreplace(free, begin + draws.service[row, k] * length)


def test_who_has_lost_patience_is_gone_when_people_come() -> None:
    """Nobody is there until day 120: whoever gave up before is not served, and lapses on a day of its own."""
    plan = with_a_step(0.0, 6.5, 120)
    draws = draw(plan, range(2))
    for row, path in enumerate(twice(plan, draws)):
        asked, began, ended = (one[0] for one in (path.served.asked, path.served.began, path.served.ended))
        until = asked + draws.patience[row, :150]
        gone = until <= 120
        assert gone.sum() > 20 and np.isnan(began[gone]).all()
        np.testing.assert_array_equal(ended[gone], until[gone])


def staged(name: str, **more: object) -> object:
    """A project of two stages with a gate between them."""
    return project(
        name,
        package("draw", 20, stage="one"),
        package("check", 30, stage="one", after=("draw",)),
        package("make", 40, stage="two"),
        stages=("one", "two"),
        gates=("one",),
        **more,
    )


def some(count: int = 12) -> list:
    return [staged(f"P{n:02d}", intake=float(7 * n)) for n in range(count)]


NO_AUDITS = {"audits": 0.0, "reporting": 0.0}


def test_a_desk_without_people_serves_nobody() -> None:
    """No coach ever comes, no gate waits: the futures are those of work that never had a coach."""
    what = served(some(), at=pmo(staff=NO_AUDITS | {"coaching": 0.0}), people=15)
    plan, alone = plan_of(what), as_column(what, 0)
    draws = draw(plan, range(8))
    for row, path in enumerate(twice(plan, draws)):
        assert np.isfinite(path.served.asked[0]).all() and np.isnan(path.served.began).all()
        assert (path.served.waited == 0).all() and path.served.reports.sum() == 0
        other = twice(alone, draw(alone, range(row, row + 1)))[0]
        assert disagreements(without_service(path), without_service(other)) == []


def test_where_every_request_is_served_all_work_is_coached() -> None:
    what = served(some(), at=pmo(staff=NO_AUDITS), people=15)
    plan, alone, coached = plan_of(what), as_column(what, 0), as_column(what, 1)
    assert (plan.desks.rework[1] < plan.levels.rework).all()
    record = plan.desks.record
    servers = record.servers.copy()
    servers[0] = record.packages
    starts = np.array([0, *(record.packages + np.arange(3))])
    plan = with_desks(plan, servers=servers, server_start=starts)
    differs = False
    for row, path in enumerate(twice(plan, draw(plan, range(30)))):
        np.testing.assert_array_equal(path.served.asked[0], path.served.began[0])
        other = twice(coached, draw(coached, range(row, row + 1)))[0]
        assert disagreements(without_service(path), without_service(other)) == []
        never = twice(alone, draw(alone, range(row, row + 1)))[0]
        differs |= len(path.attempts.package) < len(never.attempts.package)
    assert differs


def audited(plan: Plan, **record: object) -> Plan:
    """Every stage is audited at once, and every audit finds something; nobody keeps to the standard."""
    audits = plan.desks.record.audit
    return with_desks(
        with_process(plan, overhead=0.0, switching=0.0),
        audit=np.full_like(audits, 2.0),
        finding=np.full_like(plan.desks.record.finding, 2.0),
        **record,
    )


def test_what_an_audit_finds_is_mended_in_an_attempt_of_its_own() -> None:
    """It takes two hundredths of the stage's planned days, whoever works there."""
    plan = audited(plan_of(served([staged("A")], at=pmo(staff={"audits": 40.0}))))
    plan = with_process(plan, rework=0.0, late=0.0)
    plan = replace(plan, desks=replace(plan.desks, rework=0 * plan.desks.rework, late=0 * plan.desks.late))
    draws = draw(plan, range(5))
    for row, path in enumerate(twice(plan, draws)):
        one = Story(plan, draws, row, path)
        for name, share in (("A/check", 50), ("A/make", 40)):
            first, second = one.of(name)
            assert (first.outcome, second.outcome) == ("FOUND", "ACCEPTED")
            assert second.end == second.start + 0.02 * share and second.start == first.end
        assert len(one.of("A/draw")) == 1
        assert one.state_days("A")[State.REWORK] == pytest.approx(0.02 * 90)


def test_what_is_mended_counts_among_the_attempts_allowed() -> None:
    """Defects nearly always: never more than eight attempts, and what is latent stays latent."""
    plan = audited(plan_of(served(some(4), at=pmo(staff={"audits": 40.0}))))
    plan = replace(
        plan, desks=replace(plan.desks, rework=0 * plan.desks.rework + 0.9, late=0 * plan.desks.late + 0.5)
    )
    draws = draw(plan, range(20))
    paths = twice(plan, draws)
    outcomes = [path.attempts.outcome for path in paths]
    assert max(path.attempts.number.max() for path in paths) == 8
    assert {Outcome.FOUND, Outcome.LATENT, Outcome.TRUNCATED} <= set(np.concatenate(outcomes).tolist())


def slow(plan: Plan) -> Plan:
    """One person prepares gates, and takes long."""
    service = plan.desks.record.service.copy()
    service[1] = 60.0
    return with_desks(plan, service=service)


def test_a_team_idles_until_its_gate_is_prepared() -> None:
    """The days are days of waiting for a board, and those beyond ten are late."""
    projects = some(8)
    plan = slow(plan_of(served(projects, at=pmo(staff={"audits": 1.0, "reporting": 0.0}))))
    plan = with_desks(plan, closes=np.zeros_like(plan.desks.record.closes))
    draws = draw(plan, range(6))
    waits = []
    for row, path in enumerate(twice(plan, draws)):
        one = Story(plan, draws, row, path)
        for n, name in enumerate(plan.projects.ids):
            check = one.of(f"{name}/check")
            ready = max(check[-1].end, one.of(f"{name}/draw")[-1].end)
            prepared = float(path.served.ended[1, 3 * n])
            k = 3 * n + plan.packages.ids[3 * n : 3 * n + 3].index("check")
            prepared = float(path.served.ended[1, k])
            # Those that a gate sends back come after its first sitting.
            first_ready = min(t.end for t in check if t.outcome != "REPEATED")
            waited = max(0.0, prepared - first_ready)
            assert path.served.waited[k] == pytest.approx(waited)
            sat = [when for when, who, _ in one.sittings if who == name]
            assert sat[0] == pytest.approx(max(first_ready, prepared))
            assert one.state_days(name)[State.BOARD] == pytest.approx(waited)
            assert ready >= first_ready
            waits.append(waited)
    assert np.mean(np.array(waits) > 10) > 0.3 and min(waits) == 0.0


def test_when_the_last_auditor_goes_gates_sit_unprepared() -> None:
    """What waits at the desk that day is dropped, and nothing is asked of it later."""
    leaves = {"from": day(120), "staff": {"audits": 0}}
    what = served(some(20), at=pmo(staff={"audits": 1.0}, steps=[leaves]))
    plan = slow(plan_of(what))
    path = twice(plan, draw(plan, range(1)))[0]
    asked, ended = path.served.asked[1], path.served.ended[1]
    assert np.nanmax(asked) < 120 and np.nanmax(ended) == 120
    assert (path.gates.day == 120).sum() >= 3
    late = path.served.asked[2] >= 120
    assert np.isnan(path.served.began[2][late]).all()


def test_a_gate_that_passed_before_the_run_is_not_prepared() -> None:
    """A later package has begun, so it has passed, though one before it is still to be done."""
    begun = project(
        "A",
        package("late", 20, stage="one"),
        package("make", 40, stage="two", spent_days=5),
        package("test", 10, stage="two", after=("make",)),
        stages=("one", "two"),
        gates=("one", "two"),
        in_flight=True,
    )
    what = served([begun])
    record = plan_of(what).desks.record
    assert record.gate.tolist() == [-1, -1, 1] and record.prepared.tolist() == [-1, 2]
    assert record.closes.tolist() == [1, 0, 1]
    story = lived(what)[0]
    assert np.isfinite(story.path.served.asked[1]).tolist() == [False, False, True]


def test_a_gate_that_waits_keeps_no_other_project_waiting() -> None:
    """Nobody is held: the people of the team work elsewhere meanwhile."""
    what = served(some(3), at=pmo(staff={"audits": 1.0}), people=1)
    plan = slow(plan_of(what))
    for path in twice(plan, draw(plan, range(4))):
        gaps = path.attempts.start[1:] - path.attempts.end[:-1]
        idle = gaps > 1e-9
        assert not idle.all()


@pytest.mark.parametrize("people", [0.3, 3.0])
def test_overdue_reports_make_reviews_hear_later(people: float) -> None:
    """A report that has waited for long is counted, and with people enough none is."""
    what = served(some(12), at=pmo(staff={"reporting": people}), people=6)
    reports = [one.path.served for one in lived(what, 4)]
    overdue = sum(int(one.overdue.sum()) for one in reports)
    asked = sum(int(one.reports.sum()) for one in reports)
    assert asked > 100
    assert overdue > asked / 3 if people < 1 else overdue < asked / 10


@pytest.mark.parametrize("steps", [[], [{"from": day(70), "staff": {"reporting": 0}}]])
def test_a_report_that_is_overdue_counts_even_if_it_never_comes(steps: list) -> None:
    """Asked for on the first date, never served: its project ends first, or the desk has nobody any more."""
    what = served(many(6, 100.0, np.zeros(6)), at=pmo(staff={"reporting": 1e-6}, steps=steps))
    plan = plan_of(what)
    for path in twice(plan, draw(plan, range(3))):
        assert path.finish.min() > 70
        assert path.served.reports.tolist() == path.served.overdue.tolist() == [1] * 6


def test_a_report_that_is_not_yet_overdue_when_its_project_ends_does_not_count() -> None:
    """Five days: projects that end within those after the date on which they ask have missed nothing."""
    plan = plan_of(served(many(60, 32.0, np.zeros(60)), at=pmo(staff={"reporting": 1e-6})))
    month = plan.desks.record.month
    for path in twice(plan, draw(plan, range(3))):
        asked = path.finish > month
        late = path.finish > month + 5
        # One is served at once, and is known to come late.
        late[np.flatnonzero(asked)[0]] = True
        assert 5 < late.sum() < asked.sum() - 5
        assert path.served.reports.tolist() == asked.astype(int).tolist()
        assert path.served.overdue.tolist() == late.astype(int).tolist()


def test_codes_that_rules_hold_themselves_are_those_of_the_engine() -> None:
    assert UNDER_WAY == End.RUNNING
    assert LIMIT == MAX_ATTEMPTS


def test_a_review_knows_less_where_the_report_is_overdue() -> None:
    """Reviews with reports months late see the old work and no look: they decide otherwise."""
    rules = policy(gates="expected_value").model_copy(update={"reviews": Reviews(cadence="monthly")})
    projects = [
        project(
            f"P{n}",
            *chain(*(package(f"w{m}", 60.0) for m in range(6))),
            benefit={"per_year": 300_000, "plateau_years": 1},
            value_cv=0.9,
            intake=float(n),
        )
        for n in range(8)
    ]
    beliefs = []
    for people in (0.02, 8.0):
        what = served(
            projects, at=pmo(staff={"reporting": people}), people=8, policy=rules, discount_rate=0.05
        )
        beliefs.append(lived(what)[0].path.gates.belief[:40].tolist())
    assert beliefs[0] != beliefs[1]


def test_luck_at_desks_has_an_address() -> None:
    """Another project, or another intake: nobody else's numbers move."""
    base, more = some(5), [*some(5), staged("A0", intake=0.0)]

    def numbers(projects: list) -> dict[tuple[str, str], bytes]:
        plan = plan_of(served(projects))
        draws, ids = draw(plan, range(3)), plan.projects.ids
        count, months = len(plan.packages.ids), plan.desks.record.months
        found = {}
        for i, name in enumerate(ids):
            found["report", name] = draws.report[:, i * months : (i + 1) * months].tobytes()
        for k, one in enumerate(plan.packages.ids):
            name = f"{ids[plan.packages.project[k]]}/{one}"
            for kind in range(3):
                found[f"service {kind}", name] = draws.service[:, kind * count + k].tobytes()
                found[f"patience {kind}", name] = draws.patience[:, kind * count + k].tobytes()
            found["audit", name] = draws.audited[:, k].tobytes() + draws.found[:, k].tobytes()
        return found

    few, all_of_them = numbers(base), numbers(more)
    assert few and all(all_of_them[address] == one for address, one in few.items())


def test_what_is_asked_is_served_or_lapses_or_is_open() -> None:
    """And a service has begun no earlier than it was asked for."""
    for one in lived(served(some(20), at=pmo(staff={"coaching": 0.9}), people=20), 6):
        asked, began, ended = one.path.served.asked, one.path.served.began, one.path.served.ended
        open_still = np.isfinite(asked) & np.isnan(ended)
        lapsed = np.isfinite(ended) & np.isnan(began)
        assert (np.isfinite(asked) == (np.isfinite(began) | lapsed | open_still)).all()
        assert lapsed[0].any() and not lapsed[1].any()
        assert not (began < asked).any() and not (ended < began).any()
