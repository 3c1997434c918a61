"""Queueing theory as portfolios: customers are projects of one package, servers the people of one pool."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from tests.engines.build import DEV, Story, chain, lived, package, pool, project, scenario
from workbench.engines.plan import plan_of
from workbench.model import Exponential, Fixed, Lognormal

SCENARIOS = 20
CUSTOMERS = 360
WARM_UP = 60
FUTURES = 2


def arrivals(rate: float, number: int) -> list[float]:
    """A Poisson stream, from a seed of its own."""
    u = np.random.Generator(np.random.Philox(key=9000 + number)).random(CUSTOMERS)
    return np.cumsum(-np.log1p(-u) / rate).tolist()


def queue(rate: float, law: Any, servers: int, number: int) -> list[Story]:
    customers = [
        project(f"C{n:04d}", package("serve", law), intake=when)
        for n, when in enumerate(arrivals(rate, number))
    ]
    last = int(2 * CUSTOMERS / rate) + 100
    return lived(plan_of(scenario(customers, [pool(capacity=servers)], horizon=last, seed=number)), FUTURES)


def waits(story: Story) -> np.ndarray:
    return story.path.start - story.plan.projects.intake


@lru_cache
def mean_waits(rate: float, law: Any, servers: int) -> np.ndarray:
    """Mean wait of each scenario after warm-up; scenarios are independent of each other."""
    means = []
    for number in range(SCENARIOS):
        futures = queue(rate, law, servers, number)
        means.append(np.mean([waits(one)[WARM_UP:].mean() for one in futures]))
    return np.array(means)


def z_of(samples: np.ndarray, theory: float) -> float:
    return float((samples.mean() - theory) / (samples.std(ddof=1) / math.sqrt(len(samples))))


def erlang_c_wait(rate: float, servers: int) -> float:
    """Mean wait of M/M/c with services of mean 1."""
    load = rate
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    chance = last / (sum(load**k / math.factorial(k) for k in range(servers)) + last)
    return chance / (servers - rate)


def pollaczek_khinchine(rate: float, cv: float) -> float:
    """Mean wait of M/G/1 with services of mean 1: λE[S²] ÷ 2(1 − ρ)."""
    return rate * (1 + cv * cv) / (2 * (1 - rate))


@pytest.mark.parametrize(
    ("rate", "law", "servers", "theory"),
    [
        (0.6, Exponential(mean=1), 1, 0.6 / (1 - 0.6)),
        (2.1, Exponential(mean=1), 3, erlang_c_wait(2.1, 3)),
        (8.0, Exponential(mean=1), 10, erlang_c_wait(8.0, 10)),
        (0.6, Fixed(value=1), 1, pollaczek_khinchine(0.6, 0.0)),
        (0.6, Lognormal(mean=1, cv=0.5), 1, pollaczek_khinchine(0.6, 0.5)),
        (0.6, Lognormal(mean=1, cv=1.5), 1, pollaczek_khinchine(0.6, 1.5)),
    ],
    ids=["M/M/1", "M/M/3", "M/M/10", "M/D/1", "M/G/1 cv .5", "M/G/1 cv 1.5"],
)
def test_mean_waits_are_those_of_queueing_theory(rate: float, law: Any, servers: int, theory: float) -> None:
    """Erlang C and Pollaczek–Khinchine, over 20 independent streams of arrivals."""
    samples = mean_waits(rate, law, servers)
    assert abs(z_of(samples, theory)) <= 4, (samples.mean(), theory)
    assert abs(samples.mean() / theory - 1) < 0.3


@pytest.mark.parametrize("servers", [1, 2, 5])
def test_every_wait_is_that_of_the_recursion(servers: int) -> None:
    """FIFO with c servers, customer by customer (Kiefer and Wolfowitz; Lindley for one server)."""
    for one in queue(0.8 * servers, Lognormal(mean=1, cv=1), servers, 77):
        path = one.path
        order = np.argsort(path.attempts.package)
        service = (path.attempts.end - path.attempts.start)[order]
        free = [0.0] * servers
        for n, (when, length) in enumerate(zip(one.plan.projects.intake, service, strict=True)):
            begin = max(when, min(free))
            assert path.start[n] == pytest.approx(begin, rel=1e-12)
            free[free.index(min(free))] = begin + length


def test_little_holds_exactly_on_every_path() -> None:
    """Starts and ends empty: the area under the number in the system is the sum of the times in it."""
    for one in queue(0.8, Exponential(mean=1), 1, 5):
        arrive, leave = one.plan.projects.intake, one.path.finish
        moments = np.concatenate([arrive, leave])
        change = np.concatenate([np.ones_like(arrive), -np.ones_like(leave)])
        order = np.argsort(moments, kind="stable")
        number = np.cumsum(change[order])[:-1]
        area = float(np.dot(number, np.diff(moments[order])))
        assert number[-1] == 1 and one.path.end.tolist() == [2] * CUSTOMERS
        assert one.path.state_days.sum() == pytest.approx(area, rel=1e-12)
        assert (leave - arrive).sum() == pytest.approx(area, rel=1e-12)


def test_little_holds_in_the_long_run() -> None:
    """L = λW within a few per cent, with L the mean number waiting and λ the arrival rate."""
    rate = 0.6
    number, wait = [], []
    for stream in range(10):
        one = queue(rate, Fixed(value=1), 1, stream)[0]
        until = one.plan.projects.intake[-1]
        begun = np.minimum(one.path.start, until)
        number.append((begun - one.plan.projects.intake).sum() / until)
        wait.append(waits(one).mean())
    assert np.mean(number) == pytest.approx(rate * np.mean(wait), rel=0.05)


def test_two_stations_in_series_follow_jackson() -> None:
    """Tandem of two M/M/1: mean sojourn is 1 ÷ (μ₁ − λ) + 1 ÷ (μ₂ − λ)."""
    rate, first, second = 0.5, 1.0, 0.9
    sojourn = []
    for number in range(SCENARIOS):
        customers = [
            project(
                f"C{n:04d}",
                *chain(
                    package("one", Exponential(mean=1 / first), DEV),
                    package("two", Exponential(mean=1 / second), {"test": 1}),
                ),
                intake=when,
            )
            for n, when in enumerate(arrivals(rate, 100 + number))
        ]
        what = scenario(
            customers, [pool(), pool("test")], horizon=int(2 * CUSTOMERS / rate) + 100, seed=number
        )
        futures = lived(what, FUTURES)
        sojourn.append(
            np.mean([(one.path.finish - one.plan.projects.intake)[WARM_UP:].mean() for one in futures])
        )
    theory = 1 / (first - rate) + 1 / (second - rate)
    samples = np.array(sojourn)
    assert abs(z_of(samples, theory)) <= 4, (samples.mean(), theory)


def test_an_open_house_holds_a_poisson_number_of_projects() -> None:
    """Unlimited people (M/G/∞): the number under way is Poisson with mean λE[S], its variance too."""
    counts = []
    for number in range(8):
        one = queue(4.0, Lognormal(mean=2.5, cv=1), CUSTOMERS, 300 + number)[0]
        assert (waits(one) == 0).all()
        looks = np.arange(20.0, CUSTOMERS / 4.0 - 5, 10.0)
        counts += [int(((one.path.start <= t) & (one.path.finish > t)).sum()) for t in looks]
    mean, variance = np.mean(counts), np.var(counts, ddof=1)
    spread = math.sqrt(10.0 / len(counts))
    assert abs(mean - 10.0) <= 4 * spread
    assert 0.5 < variance / mean < 1.8
