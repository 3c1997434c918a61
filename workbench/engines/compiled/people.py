"""People during a compiled run; the twin of `workbench.engines.pools`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import AWAKE, CAPACITIES, INCIDENTS, State
from workbench.engines.plan.plan import Ints
from workbench.engines.rules.duration import switching_loss
from workbench.engines.rules.records import Luck


@jit
def available(s: State, p: int) -> int:
    """Hundredths of FTE for projects, in use or not."""
    return max(0, s.planned[p] - s.operations[p])


@jit
def take_capacity_steps(given: Given, s: State, now: float) -> None:
    """Capacity steps up to now take effect."""
    agenda = given.agenda
    at = s.taken[CAPACITIES]
    while at < len(agenda.step_day) and agenda.step_day[at] <= now:
        p = agenda.step_pool[at]
        s.planned[p] = agenda.step_capacity[at]
        s.free[p] = available(s, p) - s.used[p]
        s.tally[AWAKE] = 1
        at += 1
    s.taken[CAPACITIES] = at


@jit
def take_incidents(given: Given, s: State, luck: Luck, now: float) -> None:
    """Incidents up to now begin and end."""
    at = s.taken[INCIDENTS]
    while at < len(luck.incident_day) and luck.incident_day[at] <= now:
        code = luck.incident[at]
        sign = 1 if code > 0.0 else -1
        change_operations(given, s, given.shape.incident_people, int(sign * code) - 1, sign)
        at += 1
    s.taken[INCIDENTS] = at


@jit
def change_operations(given: Given, s: State, effects: Ints, row: int, sign: int) -> None:
    """Daily operations take people of each pool by a row of effects (sign 1), or give them back (−1)."""
    for p in range(given.shape.pools):
        effect = effects[row * given.shape.pools + p]
        if effect != 0:
            s.operations[p] += sign * effect
            s.free[p] = available(s, p) - s.used[p]
            s.tally[AWAKE] = 1


@jit
def fits(given: Given, s: State, k: int) -> bool:
    """Whether all people that a package needs are free."""
    network = given.records.network
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        if s.free[network.demand_pool[one]] < network.demand_fte[one]:
            return False
    return True


@jit
def take(given: Given, s: State, k: int, sign: int) -> None:
    """The package takes its people (sign 1), or gives them back (−1)."""
    network = given.records.network
    if sign < 0:
        s.tally[AWAKE] = 1
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        s.used[p] += sign * network.demand_fte[one]
        s.free[p] -= sign * network.demand_fte[one]


@jit
def compete(given: Given, s: State, k: int, change: int) -> None:
    """A package of a project in work has to be done (1), or is done (−1)."""
    i = given.shape.project[k]
    if not s.joined[i]:
        return
    network = given.records.network
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        place = i * given.shape.pools + p
        before = s.left[place]
        s.left[place] = before + change
        if before == 0:
            s.competing[p] += 1
        elif s.left[place] == 0:
            s.competing[p] -= 1


@jit
def join(given: Given, s: State, i: int) -> None:
    """A released project competes for each pool on which it has work left."""
    s.joined[i] = True
    first = given.records.network.first
    for k in range(first[i], first[i + 1]):
        if not s.done[k]:
            compete(given, s, k, 1)


@jit
def leave(given: Given, s: State, i: int) -> None:
    """A terminated project competes no more."""
    for p in range(given.shape.pools):
        place = i * given.shape.pools + p
        if s.left[place] > 0:
            s.left[place] = 0
            s.competing[p] -= 1
    s.joined[i] = False


@jit
def loss_of(given: Given, s: State, i: int, k: int, step: int) -> float:
    """Switching loss of a package that starts now: the largest over its pools (DESIGN §4.10)."""
    effects, network = given.records.effects, given.records.network
    penalty = effects.switching[effects.unit[i] * effects.steps + step]
    largest = 0.0
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        competing, fte = float(s.competing[p]), available(s, p) / 100.0
        loss = switching_loss(effects.switching_curve, penalty, competing, fte)
        if loss > largest:
            largest = loss
    return largest
