"""The queueing network in salabim, its processes written as generators."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import salabim

from benchmarks.network import ARRIVALS, CLASSES, NODES, SERVERS, SERVICE, route


def visits(jobs: int, seed: int) -> int:
    """Let so many jobs through; how many visits they made."""
    salabim.yieldless(False)
    env, luck, made = salabim.Environment(trace=False), random.Random(seed), [0]
    nodes = [salabim.Resource(f"node{node}", capacity=SERVERS, env=env) for node in range(NODES)]

    class Job(salabim.Component):
        def process(self) -> Generator[Any, Any, None]:
            rank = luck.randrange(CLASSES)
            for node in route(luck):
                yield self.request((nodes[node], 1, rank))
                yield self.hold(luck.expovariate(1.0 / SERVICE))
                self.release(nodes[node])
                made[0] += 1

    class Source(salabim.Component):
        def process(self) -> Generator[Any, Any, None]:
            for _ in range(jobs):
                yield self.hold(luck.expovariate(ARRIVALS))
                Job(env=env)

    Source(env=env)
    env.run()
    return made[0]
