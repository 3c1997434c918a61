"""Project networks with people for everybody: critical path, PERT sums, merge bias."""

import math

import numpy as np
import pytest

from tests.engines.build import DEV, chain, lived, package, pool, project, scenario, story
from workbench.model import Pert, WorkPackage

CROWD = [pool(capacity=10_000)]


def network(case: int, n: int) -> list[WorkPackage]:
    """A random acyclic network with whole days, some of no length, some without people."""
    luck = np.random.Generator(np.random.Philox(key=case))
    made = []
    for k in range(n):
        before = [j for j in range(k) if luck.random() < 2.0 / (k + 1)]
        length = int(luck.integers(0, 12))
        demand = {} if luck.random() < 0.3 else {"dev": 1.0}
        made.append(package(f"w{k:02d}", length, demand, after=tuple(f"w{j:02d}" for j in before)))
    return made


@pytest.mark.parametrize("case", range(25))
def test_a_project_with_people_for_everybody_takes_its_longest_path(case: int) -> None:
    """Every package starts on its earliest day and the project ends on the critical path, to the bit."""
    packages = network(case, 14)
    earliest: dict[str, float] = {}
    ends: dict[str, float] = {}
    for one in packages:
        earliest[one.id] = max((ends[other] for other in one.after), default=0.0)
        ends[one.id] = earliest[one.id] + one.duration.mean
    luck = np.random.Generator(np.random.Philox(key=case))
    shuffled = [packages[k] for k in luck.permutation(len(packages))]
    one = story(scenario([project("A", *shuffled)], CROWD))
    assert one.finish("A") == max(ends.values())
    for attempt in one.tries:
        assert attempt.start == earliest[attempt.package.removeprefix("A/")]


@pytest.mark.parametrize("case", range(6))
def test_a_package_may_grow_by_its_slack_and_not_by_a_day_more(case: int) -> None:
    """Slack is latest less earliest start: within it the project ends when it did, then a day later."""
    packages = network(case, 14)
    earliest: dict[str, float] = {}
    for one in packages:
        earliest[one.id] = max(
            (earliest[b.id] + b.duration.mean for b in packages if b.id in one.after), default=0.0
        )
    end = max(earliest[one.id] + one.duration.mean for one in packages)
    latest: dict[str, float] = {}
    for one in reversed(packages):
        latest[one.id] = (
            min((latest[n.id] for n in packages if one.id in n.after), default=end) - one.duration.mean
        )
    slack = {one.id: latest[one.id] - earliest[one.id] for one in packages}
    assert min(slack.values()) == 0 < max(slack.values())
    for one in packages:
        for more in (0, 1):
            longer = package(one.id, one.duration.mean + slack[one.id] + more, DEV, after=one.after)
            changed = [longer if other is one else other for other in packages]
            assert story(scenario([project("A", *changed)], CROWD)).finish("A") == end + more


@pytest.mark.parametrize("case", range(10))
def test_gates_join_the_longest_path(case: int) -> None:
    """A gate is a barrier: what is behind it starts after all that is before it; planned lead agrees."""
    from workbench.engines.records import lists_of
    from workbench.engines.rules.network import longest_path

    luck = np.random.Generator(np.random.Philox(key=500 + case))
    packages = [
        package(
            f"w{k}", int(luck.integers(1, 9)), stage=f"s{k // 3}", after=(f"w{k - 1}",) if k % 3 == 1 else ()
        )
        for k in range(9)
    ]
    gates = ("s0", "s1") if case % 2 else ("s1",)
    made = project("A", *packages, stages=("s0", "s1", "s2"), gates=gates)
    ends: dict[str, float] = {}
    for one in packages:
        begin = max((ends[other] for other in one.after), default=0.0)
        for gate in gates:
            if gate < one.stage:
                begin = max([begin, *(ends[p.id] for p in packages if p.stage <= gate and p.id in ends)])
        ends[one.id] = begin + one.duration.mean
    lived_one = story(scenario([made], CROWD))
    assert lived_one.finish("A") == max(ends.values())
    plan = lived_one.plan
    lengths = plan.packages.mean.tolist()
    assert longest_path(lists_of(plan).network, 0, lengths, [0.0] * 9) == max(ends.values())


def test_a_chain_of_pert_estimates_has_the_sum_of_means_and_beta_variances() -> None:
    """(2, 4, 12): mean 5 and variance 3 each, not the classic ((b − a) ÷ 6)² = 2.78."""
    pert = Pert(low=2, mode=4, high=12)
    made = project("A", *chain(*(package(f"w{k}", pert) for k in range(5))))
    futures = lived(scenario([made], CROWD), 2000)
    finish = np.array([one.path.finish[0] for one in futures])
    each = np.concatenate([one.path.attempts.end - one.path.attempts.start for one in futures])
    for sample, mean, variance in ((finish, 25, 15), (each, 5, 3)):
        n, squares = len(sample), (sample - mean) ** 2
        assert abs(sample.mean() - mean) <= 4 * math.sqrt(variance / n)
        assert abs(squares.mean() - variance) <= 4 * squares.std() / math.sqrt(n)
    assert ((each - 5) ** 2).mean() > 2.78 + 4 * ((each - 5) ** 2).std() / math.sqrt(len(each))


def test_parallel_paths_end_later_than_each_of_them() -> None:
    """Merge bias: E max of k independent paths by convolution and quadrature, and P(all by 25) = F(25)^k."""
    from scipy.stats import beta

    pert = Pert(low=2, mode=4, high=12)
    step = 0.01
    edges = np.arange(2, 12 + step, step)
    mass = np.diff(beta.cdf((edges - 2) / 10, 1 + 4 * 0.2, 1 + 4 * 0.8))
    total = mass
    for _ in range(4):
        total = np.convolve(total, mass)
    at = 10 + 5 * step / 2 + step * np.arange(len(total))
    below = np.cumsum(total)
    paths = [chain(*(package(f"p{k}w{j}", pert) for j in range(5))) for k in range(8)]
    made = project("A", *(one for path in paths for one in path))
    futures = lived(scenario([made], CROWD), 800)
    ends = np.array([[story.of(f"A/p{k}w4")[0].end for k in range(8)] for story in futures])
    assert (ends.max(axis=1) == [story.path.finish[0] for story in futures]).all()
    for k, published in ((1, 25.0), (2, 27.2), (4, 29.1), (8, 30.7)):
        theory = float(np.dot(at, np.diff(below**k, prepend=0.0)))
        assert theory == pytest.approx(published, abs=0.06)
        last = ends[:, :k].max(axis=1)
        assert abs(last.mean() - theory) <= 4 * last.std() / math.sqrt(len(last))
        chance = float(np.interp(25.0, at + step / 2, below)) ** k
        share = (last <= 25).mean()
        assert abs(share - chance) <= 4 * math.sqrt(chance * (1 - chance) / len(last))
