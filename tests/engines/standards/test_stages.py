"""Practices that act on some stages only: what they change there, and nothing anywhere else."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.build import package, policy, project, scenario, twice
from tests.engines.portfolios import STAGES, mixed
from workbench.bundled import bundled
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.plan.effects import expected_repeats
from workbench.engines.plan.plan import Plan
from workbench.errors import InputError
from workbench.interfaces.files import load_scenario
from workbench.model.risk import ProjectRisk
from workbench.policies import Pmo, Practice
from workbench.scenario import Scenario

EXAMPLE = ["define", "design", "build", "test", "roll-out"]
FROM = date(2027, 1, 1)
ADDED = {"methodology": 1.5, "templates": 1, "reporting": 2, "training": 1, "coaching": 3, "audits": 2}


def pmo(today: dict[str, Any], staff: dict[str, float], **more: Any) -> Pmo:
    """Practices of today, and people from the first day on."""
    steps = [{"from": FROM, "staff": staff}]
    return Pmo.model_validate(
        {"standards": {"practices": today, "steps": steps, "yearly_spend": 5e6, **more}}
    )


def two_stages(stages: dict[str, tuple[str, ...]], staff: dict[str, float], **more: Any) -> Scenario:
    """One project that designs and builds, with a PMO that grows on the first day."""
    work = project(
        "A",
        package("design", 100.0, {"dev": 1}, stage="design"),
        package("build", 300.0, {"dev": 1}, stage="build", after=("design",)),
        stages=("design", "build", "nowhere"),
        risks=(ProjectRisk(id="slip", probability=0.3),),
    )
    today = {one: {"stages": which} for one, which in stages.items()}
    return scenario([work], horizon=1500, maturity=2, pmo=pmo(today, staff), policy=policy(), **more)


def rows(plan: Plan, name: str, package: str) -> list[float]:
    unit = plan.packages.unit[plan.packages.ids.index(package)]
    return np.asarray(getattr(plan.levels, name))[unit].tolist()


@pytest.mark.parametrize("name", ["baseline", "pmo-closed"])
def test_all_stages_listed_is_the_same_as_none_to_the_bit(name: str) -> None:
    plain = load_scenario(bundled("scenarios") / f"{name}.yaml")
    standards = plain.pmo.standards
    assert standards is not None
    listed = {
        practice: today.model_copy(update={"stages": tuple(EXAMPLE)})
        for practice, today in standards.practices.items()
    }
    pmo = plain.pmo.model_copy(update={"standards": standards.model_copy(update={"practices": listed})})
    one, other = plan_of(plain), plan_of(plain.model_copy(update={"pmo": pmo}))
    for field in ("rework", "late", "overhead", "switching", "belief", "sigma", "day"):
        assert getattr(one.levels, field).tobytes() == getattr(other.levels, field).tobytes(), field
    assert one.packages.unit.tolist() == other.packages.unit.tolist()
    assert one.packages.unit.tolist() == one.projects.unit[one.packages.project].tolist()


def test_a_practice_that_acts_nowhere_leaves_rework_and_overhead_exactly() -> None:
    """Not even by support: a method and coaches that act nowhere help no templates either."""
    nowhere = dict.fromkeys(("methodology", "coaching", "audits"), ("nowhere",))
    added = {"methodology": 1.5, "coaching": 3.0, "audits": 2.0}
    alone = plan_of(two_stages({}, {"templates": 1.0}))
    beside = plan_of(two_stages(nowhere, {"templates": 1.0, **added}))
    days = np.searchsorted(alone.levels.day, beside.levels.day, side="right") - 1
    for name in ("rework", "late", "overhead"):
        for work in ("design", "build"):
            assert np.array(rows(alone, name, work))[days].tolist() == rows(beside, name, work)
    # What is read once for a project still counts all that the PMO does.
    assert beside.levels.gate_noise[beside.projects.unit[0], -1] < alone.levels.gate_noise[0, -1]


def test_a_practice_changes_the_stages_it_acts_on_and_leaves_the_present_level_elsewhere() -> None:
    plan = plan_of(two_stages({"methodology": ("build",)}, {"methodology": 2.0}))
    everywhere = plan_of(two_stages({}, {"methodology": 2.0}))
    assert len(set(rows(plan, "rework", "design"))) == 1
    assert len(set(rows(plan, "overhead", "design"))) == 1
    assert rows(plan, "rework", "build") == rows(everywhere, "rework", "build")
    assert rows(plan, "overhead", "build") == rows(everywhere, "overhead", "build")
    assert rows(plan, "rework", "build")[-1] < rows(plan, "rework", "design")[-1]


def test_what_people_must_learn_costs_time_on_the_stages_where_they_use_it() -> None:
    plan = plan_of(two_stages(dict.fromkeys(ADDED, ("build",)), ADDED))
    design, build = rows(plan, "overhead", "design"), rows(plan, "overhead", "build")
    assert max(build) > build[0]
    assert set(design) == {build[0]}


def test_belief_knows_which_stage_has_which_rework() -> None:
    """Believed = true mean ÷ B(L): the uplift U(L) is that of each package’s own rework and overhead."""
    plan = plan_of(two_stages({"methodology": ("build",)}, {"methodology": 2.0}))
    everywhere = plan_of(two_stages({}, {"methodology": 2.0}))
    assert plan.levels.day.tolist() == everywhere.levels.day.tolist()

    def uplift(one: Plan, step: int) -> float:
        total = 0.0
        for work, share in (("design", 0.25), ("build", 0.75)):
            again, _ = expected_repeats(rows(one, "rework", work)[step])
            of_stage = (1 + rows(one, "overhead", work)[step]) * (1 + one.rules.repeat_share * again)
            total += share * of_stage
        return total

    # Risks of no delay leave U to rework and overhead; B(L) is common to both plans, so it cancels.
    for step in range(1, len(plan.levels.day)):
        expected = uplift(plan, step) / uplift(everywhere, step)
        found = plan.levels.belief[0, step] / everywhere.levels.belief[0, step]
        assert found == pytest.approx(expected, rel=1e-12)


def test_an_unknown_stage_is_an_error_at_its_place_with_the_nearest_spelling() -> None:
    with pytest.raises(InputError) as caught:
        two_stages({"templates": ("desing",)}, {})
    text = str(caught.value)
    assert "templates" in text
    assert "stages" in text
    assert "did you mean design?" in text


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([one.value for one in Practice]),
        st.lists(st.sampled_from(STAGES), unique=True, max_size=3),
        min_size=1,
    ),
    st.integers(0, 99),
    st.sampled_from(["go", "expected_value"]),
)
def test_both_engines_tell_the_same_futures(stages: dict[str, list[str]], seed: int, gates: str) -> None:
    today = {
        one.value: {"adoption": 0.3, "staff": 0.5, "stages": stages.get(one.value, [])} for one in Practice
    }
    rules = policy(
        release={"index": "cd3", "wip_limit": 6, "cadence": "monthly"}, dispatch="atc", gates=gates
    )
    what = mixed(6, policy=rules, maturity=2.5, horizon=700, seed=seed, pmo=pmo(today, ADDED))
    plan = plan_of(what)
    assert twice(plan, draw(plan, range(2)))
