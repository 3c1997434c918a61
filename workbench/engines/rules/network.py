"""Work left of a project: its longest path, and what it still needs of people and money."""

from __future__ import annotations

from workbench.engines.rules.records import Floats, Network, Room


def longest_path(network: Network, i: int, length: Floats, finish: Room) -> float:
    """Longest path through a project's predecessors and gates, with the given length of each package.

    Parameters
    ----------
    network
        Packages and what they wait for.
    i
        The project.
    length
        Working days, indexed like the packages of the plan; 0 for those that are done.
    finish
        Room for as many numbers; what stands there is overwritten.
    """
    latest = 0.0
    # A gate waits for every package of the stages before it, and those stand earlier in the order.
    gate = 0.0
    gates = 0
    for place in range(network.first[i], network.first[i + 1]):
        k = network.order[place]
        if network.gates_needed[k] > gates:
            gates = network.gates_needed[k]
            gate = latest
        begin = gate
        for one in range(network.after_start[k], network.after_start[k + 1]):
            before = finish[network.after[one]]
            if before > begin:
                begin = before
        finish[k] = begin + length[k]
        if finish[k] > latest:
            latest = finish[k]
    return latest


def remaining_work(
    network: Network, i: int, length: Floats, finish: Room
) -> tuple[float, float, float, float]:
    """Longest path, days on the scarcest pool, FTE-days on it, and labour cost of a project's packages.

    Parameters as in `longest_path`; a project without people counts its longest path as days.
    """
    lead = longest_path(network, i, length, finish)
    pool = network.constraint[i]
    days = 0.0
    fte_days = 0.0
    cost = 0.0
    for k in range(network.first[i], network.first[i + 1]):
        cost += length[k] * network.rate[k]
        for one in range(network.demand_start[k], network.demand_start[k + 1]):
            if network.demand_pool[one] == pool:
                days += length[k]
                fte_days += length[k] * network.demand_fte[one] / 100.0
    if pool < 0:
        return lead, lead, lead, cost
    return lead, days, fte_days, cost
