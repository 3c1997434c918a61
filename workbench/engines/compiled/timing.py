"""Attempts under way in a compiled run, the first to end on top of a heap."""

from __future__ import annotations

from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import RUNNING, State


@jit
def _ends_first(s: State, k: int, other: int) -> bool:
    if s.ends[k] != s.ends[other]:
        return s.ends[k] < s.ends[other]
    return k < other


@jit
def _put(s: State, at: int, k: int) -> None:
    s.heap[at] = k
    s.place[k] = at


@jit
def _rise(s: State, at: int) -> None:
    k = s.heap[at]
    while at > 0:
        above = (at - 1) // 2
        if not _ends_first(s, k, s.heap[above]):
            break
        _put(s, at, s.heap[above])
        at = above
    _put(s, at, k)


@jit
def _sink(s: State, at: int) -> None:
    k = s.heap[at]
    while True:
        below = 2 * at + 1
        if below >= s.tally[RUNNING]:
            break
        if below + 1 < s.tally[RUNNING] and _ends_first(s, s.heap[below + 1], s.heap[below]):
            below += 1
        if not _ends_first(s, s.heap[below], k):
            break
        _put(s, at, s.heap[below])
        at = below
    _put(s, at, k)


@jit
def run_until(s: State, k: int, end: float) -> None:
    """An attempt is under way until a day."""
    s.ends[k] = end
    _put(s, s.tally[RUNNING], k)
    s.tally[RUNNING] += 1
    _rise(s, s.tally[RUNNING] - 1)


@jit
def break_off(s: State, k: int) -> None:
    """An attempt is over."""
    at = s.place[k]
    s.place[k] = -1
    s.tally[RUNNING] -= 1
    last = s.heap[s.tally[RUNNING]]
    if last != k:
        _put(s, at, last)
        _rise(s, at)
        _sink(s, s.place[last])
