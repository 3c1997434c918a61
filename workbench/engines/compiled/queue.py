"""The queue of a compiled run: a heap for each class of packages that need the same people.

Packages of one class fit together or not at all, so only the first of each class is ever compared. A heap
costs the logarithm of its length for each package that comes or goes; it is built anew only where the index
moves with time.
"""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import ACTIVE, AWAKE, State

BETWEEN = -2
"""In `slot_of`: on its way to another place."""


@jit
def goes_first(given: Given, s: State, k: int, other: int) -> bool:
    """Whether a package goes before another: escalated, higher index, its own or its project's, tie rule."""
    shape = given.shape
    if given.rules.escalates and s.escalated[shape.project[k]] != s.escalated[shape.project[other]]:
        return s.escalated[shape.project[k]]
    if given.rules.by_package:
        a, b = shape.package_index[k], shape.package_index[other]
    else:
        a, b = s.project_index[shape.project[k]], s.project_index[shape.project[other]]
    if a != b:
        return a > b
    return k < other


@jit
def _put(s: State, first: int, at: int, k: int) -> None:
    s.slot[first + at] = k
    s.slot_of[k] = at


@jit
def _rise(given: Given, s: State, first: int, at: int) -> None:
    k = s.slot[first + at]
    while at > 0:
        above = (at - 1) // 2
        if not goes_first(given, s, k, s.slot[first + above]):
            break
        _put(s, first, at, s.slot[first + above])
        at = above
    _put(s, first, at, k)


@jit
def _sink(given: Given, s: State, first: int, at: int, depth: int) -> None:
    k = s.slot[first + at]
    while True:
        below = 2 * at + 1
        if below >= depth:
            break
        if below + 1 < depth and goes_first(given, s, s.slot[first + below + 1], s.slot[first + below]):
            below += 1
        if not goes_first(given, s, s.slot[first + below], k):
            break
        _put(s, first, at, s.slot[first + below])
        at = below
    _put(s, first, at, k)


@jit
def join_queue(given: Given, s: State, k: int) -> None:
    """A package waits for people."""
    kind = given.shape.kind[k]
    first = given.shape.kind_start[kind]
    if s.depth[kind] == 0:
        s.active_at[kind] = s.tally[ACTIVE]
        s.active[s.tally[ACTIVE]] = kind
        s.tally[ACTIVE] += 1
    s.tally[AWAKE] = 1
    _put(s, first, s.depth[kind], k)
    s.depth[kind] += 1
    s.queued[given.shape.project[k]] += 1
    _rise(given, s, first, s.depth[kind] - 1)


@jit
def leave_queue(given: Given, s: State, k: int) -> None:
    """A package waits no more."""
    kind = given.shape.kind[k]
    first = given.shape.kind_start[kind]
    at = s.slot_of[k]
    s.depth[kind] -= 1
    s.queued[given.shape.project[k]] -= 1
    s.slot_of[k] = -1
    if s.depth[kind] == 0:
        s.tally[ACTIVE] -= 1
        moved = s.active[s.tally[ACTIVE]]
        s.active[s.active_at[kind]] = moved
        s.active_at[moved] = s.active_at[kind]
    last = s.slot[first + s.depth[kind]]
    if last != k:
        _put(s, first, at, last)
        _rise(given, s, first, at)
        _sink(given, s, first, s.slot_of[last], s.depth[kind])


@jit
def set_index(given: Given, s: State, i: int, index: float) -> None:
    """A project has a new index: its waiting packages find their places again."""
    network = given.records.network
    if index == s.project_index[i]:
        return
    # All leave before any joins: while one key changes, the others of its project must not.
    for k in range(network.first[i], network.first[i + 1]):
        if s.slot_of[k] >= 0:
            leave_queue(given, s, k)
            s.slot_of[k] = BETWEEN
    s.project_index[i] = index
    for k in range(network.first[i], network.first[i + 1]):
        if s.slot_of[k] == BETWEEN:
            join_queue(given, s, k)


@jit
def order_anew(given: Given, s: State, kind: int) -> None:
    """The indices of all packages of a class may have changed."""
    first, depth = given.shape.kind_start[kind], s.depth[kind]
    for at in range(depth // 2 - 1, -1, -1):
        _sink(given, s, first, at, depth)
