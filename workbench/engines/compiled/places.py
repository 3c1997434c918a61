"""Places for projects at once in a compiled run, and the order kept; twin of `places` and `ranking`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import LIMIT, RELEASE_PAUSED, WIP, State
from workbench.engines.path import Reason
from workbench.engines.rules.standing import overtakes

NO_REASON = int(Reason.NONE)
BY_WIP = int(Reason.WIP)
BY_PROGRAMME = int(Reason.PROGRAMME)
BY_PAUSE = int(Reason.PAUSED)
BY_POOL = int(Reason.POOL)


@jit
def take_place(given: Given, s: State, i: int, sign: int) -> None:
    """A project is released (sign 1), or a released one has ended (−1)."""
    s.tally[WIP] += sign
    programme = given.rules.programme[i]
    if programme >= 0:
        s.in_programme[programme] += sign


@jit
def closed_to_all(s: State) -> int:
    """Why nobody who may be held up has a place; 0 if somebody may have one."""
    if s.tally[RELEASE_PAUSED] == 1:
        return BY_PAUSE
    return BY_WIP if s.tally[WIP] >= s.tally[LIMIT] else NO_REASON


@jit
def refusal(given: Given, s: State, i: int) -> int:
    """Which limit has no place for a project; 0 if all have."""
    rules, shape = given.rules, given.shape
    closed = closed_to_all(s)
    if closed != NO_REASON:
        return closed
    programme = rules.programme[i]
    if programme >= 0 and s.in_programme[programme] >= rules.programme_limit[programme]:
        return BY_PROGRAMME
    for place in range(shape.needs_start[i], shape.needs_start[i + 1]):
        p = shape.needs[place]
        if s.competing[p] >= rules.pool_limit[p]:
            return BY_POOL
    return NO_REASON


@jit
def keep_order(given: Given, s: State, able: int) -> None:
    """The order of the last board, new ones behind; each goes past those that it overtakes."""
    for place in range(able):
        i = s.able[place]
        if s.standing[i] < 0:
            s.standing[i] = given.shape.projects + place
    for place in range(1, able):
        i = s.able[place]
        at = place
        while at > 0 and s.standing[s.able[at - 1]] > s.standing[i]:
            s.able[at] = s.able[at - 1]
            at -= 1
        s.able[at] = i
    for place in range(1, able):
        i = s.able[place]
        at = place
        while at > 0 and _goes_past(given, s, i, s.able[at - 1]):
            s.able[at] = s.able[at - 1]
            at -= 1
        s.able[at] = i
    for place in range(able):
        s.standing[s.able[place]] = place


@jit
def _goes_past(given: Given, s: State, i: int, ahead: int) -> bool:
    mandatory = given.shape.mandatory
    if mandatory[i] != mandatory[ahead]:
        return mandatory[i]
    return overtakes(s.project_index[i], s.project_index[ahead], given.rules.hysteresis)
