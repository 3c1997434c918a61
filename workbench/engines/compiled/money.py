"""The budget by fiscal year during a compiled run; the twin of `workbench.engines.ledger`.

Sums run over packages in rising order there and here, so that they have the same bits.
"""

from __future__ import annotations

import numpy as np

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import AT_COST, COMMITTED, YEAR, State
from workbench.engines.compiled.steps import insert, remove
from workbench.engines.rules.budget import drawn, phase


@jit
def _book(given: Given, s: State, k: int, now: float) -> None:
    amount = given.records.network.rate[k] * (now - s.booked[k])
    s.actual[s.taken[YEAR]] += amount
    if s.has_share[k]:
        s.spent[k] += amount
    s.booked[k] = now


@jit
def start_cost(given: Given, s: State, k: int, now: float) -> None:
    """An attempt begins to spend."""
    if given.rules.limited:
        insert(s, s.at_cost, AT_COST, k)
        s.booked[k] = now


@jit
def stop_cost(given: Given, s: State, k: int, now: float) -> None:
    """An attempt ends: what it spent since the last booking is booked."""
    if given.rules.limited:
        _book(given, s, k, now)
        remove(s, s.at_cost, AT_COST, k)


@jit
def pay(given: Given, s: State, amount: float) -> None:
    """Book a payment in the running year."""
    if given.rules.limited:
        s.actual[s.taken[YEAR]] += amount


@jit
def commit(given: Given, s: State, k: int, amount: float, now: float, duration: float) -> None:
    """Commit a released package's planned cost."""
    years = given.agenda.year
    phase(years, s.taken[YEAR], amount, now, duration, s.share, k * len(years))
    s.spent[k] = 0.0
    s.has_share[k] = True
    insert(s, s.committed, COMMITTED, k)


@jit
def close(given: Given, s: State, k: int) -> None:
    """A package is done or aborted: its commitment is over."""
    if given.rules.limited:
        remove(s, s.committed, COMMITTED, k)


@jit
def recommit(given: Given, s: State, k: int) -> None:
    """A gate sends a package back: what is left of its planned share is committed again."""
    if given.rules.limited and s.has_share[k]:
        insert(s, s.committed, COMMITTED, k)


@jit
def measure_room(given: Given, s: State, now: float) -> None:
    """Money free in each year: budget less actuals less open commitments."""
    rate = given.records.network.rate
    years = len(given.agenda.year)
    year = s.taken[YEAR]
    for y in range(years):
        s.room[y] = s.budget[y] - s.actual[y]
    for place in range(s.tally[AT_COST]):
        k = s.at_cost[place]
        s.room[year] -= rate[k] * (now - s.booked[k])
    for place in range(s.tally[COMMITTED]):
        k = s.committed[place]
        spent = s.spent[k]
        if s.in_work[k]:
            spent += rate[k] * (now - s.booked[k])
        open_now = s.share[k * years + year] - spent
        if open_now > 0.0:
            s.room[year] -= open_now
        for y in range(year + 1, years):
            s.room[y] -= s.share[k * years + y]


@jit
def turn_of_year(given: Given, s: State, now: float) -> None:
    """Close the running year: strike overspend or unspent, move open commitments (DESIGN §4.8)."""
    old = s.taken[YEAR]
    if not given.rules.limited:
        s.taken[YEAR] = old + 1
        return
    years = len(given.agenda.year)
    for place in range(s.tally[AT_COST]):
        _book(given, s, s.at_cost[place], now)
    left = s.budget[old] - s.actual[old]
    if abs(left) < np.inf and (left < 0.0 or given.rules.carry_over):
        s.budget[old + 1] += left + drawn(left, given.rules.reserve[old])
    for place in range(s.tally[COMMITTED]):
        k = s.committed[place]
        still = s.share[k * years + old] - s.spent[k]
        if still > 0.0:
            s.share[k * years + old + 1] += still
    for k in range(given.shape.packages):
        s.spent[k] = 0.0
    s.taken[YEAR] = old + 1
