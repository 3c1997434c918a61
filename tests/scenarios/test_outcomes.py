"""What the example shows, on the same futures: how many at once has an optimum inside, and choices differ."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.experiment import Comparison, compare
from workbench.interfaces.files import load_scenario
from workbench.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios"
TODAY, BEST, FEWEST, MOST = 26, 18, 4, 40
FUTURES = 80

pytestmark = pytest.mark.slow

Difference = Callable[[str, str], tuple[float, float]]


def at_once(limit: int) -> Scenario:
    baseline = load_scenario(FOLDER / "baseline.yaml")
    release = baseline.policy.release.model_copy(update={"wip_limit": limit})
    policy = baseline.policy.model_copy(update={"release": release})
    return baseline.model_copy(update={"name": f"{limit} at once", "policy": policy})


def intervals(comparison: Comparison) -> Difference:
    found = comparison.differences().set_index(["scenario", "measure"])

    def of(scenario: str, measure: str) -> tuple[float, float]:
        row = found.loc[(scenario, measure)]
        return float(row["low"]), float(row["high"])

    return of


@pytest.fixture(scope="module")
def sweep() -> Comparison:
    """The best limit is the baseline here, so that every difference is a loss against it."""
    return compare([at_once(limit) for limit in (BEST, FEWEST, 8, 12, TODAY, MOST)], FUTURES)


@pytest.mark.parametrize("limit", [FEWEST, 8, 12, TODAY, MOST])
def test_eighteen_at_once_beats_fewer_and_more(sweep: Comparison, limit: int) -> None:
    _, high = intervals(sweep)(f"{limit} at once", "npv")
    assert high < 0


def test_with_few_at_once_people_wait_for_work_and_with_many_work_waits_for_people(sweep: Comparison) -> None:
    states = sweep.states().set_index(["scenario", "state"])["mean"]
    means = sweep.measures.groupby(["scenario", "measure"], observed=True)["value"].mean()
    few, best, many = (f"{limit} at once" for limit in (FEWEST, BEST, MOST))
    assert means[few, "utilisation.developers"] < 0.75 < means[best, "utilisation.developers"]
    assert means[few, "completed"] < means[best, "completed"] - 3
    assert states[many, "people"] > 1.3 * states[best, "people"]
    assert means[many, "effort_per_project"] > 1.02 * means[best, "effort_per_project"]


def test_today_is_plausible(sweep: Comparison) -> None:
    means = sweep.measures.groupby(["scenario", "measure"], observed=True)["value"].mean()
    today = means[f"{TODAY} at once"]
    assert today["npv"] > 0
    assert 0.4 <= today["on_time"] <= 0.75
    assert 0.8 <= today["utilisation.developers"] <= 0.97
    assert 24 <= today["completed"] <= 36
    assert 12 <= today["lead_time"] / 21 <= 30
    assert today["truncated_value"] < 0.01


@pytest.fixture(scope="module")
def choices() -> Comparison:
    names = ("baseline", "five-engineers-leave", "good-decisions", "good-delivery", "both")
    return compare([load_scenario(FOLDER / f"{name}.yaml") for name in names], FUTURES)


def test_good_decisions_and_good_delivery_gain_and_leavers_cost(choices: Comparison) -> None:
    difference = intervals(choices)
    assert difference("good-decisions", "npv")[0] > 0
    assert difference("good-delivery", "npv")[0] > 0
    assert difference("five-engineers-leave", "npv")[1] < 0


def test_both_together_are_worth_more_than_either(choices: Comparison) -> None:
    values = choices.measures.query("measure == 'npv'")
    npv = values.pivot(index="replication", columns="scenario", values="value")
    for alone in ("good-decisions", "good-delivery"):
        gain = npv["both"] - npv[alone]
        assert gain.mean() > 2 * gain.std() / len(gain) ** 0.5


ADVISED = 800


def test_advice_that_is_followed_stops_more_of_what_is_bad_and_moves_little_where_little_is_bad() -> None:
    """Gates of the example rarely stop, since its projects are good on average."""
    names = ("gates-may-stop", "pmo-advises")
    found = compare([load_scenario(FOLDER / f"{name}.yaml") for name in names], ADVISED)
    difference = intervals(found)
    assert difference("pmo-advises", "not_stopped")[1] < 0
    low, high = difference("pmo-advises", "npv")
    assert -100_000 < low < high < 200_000
