"""What stands today that controls need to know: the limit, the busiest pool, how many people can leave."""

from __future__ import annotations

from workbench.interfaces.wording import capital, count
from workbench.scenario import Scenario
from workbench.scenario.people import end_of_run, headcounts

PEOPLE_STEP = 0.5
"""FTE by which people come and go."""


def most_at_once(baseline: Scenario) -> int:
    """The limit of projects at once; without one, as many as there are."""
    limit = baseline.policy.release.wip_limit
    return len(baseline.portfolio.projects) if limit is None else limit


def unheld(baseline: Scenario) -> str:
    """The same as `beside_limit` in a few words, for a card."""
    projects = baseline.portfolio.projects
    fixed, every = sum(one.mandatory or one.in_flight for one in projects), len(projects)
    if not fixed:
        return ""
    return f"{'All' if fixed == every else f'{fixed} of {every}'} go on whatever the limit"


def _kinds(baseline: Scenario) -> list[str]:
    """Why projects of a portfolio are not held back."""
    projects = baseline.portfolio.projects
    return [
        *(["mandatory"] if any(one.mandatory for one in projects) else []),
        *(["under way"] if any(one.in_flight for one in projects) else []),
    ]


def beside_limit(baseline: Scenario) -> str:
    """What a limit of projects at once cannot hold back; empty where it can hold back all of them.

    Mandatory projects start whatever the limit, and those under way have started; all of them count to it.
    """
    projects = baseline.portfolio.projects
    fixed, every = sum(one.mandatory or one.in_flight for one in projects), len(projects)
    if not fixed:
        return ""
    what = " or ".join(_kinds(baseline))
    if fixed == every:
        return f"All projects are {what}: no limit holds any of them back"
    number = capital(count(fixed, "", "").strip())
    if fixed == 1:
        return f"{number} of {every} projects is {what}: no limit holds it back, but it counts to it"
    return f"{number} of {every} projects are {what}: no limit holds them back, but they count to it"


def people_bounds(baseline: Scenario, pool: str) -> tuple[float, float]:
    """As many fewer as there ever are at the least; as many more as half of today's, and at least five."""
    chosen = next(one for one in baseline.portfolio.pools if one.id == pool)
    start = baseline.portfolio.start
    counts = headcounts(chosen, baseline.shocks, start, end_of_run(start, baseline.horizon))
    fewest = min(float(one.people) for one in counts)
    step = PEOPLE_STEP
    return -(fewest // step) * step, max(5.0, chosen.capacity / 2 // step * step)


def busiest(baseline: Scenario) -> str:
    """The pool with the most planned work for each of its people."""
    load: dict[str, float] = {pool.id: 0.0 for pool in baseline.portfolio.pools}
    for project in baseline.portfolio.projects:
        for package in project.packages:
            if not package.done:
                for pool, fte in package.demand.items():
                    load[pool] += fte * package.duration.mean
    people = {pool.id: pool.capacity * (1 - pool.operations_share) for pool in baseline.portfolio.pools}
    return max(load, key=lambda pool: load[pool] / max(people[pool], 0.01))
