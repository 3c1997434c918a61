"""The queueing network in Ciw, which keeps a record of every visit."""

from __future__ import annotations

import ciw

from benchmarks.network import ARRIVALS, CLASSES, LEAVE, NODES, SERVERS, SERVICE


def visits(jobs: int, seed: int) -> int:
    """Let so many jobs through; how many visits they made."""
    classes = [f"class {number}" for number in range(CLASSES)]
    row = [(1.0 - LEAVE) / NODES] * NODES
    network = ciw.create_network(
        arrival_distributions={
            one: [ciw.dists.Exponential(ARRIVALS / NODES / CLASSES) for _ in range(NODES)] for one in classes
        },
        service_distributions={
            one: [ciw.dists.Exponential(1.0 / SERVICE) for _ in range(NODES)] for one in classes
        },
        routing={one: [row] * NODES for one in classes},
        priority_classes={one: rank for rank, one in enumerate(classes)},
        number_of_servers=[SERVERS] * NODES,
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(jobs, method="Finish")
    return len(simulation.get_all_records())
