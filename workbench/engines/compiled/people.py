"""People during a compiled run; the twin of `workbench.engines.pools`."""

from __future__ import annotations

from workbench.engines.compiled.given import Given
from workbench.engines.compiled.jit import jit
from workbench.engines.compiled.state import AWAKE, CAPACITIES, INCIDENTS, State
from workbench.engines.plan.plan import Ints
from workbench.engines.rules.covering import lent
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
        s.free[p] = available(s, p) - s.used[p] + s.lent[p] - s.kept_in[p]
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
            s.free[p] = available(s, p) - s.used[p] + s.lent[p] - s.kept_in[p]
            s.tally[AWAKE] = 1


@jit
def there(given: Given, s: State, k: int, p: int) -> int:
    """Hundredths of a pool that a package may have: free ones, and those whom its project keeps."""
    if given.rules.keeps:
        return s.free[p] + s.kept[given.shape.project[k] * given.shape.pools + p]
    return s.free[p]


@jit
def fits(given: Given, s: State, k: int) -> bool:
    """Whether all people that a package needs are there for it, or others who can stand in for them."""
    network = given.records.network
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        if there(given, s, k, network.demand_pool[one]) < network.demand_fte[one]:
            return given.shape.is_covered and _find_loans(given, s, k, -1)
    return True


@jit
def _find_loans(given: Given, s: State, k: int, borrower: int) -> bool:
    """For each pool of which too few are there, find the first one that can stand in for all who are missing.

    Pools whose own people the package needs do not lend; what stands in for one is not there for another.
    Written down as loans of `borrower`, the package itself, or nowhere (−1). False where one has no help.
    """
    network, pools = given.records.network, given.shape.pools
    first, last = network.demand_start[k], network.demand_start[k + 1]
    for q in range(pools):
        s.lending[q] = 0
    for one in range(first, last):
        p, fte = network.demand_pool[one], network.demand_fte[one]
        if there(given, s, k, p) >= fte:
            continue
        missing = fte - max(0, there(given, s, k, p))
        is_helped = False
        for q in range(pools):
            percent = given.shape.covers[q * pools + p]
            if percent == 0 or is_helped or _needs(given, k, q):
                continue
            count = lent(missing, percent)
            if s.free[q] - s.lending[q] >= count:
                is_helped = True
                s.lending[q] += count
                if borrower >= 0:
                    s.loan_missing[one] = missing
                    s.loan_lender[one] = q
                    s.loan_count[one] = count
        if not is_helped:
            return False
    return True


@jit
def _needs(given: Given, k: int, q: int) -> bool:
    network = given.records.network
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        if network.demand_pool[one] == q:
            return True
    return False


@jit
def _lend(given: Given, s: State, k: int, sign: int) -> None:
    """Whoever stands in for people of a package comes (sign 1), or goes home (−1)."""
    network = given.records.network
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        if s.loan_missing[one] == 0:
            continue
        p, q = network.demand_pool[one], s.loan_lender[one]
        s.lent[p] += sign * s.loan_missing[one]
        s.free[p] += sign * s.loan_missing[one]
        s.lent[q] -= sign * s.loan_count[one]
        s.free[q] -= sign * s.loan_count[one]
        if sign < 0:
            s.loan_missing[one] = 0


@jit
def take(given: Given, s: State, k: int, sign: int) -> None:
    """The package takes its people and those who stand in (sign 1), or gives them back (−1)."""
    network = given.records.network
    if sign < 0:
        s.tally[AWAKE] = 1
    elif given.shape.is_covered and not _find_loans(given, s, k, k):
        # Work that was under way before day 0 is never refused its people; nobody stands in for them.
        for one in range(network.demand_start[k], network.demand_start[k + 1]):
            s.loan_missing[one] = 0
    if given.rules.keeps and sign < 0:
        _keep(given, s, k)
    if given.shape.is_covered:
        _lend(given, s, k, sign)
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        s.used[p] += sign * network.demand_fte[one]
        s.free[p] -= sign * network.demand_fte[one]
    if given.rules.keeps and sign > 0:
        _take_kept(given, s, k)


@jit
def _keep(given: Given, s: State, k: int) -> None:
    """The project keeps who were at its package, but for those who stood in."""
    network, first = given.records.network, given.shape.project[k] * given.shape.pools
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        own = network.demand_fte[one] - s.loan_missing[one]
        s.kept[first + p] += own
        s.kept_in[p] += own
        s.free[p] -= own


@jit
def _take_kept(given: Given, s: State, k: int) -> None:
    """Those whom the project kept go to work first."""
    network, first = given.records.network, given.shape.project[k] * given.shape.pools
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        p = network.demand_pool[one]
        own = min(s.kept[first + p], network.demand_fte[one] - s.loan_missing[one])
        s.kept[first + p] -= own
        s.kept_in[p] -= own
        s.free[p] += own


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
