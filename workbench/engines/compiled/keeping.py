"""Projects that keep their people in a compiled run; the twin of `workbench.engines.keeping`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import AWAKE, State
from workbench.engines.path import End

RELEASED = int(End.RUNNING)


@jit
def let_go(given: Given, s: State, i: int, p: int, people: int) -> None:
    """Some of the people whom a project keeps go back to their pool."""
    if people > 0:
        s.kept[i * given.shape.pools + p] -= people
        s.kept_in[p] -= people
        s.free[p] += people
        s.tally[AWAKE] = 1


@jit
def let_go_unneeded(given: Given, s: State) -> None:
    """Before grants: who has no work left there goes, and all idle ones of a pool that lacks people."""
    pools = given.shape.pools
    for i in range(given.shape.projects):
        if _keeps_anybody(given, s, i):
            _find_needed(given, s, i)
            for p in range(pools):
                let_go(given, s, i, p, s.kept[i * pools + p] - s.needed[p])
    for p in range(pools):
        if s.free[p] < 0:
            for i in range(given.shape.projects):
                let_go(given, s, i, p, s.kept[i * pools + p])


@jit
def let_go_idle(given: Given, s: State) -> bool:
    """After grants: a project at which nothing runs keeps nobody; whether anybody came free."""
    any_came = False
    for i in range(given.shape.projects):
        if s.first_attempts[i] == 0 and s.repeats[i] == 0 and _keeps_anybody(given, s, i):
            any_came = True
            for p in range(given.shape.pools):
                let_go(given, s, i, p, s.kept[i * given.shape.pools + p])
    return any_came


@jit
def _keeps_anybody(given: Given, s: State, i: int) -> bool:
    people = 0
    for p in range(given.shape.pools):
        people += s.kept[i * given.shape.pools + p]
    return people > 0


@jit
def _find_needed(given: Given, s: State, i: int) -> None:
    """Hundredths that the packages of a project that are neither done nor at work need in all."""
    network = given.records.network
    for p in range(given.shape.pools):
        s.needed[p] = 0
    if s.end[i] != RELEASED or s.held[i]:
        return
    for k in range(network.first[i], network.first[i + 1]):
        if not s.done[k] and not s.in_work[k]:
            for one in range(network.demand_start[k], network.demand_start[k + 1]):
                s.needed[network.demand_pool[one]] += network.demand_fte[one]
