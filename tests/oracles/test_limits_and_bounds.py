"""Limits on work in progress against queueing networks, a bound on waiting, and when more people may hurt."""

import math
from typing import Any

import numpy as np
import pytest

from tests.engines.build import chain, lived, package, policy, pool, project, scenario
from tests.engines.portfolios import mixed
from tests.oracles.test_queues import WARM_UP, customers, waits
from workbench.model import Exponential, Lognormal
from workbench.scenario import Scenario

PLENTY = 400


# Limits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "limits", [{"wip_limit": 3}, {"programme_limits": {"all": 3}}, {"pool_limits": {"dev": 3}}], ids=str
)
def test_places_are_servers_of_the_same_number(limits: dict[str, Any]) -> None:
    """M/M/∞ behind three places is M/M/3: the same end of every project, waiting for release, not people."""
    made = [one.model_copy(update={"programme": "all"}) for one in customers(2.4, Exponential(mean=1), 5)]
    few = lived(scenario(made, [pool(capacity=3)], horizon=900))[0].path
    behind = lived(scenario(made, [pool(capacity=PLENTY)], policy=policy(release=limits), horizon=900))[
        0
    ].path
    assert np.array_equal(few.finish, behind.finish)
    assert few.state_days[:, 2].sum() == pytest.approx(behind.state_days[:, 5].sum(), rel=1e-9)


@pytest.mark.parametrize("places", [1, 2, 4])
def test_a_closed_line_of_two_stations_completes_what_the_product_form_says(places: int) -> None:
    """Always N in work at two stations of rate 1: N ÷ (N + 1) a day (Gordon and Newell 1967)."""
    count, warm = 160, 30
    rates = []
    for seed in range(8):
        line = [package("one", Exponential(mean=1)), package("two", Exponential(mean=1), {"test": 1})]
        made = [project(f"C{n:03d}", *chain(*line)) for n in range(count)]
        rules = policy(release={"wip_limit": places})
        what = scenario(made, [pool(), pool("test", 1)], policy=rules, horizon=2000, seed=seed)
        ends = np.sort(lived(what)[0].path.finish)
        rates.append((count - warm) / (ends[-1] - ends[warm - 1]))
    theory, spread = places / (places + 1), np.std(rates, ddof=1) / math.sqrt(len(rates))
    assert abs(np.mean(rates) - theory) <= 4 * spread and spread < 0.1 * theory


# Kingman --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("load", "arrival", "service"), [(0.6, 0.5, 0.3), (0.8, 1.5, 1.0)])
def test_nobody_waits_longer_on_average_than_kingmans_bound(
    load: float, arrival: float, service: float
) -> None:
    """G/G/1: λ(σa² + σs²) ÷ 2(1 − ρ) is a bound, never an equality (oracle 6)."""
    means = []
    for seed in range(8):
        luck = np.random.Generator(np.random.Philox(key=7_700 + seed))
        gaps = Lognormal(mean=1 / load, cv=arrival).quantile(luck.random(360))
        made = [
            project(f"C{n:03d}", package("serve", Lognormal(mean=1, cv=service)), intake=float(when))
            for n, when in enumerate(np.cumsum(gaps))
        ]
        means.append(waits(lived(scenario(made, horizon=1500, seed=seed))[0])[WARM_UP:].mean())
    variances = (arrival / load) ** 2 + service**2
    bound = load * variances / (2 * (1 - load))
    spread = np.std(means, ddof=1) / math.sqrt(len(means))
    assert 0 < np.mean(means) <= bound + 2 * spread


# More people ----------------------------------------------------------------------------------------------


def test_one_more_person_makes_nobody_later_on_a_fixed_list_without_predecessors() -> None:
    """One pool, everything there on day 0, any order that is fixed (oracle 22)."""
    luck = np.random.Generator(np.random.Philox(key=61))
    for _ in range(25):
        lengths, dates = luck.integers(1, 20, 14), luck.permutation(14)
        made = [
            project(f"P{k:02d}", float(length), due=float(100 + when))
            for k, (length, when) in enumerate(zip(lengths, dates, strict=True))
        ]
        base, more = (
            lived(scenario(made, [pool(capacity=size)], policy=policy(dispatch="edd")))[0].path.finish
            for size in (2, 3)
        )
        assert (more <= base).all()


def test_with_several_pools_and_predecessors_it_helps_on_average_and_hurts_somebody() -> None:
    """On the same futures the mean falls for sure, yet some project somewhere is later (oracle 23)."""
    changes, later = [], 0
    base, more = (lived(_with_developers(size), 60) for size in (4, 5))
    for one, other in zip(base, more, strict=True):
        change = other.path.finish - one.path.finish
        changes.append(np.nansum(change))
        later += int((change > 1e-9).any())
    mean, spread = np.mean(changes), np.std(changes, ddof=1) / math.sqrt(len(changes))
    assert mean + 2.576 * spread < 0
    assert later > 0


def _with_developers(size: int) -> Scenario:
    """The portfolio with a bit of everything, without limits, money or gates that stop anything."""
    what = mixed(8, policy=policy(dispatch="cd3"), budgets={}, shocks=())
    people = tuple(
        one.model_copy(update={"capacity": float(size), "capacity_steps": ()}) if one.id == "dev" else one
        for one in what.portfolio.pools
    )
    return what.model_copy(update={"portfolio": what.portfolio.model_copy(update={"pools": people})})
