"""Worst case slack: what a package has to lose if any other that fits goes first (Kolisch 1996, from memory).

E(i, j) is the earliest start of j once i starts now: now if both fit, else when enough of those at work are
expected to be through, at the latest when i is. Lengths are planned ones, so a package that takes longer than
planned is expected to end now.
"""

from __future__ import annotations

from workbench.engines.rules.records import Floats, Ints, Network


def demand_of(network: Network, k: int, pool: int) -> int:
    """Hundredths of FTE that a package needs of a pool."""
    for one in range(network.demand_start[k], network.demand_start[k + 1]):
        if network.demand_pool[one] == pool:
            return network.demand_fte[one]
    return 0


def earliest_beside(
    network: Network,
    i: int,
    j: int,
    free: Ints,
    running: Ints,
    count: int,
    until: Floats,
    now: float,
) -> float:
    """Earliest start of package j if package i, which fits, starts now.

    Parameters
    ----------
    network
        Packages and what they need.
    i, j
        The two.
    free
        Hundredths free now, by pool.
    running, count
        Packages at work, those expected to end first in front, and how many.
    until
        Planned end of each that is at work.
    now
        The day.
    """
    end = now + network.mean[i]
    earliest = now
    for one in range(network.demand_start[j], network.demand_start[j + 1]):
        pool = network.demand_pool[one]
        short = network.demand_fte[one] + demand_of(network, i, pool) - free[pool]
        moment = now
        place = 0
        while short > 0 and place < count:
            short -= demand_of(network, running[place], pool)
            moment = until[running[place]]
            place += 1
        if short > 0 or moment > end:
            moment = end
        if moment > earliest:
            earliest = moment
    return earliest


def worst_case_index(
    network: Network,
    fixed: Floats,
    j: int,
    fitting: Ints,
    many: int,
    free: Ints,
    running: Ints,
    count: int,
    until: Floats,
    now: float,
) -> float:
    """Index of package j, higher first: −(LS − max E) over the others that fit.

    Parameters
    ----------
    fixed
        −LS of each package.
    fitting, many
        Packages that fit now, and how many.
    network, free, running, count, until, now
        As in `earliest_beside`.
    """
    latest = now
    for place in range(many):
        i = fitting[place]
        if i != j:
            moment = earliest_beside(network, i, j, free, running, count, until, now)
            if moment > latest:
                latest = moment
    return fixed[j] + latest
