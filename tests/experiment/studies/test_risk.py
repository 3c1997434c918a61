"""Risk of results: a driver that makes the worst tenth bad is found, one that changes nothing is not."""

import json

import numpy as np
import pytest

from tests.engines.build import pool, project, scenario
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.experiment.studies.drivers import DriverKind, drivers_of
from workbench.experiment.studies.risk import RiskStudy, risk_study
from workbench.experiment.studies.runs import plain_runs
from workbench.interfaces.studies.risks import driver_sentence, reserve_sentence, risk_answer, risk_json
from workbench.model import BenefitProfile, Fixed, SharedRisk, Uncertainty
from workbench.model.laws import Lognormal
from workbench.scenario import Scenario

N = 200


def portfolio(**more: object) -> Scenario:
    """Four projects; the flood doubles the work of all and costs much, the drizzle nothing at all."""
    worth = BenefitProfile(per_year=1e5, plateau_years=5.0)
    law = Lognormal(mean=20.0, cv=0.2)
    made = [project(name, law, benefit=worth, due=25) for name in "ABCD"]
    risks = (
        SharedRisk(id="flood", name="Flood", probability=0.1, delay=Fixed(value=1.0), cost=Fixed(value=2e5)),
        SharedRisk(id="drizzle", name="Drizzle", probability=0.3, delay=Fixed(value=0.0)),
    )
    people = [pool(capacity=4, cost_per_fte_day=1000.0)]
    return scenario(made, people, risks=risks, discount_rate=0.1, **more)


@pytest.fixture(scope="module")
def study() -> RiskStudy:
    budgets = {2027: 100_000, 2028: 10**6, 2029: 10**6}
    return risk_study(portfolio(budgets=budgets, reserves={2027: 30_000}), plain_runs(N))


def test_the_driver_that_strikes_all_is_found(study: RiskStudy) -> None:
    first = study.drivers[0]
    assert first.driver.key == "flood" and first.decided and first.found.inside > 0.9 > first.found.outside
    drizzle = next(one for one in study.drivers if one.driver.key == "drizzle")
    assert not drizzle.decided
    assert "“Flood” occurs in" in driver_sentence(study) and "Drizzle" not in driver_sentence(study)


def test_overruns_that_share_a_risk_go_together(study: RiskStudy) -> None:
    """Doubled in 1 of 10 futures, own noise of 0.2: variances 0.09 · ln²2 and 0.039, so 0.52 is shared."""
    assert study.overruns.low < 0.52 < study.overruns.high and study.overruns.low > 0.3
    assert study.projects == 4 and len(study.pairs) == 6
    assert all(one.decided for one in study.pairs)


def test_drivers_are_luck_and_do_not_depend_on_the_policy_or_on_how_futures_are_cut() -> None:
    one, other = portfolio(), portfolio(horizon=300)
    whole, part = drivers_of(one, range(300)), drivers_of(other, range(240, 300))
    for a, b in zip(whole, part, strict=True):
        assert np.array_equal(a.values[240:], b.values)
    occurs = next(driver.values for driver in whole if driver.key == "flood")
    assert {driver.kind for driver in whole} == {DriverKind.RISK} and 0.04 < occurs.mean() < 0.18


def test_luck_common_to_all_work_is_that_of_the_futures() -> None:
    """Where all of the systemic factor is common, each project has the common number itself."""
    made = [project(name, *[Fixed(value=10.0)] * 6) for name in "ABCD"]
    what = scenario(made, maturity=1, uncertainty=Uncertainty(correlation=1.0))
    common = next(one for one in drivers_of(what, range(40)) if one.kind is DriverKind.LUCK)
    systemic = draw(plan_of(what), range(40)).systemic
    assert all(np.array_equal(common.values, systemic[:, i]) for i in range(4))


def test_it_is_told_in_words_and_as_json(study: RiskStudy) -> None:
    assert "The reserve suffices" in reserve_sentence(study)
    answer = risk_answer(study)
    spans = [row[-1] for row in answer.sections[0].grids[0].rows]
    assert all(" to " in one or one == "too few futures to say" for one in spans), "no figure without a range"
    assert answer.lead[0].startswith("It brings ") and len(answer.sections) == 5
    found = json.loads(risk_json(study))
    assert found["n"] == N and found["worst_tenth"]["futures"] == 20
    assert found["worst_tenth"]["mean"] == study.worst.value < study.mean.value
    assert 0 <= found["reserve"]["sufficed"]["mean"] <= 1
    assert {one["project"] for one in found["commitments"]} == set("ABCD")


def test_without_luck_nothing_is_said_of_it() -> None:
    calm = scenario([project("A", 5), project("B", 5)])
    found = risk_study(calm, plain_runs(30))
    assert not found.drivers and not found.pairs and found.reserve_drawn is None
    assert driver_sentence(found).startswith("No driver") and risk_answer(found).sections
    assert json.loads(risk_json(found))["overruns"]["average_correlation"]["mean"] is None
