"""Queueing theory as portfolios: customers are projects of one package, servers the people of one pool."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from tests.engines.build import DEV, Story, chain, lived, package, pool, project, scenario, story, taken
from workbench.engines.path import Paths
from workbench.engines.valuation import value
from workbench.experiment.measure_table import Meter
from workbench.model import Exponential, Fixed, Lognormal, Project

SCENARIOS = 20
CUSTOMERS = 360
WARM_UP = 60
FUTURES = 2


def arrivals(rate: float, number: int) -> list[float]:
    """A Poisson stream, from a seed of its own."""
    u = np.random.Generator(np.random.Philox(key=9000 + number)).random(CUSTOMERS)
    return np.cumsum(-np.log1p(-u) / rate).tolist()


def customers(rate: float, law: Any, number: int) -> list[Project]:
    return [
        project(f"C{n:04d}", package("serve", law), intake=when)
        for n, when in enumerate(arrivals(rate, number))
    ]


def queue(rate: float, law: Any, servers: int, number: int) -> list[Story]:
    last = int(2 * CUSTOMERS / rate) + 100
    what = scenario(customers(rate, law, number), [pool(capacity=servers)], horizon=last, seed=number)
    return lived(what, FUTURES)


def measured(one: Story) -> dict[str, float]:
    """The measures of a future by name."""
    paths, meter = Paths.of([one.path]), Meter(one.plan)
    readings = meter.read(paths, value(one.plan, taken(one.draws, [one.row]), paths))
    return dict(zip(meter.names, readings.measures[0].tolist(), strict=True))


def waits(one: Story) -> np.ndarray:
    return one.path.start - one.plan.projects.intake


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


def test_the_formulas_give_the_numbers_of_the_textbooks() -> None:
    """So that what the engine is held to below is right itself."""
    assert erlang_c_wait(0.8, 1) == pytest.approx(4.0, rel=1e-12)
    assert erlang_c_wait(2.4, 3) == pytest.approx(1.0787, abs=5e-5)
    assert erlang_c_wait(8.5, 10) == pytest.approx(0.3532, abs=5e-5)
    found = [pollaczek_khinchine(0.8, cv) for cv in (0.0, 0.3, 0.5, 1.0, 1.5)]
    assert found == pytest.approx([2.0, 2.18, 2.5, 4.0, 6.5], rel=1e-12)


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
    """L = λW within 1 %, by the measures of a run that is cut while customers are still there."""
    rate, until = 0.6, 500
    number, product, still_there = [], [], 0
    for stream in range(10):
        what = scenario(customers(rate, Exponential(mean=1), stream), [pool()], horizon=until, seed=stream)
        one = story(what)
        still_there += int((one.path.finish > until).sum())
        found = measured(one)
        assert rate == pytest.approx(found["throughput"] / one.plan.days_per_year, rel=0.2)
        number.append(found["wip"])
        product.append(found["throughput"] / one.plan.days_per_year * found["lead_time"])
    assert still_there
    assert np.mean(number) == pytest.approx(np.mean(product), rel=0.01)


def test_two_stations_in_series_follow_jackson() -> None:
    """Tandem of two M/M/1: mean sojourn is 1 ÷ (μ₁ − λ) + 1 ÷ (μ₂ − λ)."""
    rate, first, second = 0.5, 1.0, 0.9
    sojourn = []
    for number in range(SCENARIOS):
        served = [
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
        what = scenario(served, [pool(), pool("test")], horizon=int(2 * CUSTOMERS / rate) + 100, seed=number)
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
