"""A priority queueing network that every simulator can express, as plain figures and as a portfolio.

Jobs come at random, go from node to node at random and leave after four visits on average; at a node whoever
has the better class goes first. In the portfolio a job is a project and a visit a package; routes and
arrivals are drawn once, since a portfolio knows its packages, and service times anew in each future. Within
a class the portfolio serves the earlier arrived job first, the others who came to the node first: counts and
loads agree, single waiting times do not.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from workbench.model import Calendar, Exponential, Objective, Portfolio, Project, ResourcePool, WorkPackage
from workbench.policies import Dispatch, IndexName, Policy
from workbench.scenario import Scenario

NODES = 6
SERVERS = 4
CLASSES = 3
SERVICE = 1.0
"""Mean service time."""
LEAVE = 0.25
"""Chance that a job leaves after a visit; otherwise it goes to any node."""
LOAD = 0.8
"""Share of the time that a server works."""
ARRIVALS = LOAD * NODES * SERVERS / SERVICE * LEAVE
"""Jobs per unit of time."""


def route(luck: random.Random) -> list[int]:
    """Nodes that a job visits."""
    visits = [luck.randrange(NODES)]
    while luck.random() >= LEAVE:
        visits.append(luck.randrange(NODES))
    return visits


def as_portfolio(jobs: int) -> Scenario:
    """The network with so many jobs, their class as the ranking."""
    luck, start = random.Random(5), date(2027, 1, 1)
    now, projects = 0.0, []
    for job in range(jobs):
        now += luck.expovariate(ARRIVALS)
        projects.append(_job(job, now, luck))
    return Scenario(
        name="network",
        portfolio=Portfolio(
            name="A priority queueing network",
            start=start,
            calendar=Calendar(weekend=()),
            objectives=[Objective(id="class", weight=100.0)],
            pools=[ResourcePool(id=f"node{node}", capacity=SERVERS) for node in range(NODES)],
            projects=projects,
        ),
        policy=Policy(dispatch=Dispatch(index=IndexName.STRATEGIC)),
        horizon=start + timedelta(days=round(now) + 50),
    )


def _job(number: int, arrival: float, luck: random.Random) -> Project:
    visits = [
        WorkPackage(
            id=f"v{place:02d}",
            duration=Exponential(mean=SERVICE),
            demand={f"node{node}": 1.0},
            after=(f"v{place - 1:02d}",) if place else (),
        )
        for place, node in enumerate(route(luck))
    ]
    rank = 50.0 * luck.randrange(CLASSES)
    return Project(id=f"J{number:05d}", intake=arrival, scores={"class": rank}, packages=visits)
