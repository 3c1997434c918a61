"""Roadmaps: what they are made of, what none means, and which size of project suits which standard."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.engines.build import package, policy, pool, project, scenario
from workbench import load_scenario
from workbench.analysis import mean_interval
from workbench.bundled import bundled
from workbench.engines.plan import plan_of
from workbench.engines.standards import Figures, fit, needed_staff, tailored
from workbench.engines.standards.treatment import Kind
from workbench.errors import InputError
from workbench.experiment.worth.alternatives import Doing, alternatives_of
from workbench.experiment.worth.roadmap_study import RoadmapStudy, roadmap_study
from workbench.experiment.worth.roadmaps import Drawing, Planned, named_roadmaps
from workbench.model import Lognormal
from workbench.model.risk import ProjectRisk
from workbench.policies import Intensity, OneOff, Pmo, Practice, Size, Standards, StandardsStep
from workbench.policies.roadmap import Roadmap
from workbench.scenario import Scenario

FIGURES = Figures()


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def of_sizes(count: int, effort: float, risk: float = 0.0) -> Scenario:
    """Projects alike of so many person-days, no PMO yet, people for all of them at once."""
    days = effort / 2
    made = [
        project(
            f"P{k:02d}",
            package("design", 0.3 * days, {"dev": 2}),
            package("build", 0.7 * days, {"dev": 2}, after=("design",)),
            risks=(ProjectRisk(id="slip", probability=risk, delay=Lognormal(mean=0.5, cv=0.5)),)
            if risk
            else (),
            intake=550.0,
        )
        for k in range(count)
    ]
    return scenario(
        made,
        [pool("dev", 2.0 * count, cost_per_fte_day=500)],
        horizon=1800,
        maturity=2,
        pmo=Pmo(cost_per_fte=100_000),
        policy=policy(),
    )


def planning(base: Scenario, steps: list[dict[str, object]], one_off: list[dict[str, object]]) -> Scenario:
    """A scenario whose PMO has a plan of its own."""
    assert base.pmo.standards is not None
    made = tuple(StandardsStep.model_validate(one) for one in steps)
    standards = base.pmo.standards.model_copy(update={"steps": made})
    paid = tuple(OneOff.model_validate(one) for one in one_off)
    pmo = base.pmo.model_copy(update={"standards": standards, "one_off": paid})
    return base.model_copy(update={"pmo": pmo})


def planned(base: Scenario) -> dict[str, Planned]:
    drawing = Drawing.of(base)
    return {one.name: drawing.planned(one) for one in named_roadmaps(base)}


def study(base: Scenario, futures: int) -> RoadmapStudy:
    return roadmap_study(base, list(planned(base).values()), futures)


def test_none_is_the_scenario_with_no_pmo_where_there_is_none() -> None:
    base = of_sizes(2, 90.0)
    none = planned(base)["none"]
    assert none.scenario.pmo == base.pmo
    assert (none.people, none.yearly, none.once) == (0.0, 0.0, 0.0)
    one, other = plan_of(base), plan_of(none.scenario)
    assert one.levels.rework.tobytes() == other.levels.rework.tobytes()
    assert one.money.pmo_rate.tolist() == other.money.pmo_rate.tolist()


def test_none_is_closing_where_there_is_a_pmo(today: Scenario) -> None:
    """The same levels, people and money as what `workbench value` calls closing."""
    none = plan_of(planned(today)["none"].scenario)
    close = next(one for one in alternatives_of(today) if one.doing is Doing.CLOSE)
    closed = plan_of(close.scenario)
    for field in ("rework", "overhead", "belief", "day"):
        assert getattr(none.levels, field).tobytes() == getattr(closed.levels, field).tobytes()
    assert none.money.pmo_rate.tolist() == closed.money.pmo_rate.tolist()
    assert none.money.once_amount.sum() == pytest.approx(closed.money.once_amount.sum())


def test_people_are_enough_by_the_rates_of_the_register(today: Scenario) -> None:
    """Every practice of the roadmap has all that it needs, so it reaches its ceiling or keeps what it has."""
    standard = planned(today)["standard"]
    standards = standard.scenario.pmo.standards
    assert standards is not None
    paid = standards.funded()[-1]
    spend = 30e6
    for one in Practice:
        assert paid.staff[one] >= min(
            needed_staff(one, spend, 1.0, FIGURES) * 0.9, standards.in_use(one).staff
        )
    # The two views of the same people, by spend and by hours of projects, agree on the example.
    assert standard.by_hours == pytest.approx(standard.people, rel=0.1)


def test_without_a_pmo_people_are_exactly_those_of_the_register() -> None:
    base = of_sizes(4, 400.0)
    spend = 3e6
    stated = base.pmo.model_copy(
        update={
            "standards": base.pmo.standards
            or Drawing.of(base).standards.model_copy(update={"yearly_spend": spend})
        }
    )
    base = base.model_copy(update={"pmo": stated})
    expected = sum(needed_staff(one, spend, 1.0, FIGURES) for one in Practice)
    found = planned(base)
    assert found["standard"].people == pytest.approx(expected)
    assert found["light"].people == pytest.approx(0.5 * expected)
    assert found["heavy"].people == pytest.approx(1.7 * expected)


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("risk", list(Size))
def test_tailored_is_what_fits_best(size: Size, risk: Size) -> None:
    kind = Kind(size, risk)
    chosen = tailored([kind], FIGURES).of(size, risk)
    assert fit(kind, chosen, FIGURES) == pytest.approx(max(fit(kind, one, FIGURES) for one in Intensity))


def test_tailored_follows_the_assumptions_and_not_a_list() -> None:
    """Where small projects need much, they get the heavy standard."""
    kind = Kind(Size.SMALL, Size.LARGE)
    needy = Figures({"pmo.fit_need_constant": 1.0, "pmo.fit_need_risk_weight": 1.0})
    assert tailored([kind], FIGURES).of(Size.SMALL, Size.LARGE) is Intensity.STANDARD
    chosen = tailored([kind], needy).of(Size.SMALL, Size.LARGE)
    assert fit(kind, chosen, needy) == max(fit(kind, one, needy) for one in Intensity)


def test_risks_that_do_not_occur_are_not_named() -> None:
    found = tailored([Kind(Size.LARGE, Size.MEDIUM)], FIGURES)
    assert not found.much_risk and not found.little_risk
    assert "much_risk" not in found.model_dump()


@pytest.mark.slow
def test_on_small_projects_tailored_beats_heavy_in_work() -> None:
    """60 futures of eight small projects that begin one and a half years on."""
    found = study(of_sizes(8, 90.0), 60)
    assert found.groups == [Size.SMALL]
    assert found.against("tailored", "heavy")[Size.SMALL].better is True
    assert found.by_size()["heavy", Size.SMALL].better is False


@pytest.mark.slow
def test_on_large_risky_projects_the_best_intensity_lies_inside() -> None:
    """60 futures: the usual standard takes less work than the light and than the heavy one."""
    found = study(of_sizes(6, 1_500.0, risk=0.12), 60)
    assert found.groups == [Size.LARGE]
    for other in ("light", "heavy"):
        gap = mean_interval(found.work("standard", other, Size.LARGE), 0.975)
        assert gap.high < 0, (other, gap)


def test_differences_by_size_add_up_to_that_of_all_projects(today: Scenario) -> None:
    drawing = Drawing.of(today)
    one = drawing.planned(named_roadmaps(today)[-1])
    found = roadmap_study(today, [one], 2)
    parts = sum(found.value("tailored", "today", size) for size in found.groups)
    cost = [plan_cost(scenario) for scenario in (today, one.scenario)]
    assert found.npv[1] - found.npv[0] == pytest.approx(np.asarray(parts) - (cost[1] - cost[0]), rel=1e-6)


def plan_cost(scenario: Scenario) -> float:
    from workbench.engines.engine import EngineName
    from workbench.experiment.worth.living import lived

    return float(lived([scenario], 0, 1, EngineName.AUTO).of("pmo_cost")[0, 0])


def test_a_roadmap_of_ones_own_introduces_ends_and_changes_the_standard(today: Scenario) -> None:
    steps = [
        {"from": "2027-07-01", "introduce": ["coaching"], "end": ["tools"], "asked": "light"},
        {"from": "2028-07-03", "asked": "tailored", "staff": {"audits": 3}},
    ]
    roadmap = Roadmap.model_validate({"name": "own", "steps": steps})
    found = Drawing.of(today).planned(roadmap)
    standards = found.scenario.pmo.standards
    assert standards is not None
    _, first, second = standards.funded()
    assert (first.since, second.since) == (date(2027, 7, 1), date(2028, 7, 3))
    assert first.staff[Practice.TOOLS] == second.staff[Practice.TOOLS] == first.cash[Practice.TOOLS] == 0.0
    assert first.staff[Practice.REPORTING] == standards.in_use(Practice.REPORTING).staff
    assert first.treatment.large is Intensity.LIGHT and second.treatment.large is Intensity.STANDARD
    assert second.staff[Practice.COACHING] > first.staff[Practice.COACHING]
    assert second.staff[Practice.AUDITS] == 3.0


def test_what_a_step_states_holds_until_a_later_one_names_that_practice(today: Scenario) -> None:
    """The roadmap that the page shows: a heavier or lighter standard moves only what nobody stated."""
    text = (Path(__file__).parents[3] / "docs" / "roadmaps.md").read_text(encoding="utf-8")
    roadmap = yaml.safe_load(text.split("```yaml\n")[1].split("```")[0])
    third = roadmap["steps"][2] | {"introduce": ["audits"]}
    for steps, stated in ((roadmap["steps"], True), ([*roadmap["steps"][:2], third], False)):
        found = Drawing.of(today).planned(Roadmap.model_validate(roadmap | {"steps": steps}))
        assert found.scenario.pmo.standards is not None
        _, first, second, last = found.scenario.pmo.standards.funded()
        assert (second.staff[Practice.AUDITS], second.cash[Practice.AUDITS]) == (1.5, 20_000)
        held = (last.staff[Practice.AUDITS], last.cash[Practice.AUDITS]) == (1.5, 20_000)
        assert held is stated
        assert last.staff[Practice.COACHING] != first.staff[Practice.COACHING]
        assert last.staff[Practice.TOOLS] == last.cash[Practice.TOOLS] == 0.0


def test_a_stated_number_of_people_leaves_cash_to_the_rates(today: Scenario) -> None:
    steps = [
        {"from": "2027-07-01", "introduce": ["tools"], "staff": {"tools": 5}, "asked": "light"},
        {"from": "2028-07-03", "asked": "heavy"},
    ]
    found = Drawing.of(today).planned(Roadmap.model_validate({"name": "own", "steps": steps}))
    assert found.scenario.pmo.standards is not None
    _, first, second = found.scenario.pmo.standards.funded()
    assert first.staff[Practice.TOOLS] == second.staff[Practice.TOOLS] == 5.0
    assert second.cash[Practice.TOOLS] > first.cash[Practice.TOOLS]


def test_closing_pays_off_those_whom_the_own_plan_has_left(today: Scenario) -> None:
    """Halved by the PMO's own plan in July, closed in January: half of the people are paid off."""
    close = {"name": "end", "steps": [{"from": "2028-01-03", "end": [one.value for one in Practice]}]}
    whole = Drawing.of(today).planned(Roadmap.model_validate(close))
    half = Drawing.of(planning(today, [{"from": "2027-07-01", "share": 0.5}], [])).planned(whole.roadmap)
    archives = Drawing.of(today).shaping.archives().amount
    assert half.once - archives == pytest.approx((whole.once - archives) / 2) and archives > 0


def test_a_roadmap_keeps_the_standard_that_the_own_plan_asks_for_by_then(today: Scenario) -> None:
    light = planning(today, [{"from": "2027-07-01", "treatment": {"large": "light"}}], [])
    step = {"from": "2028-01-03", "end": ["tools"]}
    found = Drawing.of(light).planned(Roadmap.model_validate({"name": "own", "steps": [step]}))
    assert found.treatment.large is Intensity.LIGHT


def test_none_ends_what_the_own_plan_would_build_up_and_pays_for_nothing_of_it() -> None:
    """No PMO today and one from next year on by plan: none means none, and nobody is paid off."""
    base = of_sizes(2, 90.0)
    built = base.pmo.model_copy(update={"standards": Standards()})
    base = base.model_copy(update={"pmo": built})
    later = {"from": str(base.horizon), "staff": {"coaching": 2}}
    none = planned(planning(base, [later], []))["none"]
    assert (none.people, none.once) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"from": "2020-01-01"}, "must lie within the run"),
        ({"from": "2028-01-03", "introduce": ["tools"], "end": ["tools"]}, "introduced by the same step"),
        ({"from": "2028-01-03", "asked": "light", "treatment": {}}, "drop one of the two"),
    ],
)
def test_what_makes_no_sense_is_refused(today: Scenario, change: dict[str, object], expected: str) -> None:
    roadmap = Roadmap.model_validate({"name": "own", "steps": [change]})
    with pytest.raises(InputError, match=expected):
        Drawing.of(today).planned(roadmap)


def test_free_people_are_refused() -> None:
    base = of_sizes(2, 90.0).model_copy(update={"pmo": Pmo()})
    with pytest.raises(InputError, match="would be free"):
        planned(base)
