"""The queueing network in plain SimPy."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import simpy

from benchmarks.network import ARRIVALS, CLASSES, NODES, SERVERS, SERVICE, route


def visits(jobs: int, seed: int) -> int:
    """Let so many jobs through; how many visits they made."""
    env, luck, made = simpy.Environment(), random.Random(seed), 0
    nodes = [simpy.PriorityResource(env, SERVERS) for _ in range(NODES)]

    def job() -> Generator[simpy.Event, Any, None]:
        nonlocal made
        rank = luck.randrange(CLASSES)
        for node in route(luck):
            with nodes[node].request(priority=rank) as request:
                yield request
                yield env.timeout(luck.expovariate(1.0 / SERVICE))
            made += 1

    def source() -> Generator[simpy.Event, Any, None]:
        for _ in range(jobs):
            yield env.timeout(luck.expovariate(ARRIVALS))
            env.process(job())

    env.process(source())
    env.run()
    return made
