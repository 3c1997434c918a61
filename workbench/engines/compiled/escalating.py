"""Escalation in a compiled run; the twin of `workbench.engines.day_to_day`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.queue import order_anew
from workbench.engines.compiled.state import ACTIVE, ESCALATIONS, STEP, State
from workbench.engines.path import End
from workbench.engines.rules.escalation import is_late, left_of
from workbench.engines.rules.network import longest_path
from workbench.engines.rules.records import Luck
from workbench.engines.rules.sight import believed

RELEASED = int(End.RUNNING)


@jit
def escalate(given: Given, s: State, luck: Luck, now: float) -> None:
    """On its dates the PMO lets those go first, until the next look, that are believed late now."""
    days, taken = given.agenda.escalation, s.taken
    if taken[ESCALATIONS] == len(days) or days[taken[ESCALATIONS]] > now:
        return
    while taken[ESCALATIONS] < len(days) and days[taken[ESCALATIONS]] <= now:
        taken[ESCALATIONS] += 1
    for i in range(given.shape.projects):
        s.escalated[i] = s.end[i] == RELEASED and is_late(
            now, _days_left(given, s, luck, i, now), given.records.figures.due[i], given.rules.tolerated
        )
    for place in range(s.tally[ACTIVE]):
        order_anew(given, s, s.active[place])


@jit
def _days_left(given: Given, s: State, luck: Luck, i: int, now: float) -> float:
    """Longest path of what is believed to be left, less what packages at work have had."""
    network, factor = given.records.network, believed(given.records.effects, luck, i, s.taken[STEP])
    for k in range(network.first[i], network.first[i + 1]):
        had = 0.0
        if s.in_work[k]:
            had = now - s.log_start[s.entry[k]]
            if s.attempt[k] == 1 and given.shape.spent[k] > 0.0:
                had += given.shape.spent[k]
        s.lengths[k] = left_of(s.length[k], factor, had)
    return longest_path(network, i, s.lengths, s.path)
