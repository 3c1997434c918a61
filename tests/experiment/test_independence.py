"""The same bits, whoever computes them and however they are cut."""

from collections.abc import Callable

import pandas as pd
import pytest

from workbench.experiment import Processes, Results, Sizes, compare, simulate
from workbench.scenario import Scenario

Builder = Callable[..., Scenario]


def same(first: Results, other: Results) -> bool:
    """Whether both hold the same bits; which differ is told by the error."""
    pd.testing.assert_frame_equal(first.measures, other.measures, check_exact=True)
    pd.testing.assert_frame_equal(first.projects, other.projects, check_exact=True)
    return not first.measures.empty and not first.projects.empty


def test_worker_processes_give_the_bits_of_a_single_one(scenario: Builder) -> None:
    pair = [scenario(), scenario("cd3", index="cd3")]
    with Processes(2) as executor:
        assert same(compare(pair, 24), compare(pair, 24, executor=executor, sizes=Sizes(chunk=5)))


@pytest.mark.parametrize(
    "sizes", [Sizes(block=7, chunk=3), Sizes(block=1, chunk=1), Sizes(block=250, chunk=4)]
)
def test_blocks_and_chunks_do_not_matter(scenario: Builder, sizes: Sizes) -> None:
    assert same(simulate(scenario(), 20), simulate(scenario(), 20, sizes=sizes))


def test_more_replications_keep_the_first_ones(scenario: Builder) -> None:
    few, many = simulate(scenario(), 10), simulate(scenario(), 25)
    kept = many.measures[many.measures["replication"] < 10].reset_index(drop=True)
    pd.testing.assert_frame_equal(few.measures, kept, check_exact=True)


def test_a_scenario_is_the_same_alone_and_in_company(scenario: Builder) -> None:
    alone = simulate(scenario("cd3", index="cd3"), 10)
    both = compare([scenario(), scenario("cd3", index="cd3")], 10)
    assert alone.values("cd3", "npv").tolist() == both.values("cd3", "npv").tolist()


def test_the_order_of_projects_in_the_file_does_not_matter(scenario: Builder) -> None:
    first = scenario()
    portfolio = first.portfolio.model_copy(update={"projects": first.portfolio.projects[::-1]})
    assert same(simulate(first, 10), simulate(scenario(portfolio=portfolio), 10))


def test_seed_zero_is_a_seed(scenario: Builder) -> None:
    zero, one = simulate(scenario(seed=0), 5), simulate(scenario(seed=1), 5)
    assert zero.manifest.seed == 0
    assert zero.values("today", "npv").tolist() != one.values("today", "npv").tolist()
    assert simulate(scenario(seed=0), 5).measures.equals(zero.measures)
