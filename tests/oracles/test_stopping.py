"""What gates are worth, against closed forms and a separate simulation (oracles 31, 32, 39; latency).

Benefits here are 6000 ± 60 less a certain 5900, so that the lognormal benefit is nearly normal and what is
decided about is N(100, 60²), as in the closed form.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from tests.engines.build import package, pool, project, scenario
from tests.engines.portfolios import mixed
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.path import Decision, Paths
from workbench.engines.plan import Plan, plan_of
from workbench.engines.valuation import Valuation, value
from workbench.experiment.measure_table import Meter
from workbench.model import BenefitProfile, Project
from workbench.policies import Policy

PROJECTS, FUTURES = 50, 500
WORTH = BenefitProfile(per_year=6000, plateau_years=1, run_cost_per_year=5900)
MEAN, SPREAD, TO_GO = 100.0, 60.0, 90.0


@dataclass(frozen=True)
class Lived:
    """Many futures of a portfolio of like projects."""

    plan: Plan
    paths: Paths
    worth: Valuation

    @property
    def values(self) -> np.ndarray:
        """Net value of every project in every future."""
        return self.worth.npv.ravel()

    def measure(self, name: str) -> float:
        """Mean of a measure over the futures."""
        meter = Meter(self.plan)
        return float(meter.read(self.paths, self.worth).measures[:, meter.names.index(name)].mean())


def lived(made: list[Project], error: float, **rules: Any) -> Lived:
    """Live under gates with a standard error in money; words are parts of the policy."""
    policy = Policy.model_validate({"gates": {"rule": "expected_value"}} | rules)
    plan = plan_of(scenario(made, [pool(capacity=len(made), cost_per_fte_day=10)], policy=policy))
    noise = np.full_like(plan.levels.gate_noise, error / 6000)
    plan = replace(plan, levels=replace(plan.levels, gate_noise=noise))
    draws = draw(plan, range(FUTURES))
    paths = live(plan, draws)
    return Lived(plan, paths, value(plan, draws, paths))


def one_gate(error: float) -> Lived:
    made = [
        project(
            f"P{k:02d}",
            package("look", 1, {}, stage="one"),
            package("do", TO_GO / 10, stage="two"),
            stages=("one", "two"),
            gates=("one",),
            benefit=WORTH,
            value_cv=0.01,
        )
        for k in range(PROJECTS)
    ]
    return lived(made, error)


def closed_form(error: float) -> float:
    """d·Φ(d/s) + s·φ(d/s), s = s0·√k, k = s0² ÷ (s0² + se²), nothing to salvage."""
    s = SPREAD * np.sqrt(SPREAD**2 / (SPREAD**2 + error**2))
    d = MEAN - TO_GO
    return float(d * norm.cdf(d / s) + s * norm.pdf(d / s))


@pytest.mark.parametrize(
    ("error", "table"), [(15, 28.6), (30, 26.8), (60, 22.4), (120, 16.4), (240, 12.1)], ids=str
)
def test_a_gate_is_worth_what_the_closed_form_says(error: float, table: float) -> None:
    found = one_gate(error)
    mean, half = found.values.mean(), found.values.std() / np.sqrt(found.values.size)
    assert closed_form(error) == pytest.approx(table, abs=0.06)
    assert abs(mean - closed_form(error)) <= 4 * half


@pytest.mark.parametrize("error", [15, 60, 240], ids=str)
def test_wrong_stops_are_as_frequent_as_two_normals_say(error: float) -> None:
    """The truth and what is believed of it are bivariate normal around what is still to pay."""
    found = one_gate(error)
    k = SPREAD**2 / (SPREAD**2 + error**2)
    both = multivariate_normal([0, 0], [[SPREAD**2, k * SPREAD**2], [k * SPREAD**2, k * SPREAD**2]])
    d = MEAN - TO_GO
    all_low = float(both.cdf([-d, -d]))
    killed_good = norm.cdf(-d / (SPREAD * np.sqrt(k))) - all_low
    kept_bad = norm.cdf(-d / SPREAD) - all_low
    for name, share in (("stopped_worth_finishing", killed_good), ("not_stopped", kept_bad)):
        half = np.sqrt(share * (1 - share) / found.values.size)
        assert abs(found.measure(name) / PROJECTS - share) <= 4 * half


def test_a_clear_look_decides_as_the_truth_and_a_blind_one_as_the_plan() -> None:
    clear, blind = one_gate(0.0), one_gate(1e12)
    assert clear.measure("stopped_worth_finishing") == clear.measure("not_stopped") == 0
    assert clear.measure("stopping_delay") == 0.0
    assert clear.values.mean() == pytest.approx(29.3, abs=4 * clear.values.std() / np.sqrt(clear.values.size))
    assert (blind.paths.gates.decision == Decision.GO).all()


def test_fresh_reports_without_noise_decide_as_one_who_knows_the_benefit() -> None:
    """Oracle 39, in a portfolio with a bit of everything: every decision is that of the truth."""
    rules = Policy.model_validate({"gates": {"rule": "expected_value"}, "reviews": {"cadence": "monthly"}})
    plan = plan_of(mixed(10, policy=rules, maturity=None))
    plan = replace(plan, levels=replace(plan.levels, gate_noise=np.zeros_like(plan.levels.gate_noise)))
    draws = draw(plan, range(20))
    paths = live(plan, draws)
    gates = paths.gates
    known = np.exp(draws.value_log)[paths.gate_row, gates.project]
    decided = (gates.decision != Decision.REOPEN) & ~plan.projects.mandatory[gates.project]
    truth = known * gates.benefit + gates.rest
    assert decided.sum() > 500
    np.testing.assert_array_equal((truth >= 0)[decided], (gates.decision == Decision.GO)[decided])


STAGES, STAGE_DAYS, STAGE_COST = 8, 1.2, 12.0


def staged(error: float, late: int, rule: str) -> Lived:
    """Eight stages of 12 each for N(100, 60²), a gate after each; reports come so many stages late."""
    names = tuple(f"s{k}" for k in range(STAGES))
    made = [
        project(
            f"P{k:02d}",
            *(package(name, STAGE_DAYS, stage=name) for name in names),
            stages=names,
            gates=names[:-1],
            benefit=WORTH,
            value_cv=0.01,
        )
        for k in range(PROJECTS)
    ]
    age = 0.0 if late == 0 else late * STAGE_DAYS - 0.1
    return lived(made, error, gates={"rule": rule}, reports={"age_days": age, "lasting_error": 0.0})


def by_hand(error: float, late: int, futures: int) -> np.ndarray:
    """The same in a few lines of arrays, with luck of its own."""
    luck = np.random.Generator(np.random.Philox(key=31))
    truth = MEAN + SPREAD * luck.standard_normal(futures)
    looks = truth[:, None] + error * luck.standard_normal((futures, STAGES - 1))
    open_still, value_ = np.ones(futures, dtype=bool), np.zeros(futures)
    for stage in range(STAGES):
        value_ -= STAGE_COST * open_still
        heard = max(0, stage + 1 - late)
        if stage < STAGES - 1 and heard > 0:
            weight = SPREAD**2 / (SPREAD**2 + error**2 / heard)
            mean = MEAN + weight * (looks[:, :heard].mean(axis=1) - MEAN)
            open_still &= mean >= STAGE_COST * (STAGES - 1 - stage)
    return value_ + truth * open_still


@pytest.mark.parametrize("late", [0, 1, 2, 4])
def test_late_reports_cost_what_a_separate_simulation_says(late: int) -> None:
    found, other = staged(40.0, late, "expected_value").values, by_hand(40.0, late, 200_000)
    half = np.sqrt(found.var() / found.size + other.var() / other.size)
    assert abs(found.mean() - other.mean()) <= 4 * half


def test_each_stage_of_delay_costs_and_two_cost_about_as_much_as_three_times_the_noise() -> None:
    """Published with the design: 17.2, 13.2, 10.2, 6.5 for 0 to 4 stages; 9.3 at three times the noise."""
    values = {late: staged(40.0, late, "expected_value").values.mean() for late in (0, 1, 2, 4)}
    assert values[0] > values[1] + 1 > values[2] + 2 > values[4] + 3 > 4 + 3
    noisy = staged(120.0, 0, "expected_value").values.mean()
    assert abs((values[0] - values[2]) - (values[0] - noisy)) < 0.35 * (values[0] - noisy)


def test_seeing_the_options_ahead_pays_on_average() -> None:
    """On the same futures: the myopic rule stops too early. The gain is small, as the next look is near."""
    gain = staged(40.0, 0, "option").values - staged(40.0, 0, "expected_value").values
    assert gain.mean() > 2 * gain.std() / np.sqrt(gain.size)
