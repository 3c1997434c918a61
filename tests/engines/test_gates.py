"""What a gate that weighs the expected value decides, and from what: its noisy look, its level, lateness."""

import math
from dataclasses import fields, replace

import numpy as np
import pytest

from tests.engines.build import Story, package, policy, pool, project, scenario, story
from workbench.engines.draws import draw
from workbench.engines.path import Decision
from workbench.engines.plan import Plan, plan_of
from workbench.engines.process import run
from workbench.engines.rules.gate import MEAN, TRACKED, hear
from workbench.model import BenefitProfile, Lateness, Project

GO, STOP = int(Decision.GO), int(Decision.TERMINATE)
TAU = 0.5
CV = math.sqrt(math.expm1(TAU * TAU))
ENDLESS = 1e9
WORTH = 365.25


def gated(name: str = "A", before: float = 5, behind: float = 36, **more: object) -> Project:
    """Work before a gate, and behind it work that costs 10 a day for a benefit of 365.25."""
    return project(
        name,
        package("a", before, stage="one"),
        package("b", behind, stage="two"),
        stages=("one", "two"),
        gates=("one",),
        **{"benefit": BenefitProfile(per_year=WORTH, plateau_years=1), **more},
    )


def believed_value_factor(truth: float, sigma: float, noise: float, normal: float) -> float:
    """Posterior mean of true ÷ stated benefit after one look."""
    room = [0.0] * TRACKED
    if sigma > 0:
        hear(room, 0, sigma * sigma, 0.5, noise, truth + noise * normal)
    return math.exp(room[MEAN])


def planned(*projects: Project) -> Plan:
    people = pool(capacity=len(projects), cost_per_fte_day=10)
    return plan_of(scenario(projects, [people], policy=policy(gates="expected_value")))


def with_noise(plan: Plan, *noise: float, step_on: float = 3.0) -> Plan:
    """The plan with a gate noise by hand; a second one begins with a level step on a day."""
    levels = plan.levels
    changed = {one.name: np.repeat(getattr(levels, one.name), len(noise), axis=-1) for one in fields(levels)}
    changed["day"] = np.array([-math.inf, step_on][: len(noise)])
    changed["gate_noise"][:] = noise
    return replace(plan, levels=replace(levels, **changed))


def looked(plan: Plan, truth: float, signal: float) -> Story:
    """A future where ln(true ÷ stated benefit) and the normal number of each gate's look are these."""
    draws = draw(plan, range(1))
    value = np.full_like(draws.value_log, truth)
    seen = np.full_like(draws.signal, signal)
    made = replace(draws, value_log=value, known_value=value.copy(), signal=seen)
    return Story(plan, made, 0, run(plan, made, 0))


@pytest.mark.parametrize("truth", [-0.8, 0.0, 0.6])
@pytest.mark.parametrize("normal", [-2.0, 0.0, 1.5])
def test_a_gate_believes_half_of_a_look_as_noisy_as_its_prior(truth: float, normal: float) -> None:
    """τ = se = ½: the weight is ½. Without noise it believes the look, with endless noise the plan."""
    half = believed_value_factor(truth, 0.5, 0.5, normal)
    assert half == pytest.approx(math.exp((truth + 0.5 * normal) / 2), rel=1e-12)
    third = believed_value_factor(truth, 0.5, math.sqrt(0.5), normal)
    assert third == pytest.approx(math.exp((truth + math.sqrt(0.5) * normal) / 3), rel=1e-12)
    assert believed_value_factor(truth, 0.5, 0.0, normal) == pytest.approx(math.exp(truth), rel=1e-12)
    assert believed_value_factor(truth, 0.5, ENDLESS, normal) == pytest.approx(1.0, rel=1e-8)
    assert believed_value_factor(truth, 0.0, 0.5, normal) == 1.0


@pytest.mark.parametrize(("behind", "prior"), [(36, GO), (37, STOP)])
@pytest.mark.parametrize("truth", [-1.0, 1.0])
@pytest.mark.parametrize("signal", [-3.0, 3.0])
def test_a_blind_gate_keeps_to_the_plan_and_a_clear_one_to_the_truth(
    behind: float, prior: int, truth: float, signal: float
) -> None:
    """Whatever the truth and the look: endless noise changes no decision, no noise decides on the truth."""
    plan = planned(gated(behind=behind, value_cv=CV))
    blind = looked(with_noise(plan, ENDLESS), truth, signal)
    assert blind.sittings == [(5.0, "A", prior)]
    clear = looked(with_noise(plan, 0.0), truth, signal)
    assert clear.sittings == [(5.0, "A", GO if truth > 0 else STOP)]


def test_a_gate_looks_as_sharply_as_its_level_on_that_day() -> None:
    """A clear look until day 3, then se = τ: one gate sits on day 2, the other on day 5 and is misled."""
    plan = with_noise(
        planned(gated("A", before=2, value_cv=CV), gated("B", before=5, value_cv=CV)), 0.0, 0.5, step_on=3.0
    )
    one = looked(plan, truth=0.2, signal=-3.0)
    assert one.sittings == [(2.0, "A", GO), (5.0, "B", STOP)]
    clear, misled = one.path.gates.belief
    assert clear == pytest.approx(math.exp(0.2) * WORTH - 360, rel=1e-9)
    assert misled == pytest.approx(math.exp((0.2 - 1.5) / 2) * WORTH - 360, rel=1e-9)
    assert one.end("B") == "TERMINATED"


@pytest.mark.parametrize(("per_day", "decision"), [(300 / 765 - 1e-6, STOP), (300 / 765 + 1e-6, GO)])
def test_stopping_a_late_project_costs_lateness_until_the_end_of_the_run(
    per_day: float, decision: int
) -> None:
    """No benefit. Going on: 300 of labour and late until day 35. Stopping: late until day 800."""
    late = Lateness(per_day=per_day)
    one = story(planned(gated(behind=30, benefit=BenefitProfile(per_year=0.0), due=0.0, lateness=late)))
    assert one.sittings == [(5.0, "A", decision)]
    assert one.path.gates.belief[0] == pytest.approx(765 * per_day - 300, abs=1e-9)


def test_a_mandatory_project_goes_on_whatever_its_gate_believes() -> None:
    """The log holds the belief that would have ended any other project."""
    one = story(planned(gated("A", behind=50), gated("M", behind=50, mandatory=True)))
    assert one.sittings == [(5.0, "A", STOP), (5.0, "M", GO)]
    assert one.path.gates.belief.tolist() == pytest.approx([WORTH - 500, WORTH - 500])
    assert (one.end("A"), one.end("M")) == ("TERMINATED", "COMPLETED")
    assert one.finish("M") == 55
