"""Changes of a PMO that has a plan of its own: they start from what that plan has made of it by then."""

from datetime import date
from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.errors import InputError
from workbench.experiment.worth.alternatives import Doing, alternatives_of
from workbench.experiment.worth.reshaping import Reshaping
from workbench.experiment.worth.roadmaps import Drawing
from workbench.policies import OneOff, Practice, StandardsStep
from workbench.policies.roadmap import Roadmap
from workbench.scenario import Scenario

ON = date(2027, 10, 1)
HALVED = {"from": "2027-07-01", "share": 0.5}


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def planning(base: Scenario, *steps: dict[str, object], one_off: tuple[OneOff, ...] = ()) -> Scenario:
    """A scenario whose PMO has a plan of its own."""
    assert base.pmo.standards is not None
    made = tuple(StandardsStep.model_validate(one) for one in steps)
    standards = base.pmo.standards.model_copy(update={"steps": made})
    pmo = base.pmo.model_copy(update={"standards": standards, "one_off": one_off})
    return base.model_copy(update={"pmo": pmo})


def paid(scenario: Scenario) -> dict[str, float]:
    return {one.what: one.amount for one in scenario.pmo.one_off}


def people(scenario: Scenario) -> float:
    return scenario.pmo.upkeep()[-1].people


def test_whoever_has_left_by_the_own_plan_is_not_paid_off_again(today: Scenario) -> None:
    """Halved in July: closing, cutting and dropping practices from January on cost half of what they did."""
    whole, half = Reshaping.of(today, ON), Reshaping.of(planning(today, HALVED), ON)
    for factor in (0.0, 0.4):
        one, other = whole.resized(factor, "x"), half.resized(factor, "x")
        for what in ("Severance", "Contracts that run on"):
            assert paid(other)[what] == pytest.approx(paid(one)[what] / 2)
        assert people(other) == pytest.approx(people(one) / 2)
    one, other = (shaping.without([Practice.COACHING], "x") for shaping in (whole, half))
    assert paid(other)["Severance"] == pytest.approx(paid(one)["Severance"] / 2)
    one, other = (shaping.resized(1.5, "x") for shaping in (whole, half))
    assert paid(other)["Hiring"] == pytest.approx(paid(one)["Hiring"] / 2)
    assert people(other) == pytest.approx(people(one) / 2)
    one, other = (shaping.split(0.5, "x") for shaping in (whole, half))
    assert people(other) == pytest.approx(people(one) / 2)


def test_what_alternatives_set_free_is_what_is_still_paid(today: Scenario) -> None:
    one, other = alternatives_of(today, ON), alternatives_of(planning(today, HALVED), ON)
    for whole, half in zip(one, other, strict=True):
        if whole.doing in (Doing.CLOSE, Doing.EXTEND, Doing.CUT_50):
            assert half.yearly == pytest.approx(whole.yearly / 2)


def test_archives_are_paid_when_the_last_practice_that_is_left_goes(today: Scenario) -> None:
    only = {"from": "2027-07-01", "share": 0.0, "staff": {"coaching": 2}}
    found = Reshaping.of(planning(today, only), ON).without([Practice.COACHING], "x")
    assert "Archives and contracts" in paid(found)
    assert "Archives and contracts" not in paid(Reshaping.of(today, ON).without([Practice.COACHING], "x"))


def test_nothing_is_left_to_cut_where_the_own_plan_closes_before(today: Scenario) -> None:
    with pytest.raises(InputError, match="nothing left to cut"):
        Reshaping.of(planning(today, {"from": "2027-07-01", "share": 0.0}), ON)


def test_steps_that_fall_away_take_the_payments_of_their_day_with_them(today: Scenario) -> None:
    """Others stay, whenever they are: nothing says what they are for."""
    more = {"from": "2028-07-03", "share": 1.5}
    days = {"kept step": "2027-07-01", "dropped step": "2028-07-03", "no step": "2028-09-01"}
    one_off = tuple(OneOff.model_validate({"on": day, "amount": 5.0, "what": w}) for w, day in days.items())
    base = planning(today, HALVED, more, one_off=one_off)
    closed = Reshaping.of(base, ON).resized(0.0, "x")
    assert {"kept step", "no step"} < set(paid(closed)) and "dropped step" not in paid(closed)
    step = {"from": "2028-01-03", "end": ["tools"]}
    roadmap = Drawing.of(base, ON).planned(Roadmap.model_validate({"name": "own", "steps": [step]}))
    assert {"kept step", "no step"} < set(paid(roadmap.scenario))
    assert "dropped step" not in paid(roadmap.scenario)
    nothing = Drawing.of(base, ON).planned(Roadmap(name="own"))
    assert set(paid(nothing.scenario)) == set(days)
