"""Desks of the PMO: who waits there, who is served, and when; one piece of mechanics for both engines.

A desk needs no instants of its own. What is asked of it happens at instants of the run; what it does between
them is caught up on at the next, event by event in order of time, so a service begins when a server was free.
"""

from __future__ import annotations

import math

from workbench.engines.rules.records import DeskRoom, Desks, Ints, Luck

COACHING = 0
AUDITS = 1
"""Audits, and the preparation of gates."""
REPORTING = 2
DESKS = 3

# States of a request.
NEVER = 0
WAITING = 1
SERVED = 2
LAPSED = 3

UNDER_WAY = 1
"""Code of a project under way, as in `workbench.engines.path.End`; a test holds the two together."""

NO_DAY = float("nan")


def open_desks(desks: Desks, room: DeskRoom) -> None:
    """Set everything to what it is before day 0."""
    for desk in range(DESKS):
        room.period[desk] = 0
        room.head[desk] = 0
        room.waiting[desk] = 0
        room.clock[desk] = 0.0
        room.busy[desk] = 0
    for request in range(3 * desks.packages + desks.projects):
        room.state[request] = NEVER
        room.asked[request] = NO_DAY
        room.began[request] = NO_DAY
        room.ended[request] = NO_DAY
    for k in range(desks.packages):
        room.mending[k] = 0
        room.latent[k] = 0
        room.since[k] = NO_DAY
        room.waited[k] = 0.0
    for i in range(desks.projects):
        room.idles[i] = 0
        room.of_month[i] = 0
        room.reports[i] = 0
        room.overdue[i] = 0
    room.idle[0] = 0
    room.month[0] = 0


def attend(desks: Desks, room: DeskRoom, luck: Luck, end: Ints, now: float) -> None:
    """All desks have served until now; projects that were under way have asked for their reports.

    Parameters
    ----------
    desks, room, luck
        The desks, what stands there, and how long services take.
    end
        How each project stood until now.
    now
        The day.
    """
    _catch_up(desks, room, luck, COACHING, now)
    _catch_up(desks, room, luck, AUDITS, now)
    while room.month[0] < desks.months and (room.month[0] + 1) * desks.month <= now:
        day = (room.month[0] + 1) * desks.month
        _catch_up(desks, room, luck, REPORTING, day)
        if _servers(desks, room, REPORTING) > 0:
            _ask_for_reports(desks, room, end, day)
        room.month[0] += 1
    _catch_up(desks, room, luck, REPORTING, now)


def ask(desks: Desks, room: DeskRoom, desk: int, request: int, now: float) -> None:
    """A request joins the queue: first come, first served; at the same time the lower number."""
    first, size = _ring(desks, desk)
    room.state[request] = WAITING
    room.asked[request] = now
    room.began[request] = NO_DAY
    room.ended[request] = NO_DAY
    at = room.waiting[desk]
    room.waiting[desk] += 1
    while at > 0:
        before = room.queue[first + (room.head[desk] + at - 1) % size]
        if room.asked[before] != now or before < request:
            break
        room.queue[first + (room.head[desk] + at) % size] = before
        at -= 1
    room.queue[first + (room.head[desk] + at) % size] = request


def is_open(room: DeskRoom, request: int, now: float) -> bool:
    """Whether somebody still waits for what was asked, or it is being done."""
    state = room.state[request]
    return state == WAITING or (state == SERVED and room.ended[request] > now)


def lapse(room: DeskRoom, request: int, now: float) -> None:
    """What still waits is not wanted any more; a service under way goes on."""
    if room.state[request] == WAITING:
        room.state[request] = LAPSED
        room.ended[request] = now


def lapse_report(desks: Desks, room: DeskRoom, i: int, now: float) -> None:
    """A report that still waits is not wanted any more; if it is overdue by now, it counts as such."""
    count_if_overdue(desks, room, i, now)
    lapse(room, 3 * desks.packages + i, now)


def count_if_overdue(desks: Desks, room: DeskRoom, i: int, now: float) -> None:
    """Whether a report that still waits is overdue; one that is being done was counted when it began."""
    report = 3 * desks.packages + i
    if room.state[report] == WAITING and now - room.asked[report] > desks.patience[REPORTING]:
        room.overdue[i] += 1


def is_attended(desks: Desks, room: DeskRoom, desk: int) -> bool:
    """Whether a desk has people."""
    return _servers(desks, room, desk) > 0


def next_end(desks: Desks, room: DeskRoom, desk: int, now: float) -> float:
    """Day on which the next service of a desk ends or its people change; inf without one."""
    day = math.inf
    for place in range(desks.server_start[desk], desks.server_start[desk] + room.busy[desk]):
        if now < room.until[place] < day:
            day = room.until[place]
    later = room.period[desk] + 1
    if later < desks.periods and desks.day[later] < day:
        day = desks.day[later]
    return day


def _ring(desks: Desks, desk: int) -> tuple[int, int]:
    """First place of a desk's queue, and how many there are: as many as it has requests."""
    if desk == COACHING:
        return 0, desks.packages
    if desk == AUDITS:
        return desks.packages, 2 * desks.packages
    return 3 * desks.packages, desks.projects


def _servers(desks: Desks, room: DeskRoom, desk: int) -> int:
    return desks.servers[desk * desks.periods + room.period[desk]]


def _catch_up(desks: Desks, room: DeskRoom, luck: Luck, desk: int, now: float) -> None:
    """Serve until now, period by period."""
    while room.period[desk] + 1 < desks.periods and desks.day[room.period[desk] + 1] <= now:
        day = desks.day[room.period[desk] + 1]
        _serve(desks, room, luck, desk, day)
        room.period[desk] += 1
        # Who comes that day serves nobody before it, however long somebody has waited.
        if room.clock[desk] < day:
            room.clock[desk] = day
        if desk != COACHING and _servers(desks, room, desk) == 0:
            _drop(desks, room, desk, day)
    _serve(desks, room, luck, desk, now)


def _serve(desks: Desks, room: DeskRoom, luck: Luck, desk: int, until: float) -> None:
    """Whoever waits gets a server in turn, as long as one is free by then."""
    first, size = _ring(desks, desk)
    servers = _servers(desks, room, desk)
    while room.waiting[desk] > 0:
        request = room.queue[first + room.head[desk]]
        if room.state[request] == WAITING:
            at = room.asked[request]
            if at < room.clock[desk]:
                at = room.clock[desk]
            at = _first_free(desks, room, desk, servers, at, until)
            if at > until:
                return
            room.clock[desk] = at
            if desk != REPORTING and room.asked[request] + luck.patience[request] <= at:
                lapse(room, request, room.asked[request] + luck.patience[request])
            else:
                _begin(desks, room, luck, desk, request, at)
        room.head[desk] = (room.head[desk] + 1) % size
        room.waiting[desk] -= 1


def _first_free(desks: Desks, room: DeskRoom, desk: int, servers: int, at: float, until: float) -> float:
    """Day from which a server is free, not before `at`; inf if none is by then."""
    first = desks.server_start[desk]
    while True:
        kept = 0
        soonest = math.inf
        for place in range(first, first + room.busy[desk]):
            end = room.until[place]
            if end > at:
                room.until[first + kept] = end
                kept += 1
                if end < soonest:
                    soonest = end
        room.busy[desk] = kept
        if kept < servers:
            return at
        if soonest > until or servers == 0:
            return math.inf
        at = soonest


def _begin(desks: Desks, room: DeskRoom, luck: Luck, desk: int, request: int, at: float) -> None:
    place = desk * desks.periods + room.period[desk]
    if desk == COACHING:
        work = luck.service[request] * desks.coaching[request * desks.periods + room.period[desk]]
    elif desk == AUDITS:
        work = luck.service[request] * desks.service[desk]
    else:
        i = request - 3 * desks.packages
        work = luck.report[i * desks.months + room.of_month[i]] * desks.service[desk]
    end = at + work / desks.speed[place]
    room.state[request] = SERVED
    room.began[request] = at
    room.ended[request] = end
    room.until[desks.server_start[desk] + room.busy[desk]] = end
    room.busy[desk] += 1
    if desk == REPORTING and end - room.asked[request] > desks.patience[desk]:
        room.overdue[request - 3 * desks.packages] += 1


def _drop(desks: Desks, room: DeskRoom, desk: int, day: float) -> None:
    """Nobody is there any more: nobody waits for gates to be prepared, or for reports."""
    if desk == REPORTING:
        for i in range(desks.projects):
            count_if_overdue(desks, room, i, day)
    first = desks.packages if desk == AUDITS else 3 * desks.packages
    last = 2 * desks.packages if desk == AUDITS else 3 * desks.packages + desks.projects
    for request in range(first, last):
        if is_open(room, request, day):
            room.state[request] = LAPSED
            room.ended[request] = day
    if desk == REPORTING:
        room.waiting[desk] = 0


def _ask_for_reports(desks: Desks, room: DeskRoom, end: Ints, day: float) -> None:
    """Every project under way asks for a report, unless the last is still open."""
    for i in range(desks.projects):
        request = 3 * desks.packages + i
        if end[i] == UNDER_WAY and not is_open(room, request, day):
            room.of_month[i] = room.month[0]
            room.reports[i] += 1
            ask(desks, room, REPORTING, request, day)
