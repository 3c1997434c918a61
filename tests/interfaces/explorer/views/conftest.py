"""What a view is given, of small portfolios: today and a what-if on the same few futures."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from workbench import Scenario
from workbench.interfaces.explorer.promises import Promises
from workbench.interfaces.explorer.session import Session
from workbench.interfaces.explorer.views import Seen
from workbench.model import Portfolio, Project, ResourcePool, WorkPackage

See = Callable[[Scenario, Scenario, int], Seen]


@pytest.fixture(scope="session")
def see() -> See:
    sessions: dict[str, Session] = {}

    def look(baseline: Scenario, what_if: Scenario, count: int) -> Seen:
        session = sessions.setdefault(baseline.hash, Session(baseline))
        pair = session.pair(what_if)
        while not pair.ready(count):
            pair.extend(count)
        comparison = pair.comparison(count, datetime(2027, 1, 4, tzinfo=UTC))
        lived = tuple(side.first(count) for side in pair.sides)
        return Seen(*pair.scenarios, comparison, Promises.of(comparison), pair.same, 666, lived)

    return look


@pytest.fixture(scope="session")
def many() -> Callable[[int], Scenario]:
    """Portfolios of so many small projects, every second one with a promised date."""

    def of(count: int) -> Scenario:
        projects = tuple(
            Project(
                id=f"P{k:03}",
                name=f"Project {k}",
                intake=date(2027, 1 + k % 12, 1),
                due=date(2028, 1 + k % 12, 28) if k % 2 else None,
                packages=(WorkPackage(id="build", duration=20 + k % 7, demand={f"team{k % 3}": 1}),),
            )
            for k in range(count)
        )
        pools = tuple(ResourcePool(id=f"team{k}", capacity=max(1, count // 20)) for k in range(3))
        portfolio = Portfolio(name="Many", start=date(2027, 1, 4), pools=pools, projects=projects)
        return Scenario(name="baseline", portfolio=portfolio, horizon=date(2029, 12, 31), seed=3)

    return of


@pytest.fixture(scope="session")
def renamed() -> Callable[[Scenario], Scenario]:
    return lambda scenario: scenario.model_copy(update={"name": "what-if"})
