"""What gates and reviews weigh in a compiled run; the twin of `workbench.engines.governing`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.ranking import know
from workbench.engines.compiled.state import ATTEMPTS, State
from workbench.engines.rules.gate import spent_so_far
from workbench.engines.rules.network import remaining_work
from workbench.engines.rules.sight import weighed


@jit
def _find_reported(given: Given, s: State, i: int, day: float) -> bool:
    """Planned days left by package in the report; whether it knows less than is known today."""
    network = given.records.network
    is_old = False
    for k in range(network.first[i], network.first[i + 1]):
        s.lengths[k] = s.length[k]
        if s.done[k] and s.done_day[k] > day:
            is_old = True
            s.lengths[k] = s.scope[k] * network.mean[k]
    return is_old


@jit
def weigh(
    given: Given, s: State, i: int, now: float, reported: float, seen: float
) -> tuple[float, float, float]:
    """Going on as it is, by the work left as the report tells it."""
    figures = given.records.figures
    share = figures.reduced_benefit[i] if s.reduced[i] else 1.0
    factor = s.believed[i]
    if _find_reported(given, s, i, reported):
        lead, _, _, cost = remaining_work(given.records.network, i, s.lengths, s.path)
        return weighed(figures, i, now, factor * lead, factor * cost, seen, share)
    know(given, s, i)
    return weighed(figures, i, now, factor * s.lead[i], factor * s.labour[i], seen, share)


@jit
def weigh_reduced(
    given: Given, s: State, i: int, now: float, reported: float, seen: float
) -> tuple[float, float, float]:
    """Going on with the reduced scope, which shortens what was not begun."""
    figures, network = given.records.figures, given.records.network
    _find_reported(given, s, i, reported)
    for k in range(network.first[i], network.first[i + 1]):
        if s.attempt[k] == 0 and not s.done[k]:
            s.lengths[k] = figures.reduced_work[i] * network.mean[k]
    lead, _, _, cost = remaining_work(network, i, s.lengths, s.path)
    factor = s.believed[i]
    return weighed(figures, i, now, factor * lead, factor * cost, seen, figures.reduced_benefit[i])


@jit
def spent_on(given: Given, s: State, i: int, now: float) -> float:
    """Money paid for a project since day 0, risks left out."""
    shape = given.shape
    external = 0.0 if shape.in_flight[i] else shape.external[i]
    return external + spent_so_far(
        i,
        now,
        s.tally[ATTEMPTS],
        s.log_package,
        s.log_start,
        s.log_end,
        shape.project,
        given.records.network.rate,
    )
